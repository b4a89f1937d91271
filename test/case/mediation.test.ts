import { describe, expect, it } from 'vitest';
import { maySee } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import { at } from '../policy/policies.ts';
import { rulesOfBoard } from '../support/boards.ts';
import { on, raising, words } from '../support/case-world.ts';
import { duty, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { council, person } from '../support/practice-directory.ts';

const people = [person('cleo', 'Cleo Example', { ...council, id: 'board-office' }, ['sub-committee-chair'])];

/** A matter that went up to the mediator's stage on Tuesday 22 December 2026, before it is passed on. */
function atMediator(): Simulation {
  const rules = rulesOfBoard('solihull', people);
  const story = simulate(rules);
  const fields = rules.policy.raise.fields
    .filter(({ restricted }) => !restricted)
    .map(({ id }) => [id, words(id)] as const);
  story.step(raising('2026-12-22T10:00', { board: 'solihull', words: Object.fromEntries(fields) }));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
  story.step(on('2026-12-22T13:00', 'sunita', 'escalate', { to: '4' }));
  return story;
}

function offered(): Simulation {
  const story = atMediator();
  story.step(on('2026-12-22T14:00', 'bella', 'pass-on', {}));
  story.step(on('2026-12-22T15:00', 'cleo', 'offer-mediation', {}));
  return story;
}

function raisingActor(story: Simulation): string {
  return story.raised().actors.find(({ side }) => side === 'raising')?.person ?? '';
}

function receivingActor(story: Simulation): string {
  return story.raised().actors.find(({ side }) => side === 'receiving:st-aldhelms')?.person ?? '';
}

describe('a mediation', () => {
  it('is offered by whoever heads the forum, once, which meets the duty, and each side owes an answer', () => {
    const story = offered();
    expect(duty(story.raised(), '4.mediate').status).toBe('met');
    expect(duty(story.raised(), '4.mediation:northbrook-council')).toMatchObject({
      status: 'open',
      added: true,
    });
    expect(duty(story.raised(), '4.mediation:st-aldhelms').status).toBe('open');
    expect(story.run(on('2026-12-22T16:00', 'cleo', 'offer-mediation', {}))).toMatchObject({
      reason: { code: 'already-done' },
    });
    expect(story.run(on('2026-12-22T16:00', 'bella', 'offer-mediation', {}))).toMatchObject({
      reason: { code: 'not-yours' },
    });
  });

  it('that a side declines leaves the matter open, and the office hears of it', () => {
    const story = offered();
    const before = story.notices().length;
    story.step(on('2026-12-23T10:00', receivingActor(story), 'decline-mediation', { reason: words('why') }));
    expect(told(story.notices().slice(before))).toEqual(
      expect.arrayContaining([
        'bella: MediationAnswered',
        'cleo: MediationAnswered',
        'rosa: MediationAnswered',
      ]),
    );
    expect(story.state().status).toBe('open');
    expect(duty(story.raised(), '4.review').status).toBe('open');
  });

  it('that failed leaves the matter open, and can be offered again', () => {
    const story = offered();
    story.step(on('2026-12-23T10:00', raisingActor(story), 'accept-mediation', {}));
    const before = story.notices().length;
    story.step(on('2026-12-29T10:00', 'cleo', 'say-mediation-failed', { reason: words('why') }));
    expect(told(story.notices().slice(before))).toContain('bella: MediationFailed');
    expect(duty(story.raised(), '4.mediation:st-aldhelms').status).toBe('ended');
    story.step(on('2026-12-30T10:00', 'cleo', 'offer-mediation', {}));
    expect(duty(story.raised(), '4.mediation:st-aldhelms').status).toBe('open');
  });

  it('ends with an outcome that every side agrees, and not with what the mediator wrote down', () => {
    const story = offered();
    const said = ['northbrook-council', 'st-aldhelms'].map((to) => ({ to, words: words(to) }));
    story.step(on('2026-12-29T10:00', 'cleo', 'recommend', { recommendations: said }));
    expect(story.state().status).toBe('open');
    for (const who of [raisingActor(story), receivingActor(story)]) {
      const [one] = availableActs(who, story.state(), story.rules, at('2026-12-29T11:00')).flatMap(
        ({ recommendation }) => recommendation ?? [],
      );
      story.step(
        on('2026-12-29T11:00', who, 'answer-recommendation', {
          recommendation: one ?? '',
          answer: 'acted-on',
          words: words('done'),
        }),
      );
    }
    expect(story.state().status).toBe('open');
    const { policy } = story.rules;
    const outcome = Object.fromEntries(policy.outcome.fields.map(({ id }) => [id, words(id)] as const));
    story.step(
      on('2026-12-30T10:00', raisingActor(story), 'propose-outcome', { words: outcome, outstanding: [] }),
    );
    const { entry = 0 } = story.raised().proposal ?? {};
    story.step(on('2026-12-30T11:00', receivingActor(story), 'agree-outcome', { proposal: entry }));
    expect(story.state().status).toBe('agreed');
  });
});

describe('a conflict of interest', () => {
  const reason = words('a family tie');

  it('is said by the head, and the other takes it through the office: the first sees it no more, and no date moves', () => {
    const story = offered();
    const dates = () =>
      story
        .raised()
        .obligations.filter(({ status, duty: kind }) => status === 'open' && kind === 'review')
        .map(({ id, due }) => [id, due]);
    const [before, told0] = [dates(), story.raised().forumTold];
    const heard = story.notices().length;
    story.step(on('2026-12-23T10:00', 'cleo', 'say-conflict', { reason }));
    expect(told(story.notices().slice(heard))).toEqual(
      expect.arrayContaining(['bella: ConflictSaid', 'rosa: ConflictSaid', 'nadia: ConflictSaid']),
    );
    expect(maySee('cleo', story.state(), story.rules, at('2026-12-23T11:00'))).toBe('nothing');
    expect(story.run(on('2026-12-23T11:00', 'cleo', 'say-mediation-failed', { reason }))).toMatchObject({
      kind: 'refused',
    });
    expect(duty(story.raised(), '4.pass-on-again').owedBy).toMatchObject([{ people: ['bella'] }]);
    story.step(on('2026-12-23T12:00', 'bella', 'pass-on', {}));
    expect(story.raised()).toMatchObject({ head: 'iris', forumTold: told0 });
    expect(dates()).toEqual(before);
  });

  it('said once mediation was offered ends that offer, and the other is asked to mediate and offers it', () => {
    const story = offered();
    const side = receivingActor(story);
    story.step(on('2026-12-22T16:00', side, 'say-conflict', { reason }));
    expect(duty(story.raised(), '4.mediation:northbrook-council').status).toBe('ended');
    expect(story.run(on('2026-12-22T16:30', side, 'accept-mediation', {}))).toMatchObject({
      reason: { code: 'not-now' },
    });
    story.step(on('2026-12-22T17:00', 'bella', 'pass-on', {}));
    expect(duty(story.raised(), '4.mediate')).toMatchObject({
      status: 'open',
      owedBy: [{ role: 'independent-chair', people: ['iris'] }],
    });
    story.step(on('2026-12-23T10:00', 'iris', 'offer-mediation', {}));
    expect(duty(story.raised(), '4.mediate').status).toBe('met');
    expect(duty(story.raised(), '4.mediation:northbrook-council').status).toBe('open');
    story.step(on('2026-12-23T11:00', side, 'accept-mediation', {}));
  });

  it('said after a mediation had failed has the other asked all the same', () => {
    const story = offered();
    story.step(on('2026-12-22T15:30', 'cleo', 'say-mediation-failed', { reason }));
    story.step(on('2026-12-22T16:00', raisingActor(story), 'say-conflict', { reason }));
    story.step(on('2026-12-22T17:00', 'bella', 'pass-on', {}));
    expect(duty(story.raised(), '4.mediate')).toMatchObject({
      status: 'open',
      owedBy: [{ people: ['iris'] }],
    });
  });

  it('is asked of the office as it passes the matter on, and then goes to the other at once', () => {
    const story = atMediator();
    story.step(on('2026-12-22T14:00', 'bella', 'pass-on', { conflict: reason }));
    expect(story.raised().head).toBe('iris');
    expect(maySee('cleo', story.state(), story.rules, at('2026-12-22T15:00'))).toBe('nothing');
    story.step(on('2026-12-22T15:00', 'iris', 'offer-mediation', {}));
  });

  it('can be said by either side, and once', () => {
    const story = offered();
    story.step(on('2026-12-23T10:00', receivingActor(story), 'say-conflict', { reason }));
    expect(story.run(on('2026-12-23T11:00', raisingActor(story), 'say-conflict', { reason }))).toMatchObject({
      reason: { code: 'already-done' },
    });
  });
});
