import type { Pool } from 'pg';
import { realClock } from '../../src/adapters/postgres/clock.ts';
import { raiseCases } from './cases.ts';
import type { Scene } from './scene.ts';

/** Of two duties on the same morning: the raising side is to speak, the receiving side to read the file. */
const remindersOfEach = 2;

/**
 * Raises cases by the one write path, at a moment from which their first reminders are due by now and no limit has passed.
 * What of them is due already counts as done.
 *
 * @param scene without a bot, or it would tell of every raise meanwhile
 * @returns the ids of so many alarms for reminders: each, once rung, has one person reminded
 */
export async function raiseWithAlarms(scene: Scene, count: number): Promise<readonly string[]> {
  const receivers = ['tom.pennywort', 'kezia.marsh'].map((name) => scene.person(name).person);
  const { pool } = scene.database;
  for (let days = 1; days < 14; days += 1) {
    const at = new Date(realClock.now().getTime() - days * 86_400_000);
    const [probe] = await raiseCases(scene, 1, receivers, at);
    const { rows } = await pool.query<{ reminded: boolean; late: boolean }>(whatIsDue, [probe?.caseId]);
    if (rows[0]?.late === true) break;
    if (rows[0]?.reminded !== true) continue;
    const cases = await raiseCases(scene, count / remindersOfEach, receivers, at);
    const found = await pool.query<{ id: string }>(alarms, [cases.map(({ caseId }) => caseId)]);
    await pool.query(`update effects set state = 'superseded', done_at = now() where next_at <= now()`);
    if (found.rows.length !== count) throw new Error(`${found.rows.length} alarms were set, not ${count}`);
    return found.rows.map(({ id }) => id);
  }
  throw new Error(
    'There is no day on which a case was raised and is reminded of by now, with no limit passed',
  );
}

/** The ids of every reminder that came of the alarms. */
export async function remindersIn({ database }: Scene): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `select id from effects where kind = 'notice' and body::jsonb->>'what' = 'reminder' order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Makes rows of the outbox due at a moment, as if none of them had ever been seen to. */
export async function makeDue(pool: Pool, ids: readonly string[], at: Date): Promise<void> {
  await pool.query(
    `update effects set state = 'waiting', due_at = $2, next_at = $2, handed_until = null, attempts = 0, why = null,
       live = false, digest = null, done_at = null, sent_platform = null, sent_space = null, sent_user = null,
       sent_channel = null, sent_message = null
     where id = any($1::uuid[])`,
    [ids, at],
  );
}

/** How many of these rows have not been handed over to the queue. */
export async function notHandedOver(pool: Pool, ids: readonly string[]): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int as count from effects where id = any($1::uuid[]) and handed_until is null',
    [ids],
  );
  return rows[0]?.count ?? 0;
}

const whatIsDue = `
  select bool_or(body::jsonb->>'for' = 'reminder') as reminded,
    bool_or(body::jsonb->>'for' = 'limit') as late
  from effects where case_id = $1 and kind = 'wake' and next_at <= now()`;

const alarms = `
  select id from effects
  where case_id = any($1::uuid[]) and kind = 'wake' and next_at <= now()
    and body::jsonb->>'for' = 'reminder'
  order by id`;
