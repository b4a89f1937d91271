import { expect, test } from 'vitest';
import { startJourney } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';

test('withdrawn with a reason: the other side is told, nothing is reminded of; opened again, the old dates count', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const amara = journey.person('amara.quill');
  const tom = journey.person('tom.pennywort');
  const reference = await raise(amara);
  journey.news();
  await amara.command(reference);
  await amara.do('Withdraw', { reason: 'The plan stands now.' });
  expect(journey.news()).toEqual(['Tue 22 Dec 10:00 | Withdrawn | tom.pennywort']);
  await journey.goTo('2026-12-29T12:00');
  expect(journey.news()).toEqual([
    'Thu 24 Dec 09:00 | Not confirmed yet: what your agency has filed | amara.quill, tom.pennywort',
  ]);
  expect(await tom.home()).toContain('Nothing waits for you.');
  await tom.do('Open it again', { reason: 'The plan was taken back.' });
  expect(journey.news()).toEqual(['Tue 29 Dec 12:00 | Open again | amara.quill']);
  await journey.goTo('2026-12-31T09:00');
  expect(journey.news()).toEqual([
    'Tue 29 Dec 17:00 | Overdue: read and review the case file | tom.pennywort',
    'Tue 29 Dec 17:00 | Overdue: speak with the person who raised it | amara.quill, beatrix.oakes, desmond.fairlight, tom.pennywort',
    'Wed 30 Dec 09:00 | Due on the next working day: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Wed 30 Dec 09:00 | Still to do: read and review the case file | tom.pennywort',
    'Wed 30 Dec 09:00 | Still to do: speak with the person who raised it | tom.pennywort',
    'Thu 31 Dec 09:00 | Due today: find a way forward that both sides accept | amara.quill, tom.pennywort',
    'Thu 31 Dec 09:00 | Still to do: read and review the case file | tom.pennywort',
    'Thu 31 Dec 09:00 | Still to do: speak with the person who raised it | tom.pennywort',
  ]);
  await journey.end();
});
