import type { Raise, Words } from '../../case/commands.ts';
import { waysIn } from '../../policy/ways-in.ts';
import type { WayIn } from '../../policy/ways-in.ts';
import { oneOf } from '../answers.ts';
import type { Block } from '../chat-message.ts';
import { saySource, small, text } from '../page.ts';
import { lowerFirst, sayStage } from '../wording/telling.ts';
import { checkedFrom, typedAt, wasSeen } from './step.ts';
import type { RaiseContext, RaiseStep } from './step.ts';

const step = 'start';
const question = 'Why do you not begin at the first one?';

/** Where it begins. Asked only where the policy leaves a choice: before its first stage, or past some of them. */
export function startStep(context: RaiseContext): readonly RaiseStep[] {
  const ways = waysOf(context);
  const [ordinary] = ways;
  if (ways.length < 2 || ordinary === undefined) return [];
  const { rules } = context;
  const start = startIn(context);
  const reason = oneOf(typedAt(context, step), 'start-reason');
  const needsReason = ways.some(({ skip }) => skip !== undefined);
  return [
    {
      id: step,
      name: 'Where it begins',
      intro: [
        text(`The ordinary way begins at ${sayStage(ordinary.stage.id, rules)}.`),
        ...skipsOf(ways).flatMap(({ says, ...source }): readonly Block[] => [
          text(says),
          small(saySource(source)),
        ]),
      ],
      fields: [
        {
          kind: 'choice',
          id: 'start',
          label: `At which ${lowerFirst(rules.policy.words.stage)} does it begin?`,
          required: true,
          options: ways.map(({ stage }) => ({ id: stage.id, label: sayStage(stage.id, rules) })),
          value: (start ?? ordinary).stage.id,
        },
        ...(needsReason
          ? [
              {
                kind: 'text' as const,
                id: 'start-reason',
                label: question,
                hint: 'Needed where you pass stages by. Both sides can read it. Do not name the adult.',
                required: false,
                long: true,
                max: 3000,
                ...(reason === '' ? {} : { value: reason }),
              },
            ]
          : []),
      ],
      checked: checkedFrom(wasSeen(context, step), problems(start, reason)),
      summary: [
        {
          kind: 'facts',
          facts: [{ label: 'It begins at', value: sayStage((start ?? ordinary).stage.id, rules) }],
        },
        ...(start?.skip === undefined ? [] : [{ kind: 'quote' as const, label: question, words: reason }]),
      ],
      texts: [{ label: question, words: reason }],
    },
  ];
}

/** Whether the raise begins where the policy asks for one by a date; further up there is none to be late for. */
export function beginsOrdinarily(context: RaiseContext): boolean {
  const [ordinary] = waysOf(context);
  const start = startIn(context);
  return start === undefined || start.stage.id === ordinary?.stage.id;
}

/** What the raise says of where it begins; nothing for the ordinary way. */
export function startsAt(context: RaiseContext, seal: (text: string) => Words): Pick<Raise, 'startsAt'> {
  const start = startIn(context);
  if (start === undefined || beginsOrdinarily(context)) return {};
  const reason = oneOf(typedAt(context, step), 'start-reason');
  const why = start.skip === undefined || reason === '' ? {} : { reason: seal(reason) };
  return { startsAt: { stage: start.stage.id, ...why } };
}

function problems(start: WayIn | undefined, reason: string): Readonly<Record<string, string>> {
  if (start === undefined) return { start: 'Choose one of these.' };
  if (start.skip === undefined || reason !== '') return {};
  return { 'start-reason': `Say why it begins at ${start.stage.label}.` };
}

function startIn(context: RaiseContext): WayIn | undefined {
  const chosen = oneOf(typedAt(context, step), 'start');
  return waysOf(context).find(({ stage }) => stage.id === chosen);
}

function waysOf({ rules, draft }: RaiseContext): readonly WayIn[] {
  return waysIn(rules.policy, draft.atRisk);
}

function skipsOf(ways: readonly WayIn[]) {
  const skips = ways.flatMap(({ skip }) => skip ?? []);
  return skips.filter((one, index) => skips.findIndex(({ id }) => id === one.id) === index);
}
