import { describe, expect, it } from 'vitest';
import { raisedAfter } from '../../src/case/case-state.ts';
import { at } from '../policy/policies.ts';
import { boardRules, raisingAt } from '../support/board-world.ts';
import { on, words } from '../support/case-world.ts';
import { duty, given, moment, simulate } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { agree, shippedRules } from '../support/shipped-case.ts';

/* A protective date only shortens (G-5), and a limit that has passed stays as it is (G-6). */

const reason = words('The discharge is planned.');
const setDate = (when: string, who: string, until: string) =>
  on(when, who, 'set-protective-date', { until: at(until), reason });

describe('a protective date at a step of Cheshire East that began after its own limit', () => {
  /** The concern is of Tuesday 1 December 2026, so that Day 9 is Friday 11 December; Rosa takes it to Step 2 on the 14th. */
  function lateAtStep2(): Simulation {
    const story = simulate(shippedRules('cheshire-east'));
    const concern = { arose: at('2026-12-01T10:00') };
    story.step(raisingAt('cheshire-east', '2026-12-08T10:00', { concern }));
    story.step(on('2026-12-14T10:00', 'rosa', 'escalate', { to: '2' }));
    return story;
  }

  it('brings the added date forward, and the limit stays passed and late', () => {
    const story = lateAtStep2();
    const limit = moment('2026-12-11T17:00');
    expect(duty(story.raised(), '2.resolve')).toMatchObject({
      due: limit,
      remindTo: moment('2026-12-22T17:00'),
    });
    story.step(setDate('2026-12-14T11:00', 'rosa', '2026-12-18T12:00'));
    expect(duty(story.raised(), '2.resolve')).toMatchObject({
      due: limit,
      remindTo: moment('2026-12-18T12:00'),
    });
    agree(story, '2026-12-17', 'milan', 'tom');
    expect(duty(story.raised(), '2.resolve')).toMatchObject({ due: limit, status: 'met', metLate: true });
    expect(story.replayed()).toEqual(story.state());
  });

  it('is prompted at its hour, with the reminders before it', () => {
    const story = lateAtStep2();
    story.step(setDate('2026-12-14T11:00', 'rosa', '2026-12-18T12:00'));
    story.until('2026-12-23T10:00');
    const said = story.entries().flatMap(({ event, at: when }) => {
      if (event.type === 'DeadlinePassed' && event.obligation === '2.resolve') return [`${when} passed`];
      const reminds = event.type === 'ReminderFell' && event.obligation === '2.resolve';
      return reminds && event.kind !== 'nudge' ? [`${when} ${event.kind}`] : [];
    });
    expect(said).toEqual([
      '2026-12-17T09:00:00.000Z day-before',
      '2026-12-18T09:00:00.000Z on-the-day',
      '2026-12-18T12:00:00.000Z passed',
    ]);
  });

  it('is refused when it is later than the added date', () => {
    const later = setDate('2026-12-14T11:00', 'rosa', '2026-12-23T12:00');
    expect(lateAtStep2().run(later)).toMatchObject({ kind: 'refused', reason: { code: 'not-earlier' } });
  });

  it('is read from an older record as it was written', () => {
    const story = lateAtStep2();
    const old = {
      type: 'ObligationMoved',
      obligation: '2.resolve',
      from: moment('2026-12-22T17:00'),
      to: moment('2026-12-18T12:00'),
      because: 'protective-date',
    } as const;
    const read = duty(raisedAfter(story.raised(), [old], at('2026-12-14T11:00')), '2.resolve');
    expect(read.due).toBe(moment('2026-12-18T12:00'));
    expect(read.remindTo).toBeUndefined();
  });
});

describe('a protective date after the limit of the stage', () => {
  it('is refused in Redbridge: it would be a new and later limit', () => {
    // Stage 1 lapsed on Thursday 31 December 2026 at 17:00.
    given([raisingAt('redbridge', '2026-12-22T10:00')], boardRules('redbridge'))
      .when(setDate('2027-01-04T10:00', 'rosa', '2027-02-19T12:00'))
      .refused('not-earlier', 'until');
  });

  it('is taken in Solihull, where only an aim had passed', () => {
    // The aim of Stage 1 was Thursday 31 December 2026.
    const story = simulate(boardRules('solihull'));
    story.step(raisingAt('solihull', '2026-12-22T10:00'));
    story.step(setDate('2027-01-04T10:00', 'rosa', '2027-01-08T12:00'));
    expect(duty(story.raised(), '1.protective-date').due).toBe(moment('2027-01-08T12:00'));
  });
});

it('brings the meeting of Step 3 in Cheshire East forward with the limit that it hangs on', () => {
  // Day 14 of a concern of Tuesday 1 December 2026 is Friday 18 December.
  const story = simulate(shippedRules('cheshire-east'));
  story.step(raisingAt('cheshire-east', '2026-12-01T10:00'));
  story.step(on('2026-12-01T11:00', 'rosa', 'escalate', { to: '2' }));
  story.step(on('2026-12-01T12:00', 'milan', 'escalate', { to: '3' }));
  expect(duty(story.raised(), '3.meet').due).toBe(moment('2026-12-18T17:00'));
  story.step(setDate('2026-12-02T10:00', 'bo', '2026-12-08T12:00'));
  expect(duty(story.raised(), '3.resolve').due).toBe(moment('2026-12-08T12:00'));
  expect(duty(story.raised(), '3.meet').due).toBe(moment('2026-12-08T12:00'));
});
