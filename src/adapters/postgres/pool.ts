import { Pool, type QueryConfig } from 'pg';
import { appRole } from './app-role.ts';

/** No statement takes longer, or the database ends it. */
const statementMs = 15_000;
/** The database ends what nobody speaks through any more, or its connections are used up by those that we gave up. We close ours sooner. */
const sessionMs = 60_000;
const idleMs = 30_000;
/** And it probes those that the network may have forgotten; where there is no network, this does nothing. */
const probed = '-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4';
/** A little longer, or nobody is there any more who could end it. */
const silenceMs = 1_000;

/**
 * Connections for the application: it works as a role that owns no table, never waits without end, and a connection
 * that is lost while nobody uses it is simply replaced. Where the network swallows everything and cuts nothing, as when a
 * server has moved, a statement fails a little after the database would have ended it.
 *
 * @param options.max how many connections at most; one of them follows notices (see listener.ts)
 * @param options.onLost told when an idle connection is lost, for the log
 * @param options.statementMs how long a statement may take
 */
export function openPool(
  url: string,
  options: {
    readonly max: number;
    readonly onLost?: (error: Error) => void;
    readonly statementMs?: number;
  },
): Pool {
  const longestMs = options.statementMs ?? statementMs;
  return guarded(
    new Pool({
      ...settings(url, options.max),
      options: `-c role=${appRole} -c search_path=concordat,pg_temp -c idle_in_transaction_session_timeout=15000 -c idle_session_timeout=${sessionMs} ${probed}`,
      statement_timeout: longestMs,
      query_timeout: longestMs + silenceMs,
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
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: idleMs,
  };
}

/** Without listeners, a connection that breaks would end the process: pg tells idle ones by the pool, others by the client. */
function guarded(pool: Pool, onLost: ((error: Error) => void) | undefined): Pool {
  pool.on('error', (error) => onLost?.(error));
  pool.on('connect', (client) => client.on('error', () => undefined)); // the query that was under way rejects
  return pool;
}

/**
 * A statement that is waited for longer, or less long, than others are.
 *
 * @param ms more than the transaction's own `statement_timeout`, where it has one
 */
export function waitedFor(text: string, values: readonly unknown[], ms: number): WaitedFor {
  return { text, values: [...values], query_timeout: ms + silenceMs };
}
/** pg knows the last of these, and its types do not. */
type WaitedFor = QueryConfig & { readonly query_timeout: number };
