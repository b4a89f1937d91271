import { describe, expect, it } from 'vitest';
import { on, raising, words } from '../support/case-world.ts';
import { duty, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';

/** The Chair recommended something to both agencies on Wednesday 23 December 2026, 10:00. */
function recommended(): Simulation {
  const story = simulate();
  story.step(raising('2026-12-22T10:00'));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
  story.step(on('2026-12-22T13:00', 'sunita', 'escalate', { to: '4' }));
  story.step(on('2026-12-22T14:00', 'bella', 'pass-on', {}));
  const recommendations = ['northbrook-council', 'st-aldhelms'].map((to) => ({ to, words: words(to) }));
  story.step(on('2026-12-23T10:00', 'iris', 'recommend', { recommendations }));
  return story;
}

function answer(
  story: Simulation,
  when: string,
  by: string,
  to: string,
  says: 'acted-on' | 'will-act' | 'will-not-act',
) {
  const recommendation = story.raised().recommendations.find((one) => one.to === to)?.id ?? '';
  return story.step(
    on(when, by, 'answer-recommendation', { recommendation, answer: says, words: words(says) }),
  );
}

describe('“we will act” on a recommendation', () => {
  it('is told and closes nothing, though every agency has said something; the duty is brought up every five working days', () => {
    const story = recommended();
    answer(story, '2026-12-23T11:00', 'sunita', 'northbrook-council', 'acted-on');
    const before = story.notices().length;
    answer(story, '2026-12-23T12:00', 'grace', 'st-aldhelms', 'will-act');
    expect(told(story.notices().slice(before))).toContain('bella: RecommendationAnswered');
    expect(story.raised().status).toBe('answering');
    expect(duty(story.raised(), '4.answer:st-aldhelms').status).toBe('open');
    const quiet = story.notices().length;
    story.until('2027-01-11T09:00');
    // The line manager hears too, as of every reminder at this stage. Christmas Day, the day in lieu of Boxing Day and New Year's Day are no working days.
    expect(
      story
        .notices()
        .slice(quiet)
        .map(({ to, about, at }) => `${at.toISOString()} ${to} ${about.what}`),
    ).toEqual([
      '2027-01-04T09:00:00.000Z grace reminder',
      '2027-01-04T09:00:00.000Z tom reminder',
      '2027-01-11T09:00:00.000Z grace reminder',
      '2027-01-11T09:00:00.000Z tom reminder',
    ]);
  });

  it.each(['acted-on', 'will-not-act'] as const)('gives way to “%s”, which closes the case', (says) => {
    const story = recommended();
    answer(story, '2026-12-23T11:00', 'grace', 'st-aldhelms', 'will-act');
    answer(story, '2026-12-23T12:00', 'sunita', 'northbrook-council', 'acted-on');
    expect(story.raised().status).toBe('answering');
    answer(story, '2027-01-05T12:00', 'grace', 'st-aldhelms', says);
    expect(duty(story.raised(), '4.answer:st-aldhelms').status).toBe('met');
    expect(story.raised()).toMatchObject({ status: 'closed', how: 'forum' });
  });
});
