import { expect, test } from 'vitest';
import type { Policy } from '../../src/policy/policy.ts';
import { startJourney, type Journey } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

/* A day off that is announced late reaches the cases that are under way, through the database and once only. */

type Days = Policy['calendar']['extra_holidays'];

/** The board's file with other days off, as an administrator loads it. */
async function announce(journey: Journey, version: string, days: Days, more: Partial<Policy> = {}) {
  const current = journey.policies.current('redbridge')?.policy;
  if (current === undefined) throw new Error('Redbridge has no policy');
  const calendar = { ...current.calendar, extra_holidays: [...days] };
  return journey.policies.store('redbridge', version, { ...current, ...more, calendar }, journey.clock.now());
}

const friday = { date: '2026-06-12', name: 'A day of mourning' };
const concern = (date: string, time = '10:00') => ({ when: { 'arose-date': date, 'arose-time': time } });

test('announced on Monday for Friday: open limits move, those who owe them are told, and the rest stays', async () => {
  const journey = await startJourney({ at: '2026-06-01T10:00' });
  const amara = journey.person('amara.quill');
  const passed = await raise(amara, concern('2026-06-01'));
  await journey.goTo('2026-06-08T17:30');
  const moving = await raise(amara, concern('2026-06-08'));
  const protectedOne = await raise(amara, concern('2026-06-08'));
  await amara.press('Set an earlier date');
  await amara.submit({ until: '2026-06-13', time: '02:30', reason: 'The discharge is planned.' });
  const records = [await journey.record(passed), await journey.record(protectedOne)];
  journey.news();

  // Last Friday was off too, as it turns out: what has passed since stays passed all the same.
  expect(await announce(journey, 'v2', [{ date: '2026-06-05', name: 'Another' }, friday])).toBe('in-use');
  expect(journey.policies.acceptance('redbridge')?.by).toBe('Marguerite Sloane');
  await journey.recount();
  await journey.settle();
  expect(journey.news()).toEqual(['Mon 8 Jun 17:30 | A date has moved | amara.quill, tom.pennywort']);
  const told = journey.person('tom.pennywort').reads('A date has moved');
  expect(told).toContain('from Monday 15 June 2026, 17:00 to Tuesday 16 June 2026, 17:00');
  expect(told).toContain('The old date stays in the record.');
  expect(await journey.record(moving)).toContain('ObligationMoved');
  const [passedBefore, protectedBefore = []] = records;
  expect(await journey.record(passed)).toEqual(passedBefore);
  const moves = (await journey.record(protectedOne)).slice(protectedBefore.length);
  expect(moves).toEqual([]);

  // The reminders of the old date are not said; those of the new one are.
  await journey.goTo('2026-06-16T12:00');
  const resolving = journey.news().filter((line) => line.includes('find a way forward'));
  expect(resolving).toContain(
    'Tue 16 Jun 09:00 | Due today: find a way forward that both sides accept | amara.quill, tom.pennywort',
  );
  expect(resolving.some((line) => line.startsWith('Mon 15 Jun 09:00 | Due today'))).toBe(false);
  await journey.end();
});

test('a recount that is broken off goes on where it stood, and moves and tells nothing twice', async () => {
  const journey = await startJourney({ at: '2026-06-08T10:00' });
  const amara = journey.person('amara.quill');
  const cases: string[] = [];
  for (let count = 0; count < 3; count += 1) cases.push(await raise(amara, concern('2026-06-08')));
  journey.news();
  await announce(journey, 'v2', [friday]);

  let asked = 0;
  await journey.recount(() => (asked += 1) < 4); // the process ends after two cases, before it could note them
  const moved = async () => {
    const records = await Promise.all(cases.map(journey.record));
    return records.map((types) => types.filter((type) => type === 'ObligationMoved').length);
  };
  expect((await moved()).sort()).toEqual([0, 1, 1]);
  await Promise.all([journey.recount(), journey.recount()]);
  await journey.recount();
  await journey.settle();
  expect(await moved()).toEqual([1, 1, 1]);
  expect(journey.news()).toEqual(['Mon 8 Jun 10:00 | A date has moved | '.concat(sixTimes())]);

  // The same file again is no change, and a file without it moves no date forward again.
  await announce(journey, 'v2', [friday]);
  await announce(journey, 'v3', []);
  await journey.recount();
  await journey.settle();
  expect(await moved()).toEqual([1, 1, 1]);
  expect(journey.news()).toEqual([]);
  await journey.end();
});

function sixTimes(): string {
  return [...Array<string>(3).fill('amara.quill'), ...Array<string>(3).fill('tom.pennywort')].join(', ');
}
