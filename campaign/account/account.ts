import { isWeb } from '../plan/fault.ts';
import { brokenChain } from './chain.ts';
import type { CaseFacts, EffectRow, Evidence } from './evidence.ts';
import { groupedBy } from './grouped-by.ts';
import { clockAt, latenessOf, type Lateness } from './lateness.ts';
import { overdue } from './overdue.ts';
import { isAboutItself, matchMessages, type Cause, type Extra } from './messages.ts';

/** Something that must not be. */
export type Finding = {
  readonly kind:
    | 'lost'
    | 'failed'
    | 'not-deliverable-without-cause'
    | 'sent-and-not-taken'
    | 'duplicate-without-cause'
    | 'message-of-no-row'
    | 'more-in-flight-than-possible'
    | 'told-twice'
    | 'no-next-wake-up'
    | 'limit-without-alarm'
    | 'chain'
    | 'entry-without-command'
    | 'promised-and-not-there'
    | 'ended-by-itself';
  /** Which row, message or case, exactly. */
  readonly says: string;
};

/** A message that came besides another one, and why: allowed, and shown. */
export type Duplicate = { readonly says: string; readonly row: string; readonly cause: Cause };

export type Account = {
  readonly totals: {
    readonly cases: number;
    readonly open: number;
    readonly entries: number;
    readonly rowsByState: Readonly<Record<string, number>>;
    readonly notDeliverable: Readonly<Record<string, number>>;
    /** Taken from workers. */
    readonly messages: number;
    readonly messagesByPlatform: Readonly<Record<string, number>>;
    readonly faults: Readonly<Record<string, number>>;
  };
  readonly duplicates: readonly Duplicate[];
  readonly lateness: { readonly quiet: Lateness; readonly withFaults: Lateness };
  /** Empty for a campaign that was won. */
  readonly findings: readonly Finding[];
};

/**
 * Accounts for every row, every message and every case. Nothing here asks the code that delivers: it sets what the
 * database holds beside what the platform took.
 */
export function accountOf(evidence: Evidence): Account {
  const { rows, cases, faults, taken } = evidence;
  const { ofRow, sentAndNotTaken, extras } = matchMessages(evidence);
  const fromWorkers = taken.filter(({ process }) => !isWeb(process));
  const findings: readonly Finding[] = [
    ...overdue(rows, evidence.now).map(lost),
    ...rows.filter(({ state }) => state === 'failed').map((row) => finding('failed', sayRow(row))),
    ...notDeliverable(evidence),
    ...sentAndNotTaken.map((row) => finding('sent-and-not-taken', sayRow(row))),
    ...extras.flatMap(unexplained),
    ...tooManyInFlight(evidence, extras),
    ...toldTwice(rows),
    ...officesToldTwice(evidence),
    ...cases.flatMap((one) => ofCase(one, evidence)),
    ...evidence.promised
      .filter((reference) => !cases.some((one) => one.reference === reference))
      .map((reference) => finding('promised-and-not-there', `${reference} was told to whoever raised it`)),
    ...evidence.endedByItself.map((name) =>
      finding('ended-by-itself', `${name} ended without having been killed`),
    ),
  ];
  return {
    totals: {
      cases: cases.length,
      open: cases.filter(({ isOpen }) => isOpen).length,
      entries: cases.reduce((sum, { entries }) => sum + entries.length, 0),
      rowsByState: counted(rows, ({ kind, state }) => `${kind} ${state}`),
      notDeliverable: counted(
        rows.filter(({ state }) => state === 'not-deliverable'),
        ({ why = 'no reason kept' }) => why,
      ),
      messages: fromWorkers.length,
      messagesByPlatform: counted(fromWorkers, ({ platform }) => platform),
      faults: counted(faults, ({ says }) =>
        says.replace(/next \d+ /, 'next ').replace(/account \S+/, 'account of somebody'),
      ),
    },
    duplicates: extras.flatMap(duplicate),
    lateness: latenessOf(evidence, ofRow),
    findings,
  };
}

function finding(kind: Finding['kind'], says: string): Finding {
  return { kind, says };
}

function lost(row: EffectRow): Finding {
  return finding(
    'lost',
    `${sayRow(row)} is due and was not seen to; tried next at ${row.next.toISOString()}`,
  );
}

/** The only reason in a campaign is an account that was gone at some time. */
function notDeliverable({ rows, faults }: Evidence): readonly Finding[] {
  const gone = new Set(faults.flatMap(({ user }) => user ?? []));
  const isWhy = (why: string): boolean => why.includes('deactivated') || why.includes('Teams');
  return rows
    .filter(({ state }) => state === 'not-deliverable')
    .filter(({ user, why = '' }) => user === undefined || !gone.has(user) || !isWhy(why))
    .map((row) => finding('not-deliverable-without-cause', sayRow(row)));
}

function unexplained({ message, row, cause }: Extra): readonly Finding[] {
  const says = `${message.id} from ${message.process} to ${message.user} at ${new Date(message.at).toISOString()}: ${message.says}`;
  if (row === undefined) return [finding('message-of-no-row', says)];
  return cause === undefined ? [finding('duplicate-without-cause', `${says} (beside ${sayRow(row)})`)] : [];
}

function duplicate({ message, row, cause }: Extra): readonly Duplicate[] {
  return row === undefined || cause === undefined ? [] : [{ says: message.says, row: row.id, cause }];
}

/** A worker, killed or without its database, has no more messages in flight than alarms at once. */
function tooManyInFlight({ concurrency }: Evidence, extras: readonly Extra[]): readonly Finding[] {
  const inFlight = extras.flatMap(({ cause, message }) =>
    cause?.fault === undefined ? [] : [{ fault: cause.fault, worker: message.process }],
  );
  const together = groupedBy(
    inFlight,
    ({ fault: { says, from }, worker }) => `${worker}: ${says} at ${from}`,
  );
  return [...together.values()].flatMap((those) => {
    const [first] = those;
    if (first === undefined || those.length <= concurrency) return [];
    const { worker, fault } = first;
    const when = new Date(fault.from).toISOString();
    return [
      finding(
        'more-in-flight-than-possible',
        `${those.length} messages of ${worker} are put down to ${fault.says} at ${when}, and it can have had ${concurrency}`,
      ),
    ];
  });
}

/** Two rows that tell one person the same thing of one case, both sent. */
function toldTwice(rows: readonly EffectRow[]): readonly Finding[] {
  const sent = rows.filter(({ kind, state }) => kind === 'notice' && state === 'sent');
  return [...groupedBy(sent, ({ caseId, user = '', body }) => `${caseId} ${user} ${body}`).values()]
    .filter((same) => same.length > 1)
    .map((same) => finding('told-twice', same.map(sayRow).join(' and ')));
}

/** How the bot is, each office hears once a day; a worker that died between the message and the note of it may say it again. */
function officesToldTwice({ taken, moves, faults }: Evidence): readonly Finding[] {
  // A link or a code that somebody asked for is no such word.
  const words = taken.filter((message) => isAboutItself(message) && !isWeb(message.process));
  const ofOneDay = groupedBy(words, ({ user, at }) => {
    return `${user} on ${new Date(clockAt(at, moves)).toISOString().slice(0, 10)}`;
  });
  return [...ofOneDay].flatMap(([whom, those]) => {
    const [first] = those;
    const last = those.at(-1);
    if (first === undefined || last === undefined || first === last) return [];
    const excused = faults.some(({ from, until }) => from <= last.at && until >= first.at);
    return excused ? [] : [finding('told-twice', `how the bot is, ${those.length} times to ${whom}`)];
  });
}

function ofCase(one: CaseFacts, { rows, now }: Evidence): readonly Finding[] {
  const wakes = rows.filter(
    ({ caseId, kind, state }) => caseId === one.id && kind === 'wake' && state === 'waiting',
  );
  const limits = wakes.map(({ body, next }) => ({ ...(JSON.parse(body) as Wake), next }));
  return [
    ...(one.isOpen && wakes.length === 0 ? [finding('no-next-wake-up', `${one.reference} is open`)] : []),
    ...one.limits
      .filter(({ obligation, due, passed }) => {
        if (due <= now) return !passed;
        const set = limits.find(
          (wake) =>
            wake.for === 'limit' && wake.obligation === obligation && +new Date(wake.due ?? 0) === +due,
        );
        return set === undefined || set.next > due;
      })
      .map(({ obligation, due }) =>
        finding('limit-without-alarm', `${one.reference}, ${obligation}, due ${due.toISOString()}`),
      ),
    ...brokenChain(one).map((says) => finding('chain', says)),
    ...withoutCommand(one),
  ];
}
type Wake = { readonly for: string; readonly obligation?: string; readonly due?: string };

/**
 * Entries are written in one transaction with the id of their command, which has the same moment. An entry whose moment no
 * command has was written again for a command that was known.
 */
function withoutCommand({ reference, entries, commands }: CaseFacts): readonly Finding[] {
  const moments = new Set(commands.map(({ at }) => at.getTime()));
  return entries
    .filter(({ at }) => !moments.has(at.getTime()))
    .map(({ entry, at }) =>
      finding('entry-without-command', `${reference}, entry ${entry} of ${at.toISOString()}`),
    );
}

function sayRow({ id, kind, state, caseId, user, body, due, attempts, why }: EffectRow): string {
  const rest = [
    user && `to ${user}`,
    `case ${caseId}`,
    `due ${due.toISOString()}`,
    `tried ${attempts} times`,
    why,
  ];
  return `row ${id} (${kind}, ${state}: ${body}; ${rest.filter((each) => each !== undefined).join(', ')})`;
}

function counted<T>(list: readonly T[], keyOf: (one: T) => string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...groupedBy(list, keyOf)]
      .map(([key, those]): [string, number] => [key, those.length])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
