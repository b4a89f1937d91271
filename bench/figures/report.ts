import { openFigures } from '../../src/adapters/postgres/figures.ts';
import { openReportLog } from '../../src/adapters/postgres/report-log.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { policyOf } from '../../src/compose/known-boards.ts';
import { openDatabase, type Database } from '../../src/compose/open-database.ts';
import { makeReport } from '../../src/flows/reports/make-report.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { manyFigures } from '../support/many-figures.ts';
import { median, rowOf, takeTurns } from '../support/measure.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The board's own report of a year over very many cases, from the figures that are kept of each. */
export const report: Figure = {
  name: 'report',
  title: 'a yearly report over 100,000 cases',
  measure,
};

const against = 'a bare SQL count of the same rows';
const year = { from: '2025-04-01', to: '2026-03-31' };

async function measure(bench: Bench): Promise<readonly Row[]> {
  const database = await openDatabase(
    { folder: await temporaryFolder(bench.stops) },
    openLog('warn'),
    () => undefined,
  );
  bench.stops.add(database.stop);
  const count = bench.quick ? 10_000 : 100_000;
  bench.say(`writing the figures of ${count} cases`);
  const spoken = await fill(database, count);
  const { pool } = database;
  const needs = {
    figures: openFigures(pool),
    reportLog: openReportLog(pool),
    clock: { now: () => new Date('2026-06-01T09:00:00Z') },
    draw: () => 0,
  };
  const ours = async () => {
    const made = await makeReport(needs, spoken, { view: 'board', period: year });
    if ('problem' in made || made.tables.length === 0) throw new Error('The report was not made');
  };
  const baseline = () =>
    pool.query(
      `select count(*) from case_figures
       where board = $1 and raised_on <= $3::date and (closed_on is null or closed_on >= $2::date)`,
      [spoken.policy.board, year.from, year.to],
    );
  const rounds = await takeTurns(
    { rounds: bench.quick ? 2 : 5, turns: bench.quick ? 1 : 3 },
    { ours: () => seconds(ours), baseline: () => seconds(baseline) },
  );
  const what = `${count.toLocaleString('en-GB')} cases`;
  return [rowOf({ figure: report.name, what, unit: 's', against }, rounds, median)];
}

async function seconds(work: () => Promise<unknown>): Promise<readonly number[]> {
  const before = performance.now();
  await work();
  return [(performance.now() - before) / 1000];
}

/** Straight into the projection, as the figures of so many cases would stand there. */
async function fill({ pool }: Database, count: number) {
  const { policy } = await policyOf('redbridge');
  const agencies = Array.from({ length: 12 }, (_, at) => ({
    id: `agency-${at + 1}`,
    name: `Agency ${at + 1}`,
    sector: policy.sectors[at % policy.sectors.length]?.id ?? 'other',
    boards: [policy.board],
    spaces: [],
  }));
  const directory = { people: new Map(), agencies: new Map(agencies.map((one) => [one.id, one])) };
  const all = manyFigures(policy, [...directory.agencies.keys()], count);
  for (let from = 0; from < all.length; from += 5_000)
    await pool.query(
      'select count(write_figures(gen_random_uuid(), 1, one)) from jsonb_array_elements($1::jsonb) as one',
      [JSON.stringify(all.slice(from, from + 5_000))],
    );
  return { policy, directory };
}
