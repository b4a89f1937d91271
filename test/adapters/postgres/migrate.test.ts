import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { expect, inject, test } from 'vitest';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import { migrations } from '../../../src/adapters/postgres/migrations/all.ts';
import { openPool } from '../../../src/adapters/postgres/pool.ts';

/** An empty database, not migrated, and dropped at the end. */
async function onEmptyDatabase(work: (pool: Pool, url: string) => Promise<void>): Promise<void> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const server = new Client({ connectionString: inject('postgresUrl') });
  await server.connect();
  await server.query(`create database ${name}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  const pool = new Pool({ connectionString: url.href, max: 8 });
  pool.on('error', () => undefined);
  try {
    await work(pool, url.href);
  } finally {
    await pool.end();
    await server.query(`drop database ${name}`);
    await server.end();
  }
}

const applied = async (pool: Pool): Promise<readonly number[]> => {
  const { rows } = await pool.query<{ number: number }>(
    'select number from concordat.migrations order by number',
  );
  return rows.map(({ number }) => number);
};

test('the migrations are numbered from one without a gap', () => {
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1));
});

test('several processes that start at once migrate an empty database once, and again changes nothing', async () => {
  await onEmptyDatabase(async (pool) => {
    await Promise.all(Array.from({ length: 4 }, () => migrate(pool)));
    expect(await applied(pool)).toEqual(migrations.map(({ number }) => number));
    await migrate(pool);
    expect(await applied(pool)).toHaveLength(migrations.length);
  });
});

test('several databases of one server are set up at the same moment', async () => {
  await Promise.all(Array.from({ length: 3 }, () => onEmptyDatabase((pool) => migrate(pool))));
});

test('a migration that was edited after it had landed is told by its number, and nothing is done', async () => {
  await onEmptyDatabase(async (pool) => {
    await migrate(pool);
    await pool.query(`update concordat.migrations set digest = 'another' where number = 2`);
    await expect(migrate(pool)).rejects.toThrow('Migration 2 (outbox) was edited');
  });
});

test('a database of a newer version is refused', async () => {
  await onEmptyDatabase(async (pool) => {
    await migrate(pool);
    await pool.query(`insert into concordat.migrations (number, name, digest) values (999, 'later', 'x')`);
    await expect(migrate(pool)).rejects.toThrow('Use the newer version');
  });
});

test('a session that was open before sessions had an end counts from when something was last done in it', async () => {
  await onEmptyDatabase(async (pool) => {
    await migrate(pool);
    await pool.query('alter table concordat.mail_sessions drop column opened');
    await pool.query('delete from concordat.migrations where number = 29');
    await pool.query(
      `insert into concordat.mail_sessions (hash, link, space, user_id, until)
       values ('h', 'l', 'lantern.example.org', 'noor@lantern.example.org', '2026-12-22T10:30:00Z')`,
    );
    await migrate(pool);
    const { rows } = await pool.query('select opened from concordat.mail_sessions');
    expect(rows).toEqual([{ opened: new Date('2026-12-22T10:00:00Z') }]);
  });
});

test('an owner who may not make roles is told the two statements that the administrator has to run', async () => {
  await onEmptyDatabase(async (pool, url) => {
    const name = `plain_${randomBytes(4).toString('hex')}`;
    await pool.query(`create role ${name} login password 'plain'`);
    await pool.query(`grant create on database ${new URL(url).pathname.slice(1)} to ${name}`);
    const plainUrl = new URL(url);
    plainUrl.username = name;
    plainUrl.password = 'plain';
    const plain = new Pool({ connectionString: plainUrl.href, max: 1 });
    await expect(migrate(plain)).rejects.toThrow(`grant concordat_app to ${name};`);
    await plain.end();
    await pool.query(`revoke create on database ${new URL(url).pathname.slice(1)} from ${name}`);
    await pool.query(`drop role ${name}`);
  });
});

test('the application’s pool works as its role, in the schema, and never waits for ever', async () => {
  await onEmptyDatabase(async (pool, url) => {
    await migrate(pool);
    const app = openPool(url, { max: 1 });
    const { rows } = await app.query(
      `select current_user as me, current_schema as home, current_setting('statement_timeout') as patience, now() as at`,
    );
    expect(rows).toEqual([
      { me: 'concordat_app', home: 'concordat', patience: '15s', at: expect.any(Date) as Date },
    ]);
    await app.end();
  });
});
