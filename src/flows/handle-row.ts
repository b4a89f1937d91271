import { deliverNotice } from './deliver-notice.ts';
import { Crowded } from './fair-chat.ts';
import { passWake } from './pass-wake.ts';
import type { DueRow, RowOutcome } from './ports.ts';
import { refreshMessages } from './refresh-messages.ts';
import type { Services } from './services.ts';

/** What became of an alarm: finished with, or put back to a later moment because it came early or was held off. */
export type Handled = (
  { readonly kind: 'finished' } | { readonly kind: 'put-back'; readonly until: Date }
) & {
  /** What was done, where there was something to do: for the figures. */
  readonly did?: {
    readonly kind: DueRow['kind'];
    readonly result: RowOutcome['kind'];
    readonly lateMs: number;
  };
};

/** Tried again after these pauses when something of ours failed; then each time after the last. */
const pausesMs = [1_000, 5_000, 15_000, 60_000, 300_000];

/**
 * Does what an alarm is for, by the effect's id. Finding nothing left to do is ordinary: alarms ring twice. What
 * fails is put back on the row, which outlives the alarm; it is never dropped.
 */
export async function handleRow(services: Services, id: string): Promise<Handled> {
  const [row] = await services.outbox.load([id]);
  if (row === undefined) return { kind: 'finished' };
  const now = services.clock.now();
  if (row.at > now) return { kind: 'put-back', until: row.at };
  const outcome = await doRow(services, row).catch((error: unknown) => failed(services, row, error));
  await services.outbox.mark([{ id, outcome, at: services.clock.now() }]);
  const did = { kind: row.kind, result: outcome.kind, lateMs: now.getTime() - row.due.getTime() };
  return outcome.kind === 'put-back'
    ? { kind: 'put-back', until: outcome.until, did }
    : { kind: 'finished', did };
}

async function doRow(services: Services, row: DueRow): Promise<RowOutcome> {
  switch (row.kind) {
    case 'notice':
      return deliverNotice(services, row);
    case 'wake':
      return passWake(services, row);
    case 'refresh':
      return refreshMessages(services, row);
  }
}

function failed(services: Services, row: DueRow, error: unknown): RowOutcome {
  if (error instanceof Crowded) {
    const until = new Date(services.clock.now().getTime() + error.afterMs);
    return { kind: 'put-back', until, why: error.message };
  }
  const pause = pausesMs[Math.min(row.attempts, pausesMs.length - 1)] ?? 1_000;
  const why = error instanceof Error ? error.name : 'unknown error';
  services.log.error(
    { effect: row.id, case: row.caseId, kind: row.kind, attempts: row.attempts, error: errorOf(error) },
    'an effect failed; it is put back',
  );
  return { kind: 'put-back', until: new Date(services.clock.now().getTime() + pause), why };
}

function errorOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
