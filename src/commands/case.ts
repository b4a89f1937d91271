import type { Command } from 'commander';
import { everyCase, type AnyCase } from '../adapters/postgres/every-case.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { policyOf } from '../compose/known-boards.ts';
import { wordsOfDuty } from '../flows/wording/duty-words.ts';
import type { Place } from '../flows/wording/forum-words.ts';
import type { Policy } from '../policy/policy.ts';
import { sayDate } from '../policy/say-date.ts';
import { say, sayJson, table, type WithJson } from './say.ts';
import { anchor } from './anchor-cases.ts';
import { eraseCases } from './erase-cases.ts';
import { exportCase } from './export-case.ts';
import { holdCase, releaseCase } from './hold-case.ts';
import { showCase } from './show-case.ts';
import { verify } from './verify-cases.ts';
import { withDatabase } from './with-database.ts';
import { writeCaseDocument } from './write-case-document.ts';

/** `concordat case list | show | verify | anchor | erase | hold | release | export | document`. */
export function addCaseCommands(program: Command): void {
  const cases = program.command('case').description('the cases and their record');
  cases
    .command('list')
    .description('every case, the last one opened first: where it stands and what is owed next')
    .option('--board <board>', 'only of this board, such as redbridge')
    .option('--open', 'only open ones')
    .option('--closed', 'only closed ones')
    .option('--json', 'as JSON, in UTC')
    .addHelpText('after', '\nExample: concordat case list --board redbridge --open')
    .action(listCases);
  cases
    .command('show')
    .description('the record of a case, entry by entry; what people wrote stays sealed unless you reveal it')
    .argument('<reference>', 'the reference of the case, such as RED-4F7K2')
    .option('--reveal', 'also what people wrote; that you looked, and why, is recorded for good')
    .option('--reason <text>', 'why you need to read it; goes with --reveal')
    .option('--json', 'as JSON, in UTC')
    .addHelpText(
      'after',
      '\nExample: concordat case show RED-4F7K2\nExample: concordat case show RED-4F7K2 --reveal --reason "subject access request of 4 May"',
    )
    .action(showCase);
  cases
    .command('verify')
    .description(
      'whether the record of every case, or of one, is what was written; what was changed, put in or taken out is named',
    )
    .argument(
      '[reference]',
      'one case alone, such as RED-4F7K2; with CONCORDAT_KEYS its sealed texts are checked too',
    )
    .option('--against <file>', 'also against a file of anchors that was kept elsewhere')
    .option('--json', 'as JSON, in UTC')
    .addHelpText(
      'after',
      '\nExample: concordat case verify\nExample: concordat case verify --against /mnt/kept/anchors-2026-12-22.json',
    )
    .action(verify);
  cases
    .command('anchor')
    .description(
      'how far the record of every case has come, for a file that is kept where the database is not',
    )
    .requiredOption('--to <file>', 'the file to write, or - for standard output')
    .addHelpText('after', '\nExample: concordat case anchor --to /mnt/kept/anchors-2026-12-22.json')
    .action(anchor);
  cases
    .command('erase')
    .description(
      'what people wrote in closed cases whose time is over, or in one case: lists them, and with --confirm erases it for ever; what happened and when stays',
    )
    .option('--due', 'every case that closed longer ago than its board keeps cases')
    .option('--board <board>', 'only of this board; goes with --due')
    .option('--case <reference>', 'one closed case, on request, such as RED-4F7K2')
    .option('--confirm', 'erase, and do not only list')
    .option('--by <name>', 'who has it erased; goes with --confirm')
    .option('--reason <text>', 'why, without any name; goes with --confirm, and is kept for good')
    .option('--json', 'as JSON, in UTC')
    .addHelpText(
      'after',
      '\nExample: concordat case erase --due --board redbridge\nExample: concordat case erase --due --confirm --by "Bella Example" --reason "yearly review of 5 January"',
    )
    .action(eraseCases);
  cases
    .command('hold')
    .description('nothing of a case may be erased until it is released, whatever its time')
    .argument('<reference>', 'the reference of the case, such as RED-4F7K2')
    .requiredOption('--by <name>', 'who holds it')
    .requiredOption('--reason <text>', 'why; the people of the case can read it in its record')
    .addHelpText(
      'after',
      '\nExample: concordat case hold RED-4F7K2 --by "Bella Example" --reason "inquest, order 12/2027"',
    )
    .action(holdCase);
  cases
    .command('release')
    .description('a case that was held may be erased again when its time is over')
    .argument('<reference>', 'the reference of the case, such as RED-4F7K2')
    .requiredOption('--by <name>', 'who releases it')
    .requiredOption('--reason <text>', 'why; the people of the case can read it in its record')
    .addHelpText(
      'after',
      '\nExample: concordat case release RED-4F7K2 --by "Bella Example" --reason "the inquest is over"',
    )
    .action(releaseCase);
  cases
    .command('export')
    .description(
      'the record of a case as a file that anybody can check with SHA-256; that it was exported, and why, is recorded for good',
    )
    .argument('<reference>', 'the reference of the case, such as RED-4F7K2')
    .requiredOption('--to <file>', 'the file to write; one that is there stays as it is')
    .requiredOption('--reason <text>', 'why, without any name; it is kept for good')
    .option('--reveal', 'also what people wrote')
    .option(
      '--subject-access',
      'instead a DRAFT for whoever reviews a subject access request: what was written, with what may be about others; FILE ends in .docx, .md, .txt or .json',
    )
    .addHelpText(
      'after',
      '\nExample: concordat case export RED-4F7K2 --to red-4f7k2.jsonl --reason "court order 12/2027"\nExample: concordat case export RED-4F7K2 --subject-access --to draft.docx --reason "request 17 of 4 May"',
    )
    .action(exportCase);
  cases
    .command('document')
    .description(
      'a case as a document: a form of the board, the whole record, the pack or the report of the forum',
    )
    .argument('<reference>', 'the reference of the case, such as RED-4F7K2')
    .requiredOption('--kind <kind>', 'form, record, pack or report')
    .option('--form <form>', 'which form, by its id in the policy file; the first without one')
    .option('--entry <entry>', 'the form as it stood at this entry of the record')
    .requiredOption('--format <format>', 'docx or pdf')
    .requiredOption('--to <file>', 'where to write it; a file that is there is left as it is')
    .requiredOption('--reason <text>', 'why you need it; recorded for good')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample: concordat case document RED-4F7K2 --kind record --format pdf --to record.pdf --reason "subject access request of 4 May"',
    )
    .action(writeCaseDocument);
}

type Wanted = WithJson & {
  readonly board?: string;
  readonly open?: boolean;
  readonly closed?: boolean;
};

async function listCases({ board, open, closed, json }: Wanted): Promise<void> {
  if (open === true && closed === true)
    throw new CommandProblem('--open and --closed shut each other out. Without either, both are listed.', 2);
  const which = open === true ? 'open' : closed === true ? 'closed' : undefined;
  const { cases, placeOf } = await withDatabase(async ({ database, policies }) => {
    // A board whose policy is no longer here may still have cases; one that nobody ever heard of is a slip.
    if (board !== undefined && !policies.boards().includes(board)) await policyOf(board);
    const found = await everyCase(database.pool, { board, which });
    const spoken = new Map(
      found.map((one) => [one.reference, spokenIn(one, policies.current(one.board)?.policy)]),
    );
    return { cases: found, placeOf: ({ reference }: AnyCase) => spoken.get(reference) };
  });
  if (json === true) sayJson(cases);
  else if (cases.length === 0) say(`There is no ${which === undefined ? '' : `${which} `}case.`);
  else for (const line of table(cases.map((one) => cellsOf(one, placeOf(one))))) say(line);
}

function spokenIn({ stage }: AnyCase, policy: Policy | undefined): Place | undefined {
  return policy === undefined ? undefined : { stage, policy };
}

function cellsOf(
  { reference, board, status, stage, openedAt, closedAt, next }: AnyCase,
  place: Place | undefined,
): readonly string[] {
  const owed =
    next === undefined
      ? ''
      : `${next.passed ? 'overdue' : 'next'}: ${wordsOfDuty(next.duty, place).owed}${next.due === undefined ? '' : `, ${sayDate(next.due)}`}`;
  return [
    reference,
    board,
    stage === '' ? status : `${status}, ${stage}`,
    `opened ${sayDate(openedAt)}`,
    closedAt === undefined ? owed : `closed ${sayDate(closedAt)}`,
  ];
}
