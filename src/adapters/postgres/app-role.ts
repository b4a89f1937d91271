import type { PoolClient } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { sqlState } from './sql-state.ts';
import { StoreError } from './store-error.ts';

/** The role that the application works as. It owns no table, so it can never switch off what guards the record. */
export const appRole = 'concordat_app';

/**
 * Makes the application's role, once for all databases of a server, and lets the owner work as it.
 *
 * @throws StoreError with the two statements for the server's administrator, where the owner may not do this itself
 */
export async function ensureAppRole(client: PoolClient): Promise<void> {
  try {
    await settle(() => client.query(makeRole));
    await settle(() => client.query(letOwnerBecomeIt));
  } catch (error) {
    if (sqlState(error) !== insufficientPrivilege) throw error;
    const { rows } = await client.query<{ me: string }>('select quote_ident(current_user) as me');
    const me = rows[0]?.me ?? 'the owner';
    throw new StoreError(
      `The database user ${me} may not make the role ${appRole}. Ask the server's administrator to run, once: ` +
        `create role ${appRole} nologin; grant ${appRole} to ${me};`,
      { cause: error },
    );
  }
}

const insufficientPrivilege = '42501';

const makeRole = `do $$ begin
  if not exists (select from pg_roles where rolname = '${appRole}') then create role ${appRole} nologin; end if;
end $$`;

/** Asked by doing it: what "may become" means differs between PostgreSQL 15 and 16. */
const letOwnerBecomeIt = `do $$ begin
  begin
    set local role ${appRole};
    reset role;
  exception when insufficient_privilege then
    execute format('grant ${appRole} to %I', current_user);
  end;
end $$`;

/**
 * Roles belong to the whole server, and an advisory lock only holds within one database: two databases that are set up
 * at the same moment meet here. Whoever loses looks again.
 */
async function settle(attempt: () => Promise<unknown>, left = 20): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (left === 0 || !metAnother.includes(sqlState(error) ?? '')) throw error;
    await pause(10 + Math.random() * 40);
    await settle(attempt, left - 1);
  }
}

/** duplicate_object, unique_violation, and internal_error ("tuple concurrently updated"). */
const metAnother = ['42710', '23505', 'XX000'];
