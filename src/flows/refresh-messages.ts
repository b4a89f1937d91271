import { isBehind } from './behind.ts';
import { digestOf, hasButtons } from './message-digest.ts';
import type { DueRow, RowOutcome } from './ports.ts';
import { knownCase, type ReadCase } from './rules-of-case.ts';
import type { Services } from './services.ts';
import { wordNotice } from './wording/word-notice.ts';

type PutBack = Extract<RowOutcome, { kind: 'put-back' }>;

/**
 * Brings the messages of a case that still carry buttons up to date after it changed: who did what and when, and
 * only the buttons that are still of use. A message that would read the same is left alone, and one in whose place its
 * reader has a form is left until that is put away: nothing typed may be lost because somebody else acted. One that cannot be
 * changed just now keeps nobody else's waiting.
 */
export async function refreshMessages(
  services: Services,
  row: Extract<DueRow, { kind: 'refresh' }>,
): Promise<RowOutcome> {
  const known = await knownCase(services, row.caseId);
  if (known === undefined) return { kind: 'superseded' };
  const now = services.clock.now();
  const { directory } = known.rules;
  const left: PutBack[] = [];
  const crowded = new Set<string>();
  let held: ReadonlyMap<string, Date | undefined> | undefined;
  let passedOver = false;
  const updated: Parameters<Services['outbox']['mark']>[0][number][] = [];
  for (const live of await services.outbox.liveMessages(row.caseId)) {
    const reader = directory.people.get(live.to);
    const worded =
      reader === undefined ? 'superseded' : wordNotice(live.about, reader, known, now, 'standing');
    if (worded === 'superseded') {
      passedOver = true;
      continue;
    }
    const digest = digestOf(worded);
    if (digest === live.digest) continue;
    const { platform, space } = live.message.account;
    if (crowded.has(`${platform} ${space}`)) continue; // it is tried again with the one that was turned away
    // Somebody may have opened a form while one place was waited for.
    const heldUntil = held === undefined ? live.heldUntil : held.get(live.id);
    if (heldUntil !== undefined && heldUntil > now) {
      left.push({ kind: 'put-back', until: heldUntil, why: 'a form stands in its place' });
      continue;
    }
    const delivery = await services.chat.update(live.message, worded.message);
    if (delivery.kind === 'later') {
      left.push({ kind: 'put-back', until: new Date(now.getTime() + delivery.afterMs), why: delivery.why });
      crowded.add(`${platform} ${space}`);
      held = new Map(
        (await services.outbox.liveMessages(row.caseId)).map(({ id, heldUntil: until }) => [id, until]),
      );
      continue;
    }
    const stillLive = delivery.kind === 'sent' && hasButtons(worded.message);
    const outcome = { kind: 'sent', message: live.message, live: stillLive, digest } as const;
    updated.push({ id: live.id, outcome, at: now });
  }
  // Together, for a case has many: one that was brought up to date and is not marked would only be so again.
  await services.outbox.mark(updated);
  if (updated.length > 0 && (await wentOn(services, known)))
    left.push({ kind: 'put-back', until: services.clock.now(), why: 'the case went on meanwhile' });
  if (passedOver && !(await services.people.isNewest(directory))) left.push(isBehind(services));
  const [first] = left.sort((one, other) => one.until.getTime() - other.until.getTime());
  return first ?? { kind: 'done' };
}

/**
 * Whether the case was written to since it was read. Another worker may have brought the messages up to date from that
 * already, and ours arrived after theirs.
 */
async function wentOn({ cases }: Services, { caseId, version }: ReadCase): Promise<boolean> {
  const now = await cases.load(caseId);
  return now?.version !== version;
}
