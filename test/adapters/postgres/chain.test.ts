import { expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { entryOf, faultsOf, type Link, linksFor, noHash } from '../../../src/adapters/postgres/chain.ts';
import type { CaseEvent } from '../../../src/case/events.ts';

const caseId = '6f1c2a34-0000-4000-8000-000000000001';
const monday = '2026-12-21T10:00:00.000Z';
const events: readonly CaseEvent[] = [
  { type: 'Acknowledged', by: 'ann' },
  { type: 'PassedOn', by: 'ben', head: 'cat' },
  { type: 'Acknowledged', by: 'dan' },
];
const links = linksFor(caseId, monday, events, { entry: 0, hash: noHash });
const head = { entry: 3, hash: links[2]?.hash ?? '' };

test('an entry that was stored under the first format reads as it was meant then', () => {
  const body = `{"at":"${monday}","case":"${caseId}","entry":1,"event":{"by":"ann","type":"Acknowledged"},"format":1,"previous":"${noHash}"}`;
  expect(links[0]?.body).toBe(body);
  expect(links[0]?.hash).toBe(createHash('sha256').update(body).digest('hex'));
  expect(entryOf(body)).toEqual({ entry: 1, at: monday, event: { type: 'Acknowledged', by: 'ann' } });
});

test('a record that is whole has no fault, and links made in two writes are the same as in one', () => {
  const [first, ...rest] = events;
  const once = linksFor(caseId, monday, first === undefined ? [] : [first], { entry: 0, hash: noHash });
  const then = linksFor(caseId, monday, rest, { entry: 1, hash: once[0]?.hash ?? '' });
  expect([...once, ...then]).toEqual(links);
  expect(faultsOf(caseId, links, head)).toEqual([]);
  expect(faultsOf(caseId, [], { entry: 0, hash: noHash })).toEqual([]);
});

const hashed = (entry: number, body: string): Link => {
  return { entry, body, hash: createHash('sha256').update(body).digest('hex') };
};
const changed = (text: string, to: string): Link[] =>
  links.map((link) => ({ ...link, body: link.body.replace(text, to) }));

test.each([
  ['a changed word', changed('"ben"', '"eve"'), 'Entry 2 is not what was written.'],
  [
    'a changed word with its hash made anew',
    links.map((link) => hashed(link.entry, link.body.replace('"ben"', '"eve"'))),
    'Entry 3 does not follow the one before it.',
  ],
  ['an entry taken out', links.filter(({ entry }) => entry !== 2), 'Entry 2 is missing or out of its place.'],
  ['an end taken off', links.slice(0, 2), 'The record ends at entry 2, but the case has 3.'],
  ['a record of another case', links, 'Entry 1 belongs to another case.', 'another-case'],
])('%s is found', (_, found, fault, id = caseId) => {
  expect(faultsOf(id, found, head)).toContain(fault);
});
