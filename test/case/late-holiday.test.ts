import { describe, expect, it } from 'vitest';
import type { Rules } from '../../src/case/decision.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { policySchema, type Policy } from '../../src/policy/policy.ts';
import { at, redbridge } from '../policy/policies.ts';
import { boardRules, raisingAt } from '../support/board-world.ts';
import { everybody, machine, on, raising, rulesWith, spoke, words } from '../support/case-world.ts';
import { duty, moment, simulate, told } from '../support/given.ts';
import { agree, shippedRules } from '../support/shipped-case.ts';
import { source, stage } from '../support/ladder.ts';
import { messagesOf } from '../support/whole-case.ts';

/* On Monday 8 June 2026 a day off is announced that nobody knew of when the dates were set. */

function ladder(...stages: readonly unknown[]): Policy {
  return policySchema.parse({ ...redbridge(), stages });
}

const friday = { date: '2026-06-12', name: 'A day of mourning' };
const resolve = { duty: 'resolve', lapses: true };

/** A case raised on Monday 8 June at 10:00, whose days off can be changed while it runs. */
function begin(policy: Policy, concern = '2026-06-08T10:00') {
  const { story, announce } = withDaysOff(rulesWith(everybody, policy));
  story.step(raising('2026-06-08T10:00', { concern: { arose: at(concern) } }));
  return { story, announce };
}

/** A case to come under these rules, whose days off can be changed while it runs. */
function withDaysOff(rules: Rules) {
  const holidays = new Map(rules.calendar.holidays);
  const closures = new Map(rules.calendar.closures);
  const story = simulate({ ...rules, calendar: { ...rules.calendar, holidays, closures } });
  const announce = (
    when: string,
    day = friday,
    days: 'holidays' | 'closures' = 'holidays',
  ): readonly CaseEvent[] => {
    story.until(when); // until then nobody knew
    (days === 'holidays' ? holidays : closures).set(day.date, day.name);
    return story.step(machine(at(when), 'recount-limits', {}));
  };
  return { story, announce };
}

describe('a day off that is announced late', () => {
  it('moves an open limit of working days with its earlier moment, and tells those who owe it', () => {
    const due = { working_days: 5, after: 'concern' } as const;
    const target = { due: { working_days: 4, after: 'concern' }, source } as const;
    const { story, announce } = begin(ladder(stage('1', [{ ...resolve, due, target }])));
    const heard = story.notices().length;
    expect(announce('2026-06-08T12:00')).toEqual([
      {
        type: 'ObligationMoved',
        obligation: '1.resolve',
        from: moment('2026-06-15T17:00'),
        to: moment('2026-06-16T17:00'),
        because: 'late-holiday',
        target: moment('2026-06-15T17:00'),
      },
    ]);
    expect(told(story.notices().slice(heard))).toEqual(['milan: ObligationMoved', 'tom: ObligationMoved']);
    expect(duty(story.raised(), '1.resolve').target).toBe(moment('2026-06-15T17:00'));
  });

  it('plans the reminders anew: none of the old date is said, and the limit passes at the new one', () => {
    const due = { working_days: 4, after: 'concern' } as const; // Friday 12 June
    const { story, announce } = begin(ladder(stage('1', [{ ...resolve, due }])));
    announce('2026-06-08T12:00'); // now Monday 15 June
    const heard = story.notices().length;
    story.until('2026-06-15T16:59');
    expect(duty(story.raised(), '1.resolve').passed).toBe(false);
    const said = story.notices().slice(heard);
    expect(said.map(({ at: when }) => when.toISOString())).toEqual([
      moment('2026-06-11T09:00'), // the working day before Monday is Thursday now
      moment('2026-06-11T09:00'),
      moment('2026-06-15T09:00'),
      moment('2026-06-15T09:00'),
    ]);
    story.until('2026-06-15T17:00');
    expect(duty(story.raised(), '1.resolve').passed).toBe(true);
  });

  it('moves no limit that has passed: overdue stays overdue', () => {
    const due = { working_days: 5, after: 'concern' } as const;
    const { story, announce } = begin(ladder(stage('1', [{ ...resolve, due }])), '2026-06-01T09:00');
    story.until('2026-06-08T17:00');
    expect(duty(story.raised(), '1.resolve').passed).toBe(true);
    expect(announce('2026-06-08T18:00', { date: '2026-06-05', name: 'Announced too late' })).toEqual([]);
    expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-06-08T17:00'));
  });

  it('moves no protective date', () => {
    const due = { working_days: 5, after: 'concern' } as const;
    const { story, announce } = begin(ladder(stage('1', [{ ...resolve, due }])));
    story.step(
      on('2026-06-08T11:00', 'tom', 'set-protective-date', {
        until: at('2026-06-13T02:30'),
        reason: words('why'),
      }),
    );
    expect(announce('2026-06-08T12:00')).toEqual([]);
    expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-06-13T02:30'));
  });

  it('moves neither hours on the clock nor “immediately” nor days of the calendar, and hours of working days', () => {
    const { announce } = begin(
      ladder(
        stage('1', [
          { ...resolve, due: { working_days: 9, after: 'concern' } },
          { id: 'clock', duty: 'respond', due: { hours: 100, after: 'raise' } },
          { id: 'calendar', duty: 'acknowledge', due: { calendar_days: 7, after: 'raise' } },
          { id: 'at-once', duty: 'read-file', due: { immediately: 'raise' } },
          { id: 'working-hours', duty: 'speak', due: { working_hours: 110, after: 'raise' } },
        ]),
      ),
    );
    const moved = announce('2026-06-08T12:00').flatMap((event) =>
      event.type === 'ObligationMoved' ? [event.obligation] : [],
    );
    expect(moved).toEqual(['1.resolve', '1.working-hours']);
  });

  it('moves a limit that hangs on another one with it, and once only', () => {
    const { story, announce } = begin(
      ladder(
        stage('1', [
          { duty: 'speak', due: { working_days: 5, after: 'concern' } },
          { ...resolve, due: { limit_of: 'speak' } },
        ]),
      ),
    );
    expect(announce('2026-06-08T12:00')).toHaveLength(2);
    expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-06-16T17:00'));
    expect(announce('2026-06-08T12:05')).toEqual([]);
  });

  it('moves a review that comes round again, counted from the time before', () => {
    const review = { duty: 'review', due: { working_days: 5, after: 'entered' }, repeats: true } as const;
    const { story, announce } = begin(ladder(stage('1', [review])));
    story.until('2026-06-15T17:00');
    const before = duty(story.raised(), '1.review').due;
    expect(before).toBe(moment('2026-06-22T17:00'));
    const events = announce('2026-06-16T10:00', { date: '2026-06-19', name: 'A day of mourning' });
    expect(events).toMatchObject([{ from: before, to: moment('2026-06-23T17:00') }]);
  });

  it('moves nothing forward when an announced day is taken back', () => {
    const due = { working_days: 5, after: 'concern' } as const;
    const { story } = begin(ladder(stage('1', [{ ...resolve, due }])));
    const { calendar } = story.rules;
    const holidays = new Map(calendar.holidays);
    const announced = { ...story.rules, calendar: { ...calendar, holidays } };
    holidays.set(friday.date, friday.name);
    const other = simulate(announced);
    other.step(raising('2026-06-08T10:00'));
    const set = duty(other.raised(), '1.resolve').due;
    expect(set).toBe(moment('2026-06-16T17:00'));
    holidays.delete(friday.date);
    expect(other.step(machine(at('2026-06-08T12:00'), 'recount-limits', {}))).toEqual([]);
    expect(duty(other.raised(), '1.resolve').due).toBe(set);
  });

  it('moves duties of the board’s office alone, where only the board’s office is closed', () => {
    const due = { working_days: 5, after: 'entered' } as const;
    const { announce } = begin(
      ladder(
        stage('1', [
          { ...resolve, due },
          { duty: 'review', due, owed_by: { side: 'board', role: 'business-manager' } },
        ]),
      ),
    );
    const events = announce('2026-06-08T12:00', { date: '2026-06-12', name: 'Council closed' }, 'closures');
    expect(events).toMatchObject([{ obligation: '1.review', to: moment('2026-06-16T17:00') }]);
  });

  it('moves the end of Stage 1 in Hertfordshire whether or not they have spoken', () => {
    const thursday = { date: '2026-06-11', name: 'A day of mourning' };
    for (const speaks of [false, true]) {
      const { story, announce } = withDaysOff(boardRules('hertfordshire'));
      story.step(raisingAt('hertfordshire', '2026-06-08T10:00'));
      const speaking = on('2026-06-09T15:00', 'nadia', 'log-discussion', spoke('2026-06-09T14:00', ['rosa']));
      if (speaks) story.step(speaking);
      expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-06-11T17:00'));
      announce('2026-06-10T10:00', thursday);
      expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-06-12T17:00'));
      // What was done keeps the limit that it had, and nobody is told that it moved.
      const speak = duty(story.raised(), '1.speak:st-aldhelms');
      expect(speak).toMatchObject({
        status: speaks ? 'met' : 'open',
        due: moment(speaks ? '2026-06-11T17:00' : '2026-06-12T17:00'),
      });
      story.until('2026-06-11T18:00');
      expect(duty(story.raised(), '1.resolve').passed).toBe(false);
      expect(story.replayed()).toEqual(story.state());
      expect(announce('2026-06-11T18:05', thursday)).toEqual([]);
    }
  });

  it('moves nothing that hangs on a limit which had passed already, though it was done', () => {
    const { story, announce } = begin(
      ladder(
        stage('1', [
          { duty: 'speak', due: { working_days: 3, after: 'concern' } }, // Thursday 11 June
          { ...resolve, due: { latest: [{ limit_of: 'speak' }, { calendar_days: 11, after: 'concern' }] } },
        ]),
      ),
    );
    story.step(on('2026-06-09T15:00', 'tom', 'log-discussion', spoke('2026-06-09T14:00', ['milan'])));
    expect(announce('2026-06-12T10:00', { date: '2026-06-11', name: 'Announced too late' })).toEqual([]);
  });
});

describe('dates beside the limits of a policy', () => {
  const confirmed = on('2026-12-08T12:00', 'nadia', 'confirm-outcome', { words: words('c') });
  const thursday = { date: '2026-12-10', name: 'A day of mourning' };

  it('the two working days for accepting a confirmation, which Concordat added, move like those for confirming', () => {
    const { story, announce } = withDaysOff(boardRules('redbridge'));
    story.step(raisingAt('redbridge', '2026-12-07T10:00'));
    agree(story, '2026-12-08', 'rosa', 'nadia');
    story.step(confirmed);
    expect(duty(story.raised(), '1.accept').due).toBe(moment('2026-12-10T17:00'));
    announce('2026-12-08T13:00', thursday);
    expect(duty(story.raised(), '1.accept').due).toBe(moment('2026-12-11T17:00'));
    story.until('2026-12-10T18:00');
    expect(duty(story.raised(), '1.accept').passed).toBe(false);
    expect(announce('2026-12-10T18:05', thursday)).toEqual([]);
  });

  it('the added date moves at a step of Cheshire East that began after its limit, and the limit stays passed', () => {
    const { story, announce } = withDaysOff(shippedRules('cheshire-east'));
    const concern = { arose: at('2026-12-01T10:00') };
    story.step(raisingAt('cheshire-east', '2026-12-08T10:00', { concern }));
    story.step(on('2026-12-14T10:00', 'rosa', 'escalate', { to: '2' }));
    const dates = { due: moment('2026-12-11T17:00'), remindTo: moment('2026-12-22T17:00') };
    expect(duty(story.raised(), '2.resolve')).toMatchObject(dates);
    const heard = story.notices().length;
    expect(announce('2026-12-15T09:00', { date: '2026-12-22', name: 'A day of mourning' })).toMatchObject([
      { obligation: '2.resolve', from: dates.remindTo, to: moment('2026-12-23T17:00'), what: 'added-date' },
    ]);
    expect(told(story.notices().slice(heard))).toEqual(['milan: ObligationMoved', 'tom: ObligationMoved']);
    expect(duty(story.raised(), '2.resolve').due).toBe(dates.due);
    expect(messagesOf(story).find((one) => one.includes('A date has moved'))).toContain(
      'The added date to find a way forward that both sides accept moved from Tuesday 22 December 2026, 17:00',
    );
    story.until('2026-12-23T16:59');
    expect(duty(story.raised(), '2.resolve').passed).toBe(false);
    const said = story.entries().flatMap(({ event, at: when }) => {
      return event.type === 'ReminderFell' && event.obligation === '2.resolve' ? [when] : [];
    });
    expect(said).toEqual([moment('2026-12-21T09:00'), moment('2026-12-23T09:00')]);
    story.until('2026-12-23T17:00');
    expect(duty(story.raised(), '2.resolve').passed).toBe(true);
    expect(story.replayed()).toEqual(story.state());
  });

  it('an added date that somebody brought forward to protect the adult stays', () => {
    const { story, announce } = withDaysOff(shippedRules('cheshire-east'));
    const concern = { arose: at('2026-12-01T10:00') };
    story.step(raisingAt('cheshire-east', '2026-12-08T10:00', { concern }));
    story.step(on('2026-12-14T10:00', 'rosa', 'escalate', { to: '2' }));
    const sooner = { until: at('2026-12-18T12:00'), reason: words('why') };
    story.step(on('2026-12-14T11:00', 'rosa', 'set-protective-date', sooner));
    expect(announce('2026-12-15T09:00', { date: '2026-12-18', name: 'A day of mourning' })).toEqual([]);
  });

  it('the target of Rotherham’s panel, which has no limit, moves with the day of its decision', () => {
    const { story, announce } = withDaysOff(shippedRules('rotherham'));
    story.step(raisingAt('rotherham', '2026-12-01T10:00'));
    story.step(on('2026-12-01T11:00', 'rosa', 'escalate', { to: '2' }));
    story.step(on('2026-12-01T12:00', 'milan', 'escalate', { to: '3' }));
    story.step(on('2026-12-01T13:00', 'sunita', 'escalate', { to: '4' }));
    story.step(on('2026-12-01T14:00', 'bella', 'pass-on', {}));
    expect(duty(story.raised(), '4.convene').target).toBe(moment('2026-12-15T17:00'));
    const tuesday = { date: '2026-12-15', name: 'A day of mourning' };
    expect(announce('2026-12-08T13:00', tuesday)).toMatchObject([
      { obligation: '4.convene', to: moment('2026-12-16T17:00'), what: 'target' },
      { obligation: '4.decide', to: moment('2026-12-16T17:00') },
    ]);
    const convene = duty(story.raised(), '4.convene');
    expect(convene.target).toBe(moment('2026-12-16T17:00'));
    expect(convene.due).toBeUndefined();
    const moved = messagesOf(story).filter((one) => one.includes('A date has moved'));
    expect(
      moved.some((one) =>
        one.includes(
          'The target to say who sits on the panel and when it meets moved from Tuesday 15 December 2026',
        ),
      ),
    ).toBe(true);
    expect(moved.some((one) => one.includes('The limit to say who sits'))).toBe(false);
    story.until('2026-12-16T18:00');
    const said = story.entries().flatMap(({ event, at: when }) => {
      return event.type === 'ReminderFell' && event.obligation === '4.convene'
        ? [`${when} ${event.kind}`]
        : [];
    });
    expect(said).toEqual([
      `${moment('2026-12-14T09:00')} day-before`,
      `${moment('2026-12-16T09:00')} on-the-day`,
      `${moment('2026-12-16T17:00')} target`,
    ]);
    expect(story.replayed()).toEqual(story.state());
  });
});
