import { expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { entryOf, linksFor, noHash } from '../../../src/adapters/postgres/chain.ts';
import type { CaseEvent } from '../../../src/case/events.ts';

const caseId = '6f1c2a34-0000-4000-8000-000000000001';
const monday = '2026-12-21T10:00:00.000Z';
const events: readonly CaseEvent[] = [
  { type: 'Acknowledged', by: 'ann' },
  { type: 'PassedOn', by: 'ben', head: 'cat' },
  { type: 'Acknowledged', by: 'dan' },
];
const links = linksFor(caseId, monday, events, { entry: 0, hash: noHash });

test('an entry that was stored under the first format reads as it was meant then', () => {
  const body = `{"at":"${monday}","case":"${caseId}","entry":1,"event":{"by":"ann","type":"Acknowledged"},"format":1,"previous":"${noHash}"}`;
  expect(links[0]?.body).toBe(body);
  expect(links[0]?.hash).toBe(createHash('sha256').update(body).digest('hex'));
  expect(entryOf(body)).toEqual({ entry: 1, at: monday, event: { type: 'Acknowledged', by: 'ann' } });
});

test('links made in two writes are the same as in one', () => {
  const [first, ...rest] = events;
  const once = linksFor(caseId, monday, first === undefined ? [] : [first], { entry: 0, hash: noHash });
  const then = linksFor(caseId, monday, rest, { entry: 1, hash: once[0]?.hash ?? '' });
  expect([...once, ...then]).toEqual(links);
});
