import { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { superuser, type Cluster } from './embedded-cluster.ts';
import { EmbeddedPostgresError, errorCode, useYourOwn } from './embedded-error.ts';
import { serverState, startServer, stopServer, type ServerState } from './embedded-server.ts';

/** One process's claim that the server must go on running. It ends with the process, however the process ends. */
export interface Hold {
  readonly client: Client;
  readonly host: string;
  readonly port: number;
  /** Settles when the connection that carries the hold is gone. */
  readonly lost: Promise<'lost'>;
}

/**
 * Takes a hold on the cluster's server, starting it first when it does not run. A hold is a shared lock inside the
 * server itself: a process that dies lets go without a trace, which a file with process numbers would not.
 *
 * @throws EmbeddedPostgresError when the server cannot be started or reached within a minute
 */
export async function takeHold(cluster: Cluster, log: (line: string) => void): Promise<Hold> {
  const giveUpAt = Date.now() + 60_000;
  let last: unknown;
  let startedByUs = false;
  let failures = 0;
  while (Date.now() < giveUpAt) {
    const state = await serverState(cluster);
    if (state.kind === 'up') {
      try {
        return await hold(cluster, state);
      } catch (error) {
        if (!isPassing(error)) {
          if (startedByUs) await stopServer(cluster); // nobody could hold it, so nobody would stop it
          throw unreachable(cluster, error);
        }
        last = error;
      }
    } else if (state.kind === 'down') {
      log(`starting the embedded PostgreSQL ${cluster.binaries.major} in ${cluster.folder}`);
      const outcome = await startServer(cluster);
      startedByUs = outcome.kind === 'started';
      if (startedByUs) continue;
      // A server that another process joined and stopped again at once has failed too, for whoever waited for it.
      if (outcome.kind === 'failed' && ++failures === 5) throw outcome.error;
    }
    await pause(50);
  }
  throw unreachable(cluster, last);
}

/**
 * Lets go, and stops the server when nobody else holds it. Whoever arrives while it stops is sent away by the server and
 * starts it again.
 */
export async function letGo(held: Hold, cluster: Cluster, log: (line: string) => void): Promise<void> {
  try {
    if (!(await isLast(held.client))) return;
    log('stopping the embedded PostgreSQL: nobody else uses it');
    await stopServer(cluster);
  } finally {
    await held.client.end();
  }
}

/** Gives the shared lock back and tries for the exclusive one, which keeps newcomers out while the server stops. */
async function isLast(client: Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [holdLock]);
    const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [
      holdLock,
    ]);
    return rows[0]?.last === true;
  } catch (error) {
    if (isPassing(error)) return false; // the server is gone, and with it the hold
    throw error;
  }
}

/** Any number will do, as long as all processes use the same; these locks live in the database `postgres`. */
const holdLock = 20_261_101;

async function hold(cluster: Cluster, { host, port }: ServerState & { kind: 'up' }): Promise<Hold> {
  const client = new Client({
    host,
    port,
    user: superuser, // its connections are reserved: letting go works even when the application has used up the rest
    password: cluster.password,
    database: 'postgres',
    ssl: false,
    application_name: 'concordat hold',
    connectionTimeoutMillis: 10_000,
  });
  const lost = new Promise<'lost'>((resolve) => client.once('end', () => resolve('lost')));
  client.on('error', () => undefined); // always followed by 'end', which `lost` tells of
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [holdLock]);
    return { client, host, port, lost };
  } catch (error) {
    await client.end();
    throw error;
  }
}

/**
 * Failures that pass: the server starts, stops or recovers (class 57), the connection broke (class 08, system errors, and
 * pg's own "connection terminated", which has no code).
 */
function isPassing(error: unknown): boolean {
  const code = errorCode(error);
  if (code === undefined) return true;
  return (
    /^(57P0|08)/.test(code) || ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code)
  );
}

function unreachable(cluster: Cluster, cause: unknown): EmbeddedPostgresError {
  const why = cause instanceof Error ? ` (${cause.message})` : '';
  const remedy =
    errorCode(cause) === '28P01'
      ? `Put the password that it was made with back into ${cluster.folder}/password.`
      : `End any postgres process that still uses this folder, then start again. ${useYourOwn}`;
  return new EmbeddedPostgresError(`The database in ${cluster.folder} cannot be reached${why}.`, remedy, {
    cause,
  });
}
