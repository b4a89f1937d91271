import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openAlarms } from '../../../src/adapters/bullmq/alarms.ts';
import { inspectQueue } from '../../../src/adapters/bullmq/inspect-queue.ts';
import type { RedisPlace } from '../../../src/adapters/bullmq/open-redis.ts';
import { readRedisAddress, sayRedisAddress } from '../../../src/adapters/bullmq/redis-address.ts';
import { readConfig } from '../../../src/config.ts';
import { programOnPath } from '../../support/programs.ts';
import { freePort, startRedisServer } from '../../support/redis.ts';

/* Servers are started, joined and killed: some seconds, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

const undo: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

describe('an address of Redis', () => {
  test.each([
    ['redis://cache', 'cache:6379'],
    ['rediss://user:p%40ss@cache.example.org:6380/1', 'cache.example.org:6380'],
    ['redis://[::1]:7000', '::1:7000'],
    ['redis+sentinel://:secret@s1,s2:26380/mymaster', 'mymaster of the sentinels s1:26379, s2:26380'],
    ['rediss+cluster://n1:7001,n2', 'the cluster n1:7001, n2:6379'],
  ])('%s is shown without what is secret', (text, shown) => {
    const address = readRedisAddress(text);
    expect(address && sayRedisAddress(address)).toBe(shown);
  });

  test('keeps user, password, database and TLS apart', () => {
    expect(readRedisAddress('rediss://user:p%40ss:word@cache:6380/1')).toEqual({
      kind: 'single',
      nodes: [{ host: 'cache', port: 6380 }],
      db: 1,
      tls: true,
      user: 'user',
      password: 'p@ss:word',
    });
  });

  test.each([
    'cache:6379',
    'http://cache',
    'redis://one,two',
    'redis://cache/zero',
    'redis://cache:70000',
    'redis+sentinel://s1:26379',
    'redis+cluster://n1/1',
    'redis://:50%@cache',
  ])('%s is none, and is not repeated in what is said of it', (text) => {
    const read = readConfig({ REDIS_URL: text });
    expect(read.kind === 'problems' && read.problems).toHaveLength(1);
    expect(JSON.stringify(read)).not.toContain(text.replace(/^redis:\/\//, ''));
  });

  test('what does not fit together is said with its remedy', () => {
    const read = readConfig({
      REDIS_URL: 'redis://cache',
      REDIS_SENTINEL_PASSWORD: 'not-shown',
      REDIS_CA_FILE: '/there/is/no/such.pem',
    });
    expect(read).toEqual({
      kind: 'problems',
      problems: [
        'REDIS_CA_FILE: should be a file that can be read and holds a certificate in PEM (-----BEGIN CERTIFICATE-----)',
        'REDIS_SENTINEL_PASSWORD: is set, and REDIS_URL names no sentinels. Begin it with redis+sentinel://, or take the password away',
        'REDIS_CA_FILE: is set, and REDIS_URL does not ask for TLS. Begin it with rediss in place of redis',
      ],
    });
  });
});

describe.runIf(programOnPath('redis-server') !== undefined)('alarms on several Redis', () => {
  test('ring on the master that the sentinels name, and on the next one once it was killed', async () => {
    const secret = { requirepass: 'practice', masterauth: 'practice' };
    const master = await startRedisServer(secret);
    const replica = await startRedisServer({ ...secret, replicaof: `127.0.0.1 ${master.port}` });
    const sentinel = await startRedisServer(
      { bind: '127.0.0.1', requirepass: 'watch' },
      {
        sentinel: [
          `sentinel monitor mymaster 127.0.0.1 ${master.port} 1`,
          'sentinel auth-pass mymaster practice',
          'sentinel down-after-milliseconds mymaster 500',
          'sentinel failover-timeout mymaster 2000',
        ],
      },
    );
    undo.push(replica.stop, sentinel.stop);
    const place = {
      redisUrl: `redis+sentinel://:practice@127.0.0.1:${sentinel.port}/mymaster`,
      sentinelPassword: 'watch',
    };
    expect(await inspectQueue(place)).toMatchObject({ kind: 'redis' });
    const watching = client(sentinel.port, 'watch');
    await until(async () => /slaves=1/.test(await watching.info('sentinel')));
    const { ringsFor } = await clockOn(place);
    await ringsFor(randomUUID());

    await master.kill();
    await until(async () => {
      const named = (await watching.call('sentinel', 'get-master-addr-by-name', 'mymaster')) as string[];
      return named[1] === String(replica.port);
    });
    await ringsFor(randomUUID());
  });

  test('ring on a cluster of three', async () => {
    const nodes = await Promise.all(
      [0, 1, 2].map(async () => {
        const bus = await freePort();
        const node = await startRedisServer({ 'cluster-enabled': 'yes', 'cluster-port': bus });
        undo.push(node.stop);
        return { ...node, bus, asked: client(node.port) };
      }),
    );
    const ends = [5461, 10_922, 16_383];
    for (const [index, { asked }] of nodes.entries()) {
      await asked.call('cluster', 'addslotsrange', (ends[index - 1] ?? -1) + 1, ends[index] ?? 0);
      const [first] = nodes;
      if (index > 0) await asked.call('cluster', 'meet', '127.0.0.1', first?.port ?? 0, first?.bus ?? 0);
    }
    for (const { asked } of nodes)
      await until(async () => /cluster_state:ok/.test(String(await asked.call('cluster', 'info'))));
    const place = { redisUrl: `redis+cluster://127.0.0.1:${nodes[0]?.port},127.0.0.1:${nodes[1]?.port}` };
    const { ringsFor } = await clockOn(place);
    await ringsFor(randomUUID());
    expect(await inspectQueue(place)).toMatchObject({ kind: 'redis' });
    // Any of the three may throw alarms away.
    await nodes[2]?.asked.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await inspectQueue(place)).toMatchObject({ eviction: 'allkeys-lru' });
  });

  test.runIf(programOnPath('openssl') !== undefined)(
    'ring over TLS, and only where the certificate is vouched for',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'concordat-tls-'));
      undo.push(() => rm(folder, { recursive: true }));
      const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
      await promisify(execFile)('openssl', [
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-days',
          '2',
        ],
        ...[
          '-subj',
          '/CN=practice',
          '-addext',
          'subjectAltName=IP:127.0.0.1',
          '-keyout',
          key,
          '-out',
          certificate,
        ],
      ]);
      const server = await startRedisServer({
        port: 0,
        'tls-port': await freePort(),
        'tls-cert-file': certificate,
        'tls-key-file': key,
        'tls-auth-clients': 'no',
      });
      undo.push(server.stop);
      const redisUrl = `rediss://127.0.0.1:${server.port}`;
      const read = readConfig({ REDIS_URL: redisUrl, REDIS_CA_FILE: certificate });
      const place = read.kind === 'config' ? read.config.redis : undefined;
      expect(place).toEqual({ redisUrl, ca: await readFile(certificate, 'utf8') });
      const { ringsFor } = await clockOn(place ?? { redisUrl });
      await ringsFor(randomUUID());
      await expect(inspectQueue({ redisUrl })).rejects.toThrow('self-signed certificate');
    },
  );
});

function client(port: number, password?: string): Redis {
  const redis = new Redis({ port, host: '127.0.0.1', ...(password === undefined ? {} : { password }) });
  redis.on('error', () => undefined);
  undo.push(() => {
    redis.disconnect();
    return Promise.resolve();
  });
  return redis;
}

/** An alarm clock that rings, as a worker has it. */
async function clockOn(place: RedisPlace) {
  const heard = new Set<string>();
  const alarms = openAlarms(
    place,
    () => new Date(),
    () => undefined,
  );
  undo.push(alarms.stop);
  await alarms.ring((id) => {
    heard.add(id);
    return Promise.resolve({ kind: 'finished' });
  });
  return {
    /** Sets an alarm as the relay does: again, until it is heard. */
    ringsFor: (id: string) =>
      until(async () => {
        await alarms.set([{ id, at: new Date() }]).catch(() => undefined);
        await pause(100);
        return heard.has(id);
      }),
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error('It did not come about within a minute');
    await pause(50);
  }
}
