import type { Command } from 'commander';
import { everyCase, type AnyCase } from '../adapters/postgres/every-case.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { policyOf } from '../compose/known-boards.ts';
import { wordsOfDuty } from '../flows/wording/duty-words.ts';
import type { Place } from '../flows/wording/forum-words.ts';
import type { Policy } from '../policy/policy.ts';
import { sayDate } from '../policy/say-date.ts';
import { say, sayJson, table, type WithJson } from './say.ts';
import { showCase } from './show-case.ts';
import { withDatabase } from './with-database.ts';
import { writeCaseDocument } from './write-case-document.ts';

/** `concordat case list | show`. */
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
