import { describe, expect, it } from 'vitest';
import { fieldOf, roleOf, stageOf, unconfirmedReadings } from '../../src/policy/policy-lookup.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { shippedPolicy } from './policies.ts';

/* What the file of Rotherham says, each fact with the part of its procedure. */

const policy = shippedPolicy('rotherham');
const formal = ['1', '2', '3', '4'];

/** What people are told at a point, by the part of the document. */
function guidance(at: Policy['guidance'][number]['at']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    policy.guidance.filter((one) => one.at === at).map(({ source, text }) => [source, text]),
  );
}

function reading(id: string): Policy['readings'][number] {
  const found = policy.readings.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} is no reading`);
  return found;
}

describe('The file of Rotherham', () => {
  it('is marked as a draft, without date and edition, with the notes of its authors as a warning', () => {
    expect(policy.document.status).toBe('draft');
    expect(policy.document.edition).toBeUndefined();
    expect(policy.document.warnings.join(' ')).toMatch(/no date, no edition and no review date/);
    expect(policy.document.warnings.join(' ')).toMatch(/Ask the board what applies/);
  });

  it('holds each note of its authors as a reading that nobody has confirmed, and as no rule', () => {
    expect(unconfirmedReadings(policy)).toHaveLength(policy.readings.length);
    expect(reading('RO-X5').sources[0]).toMatchObject({ source: 'Preamble' });
    expect(reading('RO-X5').possible).toEqual(['the team', 'the Board Manager', 'both']);
    expect(reading('RO-X6').sources[1]?.says).toMatch(/unfinished note about a review meeting/);
    expect(reading('RO-X7').sources[1]?.says).toMatch(/a note asks about Stage 2 onwards/);
    expect(reading('RO-X4').chosen).toMatch(/Stage 3 may be chosen from any stage, marked as a draft/);
  });

  it('finds its themes in the running text, marked as added', () => {
    const from = (source: string) =>
      policy.themes.filter((theme) => theme.source.split('; ').includes(source)).map(({ id }) => id);
    expect(from('Preamble')).toEqual(['responsibilities', 'decisions', 'actions', 'progress']);
    expect(from('Principle 6')).toEqual([
      'decisions',
      'practice',
      'delay',
      'late-referral',
      'procedure',
      'wishes',
    ]);
    expect(from('Principle 7')).toEqual(['responsibilities']);
    expect(policy.themes.every(({ added }) => added === true)).toBe(true);
    expect(policy.themes.find(({ id }) => id === 'actions')?.label).toBe('An action, or a failure to act');
  });

  it('tells whoever raises it to respect the person, to be exact, and that standing is no reason not to', () => {
    const said = guidance('raise');
    expect(said['Preamble; Principle 4']).toMatch(/with respect.*practice and never the person/);
    expect(said['Stage 1']).toMatch(/exactly what you disagree about and what you want to reach/);
    expect(said['Principle 9; Stage 1']).toMatch(/Your agency should support you/);
  });

  it('tells whoever receives it to be open to looking again, with the adult first, and that each agency answers for its part', () => {
    const said = policy.guidance
      .filter(({ at }) => at === 'receive')
      .map(({ text, source }) => [source, text]);
    expect(said).toEqual([
      ['Preamble', expect.stringMatching(/open to looking again at actions, decisions and plans/)],
      ['Preamble; Principle 1', expect.stringMatching(/wellbeing, wishes and safety come first/)],
      ['Preamble', expect.stringMatching(/its own part of safeguarding to a high standard/)],
    ]);
  });

  it('asks for reasons and evidence, and for fact and opinion apart', () => {
    expect(guidance('respond')['Principle 5; Stage 1']).toMatch(/reasons and the evidence.*fact and opinion/);
    expect(fieldOf(policy, 'rationale')).toMatchObject({ required: true, source: 'Principle 5' });
    expect(fieldOf(policy, 'evidence')).toMatchObject({ required: true, source: 'Principle 5' });
    for (const id of ['discussion-what', 'discussion-opinion', 'discussion-next'])
      expect(fieldOf(policy, id)).toMatchObject({ required: true, source: 'Stage 1' });
  });

  it('says in its help that advice does not replace supervision and that the adult is kept out of the difference', () => {
    expect(guidance('help')['Clarification']).toMatch(/does not replace supervision/);
    expect(guidance('help')['Principle 3']).toMatch(/not drawn into the difference, unless their view/);
  });

  it('says that the times are the longest allowed', () => {
    expect(guidance('escalate')['Resolution']).toMatch(/longest allowed.*as early as the risk/);
  });

  it('goes from professional to professional, manager to manager and senior manager to senior manager', () => {
    const people = policy.stages.map(({ id, people: { raising, receiving } }) => [id, raising, receiving]);
    expect(people).toEqual([
      ['clarify', ['professional'], ['professional']],
      ['1', ['professional'], ['professional']],
      ['2', ['line-manager'], ['line-manager']],
      ['3', ['senior-manager', 'safeguarding-lead'], ['senior-manager', 'safeguarding-lead']],
      ['4', ['senior-manager', 'safeguarding-lead'], ['senior-manager', 'safeguarding-lead']],
    ]);
    expect(formal.map((id) => stageOf(policy, id).title)).toEqual([
      'Professional to professional',
      'Manager to manager',
      'Senior manager to senior manager',
      'The Resolution Panel of the board',
    ]);
    expect(roleOf(policy, 'senior-manager').titles).toEqual(['Operations manager', 'Senior Manager']);
  });

  it('counts every stage from the concern and lets each of the first three lapse', () => {
    const dated = formal.map((id) => {
      const rule = stageOf(policy, id).obligations.find(
        ({ duty }) => duty === 'resolve' || duty === 'decide',
      );
      return [id, rule?.due, rule?.strict, rule?.lapses === true, rule?.source];
    });
    expect(dated).toEqual([
      [
        '1',
        {
          earliest: [
            { working_hours: 48, after: 'concern' },
            { working_days: 2, after: 'concern' },
          ],
        },
        'must',
        true,
        'Stage 1',
      ],
      ['2', { working_days: 5, after: 'concern' }, 'must', true, 'Stage 2'],
      ['3', { working_days: 7, after: 'concern' }, 'must', true, 'Stage 3'],
      ['4', { working_days: 10, after: 'concern' }, 'must', false, 'Stage 4'],
    ]);
  });

  it('has those consulted whom it names, where it names them', () => {
    const consulted = policy.stages.map(({ id, consulted: whom }) => [id, whom.map(({ role }) => role)]);
    expect(consulted).toEqual([
      ['clarify', ['experienced-colleague', 'line-manager', 'safeguarding-lead']],
      ['1', ['line-manager', 'safeguarding-lead']],
      ['2', ['safeguarding-lead']],
      ['3', ['safeguarding-lead']],
      ['4', []],
    ]);
  });

  it('asks how it came to light, with every way that it names', () => {
    const field = fieldOf(policy, 'came-to-light');
    expect(field).toMatchObject({ required: false, source: 'Identification' });
    expect(field.choices?.map(({ id }) => id)).toEqual([
      'observed',
      'read',
      'discussed',
      'heard',
      'notified',
      'law',
      'policy',
      'guidance',
    ]);
  });

  it('asks for the adult’s circumstances and the likely impact, and whom of the managers one has asked', () => {
    expect(fieldOf(policy, 'risk')).toMatchObject({ required: true, source: 'Clarification' });
    expect(fieldOf(policy, 'circumstances')).toMatchObject({ required: false, source: 'Clarification' });
    expect(fieldOf(policy, 'supervisor')).toMatchObject({ required: false, reading: 'RO-X10' });
    for (const id of ['issue', 'aim']) expect(fieldOf(policy, id).required).toBe(true);
    expect(fieldOf(policy, 'interim-safety').required).toBe(true);
  });

  it('has every box of its record form, with the adult’s name apart and a view of each agency', () => {
    const [form] = policy.forms;
    expect(form).toMatchObject({ id: 'record', from_stage: '2', carries_forward: true });
    const boxes = form?.fields.map(({ id, prefill, part }) => [id, prefill, part]);
    expect(boxes).toEqual([
      ['adult-name', 'adult', 'name'],
      ['dispute', 'issue', undefined],
      ['evidence-kind', undefined, undefined],
      ['evidence', undefined, undefined],
      ['agreed', 'outcome', undefined],
      ['next-steps', 'next-steps', undefined],
      ['copied-to', 'copies', undefined],
      ['stage-resolved', 'stage-resolved', undefined],
      ['time-taken', 'time-taken', undefined],
      ['notes', undefined, undefined],
      ['referrer-name', 'raiser', 'name'],
      ['referrer-title', 'raiser', 'role'],
      ['referrer-agency', 'raiser', 'agency'],
      ['referrer-date', 'raiser', undefined],
    ]);
    expect(form?.fields.find(({ restricted }) => restricted)?.id).toBe('adult-name');
    expect(form?.fields.find(({ per_agency }) => per_agency)?.id).toBe('dispute');
    expect(form?.fields.find(({ id }) => id === 'evidence-kind')?.choices?.map(({ id }) => id)).toEqual([
      'case-notes',
      'minutes',
      'emails',
      'supervision',
      'other',
    ]);
  });

  it('has each agency asked for its own entry from Stage 1 and for the form from Stage 2', () => {
    expect(policy.filing.map(({ id, from_stage, source }) => [id, from_stage, source])).toEqual([
      ['case-record', '1', 'Stage 1; Stage 2; Stage 3'],
      ['record-form', '2', 'Record form'],
    ]);
  });

  it('ends with a panel of at least three agencies under the Independent Chair, whose decision binds', () => {
    expect(stageOf(policy, '4').forum).toMatchObject({
      kind: 'panel',
      head: 'independent-chair',
      gateway: { role: 'business-manager' },
      output: 'decision',
      effect: 'binding',
      panel: { at_least_agencies: 3, include_parties: true },
    });
    expect(reading('RO-X6').chosen).toMatch(/The panel, with the Independent Chair in the chair/);
  });

  it('names the reports that it asks for: a register, one for each panel, all of a year', () => {
    expect(policy.reports.map(({ id, by, when }) => [id, by, when])).toEqual([
      ['register', 'board', 'register'],
      ['panel-report', 'forum', 'each-case'],
      ['yearly', 'board', 'yearly'],
    ]);
  });
});
