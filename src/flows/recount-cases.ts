import { runCommand } from './run-command.ts';
import type { Services } from './services.ts';

/** A change of a board's days off that is still to be counted into its open cases; `after` is the case it came to last. */
export type Recount = { readonly id: string; readonly board: string; readonly after?: string };

/** Where it is kept which changes of days off have been counted, and how far. */
export type Recounts = {
  /** What is still to be done and was asked for at least so long ago, the oldest first. */
  readonly open: (settledMs: number) => Promise<readonly Recount[]>;
  /** Cases of a board in which something may be owed, in order of their ids. */
  readonly cases: (
    board: string,
    after: string | undefined,
    limit: number,
  ) => Promise<readonly { readonly caseId: string; readonly version: string }[]>;
  readonly advance: (id: string, lastCase: string, failed: boolean) => Promise<void>;
  /** The last case was reached. False where some failed: it begins again from the first, which changes nothing twice. */
  readonly finish: (id: string) => Promise<boolean>;
};

const batch = 100;

/**
 * Counts the open limits of a board's cases again after its days off changed: batch by batch, each case through the
 * usual write path under a command id of its own, so that it may be broken off at any point and taken up again, by
 * several processes at once, and moves nothing twice. A case that cannot be counted is told in the log and tried again.
 *
 * @param settledMs how long ago a change must have been made: longer than other processes need to hear of it
 * @param goOn false once the process is to end
 */
export async function recountCases(
  services: Pick<Services, 'cases' | 'wakeRelay' | 'clock' | 'log' | 'rulesOf'> & {
    readonly policies: { readonly refresh: () => Promise<void> };
  },
  recounts: Recounts,
  settledMs: number,
  goOn: () => boolean = () => true,
): Promise<void> {
  const asked = await recounts.open(settledMs);
  if (asked.length === 0) return;
  // The calendar that the dates are counted with is at least as new as the change.
  await services.policies.refresh();
  for (const recount of asked) await countBoard(services, recounts, recount, goOn);
}

async function countBoard(
  services: Parameters<typeof recountCases>[0],
  recounts: Recounts,
  { id, board, after }: Recount,
  goOn: () => boolean,
): Promise<void> {
  let last = after;
  let counted = 0;
  for (;;) {
    if (!goOn()) return;
    const cases = await recounts.cases(board, last, batch);
    let failed = false;
    for (const { caseId, version } of cases) {
      if (!goOn()) return;
      try {
        await runCommand(services, await services.rulesOf(board, version), {
          type: 'recount-limits',
          id: `recount:${id}:${caseId}`,
          caseId,
          at: services.clock.now(),
        });
      } catch (error) {
        failed = true;
        const why = error instanceof Error ? error.message : 'unknown';
        services.log.warn({ caseId, error: why }, 'a case could not be counted again; it is tried again');
      }
    }
    counted += cases.length;
    last = cases.at(-1)?.caseId;
    if (last !== undefined) await recounts.advance(id, last, failed);
    if (last === undefined || cases.length < batch) break;
  }
  if (await recounts.finish(id))
    services.log.info({ board, cases: counted }, 'days off changed; open cases were counted again');
}
