import type { Scene } from './scene.ts';

/** How many responses are on record: what was answered must have been committed. */
export async function responsesOnRecord({ database }: Scene): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    `select count(*)::int as count from events where body::jsonb #>> '{event,type}' = 'Responded'`,
  );
  return rows[0]?.count ?? 0;
}
