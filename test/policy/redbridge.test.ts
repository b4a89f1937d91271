import { describe, expect, it } from 'vitest';
import {
  contactOf, fieldOf, firstStage, obligationOf, roleOf, stageAfter, stageOf, unconfirmedReadings, whoseDays,
} from '../../src/policy/policy-lookup.ts'; // prettier-ignore
import { redbridge } from './policies.ts';

const policy = redbridge();

describe('The policy of Redbridge', () => {
  it('names its edition, and warns that 4.8 is missing', () => {
    expect(policy.document).toMatchObject({
      edition: '2nd Edition',
      published: '2022-06',
      review: '2025-06',
    });
    expect(policy.document.warnings).toContainEqual(expect.stringContaining('no paragraph 4.8'));
  });

  it('has four stages in order, of which only a passed limit to resolve ends one', () => {
    expect(policy.stages.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
    const lapsing = policy.stages.flatMap(({ id, obligations }) =>
      obligations.filter(({ lapses }) => lapses).map((rule) => `${id}.${rule.id}`),
    );
    expect(lapsing).toEqual(['1.resolve', '2.resolve', '3.resolve']);
  });

  it('asks for what 4.2 and 4.4 say must be named, and for what keeps the adult safe', () => {
    const required = policy.raise.fields.filter(({ required: must }) => must).map(({ id }) => id);

    expect(required).toEqual(['issue', 'risk', 'nature', 'aim', 'evidence', 'interim-safety']);
    expect(fieldOf(policy, 'interim-safety').added).toBe(true);
    expect(fieldOf(policy, 'wishes').required).toBe(false);
    expect(fieldOf(policy, 'response-aim').required).toBe(true);
  });

  it('asks for the agreed outcome and what is left open', () => {
    expect(policy.outcome.fields.map(({ id, required }) => [id, required])).toEqual([
      ['agreed-outcome', true],
      ['outstanding', true],
    ]);
  });

  it('has the receiving side confirm in writing within two working days at Stages 1 to 3, the raiser copied', () => {
    const confirmed = policy.stages.filter(({ confirmation }) => confirmation !== undefined);

    expect(confirmed.map(({ id }) => id)).toEqual(['1', '2', '3']);
    for (const { confirmation } of confirmed) {
      expect(confirmation).toMatchObject({
        by: 'receiving',
        written: true,
        due: { working_days: 2, after: 'resolved' },
      });
      expect(confirmation?.copies).toContain('raiser');
    }
  });

  it('shows the board’s office nothing before Stage 3, and copies it in at Stages 3 and 4', () => {
    expect(policy.stages.map(({ office_sees }) => office_sees)).toEqual([
      'nothing',
      'nothing',
      'content',
      'content',
    ]);
    for (const id of ['3', '4']) {
      expect(stageOf(policy, id).copies).toContainEqual(
        expect.objectContaining({ to: 'business-manager', on: 'entered' }),
      );
    }
  });

  it('lets a named doctor or nurse act in health services at Stages 2 and 3', () => {
    for (const [role, stage] of [
      ['line-manager', '2'],
      ['senior-manager', '3'],
    ] as const) {
      expect(roleOf(policy, role).alternates).toEqual([
        expect.objectContaining({
          role: 'named-safeguarding-professional',
          sectors: ['health'],
          stages: [stage],
          prefer: true,
        }),
      ]);
    }
  });

  it('asks the business manager to advise the other board only for an out of area placement', () => {
    expect(obligationOf(stageOf(policy, '3'), 'advise-other-board')).toMatchObject({
      only_if: 'out-of-area',
      in_timeline: false,
    });
  });

  it('lists the sectors of 1.1 and the seven areas of 3.1, each with room for something else', () => {
    expect(policy.sectors.map(({ id }) => id)).toEqual([
      'adult-social-care', 'health', 'police', 'housing', 'education', 'probation', 'voluntary',
      'local-authority', 'other',
    ]); // prettier-ignore
    expect(policy.themes.filter(({ source }) => source === '3.1').map(({ id }) => id)).toEqual([
      'eligibility', 'risk', 'information-sharing', 'response', 'roles', 'communication', 'practice', 'drift',
      'other',
    ]); // prettier-ignore
  });

  it('takes an action or a failure to act as what is disagreed with, at any stage of safeguarding', () => {
    expect(policy.themes.find(({ id }) => id === 'action')?.source).toBe('1.3');
    expect(policy.raise.fields.find(({ id }) => id === 'safeguarding-stage')).toMatchObject({
      required: false,
    });
  });

  it('has the Head of Service brought in at Stage 3 where it is needed, not always', () => {
    const { people, consulted } = stageOf(policy, '3');
    expect(consulted.map(({ role }) => role)).toContain('head-of-service');
    expect([...people.raising, ...people.receiving]).not.toContain('head-of-service');
  });

  it('lets either side ask a safeguarding lead for advice at Stage 1, marked as added', () => {
    expect(stageOf(policy, '1').consulted).toEqual([
      expect.objectContaining({ role: 'safeguarding-lead', added: true }),
      expect.objectContaining({ role: 'designated-professional', added: true }),
    ]);
  });

  it('takes a policy issue to the Chair, even from a case that is resolved', () => {
    expect(stageOf(policy, '3').policy_issue_goes_to).toMatchObject({ stage: '4', even_if_resolved: true });
  });

  it('sends a concern about a child to the children’s hub without stopping the adult’s case', () => {
    const child = policy.triage.diversions.find(({ id }) => id === 'child-not-addressed');

    expect(child?.effect).toBe('beside');
    expect(contactOf(policy, child?.contact ?? '').email).toBe('CPAT.Referrals@redbridge.gov.uk');
  });

  it('marks what the policy does not say: 999, the out-of-hours number, the route for a person’s conduct', () => {
    expect(policy.triage.risk.emergency).toMatchObject({ telephone: '999', added: true });
    expect(contactOf(policy, 'out-of-hours').added).toBe(true);
    expect(policy.triage.diversions.find(({ id }) => id === 'conduct')?.added).toBe(true);
  });

  it('makes the Chair’s output advisory, with a gateway who passes the matter on the same working day', () => {
    const { forum, obligations } = stageOf(policy, '4');

    expect(forum).toMatchObject({
      output: 'recommendations',
      effect: 'advisory-expected',
      gateway: { role: 'business-manager' },
    });
    expect(obligations.find(({ duty }) => duty === 'pass-on')).toMatchObject({
      due: { same_working_day: 'entered' },
    });
  });

  it('declares every reading, and the board has confirmed none of them', () => {
    const ids = policy.readings.map(({ id }) => id);

    for (let number = 1; number <= 16; number += 1) expect(ids).toContain(`RB-X${number}`);
    for (let number = 1; number <= 15; number += 1) expect(ids).toContain(`G-${number}`);
    expect(unconfirmedReadings(policy)).toHaveLength(31);
    expect(unconfirmedReadings(policy, 'mattering').map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'RB-X1',
        'RB-X2',
        'RB-X5',
        'RB-X9',
        'RB-X10',
        'G-1',
        'G-2',
        'G-3',
        'G-5',
        'G-14',
      ]),
    );
  });
});

describe('Finding things in a policy', () => {
  it('goes from stage to stage until there is none', () => {
    expect(firstStage(policy).id).toBe('1');
    expect(stageAfter(policy, '3')?.id).toBe('4');
    expect(stageAfter(policy, '4')).toBeUndefined();
  });

  it('says what is not there', () => {
    expect(() => stageOf(policy, '5')).toThrow('Redbridge Safeguarding Adults Board has no stage "5"');
    expect(() => obligationOf(stageOf(policy, '1'), 'decide')).toThrow('Stage 1 has no duty "decide"');
  });

  it('gives the board its own days off and nobody else', () => {
    expect(whoseDays(obligationOf(stageOf(policy, '4'), 'recommend'))).toBe('office');
    expect(whoseDays(obligationOf(stageOf(policy, '1'), 'speak'))).toBe('everyone');
  });
});
