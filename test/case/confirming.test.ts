import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import { policySchema } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { at, redbridge } from '../policy/policies.ts';
import { everybody, on, proposal, raising, rulesWith, words } from '../support/case-world.ts';
import { duty, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { source, stage } from '../support/ladder.ts';

/* Who confirms an agreed outcome, how, and whether anybody owes it, by the stage's own rule. */

const police = { agency: 'eastmere-police', professional: 'piet' };

function confirmed(confirmation: Readonly<Record<string, unknown>>): Policy {
  const one = stage('1', [{ duty: 'resolve', lapses: true, due: { working_days: 5, after: 'concern' } }], {
    people: { raising: ['professional'], receiving: ['professional'] },
    confirmation: { written: true, source, ...confirmation },
  });
  return policySchema.parse({ ...redbridge(), stages: [one] });
}

/** Agreed on Wednesday 23 December 2026 at 11:00 between Rosa and Nadia. */
function agreed(policy: Policy, more: Parameters<typeof raising>[1] = {}): Simulation {
  const story = simulate(rulesWith(everybody, policy));
  story.step(raising('2026-12-22T10:00', more));
  story.step(on('2026-12-23T10:00', 'nadia', 'propose-outcome', proposal));
  const entry = story.raised().proposal?.entry ?? 0;
  story.step(on('2026-12-23T11:00', 'rosa', 'agree-outcome', { proposal: entry }));
  return story;
}

function does(story: Simulation, who: string, when: string): readonly string[] {
  return availableActs(who, story.state(), story.rules, at(when)).map(({ type }) => type);
}

describe('a confirmation by either side', () => {
  const policy = confirmed({ by: 'either' });

  it('is one duty that both sides owe, without a date', () => {
    const story = agreed(policy);
    expect(duty(story.raised(), '1.confirm').owedBy.map(({ side }) => side)).toEqual([
      'raising',
      'receiving:st-aldhelms',
    ]);
    expect(duty(story.raised(), '1.confirm').due).toBeUndefined();
  });

  it('written by the side that raised it is answered by the other, and closes the case', () => {
    const story = agreed(policy);
    story.step(on('2026-12-23T12:00', 'rosa', 'confirm-outcome', { words: words('what we agreed') }));
    expect(does(story, 'nadia', '2026-12-23T12:01')).toContain('accept-confirmation');
    expect(does(story, 'nadia', '2026-12-23T12:01')).not.toContain('confirm-outcome');
    expect(does(story, 'rosa', '2026-12-23T12:01')).not.toContain('accept-confirmation');
    story.step(on('2026-12-23T13:00', 'nadia', 'accept-confirmation', {}));
    expect(story.raised()).toMatchObject({ status: 'closed', how: 'resolved' });
  });

  it('written by one receiving side is answered by every other side', () => {
    const story = simulate(rulesWith(everybody, policy));
    story.step(
      raising('2026-12-22T10:00', { receiving: [{ agency: 'st-aldhelms', professional: 'nadia' }, police] }),
    );
    story.step(on('2026-12-23T10:00', 'nadia', 'propose-outcome', proposal));
    const said = { proposal: story.raised().proposal?.entry ?? 0 };
    story.step(on('2026-12-23T10:30', 'piet', 'agree-outcome', said));
    story.step(on('2026-12-23T11:00', 'rosa', 'agree-outcome', said));
    story.step(on('2026-12-23T12:00', 'nadia', 'confirm-outcome', { words: words('agreed') }));
    story.step(on('2026-12-23T13:00', 'rosa', 'accept-confirmation', {}));
    expect(story.raised().status).toBe('agreed');
    story.step(on('2026-12-23T14:00', 'piet', 'accept-confirmation', {}));
    expect(story.raised().status).toBe('closed');
  });
});

describe('a confirmation that is only offered', () => {
  const policy = confirmed({ by: 'receiving', offered: true });

  it('is owed by nobody: the case is closed with the agreement', () => {
    const story = agreed(policy);
    expect(story.raised()).toMatchObject({ status: 'closed', how: 'resolved' });
    expect(story.raised().obligations.some((one) => one.duty === 'confirm')).toBe(false);
  });

  it('can be written once the case is closed, by the receiving side alone, and is answered by nobody', () => {
    const story = agreed(policy);
    expect(does(story, 'nadia', '2026-12-24T10:00')).toContain('confirm-outcome');
    expect(does(story, 'rosa', '2026-12-24T10:00')).not.toContain('confirm-outcome');
    const before = story.notices().length;
    story.step(on('2026-12-24T10:00', 'nadia', 'confirm-outcome', { words: words('in writing') }));
    expect(told(story.notices().slice(before))).toEqual(['rosa: OutcomeConfirmed']);
    expect(story.raised().obligations.filter(({ status }) => status === 'open')).toEqual([]);
  });
});

describe('a confirmation by word of mouth', () => {
  it('is a duty of its own kind, and is noted and answered like one in writing', () => {
    const story = agreed(confirmed({ by: 'receiving', written: false }));
    expect(duty(story.raised(), '1.confirm:st-aldhelms').rule).toBe('confirm-by-word');
    story.step(on('2026-12-23T12:00', 'nadia', 'confirm-outcome', { words: words('what I said') }));
    story.step(on('2026-12-23T13:00', 'rosa', 'accept-confirmation', {}));
    expect(story.raised().status).toBe('closed');
  });
});
