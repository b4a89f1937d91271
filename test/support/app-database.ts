import type { Pool } from 'pg';
import { openPool } from '../../src/adapters/postgres/pool.ts';
import { freshDatabase } from './database.ts';

export type AppDatabase = {
  /** As the application connects: a role that owns no table. */
  readonly pool: Pool;
  /** As the owner, who may see to the tables from outside. */
  readonly owner: Pool;
  readonly url: string;
};

/**
 * A migrated, empty database seen as the application sees it, and what a test opens on it. Closing fails when a
 * connection was never given back.
 */
export async function withDatabase<T extends object>(
  open: (database: AppDatabase) => T | Promise<T>,
): Promise<T & { readonly close: () => Promise<void> }> {
  const fresh = await freshDatabase();
  const pool = openPool(fresh.url, { max: 12 });
  const opened = await open({ pool, owner: fresh.pool, url: fresh.url });
  const before = 'close' in opened && isClosing(opened.close) ? opened.close : undefined;
  return {
    ...opened,
    close: async () => {
      await before?.();
      const leaked = pool.totalCount - pool.idleCount;
      if (leaked === 0) await pool.end();
      await fresh.close();
      if (leaked > 0) throw new Error(`${leaked} of the application's connections were never given back.`);
    },
  };
}

function isClosing(close: unknown): close is () => Promise<void> {
  return typeof close === 'function';
}
