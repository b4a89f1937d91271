import { createHash } from 'node:crypto';
import type { Platform } from '../src/directory/directory.ts';
import type { Account } from '../src/flows/chat-input.ts';
import type { DirectoryFile } from '../src/directory/directory-file.ts';
import type { PracticePerson } from './practice-slack.ts';
import type { PracticeMember } from './practice-teams.ts';

/** One organisation's practice workspace, before it has an address and secrets. */
export type PracticeWorkspace = {
  readonly teamId: string;
  readonly name: string;
  readonly users: readonly PracticePerson[];
};

/** One organisation's practice tenant. */
type PracticeTenant = {
  readonly tenantId: string;
  readonly name: string;
  readonly members: readonly PracticeMember[];
};

/** The workspaces of the demo's people, each with those whose agencies list it. All invented. */
export function practiceWorkspaces(cast: DirectoryFile): readonly PracticeWorkspace[] {
  return spacesOf(cast, 'slack').map(({ id, name, people }) => ({
    teamId: id,
    name,
    users: people.map((person) => practicePerson(id, person.name, person.email)),
  }));
}

/** As `practiceWorkspaces`, for those who work in Teams. */
export function practiceTenants(cast: DirectoryFile): readonly PracticeTenant[] {
  return spacesOf(cast, 'teams').map(({ id, name, people }) => ({
    tenantId: id,
    name,
    members: people.map((person) => ({ id: objectId(person.email), name: person.name, email: person.email })),
  }));
}

/** Everybody whose agency is written to by e-mail, with their account. */
export function practiceMailPeople(
  cast: DirectoryFile,
): readonly { readonly name: string; readonly account: Account }[] {
  return spacesOf(cast, 'email').flatMap(({ id, people }) =>
    people.map(({ name, email }) => ({ name, account: { platform: 'email', space: id, user: email } })),
  );
}

function spacesOf(cast: DirectoryFile, platform: Platform) {
  const agencies = cast.agencies.map(({ agency }) => agency);
  const spaces = agencies.flatMap((agency) => agency.spaces.filter((space) => space.platform === platform));
  return [...new Set(spaces.map(({ id }) => id))].map((id) => {
    const here = agencies.filter((agency) => agency.spaces.some((space) => space.id === id));
    const ids = new Set(here.map((agency) => agency.id));
    const people = cast.people.map(({ person }) => person).filter(({ agency }) => ids.has(agency));
    return { id, name: here[0]?.name ?? id, people };
  });
}

/** The same for the same person at every start, so that cases of an earlier run find their people again. */
function objectId(email: string): string {
  const hex = createHash('sha256').update(email).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** @example practicePerson('T01COUNCIL', 'Amara Quill', 'amara.quill@example.org').id // => 'U01AMARAQUILL' */
function practicePerson(teamId: string, realName: string, email: string): PracticePerson {
  const letters = realName.toUpperCase().replace(/[^A-Z]/g, '');
  return { id: `U${teamId.slice(1, 3)}${letters}`, name: email.split('@')[0] ?? email, realName, email };
}
