import type { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { settleHome } from './embedded-account.ts';
import { findBinaries } from './embedded-binaries.ts';
import { openCluster, type Cluster } from './embedded-cluster.ts';
import { letGo, takeHold, type Hold } from './embedded-hold.ts';

/** What `pg.Pool` needs to reach the database `concordat` as its owner. */
export interface EmbeddedPoolConfig {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl: false;
}

/** A running PostgreSQL that belongs to Concordat. */
export interface EmbeddedPostgres {
  /** Connection string of the database `concordat` as its owner: a secret, because it carries the password. */
  readonly url: string;
  readonly poolConfig: EmbeddedPoolConfig;
  /** Stops the server when this process was the last one that uses it. End the pools first. */
  readonly stop: () => Promise<void>;
}

/**
 * Runs Concordat's own PostgreSQL with its files below `folder`, so that nobody has to install a database to begin. The
 * first call makes the database; later ones, also from other processes, join the server that runs. A server that is killed
 * is started again. The last process that calls `stop` stops it (decision 10 of the design).
 *
 * @param options.durable false only in tests: commits are then not forced to the disk
 * @param options.log gets a line for each thing worth knowing, without secrets
 * @throws EmbeddedPostgresError with the remedy in its message
 */
export async function startEmbeddedPostgres(options: {
  readonly folder: string;
  readonly durable?: boolean;
  readonly log?: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const home = await settleHome(options.folder);
  const cluster = await openCluster(home, await findBinaries(home), options.durable ?? true);
  const first = await takeHold(cluster, log);
  try {
    await ensureDatabase(first.client, cluster.password);
  } catch (error) {
    await letGo(first, cluster, log);
    throw error;
  }
  const stop = keepHeld(first, cluster, log);
  const config = {
    host: first.host,
    port: first.port,
    user: owner,
    password: cluster.password,
    database: owner,
  };
  return { url: connectionString(config), poolConfig: { ...config, ssl: false }, stop };
}

/** The role that owns the database, and the database: both are called as the product. Not a superuser, as elsewhere. */
const owner = 'concordat';

/** Makes the role and the database once, however many processes begin at the same moment. */
async function ensureDatabase(client: Client, password: string): Promise<void> {
  const setupLock = 20_261_102;
  await client.query('select pg_advisory_lock($1)', [setupLock]);
  const { rows } = await client.query<{ role: boolean; database: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as role,
            exists (select from pg_database where datname = $1) as database`,
    [owner],
  );
  if (rows[0]?.role !== true) {
    await client.query(
      `create role ${owner} login createdb createrole password ${client.escapeLiteral(password)}`,
    );
  }
  if (rows[0]?.database !== true) await client.query(`create database ${owner} owner ${owner}`);
  await client.query('select pg_advisory_unlock($1)', [setupLock]);
}

/**
 * Takes the hold anew whenever the server is lost, which starts a killed server again.
 *
 * @returns the function that lets go; calling it twice lets go once
 */
function keepHeld(first: Hold, cluster: Cluster, log: (line: string) => void): () => Promise<void> {
  const stopping = new AbortController();
  const stopAsked = new Promise<'stop'>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve('stop'));
  });

  async function keep(): Promise<void> {
    let held: Hold | undefined = first;
    while (held !== undefined) {
      const what = await Promise.race([stopAsked, held.lost]);
      if (what === 'stop') return letGo(held, cluster, log);
      log('the embedded PostgreSQL is gone: starting it again');
      held = await takeAgain();
    }
  }

  /** Tries until it works or nobody wants it any more: a full disk may be emptied meanwhile. */
  async function takeAgain(): Promise<Hold | undefined> {
    while (!stopping.signal.aborted) {
      try {
        return await takeHold(cluster, log);
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
        await Promise.race([pause(5_000, undefined, { ref: false }), stopAsked]);
      }
    }
    return undefined;
  }

  const kept = keep();
  kept.catch(() => undefined); // told to whoever calls stop
  return () => {
    stopping.abort();
    return kept;
  };
}

/** The host is a folder, which a URL can only carry as a parameter. */
function connectionString({ host, port, user, password, database }: Omit<EmbeddedPoolConfig, 'ssl'>): string {
  const url = new URL(`postgresql://${user}:${encodeURIComponent(password)}@localhost/${database}`);
  url.searchParams.set('host', host);
  url.searchParams.set('port', String(port));
  url.searchParams.set('sslmode', 'disable');
  return url.href;
}
