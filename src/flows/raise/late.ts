import { isAtOnce, measured } from '../../policy/at-once.ts';
import { doneInTime, dueAt } from '../../policy/due-date.ts';
import { firstStage, whoseDays } from '../../policy/policy-lookup.ts';
import { sayDate } from '../../policy/say-date.ts';
import { oneOf } from '../answers.ts';
import { saySource, small, text } from '../page.ts';
import { priorityOf } from './about.ts';
import { beginsOrdinarily } from './start.ts';
import { typedAt, wasSeen } from './step.ts';
import type { RaiseContext, RaiseStep } from './step.ts';
import { concernOf, readAlready, readWhen } from './when.ts';

const question = 'Why is it raised later than that?';

/** Asked only of a raise that comes after its limit: why. It can be left empty, and the raise is taken all the same. */
export function lateStep(context: RaiseContext): readonly RaiseStep[] {
  const late = lateBy(context);
  if (late === undefined) return [];
  const reason = oneOf(typedAt(context, 'late'), 'late-because');
  return [
    {
      id: 'late',
      name: 'Why it is late',
      intro: [
        text(
          `The procedure asks for it to be raised by ${sayDate(late.due)}. You can still raise it; the record will say that it came later.`,
        ),
        small(late.source),
      ],
      fields: [
        {
          kind: 'text',
          id: 'late-because',
          label: question,
          hint: 'You can leave this empty.',
          required: false,
          long: true,
          max: 3000,
          ...(reason === '' ? {} : { value: reason }),
        },
      ],
      checked: wasSeen(context, 'late') ? { kind: 'right' } : { kind: 'wrong', errors: {} },
      summary: [
        {
          kind: 'facts',
          facts: [
            { label: 'Late', value: `It was due by ${sayDate(late.due)}.` },
            ...(reason === '' ? [{ label: 'Why it is late', value: 'Not said' }] : []),
          ],
        },
        ...(reason === '' ? [] : [{ kind: 'quote' as const, label: 'Why it is late', words: reason }]),
      ],
      texts: [{ label: question, words: reason }],
    },
  ];
}

/** The reason that was given, while the raise is late. */
export function lateBecause(context: RaiseContext): string | undefined {
  if (lateBy(context) === undefined) return undefined;
  const reason = oneOf(typedAt(context, 'late'), 'late-because');
  return reason === '' ? undefined : reason;
}

function lateBy(context: RaiseContext): { readonly due: Date; readonly source: string } | undefined {
  const { policy, calendar } = context.rules;
  // A date that is wrong is said at its own step; nothing is counted from it.
  const concern = Object.keys(readWhen(context).errors).length > 0 ? undefined : concernOf(context);
  const rule = firstStage(policy).obligations.find(({ duty }) => duty === 'raise');
  if (concern === undefined || rule?.due === undefined || !beginsOrdinarily(context)) return undefined;
  const priority = priorityOf(context);
  // What is owed at once names no date to be late for; only a board that insists on it is given a reason.
  if (isAtOnce(rule) && rule.strict !== 'must') return undefined;
  const due = dueAt(measured(rule.due), {
    anchors: { concern },
    limits: new Map(),
    calendar,
    who: whoseDays(rule),
    ...(priority === undefined ? {} : { priority }),
  });
  const raised = readAlready(context).value?.at ?? context.now;
  return due === undefined || doneInTime(due, raised) ? undefined : { due: due.at, source: saySource(rule) };
}
