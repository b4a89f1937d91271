import { describe, expect, it } from 'vitest';
import { calendarWith } from '../policy/policies.ts';
import { boardRules, raisingAt } from '../support/board-world.ts';
import { on } from '../support/case-world.ts';
import { duty, moment, simulate } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';

/* The board's office is closed from Tuesday 29 to Thursday 31 December 2026; the agencies work on these days. */

const calendar = calendarWith({ '2026-12-29': 'Closed', '2026-12-30': 'Closed', '2026-12-31': 'Closed' });

/** Redbridge, before the Chair, who is told on a day at 14:00; five working days of the office later it is due. */
function beforeTheChair(told: string): Simulation {
  const story = simulate({ ...boardRules('redbridge'), calendar });
  story.step(raisingAt('redbridge', `${told}T10:00`));
  story.step(on(`${told}T11:00`, 'rosa', 'escalate', { to: '2' }));
  story.step(on(`${told}T12:00`, 'milan', 'escalate', { to: '3' }));
  story.step(on(`${told}T13:00`, 'sunita', 'escalate', { to: '4' }));
  story.step(on(`${told}T14:00`, 'bella', 'pass-on', {}));
  return story;
}

const saidOf = (story: Simulation, id: string) =>
  story.entries().flatMap(({ event, at: when }) => {
    return event.type === 'ReminderFell' && event.obligation === id ? [`${when} ${event.kind}`] : [];
  });

describe('while the board’s office is closed', () => {
  it('nobody is told there that a recommendation is overdue, and all are once it is back', () => {
    const story = beforeTheChair('2026-12-16');
    expect(duty(story.raised(), '4.recommend').due).toBe(moment('2026-12-23T17:00'));
    story.until('2027-01-04T12:00');
    const nudges = saidOf(story, '4.recommend').filter((one) => one.endsWith('nudge'));
    expect(nudges).toEqual([`${moment('2026-12-24T09:00')} nudge`, `${moment('2027-01-04T09:00')} nudge`]);
  });

  it('the reminder of the day before comes on its last day before', () => {
    const story = beforeTheChair('2026-12-18');
    expect(duty(story.raised(), '4.recommend').due).toBe(moment('2027-01-04T17:00'));
    story.until('2027-01-04T12:00');
    expect(saidOf(story, '4.recommend')).toEqual([
      `${moment('2026-12-24T09:00')} day-before`,
      `${moment('2027-01-04T09:00')} on-the-day`,
    ]);
  });

  it('the agencies are reminded on their own working days', () => {
    const story = simulate({ ...boardRules('redbridge'), calendar });
    story.step(raisingAt('redbridge', '2026-12-22T10:00'));
    story.until('2027-01-04T12:00');
    expect(saidOf(story, '1.resolve')).toEqual([
      `${moment('2026-12-30T09:00')} day-before`,
      `${moment('2026-12-31T09:00')} on-the-day`,
    ]);
  });
});
