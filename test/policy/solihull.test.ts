import { describe, expect, it } from 'vitest';
import { contactOf, fieldOf, roleOf, stageOf, unconfirmedReadings } from '../../src/policy/policy-lookup.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { shippedPolicy } from './policies.ts';

/* What the file of Solihull says, each fact with the paragraph of its procedure. */

const policy = shippedPolicy('solihull');
const stages = ['1', '2', '3', '4'];

/** What people are told at a point, by paragraph. */
function guidance(at: Policy['guidance'][number]['at']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    policy.guidance.filter((one) => one.at === at).map(({ source, text }) => [source, text]),
  );
}

describe('The file of Solihull', () => {
  it('names what the procedure sits under, and warns that it has no date and no edition', () => {
    expect(policy.document.title).toBe('Inter-Agency Dispute Resolution & Escalation Procedure');
    expect(policy.document.parent).toContain('Care Act 2014');
    expect(policy.document.parent).toContain('West Midlands multi-agency policy and procedures (1.1)');
    expect(policy.document.edition).toBeUndefined();
    expect(policy.document.warnings).toContainEqual(
      expect.stringContaining('no date, no edition and no review date'),
    );
  });

  it('calls a matter a dispute, a stage a Stage and what the forum gives mediation', () => {
    expect(policy.words).toEqual({ stage: 'Stage', matter: 'dispute', output: 'mediation' });
  });

  it('lists the four areas of 1.4 and the six examples of 1.5, with a judgement or action and room for another', () => {
    const from = (source: string) =>
      policy.themes.filter((theme) => theme.source === source).map(({ id, code }) => [id, code]);
    expect(from('1.4')).toEqual([
      ['thresholds', 'threshold-eligibility'],
      ['roles', 'roles-responsibilities'],
      ['need-for-action', 'response-to-concern'],
      ['communication', 'communication'],
      ['other', 'other'],
    ]);
    expect(from('1.5')).toEqual([
      ['referral-quality', 'referral-quality'],
      ['s42-decision', 's42-decision'],
      ['s42-who', 's42-who'],
      ['late-referral', 'referral-timeliness'],
      ['information-sharing', 'information-sharing'],
      ['agreed-actions', 'action-not-done'],
    ]);
    expect(from('2.1')).toEqual([['judgement', 'decision-making-judgement']]);
  });

  it('tells whoever raises it to do so directly and at once, and that it is theirs to raise', () => {
    expect(guidance('raise')['1.3']).toMatch(/to the person themselves .* at once/);
    expect(guidance('raise')['2.1']).toMatch(/Whoever first sees the problem raises it/);
  });

  it('tells whoever receives it that each agency answers for its own part, and that challenge is part of learning', () => {
    const said = guidance('receive');
    expect(said['1.2']).toMatch(/agency answers for its own part/);
    expect(said['1.6; 1.7']).toMatch(/openly and honestly/);
    expect(said['Appendix 1']).toMatch(/adult is safe meanwhile/);
  });

  it('tells whoever takes it on that no dispute may put the adult at risk, and that the raiser hears clearly and soon', () => {
    expect(guidance('escalate')['1.8']).toMatch(/greater risk, hide the adult .* hold up a decision/);
    expect(guidance('escalate')['2.8']).toMatch(/hears clearly and soon/);
  });

  it('has the Safeguarding Leads consulted at the top of the line, and beside the line managers', () => {
    expect(stageOf(policy, '2').consulted).toEqual([
      expect.objectContaining({ role: 'safeguarding-lead', source: '2.3' }),
    ]);
    expect(stageOf(policy, '3').consulted).toEqual([
      expect.objectContaining({ role: 'safeguarding-lead', source: '2.4' }),
    ]);
    expect(roleOf(policy, 'safeguarding-lead').label).toBe('Safeguarding Adult Lead');
  });

  it('goes up the line to Directors, Assistant Directors or Heads of Service', () => {
    expect(stageOf(policy, '3').rungs).toMatchObject({
      roles: ['senior-manager', 'head-of-service'],
      source: '2.4',
    });
    expect(roleOf(policy, 'head-of-service').titles).toEqual([
      'Director',
      'Assistant Director',
      'Head of Service',
    ]);
  });

  it('only aims, five working days at Stages 1 and 2, and gives Stages 3 and 4 no time that is not marked as added', () => {
    const dated = policy.stages.flatMap(({ id, obligations }) =>
      obligations
        .filter(({ due, duty }) => due !== undefined && duty !== 'raise')
        .map(({ duty, due, strict, added, lapses }) => ({
          id,
          duty,
          due,
          strict,
          added: added === true,
          lapses,
        })),
    );
    expect(dated.filter(({ added }) => !added)).toMatchObject([
      {
        id: '1',
        duty: 'resolve',
        due: { working_days: 5, after: 'concern' },
        strict: 'aim',
        lapses: true,
      },
      {
        id: '2',
        duty: 'resolve',
        due: { working_days: 5, after: 'entered' },
        strict: 'aim',
        lapses: true,
      },
    ]);
    expect(dated.filter(({ added, lapses }) => added && lapses)).toEqual([]);
    for (const id of ['3', '4'])
      expect(stageOf(policy, id).obligations.find(({ duty }) => duty === 'review')?.added).toBe(true);
  });

  it('has either side confirm in writing at each stage, without a date, with a copy to whoever raised it', () => {
    for (const id of stages) {
      const { confirmation } = stageOf(policy, id);
      expect(confirmation).toMatchObject({ by: 'either', written: true, copies: ['raiser'], source: '2.7' });
      expect(confirmation?.due).toBeUndefined();
    }
  });

  it('owes feedback at each stage, by the person to whom it was referred', () => {
    const owing = stages.map((id) => stageOf(policy, id).obligations.find(({ duty }) => duty === 'feedback'));
    expect(owing.map((rule) => [rule?.strict, rule?.owed_by.side, rule?.owed_by.role, rule?.source])).toEqual(
      [
        ['must', 'receiving', 'professional', '2.8'],
        ['must', 'raising', 'line-manager', '2.8'],
        ['must', 'raising', 'senior-manager', '2.8'],
        ['must', 'board', 'sub-committee-chair', '2.8'],
      ],
    );
  });

  it('asks for what was agreed, what is still open, and what keeps the adult safe meanwhile', () => {
    for (const id of ['agreed-outcome', 'outstanding'])
      expect(fieldOf(policy, id)).toMatchObject({ required: true, source: '2.7' });
    expect(fieldOf(policy, 'interim-safety')).toMatchObject({ required: true, source: 'Appendix 1' });
  });

  it('has the Chair of the sub-committee mediate, the Independent Chair at a conflict of interest, and decides nothing', () => {
    expect(stageOf(policy, '4').forum).toMatchObject({
      kind: 'mediator',
      head: 'sub-committee-chair',
      gateway: { role: 'business-manager' },
      output: 'mediation',
      effect: 'not-stated',
      conflict_of_interest: { head: 'independent-chair', gateway: 'business-manager' },
    });
    expect(stageOf(policy, '4').considered).toMatchObject({ source: '2.5', reading: 'SO-X3' });
    expect(roleOf(policy, 'independent-chair').titles).toEqual([
      'SSAB Independent Chair',
      'Chair of the SSAB',
    ]);
  });

  it('gives the Business Team as the contact for other agencies’ leads, with every way to reach it', () => {
    expect(policy.board_office).toBe('board-office');
    expect(contactOf(policy, 'board-office')).toMatchObject({
      label: 'Solihull Safeguarding Adults Board, Business Team',
      organisation: 'Solihull Metropolitan Borough Council',
      email: 'ssab@solihull.gov.uk',
      telephone: '0121 788 4392',
      link: 'https://www.safeguardingsolihull.org.uk',
    });
    expect(contactOf(policy, 'board-office').note).toContain('Council House, Manor Square, Solihull B91 3QB');
    expect(guidance('help')['2.3']).toMatch(/ask the Business Team/);
  });

  it('declares every reading, and the board has confirmed none of them', () => {
    const ids = policy.readings.map(({ id }) => id);
    for (let number = 1; number <= 14; number += 1) expect(ids).toContain(`SO-X${number}`);
    for (let number = 1; number <= 15; number += 1) expect(ids).toContain(`G-${number}`);
    expect(unconfirmedReadings(policy)).toHaveLength(29);
    expect(unconfirmedReadings(policy, 'mattering').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['SO-X1', 'SO-X3', 'SO-X5', 'SO-X6', 'G-1', 'G-2', 'G-3', 'G-5', 'G-14']),
    );
  });
});
