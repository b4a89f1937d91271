import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { realClock } from '../../src/adapters/postgres/clock.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { openDatabase, type Database } from '../../src/compose/open-database.ts';
import { openStores } from '../../src/compose/open-stores.ts';
import { startBot, type Bot, type BotOptions } from '../../src/compose/start-bot.ts';
import * as sent from '../fixtures/teams/activities.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { freePort } from '../support/redis.ts';
import { slackSender } from '../support/slack-sender.ts';
import { startStubSlack } from '../support/stub-slack.ts';
import { startStubSmtp } from '../support/stub-smtp.ts';
import { startStubTeams } from '../support/stub-teams.ts';
import { teamsSender } from '../support/teams-sender.ts';

/* The bot as `concordat start` makes it, with one platform or both. Nobody is asked here who is not on this machine. */

const log = openLog('silent');
const slack = { signingSecret: 'a1b2c3d4e5f6a7b8c9d0', botTokens: ['xoxb-practice'] };
const teams = {
  identity: {
    kind: 'secret',
    appId: 'aaaaaaaa-aaaa-4000-8000-aaaaaaaaaaaa',
    tenantId: 'bbbbbbbb-bbbb-4000-8000-bbbbbbbbbbbb',
    password: 'a~practice.secret-of-40-characters',
  },
} as const;

let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, folder: '' }, log, () => undefined);
});

afterAll(async () => {
  await database.stop();
  await fresh.close();
});

/** Starts a bot, looks at it, and stops it whatever came of the look. */
async function withBot(
  parts: Pick<BotOptions, 'slack' | 'teams' | 'email' | 'only' | 'workerPort'> &
    Partial<Pick<BotOptions, 'alarmPlace' | 'database' | 'log'>>,
  look: (bot: Bot) => void | Promise<void>,
): Promise<void> {
  const bot = await startBot({
    alarmPlace: { postgresUrl: database.url },
    database,
    log,
    ...parts,
    stores: await openStores(database, [{ id: 'test', key: new Uint8Array(32) }], realClock),
    slashCommand: '/escalate',
    host: '127.0.0.1',
    port: 0,
  });
  try {
    await look(bot);
  } finally {
    await bot.stop();
  }
}

/** What a path answers to somebody who proves nothing. */
async function answers(bot: Bot, path: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${bot.port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      serviceUrl: 'https://connector.example.org',
      channelId: 'msteams',
    }),
  });
  await response.arrayBuffer();
  return response.status;
}

describe('the bot', () => {
  it('answers on the paths of both platforms, and believes nobody who proves nothing', async () => {
    await withBot({ slack, teams, only: 'web' }, async (bot) => {
      expect(await answers(bot, '/slack/events')).toBe(401);
      expect(await answers(bot, '/api/messages')).toBe(401);
      expect(await answers(bot, '/elsewhere')).toBe(404);
    });
  });

  it.each([
    ['Slack', { slack }, '/slack/events', '/api/messages'],
    ['Teams', { teams }, '/api/messages', '/slack/events'],
  ] as const)('works with %s alone, and has no path of the other', async (_, platform, path, other) => {
    await withBot({ ...platform, only: 'web' }, async (bot) => {
      expect(await answers(bot, path)).toBe(401);
      expect(await answers(bot, other)).toBe(404);
    });
  });

  it('delivers on both platforms and opens no door as a worker', async () => {
    await withBot({ slack, teams, only: 'worker' }, (bot) => {
      expect(bot.port).toBeUndefined();
      expect(bot.relay).toBeDefined();
    });
  });

  it('writes to somebody in Teams from the moment they added it, also from another process', async () => {
    const teamsHere = await startStubTeams({
      members: [
        {
          conversation: sent.ownChat,
          id: sent.message.from.id,
          aadObjectId: sent.account.user,
          tenantId: sent.tenant,
        },
      ],
    });
    const { identity, cloud, serviceUrl } = teamsHere;
    const parts = { teams: { identity, cloud, tenants: [sent.tenant] } };
    const message = { summary: 'Something is yours to do.', blocks: [] };
    try {
      await withBot({ ...parts, only: 'web' }, async (bot) => {
        expect(await bot.services.chat.send(sent.account, message)).toMatchObject({ kind: 'never' });
        const { send } = teamsSender(`http://127.0.0.1:${bot.port}/api/messages`);
        const added = await send({ ...sent.added, serviceUrl }, await teamsHere.token());
        expect(added.status).toBe(200);
        expect(teamsHere.messages(sent.ownChat)).toHaveLength(1);
      });
      await withBot({ ...parts, only: 'worker' }, async (bot) => {
        expect(await bot.services.chat.send(sent.account, message)).toMatchObject({ kind: 'sent' });
        expect(teamsHere.messages(sent.ownChat)).toHaveLength(2);
      });
    } finally {
      await teamsHere.stop();
    }
  });

  it('answers only people of the tenants that the directory lists, where none are named', async () => {
    const teamsHere = await startStubTeams();
    const { identity, cloud, serviceUrl } = teamsHere;
    try {
      await withBot({ teams: { identity, cloud }, only: 'web' }, async (bot) => {
        const { send } = teamsSender(`http://127.0.0.1:${bot.port}/api/messages`);
        const answer = await send({ ...sent.message, serviceUrl }, await teamsHere.token());
        expect(answer.status).toBe(403);
        expect(teamsHere.messages()).toEqual([]);
      });
    } finally {
      await teamsHere.stop();
    }
  });

  it('knows in every process of an install, and of a removal, as soon as another one does', async () => {
    const council = { teamId: 'T01COUNCIL', botToken: 'xoxb-1', botId: 'B1', botUserId: 'U1' };
    const slackHere = await startStubSlack({
      workspaces: [council],
      people: [{ id: 'U0JO', teamId: 'T01COUNCIL', email: 'jo.marsh@example.org' }],
    });
    const signingSecret = 'a-secret-for-this-test-only';
    const installs = {
      signingSecret,
      client: { clientId: '1.2', clientSecret: 'the-client-secret' },
      stateSecret: 'a-state-secret-for-this-test-only-000000',
      baseUrl: 'http://localhost',
      apiUrl: slackHere.apiUrl,
    };
    const jo = { platform: 'slack', space: 'T01COUNCIL', user: 'U0JO' } as const;
    const message = { summary: 'Something is yours to do.', blocks: [] };
    const kept = await openStores(database, [{ id: 'test', key: new Uint8Array(32) }], realClock);
    try {
      await withBot({ slack: installs, only: 'web' }, (web) =>
        withBot({ slack: installs, only: 'worker' }, async (worker) => {
          expect(await worker.services.chat.send(jo, message)).toMatchObject({ kind: 'never' });
          await kept.installations.keep(
            {
              place: 'T01COUNCIL',
              wide: false,
              name: 'Council',
              botId: 'B1',
              botUserId: 'U1',
              tokens: { access: 'xoxb-1' },
            },
            new Date(Date.now() - 60_000),
          );
          expect(await worker.services.chat.send(jo, message)).toMatchObject({ kind: 'sent' });
          const sender = slackSender(`http://127.0.0.1:${web.port}/slack/events`, signingSecret);
          const { status } = await sender.event({
            type: 'event_callback',
            team_id: 'T01COUNCIL',
            event_id: 'Ev1',
            event_time: Math.floor(Date.now() / 1000),
            event: { type: 'app_uninstalled' },
          });
          expect(status).toBe(200);
          await vi.waitFor(async () =>
            expect(await worker.services.chat.send(jo, message)).toEqual({
              kind: 'never',
              why: 'the bot has been removed from that Slack workspace',
            }),
          );
        }),
      );
    } finally {
      await slackHere.stop();
    }
  });

  it('with e-mail serves the pages, sends an e-mail whose link leads there, and knows the link in every process', async () => {
    const smtp = await startStubSmtp();
    const email = {
      server: { host: '127.0.0.1', port: smtp.port, security: 'plain' },
      from: { name: 'Concordat', address: 'concordat@board.example.org' },
      baseUrl: 'https://concordat.example.org',
      proxies: 0,
    } as const;
    const noor = { platform: 'email', space: 'example.org', user: 'noor@example.org' } as const;
    const message = { summary: 'Something is yours to do.', blocks: [] };
    try {
      await withBot({ email, only: 'worker' }, async (worker) => {
        expect(await worker.services.chat.send(noor, message)).toMatchObject({ kind: 'sent' });
      });
      const [arrived] = smtp.arrived();
      expect([arrived?.to, arrived?.mail.from?.address]).toEqual([noor.user, email.from.address]);
      const link = /https:\/\/concordat\.example\.org(\/o\/\S+)/u.exec(arrived?.mail.text ?? '')?.[1];
      await withBot({ email, only: 'web' }, async (web) => {
        const shows = async (path: string) => {
          const response = await fetch(`http://127.0.0.1:${web.port}${path}`);
          return [response.status, /<h1>([^<]*)/u.exec(await response.text())?.[1]];
        };
        expect(await shows(link ?? '')).toEqual([200, 'Concordat has something for you']);
        expect(await shows('/o/')).toEqual([200, 'Get a link to your cases']);
        expect(await shows(`/o/${'A'.repeat(43)}`)).toEqual([410, 'This link cannot be used']);
        expect(await answers(web, '/slack/events')).toBe(404);
      });
    } finally {
      await smtp.stop();
    }
  });

  it('says at /readyz what does not answer and not why, looks once for all who ask, and logs the reason', async () => {
    const url = new URL(fresh.url);
    url.pathname = '/of_nobody_example';
    const elsewhere = new Pool({ connectionString: url.href, max: 1 });
    const asked = vi.spyOn(elsewhere, 'query');
    const warned = vi.fn();
    try {
      await withBot(
        { slack, only: 'web', database: { ...database, pool: elsewhere }, log: { ...log, warn: warned } },
        async (web) => {
          const ready = async () => {
            const response = await fetch(`http://127.0.0.1:${web.port}/readyz`);
            return [response.status, await response.json()];
          };
          const answered = await Promise.all(Array.from({ length: 8 }, ready));
          for (const one of answered)
            expect(one).toEqual([503, { ready: false, problems: ['the database does not answer'] }]);
          // One look is good for a second, and a busy machine may take longer to ask eight times.
          expect(asked.mock.calls.length).toBeLessThan(8);
          expect(warned).toHaveBeenCalledTimes(asked.mock.calls.length);
          expect(warned).toHaveBeenCalledWith(
            { what: 'the database', error: 'database "of_nobody_example" does not exist' },
            'what this process needs does not answer',
          );
        },
      );
    } finally {
      await elsewhere.end();
    }
  });

  it.each([
    ['a whole bot', undefined, 200, []],
    ['one that only answers', 'web', 200, []],
    ['one that only delivers', 'worker', 503, [expect.stringContaining('the queue does not answer')]],
  ] as const)(
    'starts while Redis is away, and says of %s whether it is ready for its part',
    async (_, only, ...says) => {
      const [status, problems] = says;
      const alarmPlace = { redisUrl: `redis://127.0.0.1:${await freePort()}` };
      await withBot({ slack, only, alarmPlace, workerPort: 0 }, async (bot) => {
        const ready = await fetch(`http://127.0.0.1:${bot.port}/readyz`);
        expect(await ready.json()).toEqual({ ready: status === 200, problems });
        expect(ready.status).toBe(status);
        expect(await answers(bot, '/slack/events')).toBe(only === 'worker' ? 404 : 401);
      });
    },
  );

  it('does not start without a platform', async () => {
    await expect(withBot({ only: 'web' }, () => undefined)).rejects.toThrow('No chat platform');
  });
});
