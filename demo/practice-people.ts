import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readDirectory } from '../src/directory/read-directory.ts';
import type { PracticePerson } from './practice-slack.ts';

/** One organisation's practice workspace, before it has an address and secrets. */
export type PracticeWorkspace = {
  readonly teamId: string;
  readonly name: string;
  readonly users: readonly PracticePerson[];
};

/** The workspaces of the demo's directory, each with the people whose agencies list it. All invented. */
export async function practiceWorkspaces(): Promise<readonly PracticeWorkspace[]> {
  const file = fileURLToPath(new URL('./directory.yaml', import.meta.url));
  const read = readDirectory(await readFile(file, 'utf8'), file, 'yaml');
  if (read.kind === 'problems') throw new Error(`${file}: ${read.problems[0]?.says ?? 'cannot be read'}`);
  const agencies = read.file.agencies.map(({ agency }) => agency);
  const teams = new Set(
    agencies.flatMap(({ spaces }) =>
      spaces.filter(({ platform }) => platform === 'slack').map(({ id }) => id),
    ),
  );
  return [...teams].map((teamId) => {
    const here = agencies.filter(({ spaces }) => spaces.some(({ id }) => id === teamId));
    const ids = new Set(here.map(({ id }) => id));
    const people = read.file.people.filter(({ person }) => ids.has(person.agency));
    return {
      teamId,
      name: here[0]?.name ?? teamId,
      users: people.map(({ person }) => practicePerson(teamId, person.name, person.email)),
    };
  });
}

/** @example practicePerson('T01COUNCIL', 'Amara Quill', 'amara.quill@example.org').id // => 'U01AMARAQUILL' */
function practicePerson(teamId: string, realName: string, email: string): PracticePerson {
  const letters = realName.toUpperCase().replace(/[^A-Z]/g, '');
  return { id: `U${teamId.slice(1, 3)}${letters}`, name: email.split('@')[0] ?? email, realName, email };
}
