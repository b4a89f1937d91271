import { expect, test } from 'vitest';
import { openAudit } from '../../src/adapters/postgres/audit.ts';
import { selfAudit } from '../../src/flows/self-audit.ts';
import { tellOffices } from '../../src/flows/tell-offices.ts';
import { startJourney, type Journey } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

/* What was lost behind the bot's back, as no fault of its own should lose it: found within a minute, mended, and told. */

async function started() {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const { pool } = journey.database();
  await raise(journey.person('amara.quill'));
  journey.news();
  const audit = openAudit(pool);
  const logged: string[] = [];
  const look = (missing: readonly string[] = [], secondsFast = 0) =>
    selfAudit(
      {
        ...journey.services,
        log: { ...journey.services.log, error: (_fields, says) => void logged.push(says) },
        audit,
        realNow: () => Date.now() + secondsFast * 1000,
        notInQueue: (ids) => Promise.resolve(ids.filter((id) => missing.includes(id))),
      },
      undefined,
    );
  return { journey, pool, audit, look, logged };
}

/** What the office read of how things stand. */
function words(journey: Journey): readonly string[] {
  return journey.chat.received
    .filter(({ to, first }) => to === 'marguerite.sloane' && first.tidings !== undefined)
    .map(({ first }) => [first.summary, ...(first.tidings?.says ?? [])].join(' '));
}

test('a case that has its alarms, with nothing late and nothing lost, is as it should be', async () => {
  const { journey, look } = await started();
  expect(await look()).toEqual({ findings: [], failures: [] });
  await journey.end();
});

test('a case whose alarms were all lost has them again, and nobody misses a reminder', async () => {
  const { journey, pool, look } = await started();
  await pool.query(`delete from concordat.effects where kind = 'wake' and state = 'waiting'`);
  expect((await look()).findings).toEqual([{ what: 'no-alarm', count: 1 }]);
  expect((await look()).findings).toEqual([]);
  await journey.goTo('2026-12-24T09:00');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | tom.pennywort',
    'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | tom.pennywort',
  ]);
  await journey.end();
});

test('one lost alarm of many is found too, and set again once', async () => {
  const { journey, pool, look } = await started();
  const limit = `kind = 'wake' and state = 'waiting' and body like '%"for":"limit"%"obligation":"1.speak%'`;
  const { rowCount } = await pool.query(`delete from concordat.effects where ${limit}`);
  expect(rowCount).toBe(1);
  expect((await look()).findings).toEqual([{ what: 'no-alarm', count: 1 }]);
  const { rowCount: set } = await pool.query(`select from concordat.effects where ${limit}`);
  expect(set).toBe(1);
  expect((await look()).findings).toEqual([]);
  await journey.end();
});

test('an alarm that was put off for years by a clock that was wrong is set again for its day', async () => {
  const { journey, pool, look } = await started();
  const limit = `kind = 'wake' and state = 'waiting' and body like '%"for":"limit"%"obligation":"1.speak%'`;
  await pool.query(`update concordat.effects set next_at = next_at + interval '3 years' where ${limit}`);
  expect((await look()).findings).toEqual([{ what: 'no-alarm', count: 1 }]);
  expect((await look()).findings).toEqual([]);
  await journey.end();
});

test('a case that cannot be read is a finding, and keeps nobody from mending the others', async () => {
  const { journey, pool, audit, look, logged } = await started();
  await journey.goTo('2026-12-22T11:00');
  await raise(journey.person('amara.quill'));
  const { rows } = await pool.query<{ id: string }>(`select id from concordat.cases order by opened_at`);
  const [old, young] = rows.map(({ id }) => id);
  await pool.query('alter table concordat.events disable trigger user, drop constraint events_check');
  await pool.query(
    `update concordat.events set body = replace(body, '"type":"CaseRaised"', '"type":"OfTomorrow"') where case_id = $1`,
    [old],
  );
  await pool.query(`delete from concordat.effects where kind = 'wake' and case_id = $1`, [young]);
  expect((await look()).findings).toEqual([
    { what: 'no-alarm', count: 1 },
    { what: 'unreadable', count: 1 },
  ]);
  expect(logged).toEqual(['an open case could not be looked at']);
  await tellOffices(journey.services, audit);
  expect(words(journey).at(-1)).toContain('Concordat: something is wrong');
  expect(words(journey).at(-1)).toContain('There are 2 open cases. Checked');
  await journey.end();
});

test('a machine whose clock is not the database’s is a finding', async () => {
  const { journey, look } = await started();
  expect((await look([], 4)).findings).toEqual([]);
  expect((await look([], 90)).findings).toEqual([{ what: 'clock', count: 90 }]);
  expect((await look([], -90)).findings).toEqual([{ what: 'clock', count: 90 }]);
  await journey.end();
});

test('what is due and was handed to somebody who never did it is taken back after two minutes', async () => {
  const { journey, pool, look } = await started();
  await journey.clock.moveTo(new Date('2026-12-24T09:01:00Z'));
  const lease = `update concordat.effects set handed_until = '2027-12-24' where state = 'waiting' and next_at <= $1`;
  await pool.query(lease, [journey.clock.now()]);
  expect((await look()).findings).toEqual([]);
  await journey.clock.moveTo(new Date('2026-12-24T09:03:00Z'));
  await pool.query(lease, [journey.clock.now()]);
  await journey.settle();
  expect(journey.news()).toEqual([]);
  expect(await look()).toEqual({
    findings: [{ what: 'late', count: 2 }],
    failures: [],
    oldest: new Date('2026-12-24T09:00:00Z'),
  });
  await journey.settle();
  expect(journey.news()).toHaveLength(2);
  await journey.end();
});

test('what is late and is being seen to just now stays with whoever sees to it', async () => {
  const { journey, pool, look } = await started();
  await journey.clock.moveTo(new Date('2026-12-24T09:03:00Z'));
  const due = `state = 'waiting' and next_at <= $1`;
  const now = journey.clock.now();
  await pool.query(`update concordat.effects set handed_until = '2026-12-24T09:03:20Z' where ${due}`, [now]);
  expect((await look()).findings).toEqual([{ what: 'late', count: 2 }]);
  const { rows } = await pool.query(`select distinct handed_until from concordat.effects where ${due}`, [
    now,
  ]);
  expect(rows).toEqual([{ handed_until: new Date('2026-12-24T09:03:20Z') }]);
  await journey.end();
});

test('what is tried again and again because a platform is down is late, and not well', async () => {
  const { journey, pool, audit, look } = await started();
  await journey.clock.moveTo(new Date('2026-12-24T09:10:00Z'));
  await pool.query(
    `update concordat.effects set attempts = 4, next_at = '2026-12-24T09:12:00Z'
     where state = 'waiting' and next_at <= $1`,
    [journey.clock.now()],
  );
  for (let minutes = 0; minutes < 3; minutes += 1)
    expect(await look()).toEqual({
      findings: [{ what: 'late', count: 2 }],
      failures: [],
      oldest: new Date('2026-12-24T09:00:00Z'),
    });
  await tellOffices(journey.services, audit);
  expect(words(journey).at(-1)).toContain('Concordat: something is late 2 messages or reminders were late.');
  expect(words(journey).at(-1)).toContain('The first has been due since Thursday 24 December 2026, 09:00.');
  await journey.goTo('2026-12-24T09:15');
  expect(journey.news()).toHaveLength(2);
  await journey.end();
});

test('an alarm that the queue has lost is handed over anew', async () => {
  const { journey, pool, look } = await started();
  await journey.clock.moveTo(new Date('2026-12-24T08:59:50Z'));
  const { rows } = await pool.query<{ id: string }>(
    `update concordat.effects set handed_until = '2026-12-24T09:00:30Z'
     where state = 'waiting' and next_at = '2026-12-24T09:00:00Z' returning id`,
  );
  const [first = ''] = rows.map(({ id }) => id);
  expect((await look([first])).findings).toEqual([{ what: 'not-in-queue', count: 1 }]);
  const { rows: free } = await pool.query<{ id: string }>(
    `select id from concordat.effects where state = 'waiting' and next_at = '2026-12-24T09:00:00Z' and handed_until is null`,
  );
  expect(free).toEqual([{ id: first }]);
  await journey.goTo('2026-12-24T09:00');
  await journey.end();
});

test('an office that could not be reached just now is told at the next look, and then no more', async () => {
  const { journey, audit } = await started();
  journey.chat.failNext('marguerite.sloane', { kind: 'later', why: 'Slack is down', afterMs: 1000 });
  await tellOffices(journey.services, audit);
  expect(words(journey)).toEqual([]);
  await tellOffices(journey.services, audit);
  await tellOffices(journey.services, audit);
  expect(words(journey)).toHaveLength(1);
  await journey.end();
});

test('the board’s office hears once on each working day that all is well, or what was wrong and is mended', async () => {
  const { journey, pool, audit, look } = await started();
  await tellOffices(journey.services, audit);
  await tellOffices(journey.services, audit);
  expect(words(journey)).toEqual([
    'Concordat: all is well There is 1 open case, and its next reminder is set. Checked Tuesday 22 December 2026, 10:00. You hear this each working day: if a day comes without it, ask your administrator.',
  ]);
  await pool.query(`delete from concordat.effects where kind = 'wake' and state = 'waiting'`);
  await look();
  await journey.goTo('2026-12-23T08:29');
  await tellOffices(journey.services, audit);
  expect(words(journey)).toHaveLength(1);
  await journey.goTo('2026-12-23T08:30');
  await tellOffices(journey.services, audit);
  expect(words(journey).at(-1)).toContain(
    'Concordat: something was wrong and is mended 1 open case had lost the next reminder. It is set again.',
  );
  // Christmas Day is no working day.
  await journey.goTo('2026-12-25T10:00');
  await tellOffices(journey.services, audit);
  expect(words(journey)).toHaveLength(2);
  await pool.query(`delete from concordat.effects where kind = 'wake' and state = 'waiting'`);
  await look();
  await journey.goTo('2026-12-29T08:30');
  await tellOffices(journey.services, audit);
  expect(words(journey).at(-1)).toContain('1 open case had lost the next reminder. It is set again.');
  await journey.end();
});
