import { describe, expect, it } from 'vitest';
import { checkDates } from '../../src/policy/check-dates.ts';
import { checkReferences } from '../../src/policy/check-references.ts';
import { checkStages } from '../../src/policy/check-stages.ts';
import type { Due } from '../../src/policy/due.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { policySchema } from '../../src/policy/policy.ts';
import { sayDate } from '../../src/policy/say-date.ts';
import { timeline } from '../../src/policy/timeline.ts';
import { at, calendarWith, redbridge } from './policies.ts';

/*
 * The ladders of the other boards that this format was made for, and of boards that nobody has read yet: each
 * differs from Redbridge in data alone. Only what their dates rest on is written out here.
 */

const calendar = calendarWith();
const source = 'a paragraph';

type Rule = { readonly duty: string; readonly due?: Due; readonly [more: string]: unknown };

/** One stage of a ladder: a manager's, or that of a forum when one is given. */
function stage(id: string, rules: readonly Rule[], more: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    label: `Stage ${id}`,
    title: 'Between managers',
    people: { raising: ['line-manager'], receiving: ['line-manager'] },
    obligations: rules.map((rule) => ({
      id: rule.duty,
      owed_by: { side: 'both', role: 'line-manager' },
      strict: 'must',
      source,
      ...rule,
    })),
    office_sees: 'nothing',
    source,
    ...more,
  };
}

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
const byChair = { side: 'board', role: 'independent-chair' };

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

const cheshireEast = () =>
  board(
    [
      stage('1', [
        {
          duty: 'raise',
          due: { working_days: 1, after: 'concern' },
          target: { due: { hours: 24, after: 'concern' }, source: 'flowchart' },
        },
        { duty: 'resolve', due: { day: 3, of: 'concern' }, lapses: true, in_timeline: false },
      ]),
      stage('2', [
        { duty: 'escalate', due: { day: 3, of: 'concern' } },
        { duty: 'resolve', due: { day: 9, of: 'concern' }, lapses: true },
      ]),
      stage('3', [
        { duty: 'escalate', due: { day: 9, of: 'concern' } },
        { duty: 'resolve', due: { day: 14, of: 'concern' }, lapses: true },
        { duty: 'meet', in_timeline: false },
      ]),
      stage(
        '4',
        [
          { duty: 'escalate', due: { day: 16, of: 'concern' } },
          {
            duty: 'recommend',
            owed_by: byChair,
            due: {
              earliest: [
                { working_days: 5, after: 'entered' },
                { day: 21, of: 'concern' },
              ],
            },
            if_entered_late: { due: { working_days: 5, after: 'entered' }, source, added: true },
          },
        ],
        {
          ...chair,
          through: [{ side: 'raising', role: 'senior-manager', source }],
          needs_form: { form: 'referral', source },
        },
      ),
    ],
    {
      forms: [
        {
          id: 'referral',
          title: 'Referral to the board',
          by: 'raising',
          from_stage: '3',
          fields: [
            {
              id: 'adult-name',
              label: 'Name of the adult',
              type: 'text',
              required: true,
              restricted: true,
              prefill: 'adult',
              source,
            },
            {
              id: 'manager',
              label: 'Manager at step 2',
              required: true,
              prefill: 'raising-manager',
              of_stage: '2',
              source,
            },
            { id: 'members', label: 'Board members', required: true, repeats: true, source },
          ],
          send: { to: 'board-office', on: ['escalated'], source },
          source,
        },
      ],
    },
  );

const rotherham = () =>
  board(
    [
      stage('0', [], {
        informal: true,
        closings: [{ id: 'clear', label: 'No practice issue', asks: 'Why?', source }],
      }),
      stage('1', [
        {
          duty: 'resolve',
          due: {
            earliest: [
              { working_hours: 48, after: 'concern' },
              { working_days: 2, after: 'concern' },
            ],
          },
          lapses: true,
        },
      ]),
      stage('2', [{ duty: 'resolve', due: { working_days: 5, after: 'concern' }, lapses: true }]),
      stage('3', [{ duty: 'resolve', due: { working_days: 7, after: 'concern' }, lapses: true }]),
      stage(
        '4',
        [
          {
            duty: 'convene',
            owed_by: { side: 'board', role: 'business-manager' },
            target: { due: { working_days: 10, after: 'concern' }, source },
            in_timeline: false,
          },
          {
            duty: 'decide',
            owed_by: byChair,
            due: { working_days: 10, after: 'concern' },
            if_entered_late: { due: { working_days: 3, after: 'entered' }, source, added: true },
          },
        ],
        {
          forum: {
            ...chair.forum,
            kind: 'panel',
            output: 'decision',
            effect: 'binding',
            panel: { at_least_agencies: 3, include_parties: true, warn_if_none_neutral: true, source },
          },
        },
      ),
    ],
    {
      triage: {
        ...redbridge().triage,
        skips: [{ id: 'imminent', when: 'serious-risk', says: 'Go to Stage 3.', to: ['3'], source }],
      },
    },
  );

const solihull = () =>
  board(
    [
      stage('1', [
        { duty: 'raise', due: { immediately: 'concern' }, in_timeline: false },
        { duty: 'resolve', due: { working_days: 5, after: 'concern' }, strict: 'aim', lapses: true },
      ]),
      stage('2', [
        { duty: 'resolve', due: { working_days: 5, after: 'entered' }, strict: 'aim', lapses: true },
      ]),
      stage(
        '3',
        [
          {
            duty: 'review',
            due: { working_days: 5, after: 'entered' },
            repeats: true,
            in_timeline: false,
            added: true,
          },
        ],
        {
          rungs: { roles: ['senior-manager', 'head-of-service'], source },
        },
      ),
      stage('4', [{ duty: 'mediate', owed_by: byChair }], {
        considered: { asks: 'Will you refer it for mediation?', source },
        forum: {
          ...chair.forum,
          kind: 'mediator',
          output: 'mediation',
          conflict_of_interest: { head: 'independent-chair', gateway: 'business-manager', source },
        },
      }),
    ],
    {
      learning: {
        fields: [{ id: 'general-issues', label: 'Are there general issues?', required: true, source }],
        goes_to: [{ role: 'business-manager', source }],
        debrief: { offers: 'A talk about how it went', source },
        source,
      },
    },
  );

const hertfordshire = () =>
  board([
    stage('1', [
      { duty: 'raise', due: { working_days: 2, after: 'concern' } },
      { duty: 'speak', due: { working_days: 3, after: 'raise' }, lapses: true },
    ]),
    stage('2', [
      { duty: 'escalate', due: { same_working_day: 'unresolved' }, policy_says: 'without delay' },
      { duty: 'resolve', due: { working_days: 5, after: 'entered' }, lapses: true },
    ]),
    stage(
      '3',
      [
        { duty: 'escalate', due: { same_working_day: 'unresolved' } },
        { duty: 'recommend', owed_by: byChair, due: { working_days: 5, after: 'forum-told' } },
      ],
      chair,
    ),
  ]);

describe('Fixed day numbers, as in Cheshire East', () => {
  it('from the Thursday before Easter 2026', () => {
    expect(told(cheshireEast(), '2026-04-02')).toEqual([
      '1 | raise | Tuesday 7 April 2026, 17:00 | target Friday 3 April 2026, 00:00',
      '2 | escalate | Wednesday 8 April 2026, 17:00',
      '2 | resolve | Thursday 16 April 2026, 17:00',
      '3 | escalate | Thursday 16 April 2026, 17:00',
      '3 | resolve | Thursday 23 April 2026, 17:00',
      '4 | escalate | Monday 27 April 2026, 17:00',
      '4 | recommend | Tuesday 5 May 2026, 17:00',
    ]);
  });

  it('have no target when 24 hours end exactly at the limit', () => {
    expect(told(cheshireEast(), '2026-06-08T17:00')[0]).toBe('1 | raise | Tuesday 9 June 2026, 17:00');
  });

  it('have no target when 24 hours end after the working day does', () => {
    expect(told(cheshireEast(), '2026-06-08T18:30')[0]).toBe('1 | raise | Tuesday 9 June 2026, 17:00');
  });
});

describe('Everything counted from one moment, as in Rotherham', () => {
  it('from the Thursday before Easter 2026 at 10:00: 48 working hours end before the second close', () => {
    expect(told(rotherham(), '2026-04-02T10:00')).toEqual([
      '1 | resolve | Wednesday 8 April 2026, 10:00',
      '2 | resolve | Monday 13 April 2026, 17:00',
      '3 | resolve | Wednesday 15 April 2026, 17:00',
      '4 | decide | Monday 20 April 2026, 17:00',
    ]);
  });

  it('from Monday 8 June 2026 in the evening: the second close comes first', () => {
    expect(told(rotherham(), '2026-06-08T18:30')[0]).toBe('1 | resolve | Wednesday 10 June 2026, 17:00');
  });
});

describe('Aims, and stages without a time, as in Solihull', () => {
  it('from Monday 8 June 2026: two aims and nothing after them', () => {
    expect(told(solihull(), '2026-06-08')).toEqual([
      '1 | resolve | Monday 15 June 2026, 17:00',
      '2 | resolve | Monday 22 June 2026, 17:00',
    ]);
  });
});

describe('Three stages and a chair, as in Hertfordshire', () => {
  it('from the Thursday before Easter 2026', () => {
    expect(told(hertfordshire(), '2026-04-02')).toEqual([
      '1 | raise | Wednesday 8 April 2026, 17:00',
      '1 | speak | Monday 13 April 2026, 17:00',
      '2 | escalate | Monday 13 April 2026, 17:00',
      '2 | resolve | Monday 20 April 2026, 17:00',
      '3 | escalate | Monday 20 April 2026, 17:00',
      '3 | recommend | Monday 27 April 2026, 17:00',
    ]);
  });
});

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
