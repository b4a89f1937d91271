import { describe, expect, it } from 'vitest';
import { checkGoingUp } from '../../src/policy/check-going-up.ts';
import { policySchema } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { source, stage } from '../support/ladder.ts';
import type { Rule } from '../support/ladder.ts';
import { read, redbridge, redbridgeText, shippedPolicy } from './policies.ts';

type More = Readonly<Record<string, unknown>>;

function ladder(rules: readonly Rule[], more: More = {}, atFirst: More = {}): Policy {
  return policySchema.parse({
    ...redbridge(),
    stages: [stage('1', [], atFirst), stage('2', rules, more)],
  });
}

const says = (policy: Policy): readonly string[] => checkGoingUp(policy).map((finding) => finding.says);
const days = { working_days: 5, after: 'entered' } as const;
const question = (id: string) => ({ id, label: 'What?', required: true, from: 'both', source });

describe('a way up that no case could follow is a problem of the file', () => {
  it.each(['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'])(
    'finds none in the shipped file of %s',
    (board) => {
      expect(says(shippedPolicy(board))).toEqual([]);
    },
  );

  it.each<readonly [string, Policy, string]>([
    [
      'the board takes it further',
      ladder([{ duty: 'escalate', owed_by: { side: 'board', role: 'business-manager' } }]),
      'Name a side',
    ],
    ['escalating lapses', ladder([{ duty: 'escalate', due: days, lapses: true }]), 'cannot make one lapse'],
    ['a lapse without a time', ladder([{ duty: 'resolve', lapses: true }]), 'has no "due"'],
    ['a review that comes once', ladder([{ duty: 'review', due: days }]), 'needs "repeats: true"'],
    [
      'a conversation that comes round again',
      ladder([{ duty: 'speak', due: days, repeats: true }]),
      'Only a review',
    ],
    [
      'an answer owed by somebody who does not act',
      ladder([{ duty: 'respond', owed_by: { side: 'receiving', role: 'head-of-service' } }]),
      '"head-of-service" does not act there. Name one of: line-manager.',
    ],
    [
      'a way through somebody to where a case begins',
      ladder([], {}, { through: [{ side: 'both', role: 'senior-manager', source }] }),
      'A case begins at "Stage 1"',
    ],
    [
      'a way through the board',
      ladder([], { through: [{ side: 'both', role: 'business-manager', source }] }),
      'a role of the board',
    ],
    [
      'rungs that begin with somebody else',
      ladder([], {
        rungs: { roles: ['line-manager', 'senior-manager'], source },
        people: { raising: ['senior-manager'], receiving: ['line-manager'] },
      }),
      'Put "line-manager" first here.',
    ],
    [
      'a question with a name that is taken',
      ladder([], { entry_fields: [question('reason')] }),
      'another name',
    ],
    [
      'two questions with one name',
      ladder([], { entry_fields: [question('what'), question('what')] }),
      'used twice',
    ],
    [
      'a choice without answers',
      ladder([], { entry_fields: [{ ...question('what'), type: 'choice' }] }),
      'has no answers',
    ],
  ])('%s', (_name, policy, words) => {
    const found = says(policy);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });

  it('is said with its line by `policy check`', () => {
    const once = redbridgeText.replace('duty: resolve', 'duty: review');
    const result = read(once);
    expect(result.kind).toBe('problems');
    if (result.kind === 'problems') {
      const line = once.slice(0, once.indexOf('duty: review')).split('\n').length;
      const found = result.problems.find((one) => one.says.includes('Nothing settles a review'));
      expect(found?.line).toBeGreaterThan(line - 3);
      expect(found?.line).toBeLessThanOrEqual(line);
    }
  });
});
