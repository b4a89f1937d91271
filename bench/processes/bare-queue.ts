import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { createPostgresBackend, isPgPool, Queue, withBackend, Worker } from 'bullmq';
import type { Processor } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { z } from 'zod';
import { usualAlarmTimes } from '../../src/adapters/bullmq/alarms.ts';
import { answerParent } from '../support/answer-parent.ts';

/**
 * The baseline in time and at once: a BullMQ delayed job with our worker's times, which posts one message and is done.
 */

const settingsShape = z.object({
  place: z.union([z.object({ redisUrl: z.string() }), z.object({ postgresUrl: z.string() })]),
  botToken: z.string(),
  apiUrl: z.string(),
  /** What every job posts, drawn beforehand; without it its own id. */
  message: z.object({ text: z.string(), blocks: z.custom<KnownBlock[]>(Array.isArray) }).optional(),
});
const jobsShape = z.array(z.object({ id: z.string(), at: z.date(), channel: z.string() }));
type Data = { readonly channel: string };
type Parts = {
  readonly queue: Pick<Queue<Data, void>, 'addBulk' | 'close'>;
  readonly worker: Pick<Worker<Data, void>, 'waitUntilReady' | 'close'>;
  readonly close: () => Promise<void>;
};

let parts: Parts | undefined;

answerParent(
  {
    start: async (given) => {
      const { place, botToken, apiUrl, message } = settingsShape.parse(given);
      const slack = new WebClient(botToken, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } });
      const post: Processor<Data, void> = async ({ id, data }) => {
        await slack.chat.postMessage({ channel: data.channel, ...(message ?? { text: id ?? '' }) });
      };
      parts = 'redisUrl' in place ? onRedis(place.redisUrl, post) : onPostgres(place.postgresUrl, post);
      await parts.worker.waitUntilReady();
    },
    /** Sets a job for each message; its id becomes the message's text. */
    set: async (given) => {
      const jobs = jobsShape.parse(given).map(({ id, at, channel }) => ({
        name: 'message',
        data: { channel },
        opts: {
          jobId: id,
          delay: Math.max(0, at.getTime() - Date.now()),
          removeOnComplete: true,
          removeOnFail: true,
        },
      }));
      await parts?.queue.addBulk(jobs);
    },
  },
  async () => {
    await parts?.worker.close();
    await parts?.queue.close();
    await parts?.close();
  },
);

const name = 'bare';

function onRedis(url: string, post: Processor<Data, void>): Parts {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  return {
    queue: new Queue<Data, void>(name, { connection }),
    worker: new Worker<Data, void>(name, post, { ...usualAlarmTimes, connection }),
    close: () => {
      connection.disconnect();
      return Promise.resolve();
    },
  };
}

function onPostgres(url: string, post: Processor<Data, void>): Parts {
  const postgres = withBackend(createPostgresBackend);
  const pool = new Pool({ connectionString: url, max: 10, options: '-c search_path=bullmq,public' });
  const connection: unknown = pool;
  if (!isPgPool(connection)) throw new Error('this version of pg is not one that BullMQ knows');
  return {
    queue: new postgres.Queue<Data, void>(name, { connection }),
    worker: new postgres.Worker<Data, void>(name, post, { ...usualAlarmTimes, connection }),
    close: () => pool.end(),
  };
}
