import { describe, expect, it } from 'vitest';
import { sayDate } from '../../src/policy/say-date.ts';
import { timeline } from '../../src/policy/timeline.ts';
import { at, calendarWith, shippedPolicy } from './policies.ts';

/*
 * The four boards beside Redbridge, from the files that are shipped: every latest date when each step is taken at its
 * limit. The dates were worked out day by day by another program, and by hand from the boards' documents.
 */

const calendar = calendarWith();

/** For each board: from when, and every line of its timeline. */
const expected: Readonly<
  Record<string, readonly (readonly [name: string, concern: string, lines: readonly string[]])[]>
> = {
  'cheshire-east': [
    [
      'the Thursday before Easter',
      '2026-04-02',
      [
        '1 | raise | Tuesday 7 April 2026, 17:00 | target Friday 3 April 2026, 00:00',
        '2 | escalate | Wednesday 8 April 2026, 17:00',
        '2 | resolve | Thursday 16 April 2026, 17:00',
        '3 | escalate | Thursday 16 April 2026, 17:00',
        '3 | resolve | Thursday 23 April 2026, 17:00',
        '4 | escalate | Monday 27 April 2026, 17:00',
        '4 | recommend | Tuesday 5 May 2026, 17:00',
      ],
    ],
    [
      'a Monday in June without a holiday',
      '2026-06-08',
      [
        '1 | raise | Tuesday 9 June 2026, 17:00 | target Tuesday 9 June 2026, 00:00',
        '2 | escalate | Wednesday 10 June 2026, 17:00',
        '2 | resolve | Thursday 18 June 2026, 17:00',
        '3 | escalate | Thursday 18 June 2026, 17:00',
        '3 | resolve | Thursday 25 June 2026, 17:00',
        '4 | escalate | Monday 29 June 2026, 17:00',
        '4 | recommend | Monday 6 July 2026, 17:00',
      ],
    ],
    [
      'the Tuesday before Christmas',
      '2026-12-22T10:00',
      [
        '1 | raise | Wednesday 23 December 2026, 17:00 | target Wednesday 23 December 2026, 10:00',
        '2 | escalate | Thursday 24 December 2026, 17:00',
        '2 | resolve | Wednesday 6 January 2027, 17:00',
        '3 | escalate | Wednesday 6 January 2027, 17:00',
        '3 | resolve | Wednesday 13 January 2027, 17:00',
        '4 | escalate | Friday 15 January 2027, 17:00',
        '4 | recommend | Friday 22 January 2027, 17:00',
      ],
    ],
    [
      'a Saturday',
      '2026-06-13T11:00',
      [
        '1 | raise | Monday 15 June 2026, 17:00 | target Sunday 14 June 2026, 11:00',
        '2 | escalate | Wednesday 17 June 2026, 17:00',
        '2 | resolve | Thursday 25 June 2026, 17:00',
        '3 | escalate | Thursday 25 June 2026, 17:00',
        '3 | resolve | Thursday 2 July 2026, 17:00',
        '4 | escalate | Monday 6 July 2026, 17:00',
        '4 | recommend | Monday 13 July 2026, 17:00',
      ],
    ],
    [
      'late in the evening',
      '2026-06-08T23:30',
      [
        '1 | raise | Tuesday 9 June 2026, 17:00',
        '2 | escalate | Wednesday 10 June 2026, 17:00',
        '2 | resolve | Thursday 18 June 2026, 17:00',
        '3 | escalate | Thursday 18 June 2026, 17:00',
        '3 | resolve | Thursday 25 June 2026, 17:00',
        '4 | escalate | Monday 29 June 2026, 17:00',
        '4 | recommend | Monday 6 July 2026, 17:00',
      ],
    ],
    [
      'the Saturday before the clocks go forward',
      '2026-03-28T12:00',
      [
        '1 | raise | Monday 30 March 2026, 17:00 | target Sunday 29 March 2026, 13:00',
        '2 | escalate | Wednesday 1 April 2026, 17:00',
        '2 | resolve | Monday 13 April 2026, 17:00',
        '3 | escalate | Monday 13 April 2026, 17:00',
        '3 | resolve | Monday 20 April 2026, 17:00',
        '4 | escalate | Wednesday 22 April 2026, 17:00',
        '4 | recommend | Wednesday 29 April 2026, 17:00',
      ],
    ],
    [
      'the Friday before the clocks go back',
      '2026-10-23T16:00',
      [
        '1 | raise | Monday 26 October 2026, 17:00 | target Saturday 24 October 2026, 16:00',
        '2 | escalate | Tuesday 27 October 2026, 17:00',
        '2 | resolve | Wednesday 4 November 2026, 17:00',
        '3 | escalate | Wednesday 4 November 2026, 17:00',
        '3 | resolve | Wednesday 11 November 2026, 17:00',
        '4 | escalate | Friday 13 November 2026, 17:00',
        '4 | recommend | Friday 20 November 2026, 17:00',
      ],
    ],
  ],
  rotherham: [
    [
      'the Thursday before Easter',
      '2026-04-02',
      [
        '1 | resolve | Wednesday 8 April 2026, 00:00',
        '2 | resolve | Monday 13 April 2026, 17:00',
        '3 | resolve | Wednesday 15 April 2026, 17:00',
        '4 | decide | Monday 20 April 2026, 17:00',
      ],
    ],
    [
      'a Monday in June without a holiday',
      '2026-06-08',
      [
        '1 | resolve | Wednesday 10 June 2026, 00:00',
        '2 | resolve | Monday 15 June 2026, 17:00',
        '3 | resolve | Wednesday 17 June 2026, 17:00',
        '4 | decide | Monday 22 June 2026, 17:00',
      ],
    ],
    [
      'the Tuesday before Christmas',
      '2026-12-22T10:00',
      [
        '1 | resolve | Thursday 24 December 2026, 10:00',
        '2 | resolve | Thursday 31 December 2026, 17:00',
        '3 | resolve | Tuesday 5 January 2027, 17:00',
        '4 | decide | Friday 8 January 2027, 17:00',
      ],
    ],
    [
      'a Saturday',
      '2026-06-13T11:00',
      [
        '1 | resolve | Tuesday 16 June 2026, 17:00',
        '2 | resolve | Friday 19 June 2026, 17:00',
        '3 | resolve | Tuesday 23 June 2026, 17:00',
        '4 | decide | Friday 26 June 2026, 17:00',
      ],
    ],
    [
      'late in the evening',
      '2026-06-08T23:30',
      [
        '1 | resolve | Wednesday 10 June 2026, 17:00',
        '2 | resolve | Monday 15 June 2026, 17:00',
        '3 | resolve | Wednesday 17 June 2026, 17:00',
        '4 | decide | Monday 22 June 2026, 17:00',
      ],
    ],
    [
      'the Saturday before the clocks go forward',
      '2026-03-28T12:00',
      [
        '1 | resolve | Tuesday 31 March 2026, 17:00',
        '2 | resolve | Tuesday 7 April 2026, 17:00',
        '3 | resolve | Thursday 9 April 2026, 17:00',
        '4 | decide | Tuesday 14 April 2026, 17:00',
      ],
    ],
    [
      'the Friday before the clocks go back',
      '2026-10-23T16:00',
      [
        '1 | resolve | Tuesday 27 October 2026, 16:00',
        '2 | resolve | Friday 30 October 2026, 17:00',
        '3 | resolve | Tuesday 3 November 2026, 17:00',
        '4 | decide | Friday 6 November 2026, 17:00',
      ],
    ],
  ],
  solihull: [
    [
      'the Thursday before Easter',
      '2026-04-02',
      ['1 | resolve | Monday 13 April 2026, 17:00', '2 | resolve | Monday 20 April 2026, 17:00'],
    ],
    [
      'a Monday in June without a holiday',
      '2026-06-08',
      ['1 | resolve | Monday 15 June 2026, 17:00', '2 | resolve | Monday 22 June 2026, 17:00'],
    ],
    [
      'the Tuesday before Christmas',
      '2026-12-22T10:00',
      ['1 | resolve | Thursday 31 December 2026, 17:00', '2 | resolve | Friday 8 January 2027, 17:00'],
    ],
    [
      'a Saturday',
      '2026-06-13T11:00',
      ['1 | resolve | Friday 19 June 2026, 17:00', '2 | resolve | Friday 26 June 2026, 17:00'],
    ],
    [
      'late in the evening',
      '2026-06-08T23:30',
      ['1 | resolve | Monday 15 June 2026, 17:00', '2 | resolve | Monday 22 June 2026, 17:00'],
    ],
    [
      'the Saturday before the clocks go forward',
      '2026-03-28T12:00',
      ['1 | resolve | Tuesday 7 April 2026, 17:00', '2 | resolve | Tuesday 14 April 2026, 17:00'],
    ],
    [
      'the Friday before the clocks go back',
      '2026-10-23T16:00',
      ['1 | resolve | Friday 30 October 2026, 17:00', '2 | resolve | Friday 6 November 2026, 17:00'],
    ],
  ],
  hertfordshire: [
    [
      'the Thursday before Easter',
      '2026-04-02',
      [
        '1 | raise | Wednesday 8 April 2026, 17:00',
        '1 | speak | Monday 13 April 2026, 17:00',
        '2 | escalate | Monday 13 April 2026, 17:00',
        '2 | resolve | Monday 20 April 2026, 17:00',
        '3 | escalate | Monday 20 April 2026, 17:00',
        '3 | recommend | Monday 27 April 2026, 17:00',
      ],
    ],
    [
      'a Monday in June without a holiday',
      '2026-06-08',
      [
        '1 | raise | Wednesday 10 June 2026, 17:00',
        '1 | speak | Monday 15 June 2026, 17:00',
        '2 | escalate | Monday 15 June 2026, 17:00',
        '2 | resolve | Monday 22 June 2026, 17:00',
        '3 | escalate | Monday 22 June 2026, 17:00',
        '3 | recommend | Monday 29 June 2026, 17:00',
      ],
    ],
    [
      'the Tuesday before Christmas',
      '2026-12-22T10:00',
      [
        '1 | raise | Thursday 24 December 2026, 17:00',
        '1 | speak | Thursday 31 December 2026, 17:00',
        '2 | escalate | Thursday 31 December 2026, 17:00',
        '2 | resolve | Friday 8 January 2027, 17:00',
        '3 | escalate | Friday 8 January 2027, 17:00',
        '3 | recommend | Friday 15 January 2027, 17:00',
      ],
    ],
    [
      'a Saturday',
      '2026-06-13T11:00',
      [
        '1 | raise | Tuesday 16 June 2026, 17:00',
        '1 | speak | Friday 19 June 2026, 17:00',
        '2 | escalate | Friday 19 June 2026, 17:00',
        '2 | resolve | Friday 26 June 2026, 17:00',
        '3 | escalate | Friday 26 June 2026, 17:00',
        '3 | recommend | Friday 3 July 2026, 17:00',
      ],
    ],
    [
      'late in the evening',
      '2026-06-08T23:30',
      [
        '1 | raise | Wednesday 10 June 2026, 17:00',
        '1 | speak | Monday 15 June 2026, 17:00',
        '2 | escalate | Monday 15 June 2026, 17:00',
        '2 | resolve | Monday 22 June 2026, 17:00',
        '3 | escalate | Monday 22 June 2026, 17:00',
        '3 | recommend | Monday 29 June 2026, 17:00',
      ],
    ],
    [
      'the Saturday before the clocks go forward',
      '2026-03-28T12:00',
      [
        '1 | raise | Tuesday 31 March 2026, 17:00',
        '1 | speak | Tuesday 7 April 2026, 17:00',
        '2 | escalate | Tuesday 7 April 2026, 17:00',
        '2 | resolve | Tuesday 14 April 2026, 17:00',
        '3 | escalate | Tuesday 14 April 2026, 17:00',
        '3 | recommend | Tuesday 21 April 2026, 17:00',
      ],
    ],
    [
      'the Friday before the clocks go back',
      '2026-10-23T16:00',
      [
        '1 | raise | Tuesday 27 October 2026, 17:00',
        '1 | speak | Friday 30 October 2026, 17:00',
        '2 | escalate | Friday 30 October 2026, 17:00',
        '2 | resolve | Friday 6 November 2026, 17:00',
        '3 | escalate | Friday 6 November 2026, 17:00',
        '3 | recommend | Friday 13 November 2026, 17:00',
      ],
    ],
  ],
};

function told(board: string, concern: string): readonly string[] {
  return timeline(shippedPolicy(board), calendar, at(concern)).map(({ stage, obligation, due, target }) =>
    [stage, obligation, sayDate(due), ...(target === undefined ? [] : [`target ${sayDate(target)}`])].join(
      ' | ',
    ),
  );
}

describe.each(Object.entries(expected))('The latest dates of %s', (board, cases) => {
  it.each(cases)('from %s, %s', (_name, concern, lines) => {
    expect(told(board, concern)).toEqual(lines);
  });
});

describe('Fixed day numbers, as in Cheshire East', () => {
  it('have no target when 24 hours end exactly at the limit', () => {
    expect(told('cheshire-east', '2026-06-08T17:00')[0]).toBe('1 | raise | Tuesday 9 June 2026, 17:00');
  });

  it('have no target when 24 hours end after the working day does', () => {
    expect(told('cheshire-east', '2026-06-08T18:30')[0]).toBe('1 | raise | Tuesday 9 June 2026, 17:00');
  });
});

describe('Everything counted from one moment, as in Rotherham', () => {
  it('from the Thursday before Easter at 10:00: 48 working hours end before the second close', () => {
    expect(told('rotherham', '2026-04-02T10:00')[0]).toBe('1 | resolve | Wednesday 8 April 2026, 10:00');
  });

  it('from a Monday in the evening: the second close comes first', () => {
    expect(told('rotherham', '2026-06-08T18:30')[0]).toBe('1 | resolve | Wednesday 10 June 2026, 17:00');
  });
});

describe('The paragraph that each date names', () => {
  it.each([
    [
      'cheshire-east',
      ['Step one; target: flowchart', ...Array<string>(5).fill('flowchart'), 'Step four; flowchart'],
    ],
    ['rotherham', ['Stage 1', 'Stage 2', 'Stage 3', 'Stage 4']],
    ['solihull', ['Appendix 1', '2.3']],
    ['hertfordshire', ['4.5', '4.5', '4.6', '4.6', '4.7', '4.7']],
  ])('in %s', (board, sources) => {
    const found = timeline(shippedPolicy(board), calendar, at('2026-06-08')).map(({ source }) => source);
    expect(found).toEqual(sources);
  });
});
