import type { Command } from 'commander';
import { readMoment } from '../policy/read-moment.ts';
import { sayDate } from '../policy/say-date.ts';
import { timeline, type TimelineEntry } from '../policy/timeline.ts';
import { calendarOf, policyOf } from '../compose/known-boards.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { say, sayJson, table, type WithJson } from './say.ts';

/** `concordat timeline BOARD --concern INSTANT`. */
export function addTimelineCommand(program: Command): void {
  program
    .command('timeline')
    .description('every latest date of a disagreement when each step is taken at its limit')
    .argument('<board>', 'the board’s id, such as redbridge')
    .requiredOption(
      '--concern <moment>',
      'when it arose: 2026-12-22T10:00, local time unless it names a zone',
    )
    .option('--json', 'as JSON, in UTC')
    .addHelpText('after', '\nExample: concordat timeline redbridge --concern 2026-12-22T10:00')
    .action(showTimeline);
}

async function showTimeline(
  board: string,
  { concern, json }: WithJson & { readonly concern: string },
): Promise<void> {
  const { policy } = await policyOf(board);
  const at = readMoment(concern);
  if (at === undefined) {
    throw new CommandProblem(
      `--concern "${concern}" is no date and time. Write it as 2026-12-22T10:00, or 2026-12-22 for the start of that day.`,
      2,
    );
  }
  const entries = latestDates(() => timeline(policy, calendarOf(policy), at), concern);
  if (json === true) {
    sayJson(
      entries
        .map(({ due, target, ...entry }) => ({
          ...entry,
          due: utc(due),
          ...(target === undefined ? {} : { target: utc(target) }),
        }))
        .map(inOrder),
    );
    return;
  }
  say(`${policy.name}: a disagreement that arose on ${sayDate(at)}`);
  const rows = entries.map((entry) => [
    `${policy.words.stage} ${entry.stage}`,
    entry.obligation,
    sayDate(entry.due),
    `${entry.target === undefined ? '' : `target ${sayDate(entry.target)}, `}${entry.source}`,
  ]);
  for (const line of table(rows)) say(line);
}

function latestDates(work: () => readonly TimelineEntry[], concern: string): readonly TimelineEntry[] {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError)
      throw new CommandProblem(`--concern "${concern}" cannot be worked out. ${error.message}.`, 1);
    throw error;
  }
}

/** To the second: `2026-12-24T17:00:00Z`. */
function utc(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function inOrder({
  stage,
  obligation,
  due,
  target,
  source,
}: Omit<TimelineEntry, 'due' | 'target'> & { readonly due: string; readonly target?: string }) {
  return { stage, obligation, due, ...(target === undefined ? {} : { target }), source };
}
