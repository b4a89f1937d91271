import type { Directory } from '../../directory/directory.ts';
import type { Policy } from '../../policy/policy.ts';
import { plural } from '../../policy/board-words.ts';
import { dutyWords } from '../wording/duty-words.ts';

/** What the words of a report come from: the policy as it is now, and the agencies as they are now. */
export type Spoken = { readonly policy: Policy; readonly directory: Directory };

export function sayStage(id: string, { policy }: Pick<Spoken, 'policy'>): string {
  const stage = policy.stages.find((one) => one.id === id);
  if (stage === undefined) return `${policy.words.stage} ${id} of an older edition`;
  return `${stage.label}: ${stage.title}`;
}

/** Stages in the order of the policy; those of an older edition come last. */
export function inOrder(ids: Iterable<string>, { policy }: Pick<Spoken, 'policy'>): readonly string[] {
  const order = policy.stages.map(({ id }) => id);
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...ids].sort((one, other) => place(one) - place(other) || one.localeCompare(other));
}

export function sayAgency(id: string, { policy, directory }: Spoken): string {
  if (id === 'board') return `${policy.name}: its office and forums`;
  return directory.agencies.get(id)?.name ?? `${id} (no longer listed)`;
}

export function saySector(id: string, { policy }: Pick<Spoken, 'policy'>): string {
  return policy.sectors.find((one) => one.id === id)?.label ?? id;
}

/** The sector of an agency as it is listed now. */
export function sectorOf(agency: string, { directory }: Pick<Spoken, 'directory'>): string {
  return directory.agencies.get(agency)?.sector ?? 'other';
}

/** What was done, as the name of a duty: "Spoke with the person who raised it". */
export function sayDutyKind(duty: string): string {
  const words =
    Object.entries(dutyWords).find(([kind]) => kind === duty)?.[1].done ?? duty.replaceAll('-', ' ');
  return upperFirst(words);
}

/** How a case ended that was not settled between the sides. */
export function sayEnding(how: string, { policy }: Pick<Spoken, 'policy'>): string {
  const closing = policy.stages.flatMap(({ closings }) => closings).find(({ id }) => id === how);
  if (closing !== undefined) return closing.label;
  const endings: Readonly<Record<string, string>> = {
    forum: `ended by the forum’s ${plural(policy.words.output)}`,
    withdrawn: 'withdrawn',
    closing: 'closed in another way',
  };
  return endings[how] ?? how;
}

export function upperFirst(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Rows with the largest number first; those that are alike by their label. */
export function largestFirst<T extends { readonly label: string; readonly cells: readonly unknown[] }>(
  rows: readonly T[],
): readonly T[] {
  const number = ({ cells }: T) => (typeof cells[0] === 'number' ? cells[0] : -1);
  return [...rows].sort((one, other) => number(other) - number(one) || one.label.localeCompare(other.label));
}

/**
 * The number in the middle.
 *
 * @example
 * median([3, 9, 4, 6]) // => 5
 */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** "2 to 9", or "4" where all are the same. */
export function range(values: readonly number[]): string {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (values.length === 0) return 'none';
  return least === most ? String(least) : `${least} to ${most}`;
}
