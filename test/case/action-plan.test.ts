import { describe, expect, it } from 'vitest';
import { policySchema } from '../../src/policy/policy.ts';
import { redbridge } from '../policy/policies.ts';
import { everybody, on, proposal, raising, rulesWith, words } from '../support/case-world.ts';
import { duty, simulate } from '../support/given.ts';
import { stage } from '../support/ladder.ts';

/* A board whose stage ends in an agreed action plan: no outcome without somebody who does something by a day. */

const policy = policySchema.parse({
  ...redbridge(),
  stages: [
    stage(
      '1',
      [
        { duty: 'plan', due: { working_days: 3, after: 'concern' } },
        { duty: 'resolve', due: { working_days: 5, after: 'concern' }, lapses: true },
      ],
      { people: { raising: ['professional'], receiving: ['professional'] } },
    ),
    stage('2', [{ duty: 'resolve', due: { working_days: 5, after: 'entered' }, lapses: true }]),
  ],
});

const steps = [{ what: words('visit'), owner: 'rosa', by: '2026-12-30' }];

function begin() {
  const story = simulate(rulesWith(everybody, policy));
  story.step(raising('2026-12-22T10:00'));
  return story;
}

describe('An agreed action plan that is owed', () => {
  it('is missing from an outcome without a next step', () => {
    expect(begin().run(on('2026-12-22T11:00', 'nadia', 'propose-outcome', proposal))).toMatchObject({
      kind: 'refused',
      reason: { code: 'missing', field: 'outstanding-1-what' },
    });
  });

  it('is met when every side agrees to the steps, and lives again when the agreement does not hold', () => {
    const story = begin();
    story.step(on('2026-12-22T11:00', 'nadia', 'propose-outcome', { ...proposal, outstanding: steps }));
    const { entry = 0 } = story.raised().proposal ?? {};
    expect(duty(story.raised(), '1.plan').status).toBe('open');
    story.step(on('2026-12-22T12:00', 'rosa', 'agree-outcome', { proposal: entry }));
    expect(duty(story.raised(), '1.plan')).toMatchObject({ status: 'met' });
    expect(story.raised().status).toBe('closed');
    story.step(on('2026-12-23T12:00', 'nadia', 'reopen', { reason: words('not done') }));
    expect(duty(story.raised(), '1.plan')).toMatchObject({ status: 'open' });
  });

  it('is over when the matter is taken further, where nothing is owed but to settle it', () => {
    const story = begin();
    story.step(on('2026-12-22T11:00', 'nadia', 'escalate', { to: '2' }));
    expect(duty(story.raised(), '1.plan').status).toBe('ended');
    expect(story.run(on('2026-12-22T12:00', 'milan', 'propose-outcome', proposal))).toMatchObject({
      kind: 'accepted',
    });
  });
});
