import type { Policy } from '../../policy/policy.ts';
import { manyOf, oneOf } from '../answers.ts';
import type { Field, Option } from '../chat-message.ts';
import { saySource } from '../page.ts';
import { diversionsOf } from '../triage/diversions.ts';
import { checkedFrom, typedAt, wasSeen } from './step.ts';
import type { RaiseContext, RaiseStep } from './step.ts';

const yesNo: readonly Option[] = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
];

/** What reports count and what changes who owes what: themes, the marks that the policy asks about, how urgent it is. */
export function aboutStep(context: RaiseContext): RaiseStep {
  const { policy } = context.rules;
  const typed = typedAt(context, 'about');
  const themes = themesOf(context);
  const labels = policy.themes.filter(({ id }) => themes.includes(id)).map(({ label }) => label);
  const flags = flagsOf(context);
  const marks = policy.flags.filter(({ id }) => flags.includes(id)).map(({ label }) => label);
  const priority = policy.raise.priorities.find(({ id }) => id === priorityOf(context));
  const other = otherBoardOf(context);
  return {
    id: 'about',
    name: 'What kind it is',
    intro: [],
    fields: [
      {
        kind: 'many',
        id: 'themes',
        label: `What kind of ${policy.words.matter} is it?`,
        hint: 'Choose all that fit. This is for learning, not for blame.',
        required: true,
        options: policy.themes.map(({ id, label }) => ({ id, label })),
        ...(themes.length > 0 ? { value: themes } : {}),
      },
      ...priorityField(policy, oneOf(typed, 'priority')),
      ...policy.flags.filter(isAsked).flatMap((flag) => flagFields(policy, flag, context)),
    ],
    checked: checkedFrom(wasSeen(context, 'about'), problems(context)),
    summary: [
      {
        kind: 'facts',
        facts: [
          { label: `Kind of ${policy.words.matter}`, value: labels.join('; ') },
          ...(priority === undefined ? [] : [{ label: 'How urgent', value: priority.label }]),
          { label: 'Marks', value: marks.length > 0 ? marks.join('; ') : 'None' },
        ],
      },
      ...(other === undefined ? [] : [{ kind: 'quote' as const, label: 'The other board', words: other }]),
    ],
  };
}

export function themesOf(context: RaiseContext): readonly string[] {
  const chosen = manyOf(typedAt(context, 'about'), 'themes');
  return context.rules.policy.themes.map(({ id }) => id).filter((id) => chosen.includes(id));
}

/** The marks on the case: those that triage set and those that were answered with yes. */
export function flagsOf(context: RaiseContext): readonly string[] {
  const { policy } = context.rules;
  const typed = typedAt(context, 'about');
  const fromTriage = diversionsOf(policy, context.draft.diversions).flatMap(({ flag }) => flag ?? []);
  const asked = policy.flags.filter(isAsked).map(({ id }) => id);
  return [...new Set([...fromTriage, ...asked.filter((id) => oneOf(typed, flagField(id)) === 'yes')])];
}

export function priorityOf(context: RaiseContext): string | undefined {
  const chosen = oneOf(typedAt(context, 'about'), 'priority');
  return context.rules.policy.raise.priorities.find(({ id }) => id === chosen)?.id;
}

/** Which other board it concerns, while a mark is set by which that board has to be told. */
export function otherBoardOf(context: RaiseContext): string | undefined {
  const concerned = flagsOf(context).some((flag) => tellsAnotherBoard(context.rules.policy, flag));
  const name = oneOf(typedAt(context, 'about'), 'other-board');
  return concerned && name !== '' ? name : undefined;
}

function problems(context: RaiseContext): Readonly<Record<string, string>> {
  const { policy } = context.rules;
  const typed = typedAt(context, 'about');
  const errors: Record<string, string> = {};
  if (themesOf(context).length === 0) errors['themes'] = 'Choose at least one. “Something else” is fine.';
  if (policy.raise.priorities.length > 0 && priorityOf(context) === undefined) {
    errors['priority'] = 'Choose how urgent it is.';
  }
  for (const { id } of policy.flags.filter(isAsked)) {
    const answer = oneOf(typed, flagField(id));
    if (answer !== 'yes' && answer !== 'no') errors[flagField(id)] = 'Choose Yes or No.';
    if (answer === 'yes' && tellsAnotherBoard(policy, id) && oneOf(typed, 'other-board') === '') {
      errors['other-board'] = 'Name the other board, or its area.';
    }
  }
  return errors;
}

function priorityField({ raise }: Policy, value: string): readonly Field[] {
  if (raise.priorities.length === 0) return [];
  return [
    {
      kind: 'choice',
      id: 'priority',
      label: 'How urgent is it?',
      required: true,
      options: raise.priorities.map(({ id, label }) => ({ id, label })),
      ...(value === '' ? {} : { value }),
    },
  ];
}

type Flag = Policy['flags'][number];

function flagFields(policy: Policy, flag: Flag, context: RaiseContext): readonly Field[] {
  const typed = typedAt(context, 'about');
  const id = flagField(flag.id);
  const value = oneOf(typed, id);
  const other = oneOf(typed, 'other-board');
  return [
    {
      kind: 'choice',
      id,
      label: flag.asks ?? flag.label,
      hint: saySource(flag),
      required: true,
      options: yesNo,
      ...(value === '' ? {} : { value }),
    },
    ...(tellsAnotherBoard(policy, flag.id)
      ? [
          {
            kind: 'text' as const,
            id: 'other-board',
            label: 'If so, which board or area?',
            required: false,
            long: false,
            max: 200,
            ...(other === '' ? {} : { value: other }),
          },
        ]
      : []),
  ];
}

function isAsked({ asks }: Flag): boolean {
  return asks !== undefined;
}

/** Whether a mark makes it somebody's duty to tell the board of another area. */
function tellsAnotherBoard({ stages }: Policy, flag: string): boolean {
  return stages.some(({ obligations }) =>
    obligations.some(({ duty, only_if }) => duty === 'advise-other-board' && only_if === flag),
  );
}

function flagField(id: string): string {
  return `flag-${id}`;
}
