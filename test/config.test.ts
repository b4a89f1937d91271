import { Buffer } from 'node:buffer';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Config, type Need, readConfig } from '../src/config.ts';

const key = (letter: string): string => Buffer.alloc(32, letter).toString('base64');
const guid = (digit: string): string => `${digit.repeat(8)}-${digit.repeat(4)}-4000-8000-${digit.repeat(12)}`;
const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const teams = { TEAMS_APP_ID: guid('a'), TEAMS_TENANT_ID: guid('b') };
const password = { TEAMS_APP_PASSWORD: 'a~practice.secret-of-40-characters' };
const slack = { SLACK_SIGNING_SECRET: 'a1b2c3d4e5f6a7b8c9d0', SLACK_BOT_TOKEN: 'xoxb-practice-token' };
const installs = {
  SLACK_SIGNING_SECRET: slack.SLACK_SIGNING_SECRET,
  SLACK_CLIENT_ID: '1234567890.9876543210',
  SLACK_CLIENT_SECRET: 'b'.repeat(32),
  SLACK_STATE_SECRET: 'c'.repeat(44),
  BASE_URL: 'https://concordat.example.org',
};

function config(environment: Record<string, string>, needs?: readonly Need[]): Config {
  const read = readConfig(environment, needs);
  if (read.kind === 'problems') throw new Error(read.problems.join('\n'));
  return read.config;
}

function problems(environment: Record<string, string>, needs?: readonly Need[]): readonly string[] {
  const read = readConfig(environment, needs);
  return read.kind === 'problems' ? read.problems : [];
}

describe('the configuration', () => {
  it('works from an empty environment, with nothing secret in it', () => {
    expect(config({})).toEqual({
      keys: [],
      host: '0.0.0.0',
      port: 3000,
      baseUrl: 'http://localhost:3000',
      logLevel: 'info',
      boards: [],
      slashCommand: '/escalate',
      folder: '.concordat',
    });
  });

  it('reads every variable', () => {
    const read = config({
      ...slack,
      DATABASE_URL: 'postgres://bot:secret@db:5432/concordat',
      DATABASE_OWNER_URL: 'postgresql://owner@%2Frun%2Fpostgresql/concordat',
      REDIS_URL: 'rediss://cache:6380/1',
      SLACK_TEAM_ID: 'T01COUNCIL',
      SLACK_API_URL: 'http://127.0.0.1:3901/api/',
      TEAMS_APP_ID: guid('a').toUpperCase(),
      TEAMS_TENANT_ID: guid('b'),
      ...password,
      TEAMS_TENANTS: `${guid('b')}, ${guid('c').toUpperCase()}`,
      CONCORDAT_KEYS: ` 2026a:${key('a')}, 2025b:${key('b')} `,
      PORT: '8080',
      HOST: '127.0.0.1',
      BASE_URL: 'https://concordat.example.org/',
      LOG_LEVEL: 'debug',
      POLICIES: 'our-policies',
      BOARDS: 'redbridge, solihull',
      SLASH_COMMAND: '/disagree',
      CONCORDAT_FOLDER: 'kept',
    });
    expect(read).toEqual({
      databaseUrl: 'postgres://bot:secret@db:5432/concordat',
      databaseOwnerUrl: 'postgresql://owner@%2Frun%2Fpostgresql/concordat',
      redis: { redisUrl: 'rediss://cache:6380/1' },
      slack: {
        kind: 'one-workspace',
        signingSecret: 'a1b2c3d4e5f6a7b8c9d0',
        botToken: 'xoxb-practice-token',
        teamId: 'T01COUNCIL',
        apiUrl: 'http://127.0.0.1:3901/api/',
      },
      teams: {
        identity: {
          kind: 'secret',
          appId: guid('a'),
          tenantId: guid('b'),
          password: password.TEAMS_APP_PASSWORD,
        },
        tenants: [guid('b'), guid('c')],
      },
      keys: [
        { id: '2026a', key: new Uint8Array(32).fill(0x61) },
        { id: '2025b', key: new Uint8Array(32).fill(0x62) },
      ],
      host: '127.0.0.1',
      port: 8080,
      baseUrl: 'https://concordat.example.org',
      documents: { baseUrl: 'https://concordat.example.org', proxies: 0 },
      logLevel: 'debug',
      policies: 'our-policies',
      boards: ['redbridge', 'solihull'],
      slashCommand: '/disagree',
      folder: 'kept',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(config({ DATABASE_URL: '', REDIS_URL: '  ', PORT: '' })).toEqual(config({}));
  });

  it('tells every problem at once, each by the name of its variable', () => {
    const found = problems({
      DATABASE_URL: 'mysql://db/concordat',
      REDIS_URL: 'cache:6379',
      SLACK_SIGNING_SECRET: 'short',
      SLACK_BOT_TOKEN: 'xoxp-a-person',
      SLACK_TEAM_ID: 'C012345',
      SLACK_CLIENT_ID: 'A0CONCORDAT',
      SLACK_CLIENT_SECRET: 'short',
      SLACK_STATE_SECRET: 'guessed',
      TEAMS_APP_ID: 'concordat',
      TEAMS_TENANT_ID: 'council.example.org',
      TEAMS_APP_PASSWORD: guid('d'),
      TEAMS_CERTIFICATE_THUMBPRINT: 'AB:CD',
      TEAMS_CERTIFICATE_KEY: 'a key',
      TEAMS_CERTIFICATE_KEY_FILE: 'no-such-file.pem',
      TEAMS_MANAGED_IDENTITY: 'yes',
      TEAMS_TENANTS: 'council.example.org',
      CONCORDAT_KEYS: 'abc',
      PORT: '99999',
      HOST: 'no spaces',
      BASE_URL: 'concordat.example.org',
      LOG_LEVEL: 'loud',
      BOARDS: 'Redbridge!',
      SLASH_COMMAND: 'escalate',
    });
    expect([...new Set(found.map((problem) => problem.split(':')[0]))]).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'SLACK_SIGNING_SECRET',
      'SLACK_BOT_TOKEN',
      'SLACK_TEAM_ID',
      'SLACK_CLIENT_ID',
      'SLACK_CLIENT_SECRET',
      'SLACK_STATE_SECRET',
      'TEAMS_APP_ID',
      'TEAMS_TENANT_ID',
      'TEAMS_APP_PASSWORD',
      'TEAMS_CERTIFICATE_THUMBPRINT',
      'TEAMS_CERTIFICATE_KEY',
      'TEAMS_CERTIFICATE_KEY_FILE',
      'TEAMS_MANAGED_IDENTITY',
      'TEAMS_TENANTS',
      'CONCORDAT_KEYS',
      'PORT',
      'HOST',
      'BASE_URL',
      'LOG_LEVEL',
      'BOARDS',
      'SLASH_COMMAND',
      'SLACK_BOT_TOKEN and SLACK_CLIENT_ID',
      'TEAMS_APP_PASSWORD and TEAMS_CERTIFICATE_THUMBPRINT and TEAMS_MANAGED_IDENTITY',
      'TEAMS_CERTIFICATE_KEY and TEAMS_CERTIFICATE_KEY_FILE',
    ]);
  });

  it('names what a command cannot do without, and where to find it', () => {
    expect(problems({}, ['chat', 'keys'])).toEqual([
      expect.stringMatching(
        /^SLACK_BOT_TOKEN or TEAMS_APP_ID: neither is set.*SLACK_SIGNING_SECRET.*TEAMS_TENANT_ID/,
      ),
      'CONCORDAT_KEYS: is not set. Make a key with: openssl rand -base64 32, and set 2026a:<the key>',
    ]);
  });

  it.each([
    ['Slack', slack],
    ['Slack in several workspaces', installs],
    ['Teams', { ...teams, ...password }],
    ['both', { ...slack, ...teams, ...password }],
  ])('is content with %s', (_, environment) => {
    const enough = { ...environment, CONCORDAT_KEYS: `2026a:${key('a')}` };
    expect(problems(enough, ['chat', 'keys'])).toEqual([]);
  });

  it('takes half of the credentials of Slack, or an owner without a bot, for a slip', () => {
    expect(problems({ SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN })).toEqual([
      expect.stringMatching(/^SLACK_SIGNING_SECRET: is not set/),
    ]);
    expect(problems({ DATABASE_OWNER_URL: 'postgres://owner@db/concordat' })).toEqual([
      expect.stringMatching(/^DATABASE_URL: is not set/),
    ]);
  });

  describe('of Slack', () => {
    const without = (...names: readonly string[]) =>
      Object.fromEntries(Object.entries(installs).filter(([name]) => !names.includes(name)));

    it('knows the bot that is installed by Slack’s own pages', () => {
      expect(config(installs).slack).toEqual({
        kind: 'installs',
        signingSecret: installs.SLACK_SIGNING_SECRET,
        clientId: installs.SLACK_CLIENT_ID,
        clientSecret: installs.SLACK_CLIENT_SECRET,
        stateSecret: installs.SLACK_STATE_SECRET,
      });
    });

    it.each(Object.keys(installs))('says where to find %s when it alone is missing', (name) => {
      expect(problems(without(name))).toEqual([
        expect.stringMatching(new RegExp(`^${name}: is not set. \\w`)),
      ]);
    });

    it('takes a token and installs together for a slip, and says which to take out for which', () => {
      const both = { ...installs, SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN };
      expect(problems(both)).toEqual([
        expect.stringMatching(/^SLACK_BOT_TOKEN and SLACK_CLIENT_ID: only one .* keep SLACK_BOT_TOKEN/),
      ]);
      const half = { ...slack, SLACK_STATE_SECRET: installs.SLACK_STATE_SECRET };
      expect(problems(half)).toEqual([
        expect.stringMatching(/^SLACK_BOT_TOKEN and SLACK_STATE_SECRET: only one/),
      ]);
    });

    it('wants no workspace named where the installs say it', () => {
      expect(problems({ ...installs, SLACK_TEAM_ID: 'T01COUNCIL' })).toEqual([
        expect.stringMatching(/^SLACK_TEAM_ID: belongs to SLACK_BOT_TOKEN/),
      ]);
    });

    it('offers both ways when neither is given', () => {
      expect(problems({ SLACK_SIGNING_SECRET: slack.SLACK_SIGNING_SECRET })).toEqual([
        expect.stringMatching(/^SLACK_BOT_TOKEN: is not set\. .*SLACK_CLIENT_ID/),
      ]);
    });

    it('never repeats a secret', () => {
      const typed = { ...installs, SLACK_CLIENT_SECRET: 'se cr et', SLACK_STATE_SECRET: 'se cr et' };
      expect(problems(typed).join()).not.toContain('se cr et');
    });
  });

  describe('of Teams', () => {
    const folder = mkdtempSync(join(tmpdir(), 'concordat-config-'));
    const file = join(folder, 'key.pem');
    writeFileSync(file, pem);
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    it('knows three ways in which the bot proves who it is', () => {
      const identity = (given: Record<string, string>) => config({ ...teams, ...given }).teams?.identity;
      const who = { appId: guid('a'), tenantId: guid('b') };
      const proof = { ...who, kind: 'certificate', thumbprint: '0A'.repeat(20), privateKey: pem.trim() };
      const thumbprint = { TEAMS_CERTIFICATE_THUMBPRINT: Array(20).fill('0a').join(':') };
      expect(identity(password)).toEqual({ ...who, kind: 'secret', password: password.TEAMS_APP_PASSWORD });
      expect(identity({ ...thumbprint, TEAMS_CERTIFICATE_KEY_FILE: file })).toEqual(proof);
      const oneLine = pem.replaceAll('\n', '\\n');
      expect(identity({ ...thumbprint, TEAMS_CERTIFICATE_KEY: oneLine })).toEqual(proof);
      expect(identity({ TEAMS_MANAGED_IDENTITY: 'true' })).toEqual({ ...who, kind: 'managed' });
    });

    it('has no way to run without a proof', () => {
      for (const given of [teams, { ...teams, TEAMS_MANAGED_IDENTITY: 'false' }])
        expect(problems(given)).toEqual([expect.stringMatching(/^TEAMS_APP_PASSWORD: is not set/)]);
    });

    it.each([
      ['the password alone', password, ['TEAMS_APP_ID', 'TEAMS_TENANT_ID']],
      ['the app id alone', { TEAMS_APP_ID: guid('a') }, ['TEAMS_TENANT_ID', 'TEAMS_APP_PASSWORD']],
      [
        'a list of tenants alone',
        { TEAMS_TENANTS: guid('c') },
        ['TEAMS_APP_ID', 'TEAMS_TENANT_ID', 'TEAMS_APP_PASSWORD'],
      ],
      [
        'a thumbprint without its key',
        { ...teams, TEAMS_CERTIFICATE_THUMBPRINT: '0A'.repeat(20) },
        ['TEAMS_CERTIFICATE_KEY_FILE'],
      ],
      [
        'a key without its thumbprint',
        { ...teams, TEAMS_CERTIFICATE_KEY: pem },
        ['TEAMS_CERTIFICATE_THUMBPRINT'],
      ],
    ])('takes %s for a slip, and names what is missing', (_, given, names) => {
      expect(problems(given).map((problem) => problem.split(':')[0])).toEqual(names);
    });

    it('takes two ways at once for a slip, because the bot is registered with one', () => {
      expect(problems({ ...teams, ...password, TEAMS_MANAGED_IDENTITY: 'true' })).toEqual([
        expect.stringMatching(/^TEAMS_APP_PASSWORD and TEAMS_MANAGED_IDENTITY: only one/),
      ]);
    });

    it('says of the Secret ID, which Entra shows beside the secret, that it is the wrong one', () => {
      expect(problems({ ...teams, TEAMS_APP_PASSWORD: guid('d') })).toEqual([
        expect.stringContaining('looks like the Secret ID'),
      ]);
    });

    it('says how to take the password off a private key that has one', () => {
      const locked = privateKey.export({
        type: 'pkcs8',
        format: 'pem',
        cipher: 'aes-256-cbc',
        passphrase: 'x',
      });
      expect(
        problems({
          ...teams,
          TEAMS_CERTIFICATE_THUMBPRINT: '0A'.repeat(20),
          TEAMS_CERTIFICATE_KEY: locked.toString(),
        }),
      ).toEqual([expect.stringContaining('openssl pkey')]);
    });
  });

  it.each([
    [
      'a short key',
      `2026a:${Buffer.alloc(16, 'a').toString('base64')}`,
      /"2026a" has 16 bytes and should have 32/,
    ],
    ['a key without an id', key('a'), /key 1 should be an id, a colon and a key/],
    ['two keys of one id', `2026a:${key('a')},2026a:${key('b')}`, /the id "2026a" is there twice/],
  ])('refuses %s', (_, keys, says) => {
    expect(problems({ CONCORDAT_KEYS: keys })).toEqual([expect.stringMatching(says)]);
  });

  it('never repeats what was typed, which may be a secret in the wrong place', () => {
    const secret = 'hunter2-hunter2-hunter2';
    const names = [
      ...Object.keys(slack),
      'DATABASE_URL',
      'DATABASE_OWNER_URL',
      'REDIS_URL',
      'CONCORDAT_KEYS',
      'TEAMS_APP_ID',
      'TEAMS_TENANT_ID',
      'TEAMS_APP_PASSWORD',
      'TEAMS_CERTIFICATE_THUMBPRINT',
      'TEAMS_CERTIFICATE_KEY',
      'TEAMS_CERTIFICATE_KEY_FILE',
      'TEAMS_MANAGED_IDENTITY',
      'TEAMS_TENANTS',
    ];
    const others = ['SLACK_TEAM_ID', 'SLACK_API_URL', 'PORT', 'BASE_URL', 'LOG_LEVEL', 'SLASH_COMMAND'];
    const found = problems(Object.fromEntries([...names, ...others].map((name) => [name, `${secret} !`])));
    expect(found.length).toBeGreaterThanOrEqual(names.length + others.length);
    expect(found.join('\n')).not.toContain('hunter2');
  });

  it('takes a mail server and a sender, both or neither, and codes only over https', () => {
    const given = {
      SMTP_URL: 'smtp://bot:p%40ss@mail.example.org',
      MAIL_FROM: 'Board <concordat@board.example.org>',
      BASE_URL: 'https://concordat.example.org',
      TRUST_PROXY: '1',
    };
    const problems = (changed: Readonly<Record<string, string>>): string => {
      const read = readConfig({ ...given, ...changed });
      return read.kind === 'problems' ? read.problems.join('\n') : '';
    };
    expect(config(given).mail).toEqual({
      server: { host: 'mail.example.org', port: 587, security: 'starttls', user: 'bot', password: 'p@ss' },
      from: { name: 'Board', address: 'concordat@board.example.org' },
      proxies: 1,
    });
    const serverOf = (url: string) => config({ ...given, SMTP_URL: url }).mail?.server;
    expect(serverOf('smtps://mail.example.org')).toMatchObject({ port: 465, security: 'tls' });
    expect(serverOf('smtp://mail:25?tls=off')).toMatchObject({ port: 25, security: 'plain' });
    expect(serverOf('smtp://localhost:1025')).toMatchObject({ security: 'plain' });
    expect(problems({ MAIL_FROM: '' })).toContain('MAIL_FROM: is not set although SMTP_URL is');
    expect(problems({ SMTP_URL: '' })).toContain('SMTP_URL: is not set although MAIL_FROM is');
    expect(problems({ BASE_URL: 'http://concordat.example.org' })).toContain(
      'BASE_URL: should begin with https://',
    );
    expect(problems({ MAIL_FROM: 'nobody' })).toContain('MAIL_FROM: should be an address');
    for (const wrong of ['mail.example.org', 'http://bot:secret@mail', 'smtp://bot:secret@mail?x=1']) {
      expect(problems({ SMTP_URL: wrong })).toContain('SMTP_URL: ');
      expect(problems({ SMTP_URL: wrong })).not.toContain('secret');
    }
  });

  it('has every variable in .env.example, which is right as it stands', () => {
    const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
    const example = Object.fromEntries(
      lines.flatMap((line) => {
        const found = /^([A-Z_]+)=(.*)$/.exec(line);
        return found === null ? [] : [[found[1] ?? '', found[2] ?? '']];
      }),
    );
    const source = ['config', 'config-slack', 'config-teams', 'config-mail', 'config-redis'].map((name) =>
      readFileSync(new URL(`../src/${name}.ts`, import.meta.url), 'utf8'),
    );
    const read = [...source.join('\n').matchAll(/^ {2}([A-Z_]+): ?/gm)].map(([, name]) => name ?? '');
    expect(Object.keys(example).sort()).toEqual([...new Set(read)].sort());
    expect(config(example)).toEqual(config({}));
  });
});
