import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../src/case/events.ts';
import { on, words } from '../support/case-world.ts';
import { told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { agree, shippedStory } from '../support/shipped-case.ts';

/*
 * Who hears of the great moments under each shipped policy: a stage begins, every side agrees, the forum speaks, the
 * case is closed. Rosa raised it for the council, with Nadia of the hospital trust.
 */

const climbers: Readonly<Record<string, readonly string[]>> = {
  'cheshire-east': ['rosa', 'milan', 'bo'],
  rotherham: ['rosa', 'milan', 'sunita'],
  solihull: ['rosa', 'milan', 'sunita'],
  hertfordshire: ['rosa', 'sunita'],
};

/** Who settles it at each stage, by its place on the ladder: first for the other side, then for Rosa's. */
const settlers: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'cheshire-east': [['nadia', 'rosa'], ['tom', 'milan'], ['bea', 'bo']],
  rotherham: [['nadia', 'rosa'], ['tom', 'milan'], ['grace', 'sunita']],
  solihull: [['nadia', 'rosa'], ['tom', 'milan'], ['grace', 'sunita']],
  hertfordshire: [['nadia', 'rosa'], ['grace', 'sunita']],
}; // prettier-ignore

function atStage(board: string, stage: number): Simulation {
  const story = shippedStory(board);
  climbers[board]?.slice(0, stage - 1).forEach((who, index) => {
    story.step(on(`2026-12-22T1${index + 1}:00`, who, 'escalate', { to: String(index + 2) }));
  });
  return story;
}

/** Agreed at a stage and, where somebody owes it, confirmed and accepted: closed. */
function settledAt(board: string, stage: number): Simulation {
  const story = atStage(board, stage);
  const [other = '', own = ''] = settlers[board]?.[stage - 1] ?? [];
  agree(story, '2026-12-23', other, own);
  if (story.raised().status === 'closed') return story;
  story.step(on('2026-12-23T12:00', other, 'confirm-outcome', { words: words('agreed') }));
  story.step(on('2026-12-23T13:00', own, 'accept-confirmation', {}));
  return story;
}

/** Who was told of the last event of a kind. */
function hears(story: Simulation, what: CaseEvent['type']): readonly string[] {
  const last = story.entries().findLast(({ event }) => event.type === what)?.entry;
  const notices = story.notices().filter(({ about }) => about.what === what && about.entry === last);
  return told(notices).map((line) => line.slice(0, line.indexOf(':')));
}

const office = ['bella', 'iris', 'carla'];
function officeHears(story: Simulation, what: CaseEvent['type']): readonly string[] {
  return hears(story, what).filter((who) => office.includes(who));
}

describe('the board’s office', () => {
  it.each([
    ['cheshire-east', 2, []],
    ['cheshire-east', 3, []],
    ['cheshire-east', 4, ['bella']],
    ['rotherham', 2, []],
    ['rotherham', 3, ['bella']],
    ['rotherham', 4, ['bella']],
    ['solihull', 2, []],
    ['solihull', 3, []],
    ['solihull', 4, ['bella']],
    ['hertfordshire', 2, ['bella']],
    ['hertfordshire', 3, ['bella', 'iris']],
  ] as const)(
    'of %s hears that stage %s begins exactly where its policy copies it in',
    (board, stage, who) => {
      expect(officeHears(atStage(board, stage), 'StageEntered')).toEqual(who);
    },
  );

  it('of Rotherham is told that it is settled at Stage 3, and not at the stages before (RO-54)', () => {
    expect(officeHears(settledAt('rotherham', 3), 'MatterResolved')).toEqual(['bella']);
    for (const stage of [1, 2]) {
      const story = settledAt('rotherham', stage);
      expect(told(story.notices()).filter((line) => line.startsWith('bella'))).toEqual([]);
    }
  });

  it('of Hertfordshire is told when a matter that was escalated is closed, and not of one from Stage 1 (HE-X3)', () => {
    expect(officeHears(settledAt('hertfordshire', 2), 'CaseClosed')).toEqual(['bella']);
    expect(told(settledAt('hertfordshire', 1).notices()).filter((line) => line.startsWith('bella'))).toEqual(
      [],
    );
  });

  it.each([
    ['cheshire-east', 3],
    ['solihull', 3],
  ] as const)('of %s hears nothing of a matter that is settled at stage %s', (board, stage) => {
    const heard = told(settledAt(board, stage).notices());
    expect(heard.filter((line) => office.some((who) => line.startsWith(who)))).toEqual([]);
  });
});

describe('whoever raised it', () => {
  it.each([
    ['cheshire-east', 3],
    ['rotherham', 3],
    ['solihull', 3],
    ['hertfordshire', 2],
  ] as const)(
    'under %s hears that each stage begins and that it is settled, up to stage %s',
    (board, last) => {
      for (let stage = 1; stage <= last; stage += 1) {
        const story = settledAt(board, stage);
        if (stage > 1) expect(hears(story, 'StageEntered')).toContain('rosa');
        expect(hears(story, 'CaseClosed')).toContain('rosa');
        expect(hears(story, 'CaseClosed')).toContain('nadia');
      }
    },
  );

  it('hears of one closing once, where the agreement closes the case', () => {
    const story = settledAt('cheshire-east', 2);
    expect(hears(story, 'MatterResolved')).toEqual([]);
    expect(hears(story, 'CaseClosed').filter((who) => who === 'rosa')).toEqual(['rosa']);
  });

  it('is told of the agreement itself where a confirmation is still to come (SO-32)', () => {
    const story = atStage('solihull', 2);
    agree(story, '2026-12-23', 'tom', 'milan');
    expect(hears(story, 'MatterResolved')).toContain('rosa');
  });
});

describe('what the forum recommends', () => {
  it.each(['cheshire-east', 'hertfordshire'])('reaches everybody who was ever involved under %s', (board) => {
    const last = board === 'hertfordshire' ? 3 : 4;
    const story = atStage(board, last);
    story.step(on('2026-12-22T15:00', 'bella', 'pass-on', {}));
    const recommendations = ['northbrook-council', 'st-aldhelms'].map((to) => ({ to, words: words(to) }));
    story.step(on('2026-12-23T10:00', 'iris', 'recommend', { recommendations }));
    const heard = hears(story, 'RecommendationsMade');
    const involved = [...new Set((settlers[board] ?? []).flat())];
    expect(heard).toEqual(expect.arrayContaining([...involved, 'bella']));
  });
});
