import type { DirectoryFile } from '../src/directory/directory-file.ts';
import type { PracticePerson } from './practice-slack.ts';

/** One organisation's practice workspace, before it has an address and secrets. */
export type PracticeWorkspace = {
  readonly teamId: string;
  readonly name: string;
  readonly users: readonly PracticePerson[];
};

/** The workspaces of the demo's people, each with those whose agencies list it. All invented. */
export function practiceWorkspaces(cast: DirectoryFile): readonly PracticeWorkspace[] {
  const agencies = cast.agencies.map(({ agency }) => agency);
  const teams = new Set(
    agencies.flatMap(({ spaces }) =>
      spaces.filter(({ platform }) => platform === 'slack').map(({ id }) => id),
    ),
  );
  return [...teams].map((teamId) => {
    const here = agencies.filter(({ spaces }) => spaces.some(({ id }) => id === teamId));
    const ids = new Set(here.map(({ id }) => id));
    const people = cast.people.filter(({ person }) => ids.has(person.agency));
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
