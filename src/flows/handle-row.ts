import { setTimeout as pause } from 'node:timers/promises';
import { deliverNotice } from './deliver-notice.ts';
import { deliverToMailbox } from './deliver-to-mailbox.ts';
import { Crowded } from './fair-chat.ts';
import { passWake } from './pass-wake.ts';
import type { DueRow, Outbox, RowOutcome } from './ports.ts';
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

/** Marking is tried again after these pauses, which are together longer than a database usually takes to start again. */
const markPausesMs = [200, 800, 2_000, 5_000];
/**
 * What was sent and is not marked is sent a second time: whoever knows that it was goes on for as long as another database takes
 * to step in for one that is lost. Nobody else gets the row's alarm meanwhile.
 */
const sentIsMarkedForMs = 600_000;
const markAgainMs = 1_000;

/**
 * An alarm is surely ours for so long after it came: half of its lock (`usualAlarmTimes`), which nobody may have been able to renew. What would be
 * sent later might be sent by somebody else as well.
 */
const oursMs = 15_000;

/**
 * Does what an alarm is for, by the effect's id. Finding nothing left to do is ordinary: alarms ring twice. What
 * fails is put back on the row, which outlives the alarm; it is never dropped.
 *
 * @param wait for so many milliseconds; rejects where nothing is to be waited for any more
 * @param now milliseconds that only go forward, however the clock of the cases leaps
 * @throws what the outbox throws where it answers no longer; the row's lease lapses then, and it is handed over again
 */
export async function handleRow(
  services: Services,
  id: string,
  wait: (ms: number) => Promise<unknown> = pause,
  now: () => number = () => performance.now(),
): Promise<Handled> {
  const began = now();
  const inTime = sendingWhile(services, () => now() - began < oursMs);
  const [row] = await services.outbox.load([id]);
  if (row === undefined) return { kind: 'finished' };
  const at = services.clock.now();
  if (row.at > at) return { kind: 'put-back', until: row.at };
  const outcome = await doRow(inTime, row).catch((error: unknown) => failed(services, row, error));
  await mark(services.outbox, [{ id, outcome, at: services.clock.now() }], wait);
  const did = { kind: row.kind, result: outcome.kind, lateMs: at.getTime() - row.due.getTime() };
  return outcome.kind === 'put-back'
    ? { kind: 'put-back', until: outcome.until, did }
    : { kind: 'finished', did };
}

/** Nothing new is sent where it is too late for that; it is tried again, by whoever has the alarm then. */
function sendingWhile(services: Services, isOurs: () => boolean): Services {
  const { chat, mailboxes } = services;
  const late = {
    kind: 'later',
    afterMs: againMs,
    why: 'it took so long that somebody else may send it',
  } as const;
  return {
    ...services,
    chat: { ...chat, send: (...given) => (isOurs() ? chat.send(...given) : Promise.resolve(late)) },
    ...(mailboxes === undefined
      ? {}
      : {
          mailboxes: { send: (...given) => (isOurs() ? mailboxes.send(...given) : Promise.resolve(late)) },
        }),
  };
}
const againMs = 1_000;

async function mark(
  outbox: Outbox,
  outcomes: Parameters<Outbox['mark']>[0],
  wait: (ms: number) => Promise<unknown>,
): Promise<void> {
  for (const ms of pausesFor(outcomes)) {
    try {
      await outbox.mark(outcomes);
      return;
    } catch {
      await wait(ms);
    }
  }
  await outbox.mark(outcomes);
}

function* pausesFor(outcomes: Parameters<Outbox['mark']>[0]): Generator<number> {
  yield* markPausesMs;
  if (!outcomes.some(({ outcome }) => outcome.kind === 'sent')) return;
  for (let ms = 0; ms < sentIsMarkedForMs; ms += markAgainMs) yield markAgainMs;
}

async function doRow(services: Services, row: DueRow): Promise<RowOutcome> {
  switch (row.kind) {
    case 'notice':
      return deliverNotice(services, row);
    case 'mailbox':
      return deliverToMailbox(services, row);
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
