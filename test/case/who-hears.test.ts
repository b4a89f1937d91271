import { describe, expect, it } from 'vitest';
import { at, redbridge } from '../policy/policies.ts';
import { everybody, on, proposal, raising, rulesWith, words } from '../support/case-world.ts';
import { simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { source } from '../support/ladder.ts';

/** Rosa's matter at Stage 3, between the senior managers, on Tuesday 22 December 2026. */
function atStage3(policy = redbridge()): Simulation {
  const story = simulate(rulesWith(everybody, policy));
  story.step(raising('2026-12-22T10:00'));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
  return story;
}

/** Who was told that nobody escalated, up to a local moment. */
function heardOverdue(story: Simulation, until: string): readonly string[] {
  story.until(until);
  return told(story.notices().filter(({ about }) => about.what === 'EscalationOverdue'));
}

describe('an escalation that is one working day overdue', () => {
  it('from Stage 3 is told to the business manager, who then may take it to the Chair’s stage', () => {
    const story = atStage3();
    expect(heardOverdue(story, '2027-01-04T16:59')).toEqual([]);
    // The senior managers act at both stages, so that she is the only one who is new.
    expect(heardOverdue(story, '2027-01-04T17:00')).toEqual(['bella: EscalationOverdue']);
    story.step(on('2027-01-05T10:00', 'bella', 'escalate', { to: '4' }));
    expect(story.raised().stage).toBe('4');
  });

  it('waits for a side where the next stage is considered first: the office does not decide that for them', () => {
    const { stages, ...policy } = redbridge();
    const considered = { asks: 'Is this for the Chair?', source };
    const story = atStage3({
      ...policy,
      stages: stages.map((one) => (one.id === '4' ? { ...one, considered } : one)),
    });
    story.until('2027-01-04T17:00');
    const goOn = { to: '4', considered: { goOn: true, why: words('why') } };
    expect(story.run(on('2027-01-05T10:00', 'bella', 'escalate', goOn))).toMatchObject({
      kind: 'refused',
      reason: { code: 'not-yours' },
    });
    story.step(on('2027-01-05T10:00', 'sunita', 'escalate', goOn));
    expect(story.raised().stage).toBe('4');
  });

  it('from an earlier stage is not: the office does not see the matter yet', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    expect(heardOverdue(story, '2027-01-05T09:00')).toEqual([
      'milan: EscalationOverdue',
      'nora: EscalationOverdue',
    ]);
  });
});

describe('those whose disagreement it is', () => {
  it('hear of every step and of every passed limit, also where managers act for them', () => {
    const story = atStage3();
    story.until('2026-12-31T17:00');
    const heard = (what: string): readonly string[] =>
      told(story.notices().filter(({ about }) => about.what === what));
    expect(heard('StageEntered')).toEqual(
      expect.arrayContaining(['nadia: StageEntered', 'nadia: StageEntered', 'rosa: StageEntered']),
    );
    expect(heard('limit-passed')).toEqual(
      expect.arrayContaining(['nadia: limit-passed 3.resolve', 'rosa: limit-passed 3.resolve']),
    );
  });
});

describe('what an agency says to a recommendation', () => {
  it('is shown to the business manager, to the Chair, and to everybody else of the matter', () => {
    const story = atStage3();
    story.step(on('2026-12-22T13:00', 'sunita', 'escalate', { to: '4' }));
    story.step(on('2026-12-22T14:00', 'bella', 'pass-on', {}));
    const recommendations = ['northbrook-council', 'st-aldhelms'].map((to) => ({ to, words: words(to) }));
    story.step(on('2026-12-23T10:00', 'iris', 'recommend', { recommendations }));
    const [one] = story.raised().recommendations;
    const answer = { recommendation: one?.id ?? '', answer: 'will-not-act', words: words('why') } as const;
    const before = story.notices().length;
    story.step(on('2026-12-23T11:00', 'sunita', 'answer-recommendation', answer));
    expect(told(story.notices().slice(before))).toEqual(
      ['bella', 'grace', 'iris', 'nadia', 'rosa'].map((who) => `${who}: RecommendationAnswered`),
    );
  });
});

describe('the outcome in writing', () => {
  it('goes to whoever raised it and, at Stage 1, to their agency through their line manager', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    story.step(on('2026-12-23T10:00', 'nadia', 'propose-outcome', proposal));
    const { entry = 0 } = story.raised().proposal ?? {};
    story.step(on('2026-12-23T11:00', 'rosa', 'agree-outcome', { proposal: entry }));
    story.step(on('2026-12-23T12:00', 'nadia', 'confirm-outcome', { words: words('outcome') }));
    expect(
      told(story.notices().filter((one) => one.at.getTime() === at('2026-12-23T12:00').getTime())),
    ).toEqual(['milan: OutcomeConfirmed', 'rosa: OutcomeConfirmed']);
  });
});
