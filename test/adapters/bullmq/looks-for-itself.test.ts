import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAlarms } from '../../../src/adapters/bullmq/alarms.ts';
import { prepareQueueTables } from '../../../src/adapters/bullmq/backend.ts';
import { freshDatabase, type FreshDatabase } from '../../support/database.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await prepareQueueTables(database.pool, 'concordat_app');
});
afterAll(() => database.close());

test('a worker on PostgreSQL that nobody told of an alarm finds it all the same, within seconds', async () => {
  const alarms = openAlarms(
    { postgresUrl: database.url },
    () => new Date(),
    () => undefined,
  );
  const id = randomUUID();
  try {
    // There is an alarm to wait for, and it would wait until then.
    await alarms.set([{ id, at: new Date(Date.now() + 3_600_000) }]);
    const rung = new Promise<string>((resolve, reject) => {
      alarms
        .ring((rang) => {
          resolve(rang);
          return Promise.resolve({ kind: 'finished' });
        })
        .catch(reject);
    });
    while ((await database.pool.query(isWaitingForIt)).rowCount === 0) continue;
    // Without a word to anybody, as where the word was lost.
    await database.pool.query(`update bullmq.job set state = 'waiting' where id = $1`, [id]);
    expect(await rung).toBe(id);
  } finally {
    await alarms.stop();
  }
}, 30_000);

/** The worker has asked until when it may sleep. */
const isWaitingForIt = `
  select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state = 'idle' and query like '%next_delay%'`;
