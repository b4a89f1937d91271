import { expect, test } from 'vitest';
import { startJourney } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

test('a next step outlives the closing: its owner is reminded, and says from the message that it is done', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  const reference = await raise(amara);
  await tom.command(reference);
  await tom.do('Propose an outcome', {
    'agreed-outcome': 'The plan is written first.',
    outstanding: 'The plan.',
    'outstanding-1-what': 'Write the plan',
    'outstanding-1-owner': 'Tom Pennywort',
    'outstanding-1-by': '2026-12-30',
  });
  await amara.do('Agree the outcome');
  expect(tom.reads()).toContain('You owe: do what was agreed, as a next step');
  await tom.do('Confirm in writing');
  await amara.do('This is what we agreed');
  journey.news();
  await journey.goTo('2026-12-30T10:00');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Not confirmed yet: what your agency has filed | amara.quill, tom.pennywort',
    'Tue 29 Dec 09:00 | Due on the next working day: do what was agreed, as a next step | tom.pennywort',
    'Wed 30 Dec 09:00 | Due today: do what was agreed, as a next step | tom.pennywort',
  ]);
  expect(tom.reads()).toContain('Wednesday 30 December 2026, 17:00');
  await tom.do('A next step is done', { done: 'The plan is written.' });
  expect(journey.news()).toEqual(['Wed 30 Dec 10:00 | A next step is done | amara.quill']);
  await journey.goTo('2027-02-20T10:00');
  expect(journey.news()).toEqual([
    'Tue 5 Jan 09:00 | Not confirmed yet: what your agency has filed | amara.quill, tom.pennywort',
    'Tue 12 Jan 09:00 | Not confirmed yet: what your agency has filed | amara.quill, tom.pennywort',
    'Tue 19 Jan 09:00 | Not confirmed yet: what your agency has filed | amara.quill, tom.pennywort',
  ]);
  await journey.end();
});
