import { expect, test, vi } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

/* Weeks pass in these stories: some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

/** The same input once more changes nothing in the record, and tells nobody anything. */
async function twice(journey: Journey, name: string, reference: string): Promise<void> {
  const record = await journey.record(reference);
  journey.news();
  const reply = await journey.person(name).again();
  expect(await journey.record(reference)).toEqual(record);
  expect(journey.news()).toEqual([]);
  expect(reply.kind).toBe('form');
}

test('every input of a case is delivered twice: nothing is written twice and nobody is told twice', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  const reference = await raise(amara);
  await twice(journey, 'amara.quill', reference);
  expect(amara.sees()).toContain(`${reference} is raised`);

  await tom.press('I have seen this');
  await twice(journey, 'tom.pennywort', reference);
  await tom.do('I have read the case file');
  await twice(journey, 'tom.pennywort', reference);
  await tom.do('Record a conversation', {
    between: 'sides',
    how: 'telephone',
    tookPlace: '2026-12-22',
    with: ['Amara Quill'],
    'discussion-what': 'We spoke about the plan.',
  });
  await twice(journey, 'tom.pennywort', reference);
  await amara.do('Approve this record');
  await twice(journey, 'amara.quill', reference);
  await tom.do('Say what we want', { risk: 'no', 'response-aim': 'A safe discharge.' });
  await twice(journey, 'tom.pennywort', reference);
  await tom.do('Propose an outcome', { 'agreed-outcome': 'The plan first.', outstanding: 'None.' });
  await twice(journey, 'tom.pennywort', reference);
  await amara.do('I do not agree', { reason: 'Not yet.' });
  await twice(journey, 'amara.quill', reference);
  await amara.do('We cannot settle this', { reason: 'We see it differently.' });
  await twice(journey, 'amara.quill', reference);
  await tom.do('Take it to the next stage', { risk: 'no' });
  await twice(journey, 'tom.pennywort', reference);
  await journey
    .person('noor.thistle')
    .do('Propose an outcome', { 'agreed-outcome': 'The plan first.', outstanding: 'None.' });
  await journey.person('desmond.fairlight').do('Agree the outcome');
  await twice(journey, 'desmond.fairlight', reference);
  await journey.person('noor.thistle').do('Confirm in writing');
  await twice(journey, 'noor.thistle', reference);
  await journey.person('desmond.fairlight').do('This is what we agreed');
  await twice(journey, 'desmond.fairlight', reference);
  await journey.end();
});

test('an immediate risk is reported and answered twice over: one alert, one answer', async () => {
  const journey = await startJourney({ at: '2026-12-26T22:30' });
  const amara = journey.person('amara.quill');
  const yusuf = journey.person('yusuf.meadows');
  await amara.command();
  await amara.submit({ risk: 'yes' });
  await amara.submit({ situation: 'The front door stands open.' });
  const reference = /RED-[0-9A-Z]{5}/.exec(amara.sees())?.[0] ?? '';
  await twice(journey, 'amara.quill', reference);
  await yusuf.do('Say what is in place', { 'in-place': 'The police are on their way.' });
  await twice(journey, 'yusuf.meadows', reference);
  expect(await journey.record(reference)).toEqual(['ImmediateRiskReported', 'AlertAnswered']);
  await journey.end();
});

test('a press on a screen that is stale changes nothing, and is answered kindly', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  const reference = await raise(amara);
  const stale = tom.buttonOf('I have seen this');
  await amara.command(reference);
  await amara.do('Withdraw', { reason: 'The plan stands now.' });
  const record = await journey.record(reference);
  expect(await tom.act(stale)).toMatchObject({ kind: 'form' });
  expect(tom.sees()).toMatch(/closed|withdr/i);
  expect(await journey.record(reference)).toEqual(record);
  await journey.end();
});
