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
    /** The migrated database that test databases are cloned from, or why there is none. */
    templateDatabase: { readonly name: string } | { readonly failure: string };
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
  provide('postgresUrl', postgres.url);
  provide('templateDatabase', await makeTemplate(postgres));
}

/** Stops and deletes the PostgreSQL, and closes the run by naming what was left out. */
export async function teardown(): Promise<void> {
  await stopPostgres();
  for (const sentence of absentPrograms()) console.log(sentence);
}

/** A broken migration fails the tests that need a database, and leaves those of the pure rules running. */
async function makeTemplate({
  poolConfig,
}: EmbeddedPostgres): Promise<{ name: string } | { failure: string }> {
  const name = 'concordat_template';
  const owner = new Pool(poolConfig);
  const template = new Pool({ ...poolConfig, database: name });
  try {
    await owner.query(`create database ${name}`);
    const { migrate } = await import('../../src/adapters/postgres/migrate.ts');
    await migrate(template);
    return { name };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    await owner.end();
    await template.end(); // a database can only be cloned while nobody is connected to it
  }
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
