import type { PersonId } from '../../directory/directory.ts';
import { maySee } from '../access.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal, Rules } from '../decision.ts';
import { momentOf } from '../moment.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import type { CaseState } from '../state.ts';
import { firstRefusal } from '../turn.ts';

/**
 * Where the policy wants a risk referred (Cheshire East, Principles: to the local authority), somebody writes down when
 * it was done and the reference that was given. It answers no alert: what is in place for the adult is another question.
 */
export function recordReferral(
  command: CommandOf<'record-referral'>,
  state: CaseState,
  rules: Rules,
): Decision {
  const { by, alertId, on, reference, at } = command;
  const refused = mayRecordReferral(by, alertId, state, rules, at);
  if (refused !== undefined) return refuse(refused);
  if (on > at) return refuse(refusal('in-the-future', 'It cannot have been referred later than now.', 'on'));
  return accept({ type: 'RiskReferred', by, alertId, on: momentOf(on), reference });
}

/** Once for each alert, by anybody who may read of it. */
export function mayRecordReferral(
  by: PersonId,
  alertId: string,
  state: CaseState,
  rules: Rules,
  at: Date,
): Refusal | undefined {
  const alert = state.alerts.find(({ id }) => id === alertId);
  if (alert === undefined) return refusal('unknown', 'There is no such alert in this matter.');
  return firstRefusal(
    rules.policy.triage.risk.refers_to === undefined
      ? refusal('not-now', 'The policy asks for no referral at such a risk, so there is none to record.')
      : undefined,
    maySee(by, state, rules, at) === 'content'
      ? undefined
      : refusal('not-yours', 'Only people of this matter can record that the adult was referred.'),
    alert.referred === undefined
      ? undefined
      : refusal('already-done', 'Somebody has recorded the referral already. Open it to read it.'),
  );
}
