import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/flows/reports/report.ts';
import { caseIdFor, someChange } from '../contracts/case-fixture.ts';
import { concordatHere } from '../support/command-line.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { idOf, openKept, practiceKey } from '../support/kept.ts';
import { readDocx, readPdf } from '../support/read-document.ts';

/* The command line's reports, on one database: Amara raised one disagreement with Tom, on Monday 2 June 2025. */

const demoFile = fileURLToPath(new URL('../../demo/directory.yaml', import.meta.url));
const spring = ['--from', '2025-04-01', '--to', '2025-06-30'];

let database: FreshDatabase;
let folder: string;
let environment: Readonly<Record<string, string>>;

const report = (...args: readonly string[]) => concordatHere(['report', ...args], environment);

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'concordat-report-'));
  environment = {
    DATABASE_URL: database.url,
    CONCORDAT_KEYS: `practice:${practiceKey.toString('base64')}`,
    CONCORDAT_FOLDER: folder,
  };
  await concordatHere(['directory', 'import', demoFile], environment);
  const { kept, close, raise } = await openKept(database, '2025-06-02T10:00');
  const by = idOf(kept, 'amara.quill@example.org');
  await raise('RED-4F7K2', { by, to: idOf(kept, 'tom.pennywort@example.org'), about: 'the discharge' });
  await close();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.close();
});

describe('concordat report', () => {
  it('tells a board’s figures, writes them to files, and keeps who took what', async () => {
    const { exit, out, err } = await report('redbridge', ...spring);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toMatch(/^Disagreements raised in the period +1$/mu);
    expect(out).toMatch(/^Closed in the period +0$/mu);
    const [csv, html] = [join(folder, 'challenges.csv'), join(folder, 'report.html')];
    const [pdf, docx] = [join(folder, 'report.pdf'), join(folder, 'report.docx')];
    const files = await report(
      'redbridge',
      ...spring,
      '--agency',
      'st-aldhelms',
      '--csv',
      csv,
      '--html',
      html,
      '--pdf',
      pdf,
      '--docx',
      docx,
    );
    const written = [csv, html, pdf, docx].map((file) => `Written: ${file}\n`).join('');
    expect(files).toMatchObject({ exit: 0, out: written });
    expect((await readPdf(new Uint8Array(await readFile(pdf)))).pages.join(' ')).toContain('RED-4F7K2');
    expect(readDocx(await readFile(docx)).text).toContain('RED-4F7K2');
    expect(await readFile(csv, 'utf8')).toMatch(/^RED-4F7K2,2025-06-02,received it,Northbrook Council,/mu);
    expect(await readFile(html, 'utf8')).toContain('RED-4F7K2');
    const json = await report('redbridge', ...spring, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ view: 'board', from: '2025-04-01', to: '2025-06-30' });
    const taken = await report('taken', 'redbridge', '--json');
    expect(
      (JSON.parse(taken.out) as readonly { view: string; how: string }[]).map(({ view, how }) => [view, how]),
    ).toEqual([
      ['board', 'text'],
      ['agency', 'csv, html, pdf, docx, st-aldhelms'],
      ['board', 'json'],
    ]);
  });

  it('works out the figures again of cases that have none, as after an upgrade', async () => {
    await database.pool.query('delete from concordat.case_figures');
    expect((await report('redbridge', ...spring)).out).toMatch(/raised in the period +0$/mu);
    expect(await report('rebuild')).toMatchObject({
      exit: 0,
      out: 'Worked out again: the figures of 1 case.\n',
    });
    expect((await report('redbridge', ...spring)).out).toMatch(/raised in the period +1$/mu);
  });

  it.each([
    [['redbridge'], /Say which days/],
    [['redbridge', '--from', '2025-06-30', '--to', '2025-04-01'], /is after the last/],
    [['redbridge', '--from', '2025-06-31', '--to', '2025-07-01'], /"2025-06-31" is not a day/],
    [['redbridge', '--from', '2025-04-01', '--to', '2999-01-01'], /still to come/],
    [['redbridge', '--period', 'last-month'], /There can be: this-year, last-year, last-quarter/],
    [['redbridge', '--period', 'last-year', ...spring], /Give one or the other/],
    [['redbridge', ...spring, '--published'], /one whole financial year/],
    [['redbridge', ...spring, '--register', '--panel'], /only one/],
    [['redbridge', ...spring, '--agency', 'nobody'], /There is no agency "nobody"/],
    [['redbridge', ...spring, '--bom'], /goes with --csv/],
    [['redbridge', ...spring, '--reveal', '--reason', 'a'], /goes with --panel/],
    [['redbridge', ...spring, '--panel', '--reveal'], /go together/],
    [['nowhere', ...spring], /There is no board "nowhere"/],
  ])('%j is refused in one sentence', async (args, says) => {
    const { exit, out, err } = await report(...args);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(says);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('puts together what the forums wrote in a year, once it is kept who looked at it and why', async () => {
    const { kept, close } = await openKept(database, '2025-06-20T10:00');
    const caseId = caseIdFor('RED-FORUM');
    const vault = await kept.vaults().forCase(caseId);
    const recommendations = ['Meet each month.', 'Ring Mrs Example first.'].map((text, index) => {
      return { id: String(index + 1), to: 'st-aldhelms', words: vault.seal(text) };
    });
    const event = { type: 'RecommendationsMade', by: 'somebody', recommendations } as const;
    const figures = {
      raised: '2025-06-02',
      closed: '2025-06-20',
      how: 'forum',
      office: 'content',
      recommendations: [{ stage: '4', to: 'st-aldhelms' }],
    } as const;
    const change = someChange({ reference: 'RED-FORUM', events: [event], figures });
    await kept.cases.change(caseId, 'forum', () => ({
      change: { ...change, sealed: vault.rows() },
      result: undefined,
    }));
    const from = ['redbridge', ...spring, '--panel', '--json'];
    expect((await report(...from)).out).not.toContain('Meet each month.');
    const { out } = await report(...from, '--reveal', '--reason', 'the report of the year');
    const tables = (JSON.parse(out) as Report).tables;
    expect(tables.find(({ id }) => id === 'panel-words')?.rows).toEqual([
      { label: '1', cells: ['Meet each month.', ''] },
      { label: '1', cells: ['Ring Mrs Example first.', 'It seems to hold something personal'] },
    ]);
    expect((await kept.access.ofCase(caseId)).map(({ what }) => what)).toEqual([
      'what the forum wrote, for a report on the command line: the report of the year',
    ]);
    await close();
  });
});
