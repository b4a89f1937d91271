import { describe, expect, it } from 'vitest';
import type { DueContext } from '../../src/policy/due-date.ts';
import { explainDue, sayReading, saySource } from '../../src/policy/explain.ts';
import { obligationOf, readingOf, stageOf } from '../../src/policy/policy-lookup.ts';
import { at, calendarWith, redbridge } from './policies.ts';

const calendar = calendarWith();

function why(stage: string, duty: string, anchors: DueContext['anchors']): readonly string[] {
  const rule = obligationOf(stageOf(redbridge(), stage), duty);
  if (rule.due === undefined) throw new Error(`${duty} has no limit`);
  return explainDue(rule, rule.due, { anchors, limits: new Map(), calendar, who: 'everyone' }, redbridge());
}

describe('Why this date?', () => {
  it('says from when it counts, names every day off, and gives the paragraph', () => {
    expect(why('1', 'raise', { concern: at('2026-12-24T10:00') })).toEqual([
      'This is 2 working days after the disagreement arose or the decision was received: Thursday 24 December 2026, 10:00. That day does not count.',
      'Friday 25 December 2026: Christmas Day, not counted',
      'Saturday 26 December 2026: weekend, not counted',
      'Sunday 27 December 2026: weekend, not counted',
      'Monday 28 December 2026: Boxing Day (substitute day), not counted',
      'Tuesday 29 December 2026: working day 1',
      'Wednesday 30 December 2026: working day 2',
      'So it is due by Wednesday 30 December 2026, 17:00.',
      'It comes from paragraph 4.4 of the policy.',
      expect.stringContaining('Your board has not yet confirmed this reading.'),
    ]);
  });

  it('says what is measured where the policy gives no number', () => {
    expect(why('3', 'escalate', { unresolved: at('2026-12-22T18:00') })).toEqual(
      expect.arrayContaining([
        'So it is due by Wednesday 23 December 2026, 17:00.',
        'The policy says "without delay". The number is a measure that the software added.',
      ]),
    );
  });

  it('says that there is no date while nothing has happened yet', () => {
    expect(why('2', 'resolve', {})[0]).toBe(
      'There is no date yet, because what it counts from has not happened.',
    );
  });

  it('says which of several times counted', () => {
    const limits = new Map([['speak', at('2026-12-31T17:00')]]);
    const rule = obligationOf(stageOf(redbridge(), '1'), 'resolve');
    const context: DueContext = { anchors: { concern: at('2026-12-15') }, limits, calendar, who: 'everyone' };
    const lines = explainDue(rule, rule.due ?? { immediately: 'concern' }, context, redbridge());

    expect(lines.slice(0, 3)).toEqual([
      'Of several times, the latest counts.',
      'This is the limit of another duty, “speak”.',
      'So it is due by Thursday 31 December 2026, 17:00.',
    ]);
  });
});

describe('A source', () => {
  it.each([
    ['4.4', 'paragraph 4.4'],
    ['flowchart', 'the flowchart'],
    ['annex C', 'annex C'],
    ['appendix 1; part two', 'appendix 1 and part two'],
    ['note after 2.10', 'the note after 2.10'],
    ['Step four; flowchart', 'Step four and the flowchart'],
    ['4.5; flowchart', 'paragraph 4.5 and the flowchart'],
  ])('"%s" is said as "%s"', (source, said) => {
    expect(saySource(source)).toBe(said);
  });
});

describe('A reading', () => {
  it('says what stands where, what was chosen, and that the board has not confirmed it', () => {
    expect(sayReading(readingOf(redbridge(), 'RB-X1'))).toBe(
      'In paragraph 4.6 the policy says: within a further five working days. ' +
        'In the flowchart the policy says: within 2 working days. ' +
        'It is read as: Two working days are the target and five are the limit. You are reminded of both; only the five lapse the stage. ' +
        'Your board has not yet confirmed this reading.',
    );
  });

  it('says who confirmed it and when', () => {
    const confirmed = {
      ...readingOf(redbridge(), 'RB-X3'),
      confirmed: { by: 'The board', on: '2026-11-02' },
    };

    expect(sayReading(confirmed)).toContain('The board confirmed this reading on Monday 2 November 2026.');
  });

  it('says so where the policy is silent', () => {
    expect(sayReading(readingOf(redbridge(), 'G-1'))).toMatch(/^The policy does not say\. It is read as:/);
  });
});
