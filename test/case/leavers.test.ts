import { describe, expect, it } from 'vitest';
import type { Directory } from '../../src/directory/directory.ts';
import { boardRules, raisingAt } from '../support/board-world.ts';
import { on, proposal, words } from '../support/case-world.ts';
import { simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { withoutPerson } from '../support/practice-directory.ts';

/*
 * Raised by Rosa in Redbridge and closed at Stage 1 on Wednesday 2 December 2026. Omar, also of the council, took a next step on,
 * to be done by Wednesday 9 December.
 */

function closed(): Simulation {
  const story = simulate({ ...boardRules('redbridge') });
  story.step(raisingAt('redbridge', '2026-12-01T10:00'));
  const outstanding = [{ what: words('visit'), owner: 'omar', by: '2026-12-09' }];
  story.step(on('2026-12-02T10:00', 'rosa', 'propose-outcome', { ...proposal, outstanding }));
  const { entry = 0 } = story.raised().proposal ?? {};
  story.step(on('2026-12-02T11:00', 'nadia', 'agree-outcome', { proposal: entry }));
  story.step(on('2026-12-02T12:00', 'nadia', 'confirm-outcome', { words: words('agreed') }));
  story.step(on('2026-12-02T13:00', 'rosa', 'accept-confirmation', {}));
  expect(story.raised().status).toBe('closed');
  return story;
}

/** From now on the directory is without them. */
function leave(story: Simulation, ...people: readonly string[]): void {
  const rest = people.reduce(withoutPerson, story.rules.directory);
  (story.rules as { directory: Directory }).directory = rest;
}

/** Who hears of Omar's step and of the filing until a day, each line once. */
function heard(story: Simulation, until: string): readonly string[] {
  const before = story.notices().length;
  story.until(until);
  const later = story.notices().slice(before);
  const own = later.filter(({ to }) => to !== 'nadia');
  return [...new Set(told(own))];
}

describe('somebody who leaves the directory after the case was closed', () => {
  it('leaves their next step to whoever acted for their side, who is reminded in their place', () => {
    const story = closed();
    leave(story, 'omar');
    const [step = ''] = story
      .raised()
      .obligations.filter(({ duty }) => duty === 'step')
      .map(({ id }) => id);
    expect(heard(story, '2026-12-14T10:00')).toEqual(
      expect.arrayContaining([
        `rosa: on-the-day ${step}`,
        `rosa: limit-passed ${step}`,
        `rosa: nudge ${step}`,
      ]),
    );
  });

  it('is not the last word where nobody of the side is left: the leads of the agency hear its reference', () => {
    const story = closed();
    const parts = story.raised().participants.filter(({ side }) => side === 'raising');
    leave(story, 'omar', 'rosa', ...parts.map(({ person }) => person));
    expect(heard(story, '2026-12-14T10:00')).toContain('lena: reference');
    const filing = story.entries().filter(({ event }) => event.type === 'FilingReminded');
    const lena = story.notices().filter(({ to }) => to === 'lena');
    expect(lena.map(({ about }) => about.entry)).toEqual(
      expect.arrayContaining(filing.slice(0, 1).map(({ entry }) => entry)),
    );
  });

  it('can hand over what they owe before they go, and so can the board’s office', () => {
    for (const by of ['omar', 'bella']) {
      const story = closed();
      story.step(
        on('2026-12-03T10:00', by, 'hand-over', { from: 'omar', to: 'milan', reason: words('leaves') }),
      );
      const [step] = story.raised().obligations.filter(({ duty }) => duty === 'step');
      expect(step?.owedBy).toMatchObject([{ side: 'raising', people: ['milan'] }]);
      expect(told(story.notices())).toContain('milan: HandedOver');
      expect(story.raised().status).toBe('closed');
    }
  });

  it('hands over what is still to be filed; where nothing is left to do there is nothing to hand over', () => {
    const story = closed();
    const handed = { from: 'rosa', to: 'milan', reason: words('leaves') };
    story.step(on('2026-12-03T09:00', 'rosa', 'confirm-filing', { place: 'adults-file' }));
    expect(story.run(on('2026-12-03T10:00', 'rosa', 'hand-over', handed))).toMatchObject({ kind: 'refused' });
    const other = closed();
    other.step(on('2026-12-03T10:00', 'rosa', 'hand-over', handed));
    const before = other.notices().length;
    other.until('2026-12-04T10:00');
    expect(told(other.notices().slice(before))).toContain('milan: FilingReminded');
  });
});
