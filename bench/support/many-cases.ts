import type { Pool } from 'pg';
import { noHash } from '../../src/adapters/postgres/chain.ts';
import type { BenchCase } from './cases.ts';
import { asOwner, type Ground, type Pair } from './ground.ts';
import { withoutIndexes } from './without-indexes.ts';

/** Copies of one case that was really raised. */
export type Copies = {
  readonly like: BenchCase;
  /** Of the references of these copies, which no others have. */
  readonly letter: string;
  readonly open: number;
  readonly closed?: number;
  /**
   * So many of the open ones have their whole record and all their alarms, between the people of the directory; the others
   * have what the lists read, the next alarm, and a notice that will be due, between people of their own.
   */
  readonly recorded: number;
  /** Their ids come before all others, so that the first look at all cases meets them. */
  readonly first?: boolean;
};

/** Open cases of each person, however many there are altogether. */
const casesOfPerson = 8;

const tables = ['cases', 'events', 'participants', 'dues', 'case_keys', 'case_figures', 'effects'];

/**
 * Writes very many cases, straight into the tables, as changes of cases would have left them: a million in two minutes or so.
 * One in ten has something overdue; one in a hundred is before the board's office, and of another it hears the outcome.
 */
export async function copyCases(ground: Ground, copies: readonly Copies[]): Promise<void> {
  await asOwner(ground, async (owner) => {
    for (const setting of settings) await owner.query(setting);
    await withoutIndexes(owner, tables, async () => {
      for (const some of copies) await copySome(owner, some, ground.pairs);
    });
    await owner.query('insert into figures_whole default values on conflict do nothing');
    await owner.query(`vacuum analyze ${tables.join(', ')}`);
  });
}

const settings = [
  'set synchronous_commit = off',
  `set maintenance_work_mem = '512MB'`,
  `set work_mem = '128MB'`,
];

async function copySome(owner: Pool, copies: Copies, pairs: readonly Pair[]): Promise<void> {
  const { like, letter, open, closed = 0, recorded, first = false } = copies;
  await owner.query('drop table if exists copies, others, mould');
  await owner.query(`create temp table mould as select *, $2 as letter from cases where id = $1`, [
    like.caseId,
    letter,
  ]);
  await owner.query(others, [pairs.map(({ raiser }) => raiser), pairs.map(({ receiver }) => receiver)]);
  await owner.query(plan, [open, closed, recorded, first, pairs.length, noHash]);
  await owner.query('analyze copies');
  await owner.query('analyze others');
  await writeRecords(owner);
  for (const write of [cases, participants, dues, keys, figures, alarms, nextAlarms, notices])
    await owner.query(write);
}

/** Entry by entry, because each names the hash of the one before. */
async function writeRecords(owner: Pool): Promise<void> {
  const { rows } = await owner.query<{ version: number }>('select version from mould');
  for (let entry = 1; entry <= (rows[0]?.version ?? 0); entry += 1) await owner.query(records, [entry]);
}

/** Whom of the directory each of the mould's two people becomes. */
const others = `
  create temp table others as
  with pair as (select * from unnest($1::text[], $2::text[]) with ordinality as p (raiser, receiver, number))
  select number - 1 as pair, person as original, case when side = 'raising' then raiser else receiver end as person
  from pair, participants p, mould where p.case_id = mould.id`;

/** Every copy: its id, its number, whose it is, and by how much later its dates are. */
const plan = `
  create temp table copies as
  select n, n < $3::integer as recorded, n >= $1::integer as closed,
    case when $4::boolean and n < $3::integer then '00000' || substr(gen_random_uuid()::text, 6) else gen_random_uuid()::text end::uuid as id,
    'RED-' || mould.letter || lpad(n::text, 7, '0') as reference,
    case when n < $3::integer then n / ${casesOfPerson} % greatest($5::integer, 1) else n / ${casesOfPerson} end as pair,
    case when n < $3::integer then interval '0' else make_interval(days => 10 + n % 40) end as later,
    case when n < $3::integer then interval '0' else make_interval(mins => (n * 37) % 500000) end as earlier,
    n >= $3::integer and n % 10 = 3 as late, case when n < $3::integer then $6 else mould.head_hash end as head,
    case when n % 100 = 7 then 'content' when n % 100 = 13 then 'reported-outcomes' else mould.office_sees end as office
  from mould, generate_series(0, $1::integer + $2::integer - 1) as n`;

/** One entry of every copy. The plan keeps the hash of the last one, as the case's own row does. */
const records = `
  with written as (
    insert into events (case_id, entry, type, at, body, prev_hash, hash)
    select c.id, e.entry, e.type, e.at, renamed.body, c.head, encode(sha256(convert_to(renamed.body, 'UTF8')), 'hex')
    from mould join events e on e.case_id = mould.id and e.entry = $1
    cross join copies c
    join others one on one.pair = c.pair
    join others other on other.pair = c.pair and other.original > one.original
    join lateral (
      select replace(replace(replace(replace(replace(e.body, mould.id::text, c.id::text), mould.reference, c.reference),
        one.original, one.person), other.original, other.person), e.prev_hash, c.head) as body
    ) renamed on true
    where c.recorded
    returning case_id, hash
  )
  update copies set head = hash from written where id = case_id`;

const cases = `
  insert into cases
  select c.id, c.reference, m.board, m.policy_version, case when c.closed then 'closed' else m.status end, m.stage,
    c.office, m.opened_at - c.earlier, case when c.closed then m.opened_at - c.earlier + interval '5 days' end,
    m.version, c.head, m.changed_at
  from mould m cross join copies c`;

/** Who is not in the directory has a name all the same: a list asks for no more. */
const whose = (person: string) => `coalesce(o.person, ${person} || '-' || c.pair)`;
const named = (person: string) =>
  `left join others o on c.recorded and o.pair = c.pair and o.original = ${person}`;

const participants = `
  insert into participants
  select c.id, ${whose('p.person')}, p.side, p.role, p.taken_as
  from mould join participants p on p.case_id = mould.id cross join copies c ${named('p.person')}`;

const dues = `
  insert into dues
  select c.id, d.obligation, ${whose('d.person')}, d.duty,
    case when c.late then now() - interval '1 day' else d.due + c.later end, c.late and d.due is not null
  from mould join dues d on d.case_id = mould.id cross join copies c ${named('d.person')}
  where not c.closed`;

const keys = `
  insert into case_keys
  select c.id, k.key_id, k.wrapped, k.made_at, null
  from mould join case_keys k on k.case_id = mould.id cross join copies c`;

const figures = `
  insert into case_figures
  select c.id, f.board, (m.opened_at - c.earlier)::date,
    case when c.closed then (m.opened_at - c.earlier + interval '5 days')::date end, f.agencies, f.version, f.body
  from mould m join case_figures f on f.case_id = m.id cross join copies c`;

const alarm = `insert into effects (id, case_id, kind, to_person, body, due_at, next_at)`;

const alarms = `
  ${alarm} select gen_random_uuid(), c.id, 'wake', null, e.body, e.due_at, e.due_at
  from mould join effects e on e.case_id = mould.id and e.kind = 'wake' cross join copies c
  where c.recorded`;

const nextAlarms = `
  ${alarm} select gen_random_uuid(), c.id, 'wake', null, e.body, e.due_at + c.later, e.due_at + c.later
  from mould
  join lateral (
    select body, due_at from effects where case_id = mould.id and kind = 'wake' order by due_at limit 1
  ) e on true cross join copies c
  where not c.recorded and not c.closed`;

const notices = `
  ${alarm} select gen_random_uuid(), c.id, 'notice', ${whose('e.to_person')}, e.body, now() + c.later, now() + c.later
  from mould
  join lateral (
    select body, to_person from effects where case_id = mould.id and kind = 'notice' order by to_person limit 1
  ) e on true cross join copies c ${named('e.to_person')}
  where not c.recorded and not c.closed`;
