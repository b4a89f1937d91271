import type { Pool } from 'pg';
import { patiently } from './patiently.ts';

/** The disk of the database, which may be full for a while: what is written then is refused as PostgreSQL refuses it. */
export type Disk = { readonly fill: () => Promise<void>; readonly empty: () => Promise<void> };

/**
 * Prepares every table to refuse what is written while the disk is said to be full, with the code that PostgreSQL gives
 * where it cannot make a file longer. A disk that is really full needs one of its own, which not everybody may mount.
 *
 * @param owner of the tables
 * @param appRole as the bot works
 */
export async function openDisk(owner: Pool, appRole: string): Promise<Disk> {
  await owner.query(`
    create schema campaign;
    create table campaign.disk (is_full boolean not null);
    insert into campaign.disk values (false);
    grant usage on schema campaign to ${appRole};
    grant select on campaign.disk to ${appRole};
    create function campaign.refuse_when_full() returns trigger language plpgsql as $$
    begin
      if (select is_full from campaign.disk) then
        raise exception using errcode = 'disk_full', message = 'could not extend file: No space left on device';
      end if;
      return null;
    end $$;
  `);
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'bullmq')`,
  );
  for (const { name } of rows) {
    await owner.query(`
      create trigger full_disk before insert or update on ${name}
      for each statement execute function campaign.refuse_when_full()`);
  }
  const say = (isFull: boolean) => async () => {
    await patiently(() => owner.query('update campaign.disk set is_full = $1', [isFull]));
  };
  return { fill: say(true), empty: say(false) };
}
