import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSecrets } from '../../../src/adapters/crypto/secrets.ts';
import { openInstallations } from '../../../src/adapters/postgres/installations.ts';
import { openListener } from '../../../src/adapters/postgres/listener.ts';
import { openPool } from '../../../src/adapters/postgres/pool.ts';
import { exchangeTokens } from '../../../src/adapters/slack/exchange.ts';
import { failureOf } from '../../../src/adapters/slack/failure.ts';
import { freshTokens } from '../../../src/adapters/slack/fresh-tokens.ts';
import { freshDatabase, type FreshDatabase } from '../../support/database.ts';
import { startStubSlack, type StubSlack } from '../../support/stub-slack.ts';

/*
 * Slack's tokens run out after twelve hours, and each refresh token is good for one exchange. Two processes here are two pools
 * with all that a process has: its own memory, its own listener, its own queue of exchanges.
 */

const monday = new Date('2026-12-21T09:00:00Z').getTime();
const hour = 3_600_000;
const minute = 60_000;
const key = new Uint8Array(32).fill(7);
const place = 'T0NORTH';
const secrets = ['xoxe.xoxb-first', 'xoxe-first', 'the-client-secret'];

let database: FreshDatabase;
let slack: StubSlack;
let now: number;
let logged: string[];
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  database = await freshDatabase();
  slack = await startStubSlack({
    workspaces: [
      {
        teamId: place,
        botToken: 'xoxe.xoxb-first',
        botId: 'B0N',
        botUserId: 'U0N',
        refreshToken: 'xoxe-first',
      },
    ],
  });
  now = monday;
  logged = [];
  closing = [];
});
afterEach(async () => {
  for (const close of closing) await close();
  await slack.stop();
  await database.close();
  // Whatever went wrong on the way, no secret was told to anybody.
  for (const secret of secrets) expect(logged.join('\n')).not.toContain(secret);
});

/** A process that needs tokens: the web or a worker. */
async function process(keys = [{ id: '2026a', key }]) {
  const pool = openPool(database.url, { max: 5 });
  const listener = openListener(pool, { onError: (error) => logged.push(String(error)) });
  const note = (fields: object, says: string): void => void logged.push(JSON.stringify({ ...fields, says }));
  const log = { info: note, warn: note, error: note };
  const clock = { now: () => new Date(now) };
  const installations = await openInstallations(pool, listener, openSecrets(keys));
  const client = { clientId: '1.2', clientSecret: 'the-client-secret' };
  const exchange = (refresh: string) =>
    exchangeTokens(client, refresh, { apiUrl: slack.apiUrl, log }, clock.now);
  const tokens = freshTokens({ installations, exchange, clock, log });
  closing.push(async () => {
    await tokens.settled();
    await listener.close();
    await pool.end();
  });
  return {
    installations,
    tokens,
    /** The token that a call would be made with now. */
    access: async (): Promise<string | undefined> => {
      const found = installations.all().find((one) => one.place === place);
      return found && tokens.accessTo(found);
    },
  };
}
type Process = Awaited<ReturnType<typeof process>>;

function install({ installations }: Process): Promise<void> {
  return installations.keep(
    {
      place,
      wide: false,
      name: 'Northbrook Council',
      botId: 'B0N',
      botUserId: 'U0N',
      tokens: {
        access: 'xoxe.xoxb-first',
        refresh: 'xoxe-first',
        runsOutAt: new Date(monday + 12 * hour),
      },
    },
    new Date(monday),
  );
}

const exchanges = () => slack.callsOf('oauth.v2.access').map(({ answer }) => answer);

describe('the token of a workspace', () => {
  test('given more than two hours left, then it is used and nothing is exchanged', async () => {
    const web = await process();
    await install(web);
    now = monday + 10 * hour - 1;
    expect(await web.access()).toBe('xoxe.xoxb-first');
    await web.tokens.settled();
    expect(exchanges()).toEqual([]);
  });

  test('given two hours left, then nobody waits: the old one is used, and the new one after that', async () => {
    const web = await process();
    await install(web);
    now = monday + 10 * hour;
    expect(await web.access()).toBe('xoxe.xoxb-first');
    await web.tokens.settled();
    expect(exchanges()).toEqual(['ok']);
    expect(await web.access()).not.toBe('xoxe.xoxb-first');
    now += 9 * hour;
    expect(await web.access()).toBeDefined();
    await web.tokens.settled();
    expect(exchanges()).toEqual(['ok']);
  });

  test('given one that has run out, then whoever needs it waits for the new one', async () => {
    const worker = await process();
    await install(worker);
    now = monday + 13 * hour;
    expect(await worker.access()).toMatch(/^xoxe\.xoxb-\d/);
    expect(exchanges()).toEqual(['ok']);
  });

  test('when two processes need it at the same moment, then one exchange is made, and both have the new one', async () => {
    const [web, worker] = [await process(), await process()];
    await install(web);
    await worker.installations.readAgain();
    now = monday + 13 * hour;
    slack.slow(50); // so that both are at it
    const got = await Promise.all([web, worker, web, worker, web, worker].map((one) => one.access()));
    expect(exchanges()).toEqual(['ok']);
    expect(new Set(got).size).toBe(1);
    expect(got[0]).toMatch(/^xoxe\.xoxb-\d/);
  });

  test('and the same while the old one is still good, again and again through a week', async () => {
    const [web, worker] = [await process(), await process()];
    await install(web);
    await worker.installations.readAgain();
    for (let day = 1; day <= 7; day += 1) {
      now += 10.5 * hour;
      await Promise.all([web.access(), worker.access()]);
      await Promise.all([web.tokens.settled(), worker.tokens.settled()]);
      await Promise.all([web.installations.readAgain(), worker.installations.readAgain()]);
      expect(exchanges()).toEqual(Array<string>(day).fill('ok'));
      expect(await web.access()).toBe(await worker.access());
    }
  });

  test('when another process renewed it, then one that still remembers the old one finds the new one', async () => {
    const [web, worker] = [await process(), await process()];
    await install(web);
    await worker.installations.readAgain();
    now = monday + 13 * hour;
    const fresh = await web.access();
    expect(await worker.access()).toBe(fresh);
    expect(exchanges()).toEqual(['ok']);
  });
});

describe('when the exchange fails', () => {
  test('given a good old token, then it is used, and it is tried again a minute later', async () => {
    const web = await process();
    await install(web);
    now = monday + 11 * hour;
    slack.fail('oauth.v2.access', { kind: 'status', status: 503 });
    for (let times = 0; times < 3; times += 1) {
      expect(await web.access()).toBe('xoxe.xoxb-first');
      await web.tokens.settled();
    }
    expect(exchanges()).toEqual(['status 503']);
    now += minute;
    await web.access();
    await web.tokens.settled();
    expect(exchanges()).toEqual(['status 503', 'ok']);
  });

  test('given one that has run out, then it is to be tried later, which succeeds', async () => {
    const worker = await process();
    await install(worker);
    now = monday + 13 * hour;
    slack.fail('oauth.v2.access', { kind: 'cut' });
    const failure = await worker.access().catch(failureOf);
    expect(failure).toMatchObject({
      kind: 'later',
      why: 'the token of that workspace could not be renewed',
    });
    expect(await worker.access()).toMatch(/^xoxe\.xoxb-\d/);
  });

  test('when Slack refuses the app and not the token, then nothing is given up, and the reason is said', async () => {
    const worker = await process();
    await install(worker);
    now = monday + 13 * hour;
    slack.fail('oauth.v2.access', { kind: 'code', code: 'bad_client_secret' });
    expect(await worker.access().catch(failureOf)).toMatchObject({
      kind: 'later',
      why: 'the token of that workspace could not be renewed (bad_client_secret)',
    });
    expect(worker.installations.all()[0]?.spentAt).toBeUndefined();
    expect(await worker.access()).toMatch(/^xoxe\.xoxb-\d/);
  });

  test('when the answer is lost after the exchange, then the old one serves out its time, and then it must be installed again', async () => {
    const [web, worker] = [await process(), await process()];
    await install(web);
    await worker.installations.readAgain();
    now = monday + 11 * hour;
    slack.fail('oauth.v2.access', { kind: 'answer-lost' });
    expect(await web.access()).toBe('xoxe.xoxb-first');
    await web.tokens.settled();
    now += minute;
    expect(await web.access()).toBe('xoxe.xoxb-first');
    await web.tokens.settled();
    expect(exchanges()).toEqual(['answer-lost', 'invalid_refresh_token']);
    expect(web.installations.all()[0]?.spentAt).toEqual(new Date(now));
    expect(await web.access()).toBe('xoxe.xoxb-first');
    now = monday + 12 * hour;
    expect(await web.access()).toBeUndefined();
    await worker.installations.readAgain();
    expect(await worker.access()).toBeUndefined();
    expect(exchanges()).toHaveLength(2);
    expect(logged.join('\n')).toContain('must be installed there again');
  });

  test('given one that must be installed again, when it is, then all is well in every process', async () => {
    const [web, worker] = [await process(), await process()];
    await install(web);
    now = monday + 13 * hour;
    slack.fail('oauth.v2.access', { kind: 'code', code: 'token_revoked' });
    expect(await web.access()).toBeUndefined();
    now = monday;
    await install(web);
    await worker.installations.readAgain();
    expect(await worker.access()).toBe('xoxe.xoxb-first');
  });
});

describe('what is kept of a token', () => {
  test('is sealed: no table holds it, and its key is named', async () => {
    const web = await process();
    await install(web);
    const { rows } = await database.pool.query<{ row: string; key_id: string }>(
      `select slack_installations::text || encode(tokens, 'escape') as row, key_id from concordat.slack_installations`,
    );
    expect(rows.map(({ key_id }) => key_id)).toEqual(['2026a']);
    for (const secret of secrets) expect(rows[0]?.row).not.toContain(secret);
  });

  test('opens after the keys were changed, and a renewed one is sealed by the first key', async () => {
    await install(await process());
    const changed = await process([
      { id: '2027a', key: new Uint8Array(32).fill(8) },
      { id: '2026a', key },
    ]);
    now = monday + 13 * hour;
    expect(await changed.access()).toMatch(/^xoxe\.xoxb-\d/);
    const { rows } = await database.pool.query('select key_id from concordat.slack_installations');
    expect(rows).toEqual([{ key_id: '2027a' }]);
  });

  test('where its key is gone, is to be had later, when somebody puts the key back', async () => {
    await install(await process());
    const without = await process([{ id: '2027a', key: new Uint8Array(32).fill(8) }]);
    expect(await without.access().catch(failureOf)).toMatchObject({
      kind: 'later',
      why: 'the token of that workspace cannot be opened',
    });
    expect(() => without.installations.tokensOf(place)).toThrow('"2026a", which is not in CONCORDAT_KEYS');
  });

  test('cannot be moved to another workspace’s row', async () => {
    const web = await process();
    await install(web);
    await database.pool.query(`update concordat.slack_installations set place = 'T0OTHER'`);
    await web.installations.readAgain();
    expect(() => web.installations.tokensOf('T0OTHER')).toThrow('is not the one that sealed');
  });

  test('may be read and changed by the bot’s role, and its row never deleted', async () => {
    const pool = openPool(database.url, { max: 1 });
    closing.push(() => pool.end());
    await expect(pool.query('delete from slack_installations')).rejects.toThrow('permission denied');
  });
});
