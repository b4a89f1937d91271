import { isRaised } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Rules } from '../decision.ts';
import { recounted } from '../recount.ts';
import { accept } from '../refuse.ts';
import type { CaseState } from '../state.ts';

/** A holiday was announced late: open limits that count working days move by it, visibly. Nothing else does. */
export function recountLimits({ at }: CommandOf<'recount-limits'>, state: CaseState, rules: Rules): Decision {
  if (!isRaised(state)) return accept();
  return accept(...recounted(state, rules, at, 'late-holiday'));
}
