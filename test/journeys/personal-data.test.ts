import { expect, test, vi } from 'vitest';
import { openPool } from '../../src/adapters/postgres/pool.ts';
import { eraseCase } from '../../src/flows/erase-case.ts';
import { fold } from '../../src/flows/run-command.ts';
import { startJourney } from '../support/journey.ts';
import { raise, theAdult } from '../support/journey-raise.ts';
import { usualAnswers } from '../support/raising.ts';
import { verified } from '../support/verified.ts';

/* Weeks pass in these stories: some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

const written = {
  situation: 'Zebra situation at the door',
  inPlace: 'Zebra officers are there',
  aim: 'Zebra aim of the ward',
  note: 'Zebra note of the talk',
  outcome: 'Zebra outcome for the plan',
  open: 'Zebra step still open',
  confirmation: 'Zebra confirmation text',
  dispute: 'Zebra reason to dispute',
  unresolved: 'Zebra reason to go on',
  protective: 'Zebra reason to hurry',
  handOver: 'Zebra reason to hand over',
};

test('after a whole case nobody finds the adult, or a word that was written, in a message, a log, a job or a table', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  const reference = await raise(amara);
  await tom.do('Say what we want', { risk: 'no', 'response-aim': written.aim });
  await tom.do('Record a conversation', {
    between: 'sides',
    how: 'telephone',
    tookPlace: '2026-12-22',
    with: ['Amara Quill'],
    'discussion-what': written.note,
  });
  await amara.do('Set an earlier date', { until: '2026-12-29', time: '12:00', reason: written.protective });
  await tom.do('Propose an outcome', {
    'agreed-outcome': written.outcome,
    outstanding: 'None.',
    'outstanding-1-what': written.open,
    'outstanding-1-owner': 'Tom Pennywort',
    'outstanding-1-by': '2026-12-24',
  });
  await amara.do('Agree the outcome');
  await tom.do('Confirm in writing', { confirmation: written.confirmation });
  await amara.do('This is not what we agreed', { reason: written.dispute });
  await tom.command(reference);
  await tom.do('Hand over', { to: 'Kezia Marsh', reason: written.handOver });
  await amara.command(reference);
  await amara.do('We cannot settle this', { reason: written.unresolved });
  await amara.command(reference);
  await amara.do('Immediate risk now', { situation: written.situation });
  await journey.person('yusuf.meadows').do('Say what is in place', { 'in-place': written.inPlace });
  await journey.goTo('2027-01-06T10:00');

  const kezia = journey.person('kezia.marsh');
  await kezia.command(reference);
  await kezia.press('Who is the adult?');
  expect(kezia.sees(), 'those who need it can open it').toContain(theAdult.name);
  await kezia.press('Read what was written', 'Still to do');
  expect(kezia.sees()).toContain(usualAnswers['words-1']?.['issue']);

  const secrets = [
    theAdult.name,
    'Hallowell',
    theAdult.nhs,
    theAdult.nhs.replaceAll(' ', ''),
    theAdult.born,
    'Zebra',
    ...[...Object.values(usualAnswers['words-1'] ?? {}), ...Object.values(usualAnswers['words-2'] ?? {})].map(
      String,
    ),
  ];
  const places = {
    messages: journey.everythingSaid(),
    logs: journey.logged.join('\n'),
    tables: await journey.everythingStored(),
  };
  expect(places.tables, 'the search reads the tables at all').toContain(reference);
  expect(places.messages).toContain(reference);
  const found = (text: string): readonly string[] => secrets.filter((secret) => text.includes(secret));
  for (const [place, text] of Object.entries(places)) expect(found(text), `in the ${place}`).toEqual([]);
  // The search does find what is written down somewhere.
  await journey
    .database()
    .pool.query(
      `insert into concordat.access_log (case_id, person, what, at) select id, 'nobody', $1, now() from concordat.cases`,
      [written.aim],
    );
  expect(found(await journey.everythingStored())).toEqual(['Zebra']);

  // Years after it was withdrawn, all of that is erased, and whoever looks is told so.
  await amara.command(reference);
  await amara.do('Withdraw', { reason: written.dispute });
  const { cases, clock } = journey.services;
  const caseId = (await cases.idOfReference(reference)) ?? '';
  const state = fold((await cases.load(caseId)) ?? { version: 0, entries: [] });
  if (state.status !== 'closed') throw new Error(`It is ${state.status}`);
  const rules = await journey.services.rulesOf(state.board, state.policyVersion);
  const erasing = {
    caseId,
    because: 'retention',
    closed: new Date(state.closedAt),
    at: clock.now(),
  } as const;
  expect(await eraseCase(journey.services, rules, erasing)).toMatchObject({ kind: 'done' });
  await journey.settle();
  await kezia.command(reference);
  expect(journey.everythingSaid()).toContain(
    'What people wrote in this case was erased on Wednesday 6 January 2027',
  );
  await kezia.press('Who is the adult?');
  expect(kezia.sees()).toContain('was erased on Wednesday 6 January 2027');
  expect(kezia.sees()).not.toContain(theAdult.name);
  const { rows } = await journey
    .database()
    .pool.query('select from concordat.sealed_texts where case_id = $1', [caseId]);
  expect(rows).toEqual([]);
  const pool = openPool(journey.database().url, { max: 1 });
  const checked = await verified(pool, caseId);
  await pool.end();
  expect(checked, 'the record still holds').toMatchObject([{ faults: [] }]);
  await journey.end();
});
