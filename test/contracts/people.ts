import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredPeople } from '../../src/adapters/postgres/people.ts';
import type { Agency, Directory, Person } from '../../src/directory/directory.ts';
import { monday, thursday, tuesday } from './case-fixture.ts';

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

    test('a copy of the directory is the newest until somebody changes it', async () => {
      const copy = people.directory();
      expect(await people.isNewest(copy)).toBe(true);
      await people.importDirectory(directoryOf([council, office], [ann, ben]), people.version(), monday);
      expect(await people.isNewest(copy)).toBe(false);
      expect(await people.isNewest(people.directory())).toBe(true);
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

    test('the account that somebody chose last comes first; nobody chooses another’s, and a choice goes with the person', async () => {
      await people.prefer(annInSlack, 'p-ann', tuesday);
      expect(await people.accountsOf('p-ann')).toEqual([annInSlack, annInTeams]);
      await people.prefer(annInTeams, 'p-ann', thursday);
      await people.prefer(annInSlack, 'p-ben', thursday);
      expect(await people.accountsOf('p-ann')).toEqual([annInTeams, annInSlack]);
      await people.link(annInTeams, 'p-ann', tuesday);
      expect(await people.accountsOf('p-ann')).toEqual([annInTeams, annInSlack]);
      await people.link(annInTeams, 'p-ben', tuesday);
      await people.link(annInTeams, 'p-ann', thursday);
      expect(await people.accountsOf('p-ann')).toEqual([annInSlack, annInTeams]);
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

    const annDeputy = (deputy: string | null) =>
      ({ person: 'p-ann', by: 'p-ben', at: tuesday, value: { field: 'deputy', deputy } }) as const;
    const newYear = { from: '2027-01-01', to: '2027-01-08' };
    const annAway = {
      person: 'p-ann',
      by: 'p-ann',
      at: tuesday,
      value: { field: 'away', away: [newYear] },
    } as const;
    const inUse = () => people.directory().people.get('p-ann');

    test('what is set in chat counts at once, beside what the file says', async () => {
      const before = people.version();
      const copy = people.directory();
      expect(await people.set(annDeputy('p-ben'), 'press-1', 0)).toBe('set');
      expect(await people.isNewest(copy)).toBe(false);
      expect(await people.isNewest(people.directory())).toBe(true);
      expect(inUse()).toEqual({ ...ann, deputy: 'p-ben' });
      expect(people.listed().people.get('p-ann')).toEqual(ann);
      expect(people.version()).toBe(before + 1);
      expect(people.setInChat('p-ann')).toEqual([
        { ...annDeputy('p-ben'), number: expect.any(Number) as number },
      ]);
      expect(people.setInChat('p-ben')).toEqual([]);
    });

    test('the same input again changes nothing, nor does what was decided by what somebody else has changed since', async () => {
      const [seen] = people.setInChat('p-ann');
      expect(await people.set(annDeputy(null), 'press-1', seen?.number ?? 0)).toBe('repeated');
      expect(await people.set(annDeputy(null), 'press-2', 0)).toBe('meanwhile');
      expect(inUse()?.deputy).toBe('p-ben');
      expect(await people.set(annDeputy(null), 'press-2', seen?.number ?? 0)).toBe('set');
      expect(inUse()).toEqual(ann);
    });

    test('of two at once one is set, and the other is told', async () => {
      const answers = await Promise.all([
        people.set(annAway, 'press-3', 0),
        people.set({ ...annAway, by: 'p-ben' }, 'press-4', 0),
      ]);
      expect([...answers].sort()).toEqual(['meanwhile', 'set']);
      expect(inUse()?.away).toEqual([newYear]);
    });

    test('nothing is set about somebody who is not there', async () => {
      expect(await people.set({ ...annAway, person: 'p-nobody' }, 'press-5', 0)).toBe('meanwhile');
    });

    test('an import that says nothing new about a field leaves what was set in chat, and one that does ends it', async () => {
      const renamed = { ...ann, name: 'Ann Neill' };
      await people.importDirectory(directoryOf([council, office], [renamed, ben]), people.version(), tuesday);
      expect(inUse()).toEqual({ ...renamed, away: [newYear] });
      expect(people.changes()).toHaveLength(2);
      const said = { ...ann, deputy: 'p-ben' };
      await people.importDirectory(directoryOf([council, office], [said, ben]), people.version(), tuesday);
      expect(inUse()).toEqual({ ...said, away: [newYear] });
      expect(people.setInChat('p-ann').map(({ value }) => value)).toEqual([annAway.value]);
    });

    test('an import that was worked out before something was set is refused', async () => {
      const before = people.version();
      expect(await people.set(annDeputy(null), 'press-6', 0)).toBe('set');
      await expect(people.importDirectory(directoryOf([], []), before, tuesday)).rejects.toThrow('meanwhile');
    });

    test('everything that was done stays in the history, the latest first', async () => {
      const handedOver = { person: 'p-ann', by: 'p-ben', at: tuesday, to: 'p-ben', cases: 3 };
      await people.noteHandedOver(handedOver, 'press-7');
      await people.noteHandedOver({ ...handedOver, cases: 1 }, 'press-7');
      const [away] = (await people.history('p-ann')).filter(
        (one) => 'value' in one && one.value.field === 'away',
      );
      expect(await people.history('p-ann')).toEqual([
        { at: tuesday, by: 'p-ben', input: 'press-7', value: { field: 'cases', to: 'p-ben', cases: 3 } },
        { at: tuesday, by: 'p-ben', input: 'press-6', value: { field: 'deputy', deputy: null } },
        { at: tuesday, ended: 'deputy' },
        away,
        { at: tuesday, by: 'p-ben', input: 'press-2', value: { field: 'deputy', deputy: null } },
        { at: tuesday, by: 'p-ben', input: 'press-1', value: { field: 'deputy', deputy: 'p-ben' } },
      ]);
      expect(people.changes()).toHaveLength(2);
    });

    test('nothing counts any more of what was set about somebody who left', async () => {
      await people.importDirectory(directoryOf([council, office], [ben]), people.version(), tuesday);
      await people.importDirectory(directoryOf([council, office], [ann, ben]), people.version(), tuesday);
      expect(inUse()).toEqual(ann);
      expect(people.changes()).toEqual([]);
    });
  });
}
