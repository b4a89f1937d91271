import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import { policySchema } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { at, redbridge } from '../policy/policies.ts';
import { everybody, on, proposal, raising, rulesWith, spoke, vacant, words } from '../support/case-world.ts';
import { duty, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { source, stage } from '../support/ladder.ts';
import { agree, shippedStory } from '../support/shipped-case.ts';

/* Whoever raised it is told at each stage what was done about it (SO-32, SO-33). */

const resolve = { duty: 'resolve', lapses: true, due: { working_days: 5, after: 'concern' } };

function ladder(): Policy {
  const workers = { raising: ['professional'], receiving: ['professional'] };
  const first = { duty: 'feedback', owed_by: { side: 'receiving', role: 'professional' } };
  const second = { duty: 'feedback', owed_by: { side: 'raising', role: 'line-manager' } };
  return policySchema.parse({
    ...redbridge(),
    stages: [
      stage('1', [first, resolve] as never, { people: workers }),
      stage('2', [second, resolve] as never, {
        confirmation: { by: 'receiving', written: true, offered: true, source },
      }),
    ],
  });
}

function begin(): Simulation {
  const story = simulate(rulesWith(everybody, ladder()));
  story.step(raising('2026-12-22T10:00'));
  return story;
}

function atStage2(): Simulation {
  const story = begin();
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  return story;
}

function may(story: Simulation, who: string, when: string): boolean {
  return availableActs(who, story.state(), story.rules, at(when)).some(
    ({ type }) => type === 'give-feedback',
  );
}

const feedback = { words: words('what was done') };

describe('word to whoever raised it of what was done', () => {
  it('is owed from the beginning of the stage, without a date, by the one whom the policy names', () => {
    expect(duty(atStage2().raised(), '2.feedback')).toMatchObject({
      status: 'open',
      owedBy: [{ side: 'raising', people: ['milan'] }],
    });
    expect(duty(atStage2().raised(), '2.feedback').due).toBeUndefined();
  });

  it('is brought up again every five working days until it is given', () => {
    const story = atStage2();
    story.until('2027-01-12T09:00');
    const nudges = story.notices().filter(({ to, about }) => {
      return to === 'milan' && about.what === 'reminder' && about.obligation === '2.feedback';
    });
    expect(nudges.map(({ at: when }) => when.toISOString())).toEqual([
      '2026-12-31T09:00:00.000Z',
      '2027-01-08T09:00:00.000Z',
    ]);
  });

  it('given in words meets the duty, and whoever raised it hears of it', () => {
    const story = atStage2();
    const before = story.notices().length;
    story.step(on('2026-12-23T10:00', 'milan', 'give-feedback', feedback));
    expect(told(story.notices().slice(before))).toEqual(['rosa: FeedbackGiven']);
    expect(duty(story.raised(), '2.feedback').status).toBe('met');
    expect(may(story, 'milan', '2026-12-23T10:01')).toBe(false);
  });

  it('is offered to those who owe it alone', () => {
    const story = atStage2();
    expect(may(story, 'milan', '2026-12-22T12:00')).toBe(true);
    expect(may(story, 'tom', '2026-12-22T12:00')).toBe(false);
    expect(may(story, 'rosa', '2026-12-22T12:00')).toBe(false);
    expect(story.run(on('2026-12-22T12:00', 'tom', 'give-feedback', feedback))).toMatchObject({
      kind: 'refused',
      reason: { code: 'not-yours' },
    });
  });

  it('is met by a conversation with whoever raised it, also inside their own agency', () => {
    const story = atStage2();
    const inside = { ...spoke('2026-12-23T09:00', ['rosa']), between: 'inside' } as const;
    story.step(on('2026-12-23T10:00', 'milan', 'log-discussion', inside));
    expect(duty(story.raised(), '2.feedback').status).toBe('met');
  });

  it('is not met by a conversation of others, nor by one from before the stage', () => {
    const story = atStage2();
    story.step(on('2026-12-23T10:00', 'milan', 'log-discussion', spoke('2026-12-23T09:00', ['tom'])));
    expect(duty(story.raised(), '2.feedback').status).toBe('open');
    const other = begin();
    other.step(on('2026-12-23T11:00', 'rosa', 'escalate', { to: '2' }));
    const before = { ...spoke('2026-12-22T12:00', ['rosa']), between: 'inside' } as const;
    other.step(on('2026-12-23T12:00', 'milan', 'log-discussion', before));
    expect(duty(other.raised(), '2.feedback').status).toBe('open');
  });

  it('stays owed when the matter is agreed and closed between managers, until it is given', () => {
    const story = atStage2();
    story.step(on('2026-12-23T10:00', 'nora', 'propose-outcome', proposal));
    const entry = story.raised().proposal?.entry ?? 0;
    story.step(on('2026-12-23T11:00', 'milan', 'agree-outcome', { proposal: entry }));
    expect(story.raised().status).toBe('closed');
    expect(duty(story.raised(), '2.feedback').status).toBe('open');
    story.step(on('2026-12-24T10:00', 'milan', 'give-feedback', feedback));
    expect(duty(story.raised(), '2.feedback').status).toBe('met');
  });

  it('ends when their own side withdraws the matter', () => {
    const story = atStage2();
    story.step(on('2026-12-23T10:00', 'milan', 'withdraw', { reason: words('why') }));
    expect(duty(story.raised(), '2.feedback').status).toBe('ended');
  });
});

describe('where whoever raised it acts themself', () => {
  it('is met with the agreement, in which they took part', () => {
    const story = begin();
    story.step(on('2026-12-23T10:00', 'nadia', 'propose-outcome', proposal));
    const entry = story.raised().proposal?.entry ?? 0;
    story.step(on('2026-12-23T11:00', 'rosa', 'agree-outcome', { proposal: entry }));
    expect(duty(story.raised(), '1.feedback:st-aldhelms').status).toBe('met');
  });

  it('ends with the stage that they take the matter on from', () => {
    expect(duty(atStage2().raised(), '1.feedback:st-aldhelms').status).toBe('ended');
  });

  it('is owed by nobody to themself, where no manager is there to tell them', () => {
    const policy = ladder();
    const directory = vacant('line-manager');
    const people = new Map(
      [...directory.people].map(([id, one]) => {
        const { lineManager: _none, ...alone } = one;
        return [id, alone] as const;
      }),
    );
    const story = simulate(rulesWith({ ...directory, people }, policy));
    story.step(raising('2026-12-22T10:00'));
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    expect(story.raised().obligations.map(({ id }) => id)).not.toContain('2.feedback');
  });
});

describe('Solihull, stage by stage', () => {
  it('has the person to whom it was referred tell whoever raised it, at each stage', () => {
    const story = shippedStory('solihull');
    const owing = (id: string) => duty(story.raised(), id).owedBy.flatMap(({ people }) => people);
    expect(owing('1.feedback:st-aldhelms')).toEqual(['nadia']);
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    expect(owing('2.feedback')).toEqual(['milan']);
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    expect(duty(story.raised(), '2.feedback').status).toBe('open');
    expect(owing('3.feedback')).toEqual(['sunita']);
    story.step(on('2026-12-22T13:00', 'sunita', 'escalate', { to: '4' }));
    expect(story.raised().obligations.map(({ id }) => id)).not.toContain('4.feedback');
    story.step(on('2026-12-22T14:00', 'bella', 'pass-on', {}));
    expect(owing('4.feedback')).toEqual(['carla']);
    story.step(on('2026-12-23T10:00', 'carla', 'give-feedback', feedback));
    expect(duty(story.raised(), '4.feedback').status).toBe('met');
  });

  it('is settled at Stage 1 without anybody being reminded of it', () => {
    const story = shippedStory('solihull');
    agree(story, '2026-12-23', 'nadia', 'rosa');
    expect(duty(story.raised(), '1.feedback:st-aldhelms').status).toBe('met');
  });
});
