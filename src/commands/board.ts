import type { Command } from 'commander';
import { openBoardSettings, type SetForBoard } from '../adapters/postgres/board-settings.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { policyOf } from '../compose/known-boards.ts';
import { missingOf, readKeep, sayKeep, type BoardSettings } from '../flows/retention.ts';
import { sayList } from '../flows/wording/telling.ts';
import { sayDate } from '../policy/say-date.ts';
import { say, sayJson, table, type WithJson } from './say.ts';
import { nameGiven } from './signed.ts';
import { withDatabase } from './with-database.ts';

/** `concordat board set | show`. */
export function addBoardCommands(program: Command): void {
  const board = program
    .command('board')
    .description('what each board decided about the personal data of its cases');
  board
    .command('set')
    .description(
      'records what the board decided; what is not given stays as it is, and nothing has a default',
    )
    .argument('<board>', 'the board’s id, such as redbridge')
    .option('--controller <names>', 'the data controller, or all of them')
    .option('--contact <contact>', 'how somebody reaches them, such as the data protection officer’s address')
    .option('--keep <time>', 'for how long what was written is kept after a case closed, such as "6 years"')
    .requiredOption('--by <name>', 'who decided it for the board')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample: concordat board set redbridge --controller "Exampleshire Council" --contact dpo@example.org --keep "6 years" --by "Bella Example, business manager"',
    )
    .action(setBoard);
  board
    .command('show')
    .description('what counts now, and who set what when')
    .argument('<board>', 'the board’s id, such as redbridge')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat board show redbridge')
    .action(showBoard);
}

type Given = WithJson & {
  readonly controller?: string;
  readonly contact?: string;
  readonly keep?: string;
  readonly by: string;
};

async function setBoard(board: string, given: Given): Promise<void> {
  const by = nameGiven(given.by, 'who decided it for the board');
  const change = changeOf(given);
  const now = await withDatabase(async ({ database, policies, clock }) => {
    if (!policies.boards().includes(board)) await policyOf(board);
    return openBoardSettings(database.pool).set(board, { ...change, by, at: clock.now() });
  });
  if (given.json === true) sayJson({ board, ...now, missing: missingOf(now) });
  else for (const line of linesOf(board, now)) say(line);
}

function changeOf({ controller, contact, keep }: Given): BoardSettings {
  const time = keep === undefined ? undefined : readKeep(keep);
  if (keep !== undefined && time === undefined)
    throw new CommandProblem('--keep needs a time such as "6 years" or "18 months".', 2);
  if (controller === undefined && contact === undefined && keep === undefined)
    throw new CommandProblem('Nothing is given to set. Give --controller, --contact or --keep.', 2);
  return {
    ...(controller === undefined ? {} : { controller: line('--controller', controller) }),
    ...(contact === undefined ? {} : { contact: line('--contact', contact) }),
    ...(time === undefined ? {} : { keep: time }),
  };
}

function line(option: string, text: string): string {
  const given = text.trim();
  if (/^[^\p{Cc}]{1,300}$/u.test(given)) return given;
  throw new CommandProblem(`${option} needs a line of 1 to 300 characters.`, 2);
}

async function showBoard(board: string, { json }: WithJson): Promise<void> {
  const history = await withDatabase(async ({ database, policies }) => {
    if (!policies.boards().includes(board)) await policyOf(board);
    return openBoardSettings(database.pool).history(board);
  });
  const now: BoardSettings = history[0] ?? {};
  if (json === true) sayJson({ board, ...settingsIn(now), missing: missingOf(now), history });
  else for (const each of [...linesOf(board, now), ...historyLines(history)]) say(each);
}

function settingsIn({ controller, contact, keep }: BoardSettings): BoardSettings {
  return {
    ...(controller === undefined ? {} : { controller }),
    ...(contact === undefined ? {} : { contact }),
    ...(keep === undefined ? {} : { keep }),
  };
}

function linesOf(board: string, settings: BoardSettings): readonly string[] {
  const { controller, contact, keep } = settings;
  const missing = missingOf(settings);
  return [
    ...table([
      ['Data controller', controller ?? 'not set'],
      ['Contact', contact ?? 'not set'],
      ['Kept after closing', keep === undefined ? 'not set' : sayKeep(keep)],
    ]),
    ...(missing.length === 0
      ? []
      : [
          `Not decided yet: ${sayList(missing)}. Until then "concordat start" does not begin. See "concordat board set ${board} --help".`,
        ]),
  ];
}

function historyLines(history: readonly SetForBoard[]): readonly string[] {
  if (history.length === 0) return [];
  return [
    '',
    'Set by:',
    ...history.map(({ by, at, controller, contact, keep }) => {
      const what = [controller ?? '-', contact ?? '-', keep === undefined ? '-' : sayKeep(keep)].join('; ');
      return `  ${sayDate(at)}  ${by}: ${what}`;
    }),
  ];
}
