import { userInfo } from 'node:os';
import { evolve, unopened } from '../case/evolve.ts';
import type { Entry } from '../case/events.ts';
import type { Rules } from '../case/decision.ts';
import type { CaseState } from '../case/state.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import type { PersonId } from '../directory/directory.ts';
import { textsOf, type WrittenText } from '../flows/read/texts-of.ts';
import { sayDate } from '../policy/say-date.ts';
import { sayEntry } from './say-entry.ts';
import { say, sayJson, type WithJson } from './say.ts';
import { withDatabase, type Kept } from './with-database.ts';

type Wanted = WithJson & { readonly reveal?: boolean; readonly reason?: string };

type ShownText = {
  readonly label: string;
  /** Only where it was asked to be revealed and its key was not destroyed. */
  readonly text?: string;
  readonly sealed: boolean;
};
type ShownEntry = {
  readonly entry: number;
  readonly at: string;
  readonly type: string;
  readonly by?: { readonly id: PersonId; readonly name: string; readonly agency: string };
  readonly says: string;
  readonly written: readonly ShownText[];
};
type ShownCase = {
  readonly reference: string;
  readonly board: string;
  readonly policyVersion: string;
  readonly status: string;
  readonly entries: readonly ShownEntry[];
  /** Who opened what people wrote, and when. */
  readonly opened: readonly { readonly by: string; readonly what: string; readonly at: Date }[];
};

/** `concordat case show REF`: the record in its order. Revealing what people wrote is itself recorded first. */
export async function showCase(reference: string, { reveal, reason, json }: Wanted): Promise<void> {
  const why = reasonOf(reveal === true, reason);
  const shown = await withDatabase((kept) => caseShown(kept, reference.trim().toUpperCase(), why));
  if (json === true) sayJson(shown);
  else for (const line of linesOf(shown)) say(line);
}

function reasonOf(reveal: boolean, reason: string | undefined): string | undefined {
  const why = reason?.trim() ?? '';
  if (reveal && why === '') {
    throw new CommandProblem(
      '--reveal needs --reason "why you need to read it". Both are recorded with the case.',
      2,
    );
  }
  if (!reveal && reason !== undefined) {
    throw new CommandProblem('--reason goes with --reveal. Without --reveal nothing is opened.', 2);
  }
  return reveal ? why : undefined;
}

async function caseShown(kept: Kept, reference: string, why: string | undefined): Promise<ShownCase> {
  const caseId = await kept.cases.idOfReference(reference);
  const loaded = caseId === undefined ? undefined : await kept.cases.load(caseId);
  if (caseId === undefined || loaded === undefined) {
    throw new CommandProblem(
      `There is no case ${reference}. "concordat case list" shows the references that there are.`,
    );
  }
  const steps = stepsOf(loaded.entries);
  const last = steps.at(-1)?.state;
  if (last === undefined || last.status === 'unopened')
    throw new Error(`${reference} has no entry that opens it`);
  const rules = withFormer(await kept.rulesOf(last.board, last.policyVersion), kept);
  const texts = loaded.entries.flatMap(({ event }) => textsOf(event, rules.policy));
  const open = why === undefined ? new Map<string, string>() : await revealed(kept, caseId, texts, why);
  return {
    reference: last.reference,
    board: last.board,
    policyVersion: last.policyVersion,
    status: last.status,
    entries: steps.map(({ entry, state }) => ({
      entry: entry.entry,
      at: entry.at,
      type: entry.event.type,
      ...whoOf(entry, rules),
      says: sayEntry(entry, state, { caseId, rules, now: kept.clock.now() }),
      written: textsOf(entry.event, rules.policy).map((text) => shownText(text, open)),
    })),
    opened: (await kept.access.ofCase(caseId)).map(({ person, what, at }) => ({
      by: rules.directory.people.get(person)?.name ?? person,
      what,
      at,
    })),
  };
}

/** Each entry with the case as it stood after it, because that is what the entry spoke of. */
function stepsOf(entries: readonly Entry[]): readonly { readonly entry: Entry; readonly state: CaseState }[] {
  let state: CaseState = unopened;
  return entries.map((entry) => {
    state = evolve(state, entry);
    return { entry, state };
  });
}

/** The record names people who have left; they are shown by their names. */
export function withFormer(rules: Rules, { people }: Kept): Rules {
  const { agencies, people: present } = rules.directory;
  return { ...rules, directory: { agencies, people: new Map([...people.former(), ...present]) } };
}

/** Opens what people wrote, once it is recorded who looked and why. */
async function revealed(
  kept: Kept,
  caseId: string,
  texts: readonly WrittenText[],
  why: string,
): Promise<ReadonlyMap<string, string>> {
  const vault = await kept.vaults().forCase(caseId);
  const what = `all that people wrote, on the command line: ${why}`;
  await kept.access.note({ caseId, person: whoAmI(), what, at: kept.clock.now() });
  const opened = await vault.open(texts.map(({ words }) => words.id));
  const changed = texts.find(({ words }) => {
    const text = opened.get(words.id);
    return text !== undefined && !vault.matches(words, text);
  });
  if (changed !== undefined)
    throw new CommandProblem(`"${changed.label}" is not the text that the record means. It is not shown.`);
  return opened;
}

/** Whoever runs the command is known to the machine and not to the directory. */
export function whoAmI(): string {
  return `command line (${userInfo().username})`;
}

function whoOf({ event }: Entry, { directory }: Rules): Pick<ShownEntry, 'by'> {
  if (!('by' in event)) return {};
  const person = directory.people.get(event.by);
  const agency = person === undefined ? '' : (directory.agencies.get(person.agency)?.name ?? person.agency);
  return { by: { id: event.by, name: person?.name ?? 'somebody who has left', agency } };
}

function shownText({ label, words }: WrittenText, open: ReadonlyMap<string, string>): ShownText {
  const text = open.get(words.id);
  return text === undefined ? { label, sealed: true } : { label, text, sealed: false };
}

function linesOf({ reference, board, status, policyVersion, entries, opened }: ShownCase): readonly string[] {
  return [
    `${reference}  ${board}, ${status}, under version ${policyVersion.slice(0, 12)} of the policy`,
    ...entries.flatMap((entry) => [
      '',
      `${entry.entry}  ${sayDate(new Date(entry.at))}${entry.by === undefined ? '' : `  ${entry.by.name}, ${entry.by.agency}`}`,
      `   ${entry.says}`,
      ...entry.written.flatMap(writtenLines),
    ]),
    ...(opened.length === 0 ? [] : ['', 'Who opened what people wrote:']),
    ...opened.map(({ by, what, at }) => `   ${sayDate(at)}  ${by}: ${what}`),
  ];
}

function writtenLines({ label, text }: ShownText): readonly string[] {
  if (text === undefined) return [`   ${label}: written, sealed`];
  return [`   ${label}:`, ...text.split('\n').map((line) => `   | ${line}`)];
}
