import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { castFor } from '../../../demo/cast.ts';
import { openVault } from '../../../src/adapters/crypto/vault.ts';
import { calendarOf } from '../../../src/compose/known-boards.ts';
import type { Directory, Platform, Space } from '../../../src/directory/directory.ts';
import { mergeDirectory } from '../../../src/directory/merge-directory.ts';
import { handleRow } from '../../../src/flows/handle-row.ts';
import type { Chat, DueRow } from '../../../src/flows/ports.ts';
import { runCommand } from '../../../src/flows/run-command.ts';
import type { Services } from '../../../src/flows/services.ts';
import type { Calendar } from '../../../src/policy/calendar.ts';
import { addDays, civilDateOf } from '../../../src/policy/civil.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { at, read, shippedPolicy } from '../../policy/policies.ts';
import { stepTo } from '../journey-time.ts';
import { memoryAccessLog } from '../memory/memory-access-log.ts';
import { memoryCaseStore } from '../memory/memory-case-store.ts';
import { standingClock } from '../memory/memory-clock.ts';
import { memoryDocumentLinks } from '../memory/memory-document-links.ts';
import { memoryDrafts } from '../memory/memory-drafts.ts';
import { memoryLists } from '../memory/memory-lists.ts';
import { memoryOutbox } from '../memory/memory-outbox.ts';
import { memoryPeople } from '../memory/memory-people.ts';
import { memoryPolicies } from '../memory/memory-policies.ts';
import { memoryReaches } from '../memory/memory-reaches.ts';
import { makeMemoryTables, type MemoryTables } from '../memory/memory-tables.ts';
import { memoryTexts } from '../memory/memory-texts.ts';

/** Which platform an agency is on, by its id. */
export type PlatformOf = (agency: string) => Platform;

/** The hospital has a mail domain of its own, and all else the one of the demo's people. */
const hospitalDomain = 'hospital.example.org';

/** The spaces of the agencies on each platform; the board's office sits in the council's. */
const spaces: Readonly<Record<Platform, Readonly<Record<string, string>>>> = {
  slack: { 'st-aldhelms': 'T02HOSPITAL', else: 'T01COUNCIL' },
  teams: {
    'st-aldhelms': '22222222-2222-4222-8222-222222222222',
    else: '11111111-1111-4111-8111-111111111111',
  },
  email: { 'st-aldhelms': hospitalDomain, else: 'example.org' },
};

/**
 * The product without its platforms and its database: the real conversations over the memory twins, the demo's people
 * as partners of a board, and a clock that stands still until it is moved from one thing that falls due to the next.
 */
export async function openMemoryWorld({
  board,
  begins,
  platformOf,
  chatOf,
  accepted = true,
  vacant = [],
  away = [],
  handling = () => undefined,
}: {
  readonly board: string;
  readonly begins: string;
  readonly platformOf: PlatformOf;
  readonly chatOf: (world: { readonly clock: Services['clock']; readonly directory: Directory }) => Chat;
  readonly accepted?: boolean;
  /** Roles that nobody holds. */
  readonly vacant?: readonly string[];
  /** People, by the name before the at sign, who are away from the day after the story begins. */
  readonly away?: readonly string[];
  /** Told which row of the outbox is about to be handled, and when none is any more. */
  readonly handling?: (row: DueRow | undefined) => void;
}) {
  const policy = policyOf(board);
  const tables = makeMemoryTables();
  const clock = standingClock(tables, at(begins));
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${((ids += 1) * 7919).toString(16).padStart(12, '0')}`;
  const directory = withAway(withVacant(await directoryOf(policy, platformOf, newId), vacant), away, begins);
  const people = memoryPeople(tables, directory);
  const policies = memoryPolicies(calendarFor);
  await policies.store(policy.board, 'v1', policy, clock.now());
  if (accepted) await policies.accept(policy.board, 'Marguerite Sloane', clock.now());
  const faults: string[] = [];
  const logged: string[] = [];
  const note = (fields: Readonly<Record<string, unknown>>, says: string) =>
    void logged.push(JSON.stringify({ ...fields, says }));
  const chat = chatOf({ clock, directory });
  const services: Services = {
    clock,
    documentLinks: memoryDocumentLinks(),
    documentsAt: 'https://concordat.example.org',
    log: {
      info: note,
      warn: note,
      error: (fields, says) => {
        note(fields, says);
        faults.push(JSON.stringify({ ...fields, says }));
      },
    },
    cases: memoryCaseStore(tables),
    lists: memoryLists(tables),
    drafts: memoryDrafts(tables),
    policies,
    rulesOf: async (of, version) => ({
      ...(await policies.frozen(of, version)),
      directory: people.directory(),
    }),
    people,
    reaches: memoryReaches(tables),
    vault: openVault([{ id: 'k1', key: randomBytes(32) }], memoryTexts(tables)),
    access: memoryAccessLog(tables),
    outbox: memoryOutbox(tables, clock),
    chat,
    newId,
    slashCommand: '/escalate',
    wakeRelay: () => undefined,
  };

  async function settle(): Promise<void> {
    for (let rounds = 0; ; rounds += 1) {
      const now = clock.now();
      const rows = await services.outbox.claim(now, now, 500);
      if (rows.length === 0) return;
      if (rounds > 2_000) throw new Error(`Things keep falling due at ${now.toISOString()}`);
      for (const { id } of rows) {
        const [row] = await services.outbox.load([id]);
        handling(row);
        await handleRow(services, id);
      }
      handling(undefined);
    }
  }

  return {
    board,
    policy,
    services,
    clock,
    tables,
    directory,
    people,
    policies,
    /** What went wrong that holds in every story; empty at the end of each. */
    faults,
    logged,
    settle,
    /** Time passes until a moment; everything that falls due on the way happens at its own. */
    goTo: (moment: Date) => stepTo(moment, { clock, settle, nextDue: services.outbox.nextDue }),
    /** A holiday is announced late: the board's file names it from now on, and each limit of a case is counted again. */
    announce: async (date: string, reference: string): Promise<void> => {
      const { calendar } = policy;
      const extra_holidays = [...calendar.extra_holidays, { date, name: 'A late bank holiday' }];
      const edition = { ...policy, calendar: { ...calendar, extra_holidays } };
      await policies.store(policy.board, 'v2', edition, clock.now());
      const caseId = (await services.cases.idOfReference(reference)) ?? '';
      const id = newId();
      const recount = { type: 'recount-limits', id, caseId, at: clock.now() } as const;
      await runCommand(services, await services.rulesOf(policy.board, 'v1'), recount);
      await settle();
    },
    /** Everything that is stored, as it is now: what it gives back puts it all back. */
    keep: (): (() => Promise<void>) => {
      const then = clock.now();
      const back = keepTables(tables);
      return async () => {
        back();
        await clock.moveTo(then);
      };
    },
  };
}

/** Worked out once for the days off of each board, which are those of many years. */
const calendars = new Map<string, Calendar>();

function calendarFor(policy: Policy): Calendar {
  const daysOff = JSON.stringify([policy.board, policy.calendar]);
  const calendar = calendars.get(daysOff) ?? calendarOf(policy);
  calendars.set(daysOff, calendar);
  return calendar;
}

/** A shipped procedure by its board, or an example's by the name of its file. */
function policyOf(board: string): Policy {
  const file = new URL(`../../../examples/${board}.yaml`, import.meta.url);
  if (!existsSync(file)) return shippedPolicy(board);
  const found = read(readFileSync(file, 'utf8'));
  if (found.kind === 'problems') throw new Error(found.problems.map(({ says }) => says).join('\n'));
  return found.policy;
}

async function directoryOf(policy: Policy, platformOf: PlatformOf, newId: () => string): Promise<Directory> {
  const file = await castFor(policy);
  const { directory } = mergeDirectory({ agencies: new Map(), people: new Map() }, file, newId);
  const agencies = [...directory.agencies].map(([id, agency]) => {
    return [id, { ...agency, spaces: [spaceOf(id, platformOf(id))] }] as const;
  });
  const people = [...directory.people].map(([id, person]) => {
    const isHospital = person.agency === 'st-aldhelms';
    const email = isHospital ? person.email.replace(/@.*/u, `@${hospitalDomain}`) : person.email;
    return [id, { ...person, email }] as const;
  });
  return { ...directory, agencies: new Map(agencies), people: new Map(people) };
}

function withVacant(directory: Directory, vacant: readonly string[]): Directory {
  const people = [...directory.people].map(([id, person]) => {
    return [id, { ...person, roles: person.roles.filter((role) => !vacant.includes(role)) }] as const;
  });
  return { ...directory, people: new Map(people) };
}

function withAway(directory: Directory, away: readonly string[], begins: string): Directory {
  const from = addDays(civilDateOf(at(begins)), 1);
  const days = { from, to: addDays(from, 365) };
  const people = [...directory.people].map(([id, person]) => {
    const isAway = away.includes(person.email.replace(/@.*/, ''));
    return [id, isAway ? { ...person, away: [days] } : person] as const;
  });
  return { ...directory, people: new Map(people) };
}

function spaceOf(agency: string, platform: Platform): Space {
  const known = spaces[platform];
  return { platform, id: known[agency] ?? known['else'] ?? '' };
}

/** Rows are never changed but replaced, so that a copy of each table is a copy of all. */
function keepTables(tables: MemoryTables): () => void {
  const {
    entries,
    views,
    commandIds,
    effects,
    keys,
    texts,
    drafts,
    accounts,
    unreachable,
    setInChat,
    accesses,
  } = tables;
  const backs = [
    keepMap(entries),
    keepMap(views),
    keepMap(effects),
    keepMap(keys),
    keepMap(texts),
    keepMap(drafts),
    keepMap(accounts),
    keepMap(unreachable),
  ];
  const ids = [...commandIds];
  const [noted, set] = [accesses.length, setInChat.length];
  return () => {
    for (const back of backs) back();
    commandIds.clear();
    for (const id of ids) commandIds.add(id);
    accesses.splice(noted);
    setInChat.splice(set);
  };
}

function keepMap<K, V>(map: Map<K, V>): () => void {
  const rows = [...map];
  return () => {
    map.clear();
    for (const [key, value] of rows) map.set(key, value);
  };
}
