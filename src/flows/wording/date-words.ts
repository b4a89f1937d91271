import { dateKindOf } from '../../case/date-kind.ts';
import type { DateKind } from '../../case/date-kind.ts';
import type { Rules } from '../../case/decision.ts';
import type { Obligation } from '../../case/events.ts';
import { ruleOf } from '../../case/limits.ts';
import type { RaisedCase } from '../../case/state.ts';
import type { Policy } from '../../policy/policy.ts';
import { whoseDays } from '../../policy/policy-lookup.ts';
import { sayDate, sayTimeLeft } from '../../policy/say-date.ts';

/*
 * How a date is spoken of: a limit can be missed and is then overdue; an aim or a target never is; a review is a
 * reminder and no rule.
 */

type Dated = Pick<Obligation, 'duty' | 'stage' | 'rule' | 'due' | 'target' | 'owedBy' | 'added'>;
type Told = { readonly state: RaisedCase; readonly rules: Rules; readonly now: Date };

/** What the date of a duty is called after "the": "limit", "aim", "target", "reminder". */
export const dateNames: Readonly<Record<DateKind, string>> = {
  limit: 'limit',
  aim: 'aim',
  target: 'target',
  review: 'reminder',
  none: 'date',
};

/**
 * That a reminder of ours is no rule of the board's. Nothing where the board's own document says how often a matter is
 * looked at again.
 */
export function sayIsNoRule(
  review: Pick<Obligation, 'stage' | 'rule' | 'added'>,
  policy: Policy,
): readonly string[] {
  if (!review.added && ruleOf(review, policy)?.due !== undefined) return [];
  return ['This is a reminder at your board’s own interval, and no rule of its procedure.'];
}

/**
 * The date of a duty in words, the date itself to be shown strong between what comes before and after it.
 *
 * @example
 * // a limit: ['By ', 'Thursday 31 December 2026, 17:00 (2 working days left)', '.']
 * // an aim that has passed: ['The aim was ', 'Thursday 31 December 2026, 17:00', '.']
 */
export function dateWords(obligation: Dated, told: Told): readonly [string, string, string] | undefined {
  const kind = dateKindOf(obligation, told.state, told.rules.policy);
  const on = obligation.due ?? obligation.target;
  if (on === undefined) return undefined;
  const at = new Date(on);
  const passed = at <= told.now;
  if (kind === 'limit') return [passed ? 'The limit was ' : 'By ', withTimeLeft(obligation, at, told), '.'];
  if (kind === 'review')
    return [
      passed ? 'The last reminder was ' : 'You are reminded on ',
      sayDate(at),
      ['.', ...sayIsNoRule(obligation, told.rules.policy)].join(' '),
    ];
  const name = dateNames[kind];
  return passed
    ? [`The ${name} was `, sayDate(at), '.']
    : [`The ${name} is `, withTimeLeft(obligation, at, told).replace('(due ', '('), '.'];
}

/** "Thursday 31 December 2026, 17:00 (2 working days left)", counted in the days of whoever owes it. */
function withTimeLeft({ owedBy }: Dated, at: Date, { rules, now }: Told): string {
  const board = owedBy.length > 0 && owedBy.every(({ side }) => side === 'board');
  const days = whoseDays({ owed_by: { side: board ? 'board' : 'both', role: '' } });
  const left = sayTimeLeft(now, at, rules.calendar, days);
  return `${sayDate(at)} (${left})`;
}
