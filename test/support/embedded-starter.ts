/**
 * A second Concordat process, reduced to its database: starts or joins the embedded PostgreSQL in the folder it is given,
 * says so to its parent, and stops when told to. Ctrl-C makes it finish a last query first, as a drain does.
 */
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded.ts';

const [, , folder = ''] = process.argv;
const postgres = await startEmbeddedPostgres({ folder });
process.on('message', () => void postgres.stop().then(() => process.disconnect()));
process.on('SIGINT', () => void drain());
process.send?.({ ready: postgres.url });

async function drain(): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('create table drained (id int)');
  await client.end();
  process.send?.({ drained: true });
}
