import { describe, expect, it } from 'vitest';
import { contactOf, fieldOf, obligationOf, roleOf, stageOf } from '../../src/policy/policy-lookup.ts';
import { reviewWarning } from '../../src/policy/review.ts';
import { at, shippedPolicy } from './policies.ts';

/* What the file of Cheshire East says: each fact with the part of the document that it comes from. */

const policy = shippedPolicy('cheshire-east');
const steps = ['1', '2', '3', '4'].map((id) => stageOf(policy, id));

describe('The procedure of Cheshire East', () => {
  it('names its edition and its marking, and warns that its review date of April 2025 has passed', () => {
    expect(policy.document).toMatchObject({
      title: 'Multi-agency Escalation Procedure',
      published: '2023-04',
      review: '2025-04',
      marking: 'OFFICIAL',
    });
    expect(reviewWarning(policy, at('2025-04-30T12:00'))).toBeUndefined();
    expect(reviewWarning(policy, at('2025-05-01T12:00'))).toContain('was due in April 2025');
  });

  it('speaks of challenges that go up four steps, and of recommendations', () => {
    expect(policy.words).toMatchObject({ stage: 'Step', matter: 'challenge', output: 'recommendation' });
    expect(policy.stages.map(({ label }) => label)).toEqual(['Step 1', 'Step 2', 'Step 3', 'Step 4']);
  });

  it('takes its themes from the running text, as the document has no list of its own, and marks them so', () => {
    expect(policy.themes.map(({ id, added }) => [id, added])).toEqual([
      ['practice', true],
      ['decision-making', true],
      ['wishes', true],
      ['other', true],
    ]);
  });

  it('asks for the concern, the difference and its reasons; for the adult’s wishes too, which nobody must know', () => {
    expect(policy.raise.fields.map(({ id, required }) => [id, required])).toEqual([
      ['issue', true],
      ['risk', true],
      ['nature', true],
      ['aim', true],
      ['interim-safety', true],
      ['wishes', false],
    ]);
    expect(fieldOf(policy, 'wishes').source).toBe('Principles');
  });

  it('has somewhere to write the concern, what was done, what was answered and what came of it', () => {
    expect(fieldOf(policy, 'issue').required).toBe(true);
    expect(policy.response.fields.map(({ id }) => id)).toContain('response-view');
    expect(policy.discussion.fields.map(({ id }) => id)).toEqual(['discussion-what']);
    expect(policy.outcome.fields.map(({ id }) => id)).toContain('agreed-outcome');
  });

  it('has each step between those of equal standing: workers, managers or leads, representatives on the board', () => {
    expect(steps.map(({ people }) => [people.raising, people.receiving])).toEqual([
      [['professional'], ['professional']],
      [
        ['line-manager', 'safeguarding-lead'],
        ['line-manager', 'safeguarding-lead'],
      ],
      [['board-representative'], ['board-representative']],
      [['board-representative'], ['board-representative']],
    ]);
  });

  it('knows the managers and leads of an agency by the names that the document gives them', () => {
    expect(roleOf(policy, 'safeguarding-lead').titles).toContain('Named safeguarding professional');
    expect(roleOf(policy, 'business-manager').titles).toEqual([
      'SAB Business Manager',
      'CESAB Board Manager',
      'CESAB Business Unit',
    ]);
    expect(roleOf(policy, 'board-representative')).toMatchObject({ of: 'agency', source: 'Step three' });
  });

  it('has the mailbox of the form stand in for the business unit, whose address is missing, and says so', () => {
    expect(policy.board_office).toBe('board-office');
    expect(contactOf(policy, 'board-office')).toMatchObject({
      email: 'LSAB@cheshireeast.gov.uk',
      reading: 'CE-X6',
    });
    expect(contactOf(policy, 'board-office').note).toContain('stands in for the business unit');
    expect(policy.document.warnings).toContainEqual(expect.stringContaining('Appendix 4'));
    expect(policy.document.warnings).toContainEqual(expect.stringContaining('list of board members'));
  });

  it('asks of both sides on the way into Step 2 what the problem, the challenge and the aim are', () => {
    expect(stageOf(policy, '2').entry_fields.map(({ id, required, from }) => [id, required, from])).toEqual([
      ['step-2-problem', true, 'both'],
      ['step-2-challenge', true, 'both'],
      ['step-2-aim', true, 'both'],
    ]);
  });

  it('lets a safeguarding lead stand beside the line manager at Step 2', () => {
    expect(stageOf(policy, '2').consulted.map(({ role }) => role)).toEqual(['safeguarding-lead']);
  });

  it('has the Chair recommend, without saying what weight that has', () => {
    expect(stageOf(policy, '4').forum).toMatchObject({
      kind: 'chair',
      head: 'independent-chair',
      gateway: { role: 'business-manager' },
      output: 'recommendations',
      effect: 'not-stated',
    });
    expect(stageOf(policy, '4').forum?.says).toContain('does not say what weight');
  });

  it('lets the Chair ask for views in writing and call a meeting of people from every level', () => {
    const { forum, consulted } = stageOf(policy, '4');
    expect(forum?.powers.map(({ power }) => power)).toEqual(['ask-written-information', 'meet']);
    expect(consulted.map(({ role }) => role)).toEqual(['senior-manager', 'safeguarding-lead']);
  });

  it('keeps the document’s five working days and day 21 beside each other for the Chair', () => {
    expect(obligationOf(stageOf(policy, '4'), 'recommend').due).toEqual({
      earliest: [
        { working_days: 5, after: 'entered' },
        { day: 21, of: 'concern' },
      ],
    });
  });

  it('asks each agency for the adult’s file and for its own record, from Step 1 on', () => {
    expect(policy.filing.map(({ id, from_stage }) => [id, from_stage])).toEqual([
      ['adults-file', '1'],
      ['agency-record', '1'],
    ]);
  });

  it('has an agency’s own record of Steps 1 to 4, its outcomes of Steps 2 to 4 and the board’s register of Step 4', () => {
    expect(policy.reports.map(({ id, by, stages, when }) => [id, by, stages, when])).toEqual([
      ['agency-log', 'agency', ['1', '2', '3', '4'], 'register'],
      ['agency-outcomes', 'agency', ['2', '3', '4'], 'on-request'],
      ['board-register', 'board', ['4'], 'register'],
    ]);
  });

  it('has a form for Step 4 with every box of Appendix A, who the adult is being restricted', () => {
    const form = policy.forms.find(({ id }) => id === 'appendix-a');
    expect(form?.fields.map(({ id, required }) => (required ? id : `${id}?`))).toEqual([
      'adult-name', 'adult-born', 'adult-address', 'step-2-manager', 'step-3-manager', 'step-3-concluded',
      'board-members', 'disagreement', 'method',
    ]); // prettier-ignore
    expect(form?.fields.flatMap(({ id, restricted }) => (restricted ? [id] : []))).toEqual([
      'adult-name',
      'adult-born',
      'adult-address',
    ]);
    expect(form?.send).toMatchObject({ to: 'board-office' });
    expect(stageOf(policy, '4').needs_form).toMatchObject({ form: 'appendix-a' });
  });
});
