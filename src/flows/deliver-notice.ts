import type { Person } from '../directory/directory.ts';
import { isLastResort } from '../directory/lookup.ts';
import type { Account } from './chat-input.ts';
import { digestOf, hasButtons } from './message-digest.ts';
import type { Delivery, DueRow, RowOutcome } from './ports.ts';
import { knownCase, type KnownCase } from './rules-of-case.ts';
import { runCommand } from './run-command.ts';
import type { Services } from './services.ts';
import { wordNotice } from './wording/word-notice.ts';
import type { Worded } from './wording/worded.ts';

type NoticeRow = Extract<DueRow, { kind: 'notice' }>;

/**
 * Delivers one notice to one person, worded from the case as it now stands: what was met meanwhile is not sent.
 * Somebody who cannot be reached becomes somebody's task on the case, never silence.
 */
export async function deliverNotice(services: Services, row: NoticeRow): Promise<RowOutcome> {
  const known = await knownCase(services, row.caseId);
  const reader = services.people.directory().people.get(row.to);
  if (known === undefined) return { kind: 'superseded' };
  if (reader === undefined) return unreachable(services, known, row, 'is no longer in the directory');
  const worded = wordNotice(row.about, reader, known, services.clock.now());
  if (worded === 'superseded') return { kind: 'superseded' };
  const accounts = await accountsOf(services, reader);
  return deliverTo(services, known, row, worded, accounts);
}

async function deliverTo(
  services: Services,
  known: KnownCase,
  row: NoticeRow,
  worded: Worded,
  accounts: readonly Account[],
): Promise<RowOutcome> {
  let never = 'has no account where Concordat is installed';
  for (const account of accounts) {
    const delivery = await services.chat.send(account, worded.message);
    if (delivery.kind === 'never') {
      never = delivery.why;
      continue;
    }
    return outcomeOf(services, delivery, worded);
  }
  return unreachable(services, known, row, never);
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

/**
 * Accounts linked before, else those that the person's address has in the spaces listed for their agency; then whatever
 * is turned to last, by the address as the directory has it now.
 */
async function accountsOf(services: Services, reader: Person): Promise<readonly Account[]> {
  const spaces = services.people.directory().agencies.get(reader.agency)?.spaces ?? [];
  const linked = await services.people.accountsOf(reader.id);
  const met = linked.filter((account) => !isLastResort(account));
  const found: Account[] = [];
  for (const space of spaces) {
    if (met.length > 0 && !isLastResort(space)) continue;
    const account = await services.chat.find(space, reader.email);
    if (account === undefined) continue;
    if (!linked.some((one) => isSame(one, account)))
      await services.people.link(account, reader.id, services.clock.now());
    found.push(account);
  }
  return [...met, ...found];
}

function isSame(one: Account, other: Account): boolean {
  return one.platform === other.platform && one.space === other.space && one.user === other.user;
}

async function unreachable(
  services: Services,
  known: KnownCase,
  row: NoticeRow,
  why: string,
): Promise<RowOutcome> {
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
  return { kind: 'not-deliverable', why };
}
