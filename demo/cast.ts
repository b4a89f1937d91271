import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { administratorRole } from '../src/directory/administrator.ts';
import type {
  DirectoryFile,
  FilePerson,
  ListedAgency,
  ListedPerson,
} from '../src/directory/directory-file.ts';
import { readDirectory } from '../src/directory/read-directory.ts';
import type { Policy } from '../src/policy/policy.ts';

const file = fileURLToPath(new URL('./directory.yaml', import.meta.url));

/**
 * The people of the demo as partners of one board, whatever its procedure asks for: each agency in a sector that the
 * board knows, each person in the roles that it knows, and somebody made up for every role that nobody holds.
 *
 * @throws an Error when the demo's own directory cannot be read
 */
export async function castFor(policy: Policy): Promise<DirectoryFile> {
  const read = readDirectory(await readFile(file, 'utf8'), file, 'yaml');
  if (read.kind === 'problems') throw new Error(`${file}: ${read.problems[0]?.says ?? 'cannot be read'}`);
  const agencies = read.file.agencies.map((listed) => {
    const { officeOf, sector, ...agency } = listed.agency;
    if (officeOf !== undefined) return { ...listed, agency: { ...agency, sector, officeOf: policy.board } };
    return { ...listed, agency: { ...agency, sector: sectorIn(policy, sector), boards: [policy.board] } };
  });
  const known = new Set([...policy.roles.map(({ id }) => id), administratorRole]);
  const people = read.file.people.map(({ person, ...at }): ListedPerson => ({
    ...at,
    person: { ...person, roles: person.roles.filter((role) => known.has(role)) },
  }));
  const partners = agencies.filter(({ agency }) => !('officeOf' in agency)).map(({ agency }) => agency.id);
  const office = agencies.filter(({ agency }) => 'officeOf' in agency).map(({ agency }) => agency.id);
  const missing = policy.roles.flatMap(({ id, of }) =>
    (of === 'board' ? office : partners)
      .filter((agency) => !people.some(({ person }) => person.agency === agency && person.roles.includes(id)))
      .map((agency) => ({ role: id, agency })),
  );
  const besideSlack = new Set(
    agencies.filter(({ agency }) => !isInSlack(agency)).map(({ agency }) => agency.id),
  );
  const added = missing
    .filter(({ agency }) => !besideSlack.has(agency))
    .map(({ role, agency }, index): ListedPerson => {
      const title = policy.roles.find(({ id }) => id === role)?.titles[0];
      return { line: 1, column: 1, person: madeUp(index, agency, role, title) };
    });
  const besides = missing.filter(({ agency }) => besideSlack.has(agency));
  const neutral = needsOthers(policy) ? [neutralAgency(policy, agencies[0])] : [];
  return {
    ...read.file,
    agencies: [...agencies, ...neutral.map(({ agency }) => agency)],
    people: [...withRoles(people, besides), ...added, ...neutral.map(({ person }) => person)],
  };
}

/** A panel wants people of agencies that are no party: all the others of the demo can be one. */
function needsOthers({ stages }: Policy): boolean {
  return stages.some(({ forum }) => (forum?.panel?.at_least_agencies ?? 0) > 2);
}

function neutralAgency(policy: Policy, like: ListedAgency | undefined): NeutralAgency {
  const spaces = like?.agency.spaces ?? [];
  const at = { line: 1, column: 1 };
  const roles = policy.roles.filter(({ of }) => of === 'agency').map(({ id }) => id);
  return {
    agency: {
      ...at,
      agency: {
        id: 'saltmarsh-fire',
        name: 'Saltmarsh Fire and Rescue',
        sector: sectorIn(policy, 'fire-and-rescue'),
        boards: [policy.board],
        spaces,
      },
    },
    person: {
      ...at,
      person: {
        name: 'Godfrey Tamarisk',
        email: 'godfrey.tamarisk@example.org',
        telephone: '01632 960651',
        jobTitle: 'Head of community safety',
        agency: 'saltmarsh-fire',
        roles,
        away: [],
      },
    },
  };
}

type NeutralAgency = { readonly agency: ListedAgency; readonly person: ListedPerson };

type Missing = { readonly role: string; readonly agency: string };

function isInSlack({ spaces }: ListedAgency['agency']): boolean {
  return spaces.some(({ platform }) => platform === 'slack');
}

/**
 * In Teams nobody can be written to before they met the bot, and every practice person there is a program of their own;
 * a charity is small. There, roles that nobody holds go to the senior manager, and nobody is made up for them.
 */
function withRoles(people: readonly ListedPerson[], missing: readonly Missing[]): readonly ListedPerson[] {
  return people.map((listed) => {
    const { agency, roles } = listed.person;
    if (!roles.includes('senior-manager')) return listed;
    const added = missing.filter((one) => one.agency === agency).map(({ role }) => role);
    return { ...listed, person: { ...listed.person, roles: [...roles, ...added] } };
  });
}

function sectorIn({ sectors }: Policy, wanted: string): string {
  return (sectors.find(({ id }) => id === wanted) ?? sectors[0])?.id ?? wanted;
}

/** Names that are plainly made up, for roles that only some boards have. After the last, they begin again with a number. */
const names = [
  'Ottoline Vetch', 'Silas Brackenbury', 'Perpetua Lind', 'Caspian Dray', 'Winsome Tarrow', 'Ambrose Figg',
  'Leocadia Penn', 'Barnaby Sedge', 'Philippa Quince', 'Tobias Merrow', 'Henrietta Plume', 'Lysander Cobb',
] as const; // prettier-ignore

function madeUp(index: number, agency: string, role: string, title: string | undefined): FilePerson {
  const round = Math.floor(index / names.length);
  const name = `${names[index % names.length] ?? 'Somebody'}${round === 0 ? '' : ` ${round + 1}`}`;
  return {
    name,
    email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org`,
    telephone: `01632 9605${String(index % 100).padStart(2, '0')}`,
    jobTitle: title ?? upperFirst(role.replaceAll('-', ' ')),
    agency,
    roles: [role],
    away: [],
  };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
