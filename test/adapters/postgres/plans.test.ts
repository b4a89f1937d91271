import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pool } from 'pg';
import { openAudit } from '../../../src/adapters/postgres/audit.ts';
import { openCaseLists } from '../../../src/adapters/postgres/case-lists.ts';
import { openCaseStore } from '../../../src/adapters/postgres/case-store.ts';
import { openFigures } from '../../../src/adapters/postgres/figures.ts';
import { openOutbox } from '../../../src/adapters/postgres/outbox.ts';
import { writeCursor } from '../../../src/adapters/postgres/page-cursor.ts';
import { withDatabase } from '../../support/app-database.ts';
import { explained } from '../../support/explained.ts';

/*
 * However many cases there are, a page of a list looks at those of the page, or of the person whose list it is. Of these
 * five thousand the office sees one in a hundred, and each person has ten.
 */

const cases = 5_000;
const now = new Date('2026-12-21T10:00:00.000Z');
/** The clock of the rows below. */
const clock = { now: () => now };
/** What a page needs: its nine cases, or ten of a person, and what is owed in each; far from all there are. */
const fewRows = 200;

let opened: { readonly pool: Pool; readonly close: () => Promise<void> };
beforeAll(async () => {
  opened = await withDatabase(async ({ pool, owner }) => {
    for (const write of fill) await owner.query(write);
    await owner.query('analyze concordat.cases, concordat.participants, concordat.dues, concordat.effects');
    await owner.query('analyze concordat.case_figures');
    return { pool };
  });
});
afterAll(() => opened.close());

const middle = writeCursor({
  at: now.getTime() - (cases / 2) * 60_000,
  id: '7fffffff-0000-4000-8000-000000000000',
});
const later = new Date(now.getTime() + 60_000);

describe('what is asked of very many cases looks at few of them', () => {
  const asked: Readonly<Record<string, (pool: Pool) => Promise<unknown>>> = {
    'mine to do': (pool) => openCaseLists(pool).ofPerson('person-7', 'mine', undefined, 8),
    overdue: (pool) => openCaseLists(pool).ofPerson('person-7', 'overdue', undefined, 8),
    waiting: (pool) => openCaseLists(pool).ofPerson('person-7', 'waiting', undefined, 8),
    'closed cases of a person': (pool) => openCaseLists(pool).ofPerson('person-7', 'closed', undefined, 8),
    'the register': (pool) => openCaseLists(pool).register('redbridge', 'open', undefined, 8),
    'a later page of the register': (pool) => openCaseLists(pool).register('redbridge', 'open', middle, 8),
    'the register of closed cases': (pool) => openCaseLists(pool).register('redbridge', 'closed', middle, 8),
    'reported outcomes': (pool) => openCaseLists(pool).register('redbridge', 'outcomes', undefined, 8),
    'the cases of a manager’s staff': (pool) =>
      openCaseLists(pool).openOf(['person-7', 'person-8', 'person-9'], undefined, 8),
    'who of some people has something open': (pool) =>
      openCaseLists(pool).withOpenCase(['person-7', 'person-8', 'nobody']),
    'the open cases of somebody who leaves': (pool) => openCaseLists(pool).openCasesOf(['person-7']),
    'a case by its reference': (pool) => openCaseStore(pool).idOfReference('RED-00007'),
    'what is due': (pool) => openOutbox(pool, clock).claim(now, later, 500),
    'when the next is due': (pool) => openOutbox(pool, clock).nextDue(),
    'what is late': (pool) => openAudit(pool).dueBefore(now),
    'the next cases to look after': (pool) => openAudit(pool).openCases(undefined, 30),
    'what the queue was handed': (pool) =>
      openAudit(pool).handedOver({ from: now, to: later, leasedUntil: later, limit: 200 }),
    'whose figures are missing': (pool) => openFigures(pool).missing(undefined, 30, false),
    'the figures of a short period': (pool) =>
      openFigures(pool).each(
        'elsewhere',
        { from: '2026-12-01', to: '2026-12-31' },
        undefined,
        () => undefined,
      ),
  };
  test.each(Object.entries(asked))('%s', async (_what, ask) => {
    const { readWhole, rowsRead } = await explained(opened.pool, ask);
    expect(readWhole).toEqual([]);
    expect(rowsRead).toBeLessThan(fewRows);
  });
});

/** One in five is closed; one in ten is overdue; each is owed to two people of five hundred. */
const fill: readonly string[] = [
  `insert into concordat.cases
   select gen_random_uuid(), 'RED-' || lpad(n::text, 5, '0'), case when n % 100 = 1 then 'elsewhere' else 'redbridge' end,
     'v1', 'open', '1', case when n % 100 = 2 then 'content' when n % 500 = 3 then 'reported-outcomes' else 'nothing' end,
     opened, case when n % 1000 >= 800 then opened + interval '1 day' end, 9, 'hash', opened
   from generate_series(1, ${cases}) as n,
     lateral (select timestamptz '${now.toISOString()}' - make_interval(mins => n) as opened) as o`,
  `insert into concordat.participants
   select id, 'person-' || substr(reference, 7)::int % 1000 / 2 + side * 500, 'side-' || side, 'professional', 'actor'
   from concordat.cases, generate_series(0, 1) as side`,
  `insert into concordat.dues
   select case_id, duty, person, duty, timestamptz '${now.toISOString()}' + make_interval(mins => n::int), n % 100 < 10
   from (
     select p.*, row_number() over (order by case_id) as n
     from concordat.participants p join concordat.cases c on c.id = case_id and closed_at is null
   ) as open, unnest(array['speak', 'resolve']) as duty`,
  `insert into concordat.effects (id, case_id, kind, body, due_at, next_at)
   select gen_random_uuid(), id, 'wake', '{}', due, due
   from (
     select id, timestamptz '${now.toISOString()}' + make_interval(mins => row_number() over ()::int) as due
     from concordat.cases where closed_at is null
   ) as open`,
  `insert into concordat.case_figures
   select id, board, opened_at::date, closed_at::date, array['council', 'hospital'], version, '{}' from concordat.cases`,
];
