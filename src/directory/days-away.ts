import { addDays, type CivilDate } from '../policy/civil.ts';
import type { Away, Person } from './directory.ts';

/*
 * Days away, worked out. A date is a civil date in Europe/London; the first and the last day of an absence both count.
 */

/**
 * Absences in their order, with those joined that overlap or follow on from each other.
 *
 * @example
 * joined([{ from: '2026-12-28', to: '2026-12-31' }, { from: '2026-12-21', to: '2026-12-27' }])
 * // => [{ from: '2026-12-21', to: '2026-12-31' }]
 */
export function joined(absences: readonly Away[]): readonly Away[] {
  const inOrder = [...absences].sort((one, other) => (one.from < other.from ? -1 : 1));
  return inOrder.reduce<readonly Away[]>((before, next) => {
    const last = before.at(-1);
    if (last === undefined || next.from > addDays(last.to, 1)) return [...before, next];
    return [...before.slice(0, -1), { from: last.from, to: next.to > last.to ? next.to : last.to }];
  }, []);
}

/** The absences that are running or still to come. */
export function notOver({ away }: Person, today: CivilDate): readonly Away[] {
  return joined(away.filter(({ to }) => to >= today));
}

/**
 * The absences of somebody who is back today: the one that runs ended yesterday, those to come stay.
 *
 * @example
 * backOn([{ from: '2026-12-21', to: '2026-12-31' }], '2026-12-23') // => [{ from: '2026-12-21', to: '2026-12-22' }]
 */
export function backOn(absences: readonly Away[], today: CivilDate): readonly Away[] {
  return absences.flatMap((absence) => {
    const { from, to } = absence;
    if (to < today || from > today) return [absence];
    return from === today ? [] : [{ from, to: addDays(today, -1) }];
  });
}

/** The days on which both are away, today or later. */
export function awayTogether(one: Person, other: Person, today: CivilDate): readonly Away[] {
  return notOver(one, today).flatMap((mine) =>
    notOver(other, today).flatMap((theirs) => {
      const from = mine.from > theirs.from ? mine.from : theirs.from;
      const to = mine.to < theirs.to ? mine.to : theirs.to;
      return from <= to ? [{ from, to }] : [];
    }),
  );
}
