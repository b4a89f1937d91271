import { isUrgent } from '../case/effect.ts';
import type { Person } from '../directory/directory.ts';
import { accountsOf } from './accounts.ts';
import { isBehind } from './behind.ts';
import type { Account } from './chat-input.ts';
import { urgentChat } from './fair-chat.ts';
import { digestOf, hasButtons } from './message-digest.ts';
import type { Chat, Delivery, DueRow, RowOutcome } from './ports.ts';
import { mayBeRepeat, saidAgain } from './perhaps-again.ts';
import { noAccount } from './reach.ts';
import { knownCase, type KnownCase } from './rules-of-case.ts';
import { runCommand } from './run-command.ts';
import type { Services } from './services.ts';
import { wordNotice } from './wording/word-notice.ts';
import type { Worded } from './wording/worded.ts';

type NoticeRow = Extract<DueRow, { kind: 'notice' }>;

/**
 * Delivers one notice to one person, worded from the case as it now stands: what was met meanwhile is not sent.
 * Somebody who cannot be reached becomes somebody's task on the case, never silence. That nobody is written to is
 * only ever decided by the newest directory.
 */
export async function deliverNotice(given: Services, row: NoticeRow): Promise<RowOutcome> {
  const services = isUrgent(row.about) ? { ...given, chat: urgentChat(given.chat) } : given;
  const known = await knownCase(services, row.caseId);
  if (known === undefined) return { kind: 'superseded' };
  const { directory } = known.rules;
  const reader = directory.people.get(row.to);
  const worded =
    reader === undefined ? 'superseded' : wordNotice(row.about, reader, known, services.clock.now());
  if (reader === undefined || worded === 'superseded') {
    if (!(await services.people.isNewest(directory))) return isBehind(services);
    return reader === undefined
      ? unreachable(services, known, row, 'is no longer in the directory')
      : { kind: 'superseded' };
  }
  const { restored } = services;
  const again = restored !== undefined && mayBeRepeat(row.due, restored);
  return deliverTo(services, known, row, again ? saidAgain(worded, restored) : worded, reader);
}

async function deliverTo(
  services: Services,
  known: KnownCase,
  row: NoticeRow,
  worded: Worded,
  reader: Person,
): Promise<RowOutcome> {
  const now = services.clock.now();
  const presses = isUrgent(row.about) && now.getTime() - row.due.getTime() >= patienceMs;
  let failed: { readonly why: string; readonly account?: Account } = { why: noAccount };
  let waits: Later | undefined;
  const asking = presses
    ? { ...services, chat: findingAnyway(services.chat, (later) => (waits = later)) }
    : services;
  for await (const account of accountsOf(asking, reader)) {
    const delivery = await services.chat.send(account, worded.message);
    if (delivery.kind === 'never') {
      failed = { why: delivery.why, account };
      continue;
    }
    if (delivery.kind === 'later' && presses) {
      waits = delivery;
      continue;
    }
    if (delivery.kind === 'sent') await noteReached(services, reader, row);
    return outcomeOf(services, delivery, worded);
  }
  if (waits !== undefined) {
    await tellUnreached(services, known, row, waits.why);
    return outcomeOf(services, waits, worded);
  }
  // By an older directory they may have been looked for where they work no longer.
  if (!(await services.people.isNewest(known.rules.directory))) return isBehind(services);
  const { why, account } = failed;
  // Where a check sees nothing wrong with the account, it could not see either when that is over: only a message can.
  const seen = account === undefined ? undefined : await services.chat.reach(account);
  const refused = seen?.kind === 'reachable' ? { refused: true as const } : {};
  await services.reaches.note(reader.id, { kind: 'unreachable', why, ...refused }, now);
  return unreachable(services, known, row, why);
}

/** Word of an adult at immediate risk waits no longer for a platform: then each other account is tried, and somebody stands in. */
const patienceMs = 60_000;
/** Where it could not be asked for an account, it is asked again after this. */
const findAgainMs = 5_000;
type Later = Extract<Delivery, { readonly kind: 'later' }>;

/** A place in which nobody can be looked for just now keeps nobody from being looked for in the next. */
function findingAnyway(chat: Chat, missed: (later: Later) => void): Chat {
  return {
    ...chat,
    find: (...given) =>
      chat.find(...given).catch((error: unknown) => {
        const why = error instanceof Error ? error.name : 'unknown error';
        missed({ kind: 'later', afterMs: findAgainMs, why });
        return undefined;
      }),
  };
}

/** The message is with its reader by now: whatever fails here must not have it sent again. */
async function noteReached(services: Services, reader: Person, row: NoticeRow): Promise<void> {
  try {
    await services.reaches.note(reader.id, { kind: 'reachable' }, services.clock.now());
  } catch {
    services.log.warn({ effect: row.id, case: row.caseId }, 'it could not be kept that somebody was reached');
  }
}

function outcomeOf(
  services: Services,
  delivery: Exclude<Delivery, { kind: 'never' }>,
  worded: Worded,
): RowOutcome {
  if (delivery.kind === 'later') {
    return {
      kind: 'put-back',
      until: new Date(services.clock.now().getTime() + delivery.afterMs),
      why: delivery.why,
    };
  }
  return {
    kind: 'sent',
    ...(delivery.message === undefined ? {} : { message: delivery.message }),
    live: hasButtons(worded.message),
    digest: digestOf(worded),
  };
}

async function unreachable(
  services: Services,
  known: KnownCase,
  row: NoticeRow,
  why: string,
): Promise<RowOutcome> {
  await tellUnreached(services, known, row, why);
  return { kind: 'not-deliverable', why };
}

/** Somebody else is told instead, once. */
async function tellUnreached(
  services: Services,
  known: KnownCase,
  row: NoticeRow,
  why: string,
): Promise<void> {
  // Also where it is somebody told of another who cannot be reached: the next one is told instead. It ends, because
  // nobody is told who cannot be reached themselves.
  await runCommand(services, known.rules, {
    type: 'note-unreachable',
    id: `unreachable:${row.id}`,
    caseId: row.caseId,
    at: services.clock.now(),
    person: row.to,
    why,
    about: row.about.what,
  });
}
