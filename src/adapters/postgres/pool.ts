import { Pool } from 'pg';
import { appRole } from './app-role.ts';

/**
 * Connections for the application: it works as a role that owns no table, never waits without end, and a connection
 * that is lost while nobody uses it is simply replaced.
 *
 * @param options.max how many connections at most; one of them follows notices (see listener.ts)
 * @param options.onLost told when an idle connection is lost, for the log
 */
export function openPool(
  url: string,
  options: { readonly max: number; readonly onLost?: (error: Error) => void },
): Pool {
  return guarded(
    new Pool({
      ...settings(url, options.max),
      options: `-c role=${appRole} -c search_path=concordat,pg_temp -c idle_in_transaction_session_timeout=15000`,
      statement_timeout: 15_000,
    }),
    options.onLost,
  );
}

/** Connections as the owner, for `migrate` alone: no statement timeout, because a migration takes what it takes. */
export function openOwnerPool(url: string, options: { readonly max?: number } = {}): Pool {
  return guarded(new Pool(settings(url, options.max ?? 2)), undefined);
}

function settings(url: string, max: number) {
  return {
    connectionString: url,
    max,
    application_name: 'concordat',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
  };
}

/** Without listeners, a connection that breaks would end the process: pg tells idle ones by the pool, others by the client. */
function guarded(pool: Pool, onLost: ((error: Error) => void) | undefined): Pool {
  pool.on('error', (error) => onLost?.(error));
  pool.on('connect', (client) => client.on('error', () => undefined)); // the query that was under way rejects
  return pool;
}
