import { expect, test } from 'vitest';
import { freshDatabase } from './database.ts';
import { startRedis } from './redis.ts';
import { programOnPath } from './programs.ts';

test('two fresh databases share nothing', async () => {
  const first = await freshDatabase();
  const second = await freshDatabase();
  await first.pool.query('create table left_by_first (id int)');
  const { rows } = await second.pool.query("select to_regclass('left_by_first') as found");
  await first.close();
  await second.close();
  expect(rows).toEqual([{ found: null }]);
});

test('closing fails when a client was never released, and still drops the database', async () => {
  const database = await freshDatabase();
  await database.pool.connect();
  await expect(database.close()).rejects.toThrow('1 database client(s) were never released to the pool.');
  await expect(database.pool.query('select 1')).rejects.toThrow('does not exist');
});

test.runIf(programOnPath('redis-server') !== undefined)('the private Redis starts and stops', async () => {
  const redis = await startRedis();
  expect(redis?.url).toMatch(/^redis:\/\/127\.0\.0\.1:\d+$/);
  await redis?.stop();
});
