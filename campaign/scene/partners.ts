import { castFor } from '../../demo/cast.ts';
import type { PolicyFile } from '../../src/adapters/files/policy-files.ts';
import type { DirectoryFile } from '../../src/directory/directory-file.ts';
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

/**
 * The demo's people once for each board, as if each board had partners of its own. All of them work in Slack, each agency
 * where it worked before: the campaign's stub then sees every message.
 */
export async function partnersOf(boards: readonly PolicyFile[]): Promise<Partners> {
  const files = await Promise.all(
    boards.map(async ({ policy }) => castOf(policy.board, await castFor(policy))),
  );
  const all = files.flatMap(({ people, agencies }) =>
    people.map(({ person }) => ({
      ...person,
      space: agencies.find(({ agency }) => agency.id === person.agency)?.agency.spaces[0]?.id ?? '',
    })),
  );
  return {
    file: {
      agencies: files.flatMap(({ agencies }) => agencies),
      people: files.flatMap(({ people }) => people),
      leavers: [],
    },
    people: all.map(({ name, email, space }, index) => ({
      name,
      email,
      board: boardOf(email),
      account: { platform: 'slack', space, user: `U${String(index).padStart(4, '0')}` },
    })),
  };
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
          .map(({ id }) => ({ platform: 'slack' as const, id: spaceOf(board, id) })),
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

/** A workspace of this board's partners; Slack's ids have capital letters and digits only. */
function spaceOf(board: string, space: string): string {
  return `T${`${board}${space}`.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;
}

function boardOf(email: string): string {
  return email.replace(/^[^@]*@/, '').replace(/\.example\.org$/, '');
}
