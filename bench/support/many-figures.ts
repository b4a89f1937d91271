import type { CaseFigures, DutyFigure } from '../../src/report/figures.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { addDays } from '../../src/policy/civil.ts';

/** Figures of so many cases of a board, raised on the days of a financial year and before, the same each time. */
export function manyFigures(
  policy: Policy,
  agencies: readonly string[],
  count: number,
): readonly CaseFigures[] {
  const next = numbersFrom(7);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[next(list.length)];
    if (found === undefined) throw new Error('There is nothing to pick from');
    return found;
  };
  return Array.from({ length: count }, (): CaseFigures => {
    const raised = addDays('2025-02-01', next(420));
    // Most are settled early.
    const far = Math.min(next(10) < 6 ? 0 : next(policy.stages.length), policy.stages.length - 1);
    const entered = policy.stages.slice(0, far + 1);
    const open = next(12) === 0;
    const days = 2 + next(6) + far * 5;
    const raising = pick(agencies);
    const receiving = pick(agencies.filter((id) => id !== raising));
    const closed = addDays(raised, days + Math.floor(days / 5) * 2);
    const ended = next(9) === 0 ? 'withdrawn' : far === policy.stages.length - 1 ? 'forum' : 'resolved';
    const here = entered.at(-1)?.id ?? '';
    const duties = entered.flatMap(({ id, obligations }) =>
      obligations
        .filter(({ due }) => due !== undefined)
        .map(({ duty, owed_by }): DutyFigure => {
          const by =
            owed_by.side === 'board'
              ? ['board']
              : owed_by.side === 'both'
                ? [raising, receiving]
                : [owed_by.side === 'raising' ? raising : receiving];
          if (open && id === here)
            return { stage: id, duty, by, was: 'open', due: `${closed}T17:00:00.000Z` };
          return { stage: id, duty, by, was: next(8) > 0 ? 'in-time' : next(3) > 0 ? 'late' : 'never' };
        }),
    );
    return {
      board: policy.board,
      raised,
      ...(open ? {} : { closed, how: ended, days }),
      ...(ended === 'resolved' && !open ? { settled: here } : {}),
      reached: here,
      stages: entered.map(({ id }, index) =>
        index === far && open ? { stage: id } : { stage: id, days: 1 + next(6) },
      ),
      duties,
      themes: [...new Set([pick(policy.themes).code, ...(next(3) === 0 ? [pick(policy.themes).code] : [])])],
      raising,
      receiving: [receiving],
      flags: [],
      alerts: next(40) === 0 ? [{ on: raised, minutes: 5 + next(60) }] : [],
      recommendations: ended === 'forum' ? [{ stage: here, to: receiving, answer: 'acted-on' }] : [],
      learning: next(3) === 0 ? 1 : 0,
      answers: [],
      reported: [],
      office: entered.some(({ office_sees: sees }) => sees === 'content') ? 'content' : 'nothing',
    };
  });
}

/** Whole numbers below a bound, the same ones for the same seed. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}
