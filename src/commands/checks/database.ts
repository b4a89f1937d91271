import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../adapters/postgres/embedded.ts';
import { inspectDatabase } from '../../adapters/postgres/inspect-database.ts';
import { openOwnerPool, openPool } from '../../adapters/postgres/pool.ts';
import type { Config } from '../../config.ts';
import { sayDatabaseError } from '../say-database-error.ts';
import type { Finding } from './finding.ts';

const check = 'database';

/** A database that a look may go on with; `stop` lets go of the embedded one. */
export type FoundDatabase = { readonly url: string; readonly stop: () => Promise<void> };

/** Where the database is, without making one: a look never changes what it looks at. */
export async function findDatabase(config: Config): Promise<FoundDatabase | Finding> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, stop: () => Promise.resolve() };
  const { folder } = config;
  const made = ['cluster', join('elsewhere', 'cluster')].some((place) => existsSync(join(folder, place)));
  if (!made) {
    return {
      check,
      state: 'note',
      says: `DATABASE_URL is not set, and there is no database below ${folder} yet. The first "concordat start" makes one`,
    };
  }
  try {
    return await startEmbeddedPostgres({ folder });
  } catch (error) {
    return { check, state: 'wrong', says: sayDatabaseError(config, error).message };
  }
}

/** Whether it can be reached as owner and as the bot, has all tables, and keeps the bot from changing the record. */
export async function checkDatabase(config: Config, url: string): Promise<readonly Finding[]> {
  const owner = openOwnerPool(config.databaseOwnerUrl ?? url);
  try {
    const { server, missing, unknown, owned, superuser } = await inspectDatabase(owner);
    const findings: readonly Finding[] = [
      { check, state: 'ok', says: `PostgreSQL ${server} answers` },
      missing.length === 0
        ? { check, state: 'ok', says: 'all tables are there' }
        : wrong(
            `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not in the database yet. "concordat start" brings it up to date`,
          ),
      ...(unknown.length === 0
        ? []
        : [
            wrong(
              'the database belongs to a newer Concordat. Use that version, or restore a backup from before it',
            ),
          ]),
      ...(superuser
        ? [
            wrong(
              'the role concordat_app is a superuser and could change the record. Run: alter role concordat_app nosuperuser',
            ),
          ]
        : []),
      owned.length === 0
        ? { check, state: 'ok', says: 'the bot’s role owns no table' }
        : wrong(
            `the role concordat_app owns, or may act as the owner of, ${owned.slice(0, 3).join(', ')}${owned.length > 3 ? ' and more' : ''}, and could change the record. Give the tables to another role`,
          ),
    ];
    return missing.length === 0 ? [...findings, ...(await checkLogin(config, url))] : findings;
  } catch (error) {
    return [wrong(sayDatabaseError(config, error).message)];
  } finally {
    await owner.end();
  }
}

/** With two addresses, the bot's own may fail where the owner's works. */
async function checkLogin(config: Config, url: string): Promise<readonly Finding[]> {
  const pool = openPool(url, { max: 1 });
  try {
    await pool.query('select 1 from migrations limit 1');
    return [];
  } catch (error) {
    const { databaseOwnerUrl, ...own } = config;
    return [wrong(sayDatabaseError(databaseOwnerUrl === undefined ? config : own, error).message)];
  } finally {
    await pool.end();
  }
}

function wrong(says: string): Finding {
  return { check, state: 'wrong', says };
}
