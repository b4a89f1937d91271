import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bankHolidays } from '../adapters/calendar/bank-holidays.ts';
import {
  readPolicyFile,
  readPolicyFolder,
  type PolicyFile,
  type PolicyFolder,
} from '../adapters/files/policy-files.ts';
import { makeCalendar, type Calendar } from '../policy/calendar.ts';
import type { Policy } from '../policy/policy.ts';
import { CommandProblem } from './command-problem.ts';

/** The policy files that come with Concordat. */
export const shippedPolicies = fileURLToPath(new URL('../../policies', import.meta.url));

/** The years for which dates are worked out. Outside them a date is refused, not guessed. */
const years = { from: 2021, to: 2035 };

/** Reads the folder of policies that this installation uses: `POLICIES`, or the shipped ones. */
export async function knownPolicies(): Promise<PolicyFolder> {
  // Empty counts as not set, as with every setting.
  const given = process.env['POLICIES']?.trim() ?? '';
  const folder = given === '' ? shippedPolicies : given;
  return readPolicyFolder(folder).catch((error: unknown) => {
    throw new CommandProblem(
      `The folder of policies, ${folder}, cannot be read (${error instanceof Error ? error.message : String(error)}). ` +
        'Set POLICIES to the folder that holds them.',
    );
  });
}

/** The policy of one board, by its id. */
export async function policyOf(board: string): Promise<PolicyFile> {
  const { policies, problems } = await knownPolicies();
  const found = policies.find(({ policy }) => policy.board === board);
  if (found !== undefined) return found;
  const broken = problems.find(({ file }) => boardOfFile(file) === board);
  if (broken !== undefined) {
    throw new CommandProblem(
      `The policy of "${board}" has problems and is not used: run "concordat policy check ${broken.file}".`,
    );
  }
  const known = policies.map(({ policy }) => policy.board).join(', ');
  throw new CommandProblem(
    `There is no board "${board}" here. Known boards: ${known === '' ? 'none' : known}.`,
    2,
  );
}

/**
 * A board's policy by its id, or a policy file of one's own by its path, which ends in .yaml: for whoever writes one and
 * wants to see its dates and play it before it is used.
 *
 * @throws CommandProblem when there is no such board, or when the file cannot be used; it says why
 */
export async function policyNamed(boardOrFile: string): Promise<PolicyFile> {
  if (!/\.ya?ml$/.test(boardOrFile)) return policyOf(boardOrFile);
  const read = await readPolicyFile(boardOrFile).catch((error: unknown) => {
    throw new CommandProblem(
      `${boardOrFile} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    );
  });
  if (read.kind === 'policy') return { file: boardOrFile, policy: read.policy, version: read.version };
  const says = read.problems.map(({ line, column, says }) => `${boardOrFile}:${line}:${column}  ${says}`);
  throw new CommandProblem(`${boardOrFile} has problems and is not used.\n${says.join('\n')}`);
}

/** The board that a file is named after: all that is known of one that cannot be read. */
export function boardOfFile(file: string): string {
  return basename(file).replace(/\.ya?ml$/, '');
}

/**
 * A board's calendar from the bank holidays of its nation and its own days. Made once for each policy, because it is
 * asked for with every input and the library takes tens of milliseconds for the holidays of all years.
 */
export function calendarOf(policy: Policy): Calendar {
  const known = calendars.get(policy);
  if (known !== undefined) return known;
  const calendar = makeCalendar(policy, bankHolidays(policy.calendar.holidays, years.from, years.to));
  calendars.set(policy, calendar);
  return calendar;
}

const calendars = new WeakMap<Policy, Calendar>();
