import { digestOf, hasButtons } from './message-digest.ts';
import type { DueRow, RowOutcome } from './ports.ts';
import { knownCase } from './rules-of-case.ts';
import type { Services } from './services.ts';
import { wordNotice } from './wording/word-notice.ts';

/**
 * Brings the messages of a case that still carry buttons up to date after it changed: who did what and when, and
 * only the buttons that are still of use. A message that would read the same is left alone, and one in whose place its
 * reader has a form is left until that is put away: nothing typed may be lost because somebody else acted.
 */
export async function refreshMessages(
  services: Services,
  row: Extract<DueRow, { kind: 'refresh' }>,
): Promise<RowOutcome> {
  const known = await knownCase(services, row.caseId);
  if (known === undefined) return { kind: 'superseded' };
  const now = services.clock.now();
  const directory = services.people.directory();
  let heldUntil: Date | undefined;
  const updated: Parameters<Services['outbox']['mark']>[0][number][] = [];
  for (const live of await services.outbox.liveMessages(row.caseId)) {
    const reader = directory.people.get(live.to);
    if (reader === undefined) continue;
    const worded = wordNotice(live.about, reader, known, now, 'standing');
    if (worded === 'superseded') continue;
    const digest = digestOf(worded);
    if (digest === live.digest) continue;
    if (live.heldUntil !== undefined && live.heldUntil > now) {
      heldUntil = earlier(heldUntil, live.heldUntil);
      continue;
    }
    const delivery = await services.chat.update(live.message, worded.message);
    if (delivery.kind === 'later') {
      await services.outbox.mark(updated);
      return { kind: 'put-back', until: new Date(now.getTime() + delivery.afterMs), why: delivery.why };
    }
    const stillLive = delivery.kind === 'sent' && hasButtons(worded.message);
    const outcome = { kind: 'sent', message: live.message, live: stillLive, digest } as const;
    updated.push({ id: live.id, outcome, at: now });
  }
  // Together, for a case has many: one that was brought up to date and is not marked would only be so again.
  await services.outbox.mark(updated);
  if (heldUntil !== undefined)
    return { kind: 'put-back', until: heldUntil, why: 'a form stands in its place' };
  return { kind: 'done' };
}

function earlier(one: Date | undefined, other: Date): Date {
  return one === undefined || other < one ? other : one;
}
