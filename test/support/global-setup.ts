import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import type { TestProject } from 'vitest/node';
import { isAlive } from '../../src/adapters/postgres/embedded-cluster.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts';
import { absentPrograms } from './programs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the test run's cluster, as the role that owns the template. */
    postgresUrl: string;
    /** The migrated database that test databases are cloned from. */
    templateDatabase: string;
  }
}

let running: { readonly postgres: EmbeddedPostgres; readonly folder: string } | undefined;

/** Starts one PostgreSQL for the whole test run and migrates its template database once. */
export async function setup({ provide }: TestProject): Promise<void> {
  const absent = absentPrograms();
  if ((process.env.CI ?? '') !== '' && absent.length > 0) {
    throw new Error(`Continuous integration runs every test.\n${absent.join('\n')}`);
  }
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `concordat-tests-${process.pid}-`));
  const postgres = await startEmbeddedPostgres({ folder, durable: false });
  running = { postgres, folder };
  const templateDatabase = 'concordat_template';
  try {
    await makeTemplate(postgres, templateDatabase);
  } catch (error) {
    await stopPostgres();
    throw error;
  }
  provide('postgresUrl', postgres.url);
  provide('templateDatabase', templateDatabase);
}

/** Stops and deletes the PostgreSQL, and closes the run by naming what was left out. */
export async function teardown(): Promise<void> {
  await stopPostgres();
  for (const sentence of absentPrograms()) console.log(sentence);
}

async function makeTemplate({ poolConfig }: EmbeddedPostgres, database: string): Promise<void> {
  const owner = new Pool(poolConfig);
  await owner.query(`create database ${database}`).finally(() => owner.end());
  const template = new Pool({ ...poolConfig, database });
  try {
    await migrateTemplate(template);
  } finally {
    await template.end(); // a database can only be cloned while nobody is connected to it
  }
}

async function migrateTemplate(pool: Pool): Promise<void> {
  const file = new URL('../../src/adapters/postgres/migrate.ts', import.meta.url);
  if (!existsSync(file)) return;
  const { migrate } = (await import(file.href)) as { migrate: (pool: Pool) => Promise<void> };
  await migrate(pool);
}

async function stopPostgres(): Promise<void> {
  if (running === undefined) return;
  await running.postgres.stop();
  await rm(running.folder, { recursive: true, force: true });
  running = undefined;
}

/** What a killed test run left behind. A server whose folder is gone notices within a minute and ends itself. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const maker = /^concordat-tests-(\d+)-/.exec(name)?.[1];
    if (maker !== undefined && !isAlive(Number(maker))) {
      await rm(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}
