import type { AdultPart, Draft, DraftedText } from '../../case/form-drafts.ts';
import type { Box } from '../../case/form.ts';
import type { Words } from '../../case/commands.ts';
import type { Rules } from '../../case/decision.ts';
import type { RaisedCase } from '../../case/state.ts';
import type { Policy } from '../../policy/policy.ts';
import type { FormField, FormRule } from '../../policy/question.ts';
import { sayDay } from '../../policy/say-date.ts';
import type { Option } from '../chat-message.ts';
import { sayAgency, saySide } from '../wording/telling.ts';

/** What stands in a box of a form: plain, in sealed words, or kept apart because it is about who the adult is. */
export type BoxContent =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'sealed'; readonly texts: readonly DraftedText[] }
  | { readonly kind: 'apart'; readonly words: Words; readonly part?: AdultPart }
  | { readonly kind: 'empty' };

/** What a box holds now: what a person wrote, or else what the case drafts. A signature is said elsewhere. */
export function contentOf({ field, written, drafted }: Box): BoxContent {
  if (written !== undefined) {
    const { answer } = written;
    if ('chosen' in answer) return { kind: 'plain', text: sayChosen(field, answer.chosen) };
    if (field.restricted) return { kind: 'apart', words: answer.words };
    return { kind: 'sealed', texts: [{ label: field.label, words: answer.words }] };
  }
  return drafted === undefined ? { kind: 'empty' } : contentOfDraft(field, drafted);
}

function contentOfDraft(field: FormField, draft: Draft): BoxContent {
  switch (draft.kind) {
    case 'lines':
      return { kind: 'plain', text: draft.lines.join('\n') };
    case 'day':
      return { kind: 'plain', text: sayDay(draft.on) };
    case 'time-taken':
      return { kind: 'plain', text: sayTimeTaken(draft) };
    case 'chosen':
      return { kind: 'plain', text: sayChosen(field, draft.chosen) };
    case 'texts':
      return { kind: 'sealed', texts: draft.texts };
    case 'adult':
      return { kind: 'apart', words: draft.words, part: draft.part };
  }
}

/** "9 days, 5 working days". */
export function sayTimeTaken({ days, workingDays }: Extract<Draft, { kind: 'time-taken' }>): string {
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  return `${count(days, 'day')}, ${count(workingDays, 'working day')}`;
}

function sayChosen(field: FormField, chosen: readonly string[]): string {
  return optionsOf(field)
    .filter(({ id }) => chosen.includes(id))
    .map(({ label }) => label)
    .join('; ');
}

/** What is chosen in a box, by a person or else as the case drafts it: ids of `optionsOf`. */
export function chosenIn({ written, drafted }: Box): readonly string[] {
  if (written !== undefined) return 'chosen' in written.answer ? written.answer.chosen : [];
  return drafted?.kind === 'chosen' ? drafted.chosen : [];
}

/** What can be chosen in a box; none for one that is answered in words. */
export function optionsOf({ type, choices }: FormField): readonly Option[] {
  const yesNo = [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No' },
  ];
  if (type === 'yes-no') return yesNo;
  if (type === 'yes-no-na') return [...yesNo, { id: 'na', label: 'Does not apply' }];
  return type === 'choice' || type === 'choices' ? (choices ?? []) : [];
}

/** The question of a box; with the agency, where each has its own. */
export function labelOfBox({ field, agency }: Box, rules: Rules): string {
  return agency === undefined ? field.label : `${field.label} (${sayAgency(agency, rules)})`;
}

/** Who answers a box, by name: an agency, or the board. */
export function answererOf({ by }: Box, state: RaisedCase, rules: Rules): string {
  return saySide(by, state, rules);
}

/** Which form a button or a page is about: `monitoring`, with a part (`monitoring.2`) or an entry (`monitoring@14`). */
export function readFormPlace(
  on: string | undefined,
  policy: Pick<Policy, 'forms'>,
): { readonly form: FormRule; readonly entry?: number; readonly page?: number } | undefined {
  const found = /^([a-z0-9-]+)(?:@(\d{1,6}))?(?:\.(\d{1,3}))?$/.exec(on ?? '');
  const form = policy.forms.find(({ id }) => id === found?.[1]);
  if (found === null || form === undefined) return undefined;
  return {
    form,
    ...(found[2] === undefined ? {} : { entry: Number(found[2]) }),
    ...(found[3] === undefined ? {} : { page: Number(found[3]) }),
  };
}
