import { describe, expect, it } from 'vitest';
import type { Rules } from '../../src/case/decision.ts';
import { everybody, on, raising, rulesWith, vacant } from '../support/case-world.ts';
import { simulate } from '../support/given.ts';
import { person, trust, withPeople } from '../support/practice-directory.ts';

/** Who acts for the hospital trust at Stage 2 and at Stage 3, on Tuesday 22 December 2026. */
function actingForTrust(rules: Rules): readonly (readonly string[])[] {
  const story = simulate(rules);
  const acting = () =>
    story
      .raised()
      .actors.filter(({ side }) => side !== 'raising')
      .map((actor) => `${actor.person}: ${actor.role}`);
  story.step(raising('2026-12-22T10:00'));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  const second = acting();
  story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
  return [second, acting()];
}

const nurse = ['nora: named-safeguarding-professional'];

describe('who acts at Stage 3 where a named nurse acted at Stage 2', () => {
  it('is the senior manager, so that the matter is looked at a second time', () => {
    expect(actingForTrust(rulesWith())).toEqual([nurse, ['grace: senior-manager']]);
  });

  it('is another named nurse or doctor, where there is one', () => {
    const two = withPeople(everybody, [
      person('zora', 'Zora Example', trust, ['named-safeguarding-professional']),
    ]);
    expect(actingForTrust(rulesWith(two))).toEqual([nurse, ['zora: named-safeguarding-professional']]);
  });

  it('is the same named nurse where nobody is a senior manager: nothing waits for want of one', () => {
    const none = [...everybody.people.values()].map((one) => {
      const { seniorManager: _none, ...rest } = one;
      return rest;
    });
    const rules = rulesWith(vacant('senior-manager', withPeople(everybody, none)));
    expect(actingForTrust(rules)).toEqual([nurse, nurse]);
  });

  it('is the named nurse where another acted at Stage 2', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    const handed = { from: 'nora', to: 'tom', reason: { id: 'text-reason', mac: 'mac-reason' } };
    story.step(on('2026-12-22T11:30', 'nora', 'hand-over', handed));
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    expect(story.raised().actors.map(({ person: who }) => who)).toContain('nora');
  });
});
