import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredPeople } from '../../src/adapters/postgres/people.ts';
import type { Agency, Directory, Person } from '../../src/directory/directory.ts';
import { monday, tuesday } from './case-fixture.ts';

export type OpenedPeople = { readonly people: StoredPeople; readonly close: () => Promise<void> };

const council: Agency = {
  id: 'northbrook-council',
  name: 'Northbrook Council',
  sector: 'council',
  boards: ['redbridge'],
  spaces: [
    { platform: 'slack', id: 'T2' },
    { platform: 'slack', id: 'T1' },
  ],
  outOfHours: '020 7946 0000',
};
const office: Agency = {
  id: 'office',
  name: 'Board office',
  sector: 'board',
  boards: [],
  officeOf: 'redbridge',
  spaces: [],
};
const ann: Person = {
  id: 'p-ann',
  name: "Ann O'Neill",
  email: 'ann@northbrook.example.org',
  telephone: '020 7946 0001',
  jobTitle: 'Social worker',
  agency: 'northbrook-council',
  roles: ['professional', 'line-manager'],
  lineManager: 'p-ben',
  away: [{ from: '2026-12-21', to: '2026-12-31' }],
};
const ben: Person = {
  id: 'p-ben',
  name: 'Ben',
  email: 'ben@northbrook.example.org',
  agency: 'northbrook-council',
  roles: [],
  away: [],
};

function directoryOf(agencies: readonly Agency[], people: readonly Person[]): Directory {
  return {
    agencies: new Map(agencies.map((agency) => [agency.id, agency])),
    people: new Map(people.map((person) => [person.id, person])),
  };
}

/** What every store of people keeps, the real one and its twin. The tests are told in their order. */
export function peopleContract(name: string, open: () => Promise<OpenedPeople>): void {
  describe(`the people (${name})`, () => {
    let people: StoredPeople;
    let opened: OpenedPeople;
    beforeAll(async () => {
      opened = await open();
      people = opened.people;
    });
    afterAll(() => opened.close());
    const annInSlack = { platform: 'slack', space: 'T1', user: 'U1' } as const;
    const annInTeams = { platform: 'teams', space: 'tenant', user: '29:a' } as const;

    test('a directory that was imported is in use, with every detail', async () => {
      expect(people.directory()).toEqual(directoryOf([], []));
      await people.importDirectory(directoryOf([council, office], [ann, ben]), people.version(), monday);
      expect(people.directory()).toEqual(directoryOf([council, office], [ann, ben]));
      expect(people.version()).toBe(1);
    });

    test('an account is whose it was linked to last', async () => {
      expect(await people.personOf(annInSlack)).toBeUndefined();
      await people.link(annInSlack, 'p-ben', monday);
      await people.link(annInTeams, 'p-ann', monday);
      expect(await people.personOf(annInSlack)).toBe('p-ben');
      await people.link(annInSlack, 'p-ann', tuesday);
      expect(await people.personOf(annInSlack)).toBe('p-ann');
      expect(await people.personOf({ ...annInSlack, space: 'T9' })).toBeUndefined();
      expect(await people.accountsOf('p-ann')).toEqual([annInTeams, annInSlack]);
      expect(await people.accountsOf('p-ben')).toEqual([]);
    });

    test('who has an account in some spaces is said once each, and in no other space or platform', async () => {
      const { platform, space } = annInSlack;
      expect(await people.peopleIn(platform, [space, 'T9'])).toEqual(['p-ann']);
      expect(await people.peopleIn(platform, ['T9'])).toEqual([]);
      expect(await people.peopleIn(platform, [annInTeams.space])).toEqual([]);
      expect(await people.peopleIn(platform, [])).toEqual([]);
    });

    test('an account cannot be linked to nobody', async () => {
      await expect(people.link(annInSlack, 'p-nobody', tuesday)).rejects.toThrow();
      expect(await people.personOf(annInSlack)).toBe('p-ann');
    });

    test('an import that was worked out against an older directory is refused, and changes nothing', async () => {
      await expect(people.importDirectory(directoryOf([], []), 0, tuesday)).rejects.toThrow('another import');
      expect(people.directory().people.size).toBe(2);
    });

    test('people who are no longer listed have left, and their names are still known', async () => {
      const moved = { ...ben, email: 'ben@elsewhere.example.org', agency: 'office' };
      await people.importDirectory(directoryOf([office], [moved]), people.version(), tuesday);
      expect(people.directory()).toEqual(directoryOf([office], [moved]));
      expect([...people.former().values()]).toEqual([ann]);
    });

    test('somebody who comes back is there again', async () => {
      await people.importDirectory(directoryOf([council, office], [ann, ben]), people.version(), tuesday);
      expect(people.directory()).toEqual(directoryOf([council, office], [ann, ben]));
      expect(people.former().size).toBe(0);
    });
  });
}
