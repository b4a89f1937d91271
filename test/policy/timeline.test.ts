import { describe, expect, it } from 'vitest';
import { sayDate } from '../../src/policy/say-date.ts';
import { timeline } from '../../src/policy/timeline.ts';
import { at, calendarWith, redbridge } from './policies.ts';

const calendar = calendarWith();

function told(concern: string): readonly string[] {
  return timeline(redbridge(), calendar, at(concern)).map(({ stage, obligation, due, target }) =>
    [stage, obligation, sayDate(due), ...(target === undefined ? [] : [`target ${sayDate(target)}`])].join(
      ' | ',
    ),
  );
}

describe('The latest dates of a disagreement in Redbridge', () => {
  it('from Tuesday 22 December 2026 at 10:00, over Christmas and New Year', () => {
    expect(told('2026-12-22T10:00')).toEqual([
      '1 | raise | Thursday 24 December 2026, 17:00',
      '1 | speak | Thursday 31 December 2026, 17:00',
      '1 | resolve | Thursday 31 December 2026, 17:00',
      '2 | escalate | Thursday 31 December 2026, 17:00',
      '2 | resolve | Friday 8 January 2027, 17:00',
      '3 | escalate | Friday 8 January 2027, 17:00',
      '3 | resolve | Friday 15 January 2027, 17:00 | target Tuesday 12 January 2027, 17:00',
      '4 | escalate | Friday 15 January 2027, 17:00',
      '4 | recommend | Friday 22 January 2027, 17:00',
    ]);
  });

  it('from the Thursday before Easter 2026', () => {
    expect(told('2026-04-02')).toEqual([
      '1 | raise | Wednesday 8 April 2026, 17:00',
      '1 | speak | Monday 13 April 2026, 17:00',
      '1 | resolve | Monday 13 April 2026, 17:00',
      '2 | escalate | Monday 13 April 2026, 17:00',
      '2 | resolve | Monday 20 April 2026, 17:00',
      '3 | escalate | Monday 20 April 2026, 17:00',
      '3 | resolve | Monday 27 April 2026, 17:00 | target Wednesday 22 April 2026, 17:00',
      '4 | escalate | Monday 27 April 2026, 17:00',
      '4 | recommend | Tuesday 5 May 2026, 17:00',
    ]);
  });

  it('from Monday 8 June 2026, without a holiday', () => {
    expect(told('2026-06-08T09:00')).toEqual([
      '1 | raise | Wednesday 10 June 2026, 17:00',
      '1 | speak | Monday 15 June 2026, 17:00',
      '1 | resolve | Monday 15 June 2026, 17:00',
      '2 | escalate | Monday 15 June 2026, 17:00',
      '2 | resolve | Monday 22 June 2026, 17:00',
      '3 | escalate | Monday 22 June 2026, 17:00',
      '3 | resolve | Monday 29 June 2026, 17:00 | target Wednesday 24 June 2026, 17:00',
      '4 | escalate | Monday 29 June 2026, 17:00',
      '4 | recommend | Monday 6 July 2026, 17:00',
    ]);
  });

  it('name the paragraph that each comes from', () => {
    expect(timeline(redbridge(), calendar, at('2026-06-08')).map(({ source }) => source)).toEqual([
      '4.4', '4.4', 'flowchart', '4.5', '4.5', '4.6', '4.6; target: flowchart', '4.9', '4.9',
    ]); // prettier-ignore
  });

  it('move with the closure days of the board’s office only where the board itself owes something', () => {
    const closed = calendarWith({ '2027-01-18': 'Council closed', '2026-12-29': 'Council closed' });
    const entries = timeline(redbridge(), closed, at('2026-12-22T10:00'));

    expect(entries.find(({ obligation }) => obligation === 'speak')?.due).toEqual(at('2026-12-31T17:00'));
    expect(entries.find(({ obligation }) => obligation === 'recommend')?.due).toEqual(at('2027-01-25T17:00'));
  });

  it('leave the Chair five working days from being told, when the office that passes it on is closed that day', () => {
    const closed = calendarWith({ '2027-01-15': 'Council closed' });
    const entries = timeline(redbridge(), closed, at('2026-12-22T10:00'));

    expect(entries.find(({ obligation }) => obligation === 'recommend')?.due).toEqual(at('2027-01-25T17:00'));
  });
});
