import type { Pool } from 'pg';
import { inTransaction } from './transaction.ts';

/**
 * Forgets drafts that were last saved before a moment, and the keys and texts that were made for cases which then
 * never came to be. Not done when a draft is dropped: the conversation that drops it may still write its case.
 */
export async function sweepDrafts(pool: Pool, before: Date): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('delete from drafts where saved_at < $1', [before]);
    await client.query(
      `with orphans as (
         delete from case_keys k where made_at < $1
           and not exists (select from cases where id = k.case_id)
           and not exists (select from drafts where case_id = k.case_id)
         returning case_id
       )
       delete from sealed_texts where case_id in (select case_id from orphans)`,
      [before],
    );
  });
}
