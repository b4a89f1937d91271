import { describe, expect, it } from 'vitest';
import { checkFilling } from '../../src/policy/check-filling.ts';
import { policySchema } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { redbridge, shippedPolicy } from './policies.ts';

const source = 'a paragraph';

function withForm(field: object, more: object = {}): Policy {
  const fields = [{ id: 'why', label: 'Why?', required: true, source, ...field }];
  const form = { id: 'paper', title: 'A paper', by: 'raising', from_stage: '2', fields, source, ...more };
  return policySchema.parse({ ...redbridge(), forms: [form] });
}

function waiting(stage: string, more: object = {}): Policy {
  const policy = withForm({}, more);
  const stages = policy.stages.map((one) =>
    one.id === stage ? { ...one, needs_form: { form: 'paper', source } } : one,
  );
  return { ...policy, stages };
}

describe('A form that could not be filled in as it is written', () => {
  it.each([
    ['a signature that is drafted', { type: 'signature', prefill: 'raiser' }, 'signs for themself'],
    ['who the adult is, in the open', { prefill: 'adult', part: 'name' }, 'kept apart'],
    ['no part of who the adult is', { prefill: 'adult', restricted: true }, 'Say which part'],
    ['a part that is not there', { prefill: 'raiser', part: 'born' }, 'has no part "born"'],
    ['a stage that is not named', { prefill: 'people' }, 'Write "of_stage"'],
    ['one side’s answer from each agency', { per_agency: true, from: 'receiving' }, 'Take it out'],
  ])('%s', (_what, field, says) => {
    const found = checkFilling(withForm(field));
    expect(found).toHaveLength(1);
    expect(found[0]?.says).toContain(says);
    expect(found[0]?.path).toEqual(['forms', 0, 'fields', 0]);
  });
});

describe('A stage that waits for a form', () => {
  it('can wait only for one that is there before it', () => {
    expect(checkFilling(waiting('3'))).toEqual([]);
    expect(checkFilling(waiting('2'))[0]?.says).toContain('only if it comes later');
  });

  it('cannot wait for one that is optional', () => {
    expect(checkFilling(waiting('3', { optional: true }))[0]?.says).toContain('is optional');
  });

  it('names the form that is owed as a duty', () => {
    const owed = { id: 'more', duty: 'submit-form', owed_by: { side: 'raising', role: 'line-manager' } };
    const policy = withForm({});
    const stages = policy.stages.map((stage, index) =>
      index === 1 ? { ...stage, obligations: [{ ...owed, strict: 'must', source }] } : stage,
    );
    const found = checkFilling(policySchema.parse({ ...policy, stages }));
    expect(found[0]?.says).toContain('Say which form is owed');
  });
});

describe('A signature outside the forms', () => {
  it('is refused, because what is sent carries its author’s name already', () => {
    const sign = { id: 'sign', label: 'Sign', type: 'signature', required: true, source };
    const policy = policySchema.parse({ ...redbridge(), outcome: { fields: [sign] } });
    expect(checkFilling(policy)[0]).toMatchObject({ path: ['outcome', 'fields', 0] });
  });

  it('stands in no shipped policy', () => {
    for (const board of ['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire']) {
      expect(checkFilling(shippedPolicy(board))).toEqual([]);
    }
  });
});
