import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import type { ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { Pool } from 'pg';
import { z } from 'zod';
import { slackPath } from '../../src/adapters/slack/app.ts';
import { answerTimeoutMs, clientOptions } from '../../src/adapters/slack/connection.ts';
import { quietLogger } from '../../src/adapters/slack/quiet-logger.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { answerParent } from '../support/answer-parent.ts';

/**
 * The baseline in chat: Bolt with the options that our app gives it, and nothing else. A command opens a view that was
 * made beforehand; a submitted view becomes one durable row.
 */

const settingsShape = z.object({
  signingSecret: z.string(),
  botToken: z.string(),
  botId: z.string(),
  botUserId: z.string(),
  apiUrl: z.string(),
  databaseUrl: z.string(),
  /** What the command opens: the very view that the bot opens. */
  view: z.custom<ModalView>((value) => z.object({ type: z.literal('modal') }).safeParse(value).success),
});
type Settings = z.infer<typeof settingsShape>;

let server: Server | undefined;
let pool: Pool | undefined;

answerParent(
  {
    start: async (given) => {
      const settings = settingsShape.parse(given);
      pool = new Pool({ connectionString: settings.databaseUrl, max: 20 });
      await pool.query(
        'create table if not exists bench_answers (id text primary key, person text not null, answers jsonb not null)',
      );
      const receiver = bolt(settings, pool);
      const listening = createServer((request, response) => receiver.requestListener(request, response));
      server = listening;
      await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
      return { port: (listening.address() as AddressInfo).port };
    },
  },
  async () => {
    server?.closeAllConnections();
    server?.close();
    await pool?.end();
  },
);

function bolt(settings: Settings, rows: Pool): HTTPReceiver {
  const { signingSecret, apiUrl, botToken, botId, botUserId, view } = settings;
  const connection = { apiUrl, log: openLog('warn') };
  const logger = quietLogger(connection.log);
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: slackPath,
    processBeforeResponse: true,
    logger,
  });
  const app = new App({
    receiver,
    logger,
    convoStore: false,
    clientOptions: clientOptions(connection, answerTimeoutMs),
    authorize: () => Promise.resolve({ botToken, botId, botUserId }),
  });
  app.command('/escalate', async ({ ack, client, body }) => {
    await client.views.open({ trigger_id: body.trigger_id, view });
    await ack();
  });
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: /.*/u }, async ({ ack, body }) => {
    await rows.query('insert into bench_answers (id, person, answers) values ($1, $2, $3)', [
      `${body.view.id}:${body.view.hash}`,
      body.user.id,
      JSON.stringify(body.view.state.values),
    ]);
    await ack({ response_action: 'clear' });
  });
  return receiver;
}
