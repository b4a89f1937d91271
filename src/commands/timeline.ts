import type { Command } from 'commander';
import type { Calendar } from '../policy/calendar.ts';
import { civilDateOf } from '../policy/civil.ts';
import type { Policy } from '../policy/policy.ts';
import { readMoment } from '../policy/read-moment.ts';
import { timeline, walkLimits, type TimelineEntry } from '../policy/timeline.ts';
import { calendarOf, policyNamed } from '../compose/known-boards.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { say, sayJson, type WithJson } from './say.ts';
import { sayTimeline } from './say-timeline.ts';

type Options = WithJson & { readonly concern: string; readonly priority?: string };

/** `concordat timeline BOARD --concern INSTANT`. */
export function addTimelineCommand(program: Command): void {
  program
    .command('timeline')
    .description('every latest date of a disagreement when each step is taken at its limit')
    .argument('<board>', 'the board’s id, such as redbridge, or a policy file')
    .requiredOption(
      '--concern <moment>',
      'when it arose: 2026-12-22T10:00, UK time unless it names a zone, or 2026-12-22 for the start of that day',
    )
    .option(
      '--priority <id>',
      'for a board whose times depend on how urgent it is; without it the earliest of all',
    )
    .option('--json', 'as JSON, in UTC')
    .addHelpText('after', '\nExample: concordat timeline redbridge --concern 2026-12-22T10:00')
    .action(showTimeline);
}

async function showTimeline(board: string, { concern, priority, json }: Options): Promise<void> {
  const { policy } = await policyNamed(board);
  checkPriority(policy, priority);
  const at = readMoment(concern);
  if (at === undefined) {
    throw new CommandProblem(
      `--concern "${concern}" is no date and time. Write it as 2026-12-22T10:00, or 2026-12-22 for the start of that day.`,
      2,
    );
  }
  const calendar = calendarOf(policy);
  checkYear(concern, at, calendar);
  if (json === true) {
    sayJson(workedOut(() => timeline(policy, calendar, at, priority), concern).map(inUtc));
    return;
  }
  const limits = workedOut(() => walkLimits(policy, calendar, at, priority), concern);
  for (const line of sayTimeline({ policy, limits, typed: concern, at, priority })) say(line);
}

function checkPriority({ name, raise }: Policy, priority: string | undefined): void {
  if (priority === undefined || raise.priorities.some(({ id }) => id === priority)) return;
  const known = raise.priorities.map(({ id }) => id).join(', ');
  throw new CommandProblem(
    known === ''
      ? `The times of the ${name} do not depend on a priority. Leave --priority out.`
      : `There is no priority "${priority}" at the ${name}. Its priorities: ${known}.`,
    2,
  );
}

function checkYear(concern: string, at: Date, { covers }: Calendar): void {
  const date = civilDateOf(at);
  if (covers.from <= date && date <= covers.to) return;
  throw new CommandProblem(
    `--concern "${concern}" cannot be worked out: bank holidays are known for ` +
      `${covers.from.slice(0, 4)} to ${covers.to.slice(0, 4)} only, and no date is guessed.`,
    1,
  );
}

/** A disagreement at the end of the last known year has dates that nobody can know yet. */
function workedOut<T>(work: () => T, concern: string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError)
      throw new CommandProblem(`--concern "${concern}" cannot be worked out. ${error.message}.`, 1);
    throw error;
  }
}

/** The field order of the output for programs, whose instants are to the second: `2026-12-24T17:00:00Z`. */
function inUtc({ stage, obligation, due, target, source }: TimelineEntry) {
  return {
    stage,
    obligation,
    due: utc(due),
    ...(target === undefined ? {} : { target: utc(target) }),
    source,
  };
}

function utc(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
