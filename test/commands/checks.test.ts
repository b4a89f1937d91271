import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wrapKey } from '../../src/adapters/crypto/sealing.ts';
import { StoreError } from '../../src/adapters/postgres/store-error.ts';
import { checkConfiguration } from '../../src/commands/checks/configuration.ts';
import { checkAcceptance, checkDirectory, checkKeys } from '../../src/commands/checks/kept.ts';
import { cautions } from '../../src/commands/checks/policies.ts';
import { checkCommand, checkSlack } from '../../src/commands/checks/slack.ts';
import { checkScopes } from '../../src/commands/checks/slack-scopes.ts';
import {
  checkAddress,
  checkPackage,
  checkTeams,
  checkTenants,
  sayIdentity,
} from '../../src/commands/checks/teams.ts';
import { sayDatabaseError } from '../../src/commands/say-database-error.ts';
import { sayUnexpected } from '../../src/commands/unexpected.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { everybody, vacant } from '../support/case-world.ts';
import { commands, concordatHere } from '../support/command-line.ts';
import { inPart } from '../support/in-part.ts';
import { withoutPerson } from '../support/practice-directory.ts';
import { at, redbridge } from '../policy/policies.ts';

const caseId = '5f0c7f0e-8a8e-4f43-9d0e-0d6a2b1c9e77';

function configWith(environment: Readonly<Record<string, string>>): Config {
  const read = readConfig(environment);
  if (read.kind === 'config') return read.config;
  throw new Error(read.problems.join('\n'));
}

describe('the check of the configuration', () => {
  it('names what is missing and still reads the rest', () => {
    const { config, findings } = checkConfiguration({ REDIS_URL: 'redis://localhost:6379' });
    expect(config?.redis?.redisUrl).toBe('redis://localhost:6379');
    expect(findings.map(({ state, says }) => `${state} ${says.split(':')[0] ?? ''}`)).toEqual([
      'wrong SLACK_BOT_TOKEN or TEAMS_APP_ID',
      'wrong CONCORDAT_KEYS',
    ]);
  });

  it('has nothing for the others to look at when a value cannot be read', () => {
    expect(checkConfiguration({ PORT: 'many' }).config).toBeUndefined();
  });
});

describe('the check of the policies', () => {
  it('warns that the review date of June 2025 has passed, from July 2025 on and not before', () => {
    const passed = (day: string) =>
      cautions(redbridge(), at(day)).some((says) => says.includes('review date'));
    expect([passed('2025-06-30T12:00'), passed('2025-07-01T12:00')]).toEqual([false, true]);
  });

  it('says that a document is a draft', () => {
    const policy = redbridge();
    const draft = { ...policy, document: { ...policy.document, status: 'draft' as const } };
    expect(cautions(draft, at('2025-01-01T12:00'))[0]).toContain('draft');
    expect(cautions(policy, at('2025-01-01T12:00')).join()).not.toContain('draft');
  });
});

describe('the check of the acceptance', () => {
  it('says that no case can be opened until somebody accepts for the board how the policy is read', () => {
    expect(checkAcceptance(redbridge(), undefined)).toMatchObject([
      { state: 'wrong', says: expect.stringContaining('policy accept redbridge --by') as string },
    ]);
    expect(checkAcceptance(redbridge(), { by: 'Bella Example', at: at('2026-12-01T09:00') })).toEqual([]);
  });

  it('says of a procedure that cases would follow only in part that nobody here can change that', () => {
    const accepted = { by: 'Bella Example', at: at('2026-12-01T09:00') };
    const [finding, ...others] = checkAcceptance(inPart(), accepted);
    expect(others).toEqual([]);
    expect(finding?.state).toBe('note');
    expect(finding?.says).toMatch(
      /^tilbury: .* no case can be opened under it\. "concordat policy show tilbury"/,
    );
  });
});

describe('the check of the directory', () => {
  it('says how to fill an empty one', () => {
    const [finding] = checkDirectory({ agencies: new Map(), people: new Map() }, [redbridge()], []);
    expect(finding).toMatchObject({
      state: 'wrong',
      says: expect.stringContaining('directory import') as string,
    });
  });

  it('finds the role that nobody holds any longer', () => {
    const wrong = (directory: typeof everybody) =>
      checkDirectory(directory, [redbridge()], []).filter(({ state }) => state === 'wrong');
    const about = (says: string) => says.includes('"business-manager"');
    expect(wrong(everybody).filter(({ says }) => about(says))).toEqual([]);
    expect(wrong(vacant('business-manager')).filter(({ says }) => about(says))).toHaveLength(1);
    expect(wrong(withoutPerson(everybody, 'bella')).filter(({ says }) => about(says))).toHaveLength(1);
  });

  it('finds a board without an office, and a board that nobody works to', () => {
    const agencies = new Map([...everybody.agencies].filter(([id]) => id !== 'board-office'));
    const without = { ...everybody, agencies };
    const says = checkDirectory(without, [redbridge()], []).map((finding) => finding.says);
    expect(says.some((one) => one.startsWith('No agency is the office of'))).toBe(true);
    const elsewhere = { ...redbridge(), board: 'elsewhere' };
    expect(checkDirectory(everybody, [elsewhere], ['elsewhere'])).toContainEqual(
      expect.objectContaining({ says: expect.stringContaining('no agency works to it') as string }),
    );
  });
});

describe('the check of the keys', () => {
  const old = { id: '2025a', key: new Uint8Array(32).fill(1) };
  const wrapped = [{ caseId, ...wrapKey([old], caseId, new Uint8Array(32)) }];

  it('is content when the key of every case still opens', () => {
    const fresh = { id: '2026a', key: new Uint8Array(32).fill(2) };
    expect(checkKeys([fresh, old], wrapped)).toMatchObject([{ state: 'ok' }]);
    expect(checkKeys([fresh], [])).toMatchObject([{ state: 'ok' }]);
  });

  it('names the key that is not there, and the one that was exchanged under its name', () => {
    expect(checkKeys([], wrapped)).toMatchObject([
      { state: 'wrong', says: expect.stringContaining('"2025a"') as string },
    ]);
    const other = { id: '2025a', key: new Uint8Array(32).fill(3) };
    expect(checkKeys([other], wrapped)).toMatchObject([
      { state: 'wrong', says: expect.stringContaining('not the one that wrapped') as string },
    ]);
  });
});

describe('the check of Slack', () => {
  it('compares the command of the manifest with the one that the bot answers', () => {
    const manifest = { commands: ['/escalate'] };
    expect(checkCommand(manifest, '/escalate').state).toBe('ok');
    expect(checkCommand(manifest, '/disagree')).toMatchObject({
      state: 'wrong',
      says: expect.stringContaining('/disagree') as string,
    });
  });

  it('names the permissions that the token lacks, and no others', () => {
    const manifest = { scopes: ['commands', 'chat:write', 'users:read.email'] };
    expect(checkScopes(['commands', 'chat:write', 'users:read.email', 'im:write'], manifest).state).toBe(
      'ok',
    );
    const lacking = checkScopes(['commands', 'chat:write'], manifest);
    expect(lacking.state).toBe('wrong');
    expect(lacking.says).toContain('lacks users:read.email. ');
    expect(checkScopes(undefined, manifest).state).toBe('note');
  });
});

describe('the check of Teams', () => {
  const guid = (digit: string) => `${digit.repeat(8)}-${digit.repeat(4)}-4000-8000-${digit.repeat(12)}`;
  const [council, hospital] = [guid('b'), guid('c')];
  const teams = configWith({
    TEAMS_APP_ID: guid('a'),
    TEAMS_TENANT_ID: council,
    TEAMS_APP_PASSWORD: 'a~practice.secret-of-40-characters',
  });

  it('says nothing where Teams is not set up, and nothing of Slack where only Teams is', async () => {
    const slack = configWith({
      SLACK_SIGNING_SECRET: 'a1b2c3d4e5f6a7b8c9d0',
      SLACK_BOT_TOKEN: 'xoxb-practice',
    });
    expect(await checkTeams(slack, [council])).toEqual([]);
    expect(await checkSlack(teams, [])).toEqual([]);
  });

  it.each(['wrong-secret', 'expired-secret', 'wrong-certificate', 'unknown-app', 'unknown-tenant'] as const)(
    'names the setting to look at when Microsoft says %s, and never what is in it',
    (fault) => {
      if (teams.teams === undefined) throw new Error('Teams is set up');
      const { state, says } = sayIdentity(teams.teams, { kind: 'failed', fault, code: 'AADSTS1' });
      expect(state).toBe('wrong');
      expect(says).toMatch(/TEAMS_[A-Z_]+.*\(AADSTS1\)$/);
      expect(says).not.toContain('practice.secret');
    },
  );

  it('wants an address with a certificate, and says what to set at the Azure Bot', () => {
    expect(checkAddress('http://localhost:3000').state).toBe('wrong');
    expect(checkAddress('https://concordat.example.org')).toMatchObject({
      state: 'ok',
      says: expect.stringContaining('https://concordat.example.org/api/messages') as string,
    });
  });

  it('compares the tenants that are allowed with those of the directory', () => {
    const states = (allowed: readonly string[], listed: readonly string[]) =>
      checkTenants(allowed, listed).map(({ state, says }) => [state, says.includes(hospital)]);
    expect(states([], [council, hospital])).toEqual([['ok', false]]);
    expect(states([council], [])).toEqual([['wrong', false]]);
    expect(states([council], [council, hospital])).toEqual([
      ['ok', false],
      ['wrong', true],
    ]);
    expect(states([council, hospital], [council])).toEqual([
      ['ok', false],
      ['note', true],
    ]);
  });

  it('finds a package that was made for another bot, for another command, or is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'concordat-checks-'));
    const file = join(folder, 'package.zip');
    const found = async (appId: string, command: string) => await checkPackage(appId, command, file);
    expect(await found(guid('a'), '/escalate')).toEqual([]);
    const args = ['--organisation', 'Exampleshire Council', '--website', 'https://www.example.org'];
    await concordatHere(['teams-package', ...args, '--out', file], { TEAMS_APP_ID: guid('a') });
    expect(await found(guid('a'), '/escalate')).toMatchObject([{ state: 'ok' }]);
    expect(await found(guid('d'), '/escalate')).toMatchObject([{ state: 'wrong' }]);
    expect(await found(guid('a'), '/disagree')).toMatchObject([{ state: 'wrong' }]);
    await writeFile(file, 'no zip');
    expect(await found(guid('a'), '/escalate')).toMatchObject([{ state: 'wrong' }]);
    await rm(folder, { recursive: true });
  });
});

describe('what is said of a database that cannot be opened', () => {
  const config = configWith({ DATABASE_URL: 'postgres://bot:pa55word@db.example.org:6543/cases' });
  const coded = (code: string) => Object.assign(new Error('pa55word'), { code });

  it.each([
    ['ECONNREFUSED', 'db.example.org:6543 does not answer'],
    ['28P01', 'does not let the user "bot" in'],
    ['3D000', 'has no database "cases"'],
    ['42501', 'DATABASE_OWNER_URL'],
  ])('%s: names the server, says what to do and keeps the password', (code, says) => {
    const { message } = sayDatabaseError(config, coded(code));
    expect(message).toContain(says);
    expect(message).toContain('db.example.org:6543');
    expect(message).not.toContain('pa55word');
  });

  it('speaks of the owner’s address where there is one, and passes on what already has a remedy', () => {
    const two = { ...config, databaseOwnerUrl: 'postgres://owner@other.example.org/cases' };
    expect(sayDatabaseError(two, coded('ENOTFOUND')).message).toMatch(
      /other\.example\.org:5432 .*DATABASE_OWNER_URL/,
    );
    expect(sayDatabaseError(two, new StoreError('Use the newer version.')).message).toBe(
      'Use the newer version.',
    );
  });
});

describe('an error that should not be able to happen', () => {
  const error = new Error('connect to postgres://bot:pa55word@db failed\nmore');

  it('is one line and a hint, without the password and without a stack', () => {
    expect(sayUnexpected(error, false).split('\n')).toEqual([
      'Something went wrong that should not: connect to postgres://db failed',
      'Set CONCORDAT_DEBUG=1 and run it again to see where.',
    ]);
  });

  it('shows where it happened to whoever asks', () => {
    expect(sayUnexpected(error, true)).toMatch(/^\s+at .*checks\.test\.ts/m);
    expect(sayUnexpected(error, true)).not.toContain('pa55word');
  });
});

describe('--help', () => {
  it('ends with an example for every command that does something', () => {
    const leaves = commands().commands.flatMap((command) =>
      command.commands.length === 0 ? [command] : command.commands,
    );
    for (const command of leaves) {
      let shown = '';
      command.configureOutput({ writeOut: (text) => (shown += text) });
      command.outputHelp();
      expect(shown, command.name()).toMatch(/\nExample: concordat /);
    }
    expect(leaves.map((command) => command.name())).toEqual(
      expect.arrayContaining(['check', 'import', 'list', 'show', 'accept', 'doctor', 'timeline']),
    );
  });
});
