import { z } from 'zod';
import { realClock } from '../../src/adapters/postgres/clock.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { openDatabase } from '../../src/compose/open-database.ts';
import type { Database } from '../../src/compose/open-database.ts';
import { openStores } from '../../src/compose/open-stores.ts';
import { startBot } from '../../src/compose/start-bot.ts';
import type { Bot } from '../../src/compose/start-bot.ts';
import { cloudOf } from '../../test/support/stub-teams.ts';
import { answerParent } from '../support/answer-parent.ts';

/** The whole bot as `concordat start` makes it: answers people, delivers notices and keeps time. */

const settingsShape = z.object({
  databaseUrl: z.string(),
  key: z.instanceof(Uint8Array),
  alarmPlace: z.union([z.object({ redisUrl: z.string() }), z.object({ postgresUrl: z.string() })]),
  slack: z.object({ signingSecret: z.string(), botTokens: z.array(z.string()), apiUrl: z.string() }),
  teams: z
    .object({
      identity: z.object({
        kind: z.literal('secret'),
        appId: z.string(),
        tenantId: z.string(),
        password: z.string(),
      }),
      serviceUrl: z.string(),
    })
    .optional(),
  smtpPort: z.number(),
});

let database: Database | undefined;
let bot: Bot | undefined;

answerParent(
  {
    start: async (given) => {
      const settings = settingsShape.parse(given);
      const log = openLog('warn');
      database = await openDatabase({ url: settings.databaseUrl, folder: '' }, log, () => undefined);
      bot = await startBot({
        database,
        stores: await openStores(database, [{ id: 'bench', key: settings.key }], realClock),
        log,
        alarmPlace: settings.alarmPlace,
        slack: settings.slack,
        teams: settings.teams && {
          identity: settings.teams.identity,
          cloud: cloudOf(settings.teams.serviceUrl),
        },
        email: {
          server: { host: '127.0.0.1', port: settings.smtpPort, security: 'plain' },
          from: { name: 'Concordat', address: 'concordat@example.org' },
          baseUrl: 'http://localhost',
          proxies: 0,
        },
        // A few people stand here for thousands.
        inputRates: { person: { burst: 1e6, aMinute: 1e6 }, space: { burst: 1e6, aMinute: 1e6 } },
        slashCommand: '/escalate',
        host: '127.0.0.1',
        port: 0,
      });
      return { port: bot.port };
    },
  },
  async () => {
    await bot?.stop();
    await database?.stop();
  },
);
