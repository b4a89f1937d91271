import { expect, test } from 'vitest';
import { checkReliedOn } from '../../src/flows/check-reach.ts';
import { startJourney } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

test('handed over to a colleague: who takes over gets the reminders, no date moves', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const tom = journey.person('tom.pennywort');
  const reference = await raise(journey.person('amara.quill'));
  await tom.command(reference);
  journey.news();
  await tom.do('Hand over', { to: 'Kezia Marsh', reason: 'I am on nights.' });
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | Handed over | amara.quill',
    'Tue 22 Dec 10:00 | This was handed over to you | kezia.marsh',
  ]);
  expect(journey.person('kezia.marsh').reads()).toContain('Tuesday 29 December 2026, 17:00');
  await journey.goTo('2026-12-29T09:00');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | kezia.marsh',
    'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | kezia.marsh',
    'Tue 29 Dec 09:00 | Due today: read and review the case file | kezia.marsh',
    'Tue 29 Dec 09:00 | Due today: speak with the person who raised it | kezia.marsh',
  ]);
  await journey.end();
});

test('raised with somebody who is away: the deputy acts and both are told', async () => {
  const away = [{ from: '2026-12-20', to: '2027-01-10' }];
  const journey = await startJourney({
    at: '2026-12-22T10:00',
    people: (people) =>
      people.map((person) => (person.email.startsWith('tom.pennywort') ? { ...person, away } : person)),
  });
  await raise(journey.person('amara.quill'));
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | Disagreement raised | amara.quill, kezia.marsh, tom.pennywort',
  ]);
  expect(journey.person('kezia.marsh').buttons()).toContain('I have seen this');
  await journey.goTo('2026-12-29T09:00');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | kezia.marsh',
    'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | kezia.marsh',
    'Tue 29 Dec 09:00 | Due today: read and review the case file | kezia.marsh',
    'Tue 29 Dec 09:00 | Due today: speak with the person who raised it | kezia.marsh',
  ]);
  await journey.end();
});

test('somebody cannot be reached: the deputy is told, and so is whoever raised it; the clock runs on', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  journey.chat.deactivate('tom.pennywort');
  await raise(journey.person('amara.quill'));
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | Disagreement raised | amara.quill',
    'Tue 22 Dec 10:00 | Tom Pennywort cannot be reached here | amara.quill, kezia.marsh',
  ]);
  expect(journey.person('kezia.marsh').reads('cannot be reached')).toContain('Tom Pennywort');
  await journey.goTo('2026-12-29T09:00');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Tom Pennywort cannot be reached here | amara.quill, kezia.marsh',
  ]);
  await journey.end();
});

test('the deputy cannot be reached either: the manager is told', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  journey.chat.deactivate('tom.pennywort');
  journey.chat.deactivate('kezia.marsh');
  await raise(journey.person('amara.quill'));
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | Disagreement raised | amara.quill',
    'Tue 22 Dec 10:00 | Kezia Marsh cannot be reached here | amara.quill, beatrix.oakes',
    'Tue 22 Dec 10:00 | Tom Pennywort cannot be reached here | amara.quill',
  ]);
  await journey.end();
});

test('the platform holds a message off: it is sent later, once', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  journey.chat.failNext(
    'tom.pennywort',
    { kind: 'later', afterMs: 30_000, why: 'rate limited' },
    { kind: 'later', afterMs: 45_000, why: 'rate limited' },
  );
  await raise(journey.person('amara.quill'));
  expect(journey.news()).toEqual(['Tue 22 Dec 10:00 | Disagreement raised | amara.quill']);
  await journey.goTo('2026-12-22T10:05');
  expect(journey.news()).toEqual(['Tue 22 Dec 10:01 | Disagreement raised | tom.pennywort']);
  await journey.end();
});

const patience = { pause: () => Promise.resolve(), goOn: () => true };

test('deactivated at night: somebody’s task in the morning, before the reminder, and once for each time', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  await raise(journey.person('amara.quill'));
  await journey.goTo('2026-12-24T07:00');
  journey.news();
  const check = async () => {
    await checkReliedOn(journey.services, patience);
    await journey.settle();
    return journey.news();
  };
  expect(await check()).toEqual([]);
  journey.chat.deactivate('tom.pennywort');
  expect(await check()).toEqual([
    'Thu 24 Dec 07:00 | Tom Pennywort cannot be reached here | amara.quill, kezia.marsh',
  ]);
  expect(await check()).toEqual([]);
  journey.chat.reactivate('tom.pennywort');
  expect(await check()).toEqual([]);
  await journey.goTo('2026-12-24T08:00');
  journey.chat.deactivate('tom.pennywort');
  expect(await check()).toEqual([
    'Thu 24 Dec 08:00 | Tom Pennywort cannot be reached here | amara.quill, kezia.marsh',
  ]);
  await journey.end();
});

test('whoever could not be told of it is not told of again by the check of the morning', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  journey.chat.deactivate('tom.pennywort');
  await raise(journey.person('amara.quill'));
  journey.news();
  await checkReliedOn(journey.services, patience);
  await journey.settle();
  expect(journey.news()).toEqual([]);
  await journey.end();
});

test('the raiser sees who cannot be reached before it is sent and after, who is told, and whom to ring', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  await journey.person('tom.pennywort').command('help');
  journey.chat.deactivate('tom.pennywort');
  await raise(journey.person('amara.quill'));
  const line =
    'Tom Pennywort cannot be reached just now (this account was deactivated). The clock runs on. Their deputy Kezia Marsh is told. Ring them: 01632 960101.';
  const pages = journey.replies.filter((reply) => JSON.stringify(reply).includes(line));
  expect(pages).toHaveLength(2);
  await journey.end();
});

test('raised with somebody who never came to chat: the raiser sees that too', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  journey.chat.deactivate('tom.pennywort');
  await raise(journey.person('amara.quill'));
  expect(JSON.stringify(journey.replies.at(-1))).toContain(
    'Tom Pennywort cannot be reached just now (has no account where Concordat is installed).',
  );
  await journey.end();
});

test('handed over to somebody who cannot be reached: whoever does it sees it on the page', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const tom = journey.person('tom.pennywort');
  const reference = await raise(journey.person('amara.quill'));
  await tom.command(reference);
  journey.chat.deactivate('kezia.marsh');
  await tom.do('Hand over', { to: 'Kezia Marsh', reason: 'I am on nights.' });
  expect(JSON.stringify(journey.replies.at(-1))).toContain('Kezia Marsh cannot be reached just now');
  await journey.end();
});
