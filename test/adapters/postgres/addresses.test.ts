import { expect, test } from 'vitest';
import { openAddresses } from '../../../src/adapters/postgres/addresses.ts';
import type { Address } from '../../../src/flows/ports.ts';
import { monday, tuesday } from '../../contracts/case-fixture.ts';
import { withDatabase, type AppDatabase } from '../../support/app-database.ts';

const address: Address = {
  account: { platform: 'teams', space: 'tenant-a', user: 'object-1' },
  channel: 'a:conversation-1',
  serviceUrl: 'https://smba.example.org/uk/',
  member: '29:member-1',
  bot: '28:bot',
};

test('told twice at the same moment that somebody came, or came back, only one of the two is news', async () => {
  const { close, ...database } = await withDatabase((opened) => opened);
  const addresses = openAddresses(database.pool);
  const twice = () =>
    atOnce(database, () => Promise.all([addresses.keep(address, monday), addresses.keep(address, monday)]));

  const came = await twice();
  await addresses.remove(address.account, tuesday);
  const cameBack = await twice();
  await close();

  expect(came.sort()).toEqual(['known', 'new']);
  expect(cameBack.sort()).toEqual(['known', 'new']);
});

/** Holds up whatever keeps the address until both have begun, so that neither sees what the other did. */
async function atOnce<T>({ owner }: AppDatabase, work: () => Promise<T>): Promise<T> {
  const holder = await owner.connect();
  await holder.query('begin');
  await holder.query(
    `insert into addresses (platform, space, user_id, channel, service_url, member, bot, kept_at)
     values ('teams', 'tenant-a', 'object-1', '', '', '', '', now())
     on conflict (platform, space, user_id) do update set channel = ''`,
  );
  const working = work();
  await expect
    .poll(
      async () =>
        (await owner.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).rowCount,
    )
    .toBe(2);
  await holder.query('rollback');
  holder.release();
  return working;
}
