import { userInfo } from 'node:os';
import { CommandProblem } from '../compose/command-problem.ts';
import { seemsToHold } from '../flows/personal-data-warning.ts';
import { sayList } from '../flows/wording/telling.ts';

/** Whoever runs the command is known to the machine and not to the directory. */
export function whoAmI(): string {
  return `command line (${userInfo().username})`;
}

/** As it is kept beside what was done: the name that was given, and whose account ran the command. */
export function signedBy(name: string): string {
  return `${name}, ${whoAmI()}`;
}

/** @throws CommandProblem (wrong use) for a name that is none */
export function nameGiven(by: string | undefined, what = 'who does this'): string {
  const name = by?.trim() ?? '';
  if (/^[^\p{Cc}]{1,120}$/u.test(name)) return name;
  throw new CommandProblem(`--by needs the name of ${what}, in up to 120 characters.`, 2);
}

/**
 * A reason that is kept for good, beside a case whose words may be gone by then: so it may hold nothing of the adult.
 *
 * @throws CommandProblem (wrong use) where there is none, or where it seems to hold a name, a birthday or an NHS number
 */
export function reasonGiven(reason: string | undefined, now: Date): string {
  const why = reason?.trim() ?? '';
  if (!/^[^\p{Cc}]{1,300}$/u.test(why))
    throw new CommandProblem('--reason needs a sentence of up to 300 characters. It is kept for good.', 2);
  const holds = seemsToHold(why, now);
  if (holds.length === 0) return why;
  throw new CommandProblem(
    `The reason is kept for good, and it seems to hold ${sayList(holds)}. Name the request by its number and its day instead.`,
    2,
  );
}
