import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBars } from '../../src/adapters/charts/draw-bars.ts';
import { writeDocx } from '../../src/adapters/documents/write-docx.ts';
import { writePdf } from '../../src/adapters/documents/write-pdf.ts';
import { documentPage } from '../../src/adapters/pages/document-page.ts';
import { reportDocument } from '../../src/flows/documents/report.ts';
import { cellOf, csvOf } from '../../src/flows/reports/csv.ts';
import { makeReport, type Wanted } from '../../src/flows/reports/make-report.ts';
import type { Cell, Report } from '../../src/flows/reports/report.ts';
import { reportLines } from '../../src/flows/reports/say-report.ts';
import type { Spoken } from '../../src/flows/reports/words.ts';
import type { CaseFigures } from '../../src/report/figures.ts';
import { at, shippedPolicy } from '../policy/policies.ts';
import { memoryFigures } from '../support/memory/memory-figures.ts';
import { memoryReportLog } from '../support/memory/memory-report-log.ts';
import { makeMemoryTables } from '../support/memory/memory-tables.ts';
import { someFigures } from '../contracts/case-fixture.ts';
import { readDocx, readPdf } from '../support/read-document.ts';
import { directoryOf } from '../support/shipped-case.ts';

/* Reports put together from the figures of cases, with numbers worked out by hand. Made on Monday 1 June 2026. */

const year = { from: '2025-04-01', to: '2026-03-31' };

/** A board's cases, on which reports are made. */
function cases(
  all: readonly Partial<CaseFigures>[],
  board = 'redbridge',
  draw: (many: number) => number = () => 0,
) {
  const tables = makeMemoryTables();
  const put = (figures: Partial<CaseFigures>) => {
    const id = `00000000-0000-4000-8000-${String(tables.figures.size).padStart(12, '0')}`;
    tables.figures.set(id, { version: 1, figures: someFigures({ board, raised: '2025-05-01', ...figures }) });
  };
  all.forEach(put);
  const needs = {
    figures: memoryFigures(tables),
    reportLog: memoryReportLog(tables),
    clock: { now: () => at('2026-06-01T10:00') },
    draw,
  };
  const spoken = spokenOf(board);
  return {
    put,
    figures: needs.figures,
    /** A case is still there, under this reference. */
    name: (nth: number, reference: string) => {
      const { each } = needs.figures;
      const figures = {
        ...needs.figures,
        each: (...[of, period, agency, take]: Parameters<typeof needs.figures.each>) =>
          each(of, period, agency, (rows) =>
            take(
              rows.map((row) =>
                row.caseId.endsWith(String(nth).padStart(12, '0')) ? { ...row, reference } : row,
              ),
            ),
          ),
      };
      Object.assign(needs, { figures });
    },
    ask: (wanted: Wanted) => makeReport(needs, spoken, wanted),
    take: async (wanted: Wanted): Promise<Report> => {
      const made = await makeReport(needs, spoken, wanted);
      if ('problem' in made) throw new Error(made.problem);
      return made;
    },
  };
}

const known = new Map<string, Spoken>();

/** The policy and the agencies of a board, read once. */
function spokenOf(board: string): Spoken {
  const spoken = known.get(board) ?? { policy: shippedPolicy(board), directory: directoryOf(board) };
  known.set(board, spoken);
  return spoken;
}

/** Settled at Stage 1 in the year, after so many working days. */
const settled = (days: number, more: Partial<CaseFigures> = {}): Partial<CaseFigures> => ({
  closed: '2025-06-02',
  how: 'resolved',
  reached: '1',
  settled: '1',
  days,
  stages: [{ stage: '1', days }],
  themes: ['communication'],
  ...more,
});

const withdrawn: Partial<CaseFigures> = {
  closed: '2025-06-02',
  how: 'withdrawn',
  days: 2,
  stages: [{ stage: '1', days: 2 }],
  themes: ['other'],
};

/** Tables of counts that leave the board, and those that divide all cases into parts. */
const divided = ['outcomes', 'raised-by'];
const counted = [...divided, 'themes', 'received-by', 'recommendations'];

/** Every number from one to four that is given in a table of counts. */
function fewIn({ tables }: Report): readonly Cell[] {
  return tables
    .filter(({ id }) => counted.includes(id))
    .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
    .filter((cell) => typeof cell === 'number' && cell > 0 && cell < 5);
}

const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);
const factsOf = ({ facts }: Report) => Object.fromEntries(facts.map(({ label, value }) => [label, value]));
const rowsOf = ({ tables }: Report, id: string): Readonly<Record<string, readonly Cell[]>> =>
  Object.fromEntries(
    (tables.find((one) => one.id === id)?.rows ?? []).map(({ label, cells }) => [label, cells]),
  );

describe('the board’s own report', () => {
  it('counts each case in the period in which it was closed, and those that are open apart', async () => {
    const all = cases([
      settled(2),
      settled(9),
      settled(4),
      settled(3, { closed: '2025-03-31', raised: '2025-03-01' }),
      settled(3, { closed: '2026-04-01' }),
      {
        raised: '2026-03-31',
        duties: [
          { stage: '1', duty: 'speak', by: ['st-aldhelms'], was: 'open', due: '2026-06-01T08:59:59.000Z' },
        ],
      },
      { raised: '2026-04-01' },
    ]);
    const report = await all.take({ view: 'board', period: year });
    expect(factsOf(report)).toMatchObject({
      // The one that was closed a day after the year, and the one of its last day, were raised in it too.
      'Disagreements raised in the period': 5,
      'Closed in the period': 3,
      'Raised by its last day and still open now': 1,
      'Of these, with something overdue now': 1,
      'Working days from when it arose, the middle of all': 4,
      'Working days from when it arose, shortest to longest': '2 to 9',
    });
    expect(rowsOf(report, 'stages')).toEqual({ 'Stage 1: Between the professionals': [3, 3, 4, '2 to 9'] });
  });

  it('tells limits by stage and by agency: in time, late, never, open, overdue', async () => {
    const duty = (was: 'in-time' | 'late' | 'never', by: string) => ({
      stage: '3',
      duty: 'speak',
      by: [by],
      was,
    });
    const at3 = { reached: '3', settled: '3', stages: [{ stage: '3', days: 2 }], office: 'content' } as const;
    const all = cases([
      settled(2, { ...at3, duties: [duty('in-time', 'st-aldhelms'), duty('late', 'northbrook-council')] }),
      settled(2, { ...at3, duties: [duty('in-time', 'st-aldhelms'), duty('never', 'st-aldhelms')] }),
      // The office sees nothing of this one: it counts by stage, and for no agency.
      settled(2, { ...at3, office: 'nothing', duties: [duty('in-time', 'st-aldhelms')] }),
    ]);
    const report = await all.take({ view: 'board', period: year });
    expect(rowsOf(report, 'duties')).toEqual({
      'Stage 3: spoke with the person who raised it': [3, 1, 1, 0, 0, '60%'],
    });
    expect(rowsOf(report, 'agency-duties')).toEqual({
      'St Aldhelm’s Hospital Trust': [2, 0, 1, 0, 0, '67%'],
      'Northbrook Council': [0, 1, 0, 0, 0, '0%'],
    });
    expect(rowsOf(report, 'agencies')).toEqual({
      'Northbrook Council': [2, 0],
      'St Aldhelm’s Hospital Trust': [0, 2],
    });
    expect(report.notes.join(' ')).toContain('1 of those that were closed never came to the board’s office');
  });

  it('of Cheshire East holds nothing of Steps 1 to 3 but what agencies reported', async () => {
    const reported = [{ stage: '2', agency: 'st-aldhelms' }];
    const all = cases(
      [
        settled(2, { office: 'nothing' }),
        settled(3, { office: 'outcomes', reached: '2', settled: '2', reported }),
        settled(9, { office: 'content', reached: '4', how: 'forum', themes: ['other'] }),
      ],
      'cheshire-east',
    );
    const report = await all.take({ view: 'board', period: year });
    expect(factsOf(report)).toMatchObject({ 'Closed in the period': 1 });
    expect(rowsOf(report, 'themes')).toEqual({ 'Something else': [1] });
    expect(Object.values(rowsOf(report, 'reported'))).toEqual([[1]]);
  });

  it('follows what a forum said, by reference and date, until its agency says what it did', async () => {
    const to = (agency: string, on: string, answer?: string) => ({
      stage: '4',
      to: agency,
      on,
      ...(answer === undefined ? {} : { answer }),
    });
    const recommendations = [
      to('st-aldhelms', '2025-06-02', 'will-act'),
      to('northbrook-council', '2025-06-02', 'acted-on'),
    ];
    const all = cases([
      { reached: '4', office: 'content', recommendations },
      settled(2, { office: 'content', reached: '4', recommendations: [to('st-aldhelms', '2025-05-09')] }),
      // The office sees nothing of this one.
      { reached: '4', recommendations },
    ]);
    const report = await all.take({ view: 'board', period: year });
    const table = report.tables.find(({ id }) => id === 'unanswered');
    expect(table?.title).toBe('Recommendations that wait for an answer');
    const at = 'Stage 4: The Independent Chair of the board';
    expect(table?.rows.map(({ cells }) => cells)).toEqual([
      ['St Aldhelm’s Hospital Trust', '2025-05-09', at, 'nothing', 'closed'],
      ['St Aldhelm’s Hospital Trust', '2025-06-02', at, 'will act on it', 'open'],
    ]);
  });

  it('tells what went beside the ladder: straight to a stage, another board, a referral, and what belonged elsewhere', async () => {
    const referred = { on: '2025-05-02', referred: true } as const;
    const all = cases(
      [
        settled(2, { office: 'content', straightTo: ['3'], otherBoard: true }),
        settled(2, { straightTo: ['3'], alerts: [referred, { on: '2025-05-03' }] }),
        settled(2, { closed: '2024-06-03', straightTo: ['3'], otherBoard: true }),
      ],
      'cheshire-east',
    );
    const { figures } = all;
    await figures.divert('cheshire-east', 'a', ['complaint', 'out-of-scope'], '2025-04-01');
    await figures.divert('cheshire-east', 'b', ['complaint'], '2026-03-31');
    await figures.divert('cheshire-east', 'c', ['complaint'], '2026-04-01');
    const report = await all.take({ view: 'board', period: year });
    // The office is to hear nothing of a case that never came to it.
    expect(rowsOf(report, 'beside')).toEqual({
      "Went straight to Step 3: Between the agencies' representatives on the board": [1],
      'Another board was told': [1],
    });
    expect(rowsOf(report, 'diverted')).toEqual({
      'It is a complaint about a service': [2, 'another route was shown, and no case was opened'],
      'Not what this procedure is for': [1, 'another route was shown, and no case was opened'],
    });
    expect(factsOf(report)).toMatchObject({ 'Immediate risks after which the adult was referred': 0 });
    expect(
      factsOf(await cases([settled(2, { alerts: [referred] })]).take({ view: 'board', period: year })),
    ).not.toHaveProperty('Immediate risks after which the adult was referred');
  });

  it('lists where people wrote how well the policy worked, by reference, and says nothing of what they wrote', async () => {
    const written = [{ form: 'monitoring', field: 'effectiveness' }];
    const all = cases(
      [
        settled(2, { office: 'content', written }),
        settled(2, { office: 'content', written }),
        settled(2, { office: 'content' }),
        // The office sees nothing of this one, that one is not closed, and the last was closed before.
        settled(2, { written }),
        { office: 'content', written },
        settled(2, { office: 'content', written, closed: '2025-03-31' }),
      ],
      'hertfordshire',
    );
    all.name(0, 'HER-4F7K2');
    const report = await all.take({ view: 'board', period: year });
    const [row] = Object.entries(rowsOf(report, 'to-read'));
    expect(row?.[0]).toContain('How well the policy and practice worked in resolving it');
    expect(row?.[1]).toEqual([2, 'HER-4F7K2; 1 erased']);
    expect(report.tables.find(({ id }) => id === 'to-read')?.rows).toHaveLength(1);
    const outside = await all.take({ view: 'published', period: year });
    expect(JSON.stringify(outside)).not.toContain('HER-4F7K2');
  });

  it('tells recommendations, learning, alerts and the answers in the board’s forms', async () => {
    const recommendations = [
      { stage: '4', to: 'st-aldhelms', answer: 'acted-on' },
      { stage: '4', to: 'st-aldhelms' },
    ];
    const all = cases([
      settled(2, { office: 'content', how: 'forum', reached: '4', recommendations, learning: 2 }),
      settled(2, { alerts: [{ on: '2025-05-02', minutes: 10 }, { on: '2025-05-03' }] }),
    ]);
    const report = await all.take({ view: 'board', period: year });
    expect(rowsOf(report, 'recommendations')).toEqual({
      'St Aldhelm’s Hospital Trust': [2, 1, 0, 0, 0, 1],
    });
    expect(factsOf(report)).toMatchObject({
      'Learning points noted in them': 2,
      'Immediate risks reported in the period': 2,
      'Minutes until somebody said what is in place, the middle of all': 10,
    });
    const [form] = shippedPolicy('hertfordshire').forms;
    const field = form?.fields.find(({ type }) => type.startsWith('yes-no'));
    const answered = { form: form?.id ?? '', field: field?.id ?? '', chosen: 'yes' };
    const herts = cases([settled(2, { answers: [answered] }), settled(2)], 'hertfordshire');
    const answers = rowsOf(await herts.take({ view: 'board', period: year }), `form-${answered.form}`);
    expect(answers).toEqual({ [`${field?.label ?? ''}: yes`]: [1] });
  });
});

describe('what leaves the board', () => {
  it('gives no number from one to four, names no agency, and stays the same when it is taken again', async () => {
    const all = cases([
      ...times(20, settled(3)),
      ...times(
        3,
        settled(8, {
          reached: '2',
          settled: '2',
          stages: [
            { stage: '1', days: 4 },
            { stage: '2', days: 4 },
          ],
        }),
      ),
      ...times(7, withdrawn),
    ]);
    const report = await all.take({ view: 'published', period: year });
    expect(factsOf(report)).toMatchObject({
      'Closed in the year': 30,
      'Immediate risks reported in the year': 'fewer than 5',
    });
    const outcomes = rowsOf(report, 'outcomes');
    expect(outcomes['Stage 2: Between the line managers: settled']).toEqual([null]);
    // One other is left out with it, else it were 30 less the others.
    expect(Object.values(outcomes).filter(([cell]) => cell === null).length).toBeGreaterThan(1);
    const said = JSON.stringify(report);
    for (const agency of directoryOf('redbridge').agencies.values()) expect(said).not.toContain(agency.name);
    expect(fewIn(report)).toEqual([]);
    all.put(settled(3));
    expect(await all.take({ view: 'published', period: year })).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('leaves whoever adds and takes away all that is given with no single number, whatever the cases are', async () => {
    const agencies = ['northbrook-council', 'st-aldhelms', 'eastmere-police', 'lantern-homes'];
    const one = fc.record({
      stage: fc.constantFrom('1', '1', '1', '2', '3', '4'),
      how: fc.constantFrom('resolved', 'resolved', 'resolved', 'withdrawn', 'forum'),
      theme: fc.constantFrom('communication', 'communication', 'other', 'drift-or-closure'),
      raising: fc.constantFrom(...agencies),
      receiving: fc.constantFrom(...agencies),
      learning: fc.constantFrom(0, 0, 1),
      draw: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 5, maxLength: 40 }), async (drawn) => {
        const all = cases(
          drawn.map(({ stage, how, theme, raising, receiving, learning }) => ({
            closed: '2025-06-02',
            how: how as 'resolved',
            reached: stage,
            ...(how === 'resolved' ? { settled: stage } : {}),
            days: 3,
            stages: [{ stage, days: 3 }],
            themes: [theme],
            raising,
            receiving: [receiving],
            learning,
          })),
          'redbridge',
          (many) => (drawn[0]?.draw ?? 0) % many,
        );
        const report = await all.take({ view: 'published', period: year });
        expect(fewIn(report)).toEqual([]);
        const learnt = factsOf(report)['From which something was learnt'];
        const parts = [
          ...report.tables
            .filter(({ id }) => divided.includes(id))
            .map(({ rows }) => rows.map(({ cells }) => cells[0] ?? null)),
          typeof learnt === 'number' ? [learnt, drawn.length - learnt] : [null, null],
        ];
        for (const cells of parts) {
          const left =
            drawn.length -
            cells.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? cell : 0), 0);
          const hidden = cells.filter((cell) => cell === null).length;
          // Nothing is left out and all is told, or each that is left out may be nought or one, and five or more.
          if (hidden === 0) expect(left).toBe(0);
          else
            expect([hidden > 1, left - (hidden - 1) >= 5 || hidden === cells.length]).toEqual([true, true]);
        }
        expect(typeof learnt === 'number' && learnt > 0 && learnt < 5).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is of one whole year that is over, and of nothing that overlaps it', async () => {
    const all = cases(times(30, settled(3)));
    for (const period of [
      { from: '2025-04-01', to: '2025-06-30' },
      { from: '2026-04-01', to: '2026-05-31' },
      { from: '2025-01-01', to: '2025-12-31' },
    ])
      expect(await all.ask({ view: 'published', period })).toMatchObject({
        problem: expect.stringContaining('one whole financial year') as string,
      });
  });

  it('says nothing but that there were few, where fewer than five were closed', async () => {
    const report = await cases(times(4, settled(3))).take({ view: 'published', period: year });
    expect(report.facts).toEqual([{ label: 'Disagreements closed in the year', value: 'fewer than 5' }]);
    expect(report.tables).toEqual([]);
  });
});

describe('lists that can be taken out', () => {
  it('an agency’s own: what it raised and received, and what came of Steps 1 to 4', async () => {
    const all = cases(
      [
        settled(3, {
          raising: 'st-aldhelms',
          receiving: ['northbrook-council'],
          reached: '2',
          settled: '2',
          stages: [
            { stage: '1', days: 1 },
            { stage: '2', days: 2 },
          ],
          reported: [{ stage: '2', agency: 'st-aldhelms' }],
        }),
        { raised: '2025-06-01' },
        { raised: '2025-06-01', raising: 'northbrook-council', receiving: ['eastmere-police'] },
      ],
      'cheshire-east',
    );
    const report = await all.take({ view: 'agency', agency: 'st-aldhelms', period: year });
    const [table] = report.tables;
    expect(table?.columns.slice(5, 9)).toEqual(['1', '2', '3', '4'].map((id) => `Step ${id}: outcome`));
    expect(table?.rows.map(({ cells }) => cells)).toEqual([
      ['2025-05-01', 'raised it', 'Northbrook Council', 'Communication', 'not settled, went on', 'settled', '', '', 'Step 2', 'Settled at Step 2', '2025-06-02'],
      ['2025-06-01', 'received it', 'Northbrook Council', '', 'open', '', '', '', '', 'Open', ''],
    ]); // prettier-ignore
  });

  it('the register of Rotherham: what came to Stage 3 or 4, and nothing of what did not', async () => {
    const at3 = { reached: '3', stages: [{ stage: '1' }, { stage: '3' }], office: 'content' } as const;
    const all = cases(
      [{ ...at3 }, settled(2), { ...at3, closed: '2025-07-01', how: 'withdrawn' }],
      'rotherham',
    );
    const report = await all.take({ view: 'register', period: year });
    expect(factsOf(report)).toEqual({ 'In the register': 2, 'Still open now': 1 });
    expect(report.tables[0]?.rows.map(({ cells }) => cells[5])).toEqual(['Open', 'Withdrawn']);
  });

  it('what the panels of Rotherham decided in a year: sectors and themes, no agency and no reference', async () => {
    const recommendations = [{ stage: '4', to: 'st-aldhelms', answer: 'acted-on' }];
    const all = cases(
      [settled(10, { how: 'forum', reached: '4', office: 'content', recommendations }), settled(2)],
      'rotherham',
    );
    const report = await all.take({ view: 'panel', period: year });
    expect(report.tables[0]?.rows).toHaveLength(1);
    expect(report.tables[0]?.rows[0]?.cells.slice(4)).toEqual([1, 1, 10]);
    expect(JSON.stringify(report)).not.toContain('St Aldhelm');
  });
});

describe('a report', () => {
  const odd: Report = {
    view: 'board',
    board: 'redbridge',
    boardName: 'A board',
    marking: 'OFFICIAL',
    title: 'A report',
    days: 'some days',
    ...year,
    made: '2026-06-01T09:00:00.000Z',
    facts: [{ label: 'Closed', value: 12 }],
    tables: [
      {
        id: 'odd',
        title: 'A "table", with commas',
        columns: ['What', 'Some', 'Others'],
        rows: [
          { label: '=HYPERLINK("x")', cells: [7, null] },
          { label: '<script>alert(1)</script> & more', cells: [3, 12] },
        ],
        chart: { columns: [0, 1], stacked: false },
      },
    ],
    notes: ['<b>A note</b>'],
  };

  it('as CSV quotes what has to be, leaves numbers alone and starts no formula', () => {
    expect(csvOf(odd).split('\r\n')).toEqual([
      'table,row,column,value',
      'The period,Closed,value,12',
      '"A ""table"", with commas","\'=HYPERLINK(""x"")",Some,7',
      '"A ""table"", with commas","\'=HYPERLINK(""x"")",Others,not given',
      '"A ""table"", with commas",<script>alert(1)</script> & more,Some,3',
      '"A ""table"", with commas",<script>alert(1)</script> & more,Others,12',
      '',
    ]);
    expect(['+1', '-1', '@a', '\ta', '\ra', 'a=b', ''].map(cellOf)).toEqual([
      "'+1",
      "'-1",
      "'@a",
      "'\ta",
      '"\'\ra"',
      'a=b',
      '',
    ]);
    expect(csvOf(odd, { bom: true }).startsWith('\uFEFFtable,')).toBe(true);
  });

  it('as a page has its marking, every number in a table and in words, and nothing that is fetched or run', () => {
    const page = documentPage(reportDocument(odd, drawBars));
    expect(page).toContain('<p class="marking">OFFICIAL</p>');
    expect(page).toContain('role="img"><title>');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; more: some 3, others 12');
    expect(page).toContain('&lt;b&gt;A note&lt;/b&gt;');
    expect(page).not.toMatch(/<script|<b>|javascript:|\bon[a-z]+="|<image|@import|url\((?!#)/iu);
    expect(page).toContain('<td class="number">not given</td>');
  });

  it('as PDF and for Word has its drawing, what that says in words, and every number in a table', async () => {
    const document = reportDocument(odd, drawBars);
    const says = 'alert(1)</script> & more: some 3, others 12';
    const { pages, roles } = await readPdf(await writePdf(document));
    expect(roles).toContain('Figure');
    const all = pages.join(' ');
    // In the drawing, and at the head of the table.
    expect(all.match(/Others/gu)).toHaveLength(2);
    expect(all.replaceAll(/\s+/gu, ' ')).toContain(says);
    expect(all.match(/A report/gu)).toHaveLength(1);
    const { text, names, xml } = readDocx(await writeDocx(document));
    const drawing = names.find((name) => name.endsWith('.svg')) ?? '';
    expect(xml(drawing)).toContain('<title>');
    expect(text).toContain(says);
    expect(text).toContain('|Others|');
    expect(text).toContain('not given');
  });

  it('as text stands in columns', () => {
    expect(reportLines(odd).join('\n')).toContain('=HYPERLINK("x")                      7  not given');
  });
});
