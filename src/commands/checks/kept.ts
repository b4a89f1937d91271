import { unwrapKey } from '../../adapters/crypto/sealing.ts';
import { openSecrets } from '../../adapters/crypto/secrets.ts';
import { VaultError } from '../../adapters/crypto/vault-error.ts';
import { openInstallations } from '../../adapters/postgres/installations.ts';
import { openMail } from '../../adapters/postgres/mail.ts';
import { openListener, type Listener } from '../../adapters/postgres/listener.ts';
import { openPeople } from '../../adapters/postgres/people.ts';
import { openPolicies } from '../../adapters/postgres/policies.ts';
import { openPool } from '../../adapters/postgres/pool.ts';
import { oneOfEachKey, type WrappedKey } from '../../adapters/postgres/wrapped-keys.ts';
import { calendarOf } from '../../compose/known-boards.ts';
import type { Config } from '../../config.ts';
import { checkAgainst } from '../../directory/check-against.ts';
import type { Directory, PersonId } from '../../directory/directory.ts';
import type { DirectoryFile } from '../../directory/directory-file.ts';
import { officeOf, partnersOf } from '../../directory/lookup.ts';
import { mayOpenCases, type Acceptance } from '../../policy/acceptance.ts';
import { notYetHonoured } from '../../policy/not-yet.ts';
import type { Policy } from '../../policy/policy.ts';
import { count } from '../say.ts';
import type { Finding } from './finding.ts';
import { checkMailboxes } from './mailboxes.ts';
import type { KeptInstallation } from './slack-installs.ts';

/** What the database holds: the directory, who accepted the policies, where the bot is installed, and whether the keys still open the cases. */
export async function checkKept(config: Config, url: string, served: readonly Policy[]) {
  const pool = openPool(url, { max: 3 });
  const listener = openListener(pool, { onError: () => undefined });
  try {
    const people = await openPeople(pool, listener);
    const policies = await openPolicies(pool, listener, calendarOf);
    const directory = people.directory();
    const used = served.filter(({ board }) => inUse(directory, board));
    const accepted = used.flatMap((policy) => checkAcceptance(policy, policies.acceptance(policy.board)));
    return {
      directory,
      mailboxes: await checkMailboxes(used, config, openMail(pool).returns),
      installations: await keptInstallations(config, pool, listener),
      findings: [
        ...accepted,
        ...checkDirectory(directory, served, config.boards),
        ...checkKeys(config.keys, await oneOfEachKey(pool)),
      ],
    };
  } finally {
    await listener.close();
    await pool.end();
  }
}

/** Where the bot is installed in Slack, each with its tokens or with why they do not open. */
async function keptInstallations(
  { keys }: Config,
  pool: ReturnType<typeof openPool>,
  listener: Listener,
): Promise<readonly KeptInstallation[]> {
  const installations = await openInstallations(pool, listener, openSecrets(keys));
  return installations.all().map((installation): KeptInstallation => {
    try {
      const tokens = installations.tokensOf(installation.place);
      return tokens === undefined ? { installation } : { installation, tokens };
    } catch (error) {
      if (error instanceof VaultError) return { installation, sealed: error.message };
      throw error;
    }
  });
}

/**
 * Without an acceptance no case can be opened under a policy whose readings matter and are not confirmed. Under one that
 * would be followed only in part none can be opened at all, which nobody here can change.
 */
export function checkAcceptance(policy: Policy, accepted: Acceptance | undefined): readonly Finding[] {
  if (mayOpenCases(policy, accepted)) return [];
  const { board } = policy;
  const notYet = notYetHonoured(policy);
  if (notYet.length > 0) {
    const says = `${board}: Concordat does not do everything yet that this procedure asks, so no case can be opened under it. "concordat policy show ${board}" lists what is missing`;
    return [{ check: 'policies', state: 'note', says }];
  }
  return [
    {
      check: 'policies',
      state: 'wrong',
      says: `${board}: nobody has accepted for the board how its policy is read here, so no case can be opened. "concordat policy show ${board}" lists the readings, and "concordat policy accept ${board} --by NAME" records the acceptance`,
    },
  ];
}

/** Everything that a policy needs of the directory and does not find. */
export function checkDirectory(
  directory: Directory,
  served: readonly Policy[],
  boards: readonly string[],
): readonly Finding[] {
  const check = 'directory';
  if (directory.people.size === 0) {
    return [
      {
        check,
        state: 'wrong',
        says: 'nobody is in it. Write one (docs/directory.md) and run "concordat directory import FILE"',
      },
    ];
  }
  // Of every shipped policy only those that some agency works to; of those that were asked for by name, all.
  const idle = served.filter(({ board }) => boards.includes(board) && !inUse(directory, board));
  const lacks = checkAgainst(asFile(directory), served);
  const sizes = `${count(directory.agencies.size, 'agency', 'agencies')}, ${count(directory.people.size, 'person', 'people')}`;
  return [
    { check, state: 'ok', says: sizes },
    ...idle.map(({ board }): Finding => ({
      check,
      state: 'wrong',
      says: `BOARDS names "${board}", and no agency works to it. Add boards: ${board} to its agencies`,
    })),
    ...lacks.map(({ says }): Finding => ({ check, state: 'wrong', says })),
  ];
}

/** Whether the keys of the environment open a case of every key that cases were wrapped by. */
export function checkKeys(keys: Config['keys'], wrapped: readonly WrappedKey[]): readonly Finding[] {
  const check = 'keys';
  if (keys.length === 0 && wrapped.length === 0) return []; // the check of the configuration says so
  const findings = wrapped.map(({ caseId, ...key }): Finding => {
    try {
      unwrapKey(keys, caseId, key);
      return { check, state: 'ok', says: `"${key.keyId}" opens the cases that it sealed` };
    } catch (error) {
      if (error instanceof VaultError) return { check, state: 'wrong', says: error.message };
      throw error;
    }
  });
  return findings.length > 0 ? findings : [{ check, state: 'ok', says: 'set; nothing was sealed so far' }];
}

function inUse(directory: Directory, board: string): boolean {
  return partnersOf(directory, board).length > 0 || officeOf(directory, board) !== undefined;
}

/** The directory in use as the file that it could have come from; where things stand in it says nothing. */
function asFile({ agencies, people }: Directory): DirectoryFile {
  const place = { line: 1, column: 1 };
  const emailOf = (id: PersonId | undefined) => (id === undefined ? undefined : people.get(id)?.email);
  return {
    agencies: [...agencies.values()].map((agency) => ({ ...place, agency })),
    people: [...people.values()].map(({ lineManager, seniorManager, deputy, ...rest }) => {
      const [line, senior, standIn] = [emailOf(lineManager), emailOf(seniorManager), emailOf(deputy)];
      return {
        ...place,
        person: {
          ...rest,
          ...(line === undefined ? {} : { lineManager: line }),
          ...(senior === undefined ? {} : { seniorManager: senior }),
          ...(standIn === undefined ? {} : { deputy: standIn }),
        },
      };
    }),
    leavers: [],
  };
}
