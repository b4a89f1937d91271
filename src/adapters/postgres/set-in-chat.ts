import type { Pool, PoolClient } from 'pg';
import type { PersonId } from '../../directory/directory.ts';
import type { Ended, SetInChat, SetValue } from '../../directory/set-in-chat.ts';
import type { CasesHandedOver, ChangeOfPerson, People } from '../../flows/ports.ts';
import { inTransaction } from './transaction.ts';

/**
 * Writes what somebody set, and raises the version of the directory, by which every process reads it again. The version's
 * row is the lock under which imports and settings take turns.
 */
export async function setInChat(
  pool: Pool,
  { person, by, at, value }: Omit<SetInChat, 'number'>,
  input: string,
  seen: number,
): Promise<'set' | 'repeated' | 'meanwhile'> {
  return inTransaction(pool, async (client) => {
    await client.query('select version from directory_version for update');
    const { rows } = await client.query<Before>(before, [person, value.field, input]);
    const [found] = rows;
    if (found?.repeated === true) return 'repeated';
    if (found?.there !== true || found.last !== seen) return 'meanwhile';
    await client.query(insert, [person, value.field, JSON.stringify(value), by, at, input]);
    await client.query('update directory_version set version = version + 1');
    await client.query(`select pg_notify('concordat_directory', '')`);
    return 'set';
  });
}

type Before = { readonly repeated: boolean; readonly there: boolean; readonly last: number };

const before = `
  select exists (select from set_in_chat where input = $3) as repeated,
    exists (select from people where id = $1 and left_at is null) as there,
    coalesce((select case when value is null then 0 else number end from set_in_chat as latest
      where person = $1 and field = $2 order by latest.number desc limit 1), 0)::float8 as last`;

const insert = `
  insert into set_in_chat (person, field, value, by_person, at, input) values ($1, $2, $3, $4, $5, $6)
  on conflict (input) do nothing`;

/** What the file says counts again, from the import on. */
export async function endChanges(client: PoolClient, ended: readonly Ended[], at: Date): Promise<void> {
  for (const { change } of ended)
    await client.query('insert into set_in_chat (person, field, at) values ($1, $2, $3)', [
      change.person,
      change.value.field,
      at,
    ]);
}

export async function noteHandedOver(
  pool: Pool,
  { person, by, at, to, cases }: Parameters<People['noteHandedOver']>[0],
  input: string,
): Promise<void> {
  const value = JSON.stringify({ field: 'cases', to, cases });
  await pool.query(insert, [person, 'cases', value, by, at, input]);
}

type HistoryRow = {
  readonly at: Date;
  readonly field: SetValue['field'];
  readonly value: SetValue | ({ readonly field: 'cases' } & CasesHandedOver) | null;
  readonly by_person: PersonId | null;
  readonly input: string | null;
};

export async function historyOf(pool: Pool, person: PersonId): Promise<readonly ChangeOfPerson[]> {
  const { rows } = await pool.query<HistoryRow>(
    'select at, field, value, by_person, input from set_in_chat where person = $1 order by number desc limit 20',
    [person],
  );
  return rows.map(({ at, field, value, by_person: by, input }) =>
    value === null || by === null || input === null ? { at, ended: field } : { at, by, input, value },
  );
}
