import type { Pool } from 'pg';
import type { CaseLine, CaseLists, OpenCase, Page } from '../../flows/ports.ts';
import { never, readCursor, writeCursor } from './page-cursor.ts';

/**
 * "My cases" and the register, from the projections. Paged by key, so that a case that comes or goes between two pages
 * moves no other. Both lists of closed cases begin with the last one closed; the register with the last one opened.
 */
export function openCaseLists(pool: Pool): CaseLists {
  async function page(list: string, first: string, person: string, after: string | undefined, limit: number) {
    const from = readCursor(after);
    const { rows } = await pool.query<LineRow>(list, [
      first,
      person,
      from === undefined ? null : new Date(from.at),
      from?.id ?? null,
      limit + 1,
    ]);
    return pageOf(rows, limit);
  }
  return {
    ofPerson: (person, which, after, limit) => page(listsOfPerson[which], person, person, after, limit),
    register: (board, which, after, limit) => page(registers[which], board, '', after, limit),
    openOf: async (people, after, limit) => {
      const from = readCursor(after);
      const at = from === undefined ? null : new Date(from.at);
      const { rows } = await pool.query<OpenRow>(openOf, [people, at, from?.id ?? null, limit + 1]);
      const items = rows.slice(0, limit).map(openCase);
      const last = items.at(-1);
      if (rows.length <= limit || last === undefined) return { items };
      return { items, next: writeCursor({ at: last.openedAt.getTime(), id: last.caseId }) };
    },
    withOpenCase: async (people) => {
      const { rows } = await pool.query<{ person: string }>(withOpenCase, [people]);
      return rows.map(({ person }) => person);
    },
    openCasesOf: async (people) => {
      const { rows } = await pool.query<{ person: string; reference: string }>(openCasesOf, [people]);
      return rows;
    },
  };
}

type LineRow = {
  readonly id: string;
  readonly reference: string;
  readonly board: string;
  readonly policy_version: string;
  readonly status: string;
  readonly stage: string;
  readonly opened_at: Date;
  readonly sort_at: Date;
  readonly obligation: string | null;
  readonly duty: string;
  readonly due: Date | null;
  readonly passed: boolean;
  readonly mine: boolean;
};

const endless = new Date(never).toISOString();

/**
 * The next thing owed in a case: by the person ($2) if they owe anything, else by anybody. And whether something in the case is
 * overdue, whoever owes it: it then stands in that list and in no other.
 */
const next = `
  left join lateral (
    select obligation, duty, due, passed, person = $2 as mine, bool_or(passed) over () as late from dues
    where case_id = c.id
    order by person = $2 desc, due nulls last, obligation
    limit 1
  ) next on true`;

/*
 * Below, each case of theirs is looked up by itself (`limit 1`), however many they are: left to itself, PostgreSQL would soon
 * rather read all cases that there are.
 */

/** The cases in which somebody ($1) owes something, or takes part. */
const casesBy = (table: 'dues' | 'participants') => `
  (select distinct case_id from ${table} where person = $1) theirs
  join lateral (select * from cases where id = theirs.case_id limit 1) c on true`;

const listsOfPerson = {
  mine: nextDueFirst('dues', 'not late'),
  waiting: nextDueFirst('participants', 'late is not true and mine is not true'),
  overdue: nextDueFirst('participants', 'late'),
  closed: lastFirst('closed_at', 'c.closed_at is not null', casesBy('participants')),
};

/** The office sees a case where it may read it. Of others it may hear the outcome that an agency reported, and no more. */
const registers = {
  open: lastFirst('opened_at', `c.board = $1 and c.closed_at is null and c.office_sees = 'content'`),
  closed: lastFirst('closed_at', `c.board = $1 and c.closed_at is not null and c.office_sees = 'content'`),
  outcomes: lastFirst('opened_at', `c.board = $1 and c.office_sees = 'reported-outcomes'`),
};

/** Open cases of somebody ($1) from the one whose next thing is owed soonest; what has no date comes last. */
function nextDueFirst(by: 'dues' | 'participants', which: string): string {
  return `
    select * from (
      select c.*, next.*, coalesce(next.due, '${endless}') as sort_at
      from ${casesBy(by)} ${next} where c.closed_at is null and ${which}
    ) as line
    where $4::uuid is null or (sort_at, id) > ($3::timestamptz, $4::uuid)
    order by sort_at, id
    limit $5`;
}

/** Cases from the last one; only those of the page are looked into, for the register may be long. */
function lastFirst(column: 'opened_at' | 'closed_at', which: string, from = 'cases c'): string {
  return `
    select c.*, next.*, c.${column} as sort_at
    from (
      select c.* from ${from}
      where ${which} and ($4::uuid is null or (c.${column}, c.id) < ($3::timestamptz, $4::uuid))
      order by c.${column} desc, c.id desc
      limit $5
    ) as c ${next}
    order by c.${column} desc, c.id desc`;
}

/** Who was only sent a copy owes nothing and hands nothing over. */
const havePart = `(
    select case_id, person from participants where taken_as <> 'copied'
    union select case_id, person from dues
  )`;

/** In a case that is closed, those alone who still owe something there. */
const openCasesOf = `
  select p.person, c.reference
  from (
    select case_id, person, bool_or(owes) as owes from (
      select case_id, person, false as owes from participants where taken_as <> 'copied'
      union all select case_id, person, true from dues
    ) part
    where person = any($1::text[])
    group by case_id, person
  ) p
  join lateral (
    select reference from cases where id = p.case_id and (closed_at is null or p.owes) limit 1
  ) c on true
  order by p.person, c.reference`;

/** Person by person, each only until one is found. */
const withOpenCase = `
  select asked.person from unnest($1::text[]) with ordinality as asked (person, place)
  join lateral (
    select from (
      select case_id from participants where person = asked.person and taken_as <> 'copied'
      union all select case_id from dues where person = asked.person
    ) p join cases c on c.id = p.case_id
    where c.closed_at is null limit 1
  ) found on true
  order by asked.place`;

const openOf = `
  select c.id, c.reference, c.board, c.opened_at, p.people
  from (
    select case_id, array_agg(person order by person) as people from ${havePart} part
    where person = any($1::text[])
    group by case_id
  ) p join lateral (
    select id, reference, board, opened_at from cases where id = p.case_id and closed_at is null limit 1
  ) c on true
  where $3::uuid is null or (c.opened_at, c.id) < ($2::timestamptz, $3::uuid)
  order by c.opened_at desc, c.id desc
  limit $4`;

type OpenRow = Pick<LineRow, 'id' | 'reference' | 'board' | 'opened_at'> & { readonly people: string[] };

function openCase({ id, reference, board, opened_at, people }: OpenRow): OpenCase {
  return { caseId: id, reference, board, openedAt: opened_at, people };
}

function pageOf(rows: readonly LineRow[], limit: number): Page<CaseLine> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(caseLine);
  if (rows.length <= limit || last === undefined) return { items };
  return { items, next: writeCursor({ at: last.sort_at.getTime(), id: last.id }) };
}

function caseLine(row: LineRow): CaseLine {
  const { id, reference, board, status, stage, opened_at, obligation, duty, due, passed, mine } = row;
  const line = {
    caseId: id,
    reference,
    board,
    policyVersion: row.policy_version,
    status,
    stage,
    openedAt: opened_at,
  };
  if (obligation === null) return line;
  return { ...line, nextDue: { obligation, duty, passed, mine, ...(due === null ? {} : { due }) } };
}
