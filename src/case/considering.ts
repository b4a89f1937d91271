import type { StageRule } from '../policy/stage.ts';
import { entriesThisStage } from './case-state.ts';
import type { RaisedCase } from './state.ts';

/**
 * The question that is put before a matter goes on to a stage (`considered`); `undefined` where the policy puts none,
 * and once somebody has said Yes at this stage. A No is recorded and settles nothing: it may be considered again.
 */
export function toConsider(stage: StageRule, state: RaisedCase): StageRule['considered'] {
  const decided = entriesThisStage(state).some(
    ({ event }) => event.type === 'Considered' && event.stage === stage.id && event.goOn,
  );
  return decided ? undefined : stage.considered;
}
