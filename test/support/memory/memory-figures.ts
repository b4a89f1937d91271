import type { Figures } from '../../../src/flows/reports/report-ports.ts';
import type { MemoryTables } from './memory-tables.ts';

/** The twin of the figures of cases. */
export function memoryFigures(tables: MemoryTables): Figures {
  let whole = false;
  return {
    each: (board, { from, to }, agency, take) => {
      take(
        [...tables.figures]
          .filter(([, { figures: one }]) => one.board === board)
          .filter(
            ([
              ,
              {
                figures: { raised, closed },
              },
            ]) => (raised ?? '') <= to && (closed ?? to) >= from,
          )
          .filter(
            ([, { figures: one }]) =>
              agency === undefined || one.raising === agency || one.receiving.includes(agency),
          )
          .sort(([one], [other]) => one.localeCompare(other))
          .map(([caseId, { figures }]) => {
            const reference = tables.views.get(caseId)?.case.reference;
            return { caseId, ...(reference === undefined ? {} : { reference }), figures };
          }),
      );
      return Promise.resolve();
    },
    missing: (after, limit, all) => {
      const looked = [...tables.views]
        .filter(([caseId]) => after === undefined || caseId > after)
        .sort(([one], [other]) => one.localeCompare(other))
        .slice(0, limit);
      const last = looked.length < limit ? undefined : looked.at(-1);
      return Promise.resolve({
        cases: looked
          .filter(
            ([caseId]) =>
              all || (tables.figures.get(caseId)?.version ?? -1) < (tables.entries.get(caseId)?.length ?? 0),
          )
          .map(([caseId, views]) => {
            return { caseId, board: views.case.board, version: views.case.policyVersion };
          }),
        ...(last === undefined ? {} : { upTo: last[0] }),
      });
    },
    areWhole: () => Promise.resolve(whole),
    noteWhole: () => {
      whole = true;
      return Promise.resolve();
    },
    keep: (caseId, version, figures) => {
      if ((tables.figures.get(caseId)?.version ?? 0) <= version)
        tables.figures.set(caseId, { version, figures });
      return Promise.resolve();
    },
  };
}
