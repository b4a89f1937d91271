import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { patiently } from './patiently.ts';

/** The disk of the database, which may be full for a while: what is written then is refused as PostgreSQL refuses it. */
export type Disk = { readonly fill: () => Promise<void>; readonly empty: () => Promise<void> };

/**
 * A disk that is really full for a while, by a file that takes whatever room is left: PostgreSQL may stop for want of it, and
 * then cannot start. It is a small disk of its own, which not everybody may mount.
 *
 * @param folder of the campaign, on that disk
 */
export function smallDisk(folder: string): Disk {
  const ballast = join(folder, 'ballast');
  return {
    fill: async () => {
      const file = await open(ballast, 'w');
      try {
        // Less and less at a time: to the last block.
        for (let size = 1024 * 1024; size >= 512; size /= 2)
          await writeWhileThereIsRoom(file, Buffer.alloc(size));
      } finally {
        await file.close();
      }
    },
    empty: () => rm(ballast, { force: true }),
  };
}

async function writeWhileThereIsRoom(file: FileHandle, piece: Buffer): Promise<void> {
  for (;;) {
    try {
      await file.appendFile(piece);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return;
      throw error;
    }
  }
}

/**
 * Prepares every table to refuse what is written while the disk is said to be full, with the code that PostgreSQL gives
 * where it cannot make a file longer: for whoever has no small disk.
 *
 * @param owner of the tables
 * @param appRole as the bot works
 */
export async function refusingTables(owner: Pool, appRole: string): Promise<Disk> {
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
