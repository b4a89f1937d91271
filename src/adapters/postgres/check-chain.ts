import { hash as hashBytes } from 'node:crypto';
import type { Words } from '../../case/commands.ts';
import { noHash } from './chain.ts';

/** An entry as its row has it; `at` as PostgreSQL writes it in UTC. */
export type StoredEntry = {
  readonly entry: number;
  readonly type: string;
  readonly at: string;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
};

/** What is wrong, in words, and with which entry where it is one. */
export type Fault = { readonly entry?: number; readonly says: string };

/** What a case had at some moment: so many entries, and the hash of the last. */
export type Head = { readonly version: number; readonly hash: string };

/** What was kept elsewhere of a case, and when. */
export type Anchor = Head & { readonly made: string };

export type ChainCheck = {
  readonly take: (row: StoredEntry) => void;
  /** Everything that is wrong. @param head what the case itself says of its last entry; none where its row is gone */
  readonly faults: (head: Head | undefined) => readonly Fault[];
  readonly entries: () => number;
  /** That everything written was erased, as the record says. */
  readonly erased: () => Erased | undefined;
};
export type Erased = { readonly entry: number; readonly at: string; readonly because: string };

/**
 * Checks one case's chain entry by entry, in the order in which the entries stand, and keeps none of them: each text has its
 * hash and names the one before, each number follows the last, and what stands beside a text is what the text says.
 */
export function checkChain(caseId: string, anchor?: Anchor): ChainCheck {
  const found: Fault[] = [];
  let last = { entry: 0, hash: noHash, moved: false };
  let count = 0;
  let erased: Erased | undefined;
  let many = 0;
  const fault = (entry: number, says: string): void => {
    many += 1;
    if (found.length < shownAtMost) found.push({ entry, says });
  };

  function take(row: StoredEntry): void {
    const { entry, hash } = row;
    count += 1;
    if (entry !== last.entry + 1) fault(last.entry + 1, sayMissing(last.entry + 1, entry - 1));
    if (hashOf(row.body) !== hash)
      fault(entry, 'its text is not the one that was written: it has another hash');
    const body = readBody(row.body);
    const moved = body?.entry !== entry;
    if (body === undefined) fault(entry, 'its text cannot be read as an entry of a record');
    else {
      const followed = entry === last.entry + 1 && !moved && !last.moved;
      for (const says of faultsBeside(row, body, caseId)) fault(entry, says);
      if (followed && body.previous !== last.hash) fault(entry, sayUnlinked(entry, count));
      if (row.type === 'WordsErased') erased = { entry, at: body.at, because: body.because ?? '' };
    }
    if (anchor?.version === entry && anchor.hash !== hash) fault(entry, sayRewritten(anchor));
    last = { entry, hash, moved };
  }

  function faults(head: Head | undefined): readonly Fault[] {
    const rest = many - found.length;
    return [
      ...found,
      ...(rest > 0 ? [{ says: `and ${rest} more things are wrong with it` }] : []),
      ...(head === undefined ? [] : faultsOfEnd(last, head)),
      ...(anchor !== undefined && last.entry < anchor.version ? [sayLostEnd(last.entry, anchor)] : []),
    ];
  }

  return { take, faults, entries: () => count, erased: () => erased };
}

/** The sealed texts that the text of an entry names: in canonical JSON keys stand in order, with nothing between. */
export function textsIn(body: string): readonly Words[] {
  if (!body.includes('"mac":"')) return [];
  return [...body.matchAll(/\{"id":"([^"\\]+)","mac":"([0-9a-f]{64})"\}/g)].map(([, id = '', mac = '']) => {
    return { id, mac };
  });
}

/** More help nobody: where all is wrong, the first lines say so. */
const shownAtMost = 25;

type Body = {
  readonly case: string;
  readonly entry: number;
  readonly at: string;
  readonly previous: string;
  readonly type: string;
  readonly because?: string;
};

/** What a text says of itself; `undefined` where it is no entry, whoever wrote it. */
function readBody(text: string): Body | undefined {
  try {
    const body = JSON.parse(text) as {
      readonly case?: unknown;
      readonly entry?: unknown;
      readonly at?: unknown;
      readonly previous?: unknown;
      readonly event?: { readonly type?: unknown; readonly because?: unknown } | null;
    };
    const { event, entry, at, previous } = body;
    const type = event?.type;
    if (
      typeof body.case !== 'string' ||
      typeof entry !== 'number' ||
      typeof at !== 'string' ||
      typeof previous !== 'string' ||
      typeof type !== 'string'
    )
      return undefined;
    const because = typeof event?.because === 'string' ? { because: event.because } : {};
    return { case: body.case, entry, at, previous, type, ...because };
  } catch {
    return undefined;
  }
}

function faultsBeside(
  { entry, type, at, previous }: StoredEntry,
  body: Body,
  caseId: string,
): readonly string[] {
  return [
    ...(body.entry === entry ? [] : [`it is out of its place: its text says that it is entry ${body.entry}`]),
    ...(body.case === caseId ? [] : ['its text belongs to another case']),
    ...(body.type === type ? [] : [`the table calls it ${said(type)}, and its text says ${said(body.type)}`]),
    ...(inDatabase(body.at) === at
      ? []
      : [`the table has its time as ${said(at)}, and its text says ${said(body.at)}`]),
    ...(body.previous === previous
      ? []
      : ['the table names another hash of the entry before than its text does']),
  ];
}

function faultsOfEnd(last: { readonly entry: number; readonly hash: string }, head: Head): readonly Fault[] {
  if (last.entry < head.version) {
    const gone = last.entry + 1;
    return [
      { entry: gone, says: `${sayMissing(gone, head.version)}: the case says that it has ${head.version}` },
    ];
  }
  if (last.entry > head.version)
    return [
      {
        entry: head.version + 1,
        says: `the case says that it ends with entry ${head.version}: what comes after was put in, or the case’s own row was changed`,
      },
    ];
  if (last.hash !== head.hash)
    return [
      {
        ...(last.entry === 0 ? {} : { entry: last.entry }),
        says: 'the case names another hash of its last entry: the entry was changed or replaced, or the case’s own row was',
      },
    ];
  return [];
}

function sayMissing(from: number, to: number): string {
  if (to < from) return `entry ${from} is out of its place`;
  return from === to ? 'it is missing' : `the entries ${from} to ${to} are missing`;
}

function sayUnlinked(entry: number, nth: number): string {
  return nth === 1
    ? 'it does not begin the record: it names an entry before it'
    : `it names another hash of entry ${entry - 1} than stands here: entry ${entry - 1} was changed or replaced together with its hash, or this one was`;
}

function sayRewritten({ made }: Anchor): string {
  return `the record was rewritten since ${made}: this entry, or one before it, is not the one that there was then`;
}

function sayLostEnd(entries: number, { version, made }: Anchor): Fault {
  return {
    entry: entries + 1,
    says: `the record lost its end: it had ${version} entries on ${made}, and has ${entries} now`,
  };
}

/**
 * A moment of the record as PostgreSQL writes it in UTC.
 *
 * @example inDatabase('2026-12-22T10:00:00.500Z') // => '2026-12-22 10:00:00.5+00'
 */
function inDatabase(at: string): string {
  if (at === lastMoment.at) return lastMoment.written;
  const [whole = '', parts = ''] = at.replace('T', ' ').replace('Z', '').split('.');
  const rest = parts.replace(/0+$/, '');
  lastMoment = { at, written: `${whole}${rest === '' ? '' : `.${rest}`}+00` };
  return lastMoment.written;
}

/** The entries of one change have one moment. */
let lastMoment = { at: '', written: '' };

/** What was put into a table by hand may be anything: a terminal is to show it and not to obey it. */
function said(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}

function hashOf(body: string): string {
  return hashBytes('sha256', body, 'hex');
}
