import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
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
 * @param third whether there is an agency beside the council and the hospital; without a word, where a panel needs one
 * @throws an Error when the demo's own directory cannot be read
 */
export async function castFor(policy: Policy, third = needsOthers(policy)): Promise<DirectoryFile> {
  const read = readDirectory(await readFile(file, 'utf8'), file, 'yaml');
  if (read.kind === 'problems') throw new Error(`${file}: ${read.problems[0]?.says ?? 'cannot be read'}`);
  const agencies = read.file.agencies.map((listed) => {
    const { officeOf, sector, ...agency } = listed.agency;
    if (officeOf !== undefined) return { ...listed, agency: { ...agency, sector, officeOf: policy.board } };
    return { ...listed, agency: { ...agency, sector: sectorIn(policy, sector), boards: [policy.board] } };
  });
  const known = new Set(policy.roles.map(({ id }) => id));
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
  const added = missing.map(({ role, agency }, index): ListedPerson => {
    const title = policy.roles.find(({ id }) => id === role)?.titles[0];
    return { line: 1, column: 1, person: madeUp(index, agency, role, title) };
  });
  const neutral = third ? [neutralAgency(policy, agencies[0])] : [];
  return {
    ...read.file,
    agencies: [...agencies, ...neutral.map(({ agency }) => agency)],
    people: [...people, ...added, ...neutral.map(({ person }) => person)],
  };
}

/** A panel wants people of agencies that are no party: the council and the hospital alone are not enough. */
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
        id: 'eastmere-police',
        name: 'Eastmere Police',
        sector: sectorIn(policy, 'police'),
        boards: [policy.board],
        spaces,
      },
    },
    person: {
      ...at,
      person: {
        name: 'Ursula Fennimore',
        email: 'ursula.fennimore@example.org',
        telephone: '01632 960401',
        jobTitle: 'Detective superintendent',
        agency: 'eastmere-police',
        roles,
        away: [],
      },
    },
  };
}

type NeutralAgency = { readonly agency: ListedAgency; readonly person: ListedPerson };

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
