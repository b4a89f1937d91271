import { readCursor, writeCursor } from '../../../src/adapters/postgres/page-cursor.ts';
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
    waiting: (board, after, limit) => {
      const from = readCursor(after);
      const sorted = [...tables.figures]
        .flatMap(([caseId, { figures }]) => {
          if (figures.board !== board || figures.waitsSince === undefined) return [];
          const reference = tables.views.get(caseId)?.case.reference ?? '';
          return [{ caseId, reference, at: Date.parse(figures.waitsSince) }];
        })
        .sort((one, other) => one.at - other.at || (one.caseId < other.caseId ? -1 : 1));
      const rest = sorted.filter(
        ({ at, caseId }) => from === undefined || at > from.at || (at === from.at && caseId > from.id),
      );
      const shown = rest.slice(0, limit);
      const last = shown.at(-1);
      return Promise.resolve({
        items: shown.map(({ caseId, reference }) => ({ caseId, reference })),
        ...(rest.length > limit && last !== undefined
          ? { next: writeCursor({ at: last.at, id: last.caseId }) }
          : {}),
      });
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
    divert: (board, draft, ways, on) => {
      for (const way of ways) {
        const key = `${draft} ${way}`;
        if (!tables.diversions.has(key)) tables.diversions.set(key, { board, way, on });
      }
      return Promise.resolve();
    },
    diverted: (board, { from, to }) => {
      const counts = new Map<string, number>();
      for (const one of tables.diversions.values())
        if (one.board === board && from <= one.on && one.on <= to)
          counts.set(one.way, (counts.get(one.way) ?? 0) + 1);
      return Promise.resolve(counts);
    },
  };
}
