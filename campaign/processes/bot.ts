import { z } from 'zod';
import { openClock } from '../../src/adapters/postgres/clock.ts';
import { unlimited } from '../../src/adapters/email/limits.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { openDatabase, type Database } from '../../src/compose/open-database.ts';
import { openStores } from '../../src/compose/open-stores.ts';
import { startBot, type Bot } from '../../src/compose/start-bot.ts';
import { cloudOf } from '../../test/support/stub-teams.ts';
import { answerParent } from '../../bench/support/answer-parent.ts';

/** A part of the bot as `concordat start --only web` or `--only worker` makes it, but on the clock that can be moved. */

const settingsShape = z.object({
  only: z.enum(['web', 'worker']),
  port: z.number(),
  databaseUrl: z.string(),
  key: z.instanceof(Uint8Array),
  alarmPlace: z.union([z.object({ redisUrl: z.string() }), z.object({ postgresUrl: z.string() })]),
  slack: z.object({ signingSecret: z.string(), botTokens: z.array(z.string()), apiUrl: z.string() }),
  teams: z.object({
    as: z.string(),
    serviceUrl: z.string(),
    identity: z.object({
      kind: z.literal('secret'),
      appId: z.string(),
      tenantId: z.string(),
      password: z.string(),
    }),
  }),
  smtpPort: z.number(),
  relayTimes: z.object({ windowMs: z.number(), graceMs: z.number(), everyMs: z.number() }),
});

let database: Database | undefined;
let bot: Bot | undefined;

answerParent(
  {
    start: async (given) => {
      const { databaseUrl, key, teams, smtpPort, ...settings } = settingsShape.parse(given);
      const log = openLog('warn');
      database = await openDatabase({ url: databaseUrl, folder: '' }, log, () => undefined);
      const clock = await openClock(database.pool, database.listener);
      bot = await startBot({
        ...settings,
        database,
        stores: await openStores(database, [{ id: 'campaign', key }], clock),
        log,
        teams: { identity: teams.identity, cloud: cloudOf(teams.serviceUrl, teams.as) },
        email: {
          server: { host: '127.0.0.1', port: smtpPort, security: 'plain' },
          from: { name: 'Concordat', address: 'concordat@example.org' },
          baseUrl: 'https://concordat.example.org',
          proxies: 0,
          limits: unlimited, // everybody comes from one address
        },
        slashCommand: '/escalate',
        host: '127.0.0.1',
      });
      return {};
    },
  },
  async () => {
    await bot?.stop();
    await database?.stop();
  },
);
