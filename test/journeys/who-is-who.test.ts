import { expect, test } from 'vitest';
import { startJourney } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

/* Who is who, set from chat: Beatrix Oakes is the hospital's administrator, and Kezia Marsh deputises for Tom Pennywort by the file. */

test('the deputy who was set in chat gets the reminders of somebody who is away, until an import names another', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  await raise(journey.person('amara.quill'));
  const beatrix = journey.person('beatrix.oakes');
  const noor = journey.person('noor.thistle');
  await beatrix.command('people');
  await beatrix.submit({ who: 'Tom Pennywort' });
  await beatrix.submit({ what: 'deputy' });
  await beatrix.submit({ deputy: 'Noor Thistle' });
  await beatrix.submit();
  await beatrix.submit({ what: 'away' });
  await beatrix.submit({ from: '2026-12-23', to: '2027-01-10' });
  expect(beatrix.sees()).toContain('Noor Thistle is told of what falls due in those days, and can do it.');
  expect(noor.reads()).toContain(
    'Tom Pennywort is away: Wednesday 23 December 2026 to Sunday 10 January 2027.',
  );
  journey.news();
  await journey.goTo('2026-12-24T09:30');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | noor.thistle, tom.pennywort',
    'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | noor.thistle, tom.pennywort',
  ]);

  const named = (name: string) => journey.idOf(name);
  await journey.changePeople((people) =>
    people.map((person) =>
      person.id === named('tom.pennywort') ? { ...person, deputy: named('isobel.crane') } : person,
    ),
  );
  await beatrix.command('people');
  await beatrix.submit({ who: 'Tom Pennywort' });
  expect(beatrix.sees()).toContain('An import of the directory file said something new about the deputy');
  await journey.goTo('2026-12-29T09:30');
  const told = journey.news().filter((line) => line.includes('Due today'));
  expect(told.join('\n')).toContain('isobel.crane');
  expect(told.join('\n')).not.toContain('noor.thistle');
  await journey.end();
});

test('a leaver’s cases are handed over in chat; cut off on the way, sending it again finishes what is left', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const references = [
    await raise(journey.person('amara.quill')),
    await raise(journey.person('amara.quill')),
    await raise(journey.person('amara.quill')),
  ];
  const beatrix = journey.person('beatrix.oakes');
  await beatrix.command('people');
  await beatrix.submit({ who: 'Tom Pennywort' });
  await beatrix.submit({ what: 'hand-over' });
  await beatrix.submit({ to: 'Kezia Marsh', reason: 'He leaves the trust today.' });
  journey.news();

  const { cases } = journey.services;
  const change = cases.change;
  let writes = 0;
  const cut = { ...cases, change: (...args: Parameters<typeof change>) => cutOff(() => change(...args)) };
  const cutOff = <T>(write: () => Promise<T>): Promise<T> => {
    writes += 1;
    return writes === 2 ? Promise.reject(new Error('the process died')) : write();
  };
  Object.assign(journey.services, { cases: cut });
  await expect(beatrix.submit()).rejects.toThrow('the process died');
  Object.assign(journey.services, { cases });
  await journey.settle();
  expect(journey.heard('kezia.marsh')).toHaveLength(1);
  await beatrix.again();
  expect(journey.heard('kezia.marsh')).toEqual(
    references.map(() => 'Tue 22 Dec 10:00 This was handed over to you'),
  );
  await beatrix.again();
  for (const reference of references) {
    const record = await journey.record(reference);
    expect(record.filter((type) => type === 'HandedOver')).toHaveLength(1);
  }
  await beatrix.command('people');
  await beatrix.submit({ who: 'Tom Pennywort' });
  expect(beatrix.sees()).toContain('Cases: none is open');
  expect(beatrix.sees()).toContain('Beatrix Oakes handed over 3 open cases to Kezia Marsh');
  await journey.end();
});
