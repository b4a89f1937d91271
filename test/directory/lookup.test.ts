import { describe, expect, it } from 'vitest';
import {
  agencyOf,
  boardRoleHolders,
  deputyOf,
  isAway,
  lineManagerOf,
  officeOf,
  partnersOf,
  peopleWithRole,
  personOf,
  personWithRole,
  recognise,
  seniorManagerOf,
  spacesOn,
} from '../../src/directory/lookup.ts';
import { agencies, directoryOf, nobody } from './build-directory.ts';

const directory = directoryOf(`${agencies}
people:
  - { name: Zoe Ash, email: zoe@example.org, agency: council, roles: [professional, line-manager], line_manager: bea@example.org }
  - name: Amara Quill
    email: Amara@Example.org
    agency: council
    roles: [professional]
    line_manager: zoe@example.org
    deputy: zoe@example.org
    away: [{ from: 2026-12-21, to: 2026-12-31 }]
  - { name: Bea Lark, email: bea@example.org, agency: council, roles: [], senior_manager: sam@example.org }
  - { name: Sam Oak, email: sam@example.org, agency: council, roles: [senior-manager] }
  - { name: Tom Fen, email: tom@example.org, agency: hospital, roles: [professional] }
  - { name: Mo Dell, email: mo@example.org, agency: office, roles: [business-manager] }
`);

describe('who holds a role', () => {
  it('lists everybody in the agency who holds it, in the order of their names', () => {
    expect(peopleWithRole(directory, 'council', 'professional').map(({ name }) => name)).toEqual([
      'Amara Quill',
      'Zoe Ash',
    ]);
    expect(peopleWithRole(directory, 'council', 'independent-chair')).toEqual([]);
  });

  it('turns to somebody who is not away on the day', () => {
    expect(personWithRole(directory, 'council', 'professional')?.name).toBe('Amara Quill');
    expect(personWithRole(directory, 'council', 'professional', '2026-12-21')?.name).toBe('Zoe Ash');
    expect(personWithRole(directory, 'council', 'professional', '2027-01-01')?.name).toBe('Amara Quill');
  });

  it('turns to somebody who is away rather than to nobody', () => {
    const away = directoryOf(`${agencies}
people: [{ name: Ann, email: ann@example.org, agency: council, roles: [line-manager], away: 2026-12-24 }]`);
    expect(personWithRole(away, 'council', 'line-manager', '2026-12-24')?.name).toBe('Ann');
  });

  it('finds the holders of a role of the board in its own office only', () => {
    expect(boardRoleHolders(directory, 'redbridge', 'business-manager').map(({ id }) => id)).toEqual(['mo']);
    expect(boardRoleHolders(directory, 'redbridge', 'professional')).toEqual([]);
    expect(boardRoleHolders(directory, 'solihull', 'business-manager')).toEqual([]);
  });
});

describe('who stands above and in for somebody', () => {
  it('names the line manager, the deputy and the agency', () => {
    expect(lineManagerOf(directory, 'amara')?.id).toBe('zoe');
    expect(deputyOf(directory, 'amara')?.id).toBe('zoe');
    expect(agencyOf(directory, 'amara')?.name).toBe('Northbrook Council');
    expect(personOf(directory, 'amara')?.email).toBe('amara@example.org');
  });

  it('takes the senior manager of the nearest manager above who has one', () => {
    expect(seniorManagerOf(directory, 'amara')?.id).toBe('sam');
    expect(seniorManagerOf(directory, 'bea')?.id).toBe('sam');
    expect(seniorManagerOf(directory, 'sam')).toBeUndefined();
  });

  it('ends where managers go round in a circle', () => {
    const ann = {
      id: 'a',
      name: 'Ann',
      email: 'a@example.org',
      agency: 'council',
      roles: [],
      away: [],
      lineManager: 'b',
    };
    const bob = { ...ann, id: 'b', name: 'Bob', email: 'b@example.org', lineManager: 'a' };
    const round = { ...nobody, people: new Map([['a', ann], ['b', bob]]) }; // prettier-ignore
    expect(seniorManagerOf(round, 'a')).toBeUndefined();
  });

  it('knows nobody by an id that is not in the directory', () => {
    for (const find of [lineManagerOf, seniorManagerOf, deputyOf, agencyOf, personOf]) {
      expect(find(directory, 'gone')).toBeUndefined();
    }
  });

  it('counts the first and the last day of an absence', () => {
    const amara = directory.people.get('amara');
    const days = ['2026-12-20', '2026-12-21', '2026-12-31', '2027-01-01'];
    expect(amara && days.map((day) => isAway(amara, day))).toEqual([false, true, true, false]);
  });
});

describe('agencies of a board', () => {
  it('lists the partners by name, without the office', () => {
    expect(partnersOf(directory, 'redbridge').map(({ id }) => id)).toEqual(['council', 'hospital']);
    expect(partnersOf(directory, 'solihull').map(({ id }) => id)).toEqual(['hospital']);
  });

  it('finds the office', () => {
    expect(officeOf(directory, 'redbridge')?.id).toBe('office');
    expect(officeOf(directory, 'solihull')).toBeUndefined();
  });
});

describe('recognising somebody', () => {
  it('knows them by address in a space of their agency, whatever the capitals', () => {
    expect(recognise(directory, { platform: 'slack', id: 'T01COUNCIL' }, ' AMARA@example.ORG ')?.id).toBe(
      'amara',
    );
    const tenant = '7d1f0c3e-2b4a-4c5d-8e6f-90a1b2c3d4e5';
    expect(recognise(directory, { platform: 'teams', id: tenant }, 'tom@example.org')?.id).toBe('tom');
  });

  it('knows people of both agencies in a workspace that the two share', () => {
    expect(recognise(directory, { platform: 'slack', id: 'T01COUNCIL' }, 'mo@example.org')?.id).toBe('mo');
  });

  it('takes the same address in any other space for a stranger', () => {
    expect(recognise(directory, { platform: 'slack', id: 'T99ELSE' }, 'amara@example.org')).toBeUndefined();
    expect(
      recognise(directory, { platform: 'teams', id: 'T01COUNCIL' }, 'amara@example.org'),
    ).toBeUndefined();
    expect(recognise(directory, { platform: 'slack', id: 'T01COUNCIL' }, 'tom@example.org')).toBeUndefined();
  });
});

describe('the spaces of a platform', () => {
  it('are those that some agency lists, each once', () => {
    expect(spacesOn(directory, 'slack')).toEqual(['T01COUNCIL']);
    expect(spacesOn(directory, 'teams')).toEqual(['7d1f0c3e-2b4a-4c5d-8e6f-90a1b2c3d4e5']);
    expect(spacesOn(nobody, 'teams')).toEqual([]);
  });
});
