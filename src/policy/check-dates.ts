import { makeCalendar } from './calendar.ts';
import { instantAt } from './civil.ts';
import type { Policy } from './policy.ts';
import type { Finding } from './problem.ts';
import { walkLimits } from './timeline.ts';

/** A week before Easter 2026 and one in June without a holiday, at hours before, in and after a working day. */
const days = [
  '2026-03-30', '2026-03-31', '2026-04-01', '2026-04-02', '2026-04-03', '2026-04-04', '2026-04-05',
  '2026-06-08', '2026-06-09', '2026-06-10', '2026-06-11', '2026-06-12', '2026-06-13', '2026-06-14',
]; // prettier-ignore
const hours = ['00:00', '08:30', '10:00', '16:59', '18:30'];
const holidays = new Map([
  ['2026-04-03', 'Good Friday'],
  ['2026-04-06', 'Easter Monday'],
  // So far that no ladder of any length leaves what the calendar covers.
  ['2400-01-01', "New Year's Day"],
]);

/** Whether the dates of a policy make sense when they are tried on a few weeks: a target that is ever of use. */
export function checkDates(policy: Policy): readonly Finding[] {
  const calendar = makeCalendar(policy, holidays);
  const walks = days.flatMap((day) =>
    hours.map((hour) => walkLimits(policy, calendar, instantAt(day, hour))),
  );
  return policy.stages.flatMap((stage, index) =>
    stage.obligations.flatMap((rule, position): readonly Finding[] => {
      const tried = walks.flatMap((walk) =>
        walk.filter((limit) => limit.rule === rule && limit.target !== undefined),
      );
      if (tried.length === 0 || tried.some(({ due, target }) => target !== undefined && target < due))
        return [];
      const says = `The limit of "${rule.id}" is never later than its target. The target is the earlier of the two.`;
      return [{ path: ['stages', index, 'obligations', position, 'target'], says }];
    }),
  );
}
