import { isRaised } from '../case/case-state.ts';
import { evolve, unopened } from '../case/evolve.ts';
import type { Entry } from '../case/events.ts';
import type { Rules } from '../case/decision.ts';
import type { CaseState } from '../case/state.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import type { PersonId } from '../directory/directory.ts';
import { sayLook } from '../flows/read/who-looked.ts';
import { sayAbout, sayBecame, sayMailbox, toldOf, type ToldLine } from '../flows/told.ts';
import { textsOf, type WrittenText } from '../flows/read/texts-of.ts';
import { sayApprovals } from '../flows/wording/approval-words.ts';
import { nobody } from '../flows/wording/telling.ts';
import { sayDate } from '../policy/say-date.ts';
import { sayEntry } from './say-entry.ts';
import { say, sayJson, type WithJson } from './say.ts';
import { whoAmI } from './signed.ts';
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
  /** Of a discussion: who approved its record, and who has not. */
  readonly approvals?: string;
  readonly written: readonly ShownText[];
};
type ShownCase = {
  readonly reference: string;
  readonly board: string;
  readonly policyVersion: string;
  readonly status: string;
  readonly entries: readonly ShownEntry[];
  /** Who was to be told what, when, and whether it arrived. Times in UTC. */
  readonly told: readonly {
    readonly to: string;
    /** Where it is the mailbox of a contact and no person. */
    readonly mailbox?: NonNullable<ToldLine['mailbox']>;
    readonly what: string;
    readonly due: Date;
    readonly became: ToldLine['became'];
    /** When they first looked at the case after it had arrived. */
    readonly looked?: Date;
  }[];
  /** Who looked at what and when, and who was not let in. */
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
      ...approvalsIn(entry, last, rules, kept.clock.now()),
      written: textsOf(entry.event, rules.policy).map((text) => shownText(text, open)),
    })),
    told: (await toldOf(kept, caseId)).map(({ to, mailbox, about, due, became, looked }) => ({
      ...(to === undefined ? { to: sayMailbox(mailbox, rules), mailbox } : { to: nameOf(to, rules) }),
      what: sayAbout(about, { caseId, state: last, rules }, kept.clock.now()),
      due,
      became,
      ...(looked === undefined ? {} : { looked }),
    })),
    opened: (await kept.access.ofCase(caseId)).map(({ person, what, at }) => ({
      by: nameOf(person, rules),
      what,
      at,
    })),
  };
}

function nameOf(person: PersonId, { directory }: Rules): string {
  return directory.people.get(person)?.name ?? person;
}

/** Each entry with the case as it stood after it, because that is what the entry spoke of. */
export function stepsOf(
  entries: readonly Entry[],
): readonly { readonly entry: Entry; readonly state: CaseState }[] {
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

/** Who did it, by name and agency, where somebody did. */
export function whoOf({ event }: Entry, { directory }: Rules): Pick<ShownEntry, 'by'> {
  if (!('by' in event)) return {};
  const person = directory.people.get(event.by);
  const agency = person === undefined ? '' : (directory.agencies.get(person.agency)?.name ?? person.agency);
  return { by: { id: event.by, name: person?.name ?? 'somebody who has left', agency } };
}

/** As they are by now: an approval comes after the entry that it is about. */
function approvalsIn(entry: Entry, state: CaseState, rules: Rules, now: Date): Pick<ShownEntry, 'approvals'> {
  const approvals = isRaised(state) ? sayApprovals(entry, { state, rules, reader: nobody, now }) : undefined;
  return approvals === undefined ? {} : { approvals };
}

function shownText({ label, words }: WrittenText, open: ReadonlyMap<string, string>): ShownText {
  const text = open.get(words.id);
  return text === undefined ? { label, sealed: true } : { label, text, sealed: false };
}

function linesOf(shown: ShownCase): readonly string[] {
  const { reference, board, status, policyVersion, entries, told, opened } = shown;
  return [
    `${reference}  ${board}, ${status}, under version ${policyVersion.slice(0, 12)} of the policy`,
    ...entries.flatMap((entry) => [
      '',
      `${entry.entry}  ${sayDate(new Date(entry.at))}${entry.by === undefined ? '' : `  ${entry.by.name}, ${entry.by.agency}`}`,
      `   ${entry.says}`,
      ...(entry.approvals === undefined ? [] : [`   ${entry.approvals}`]),
      ...entry.written.flatMap(writtenLines),
    ]),
    ...(told.length === 0 ? [] : ['', 'Who was told:']),
    ...told.map((one) => `   ${sayDate(one.due)}  ${one.to}: ${one.what}. ${sayBecame(one)}`),
    ...(opened.length === 0 ? [] : ['', 'Who looked:']),
    ...opened.map(({ by, what, at }) => `   ${sayDate(at)}  ${by}: ${sayLook(what)}`),
  ];
}

function writtenLines({ label, text }: ShownText): readonly string[] {
  if (text === undefined) return [`   ${label}: written, sealed`];
  return [`   ${label}:`, ...text.split('\n').map((line) => `   | ${line}`)];
}
