import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { openOwnerPool } from '../../src/adapters/postgres/pool.ts';
import { openCaseStore } from '../../src/adapters/postgres/case-store.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { openDatabase } from '../../src/compose/open-database.ts';
import type { CaseStore } from '../../src/flows/ports.ts';
import { noticeToBen, written } from '../../test/contracts/case-fixture.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { p50AndP99, takeTurns } from '../support/measure.ts';

/** One change of a case in the store alone: locked, loaded, written with its effects and committed to the disk. */
export const changeCase: Figure = {
  name: 'change-case',
  title: 'a change of a case in the database, without the chat around it',
  measure,
};

const against = 'one durable INSERT';
/** A case grows by an entry with every change; so many are used in turn that none becomes unusually long. */
const casesInUse = 100;

async function measure(bench: Bench): Promise<readonly Row[]> {
  const database = await openDatabase(
    { folder: await temporaryFolder(bench.stops) },
    openLog('warn'),
    () => undefined,
  );
  bench.stops.add(database.stop);
  const owner = openOwnerPool(database.url, { max: 20 });
  bench.stops.add(() => owner.end());
  await owner.query('create table bench_rows (id uuid primary key, body jsonb not null)');
  const cases = openCaseStore(database.pool);
  const rows: Row[] = [];
  for (const atOnce of [1, 32]) {
    bench.say(`${atOnce} at once, each on a case of its own`);
    const turns = bench.quick ? 5 : atOnce === 1 ? 100 : 10;
    const rounds = await takeTurns(
      { rounds: bench.quick ? 2 : 5, turns },
      {
        ours: () => atTheSameTime(atOnce, () => change(cases)),
        baseline: () => atTheSameTime(atOnce, () => insert(owner)),
      },
    );
    const about = { figure: changeCase.name, what: `${atOnce} at once`, unit: 'ms', against } as const;
    rows.push(...p50AndP99(about, rounds));
  }
  return rows;
}

function atTheSameTime(count: number, work: () => Promise<unknown>): Promise<readonly number[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const before = performance.now();
      await work();
      return performance.now() - before;
    }),
  );
}

let changes = 0;

function change(cases: CaseStore): Promise<unknown> {
  changes += 1;
  return written(cases, { reference: `bench-${changes % casesInUse}`, effects: [noticeToBen, noticeToBen] });
}

function insert(owner: Pool): Promise<unknown> {
  return owner.query('insert into bench_rows (id, body) values ($1, $2)', [
    randomUUID(),
    JSON.stringify({ type: 'Acknowledged', by: 'ann' }),
  ]);
}
