import { describe, expect, it } from 'vitest';
import { checkDates } from '../../src/policy/check-dates.ts';
import { checkReferences } from '../../src/policy/check-references.ts';
import { checkStages } from '../../src/policy/check-stages.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { policySchema } from '../../src/policy/policy.ts';
import { sayDate } from '../../src/policy/say-date.ts';
import { timeline } from '../../src/policy/timeline.ts';
import { type Rule, source, stage } from '../support/ladder.ts';
import { at, calendarWith, redbridge } from './policies.ts';

/*
 * Boards that nobody has read yet: each differs from Redbridge in data alone. Only what their dates rest on is written
 * out here. The boards whose files are shipped stand in shipped-boards.test.ts.
 */

const calendar = calendarWith();

const chair = {
  forum: {
    kind: 'chair',
    head: 'independent-chair',
    output: 'recommendations',
    effect: 'not-stated',
    says: 'The chair recommends.',
    powers: [],
    answers: { each_agency: true, shown_to: [], source },
    source,
  },
};

/** Redbridge's file with another ladder, and whatever else is different. */
function board(stages: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): Policy {
  const { roles, triage, ...rest } = redbridge();
  const skips: readonly unknown[] = [];
  return policySchema.parse({
    ...rest,
    roles: roles.map((role) => ({ ...role, alternates: [] })),
    triage: { ...triage, skips },
    ...more,
    stages,
  });
}

function told(policy: Policy, concern: string): readonly string[] {
  expect([checkReferences, checkStages, checkDates].flatMap((check) => check(policy))).toEqual([]);
  return timeline(policy, calendar, at(concern)).map(({ stage: id, obligation, due, target }) =>
    [id, obligation, sayDate(due), ...(target === undefined ? [] : [`target ${sayDate(target)}`])].join(
      ' | ',
    ),
  );
}

describe('A board that nobody has read yet', () => {
  it('may have five stages with words for names, and directors at the end', () => {
    const directors = { forum: { ...chair.forum, kind: 'directors', output: 'decision' } };
    const day: Rule = { duty: 'resolve', due: { working_days: 1, after: 'entered' }, lapses: true };
    const first: Rule = { ...day, due: { working_days: 1, after: 'concern' } };
    const stages = [
      stage('talk', [first]),
      stage('write', [day], { informal: false, set_words: 'This is a formal escalation.' }),
      stage('managers', [day]),
      stage('heads', [day]),
      stage('directors', [{ ...day, duty: 'decide' }], directors),
    ];
    const policy = board(stages, { filing: [] });

    expect(told(policy, '2026-06-08')).toEqual([
      'talk | resolve | Tuesday 9 June 2026, 17:00',
      'write | resolve | Wednesday 10 June 2026, 17:00',
      'managers | resolve | Thursday 11 June 2026, 17:00',
      'heads | resolve | Friday 12 June 2026, 17:00',
      'directors | decide | Monday 15 June 2026, 17:00',
    ]);
  });

  it('may have a stage that two limits end: the first that passes does', () => {
    const policy = board([
      stage('1', [
        { duty: 'meet', due: { working_days: 2, after: 'concern' }, lapses: true },
        { duty: 'resolve', due: { working_days: 5, after: 'concern' }, lapses: true },
      ]),
      stage('2', [{ duty: 'resolve', due: { working_days: 1, after: 'entered' } }]),
    ]);

    expect(told(policy, '2026-06-08').at(-1)).toBe('2 | resolve | Thursday 11 June 2026, 17:00');
  });

  it('may have a duty that only some cases have: it stands in no timeline', () => {
    const policy = board([
      stage('1', [
        { duty: 'resolve', due: { working_days: 5, after: 'concern' } },
        { duty: 'plan', due: { working_days: 1, after: 'concern' }, only_if: 'out-of-area' },
      ]),
    ]);

    expect(told(policy, '2026-06-08')).toEqual(['1 | resolve | Monday 15 June 2026, 17:00']);
  });

  it('may set its times by the priority of the matter', () => {
    const policy = board(
      [
        stage('1', [
          {
            duty: 'resolve',
            due: {
              by_priority: {
                urgent: { hours: 48, after: 'concern' },
                other: { calendar_days: 7, after: 'concern' },
              },
            },
            lapses: true,
          },
        ]),
      ],
      {
        raise: {
          ...redbridge().raise,
          priorities: [
            { id: 'urgent', label: 'Urgent' },
            { id: 'other', label: 'Other' },
          ],
        },
      },
    );

    expect(told(policy, '2026-06-08T10:00')).toEqual(['1 | resolve | Wednesday 10 June 2026, 10:00']);
  });

  it('may ask for an acknowledgement and a plan, let a commissioner act for a practice, and close at half past four', () => {
    const policy = board(
      [
        stage('1', [
          { duty: 'acknowledge', due: { immediately: 'raise' }, in_timeline: false },
          { duty: 'plan', due: { working_days: 3, after: 'raise' } },
        ]),
      ],
      {
        calendar: { ...redbridge().calendar, close: '16:30' },
        roles: redbridge().roles.map((role) => ({
          ...role,
          alternates:
            role.id === 'senior-manager'
              ? [{ role: 'senior-manager', sectors: ['health'], held_by: 'acting-agency', source }]
              : [],
        })),
      },
    );

    expect(
      timeline(policy, calendarWith({}, '16:30'), at('2026-06-08')).map(({ due }) => sayDate(due)),
    ).toEqual(['Thursday 11 June 2026, 16:30']);
  });
});
