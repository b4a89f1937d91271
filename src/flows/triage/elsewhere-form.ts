import type { Policy } from '../../policy/policy.ts';
import { manyOf, oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Field, Form } from '../chat-message.ts';
import { saySource } from '../page.ts';
import { sayDraft } from '../say-draft.ts';
import { raiseTitle } from '../raise/raise-title.ts';

const none = 'none-of-these';

/** What belongs elsewhere, and whether this procedure is meant for the matter at all. */
export function elsewhereForm(policy: Policy, draft: string): Form {
  const { diversions, scope } = policy.triage;
  const elsewhere: Field = {
    kind: 'many',
    id: 'elsewhere',
    label: 'Is it, or is there also, any of these?',
    required: true,
    options: [
      ...diversions.map(({ id, choice }) => ({ id, label: choice })),
      { id: none, label: 'None of these' },
    ],
  };
  return {
    title: raiseTitle([policy]),
    context: { act: { do: 'triage', on: policy.board }, step: 'elsewhere', draft },
    intro: [
      {
        kind: 'text',
        text: `${policy.document.title}. Some matters have a route of their own, which is quicker.`,
      },
      ...sayDraft(policy),
    ],
    fields: [
      ...(diversions.length === 0 ? [] : [elsewhere]),
      {
        kind: 'choice',
        id: 'scope',
        label: scope.confirm,
        hint: saySource(scope),
        required: true,
        options: [
          { id: 'yes', label: 'Yes' },
          { id: 'no', label: 'No' },
        ],
      },
    ],
    submit: 'Next',
    close: 'Cancel',
  };
}

/** The answers to `elsewhereForm`: which diversions, and whether it is in scope. */
export function readElsewhere(
  policy: Policy,
  answers: Answers,
):
  | { readonly diversions: readonly string[]; readonly inScope: boolean }
  | { readonly errors: Readonly<Record<string, string>> } {
  const chosen = manyOf(answers, 'elsewhere');
  const known = chosen.filter((id) => policy.triage.diversions.some((one) => one.id === id));
  const scope = oneOf(answers, 'scope');
  const errors: Record<string, string> = {};
  if (policy.triage.diversions.length > 0) {
    if (chosen.length === 0) errors['elsewhere'] = 'Choose what fits, or “None of these”.';
    if (chosen.includes(none) && known.length > 0) {
      errors['elsewhere'] = '“None of these” does not go with another choice. Take one of them out.';
    }
  }
  if (scope !== 'yes' && scope !== 'no') errors['scope'] = 'Choose Yes or No.';
  return Object.keys(errors).length > 0 ? { errors } : { diversions: known, inScope: scope === 'yes' };
}
