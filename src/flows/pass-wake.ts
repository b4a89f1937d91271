import type { DueRow, RowOutcome } from './ports.ts';
import { runCommand } from './run-command.ts';
import { rulesOfCase } from './rules-of-case.ts';
import type { Services } from './services.ts';

/**
 * Passes an alarm to the case it is for. A wake-up is not a verdict: the case decides whether it still means
 * anything, and one that came early goes back to its own time.
 */
export async function passWake(
  services: Services,
  row: Extract<DueRow, { kind: 'wake' }>,
): Promise<RowOutcome> {
  const rules = await rulesOfCase(services, row.caseId);
  if (rules === undefined) return { kind: 'superseded' };
  const outcome = await runCommand(services, rules, {
    type: 'wake',
    // The effect's own id: a second ring of the same alarm writes nothing twice.
    id: `wake:${row.id}`,
    caseId: row.caseId,
    at: services.clock.now(),
    wake: row.wake,
  });
  switch (outcome.kind) {
    case 'early':
      return { kind: 'put-back', until: outcome.until, why: 'before its time' };
    case 'refused':
      return { kind: 'failed', why: outcome.reason.code };
    case 'done':
    case 'repeated':
      return { kind: 'done' };
  }
}
