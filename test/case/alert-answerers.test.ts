import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import type { Decision } from '../../src/case/decision.ts';
import { at } from '../policy/policies.ts';
import { changed, everybody, on, raising, risk, rulesWith, words } from '../support/case-world.ts';
import { simulate } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';

/** Rosa raised a matter on Tuesday 22 December 2026 and reports an immediate risk in it on Saturday 26, at 02:00. */
function alerted(): Simulation {
  const story = simulate(rulesWith(changed('lena', { deputy: 'omar' })));
  story.step(raising('2026-12-22T10:00'));
  story.step(on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk()));
  return story;
}

function answer(story: Simulation, by: string): Decision {
  const alertId = story.state().alerts[0]?.id ?? '';
  return story.run(on('2026-12-26T02:05', by, 'answer-alert', { alertId, inPlace: words('in-place') }));
}

function offered(story: Simulation, by: string): boolean {
  const acts = availableActs(by, story.state(), story.rules, at('2026-12-26T02:05'));
  return acts.some(({ type }) => type === 'answer-alert');
}

describe('what is in place for the adult', () => {
  it.each([
    ['milan', 'who was told'],
    ['omar', 'the deputy of the safeguarding lead, who was told'],
    ['sunita', 'a senior manager of the side that noticed'],
    ['hugo', 'the head of service of the side that noticed'],
    ['tom', 'a line manager of the other side'],
    ['ines', 'the safeguarding lead of the other side'],
    ['grace', 'a senior manager of the other side'],
  ])('can be said by %s, %s', (who) => {
    const story = alerted();
    expect(offered(story, who)).toBe(true);
    expect(answer(story, who)).toMatchObject({
      kind: 'accepted',
      events: [{ type: 'AlertAnswered', by: who }],
    });
  });

  it('cannot be said by a colleague of the other side, who reads who was told and that ringing is the way', () => {
    const story = alerted();
    expect(offered(story, 'nadia')).toBe(false);
    const refused = answer(story, 'nadia');
    expect(refused).toMatchObject({ kind: 'refused', reason: { code: 'not-yours' } });
    const says = refused.kind === 'refused' ? refused.reason.says : '';
    expect(says).toContain('ring one of them: Milan Example, Lena Example (020 7946 0103).');
    expect(story.state().alerts[0]?.answered).toBeUndefined();
  });

  it('cannot be said by whoever noticed the risk, who reads whom to ring', () => {
    const refused = answer(alerted(), 'rosa');
    expect(refused).toMatchObject({ kind: 'refused', reason: { code: 'not-yours' } });
    expect(refused.kind === 'refused' ? refused.reason.says : '').toContain(
      'ring one of them: Milan Example, Lena Example (020 7946 0103).',
    );
  });

  it.each([
    ['paula', 'a manager of an agency that is no party'],
    ['desi', 'an adviser of the agency who was not told'],
    ['bella', 'the business manager at Stage 1, which the policy does not let her see'],
  ])('cannot be said by %s, %s, and nobody is named to them', (who) => {
    const refused = answer(alerted(), who);
    expect(refused).toMatchObject({ kind: 'refused', reason: { code: 'not-yours' } });
    expect(refused.kind === 'refused' ? refused.reason.says : '').not.toContain('Milan');
  });

  it('can be said by the business manager once the policy lets her see the matter, at Stage 3', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    story.step(on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk()));
    expect(answer(story, 'bella')).toMatchObject({ kind: 'accepted' });
  });

  it('is, before a matter is raised, for those of the agency that noticed: not for another agency’s managers', () => {
    const story = simulate(rulesWith(everybody));
    story.step(on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk()));
    expect(answer(story, 'grace')).toMatchObject({ kind: 'refused', reason: { code: 'not-yours' } });
    expect(answer(story, 'sunita')).toMatchObject({ kind: 'accepted' });
  });
});
