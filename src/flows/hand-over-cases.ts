import type { CommandOf, Words } from '../case/commands.ts';
import { decide } from '../case/decide.ts';
import type { Rules } from '../case/decision.ts';
import type { CaseState } from '../case/state.ts';
import type { PersonId } from '../directory/directory.ts';
import type { HandOver } from '../directory/removals.ts';
import { knownCase } from './rules-of-case.ts';
import { runCommand } from './run-command.ts';
import type { Services } from './services.ts';

/** Why a case cannot be handed over; `undefined` where it can. Asked of each beforehand, so that nothing begins that cannot be finished. */
export function whyNotHandedOver(
  handOver: HandOver,
  by: PersonId,
  at: Date,
  state: CaseState,
  rules: Rules,
): string | undefined {
  const decision = decide(commandOf(handOver, by, '', at, { id: '', mac: '' }), state, rules);
  return decision.kind === 'refused' ? decision.reason.says : undefined;
}

/**
 * Hands one case over. The same id again changes nothing, so that a list of cases can be begun again from its start.
 *
 * @returns why it was refused; `undefined` where it was done, had been done before, or the case is closed by now
 */
export async function handOverCase(
  services: Pick<Services, 'cases' | 'rulesOf' | 'clock' | 'vault' | 'wakeRelay'>,
  handOver: HandOver,
  { by, id, reason }: { readonly by: PersonId; readonly id: string; readonly reason: string },
): Promise<string | undefined> {
  const known = await knownCase(services, handOver.caseId);
  if (known === undefined) return undefined;
  const vault = await services.vault.forCase(handOver.caseId);
  const command = commandOf(handOver, by, id, services.clock.now(), vault.seal(reason));
  const outcome = await runCommand(services, known.rules, command, vault.rows());
  return outcome.kind === 'refused' && outcome.reason.code !== 'closed' ? outcome.reason.says : undefined;
}

function commandOf(
  { caseId, from, to }: HandOver,
  by: PersonId,
  id: string,
  at: Date,
  reason: Words,
): CommandOf<'hand-over'> {
  return { type: 'hand-over', id, caseId, at, by, from, to, reason };
}
