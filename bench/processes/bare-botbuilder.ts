import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudAdapter, TeamsActivityHandler } from 'botbuilder';
import type { AdaptiveCardInvokeResponse, AdaptiveCardInvokeValue, TurnContext } from 'botbuilder';
import { Pool } from 'pg';
import { z } from 'zod';
import { teamsAuthentication } from '../../src/adapters/teams/connection.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { cloudOf } from '../../test/support/stub-teams.ts';
import { answerParent } from '../support/answer-parent.ts';

/**
 * The baseline in Teams: botbuilder's own adapter and handler with our way to sign in, and nothing else. A card that is
 * sent becomes one durable row, and is answered with the card that it was given beforehand.
 */

const settingsShape = z.object({
  identity: z.object({
    kind: z.literal('secret'),
    appId: z.string(),
    tenantId: z.string(),
    password: z.string(),
  }),
  serviceUrl: z.string(),
  databaseUrl: z.string(),
  /** What is answered: the very card that the bot answers with. */
  card: z.record(z.string(), z.unknown()),
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
        'create table if not exists bench_cards (id text primary key, person text not null, answers jsonb not null)',
      );
      server = listener(settings, pool);
      const listening = server;
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

function listener({ identity, serviceUrl, card }: Settings, rows: Pool): Server {
  const connection = { identity, cloud: cloudOf(serviceUrl), log: openLog('warn') };
  const adapter = new CloudAdapter(teamsAuthentication(connection));
  class Bare extends TeamsActivityHandler {
    protected override async onAdaptiveCardInvoke(
      { activity }: TurnContext,
      { action }: AdaptiveCardInvokeValue,
    ): Promise<AdaptiveCardInvokeResponse> {
      await rows.query('insert into bench_cards (id, person, answers) values ($1, $2, $3)', [
        activity.id,
        activity.from.aadObjectId,
        JSON.stringify(action.data),
      ]);
      return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
    }
  }
  const bare = new Bare();
  return createServer((request, response) => {
    void bodyOf(request).then((body) =>
      adapter.process(
        // What the adapter asks of a web framework: a body that was read, and a way to answer.
        { body, headers: request.headers, method: 'POST' },
        {
          socket: request.socket,
          header: (name: string, value: string) => response.setHeader(name, value),
          status: (code: number) => (response.statusCode = code),
          send: (sent: unknown) => {
            response.setHeader('content-type', 'application/json; charset=utf-8');
            response.end(JSON.stringify(sent));
          },
          end: () => response.end(),
        },
        (context) => bare.run(context),
      ),
    );
  });
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
}
