import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRedis } from '../../../src/adapters/bullmq/open-redis.ts';
import { programOnPath } from '../../support/programs.ts';
import { startRedis, type TestRedis } from '../../support/redis.ts';
import { silentNetwork } from '../../support/silent-network.ts';

/* A network that swallows everything and cuts nothing, between the bot and Redis. */

describe.skipIf(programOnPath('redis-server') === undefined)(
  'Redis behind a network that falls silent',
  () => {
    let redis: TestRedis | undefined;
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis?.stop());

    test('a command that nobody answers goes over a new connection', async () => {
      const network = await silentNetwork(redis?.url ?? '');
      const client = openRedis({ redisUrl: network.url }, { maxRetriesPerRequest: 1, socketTimeout: 200 });
      const lost: string[] = [];
      client.on('error', ({ message }: Error) => lost.push(message));
      const key = randomUUID();
      try {
        await client.set(key, 'before');
        network.fallSilent();
        network.restore();
        expect(await client.get(key)).toBe('before');
        expect(lost.join()).toContain('Socket timeout');
      } finally {
        client.disconnect();
        await network.close();
      }
    });
  },
);
