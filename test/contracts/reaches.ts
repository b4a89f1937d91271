import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoredPeople } from '../../src/adapters/postgres/people.ts';
import type { Reaches } from '../../src/flows/ports.ts';
import { agencies, directoryOf } from '../directory/build-directory.ts';
import { monday, thursday, tuesday } from './case-fixture.ts';

export type OpenedReaches = {
  readonly reaches: Reaches;
  readonly people: StoredPeople;
  readonly close: () => Promise<void>;
};

const deactivated = { kind: 'unreachable', why: 'that Slack account has been deactivated' } as const;
const blocked = { kind: 'unreachable', why: 'they blocked Concordat in Teams' } as const;

/** What every store of who cannot be reached keeps, the real one and its twin. */
export function reachesContract(name: string, open: () => Promise<OpenedReaches>): void {
  describe(`who cannot be reached (${name})`, () => {
    let reaches: Reaches;
    let opened: OpenedReaches;
    beforeEach(async () => {
      opened = await open();
      reaches = opened.reaches;
      const people = ['p-ann', 'p-ben'].map(
        (id) => `\n  - { name: ${id}, email: ${id}@example.org, agency: council }`,
      );
      const directory = directoryOf(`${agencies}people:${people.join('')}`);
      await opened.people.importDirectory(directory, opened.people.version(), monday);
    });
    afterEach(() => opened.close());
    const both = ['p-ann', 'p-ben'];

    test('nobody is, until it was found out', async () => {
      expect(await reaches.unreachable(both)).toEqual([]);
      await reaches.note('p-ann', { kind: 'reachable' }, monday);
      expect(await reaches.unreachable(both)).toEqual([]);
    });

    test('who it is, why and since when; of those alone who are asked about', async () => {
      await reaches.note('p-ben', deactivated, tuesday);
      await reaches.note('p-ann', blocked, monday);
      const ann = { person: 'p-ann', why: blocked.why, since: monday };
      const ben = { person: 'p-ben', why: deactivated.why, since: tuesday };
      expect(await reaches.unreachable(both)).toEqual([ann, ben]);
      expect(await reaches.unreachable(['p-ben', 'p-nobody'])).toEqual([ben]);
      expect(await reaches.unreachable([])).toEqual([]);
    });

    test('found again, the reason is the last one, and the time is the first', async () => {
      await reaches.note('p-ann', deactivated, monday);
      await reaches.note('p-ann', blocked, tuesday);
      expect(await reaches.unreachable(both)).toEqual([{ person: 'p-ann', why: blocked.why, since: monday }]);
    });

    test('once reached, it is over; the next time counts from then', async () => {
      await reaches.note('p-ann', deactivated, monday);
      await reaches.note('p-ann', { kind: 'reachable' }, tuesday);
      expect(await reaches.unreachable(both)).toEqual([]);
      await reaches.note('p-ann', deactivated, thursday);
      expect(await reaches.unreachable(both)).toEqual([
        { person: 'p-ann', why: deactivated.why, since: thursday },
      ]);
    });

    test('what was found out before what is known changes nothing', async () => {
      await reaches.note('p-ann', deactivated, tuesday);
      await reaches.note('p-ann', { kind: 'reachable' }, monday);
      await reaches.note('p-ann', blocked, monday);
      expect(await reaches.unreachable(both)).toEqual([
        { person: 'p-ann', why: deactivated.why, since: tuesday },
      ]);
    });
  });
}
