import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Wake } from '../../case/commands.ts';
import type { Audit, Finding } from '../../flows/audit-ports.ts';
import { canonical } from './canonical.ts';

/** What the bot asks of its own tables when it looks after itself. */
export function openAudit(pool: Pool): Audit {
  return {
    openCases: async (after, limit) => {
      const { rows } = await pool.query<{ id: string; alarm_at: Date | null }>(openCases, [
        after ?? null,
        limit,
      ]);
      return rows.map(({ id, alarm_at: at }) => ({ caseId: id, ...(at === null ? {} : { alarmAt: at }) }));
    },
    alarmsOf: async (caseId) => {
      const { rows } = await pool.query<{ body: string; next_at: Date }>(alarmsOf, [caseId]);
      return rows.map(({ body, next_at: at }) => ({ wake: JSON.parse(body) as Wake, at }));
    },
    setAlarms: async (caseId, alarms) => {
      const rows = alarms.map(({ wake, at }) => ({ id: randomUUID(), body: canonical(wake), at }));
      await pool.query(setAlarms, [caseId, JSON.stringify(rows)]);
    },
    dueBefore: async (moment) => {
      const { rows } = await pool.query<{ count: number; oldest: Date | null }>(dueBefore, [moment]);
      const [{ count, oldest } = { count: 0, oldest: null }] = rows;
      return { count, ...(oldest === null ? {} : { oldest }) };
    },
    handedOver: async ({ from, to, leasedUntil, limit }) => {
      const { rows } = await pool.query<{ id: string }>(handedOver, [from, to, leasedUntil, limit]);
      return rows.map(({ id }) => id);
    },
    takeBack: async (which) => {
      if ('ids' in which) await pool.query(takeBack, [which.ids]);
      else await pool.query(takeBackDue, [which.dueBefore, which.leasedBeyond]);
    },
    note: async (findings, at) => {
      if (findings.length > 0) await pool.query(note, [JSON.stringify(findings), at]);
    },
    foundSince: async (moment) => {
      const { rows } = await pool.query<Finding>(foundSince, [moment]);
      return rows;
    },
    takeDay: async (board, day, at) => {
      const { rowCount } = await pool.query(
        'insert into audit_words (board, day, at) values ($1, $2, $3) on conflict do nothing',
        [board, day, at],
      );
      return rowCount === 1;
    },
    giveDayBack: async (board, day) => {
      await pool.query('delete from audit_words where board = $1 and day = $2', [board, day]);
    },
    realTime: async () => {
      const { rows } = await pool.query<{ at: Date }>('select clock_timestamp() as at');
      return rows[0]?.at ?? new Date(Number.NaN);
    },
    openCount: async (board) => {
      const { rows } = await pool.query<{ count: number }>(
        'select count(*)::int as count from cases where board = $1 and closed_at is null',
        [board],
      );
      return rows[0]?.count ?? 0;
    },
  };
}

const openCases = `
  select c.id, a.alarm_at from (
    select id from cases where closed_at is null and ($1::uuid is null or id > $1) order by id limit $2
  ) c left join lateral (
    select min(next_at) as alarm_at from effects
    where case_id = c.id and state = 'waiting' and kind = 'wake'
  ) a on true
  order by c.id`;

const alarmsOf = `select body, next_at from effects where case_id = $1 and state = 'waiting' and kind = 'wake'`;

const setAlarms = `
  insert into effects (id, case_id, kind, body, due_at, next_at)
  select a.id, $1, 'wake', a.body, a.at, a.at
  from jsonb_to_recordset($2::jsonb) as a (id uuid, body text, at timestamptz)
  where not exists (
    select from effects where case_id = $1 and state = 'waiting' and kind = 'wake' and body = a.body and next_at <= a.at
  )`;

/** Also what was tried and put back: a platform that is down for a day is no reason to say that all is well. */
const dueBefore = `
  select count(*)::int as count, min(due_at) as oldest from (
    select due_at from effects where state = 'waiting' and next_at < $1
    union all
    select due_at from effects
    where state = 'waiting' and attempts > 0 and kind <> 'refresh' and due_at < $1 and next_at >= $1
  ) late`;

const handedOver = `
  select id from effects
  where state = 'waiting' and next_at > $1 and next_at <= $2 and handed_until <= $3
  order by next_at, id limit $4`;

const takeBack = `update effects set handed_until = null where id = any($1::uuid[]) and state = 'waiting'`;
const takeBackDue = `
  update effects set handed_until = null where state = 'waiting' and next_at < $1 and handed_until > $2`;

const note = `
  insert into audit_findings (at, what, count)
  select $2, what, count from jsonb_to_recordset($1::jsonb) as f (what text, count integer)`;

/** What stays as it is is found again each minute, and is not more for that. */
const foundSince = `
  select what, (case when what in ('late', 'unreadable', 'clock') then max(count) else sum(count) end)::int as count from audit_findings where at > $1 group by what order by what`;
