import { dateKindOf } from '../../case/date-kind.ts';
import { ruleOf } from '../../case/limits.ts';
import type { OpenObligation, RaisedCase } from '../../case/state.ts';
import type { Rules } from '../../case/decision.ts';
import { isAtOnce } from '../../policy/at-once.ts';
import { firstStage } from '../../policy/policy-lookup.ts';
import { dateNames } from './date-words.ts';
import { sayWorkingDays } from './drift-words.ts';

type Case = { readonly state: RaisedCase; readonly rules: Rules };

/** Whether the policy asks for a duty at once: nobody is told that it is overdue. */
export function isOwedAtOnce(obligation: OpenObligation, { policy }: Rules): boolean {
  const rule = ruleOf(obligation, policy);
  return rule !== undefined && isAtOnce(rule);
}

/** That a duty was done after its limit; of one that is owed at once only how long it took, and no blame. */
export function sayLate(obligation: OpenObligation, telling: Case): string {
  if (obligation.metLate !== true) return '';
  if (!isOwedAtOnce(obligation, telling.rules))
    return ` That was after its ${dateNames[dateKindOf(obligation, telling.state, telling.rules.policy)]}.`;
  const took = obligation.duty === 'raise' ? tookToRaise(telling) : undefined;
  return took === undefined ? '' : ` That was ${took} after it arose.`;
}

/** "Raised 3 working days after it arose", where the policy asks for it at once and it was not; no date is missed by it. */
export function sayRaisedAfter({ state, rules }: Case): readonly string[] {
  const rule = firstStage(rules.policy).obligations.find(({ duty }) => duty === 'raise');
  const late = state.obligations.some(({ duty, metLate }) => duty === 'raise' && metLate === true);
  if (rule === undefined || !isAtOnce(rule) || !late) return [];
  const took = tookToRaise({ state, rules });
  return took === undefined ? [] : [`It was raised ${took} after it arose.`];
}

function tookToRaise({ state, rules }: Case): string | undefined {
  const { arose, decisionReceived } = state.concern;
  const [from] = [arose, decisionReceived].filter((one) => one !== undefined).sort();
  return from === undefined ? undefined : sayWorkingDays(from, state.raised, rules);
}
