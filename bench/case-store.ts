import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startEmbeddedPostgres } from '../src/adapters/postgres/embedded.ts';
import { migrate } from '../src/adapters/postgres/migrate.ts';
import { openCaseStore } from '../src/adapters/postgres/case-store.ts';
import { openOwnerPool, openPool } from '../src/adapters/postgres/pool.ts';
import { noticeToBen, written } from '../test/contracts/case-fixture.ts';

/*
 * How long one change of a case takes (lock, load, decide, write, commit to the disk) on the embedded PostgreSQL:
 * one writer after another, and thirty-two at once on one case. Run: `npx tsx bench/case-store.ts`.
 */

const folder = await mkdtemp(join(tmpdir(), 'concordat-bench-'));
const postgres = await startEmbeddedPostgres({ folder });
const owner = openOwnerPool(postgres.url);
await migrate(owner);
await owner.end();
const pool = openPool(postgres.url, { max: 32 });
const cases = openCaseStore(pool);

async function timed(reference: string): Promise<number> {
  const before = performance.now();
  await written(cases, { reference, effects: [noticeToBen, noticeToBen] });
  return performance.now() - before;
}

function report(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(1);
  console.log(`${what}: ${times.length} changes, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
}

for (let round = 0; round < 50; round += 1) await timed(`warm-${round % 5}`);

const alone: number[] = [];
for (let round = 0; round < 500; round += 1) alone.push(await timed(`alone-${round % 25}`));
report('one after another, cases of up to 20 entries', alone);

const crowd = await Promise.allSettled(
  Array.from({ length: 32 }, async () => {
    const times: number[] = [];
    for (let round = 0; round < 12; round += 1) times.push(await timed('crowd'));
    return times;
  }),
);
const failed = crowd.filter(({ status }) => status === 'rejected').length;
const times = crowd.flatMap((writer) => (writer.status === 'fulfilled' ? writer.value : []));
report(`32 writers at once on one case (${failed} failed)`, times);

const many = await Promise.all(
  Array.from({ length: 32 }, async (_, writer) => {
    const own: number[] = [];
    for (let round = 0; round < 20; round += 1) own.push(await timed(`many-${writer}`));
    return own;
  }),
);
report('32 writers at once, each on a case of their own', many.flat());

await pool.end();
await postgres.stop();
await rm(folder, { recursive: true, force: true });
