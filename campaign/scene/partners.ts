import { createHash } from 'node:crypto';
import { castFor } from '../../demo/cast.ts';
import type { PolicyFile } from '../../src/adapters/files/policy-files.ts';
import type { DirectoryFile } from '../../src/directory/directory-file.ts';
import type { Platform } from '../../src/directory/directory.ts';
import type { Account } from '../../src/flows/chat-input.ts';

/** One of the campaign's people, with the one account by which they act and are written to. */
export type Partner = {
  readonly name: string;
  readonly email: string;
  readonly board: string;
  readonly account: Account;
};

/** The partners of several boards at once, of whom no two boards share anybody. */
export type Partners = { readonly file: DirectoryFile; readonly people: readonly Partner[] };

/** Those who are on a platform. */
export function onPlatform(people: readonly Partner[], platform: Platform): readonly Partner[] {
  return people.filter(({ account }) => account.platform === platform);
}

/** The demo's people once for each board, as if each board had partners of its own, each agency on the platform where it is. */
export async function partnersOf(boards: readonly PolicyFile[]): Promise<Partners> {
  const files = await Promise.all(
    boards.map(async ({ policy }) => castOf(policy.board, await castFor(policy))),
  );
  const all = files.flatMap(({ people, agencies }) =>
    people.flatMap(({ person }) => {
      const [space] = agencies.find(({ agency }) => agency.id === person.agency)?.agency.spaces ?? [];
      return space === undefined ? [] : [{ ...person, space }];
    }),
  );
  return {
    file: {
      agencies: files.flatMap(({ agencies }) => agencies),
      people: files.flatMap(({ people }) => people),
      leavers: [],
    },
    people: all.map(({ name, email, space: { platform, id } }, index) => ({
      name,
      email,
      board: boardOf(email),
      account: { platform, space: id, user: userOf(platform, email, index) },
    })),
  };
}

function userOf(platform: Platform, email: string, index: number): string {
  switch (platform) {
    case 'slack':
      return `U${String(index).padStart(4, '0')}`;
    case 'teams':
      return idLike(email);
    case 'email':
      return email;
  }
}

function castOf(board: string, cast: DirectoryFile): DirectoryFile {
  const own = (email: string) => email.replace(/@.*/, `@${board}.example.org`);
  const of = (agency: string) => `${board}-${agency}`;
  return {
    leavers: [],
    agencies: cast.agencies.map(({ agency, ...at }) => ({
      ...at,
      agency: {
        ...agency,
        id: of(agency.id),
        spaces: agency.spaces
          .slice(0, 1)
          .map(({ platform, id }) => ({ platform, id: spaceOf(board, platform, id) })),
      },
    })),
    people: cast.people.map(({ person, ...at }) => {
      const { lineManager, seniorManager, deputy } = person;
      return {
        ...at,
        person: {
          ...person,
          email: own(person.email),
          agency: of(person.agency),
          ...(lineManager === undefined ? {} : { lineManager: own(lineManager) }),
          ...(seniorManager === undefined ? {} : { seniorManager: own(seniorManager) }),
          ...(deputy === undefined ? {} : { deputy: own(deputy) }),
        },
      };
    }),
  };
}

/** Where this board's partners are. Slack's ids have capital letters and digits only; an e-mail domain is the board's own. */
function spaceOf(board: string, platform: Platform, space: string): string {
  switch (platform) {
    case 'slack':
      return `T${`${board}${space}`.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;
    case 'teams':
      return idLike(`${board} ${space}`);
    case 'email':
      return `${board}.example.org`;
  }
}

/** An id as Microsoft makes them, and the same for the same words. */
function idLike(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

function boardOf(email: string): string {
  return email.replace(/^[^@]*@/, '').replace(/\.example\.org$/, '');
}
