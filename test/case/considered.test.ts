import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import { at } from '../policy/policies.ts';
import { boardRules, raisingAt } from '../support/board-world.ts';
import { on, words } from '../support/case-world.ts';
import { duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';

/* Solihull, raised on Tuesday 22 December 2026, at the top of the line of Stage 3: Hugo and Helga act. */

function atTheTop(): Simulation {
  const story = simulate(boardRules('solihull'));
  story.step(raisingAt('solihull', '2026-12-22T10:00'));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
  story.step(on('2026-12-22T13:00', 'grace', 'go-up-a-rung', {}));
  return story;
}

const no = { to: '4', considered: { goOn: false, why: words('why') } };
const yes = { to: '4', considered: { goOn: true, why: words('why') } };

describe('a stage to which going on is considered first', () => {
  it('is not entered without the decision', () => {
    const story = atTheTop();
    expect(story.run(on('2026-12-23T10:00', 'hugo', 'escalate', { to: '4' }))).toMatchObject({
      kind: 'refused',
      reason: { code: 'missing', field: 'consider' },
    });
  });

  it('stays where it is after a No, which is recorded and told to the sides, and its reviews go on', () => {
    const story = atTheTop();
    const before = story.notices().length;
    story.step(on('2026-12-23T10:00', 'hugo', 'escalate', no));
    expect(story.entries().at(-1)?.event).toEqual({
      type: 'Considered',
      by: 'hugo',
      side: 'raising',
      stage: '4',
      goOn: false,
      why: words('why'),
    });
    expect(story.raised().stage).toBe('3');
    expect(told(story.notices().slice(before))).toEqual([
      'helga: Considered',
      'nadia: Considered',
      'rosa: Considered',
    ]);
    expect(duty(story.raised(), '3.review').status).toBe('open');
    story.until('2026-12-31T17:00');
    expect(told(story.notices())).toContain('helga: limit-passed 3.review');
    expect(duty(story.raised(), '3.review')).toMatchObject({
      status: 'open',
      due: moment('2027-01-08T17:00'),
    });
  });

  it('can be considered again, by either side, and is entered by a Yes, which is recorded too', () => {
    const story = atTheTop();
    story.step(on('2026-12-23T10:00', 'hugo', 'escalate', no));
    const offered = availableActs('helga', story.state(), story.rules, at('2026-12-23T11:00'));
    expect(offered.map(({ type }) => type)).toContain('escalate');
    story.step(on('2026-12-23T11:00', 'helga', 'escalate', yes));
    expect(story.raised().stage).toBe('4');
    const decisions = story
      .entries()
      .flatMap(({ event }) => (event.type === 'Considered' ? [event.goOn] : []));
    expect(decisions).toEqual([false, true]);
  });
});
