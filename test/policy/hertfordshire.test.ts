import { describe, expect, it } from 'vitest';
import { contactOf, fieldOf, obligationOf, roleOf, stageOf, unconfirmedReadings } from '../../src/policy/policy-lookup.ts'; // prettier-ignore
import type { Policy } from '../../src/policy/policy.ts';
import { shippedPolicy } from './policies.ts';

/* What the file of Hertfordshire says, each fact with the paragraph of its policy. */

const policy = shippedPolicy('hertfordshire');

/** What people are told at a point, by paragraph. */
function guidance(at: Policy['guidance'][number]['at']): Readonly<Record<string, string>> {
  const said = policy.guidance.filter((one) => one.at === at);
  return Object.fromEntries(
    [...new Set(said.map(({ source }) => source))].map((source) => [
      source,
      said
        .filter((one) => one.source === source)
        .map(({ text }) => text)
        .join(' '),
    ]),
  );
}

/** What a duty owes: by when, how strictly, and to what its date counts. */
function owed(stage: string, id: string) {
  return obligationOf(stageOf(policy, stage), id);
}

describe('The file of Hertfordshire', () => {
  it('is of 2023, with no review date, and warns of that, of the empty flowchart and of the name of the form', () => {
    expect(policy.document).toMatchObject({
      title: 'HSAB Escalation Policy: What to do when agencies disagree',
      edition: '2023',
      status: 'adopted',
    });
    expect(policy.document.review).toBeUndefined();
    expect(policy.document.warnings).toEqual([
      expect.stringContaining('it has no review date'),
      expect.stringMatching(/flowchart is a heading only.* address for sending the monitoring form is blank/),
      expect.stringMatching(/Appendix 1; in the document it is Appendix A/),
    ]);
    expect(policy.readings.find(({ id }) => id === 'HE-X10')?.chosen).toMatch(/text alone is followed/);
  });

  it('lists the eight sectors of 1.1, with room for another council service and another agency', () => {
    expect(policy.sectors.map(({ id }) => id)).toEqual([
      'adult-social-care', 'health', 'police', 'housing', 'education', 'childrens-social-care', 'probation',
      'voluntary', 'local-authority', 'other',
    ]); // prettier-ignore
  });

  it('is for a disagreement between agencies from which an adult’s welfare or safety may suffer (1.1)', () => {
    expect(policy.triage.scope).toMatchObject({
      confirm: expect.stringMatching(/between agencies.*adult's welfare or safety may suffer/) as string,
      source: '1.1; 4.2',
    });
  });

  it('sends a complaint to the agency’s own procedure, which this policy does not replace (1)', () => {
    expect(policy.triage.diversions.find(({ id }) => id === 'complaint')).toMatchObject({
      effect: 'instead',
      says: expect.stringMatching(/complaints procedure of the agency .* does not replace it/) as string,
      source: '1',
    });
  });

  it('asks to settle it quickly between those who do the work, and to share what protects the adult (2.1)', () => {
    expect(guidance('raise')['2.1']).toMatch(/quickly, between the people who do the work/);
    expect(guidance('raise')['2.1']).toMatch(
      /Share what others need to know .* Holding it back cannot be justified/,
    );
  });

  it('asks for reasons that rest on evidence, of the decision maker, with the line manager where it helps (4.5)', () => {
    expect(guidance('raise')['4.5']).toMatch(/decision maker .* rest on evidence.* line manager/);
    expect(stageOf(policy, '1').consulted).toContainEqual(
      expect.objectContaining({ role: 'line-manager', source: '4.5', reading: 'HE-X1' }),
    );
  });

  it('asks whoever receives it to take it openly, to stay involved, and to look for a way forward together', () => {
    expect(guidance('receive')['1.3; 1.4']).toMatch(/Differences are healthy .* openly/);
    expect(guidance('receive')['2.1']).toMatch(
      /Stay involved until it is settled.*adult's safety and welfare/,
    );
    expect(guidance('respond')['4.5']).toMatch(/Read the case file first.*conversation or a meeting/);
  });

  it('puts the adult’s safety before everything when it is taken on, as soon as people see that they cannot agree', () => {
    expect(guidance('escalate')['1.5; Appendix A']).toMatch(
      /safety and wellbeing come before everything.*as soon as/,
    );
    expect(guidance('escalate')['Appendix A']).toMatch(/form goes on with the matter/);
  });

  it('asks, at the end, how the policy worked and what procedure is unclear, for the board', () => {
    expect(guidance('close')['4.3; 1.4; Appendix A']).toMatch(/how well the policy worked/);
    expect(policy.learning?.fields.find(({ id }) => id === 'procedure-unclear')).toMatchObject({
      required: true,
      source: '1.4',
    });
    expect(policy.learning?.goes_to).toEqual([expect.objectContaining({ role: 'business-manager' })]);
  });

  it('tells everybody to know the escalation route of their own agency (1.2, 2.1)', () => {
    expect(guidance('help')['1.2; 2.1']).toMatch(/Know the escalation route of your own agency/);
  });

  it('lists the example areas of 3.1, and the decision of Appendix A that is not safe', () => {
    const from = (source: string) =>
      policy.themes.filter((theme) => theme.source === source).map(({ id, code }) => [id, code]);
    expect(from('3.1')).toEqual([
      ['threshold', 'threshold-eligibility'],
      ['risk', 'risk-assessment'],
      ['response', 'response-to-concern'],
      ['roles', 'roles-responsibilities'],
      ['communication', 'communication'],
      ['lead', 'lead-agency-or-professional'],
      ['practice', 'practice-case-management'],
      ['action', 'action-not-done'],
      ['mental-health', 'mental-health'],
      ['other', 'other'],
    ]);
    expect(from('Appendix A')).toEqual([['unsafe-decision', 'decision-making-judgement']]);
  });

  it('tells one’s own manager and safeguarding lead of an immediate risk, with the same working day as outer limit (4.1)', () => {
    const { tells, outer_limit, source, emergency, out_of_hours } = policy.triage.risk;
    expect(source).toBe('4.1');
    expect(tells.map(({ role, reading }) => [role, reading])).toEqual([
      ['line-manager', 'HE-X4'],
      ['safeguarding-lead', 'HE-X4'],
    ]);
    expect(outer_limit).toMatchObject({ due: { same_working_day: 'concern' }, source: '4.1' });
    expect(emergency).toMatchObject({ telephone: '999', added: true });
    expect(contactOf(policy, out_of_hours).added).toBe(true);
  });

  it('lets somebody begin at the stage that they think right at immediate risk, and only then (Appendix A)', () => {
    expect(policy.triage.skips).toEqual([
      expect.objectContaining({
        when: 'immediate-risk',
        to: ['1', '2', '3'],
        source: 'Appendix A',
        reading: 'HE-X4',
      }),
    ]);
  });

  it('asks for what 4.2 and 4.5 say must be named, and of the other side what it wants to achieve', () => {
    const required = policy.raise.fields.filter(({ required: must }) => must);
    expect(required.map(({ id, source }) => [id, source])).toEqual([
      ['issue', '4.2'],
      ['risk', '4.2'],
      ['nature', '4.2'],
      ['aim', '4.2'],
      ['evidence', '4.5'],
      ['interim-safety', '2.1'],
    ]);
    expect(fieldOf(policy, 'response-aim')).toMatchObject({ required: true, source: '4.2' });
  });

  it('asks whether a discussion was within or between agencies, and for its approval (4.3)', () => {
    expect(fieldOf(policy, 'discussion-agencies')).toMatchObject({ required: true, source: '4.3' });
    expect(fieldOf(policy, 'discussion-agencies').choices?.map(({ id }) => id)).toEqual(['inter', 'intra']);
    expect(policy.discussion.approval).toMatchObject({
      asks: expect.stringMatching(/true record.*today's date/) as string,
      source: '4.3',
    });
  });

  it('asks for the agreed outcome and for how what is open will be followed up (4.3)', () => {
    expect(policy.outcome.fields.map(({ id, required, source }) => [id, required, source])).toEqual([
      ['agreed-outcome', true, '4.3'],
      ['outstanding', true, '4.3'],
    ]);
  });

  it('has the record filed from Stage 1 and the monitoring form from Stage 2, on the adult’s file of each agency', () => {
    expect(policy.filing.map(({ id, from_stage, source }) => [id, from_stage, source])).toEqual([
      ['adults-file', '1', '4.3'],
      ['monitoring-form', '2', 'Appendix A'],
    ]);
    expect(policy.filing[0]?.asks).toMatch(/with the other written communications, on the adult's file/);
  });

  it('has three stages: between the professionals, the service managers or safeguarding leads, and the Chair (4.5 to 4.7)', () => {
    expect(policy.stages.map(({ id, people }) => [id, people.raising])).toEqual([
      ['1', ['professional']],
      ['2', ['senior-manager', 'safeguarding-lead']],
      ['3', ['senior-manager', 'safeguarding-lead']],
    ]);
    expect(stageOf(policy, '2').people.receiving).toEqual(['senior-manager', 'safeguarding-lead']);
    expect(roleOf(policy, 'senior-manager').titles).toEqual([
      'Assessment Team Service Manager',
      'Detective Inspector',
      'Designated senior manager',
    ]);
    expect(roleOf(policy, 'professional').titles).toEqual(['Practitioner', 'Decision maker']);
    expect(policy.readings.find(({ id }) => id === 'HE-X1')?.chosen).toMatch(/^Three stages\./);
  });

  it('gives two working days to raise, three to read the file and to speak, and ends Stage 1 then (4.5)', () => {
    expect(owed('1', 'raise')).toMatchObject({ due: { working_days: 2, after: 'concern' }, source: '4.5' });
    expect(owed('1', 'speak')).toMatchObject({
      due: { working_days: 3, after: 'raise' },
      strict: 'must',
      source: '4.5',
      reading: 'HE-X5',
    });
    expect(owed('1', 'read-file')).toMatchObject({ due: { limit_of: 'speak' }, strict: 'must' });
    expect(owed('1', 'resolve')).toMatchObject({ due: { limit_of: 'speak' }, lapses: true });
  });

  it('goes on to Stage 2 without delay, which then has five working days (4.6)', () => {
    expect(owed('2', 'escalate')).toMatchObject({
      due: { same_working_day: 'unresolved' },
      policy_says: 'without delay',
      strict: 'must',
    });
    expect(owed('2', 'resolve')).toMatchObject({
      due: { working_days: 5, after: 'entered' },
      lapses: true,
      source: '4.6',
    });
  });

  it('has the receiving side confirm in writing within two working days at Stages 1 and 2, the raiser copied', () => {
    for (const [id, source] of [
      ['1', '4.5'],
      ['2', '4.6'],
    ] as const) {
      expect(stageOf(policy, id).confirmation).toMatchObject({
        by: 'receiving',
        written: true,
        due: { working_days: 2, after: 'resolved' },
        source,
        reading: 'HE-X6',
      });
    }
    expect(stageOf(policy, '2').confirmation?.copies).toEqual(['raiser']);
    expect(stageOf(policy, '3').confirmation).toBeUndefined();
  });

  it('has Heads of Service and Assistant Directors brought in at Stage 2 where needed, and holds nothing up for them', () => {
    const { consulted, people } = stageOf(policy, '2');
    expect(consulted.map(({ role, source }) => [role, source])).toEqual([
      ['head-of-service', '4.6'],
      ['assistant-director', '4.6'],
    ]);
    expect([...people.raising, ...people.receiving]).not.toContain('head-of-service');
    expect(policy.readings.find(({ id }) => id === 'HE-X7')?.chosen).toMatch(/need not have/);
  });

  it('takes a significant question of policy to the Chair, also when the disagreement is resolved (4.7)', () => {
    expect(stageOf(policy, '2').policy_issue_goes_to).toMatchObject({
      stage: '3',
      even_if_resolved: true,
      source: '4.7',
    });
  });

  it('has the Chair recommend within five working days, without directing anybody, and expects it to be acted upon (4.7)', () => {
    expect(stageOf(policy, '3').forum).toMatchObject({
      kind: 'chair',
      head: 'independent-chair',
      gateway: { role: 'business-manager', reading: 'HE-X8' },
      output: 'recommendations',
      effect: 'advisory-expected',
      powers: [{ power: 'ask-written-information' }, { power: 'confer' }],
      answers: { each_agency: true },
    });
    expect(owed('3', 'recommend')).toMatchObject({
      due: { working_days: 5, after: 'forum-told' },
      strict: 'will',
      source: '4.7',
    });
    expect(guidance('forum')['4.7']).toMatch(
      /does not run services and cannot give orders.*expects strongly/,
    );
    expect(policy.words.output).toBe('recommendation');
  });

  it('lets the Chair confer with senior managers, named and designated professionals, leads and others (4.7)', () => {
    const { consulted, people } = stageOf(policy, '3');
    expect([...people.raising, ...consulted.map(({ role }) => role)]).toEqual([
      'senior-manager', 'safeguarding-lead', 'designated-professional', 'safeguarding-lead', 'head-of-service',
      'assistant-director',
    ]); // prettier-ignore
  });

  it('keeps the board’s figures on how well the policy worked and how long it took (Appendix A)', () => {
    expect(policy.reports).toEqual([
      expect.objectContaining({ id: 'effectiveness', by: 'board', source: 'Appendix A' }),
    ]);
  });

  it('declares every reading, and the board has confirmed none of them', () => {
    const ids = policy.readings.map(({ id }) => id);
    for (let number = 1; number <= 12; number += 1) expect(ids).toContain(`HE-X${number}`);
    for (let number = 1; number <= 15; number += 1) expect(ids).toContain(`G-${number}`);
    expect(unconfirmedReadings(policy)).toHaveLength(27);
    expect(unconfirmedReadings(policy, 'mattering').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['HE-X1', 'HE-X2', 'HE-X3', 'HE-X4', 'G-1', 'G-2', 'G-3', 'G-5', 'G-14']),
    );
  });
});
