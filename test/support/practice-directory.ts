import type { Agency, Directory, Person } from '../../src/directory/directory.ts';

/* Invented agencies and people: a council, a hospital trust, a police force and the board's own office. */

const board = 'redbridge';

export const council: Agency = {
  id: 'northbrook-council',
  name: 'Northbrook Council',
  sector: 'adult-social-care',
  boards: [board],
  spaces: [{ platform: 'slack', id: 'T-COUNCIL' }],
  outOfHours: '020 7946 0100',
};
export const trust: Agency = {
  id: 'st-aldhelms',
  name: 'St Aldhelm’s Hospital Trust',
  sector: 'health',
  boards: [board],
  spaces: [{ platform: 'slack', id: 'T-TRUST' }],
  outOfHours: '020 7946 0200',
};
export const police: Agency = {
  id: 'eastmere-police',
  name: 'Eastmere Police',
  sector: 'police',
  boards: [board],
  spaces: [{ platform: 'slack', id: 'T-POLICE' }],
};
const office: Agency = {
  id: 'board-office',
  name: 'Board office',
  sector: 'other',
  boards: [],
  officeOf: board,
  spaces: [{ platform: 'slack', id: 'T-COUNCIL' }],
};
export const housing: Agency = {
  id: 'other-borough-homes',
  name: 'Other Borough Homes',
  sector: 'housing',
  boards: [],
  spaces: [{ platform: 'slack', id: 'T-HOMES' }],
};

export const rosa = person('rosa', 'Rosa Example', council, ['professional'], {
  telephone: '020 7946 0101',
  jobTitle: 'Social worker',
  lineManager: 'milan',
  seniorManager: 'sunita',
});
export const milan = person('milan', 'Milan Example', council, ['line-manager'], {
  telephone: '020 7946 0102',
});
export const sunita = person('sunita', 'Sunita Example', council, ['senior-manager']);
export const lena = person('lena', 'Lena Example', council, ['safeguarding-lead'], {
  telephone: '020 7946 0103',
});
export const nadia = person('nadia', 'Nadia Example', trust, ['professional'], {
  telephone: '020 7946 0201',
  jobTitle: 'Ward sister',
  lineManager: 'tom',
});
export const tom = person('tom', 'Tom Example', trust, ['line-manager']);
export const ines = person('ines', 'Ines Example', trust, ['safeguarding-lead'], {
  telephone: '020 7946 0203',
});
export const piet = person('piet', 'Piet Example', police, ['professional'], {
  jobTitle: 'Detective constable',
});
export const bella = person('bella', 'Bella Example', office, ['business-manager'], {
  telephone: '020 7946 0300',
});
export const hana = person('hana', 'Hana Example', housing, ['professional']);

export const practiceDirectory: Directory = {
  agencies: byId([council, trust, police, office, housing]),
  people: byId([rosa, milan, sunita, lena, nadia, tom, ines, piet, bella, hana]),
};

export function withoutPerson({ agencies, people }: Directory, id: string): Directory {
  return { agencies, people: new Map([...people].filter(([other]) => other !== id)) };
}

export function withPeople({ agencies, people }: Directory, more: readonly Person[]): Directory {
  return { agencies, people: new Map([...people, ...more.map((one) => [one.id, one] as const)]) };
}

export function withAgencies({ agencies, people }: Directory, more: readonly Agency[]): Directory {
  return { agencies: new Map([...agencies, ...more.map((one) => [one.id, one] as const)]), people };
}

export function person(
  id: string,
  name: string,
  agency: Agency,
  roles: readonly string[],
  more: Partial<Person> = {},
): Person {
  return { id, name, email: `${id}@example.org`, agency: agency.id, roles, away: [], ...more };
}

function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [one.id, one]));
}
