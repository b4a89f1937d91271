import { expect, test } from 'vitest';
import { startJourney } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

test('a late raise is taken: three working days to speak, and Stage 1 lasts as long', async () => {
  const journey = await startJourney({ at: '2026-12-31T11:00' });
  const amara = journey.person('amara.quill');
  await raise(amara, { late: { 'late-because': 'I was on leave.' } });
  expect(journey.news()).toEqual(['Thu 31 Dec 11:00 | Disagreement raised | amara.quill, tom.pennywort']);
  const tom = journey.person('tom.pennywort');
  expect(tom.reads()).toContain('Wednesday 6 January 2027, 17:00');
  expect(tom.reads()).not.toContain('31 December 2026, 17:00');
  await journey.goTo('2027-01-06T17:00');
  expect(journey.news()).toEqual([
    'Tue 5 Jan 09:00 | Due on the next working day: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Tue 5 Jan 09:00 | Due on the next working day: read and review the case file | tom.pennywort',
    'Tue 5 Jan 09:00 | Due on the next working day: speak with the person who raised it | tom.pennywort',
    'Wed 6 Jan 09:00 | Due today: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Wed 6 Jan 09:00 | Due today: read and review the case file | tom.pennywort',
    'Wed 6 Jan 09:00 | Due today: speak with the person who raised it | tom.pennywort',
    'Wed 6 Jan 17:00 | Overdue: read and review the case file | tom.pennywort',
    'Wed 6 Jan 17:00 | Overdue: speak with the person who raised it | tom.pennywort',
    'Wed 6 Jan 17:00 | The limit has passed: time to escalate | amara.quill, beatrix.oakes, desmond.fairlight, tom.pennywort',
  ]);
  await journey.end();
});

test('a protective date at 02:30 on a Sunday: reminded at that hour and at the close before it', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  await raise(amara);
  journey.news();
  expect(await amara.press('Set an earlier date')).toMatchObject({ kind: 'form' });
  await amara.submit({
    until: '2026-12-27',
    time: '02:30',
    reason: 'The discharge is planned for that morning.',
  });
  expect(journey.news()).toEqual(['Tue 22 Dec 10:00 | An earlier limit protects the adult | tom.pennywort']);
  expect(journey.person('tom.pennywort').reads('earlier limit')).toContain('Sunday 27 December 2026, 02:30');
  await journey.goTo('2026-12-29T12:00');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Due before the next working day: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | tom.pennywort',
    'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | tom.pennywort',
    'Thu 24 Dec 17:00 | Due before the next working day: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Sun 27 Dec 02:30 | The limit has passed: time to escalate | amara.quill, beatrix.oakes, desmond.fairlight, tom.pennywort',
    'Tue 29 Dec 09:00 | Due today: read and review the case file | tom.pennywort',
    'Tue 29 Dec 09:00 | Due today: speak with the person who raised it | tom.pennywort',
    'Tue 29 Dec 09:00 | Due today: take it to the next stage | amara.quill, tom.pennywort',
  ]);
  await journey.end();
});

test('a protective date can only shorten: a later one is refused at its field', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  await raise(amara);
  await amara.press('Set an earlier date');
  expect(
    await amara.submitWrong({ until: '2027-01-05', time: '10:00', reason: 'Later suits us.' }),
  ).toHaveProperty('until');
  await journey.end();
});

test('“we have not spoken” revives the duty to speak at its old date', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  await raise(amara);
  await journey.goTo('2026-12-23T15:00');
  await tom.do('Record a conversation', {
    between: 'sides',
    how: 'telephone',
    tookPlace: '2026-12-23',
    time: '14:00',
    with: ['Amara Quill'],
    'discussion-what': 'We spoke about the plan.',
  });
  journey.news();
  await amara.do('We have not spoken', { reason: 'I had no call.' });
  expect(journey.news()).toEqual(['Wed 23 Dec 15:00 | The conversation has not taken place | tom.pennywort']);
  expect(tom.reads('has not taken place')).toContain('Tuesday 29 December 2026, 17:00');
  await journey.goTo('2026-12-29T17:00');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | tom.pennywort',
    'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | tom.pennywort',
    'Tue 29 Dec 09:00 | Due today: read and review the case file | tom.pennywort',
    'Tue 29 Dec 09:00 | Due today: speak with the person who raised it | tom.pennywort',
    'Tue 29 Dec 17:00 | Overdue: read and review the case file | tom.pennywort',
    'Tue 29 Dec 17:00 | Overdue: speak with the person who raised it | amara.quill, beatrix.oakes, desmond.fairlight, tom.pennywort',
  ]);
  await journey.end();
});
