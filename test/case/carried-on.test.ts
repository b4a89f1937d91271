import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import { maySee } from '../../src/case/access.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { at } from '../policy/policies.ts';
import { boardRules, directoryOf, raisingAt } from '../support/board-world.ts';
import { changed, on, vacant, words } from '../support/case-world.ts';
import { duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';

/*
 * Cheshire East, raised on Tuesday 22 December 2026 at 10:00: Day 3 is Thursday 24 December, Day 9 Wednesday 6 January
 * 2027. Step 3 is reached through the senior managers: Sunita of the council, Grace of the hospital trust.
 */

function atStep2(directory: Directory = directoryOf('cheshire-east')): Simulation {
  const story = simulate(boardRules('cheshire-east', directory));
  story.step(raisingAt('cheshire-east', '2026-12-22T10:00'));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  return story;
}

function noSeniorManagers(directory: Directory): Directory {
  const people = [...directory.people.values()].map(({ seniorManager: _none, ...one }) => one);
  return vacant('senior-manager', { ...directory, people: new Map(people.map((one) => [one.id, one])) });
}

const offers = (story: Simulation, who: string, when: string) =>
  availableActs(who, story.state(), story.rules, at(when)).map(({ type }) => type);

describe('a step that is reached through somebody who does not act there', () => {
  it('is not entered by whoever acts: they ask those who carry it on, who become part of the case', () => {
    const story = atStep2();
    expect(maySee('grace', story.state(), story.rules, at('2026-12-23T09:00'))).toBe('nothing');
    const before = story.notices().length;
    story.step(on('2026-12-23T10:00', 'milan', 'escalate', { to: '3', reason: words('reason') }));
    expect(story.raised().stage).toBe('2');
    expect(story.entries().at(-1)?.event).toMatchObject({ type: 'CarryingAsked', by: 'milan', to: '3' });
    expect(told(story.notices().slice(before))).toEqual([
      'grace: CarryingAsked',
      'nadia: CarryingAsked',
      'rosa: CarryingAsked',
      'sunita: CarryingAsked',
      'tom: CarryingAsked',
    ]);
    expect(maySee('grace', story.state(), story.rules, at('2026-12-23T10:01'))).toBe('content');
  });

  it('is entered by any one of those who were asked', () => {
    const story = atStep2();
    story.step(on('2026-12-23T10:00', 'milan', 'escalate', { to: '3' }));
    expect(offers(story, 'grace', '2026-12-23T11:00')).toContain('escalate');
    story.step(on('2026-12-23T11:00', 'grace', 'escalate', { to: '3' }));
    expect(story.raised().stage).toBe('3');
    expect(story.raised().actors.map(({ person }) => person)).toEqual(['bram', 'tessa']);
    expect(story.raised().carriers).toEqual([]);
  });

  it('is entered by nobody who was not asked', () => {
    const story = atStep2();
    expect(story.run(on('2026-12-23T11:00', 'grace', 'escalate', { to: '3' })).kind).toBe('refused');
    expect(story.run(on('2026-12-23T11:00', 'nadia', 'escalate', { to: '3' })).kind).toBe('refused');
  });

  it('waits for those who were asked until the close of the next working day, and no longer', () => {
    const story = atStep2();
    story.step(on('2026-12-23T10:00', 'milan', 'escalate', { to: '3' }));
    const early = story.run(on('2026-12-24T17:00', 'tom', 'escalate', { to: '3' }));
    expect(early).toMatchObject({ kind: 'refused', reason: { code: 'already-done' } });
    story.step(on('2026-12-24T17:01', 'tom', 'escalate', { to: '3' }));
    expect(story.raised().stage).toBe('3');
  });

  it('does not wait for people who cannot be reached', () => {
    const story = atStep2();
    story.step(on('2026-12-23T10:00', 'milan', 'escalate', { to: '3' }));
    for (const person of ['sunita', 'grace']) {
      const note = { id: `u-${person}`, caseId: 'case-1', at: at('2026-12-23T10:05') };
      story.step({ ...note, type: 'note-unreachable', person, why: 'no account', about: 'CarryingAsked' });
    }
    story.step(on('2026-12-23T10:10', 'milan', 'escalate', { to: '3' }));
    expect(story.raised().stage).toBe('3');
  });

  it('is entered straight on where nobody on any side holds that role', () => {
    const story = atStep2(noSeniorManagers(directoryOf('cheshire-east')));
    story.step(on('2026-12-23T10:00', 'milan', 'escalate', { to: '3' }));
    expect(story.raised().stage).toBe('3');
  });

  it('is entered with one press by whoever acts and holds that role too', () => {
    const both = changed(
      'milan',
      { roles: ['line-manager', 'senior-manager'] },
      directoryOf('cheshire-east'),
    );
    const story = atStep2(both);
    story.step(on('2026-12-23T10:00', 'milan', 'escalate', { to: '3' }));
    expect(story.raised().stage).toBe('3');
  });

  it('tells them when the duty to escalate opens, so that nothing is lost when nobody presses', () => {
    const story = atStep2();
    story.until('2027-01-06T08:59');
    expect(story.raised().obligations.some(({ id }) => id === '3.escalate')).toBe(false);
    const before = story.notices().length;
    story.until('2027-01-06T09:00');
    const heard = told(story.notices().slice(before));
    expect(heard).toContain('grace: CarryingAsked');
    expect(heard).toContain('sunita: CarryingAsked');
    expect(heard).not.toContain('milan: CarryingAsked');
    expect(duty(story.raised(), '3.escalate')).toMatchObject({
      due: moment('2027-01-06T17:00'),
      owedBy: [
        { side: 'raising', people: ['milan', 'sunita'] },
        { side: 'receiving:st-aldhelms', people: ['tom', 'grace'] },
      ],
    });
    story.step(on('2027-01-06T16:00', 'sunita', 'escalate', { to: '3' }));
    expect(duty(story.raised(), '3.escalate')).toMatchObject({ status: 'met', metLate: false });
  });

  it('prompts them at the limit, nudges them with those who act, and tells the next step’s people a day later', () => {
    const story = atStep2();
    story.until('2027-01-07T17:00');
    const heard = told(story.notices());
    for (const who of ['milan', 'tom', 'grace', 'sunita', 'rosa', 'nadia']) {
      expect(heard).toContain(`${who}: limit-passed 2.resolve`);
    }
    for (const who of ['milan', 'tom', 'grace', 'sunita'])
      expect(heard).toContain(`${who}: nudge 3.escalate`);
    expect(heard).toContain('tessa: EscalationOverdue');
    story.step(on('2027-01-08T09:30', 'tessa', 'escalate', { to: '3' }));
    expect(story.raised().stage).toBe('3');
  });

  it('tells them as soon as somebody declares it unresolved', () => {
    const story = atStep2();
    const before = story.notices().length;
    story.step(on('2026-12-23T10:00', 'tom', 'declare-unresolved', { reason: words('reason') }));
    expect(told(story.notices().slice(before))).toContain('grace: CarryingAsked');
  });

  it('lets the deputy of a carrier who is away see it and take it on', () => {
    const away = { away: [{ from: '2026-12-23', to: '2026-12-31' }], deputy: 'yusuf' };
    const story = atStep2(changed('grace', away, directoryOf('cheshire-east')));
    story.step(on('2026-12-23T10:00', 'milan', 'escalate', { to: '3' }));
    story.step(on('2026-12-23T11:00', 'yusuf', 'escalate', { to: '3' }));
    expect(story.raised().stage).toBe('3');
  });
});
