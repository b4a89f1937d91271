import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { openLog } from '../adapters/system/log.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { policyOf } from '../compose/known-boards.ts';
import { reportFile, reportPage } from '../compose/report-page.ts';
import { csvOf } from '../flows/reports/csv.ts';
import { forumWordsOf } from '../flows/reports/forum-words.ts';
import { makeReport, type Wanted } from '../flows/reports/make-report.ts';
import type { OpenWords } from '../flows/reports/panel-report.ts';
import { rebuildFigures } from '../flows/reports/rebuild-figures.ts';
import type { Report } from '../flows/reports/report.ts';
import { reportLines } from '../flows/reports/say-report.ts';
import { civilDateOf } from '../policy/civil.ts';
import { sayDate } from '../policy/say-date.ts';
import { namedPeriod, readPeriod, type Period, type PeriodName } from '../report/period.ts';
import { count, say, sayJson, table, type WithJson } from './say.ts';
import { withDatabase, type Kept } from './with-database.ts';

/** `concordat report BOARD`, `report taken` and `report rebuild`. */
export function addReportCommands(program: Command): void {
  const reports = program.command('report').description('figures of a board’s cases over a period');
  reports
    .command('make', { isDefault: true })
    .description(
      'the figures of a period, for the board’s office; or what may leave the board, an agency’s own, a list',
    )
    .argument('<board>', 'the board’s id, such as redbridge')
    .option('--from <day>', 'the first day, such as 2026-04-01')
    .option('--to <day>', 'the last day; it is counted too')
    .option(
      '--period <name>',
      'in place of days: this-year (from 1 April to today), last-year or last-quarter',
    )
    .option('--published', 'what may leave the board: one whole year, and no number under five')
    .option(
      '--agency <id>',
      'this agency’s own: all that it raised and received, with what came of each stage',
    )
    .option('--register', 'the board’s register as a list')
    .option('--panel', 'all that the board’s forums recommended or decided, without names')
    .option(
      '--reveal',
      'goes with --panel: what they wrote as well; that you looked, and why, is recorded for good',
    )
    .option('--reason <text>', 'why you need to read it; goes with --reveal')
    .option('--json', 'as JSON')
    .option('--csv <file>', 'into a CSV file, for a spreadsheet')
    .option('--bom', 'goes with --csv: begin the file so that older spreadsheets know its letters')
    .option('--html <file>', 'into a page with charts, to read and to print')
    .option('--pdf <file>', 'as PDF with charts, to print and to file')
    .option('--docx <file>', 'for Word, with charts, to work on')
    .addHelpText(
      'after',
      '\nExample: concordat report redbridge --from 2026-04-01 --to 2026-06-30' +
        '\nExample: concordat report redbridge --period last-year --published --pdf report.pdf' +
        '\nExample: concordat report cheshire-east --period this-year --agency st-aldhelms --csv challenges.csv',
    )
    .action(takeReport);
  reports
    .command('taken')
    .description('who took which report of a board, and when')
    .argument('<board>', 'the board’s id, such as redbridge')
    .option('--json', 'as JSON, in UTC')
    .addHelpText('after', '\nExample: concordat report taken redbridge')
    .action(showTaken);
  reports
    .command('rebuild')
    .description('works out the figures of every case again from its record')
    .addHelpText('after', '\nExample: concordat report rebuild')
    .action(rebuild);
}

type Options = WithJson & {
  readonly from?: string;
  readonly to?: string;
  readonly period?: string;
  readonly published?: boolean;
  readonly agency?: string;
  readonly register?: boolean;
  readonly panel?: boolean;
  readonly reveal?: boolean;
  readonly reason?: string;
  readonly csv?: string;
  readonly bom?: boolean;
  readonly html?: string;
  readonly pdf?: string;
  readonly docx?: string;
};

async function takeReport(board: string, options: Options): Promise<void> {
  oneOf(options);
  const report = await withDatabase((kept) => reportOf(kept, board, options));
  const { csv, html, pdf, docx, json, bom } = options;
  if (csv !== undefined) await write(csv, csvOf(report, { bom: bom === true }), options);
  if (html !== undefined) await write(html, await reportPage(report), options);
  if (pdf !== undefined) await write(pdf, await reportFile(report, 'pdf'), options);
  if (docx !== undefined) await write(docx, await reportFile(report, 'docx'), options);
  if (json === true) sayJson(report);
  else if ([csv, html, pdf, docx].every((file) => file === undefined))
    for (const line of reportLines(report)) say(line);
}

/** Views shut each other out. */
function oneOf({ published, agency, register, panel, bom, csv, reveal, reason }: Options): void {
  const views = [published, agency !== undefined, register, panel].filter((view) => view === true);
  if (views.length > 1)
    throw new CommandProblem('Of --published, --agency, --register and --panel only one can be given.', 2);
  if (reveal === true && panel !== true) throw new CommandProblem('--reveal goes with --panel.', 2);
  if ((reveal === true) !== ((reason?.trim() ?? '') !== ''))
    throw new CommandProblem(
      '--reveal and --reason "why you need to read it" go together. Both are recorded with each case.',
      2,
    );
  if (bom === true && csv === undefined) throw new CommandProblem('--bom goes with --csv FILE.', 2);
}

async function reportOf(kept: Kept, board: string, options: Options): Promise<Report> {
  const { people, policies, figures, reportLog, clock } = kept;
  const now = clock.now();
  const period = periodOf(options, civilDateOf(now));
  // One that nobody ever heard of is a slip, and the command says which boards there are.
  const policy = policies.current(board)?.policy ?? (await policyOf(board)).policy;
  const directory = people.directory();
  const { agency } = options;
  if (agency !== undefined && !directory.agencies.has(agency)) {
    const known = [...directory.agencies.values()].filter(({ boards }) => boards.includes(board));
    throw new CommandProblem(
      `There is no agency "${agency}" in the directory. Those of this board: ${known.map(({ id }) => id).join(', ')}.`,
      2,
    );
  }
  const needs = { figures, reportLog, clock, draw: (many: number) => randomInt(many) };
  const made = await makeReport(needs, { policy, directory }, wantedOf(options, period, kept));
  if ('problem' in made) throw new CommandProblem(made.problem, 2);
  const how = [...waysOut(options), ...(agency === undefined ? [] : [agency])].join(', ');
  await reportLog.note({ board, view: made.view, ...period, person: whoTyped(), how, at: now });
  return made;
}

function whoTyped(): string {
  return `command line: ${userInfo().username}`;
}

function wantedOf(options: Options, period: Period, kept: Kept): Wanted {
  const { published, agency, register, panel, reason } = options;
  if (agency !== undefined) return { view: 'agency', agency, period };
  if (published === true) return { view: 'published', period };
  if (register === true) return { view: 'register', period };
  if (panel !== true) return { view: 'board', period };
  return {
    view: 'panel',
    period,
    ...(reason === undefined ? {} : { openWords: openingWords(kept, reason) }),
  };
}

/** Opens what the forums of a case wrote, once it is recorded with the case who looked and why. */
function openingWords(kept: Kept, reason: string): OpenWords {
  const vault = kept.vaults();
  return async (caseId) => {
    const at = kept.clock.now();
    const what = `what the forum wrote, for a report on the command line: ${reason.trim()}`;
    await kept.access.note({ caseId, person: whoTyped(), what, at });
    return forumWordsOf({ cases: kept.cases, vault }, caseId, at);
  };
}

function waysOut(options: Options): readonly string[] {
  const files = (['csv', 'html', 'pdf', 'docx'] as const).filter((way) => options[way] !== undefined);
  const ways = [...files, ...(options.json === true ? ['json'] : [])];
  return ways.length === 0 ? ['text'] : ways;
}

const names: readonly string[] = ['this-year', 'last-year', 'last-quarter'] satisfies readonly PeriodName[];

function isName(name: string): name is PeriodName {
  return names.includes(name);
}

function periodOf({ from, to, period }: Options, today: string): Period {
  if (period !== undefined) {
    if (from !== undefined || to !== undefined)
      throw new CommandProblem('--period stands in place of --from and --to. Give one or the other.', 2);
    if (!isName(period))
      throw new CommandProblem(`There is no period "${period}". There can be: ${names.join(', ')}.`, 2);
    return namedPeriod(period, today);
  }
  if (from === undefined || to === undefined)
    throw new CommandProblem(
      'Say which days the report is of: --from 2026-04-01 --to 2026-06-30, or --period last-quarter.',
      2,
    );
  const read = readPeriod(from, to, today);
  if ('problem' in read) throw new CommandProblem(read.problem, 2);
  return read.period;
}

async function write(file: string, content: string | Uint8Array, { json }: Options): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new CommandProblem(
      `${file} cannot be written (${code}). Check its name, and that you may write in its folder.`,
      1,
    );
  }
  if (json !== true) say(`Written: ${file}`);
}

async function showTaken(board: string, { json }: WithJson): Promise<void> {
  const taken = await withDatabase(async ({ reportLog, people, policies }) => {
    if (!policies.boards().includes(board)) await policyOf(board);
    const names = new Map([...people.former(), ...people.directory().people]);
    const all = await reportLog.ofBoard(board);
    return all.map((one) => ({ ...one, person: names.get(one.person)?.name ?? one.person }));
  });
  if (json === true) sayJson(taken);
  else if (taken.length === 0) say('Nobody has taken a report of this board yet.');
  else
    for (const line of table(
      taken.map(({ at, person, view, from, to, how }) => [
        sayDate(at),
        person,
        view,
        `${from} to ${to}`,
        how,
      ]),
    ))
      say(line);
}

async function rebuild(): Promise<void> {
  const { done, failed } = await withDatabase((kept) =>
    rebuildFigures({ ...kept, log: openLog('warn') }, 'all'),
  );
  say(`Worked out again: the figures of ${count(done, 'case', 'cases')}.`);
  if (failed > 0)
    throw new CommandProblem(
      `${count(failed, 'case', 'cases')} could not be worked out. The log above says which, and why.`,
    );
}
