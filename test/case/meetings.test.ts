import { describe, expect, it } from 'vitest';
import { maySee } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import { at } from '../policy/policies.ts';
import { rulesOfBoard } from '../support/boards.ts';
import { on, raising, spoke, words } from '../support/case-world.ts';
import { duty, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { council, person, trust } from '../support/practice-directory.ts';

const representatives = [
  person('rhea', 'Rhea Example', council, ['board-representative']),
  person('theo', 'Theo Example', trust, ['board-representative']),
];

/** A matter at the step of the agencies' representatives, who owe a meeting there (CE-32), on Tuesday 22 December 2026. */
function atStep3(): Simulation {
  const story = simulate(rulesOfBoard('cheshire-east', representatives));
  story.step(raising('2026-12-22T10:00', { board: 'cheshire-east', words: everyField() }));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
  return story;
}

/** An answer to every question that a board asks at the raise. */
function everyField() {
  const { policy } = rulesOfBoard('cheshire-east');
  return Object.fromEntries(
    policy.raise.fields.filter(({ restricted }) => !restricted).map(({ id }) => [id, words(id)]),
  );
}

const meets = at('2026-12-30T14:00');

describe('a meeting that a stage asks for', () => {
  it('is arranged by the raising side’s representative, which meets the duty, and everybody hears of it', () => {
    const story = atStep3();
    expect(duty(story.raised(), '3.meet').owedBy).toMatchObject([{ people: ['rhea'] }]);
    expect(story.run(on('2026-12-23T10:00', 'theo', 'call-meeting', { of: ['rhea'], meets }))).toMatchObject({
      reason: { code: 'not-yours' },
    });
    const before = story.notices().length;
    story.step(on('2026-12-23T10:00', 'rhea', 'call-meeting', { of: ['theo', 'nadia'], meets }));
    expect(duty(story.raised(), '3.meet').status).toBe('met');
    expect(told(story.notices().slice(before))).toEqual(
      ['nadia', 'rosa', 'theo'].map((who) => `${who}: MeetingCalled`),
    );
  });

  it('tells whoever has no part in the matter its reference and nothing else', () => {
    const story = atStep3();
    const before = story.notices().length;
    story.step(on('2026-12-23T10:00', 'rhea', 'call-meeting', { of: ['theo', 'grace'], meets }));
    expect(told(story.notices().slice(before))).toContain('grace: reference');
    expect(maySee('grace', story.state(), story.rules, at('2026-12-23T12:00'))).toBe('nothing');
  });

  it('is owed again, at its old date, once somebody says that it was not held', () => {
    const story = atStep3();
    story.step(on('2026-12-23T10:00', 'rhea', 'call-meeting', { of: ['theo'], meets }));
    const { entry = 0 } = story.raised().meetings?.[0] ?? {};
    const said = { meeting: entry, reason: words('nobody came') };
    expect(story.run(on('2026-12-29T10:00', 'theo', 'meeting-not-held', said))).toMatchObject({
      reason: { code: 'not-now' },
    });
    const { due } = duty(story.raised(), '3.meet');
    story.step(on('2026-12-30T15:00', 'theo', 'meeting-not-held', said));
    expect(duty(story.raised(), '3.meet')).toMatchObject({ status: 'open', due });
  });

  it('that was held is recorded as a conversation, and is no longer to be recorded', () => {
    const story = atStep3();
    story.step(on('2026-12-23T10:00', 'rhea', 'call-meeting', { of: ['theo'], meets }));
    const acts = () =>
      availableActs('theo', story.state(), story.rules, at('2026-12-30T16:00')).map(({ type }) => type);
    expect(acts()).toContain('meeting-not-held');
    story.step(
      on('2026-12-30T15:30', 'rhea', 'log-discussion', {
        ...spoke('2026-12-30T14:00', ['theo']),
        how: 'meeting',
      }),
    );
    expect(acts()).not.toContain('meeting-not-held');
  });

  it('is for a time to come, and asks people of the matter or those whom the policy consults there', () => {
    const story = atStep3();
    const call = (of: readonly string[], when: Date) =>
      story.run(on('2026-12-23T10:00', 'rhea', 'call-meeting', { of, meets: when }));
    expect(call([], meets)).toMatchObject({ reason: { code: 'missing', field: 'of' } });
    expect(call(['paula'], meets)).toMatchObject({ reason: { code: 'unknown', field: 'of' } });
    expect(call(['theo'], at('2026-12-23T09:00'))).toMatchObject({
      reason: { code: 'not-earlier', field: 'meets' },
    });
  });
});

describe('a forum that may meet', () => {
  it('is called together by its head or the office, and by nobody of a side', () => {
    const story = atStep3();
    story.step(on('2026-12-22T13:00', 'rhea', 'escalate', { to: '4' }));
    story.step(on('2026-12-22T14:00', 'bella', 'pass-on', {}));
    const call = { of: ['rhea', 'theo'], meets };
    expect(story.run(on('2026-12-23T10:00', 'rhea', 'call-meeting', { of: ['theo'], meets }))).toMatchObject({
      reason: { code: 'not-yours' },
    });
    story.step(on('2026-12-23T10:00', 'iris', 'call-meeting', call));
    story.step(on('2026-12-23T11:00', 'bella', 'call-meeting', call));
    expect(story.raised().meetings).toHaveLength(2);
  });

  it('has no such power where the policy gives it none', () => {
    const story = simulate(rulesOfBoard('hertfordshire'));
    const { policy } = rulesOfBoard('hertfordshire');
    const fields = Object.fromEntries(policy.raise.fields.map(({ id }) => [id, words(id)]));
    story.step(raising('2026-12-22T10:00', { board: 'hertfordshire', words: fields }));
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    story.step(on('2026-12-22T12:00', 'sunita', 'escalate', { to: '3' }));
    story.step(on('2026-12-22T13:00', 'bella', 'pass-on', {}));
    const acts = availableActs('iris', story.state(), story.rules, at('2026-12-22T14:00')).map(
      ({ type }) => type,
    );
    expect(acts).toContain('recommend');
    expect(acts).not.toContain('call-meeting');
  });
});
