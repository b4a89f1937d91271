import type { Pool, PoolClient } from 'pg';
import type { MailboxAbout, NoticeAbout } from '../../case/effect.ts';
import type { Clock, DueRow, Log, Outbox, Ring, Told } from '../../flows/ports.ts';
import { isPlatform } from './platform.ts';
import { StoreError } from './store-error.ts';
import { together } from './together.ts';
import { isUuid } from './uuid.ts';

/**
 * The outbox: what is to be told and when to wake. A lease holds while it lies after `clock.now()`, so that a row whose
 * worker died is handed over again.
 */
export function openOutbox(pool: Pool, clock: Clock): Outbox {
  const loadSome = together(async (asked: readonly (readonly string[])[]) => {
    const { rows } = await pool.query<WaitingRow>(load, [[...new Set(asked.flat())]]);
    const found = rows.map(dueRow);
    return asked.map((ids) => found.filter(({ id }) => ids.includes(id)));
  });
  const markSome = together(async (asked: readonly Marked[]) => {
    await pool.query(mark, [JSON.stringify(onePerRow(asked.flat()))]);
    return asked.map(() => undefined);
  });
  return {
    claim: async (until, leaseUntil, limit) => {
      const { rows } = await pool.query<ClaimedRow>(claim, [until, clock.now(), leaseUntil, limit]);
      return rows
        .map(({ id, next_at, urgent }): Ring => ({ id, at: next_at, ...(urgent && { urgent }) }))
        .sort(urgentFirst);
    },
    load: async (ids) => {
      const known = ids.filter(isUuid);
      return known.length === 0 ? [] : loadSome(known);
    },
    mark: async (outcomes) => {
      const known = outcomes.filter(({ id }) => isUuid(id));
      if (known.length > 0) await markSome(known);
    },
    liveMessages: async (caseId) => {
      if (!isUuid(caseId)) return [];
      const { rows } = await pool.query<LiveRow>(live, [caseId]);
      return rows.map(liveMessage);
    },
    hold: async ({ account, channel, id }, until) => {
      const { platform, space, user } = account;
      await pool.query(hold, [platform, space, channel, id, user, until ?? null]);
    },
    noticeIn: async ({ account, channel, id }) => {
      const { rows } = await pool.query<NoticeRow>(noticeIn, [account.platform, account.space, channel, id]);
      const [row] = rows;
      return row && { caseId: row.case_id, to: row.to_person, about: aboutOf(row.body) };
    },
    nextDue: async () => {
      const { rows } = await pool.query<{ at: Date | null }>(nextDue);
      return rows[0]?.at ?? undefined;
    },
    toldOf: async (caseId) => {
      if (!isUuid(caseId)) return [];
      const { rows } = await pool.query<ToldRow>(toldOf, [caseId]);
      return rows.map(told);
    },
    cameBack: async ({ address, id }, why, at) => {
      const { rowCount } = await pool.query(cameBack, [address, id, why, at]);
      return rowCount === 1;
    },
  };
}

/**
 * Tells the processes that deliver of new rows, from one that does not. Nobody waits for it: they look every few seconds all the same.
 */
export function tellWorkers(pool: Pool, log: Log): void {
  pool.query('notify concordat_outbox').catch((error: unknown) => {
    const why = error instanceof Error ? error.message : 'unknown';
    log.warn(
      { error: why },
      'those who deliver could not be told of something new; they find it in a few seconds',
    );
  });
}

/** Takes back every lease, as when the clock was moved: the relay hands over anew what is due by the new time. */
export async function clearLeases(database: Pool | PoolClient): Promise<void> {
  await database.query(
    `update effects set handed_until = null where state = 'waiting' and handed_until is not null`,
  );
}

/**
 * One statement changes a row once. Of several outcomes for one row it is as if they were written one after the other: a row
 * that is finished stays so, but that a sent message may be sent again as it then reads.
 */
function onePerRow(marked: Marked): Marked {
  const byRow = new Map<string, Marked[number]>();
  for (const next of marked) {
    const before = byRow.get(next.id)?.outcome.kind;
    const isOpen = before === undefined || before === 'put-back';
    if (isOpen || (before === 'sent' && next.outcome.kind === 'sent')) byRow.set(next.id, next);
  }
  return [...byRow.values()];
}

type Marked = Parameters<Outbox['mark']>[0];
type ClaimedRow = { readonly id: string; readonly next_at: Date; readonly urgent: boolean };
type WaitingRow = {
  readonly id: string;
  readonly case_id: string;
  readonly kind: 'notice' | 'mailbox' | 'wake' | 'refresh';
  readonly to_person: string | null;
  readonly body: string;
  readonly due_at: Date;
  readonly next_at: Date;
  readonly attempts: number;
};
type NoticeRow = { readonly case_id: string; readonly to_person: string; readonly body: string };
type ToldRow = {
  /** Empty for a mailbox, whose body names the contact. */
  readonly to_person: string | null;
  readonly body: string;
  readonly due_at: Date;
  readonly state: string;
  readonly attempts: number;
  readonly why: string | null;
  readonly sent_platform: string | null;
  readonly sent_user: string | null;
  readonly done_at: Date | null;
};
type LiveRow = {
  readonly id: string;
  readonly to_person: string;
  readonly body: string;
  readonly sent_platform: string;
  readonly sent_space: string;
  readonly sent_user: string;
  readonly sent_channel: string;
  readonly sent_message: string;
  readonly digest: string;
  readonly held_until: Date | null;
};

/** As `isUrgent` says of what the body holds; word for word as the index on it has it. */
const urgent = `(body::jsonb ?| array['alertId', 'urgent'])`;
const claimable = `state = 'waiting' and next_at <= $1 and (handed_until is null or handed_until <= $2)`;

/**
 * By an index each: sorted together, all that is due would be read for the few that are urgent. The others are taken, and locked,
 * only as far as there is room; a limit that is worked out would have PostgreSQL expect so many that it reads the whole table.
 */
const claim = `
  with first as (
    select id from effects where ${claimable} and ${urgent}
    order by next_at, id limit $4
    for update skip locked
  ), others as (
    select id from effects where ${claimable} and not ${urgent}
    order by next_at, id limit $4
    for update skip locked
  )
  update effects set handed_until = $3
  from (select id, true as urgent from first union all select id, false from others limit $4) as due
  where effects.id = due.id
  returning effects.id, effects.next_at, due.urgent`;

const load = `
  select id, case_id, kind, to_person, body, due_at, next_at, attempts from effects
  where id = any($1::uuid[]) and state = 'waiting'
  order by next_at, id`;

/**
 * A row is finished once. What is said of a finished row later (by a second worker that had it too) changes nothing,
 * but that a sent message may be sent again as it then reads. What is put back keeps its alarm, which is moved to the new
 * time: until a moment after that nobody else is handed the row.
 */
const mark = `
  update effects set
    state = case when o.kind = 'put-back' then 'waiting' else o.kind end,
    next_at = coalesce(o.until, effects.next_at),
    attempts = effects.attempts + case when o.kind = 'put-back' and not o.early then 1 else 0 end,
    handed_until = o.until + interval '30 s',
    why = o.why,
    sent_platform = coalesce(o.platform, effects.sent_platform),
    sent_space = coalesce(o.space, effects.sent_space),
    sent_user = coalesce(o."user", effects.sent_user),
    sent_channel = coalesce(o.channel, effects.sent_channel),
    sent_message = coalesce(o.message, effects.sent_message),
    live = o.live and coalesce(o.message, effects.sent_message) is not null,
    digest = coalesce(o.digest, effects.digest),
    done_at = case when o.kind = 'put-back' then null else coalesce(effects.done_at, o.at) end
  from (
    select (m->>'id')::uuid as id, (m->>'at')::timestamptz as at, m#>>'{outcome,kind}' as kind,
      (m#>>'{outcome,until}')::timestamptz as until, m#>>'{outcome,why}' as why,
      coalesce((m#>>'{outcome,early}')::boolean, false) as early,
      coalesce((m#>>'{outcome,live}')::boolean, false) as live, m#>>'{outcome,digest}' as digest,
      m#>>'{outcome,message,channel}' as channel, m#>>'{outcome,message,id}' as message,
      m#>>'{outcome,message,account,platform}' as platform, m#>>'{outcome,message,account,space}' as space,
      m#>>'{outcome,message,account,user}' as "user"
    from jsonb_array_elements($1::jsonb) as m
  ) as o
  where effects.id = o.id and (effects.state = 'waiting' or (effects.state = 'sent' and o.kind = 'sent'))`;

const live = `
  select id, to_person, body, sent_platform, sent_space, sent_user, sent_channel, sent_message, digest, held_until
  from effects
  where case_id = $1 and live and sent_message is not null
  order by done_at, id`;

/** The newest, where a platform gave two messages of one conversation the same id. */
const noticeIn = `
  select case_id, to_person, body from effects
  where sent_platform = $1 and sent_space = $2 and sent_channel = $3 and sent_message = $4 and kind = 'notice'
  order by done_at desc limit 1`;

/** Only its own reader can have something in its place. */
const hold = `
  update effects set held_until = $6
  where sent_platform = $1 and sent_space = $2 and sent_channel = $3 and sent_message = $4 and sent_user = $5`;

const toldOf = `
  select to_person, body, due_at, state, attempts, why, sent_platform, sent_user, done_at from effects
  where case_id = $1 and kind in ('notice', 'mailbox')
  order by due_at, id`;

/** By the index on messages: an e-mail to a mailbox is known by its own id, and lies at its address. */
const cameBack = `
  update effects set state = 'not-deliverable', why = $3, done_at = $4
  where sent_channel = $1 and sent_message = $2 and kind = 'mailbox' and state = 'sent'`;

const nextDue = `select min(next_at) as at from effects where state = 'waiting'`;

function dueRow(row: WaitingRow): DueRow {
  const head = { id: row.id, caseId: row.case_id, at: row.next_at, due: row.due_at, attempts: row.attempts };
  switch (row.kind) {
    case 'notice':
      return { ...head, kind: 'notice', to: row.to_person ?? '', about: aboutOf(row.body) };
    case 'mailbox':
      return { ...head, kind: 'mailbox', ...mailboxOf(row.body) };
    case 'wake':
      return {
        ...head,
        kind: 'wake',
        wake: JSON.parse(row.body) as Extract<DueRow, { kind: 'wake' }>['wake'],
      };
    case 'refresh':
      return { ...head, kind: 'refresh' };
  }
}

function told(row: ToldRow): Told {
  const rest = { due: row.due_at, became: whatBecame(row) };
  if (row.to_person !== null) return { to: row.to_person, about: aboutOf(row.body), ...rest };
  const { contact, about } = mailboxOf(row.body);
  return {
    mailbox: { contact, ...(row.sent_user === null ? {} : { address: row.sent_user }) },
    about,
    ...rest,
  };
}

function whatBecame({ state, attempts, why, sent_platform, done_at }: ToldRow): Told['became'] {
  if (state === 'waiting' || done_at === null) return { kind: 'waiting', tries: attempts };
  if (state === 'sent') {
    const platform = sent_platform !== null && isPlatform(sent_platform) ? { platform: sent_platform } : {};
    return { kind: 'sent', at: done_at, ...platform };
  }
  if (state === 'not-deliverable' || state === 'failed')
    return { kind: 'not-delivered', at: done_at, why: why ?? '' };
  return { kind: 'not-needed', at: done_at };
}

function liveMessage(row: LiveRow) {
  if (!isPlatform(row.sent_platform)) throw new StoreError(`There is no platform ${row.sent_platform}.`);
  const account = { platform: row.sent_platform, space: row.sent_space, user: row.sent_user };
  return {
    id: row.id,
    to: row.to_person,
    about: aboutOf(row.body),
    message: { account, channel: row.sent_channel, id: row.sent_message },
    digest: row.digest,
    ...(row.held_until === null ? {} : { heldUntil: row.held_until }),
  };
}

/** Written by append-document.ts from the same type. */
function aboutOf(body: string): NoticeAbout {
  return JSON.parse(body) as NoticeAbout;
}

/** Written by append-document.ts. */
function mailboxOf(body: string): { readonly contact: string; readonly about: MailboxAbout } {
  return JSON.parse(body) as { readonly contact: string; readonly about: MailboxAbout };
}

function urgentFirst(one: Ring, other: Ring): number {
  return (
    Number(other.urgent ?? false) - Number(one.urgent ?? false) ||
    one.at.getTime() - other.at.getTime() ||
    (one.id < other.id ? -1 : 1)
  );
}
