import { openOwnerPool } from '../../src/adapters/postgres/pool.ts';
import { raiseCases } from './cases.ts';
import type { Scene } from './scene.ts';

/** So many cases share the rows. */
const cases = 500;
const atOnce = 100_000;

/**
 * Puts so many notices of later days into the outbox, over a year from the day after tomorrow on, as if very many cases were
 * open; then has the database take note of it, as its autovacuum does within minutes.
 */
export async function fillOutbox(scene: Scene, count: number): Promise<void> {
  const raised = await raiseCases(scene, cases);
  const to = scene.person('tom.pennywort').person.id;
  const ids = raised.map(({ caseId }) => caseId);
  const owner = openOwnerPool(scene.database.url, { max: 1 });
  try {
    await owner.query('set synchronous_commit = off');
    for (let from = 0; from < count; from += atOnce)
      await owner.query(insert, [ids, to, from, Math.min(count, from + atOnce) - 1, count]);
    await owner.query('vacuum analyze concordat.effects');
  } finally {
    await owner.end();
  }
  await scene.settled();
}

const insert = `
  insert into concordat.effects (id, case_id, kind, to_person, body, due_at, next_at)
  select gen_random_uuid(), ($1::uuid[])[1 + n % cardinality($1::uuid[])], 'notice', $2,
    '{"entry":1,"what":"CaseRaised"}', at, at
  from generate_series($3::int, $4::int) as n,
    lateral (select now() + interval '2 days' + n * (interval '365 days' / $5::int) as at) as later`;
