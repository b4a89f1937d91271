import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkChain, textsIn, type StoredEntry } from '../../../src/adapters/postgres/check-chain.ts';
import { linksFor, noHash } from '../../../src/adapters/postgres/chain.ts';
import type { CaseEvent } from '../../../src/case/events.ts';

/* A record of four entries of Tuesday 22 December 2026, and what somebody may do to it who can change the database. */

const caseId = '6f1c2a34-0000-4000-8000-000000000001';
const tuesday = '2026-12-22T10:00:00.500Z';
const events: readonly CaseEvent[] = [
  { type: 'Acknowledged', by: 'ann' },
  { type: 'PassedOn', by: 'ben', head: 'cat' },
  { type: 'Withdrawn', by: 'dan', reason: { id: 'text-1', mac: 'a'.repeat(64) } },
  { type: 'Acknowledged', by: 'eve' },
];
const whole = rowsOf(events);
const head = { version: 4, hash: whole[3]?.hash ?? '' };

function rowsOf(of: readonly CaseEvent[]): readonly StoredEntry[] {
  return linksFor(caseId, tuesday, of, { entry: 0, hash: noHash }).map((link, index) => {
    return { ...link, type: of[index]?.type ?? '', at: '2026-12-22 10:00:00.5+00' };
  });
}

function faultsIn(
  rows: readonly StoredEntry[],
  { of = caseId, end = head, made }: { of?: string; end?: typeof head; made?: typeof head } = {},
): readonly string[] {
  const chain = checkChain(of, made === undefined ? undefined : { ...made, made: 'Monday' });
  for (const row of rows) chain.take(row);
  return chain.faults(end).map(({ entry, says }) => `${entry ?? '-'}: ${says}`);
}

const hashed = (row: StoredEntry, body: string): StoredEntry => {
  return { ...row, body, hash: createHash('sha256').update(body).digest('hex') };
};
const at = (entry: number, change: (row: StoredEntry) => StoredEntry): readonly StoredEntry[] =>
  whole.map((row) => (row.entry === entry ? change(row) : row));
const forged = (row: StoredEntry): StoredEntry => hashed(row, row.body.replace('"ben"', '"eve"'));

test('a record that is whole has no fault, and one without entries neither', () => {
  expect(faultsIn(whole)).toEqual([]);
  expect(faultsIn([], { end: { version: 0, hash: noHash } })).toEqual([]);
});

test.each<[string, readonly StoredEntry[], readonly string[]]>([
  [
    'a changed word',
    at(2, (row) => ({ ...row, body: row.body.replace('"ben"', '"eve"') })),
    ['2: its text is not the one that was written: it has another hash'],
  ],
  [
    'a changed word with its hash made anew',
    at(2, forged),
    [
      '3: it names another hash of entry 2 than stands here: entry 2 was changed or replaced together with its hash, or this one was',
    ],
  ],
  ['an entry taken out', whole.filter(({ entry }) => entry !== 2), ['2: it is missing']],
  [
    'two entries taken out',
    whole.filter(({ entry }) => entry === 1 || entry === 4),
    ['2: the entries 2 to 3 are missing'],
  ],
  ['the beginning taken off', whole.slice(1), ['1: it is missing']],
  ['the end taken off', whole.slice(0, 3), ['4: it is missing: the case says that it has 4']],
  [
    'an entry put in at the end',
    [...whole, ...rowsOf([...events, { type: 'Acknowledged', by: 'fay' }]).slice(4)],
    [
      '5: the case says that it ends with entry 4: what comes after was put in, or the case’s own row was changed',
    ],
  ],
  [
    'the last entry changed with its hash',
    at(4, (row) => hashed(row, row.body.replace('"eve"', '"fay"'))),
    [
      '4: the case names another hash of its last entry: the entry was changed or replaced, or the case’s own row was',
    ],
  ],
  [
    'two entries that changed places',
    [1, 3, 2, 4].flatMap((from, index) =>
      whole.filter(({ entry }) => entry === from).map((row) => ({ ...row, entry: index + 1 })),
    ),
    [
      '2: it is out of its place: its text says that it is entry 3',
      '3: it is out of its place: its text says that it is entry 2',
    ],
  ],
  [
    'an entry with another number',
    at(4, (row) => ({ ...row, entry: 7 })),
    [
      '4: the entries 4 to 6 are missing',
      '7: it is out of its place: its text says that it is entry 4',
      '5: the case says that it ends with entry 4: what comes after was put in, or the case’s own row was changed',
    ],
  ],
  [
    'another time beside it',
    at(1, (row) => ({ ...row, at: '2026-12-23 10:00:00.5+00' })),
    ['1: the table has its time as "2026-12-23 10:00:00.5+00", and its text says "2026-12-22T10:00:00.500Z"'],
  ],
  [
    'another kind beside it, with a character that a terminal would obey',
    at(1, (row) => ({ ...row, type: '\u001b[2J' })),
    ['1: the table calls it "\\u001b[2J", and its text says "Acknowledged"'],
  ],
  [
    'another hash of the one before beside it',
    at(2, (row) => ({ ...row, previous: noHash })),
    ['2: the table names another hash of the entry before than its text does'],
  ],
  [
    'a text that is none',
    at(2, (row) => hashed(row, '{')),
    ['2: its text cannot be read as an entry of a record'],
  ],
])('%s is found and named', (_, rows, expected) => {
  expect(faultsIn(rows)).toEqual(expected);
});

test('a record of another case is named at every entry', () => {
  expect(faultsIn(whole, { of: '6f1c2a34-0000-4000-8000-000000000002' })).toEqual(
    [1, 2, 3, 4].map((entry) => `${entry}: its text belongs to another case`),
  );
});

test('a record that was rewritten from its beginning is found against what was kept elsewhere, and only so', () => {
  const rewritten = rowsOf([{ type: 'Acknowledged', by: 'mallory' }, ...events.slice(1)]);
  const end = { version: 4, hash: rewritten[3]?.hash ?? '' };
  expect(faultsIn(rewritten, { end })).toEqual([]);
  expect(faultsIn(rewritten, { end, made: { version: 3, hash: whole[2]?.hash ?? '' } })).toEqual([
    '3: the record was rewritten since Monday: this entry, or one before it, is not the one that there was then',
  ]);
});

test('a record that lost its end together with the case’s own word of it is found against what was kept elsewhere', () => {
  const end = { version: 2, hash: whole[1]?.hash ?? '' };
  expect(faultsIn(whole.slice(0, 2), { end })).toEqual([]);
  expect(faultsIn(whole.slice(0, 2), { end, made: head })).toEqual([
    '3: the record lost its end: it had 4 entries on Monday, and has 2 now',
  ]);
  expect(faultsIn(whole, { made: { version: 2, hash: whole[1]?.hash ?? '' } }), 'it only grew').toEqual([]);
});

test('the sealed texts that an entry names are read from its text', () => {
  expect(whole.map(({ body }) => textsIn(body).map(({ id }) => id))).toEqual([[], [], ['text-1'], []]);
});

test('where everything is wrong the first faults are named, and how many more there are', () => {
  const many = rowsOf(Array.from({ length: 40 }, () => ({ type: 'Acknowledged', by: 'ann' })));
  const faults = faultsIn(
    many.map((row) => ({ ...row, type: 'x' })),
    { end: { version: 40, hash: many[39]?.hash ?? '' } },
  );
  expect(faults).toHaveLength(26);
  expect(faults.at(-1)).toBe('-: and 15 more things are wrong with it');
});
