import { isBehind } from './behind.ts';
import type { DueRow, RowOutcome } from './ports.ts';
import { knownCase } from './rules-of-case.ts';
import { nothingSealed, runCommand } from './run-command.ts';
import type { Services } from './services.ts';

/**
 * Passes an alarm to the case it is for. A wake-up is not a verdict: the case decides whether it still means
 * anything, and one that came early goes back to its own time. Whom it tells it says by the newest directory.
 */
export async function passWake(
  services: Services,
  row: Extract<DueRow, { kind: 'wake' }>,
): Promise<RowOutcome> {
  const { people } = services;
  // Asked while the case is read, so that nobody waits for it.
  const [known, isNewest] = await Promise.all([
    knownCase(services, row.caseId),
    people.isNewest(people.directory()),
  ]);
  if (known === undefined) return { kind: 'superseded' };
  if (!isNewest) return isBehind(services);
  const command = {
    type: 'wake',
    // The effect's own id: a second ring of the same alarm writes nothing twice.
    id: `wake:${row.id}`,
    caseId: row.caseId,
    at: services.clock.now(),
    wake: row.wake,
  } as const;
  const outcome = await runCommand(services, known.rules, command, nothingSealed, known);
  switch (outcome.kind) {
    case 'early':
      return { kind: 'put-back', until: outcome.until, why: 'before its time', early: true };
    case 'refused':
      return { kind: 'failed', why: outcome.reason.code };
    case 'done':
    case 'repeated':
      return { kind: 'done' };
  }
}
