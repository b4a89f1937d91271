import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseStore } from '../../src/flows/ports.ts';
import type { Figures, FiguresRow, ReportLog } from '../../src/flows/reports/report-ports.ts';
import type { Report } from '../../src/flows/reports/report.ts';
import type { Period } from '../../src/report/period.ts';
import { caseIdFor, monday, newReference, someFigures, tuesday, written } from './case-fixture.ts';

export type OpenedReports = {
  readonly cases: CaseStore;
  readonly figures: Figures;
  readonly reportLog: ReportLog;
  readonly close: () => Promise<void>;
};

const december: Period = { from: '2026-12-01', to: '2026-12-31' };

/** What is kept for reports: the figures of cases, who took which report, and what left a board. */
export function reportsContract(name: string, open: () => Promise<OpenedReports>): void {
  describe(`reports (${name})`, () => {
    let opened: OpenedReports;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    async function found(board: string, period = december, agency?: string): Promise<readonly FiguresRow[]> {
      const all: FiguresRow[] = [];
      await opened.figures.each(board, period, agency, (rows) => void all.push(...rows));
      return all;
    }

    test('the figures of a case are written with each change of it, and only the last ones count', async () => {
      const reference = newReference();
      const board = `board-of-${reference.toLowerCase()}`;
      await written(opened.cases, { reference, figures: { board, alerts: [{ on: '2026-12-21' }] } });
      const figures = { board, closed: '2026-12-22', how: 'withdrawn', days: 1, themes: ['other'] } as const;
      await written(opened.cases, { reference, at: tuesday, figures });
      expect(await found(board)).toEqual([
        { caseId: caseIdFor(reference), reference, figures: someFigures(figures) },
      ]);
    });

    test('what belonged elsewhere is counted once for a raise that was begun, by answer, on the days of a period', async () => {
      const board = `board-of-${newReference().toLowerCase()}`;
      const { figures } = opened;
      const [one, other] = [caseIdFor(newReference()), caseIdFor(newReference())];
      await figures.divert(board, one, ['complaint', 'conduct'], '2026-12-01');
      await figures.divert(board, one, ['complaint'], '2026-12-02');
      await figures.divert(board, other, ['complaint'], '2026-12-31');
      await figures.divert(board, caseIdFor(newReference()), ['complaint'], '2027-01-01');
      await figures.divert(board, caseIdFor(newReference()), [], '2026-12-31');
      expect(Object.fromEntries(await figures.diverted(board, december))).toEqual({
        complaint: 2,
        conduct: 1,
      });
      expect(await figures.diverted('another-board', december)).toEqual(new Map());
    });

    test('cases are found that were raised by the last day and not closed before the first; of one agency where asked', async () => {
      const board = `board-of-${newReference().toLowerCase()}`;
      const put = async (figures: Parameters<typeof someFigures>[0]) => {
        const reference = newReference();
        await written(opened.cases, { reference, figures: { board, ...figures } });
        return reference;
      };
      await put({ raised: '2026-10-01', closed: '2026-11-30' });
      await put({ raised: '2027-01-01' });
      const first = await put({ raised: '2026-10-01', closed: '2026-12-01' });
      const last = await put({ raised: '2026-12-31', receiving: ['police'] });
      const referencesOf = async (agency?: string) =>
        (await found(board, december, agency)).map(({ reference }) => reference).sort();
      expect(await referencesOf()).toEqual([first, last].sort());
      expect(await referencesOf('police')).toEqual([last]);
      expect(await referencesOf('northbrook-council')).toEqual([first, last].sort());
      expect(await referencesOf('nobody')).toEqual([]);
    });

    test('figures that are worked out again from an older record never take the place of newer ones', async () => {
      const reference = newReference();
      const board = `board-of-${reference.toLowerCase()}`;
      const caseId = caseIdFor(reference);
      await written(opened.cases, { reference, figures: { board } });
      await written(opened.cases, { reference, at: tuesday, figures: { board, learning: 2 } });
      await opened.figures.keep(caseId, 1, someFigures({ board, learning: 1 }));
      expect((await found(board))[0]?.figures.learning).toBe(2);
      await opened.figures.keep(caseId, 2, someFigures({ board, learning: 3 }));
      expect((await found(board))[0]?.figures.learning).toBe(3);
      const isThere = async (all: boolean) =>
        (await opened.figures.missing(undefined, 1_000, all)).cases.some((one) => one.caseId === caseId);
      expect([await isThere(false), await isThere(true)]).toEqual([false, true]);
    });

    test('what waits for an answer is found the oldest first, page by page, and is gone once nothing waits', async () => {
      const board = `board-of-${newReference().toLowerCase()}`;
      const put = async (waitsSince: string | undefined, reference = newReference(), at = monday) => {
        const figures = { board, ...(waitsSince === undefined ? {} : { waitsSince }) };
        await written(opened.cases, { reference, at, figures });
        return reference;
      };
      await put(undefined);
      const [late, early, middle] = [
        await put('2026-12-20'),
        await put('2026-12-01'),
        await put('2026-12-10'),
      ];
      const all = async () => {
        const found: string[] = [];
        let after: string | undefined;
        for (;;) {
          const { items, next } = await opened.figures.waiting(board, after, 2);
          found.push(...items.map(({ reference }) => reference));
          if (next === undefined) return found;
          after = next;
        }
      };
      expect(await all()).toEqual([early, middle, late]);
      await put(undefined, middle, tuesday);
      expect(await all()).toEqual([early, late]);
      expect((await opened.figures.waiting(board, 'no cursor', 5)).items).toHaveLength(2);
      expect((await opened.figures.waiting('nobody', undefined, 5)).items).toEqual([]);
    });

    test('cases are looked at some at a time until all were; that none are missing is noted once', async () => {
      for (let more = 0; more < 3; more += 1)
        await written(opened.cases, { reference: newReference(), figures: {} });
      const looked: string[] = [];
      let upTo: string | undefined;
      do {
        const found = await opened.figures.missing(upTo, 2, true);
        looked.push(...found.cases.map(({ caseId }) => caseId));
        upTo = found.upTo;
      } while (upTo !== undefined);
      expect(looked.length).toBeGreaterThanOrEqual(3);
      expect(looked).toEqual([...new Set(looked)].sort());
      expect(await opened.figures.areWhole()).toBe(false);
      await opened.figures.noteWhole();
      await opened.figures.noteWhole();
      expect(await opened.figures.areWhole()).toBe(true);
    });

    test('who took which report is kept in order', async () => {
      const board = newReference();
      const taken = { board, ...december, person: 'bella', how: 'chat' } as const;
      await opened.reportLog.note({ ...taken, view: 'board', at: monday });
      await opened.reportLog.note({ ...taken, view: 'agency', how: 'csv, st-aldhelms', at: tuesday });
      expect(await opened.reportLog.ofBoard(board)).toEqual([
        { ...taken, view: 'board', at: monday },
        { ...taken, view: 'agency', how: 'csv, st-aldhelms', at: tuesday },
      ]);
    });

    test('what left a board for a year stays as it was given out first', async () => {
      const year = { from: '2025-04-01', to: '2026-03-31' };
      const board = newReference();
      const report: Report = {
        view: 'published',
        board,
        boardName: 'A board',
        title: 'A year',
        days: 'one year',
        ...year,
        made: monday.toISOString(),
        facts: [{ label: 'Closed', value: 12 }],
        tables: [{ id: 'a', title: 'A', columns: ['A', 'B'], rows: [{ label: 'one', cells: [null, 7] }] }],
        notes: [],
      };
      expect(await opened.reportLog.published(board, year)).toBeUndefined();
      expect(await opened.reportLog.publish(report, monday)).toEqual(report);
      expect(await opened.reportLog.publish({ ...report, facts: [] }, tuesday)).toEqual(report);
      expect(await opened.reportLog.published(board, year)).toEqual(report);
    });
  });
}
