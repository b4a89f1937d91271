import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../src/case/events.ts';
import { at } from '../policy/policies.ts';
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
  redbridge: ['rosa', 'milan', 'sunita'],
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
    // The agreement closes it in the same breath, and nobody is told of one thing twice.
    const settled = settledAt('rotherham', 3);
    expect(officeHears(settled, 'MatterResolved')).toEqual([]);
    expect(officeHears(settled, 'CaseClosed')).toEqual(['bella']);
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

/** At the last stage, and with the Chair, on Tuesday 22 December 2026. */
function withChair(board: string): Simulation {
  const story = atStage(board, board === 'hertfordshire' ? 3 : 4);
  story.step(on('2026-12-22T15:00', 'bella', 'pass-on', {}));
  return story;
}

/** Who acts for the side that raised it, and who for the other. */
function acting(story: Simulation): readonly [own: string, other: string] {
  const { actors } = story.raised();
  const of = (mine: boolean) => actors.find(({ side }) => (side === 'raising') === mine)?.person ?? '';
  return [of(true), of(false)];
}

function withdrawn(story: Simulation): void {
  const [own] = acting(story);
  story.step(on('2026-12-23T10:00', own, 'withdraw', { reason: words('moved away') }));
}

function agreed(story: Simulation): void {
  agree(story, '2026-12-23', ...acting(story));
}

/** Every word that the board's people got from a local moment on. */
function boardTold(story: Simulation, from: string): readonly string[] {
  const later = story.notices().filter((one) => one.at >= at(from));
  return told(later).filter((line) => office.some((who) => line.startsWith(who)));
}

const boards = ['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'] as const;

describe('the Chair and the board’s manager at the last stage', () => {
  it.each(boards)('of %s hear once that the matter was withdrawn', (board) => {
    const story = withChair(board);
    const { head = '' } = story.raised();
    withdrawn(story);
    expect(boardTold(story, '2026-12-23T10:00')).toEqual(['bella: Withdrawn', `${head}: Withdrawn`]);
  });

  it.each(['redbridge', 'cheshire-east', 'rotherham'] as const)(
    'of %s hear once that it was agreed and so is closed',
    (board) => {
      const story = withChair(board);
      agreed(story);
      expect(story.raised().status).toBe('closed');
      expect(boardTold(story, '2026-12-23T11:00')).toEqual(['bella: CaseClosed', 'iris: CaseClosed']);
    },
  );

  it('hear that it is open again, before anything of it is overdue', () => {
    const story = withChair('redbridge');
    agreed(story);
    story.step(on('2027-01-05T10:00', 'sunita', 'reopen', { reason: words('not done') }));
    expect(boardTold(story, '2027-01-05T10:00').slice(0, 2)).toEqual(['bella: Reopened', 'iris: Reopened']);
  });

  it('hear nothing of the end where one of them has a conflict of interest', () => {
    const story = withChair('solihull');
    const reason = words('knows them');
    story.step(on('2026-12-22T16:00', acting(story)[0], 'say-conflict', { reason }));
    expect(story.raised().conflict?.people).toEqual(['carla']);
    withdrawn(story);
    expect(boardTold(story, '2026-12-23T10:00')).toEqual(['bella: Withdrawn']);
  });
});

describe('the board’s manager', () => {
  it('of Rotherham hears at Stage 3 that the matter was withdrawn', () => {
    const story = atStage('rotherham', 3);
    withdrawn(story);
    expect(boardTold(story, '2026-12-23T10:00')).toEqual(['bella: Withdrawn']);
  });

  it.each(['redbridge', 'cheshire-east', 'rotherham', 'solihull'] as const)(
    'of %s hears nothing of a matter that was withdrawn at Stage 2, which the office does not see',
    (board) => {
      const story = atStage(board, 2);
      withdrawn(story);
      expect(boardTold(story, '2026-12-23T10:00')).toEqual([]);
    },
  );
});
