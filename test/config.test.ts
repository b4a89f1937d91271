import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Config, type Need, readConfig } from '../src/config.ts';

const key = (letter: string): string => Buffer.alloc(32, letter).toString('base64');
const slack = { SLACK_SIGNING_SECRET: 'a1b2c3d4e5f6a7b8c9d0', SLACK_BOT_TOKEN: 'xoxb-practice-token' };

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
      redisUrl: 'rediss://cache:6380/1',
      slack: {
        signingSecret: 'a1b2c3d4e5f6a7b8c9d0',
        botToken: 'xoxb-practice-token',
        teamId: 'T01COUNCIL',
        apiUrl: 'http://127.0.0.1:3901/api/',
      },
      keys: [
        { id: '2026a', key: new Uint8Array(32).fill(0x61) },
        { id: '2025b', key: new Uint8Array(32).fill(0x62) },
      ],
      host: '127.0.0.1',
      port: 8080,
      baseUrl: 'https://concordat.example.org',
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
      CONCORDAT_KEYS: 'abc',
      PORT: '99999',
      HOST: 'no spaces',
      BASE_URL: 'concordat.example.org',
      LOG_LEVEL: 'loud',
      BOARDS: 'Redbridge!',
      SLASH_COMMAND: 'escalate',
    });
    expect(found.map((problem) => problem.split(':')[0])).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'SLACK_SIGNING_SECRET',
      'SLACK_BOT_TOKEN',
      'SLACK_TEAM_ID',
      'CONCORDAT_KEYS',
      'PORT',
      'HOST',
      'BASE_URL',
      'LOG_LEVEL',
      'BOARDS',
      'SLASH_COMMAND',
    ]);
  });

  it('names what a command cannot do without, and where to find it', () => {
    expect(problems({}, ['slack', 'keys'])).toEqual([
      'SLACK_SIGNING_SECRET: is not set. Copy the Signing Secret from the Basic Information page of the Slack app',
      'SLACK_BOT_TOKEN: is not set. Copy the Bot User OAuth Token from the OAuth & Permissions page of the Slack app',
      'CONCORDAT_KEYS: is not set. Make a key with: openssl rand -base64 32, and set 2026a:<the key>',
    ]);
    expect(problems({ ...slack, CONCORDAT_KEYS: `2026a:${key('a')}` }, ['slack', 'keys'])).toEqual([]);
  });

  it('takes half of the credentials of Slack, or an owner without a bot, for a slip', () => {
    expect(problems({ SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN })).toEqual([
      expect.stringMatching(/^SLACK_SIGNING_SECRET: is not set/),
    ]);
    expect(problems({ DATABASE_OWNER_URL: 'postgres://owner@db/concordat' })).toEqual([
      expect.stringMatching(/^DATABASE_URL: is not set/),
    ]);
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
    ];
    const others = ['SLACK_TEAM_ID', 'SLACK_API_URL', 'PORT', 'BASE_URL', 'LOG_LEVEL', 'SLASH_COMMAND'];
    const found = problems(Object.fromEntries([...names, ...others].map((name) => [name, `${secret} !`])));
    expect(found.length).toBeGreaterThanOrEqual(names.length + others.length);
    expect(found.join('\n')).not.toContain('hunter2');
  });

  it('has every variable in .env.example, which is right as it stands', () => {
    const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
    const example = Object.fromEntries(
      lines.flatMap((line) => {
        const found = /^([A-Z_]+)=(.*)$/.exec(line);
        return found === null ? [] : [[found[1] ?? '', found[2] ?? '']];
      }),
    );
    const source = readFileSync(new URL('../src/config.ts', import.meta.url), 'utf8');
    const read = [...source.matchAll(/^ {2}([A-Z_]+): ?/gm)].map(([, name]) => name ?? '');
    expect(Object.keys(example).sort()).toEqual([...new Set(read)].sort());
    expect(config(example)).toEqual(config({}));
  });
});
