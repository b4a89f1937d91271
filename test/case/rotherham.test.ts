import { describe, expect, it } from 'vitest';
import { maySee } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import { at } from '../policy/policies.ts';
import { boardRules, directoryOf, raisingAt } from '../support/board-world.ts';
import { changed, on, spoke, vacant, words } from '../support/case-world.ts';
import { duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { agree, shippedRules } from '../support/shipped-case.ts';

/*
 * A difference under the file of Rotherham, raised on Tuesday 22 December 2026 at 10:00 by Rosa of the council with
 * Nadia of the hospital trust. Its working days are 23, 24, 29, 30 and 31 December, then 4, 5, 6, 7 and 8 January.
 */

type Said = Parameters<typeof raisingAt>[2];

function raised(said: Said = {}): Simulation {
  const story = simulate(boardRules('rotherham'));
  story.step(raisingAt('rotherham', '2026-12-22T10:00', said));
  return story;
}

const answers = { 'stage-2-request': words('request') };

function atStage2(story: Simulation = raised()): Simulation {
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2', answers }));
  return story;
}

/** Above Stage 2, without the form that is asked for on the way. */
function atStage(to: '3' | '4', directory = directoryOf('rotherham')): Simulation {
  const rules = { ...shippedRules('rotherham'), directory };
  const story = simulate(rules);
  story.step(raisingAt('rotherham', '2026-12-22T10:00'));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
  if (to === '4') story.step(on('2026-12-22T13:00', 'sunita', 'escalate', { to: '4' }));
  return story;
}

const people = (story: Simulation) => story.raised().actors.map(({ person, role }) => `${person}, ${role}`);
const offers = (story: Simulation, who: string, when: string) =>
  availableActs(who, story.state(), story.rules, at(when)).map(({ type }) => type);
const sight = (story: Simulation, who: string, when = '2026-12-23T12:00') =>
  maySee(who, story.state(), story.rules, at(when));
const toldOffice = (story: Simulation) => told(story.notices()).filter((line) => line.startsWith('bella'));

describe('a difference in Rotherham', () => {
  it('begins at Stage 1, between the two professionals alone', () => {
    const story = raised();
    expect(story.raised().stage).toBe('1');
    expect(people(story)).toEqual(['rosa, professional', 'nadia, professional']);
    expect([...new Set(story.notices().map(({ to }) => to))].sort()).toEqual(['nadia', 'rosa']);
  });

  it('asks the two who disagree to speak, which is met when they did', () => {
    const story = raised();
    story.step(on('2026-12-22T15:00', 'rosa', 'log-discussion', spoke('2026-12-22T14:00', ['nadia'])));
    expect(duty(story.raised(), '1.speak:st-aldhelms').status).toBe('met');
  });

  it('can be taken on from the first moment of each stage', () => {
    const story = atStage2();
    expect(story.raised().stage).toBe('2');
    expect(offers(story, 'milan', '2026-12-22T11:01')).toContain('escalate');
  });

  it('takes an earlier date where the risk asks for one, and never a later', () => {
    const story = raised();
    const until = at('2026-12-23T12:00');
    story.step(on('2026-12-22T11:00', 'nadia', 'set-protective-date', { until, reason: words('risk') }));
    expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-12-23T12:00'));
    const later = { until: at('2026-12-24T09:00'), reason: words('later') };
    expect(story.run(on('2026-12-22T12:00', 'rosa', 'set-protective-date', later)).kind).toBe('refused');
  });

  it('has each latest date count from the concern, whenever the stage begins', () => {
    const story = raised({ concern: { arose: at('2026-12-22T09:00') } });
    expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-12-24T09:00'));
    story.step(on('2026-12-24T09:30', 'rosa', 'escalate', { to: '2', answers }));
    expect(duty(story.raised(), '2.resolve').due).toBe(moment('2026-12-31T17:00'));
    expect(duty(atStage('3').raised(), '3.resolve').due).toBe(moment('2027-01-05T17:00'));
    const last = atStage('4');
    last.step(on('2026-12-23T10:00', 'bella', 'pass-on', {}));
    expect(duty(last.raised(), '4.decide').due).toBe(moment('2027-01-08T17:00'));
  });

  it('asks both sides to take it on when 48 working hours have passed', () => {
    const story = raised();
    story.until('2026-12-24T10:00');
    expect(told(story.notices())).toEqual(
      expect.arrayContaining(['nadia: limit-passed 1.resolve', 'rosa: limit-passed 1.resolve']),
    );
  });

  it('lets an experienced colleague, a manager and a lead be asked while it is only clarified', () => {
    const story = raised({ startsAt: { stage: 'clarify' } });
    expect(story.raised().stage).toBe('clarify');
    story.step(
      on('2026-12-22T11:00', 'rosa', 'bring-in', {
        person: 'milan',
        as: 'line-manager',
        question: words('what'),
      }),
    );
    expect(told(story.notices())).toContain('milan: BroughtIn');
    expect(sight(story, 'milan')).toBe('content');
  });
});

describe('Stage 2 in Rotherham', () => {
  it('is for the worker’s own manager, who was asked to raise it, and the manager of the other agency', () => {
    const story = atStage2();
    expect(people(story)).toEqual(['milan, line-manager', 'tom, line-manager']);
    expect(story.entries().map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'EntryQuestionsAnswered', by: 'rosa', words: answers }),
    );
    expect(duty(story.raised(), '2.raise-with-equivalent').owedBy).toMatchObject([{ people: ['milan'] }]);
    story.step(on('2026-12-23T10:00', 'milan', 'log-discussion', spoke('2026-12-23T09:00', ['tom'])));
    expect(duty(story.raised(), '2.raise-with-equivalent').status).toBe('met');
  });

  it.each([
    ['at the front line', '14:00', 'rosa', 'nadia', 'open'],
    ['before the stage began at 11:00', '10:30', 'milan', 'tom', 'open'],
    ['in the half hour in which it began', '11:00', 'milan', 'tom', 'met'],
    ['with the other agency’s worker', '14:00', 'milan', 'nadia', 'met'],
  ] as const)(
    'has that manager raise it with the other agency; a talk %s',
    (_where, time, who, other, how) => {
      const story = atStage2();
      const talk = spoke(`2026-12-22T${time}`, [other]);
      story.step(on('2026-12-22T15:00', who, 'log-discussion', talk));
      expect(duty(story.raised(), '2.raise-with-equivalent').status).toBe(how);
    },
  );

  it('is not seen by the Board Manager, and she hears nothing of it', () => {
    const story = atStage2();
    expect(sight(story, 'bella')).toBe('nothing');
    expect(toldOffice(story)).toEqual([]);
  });
});

describe('Stage 3 in Rotherham', () => {
  it('is for the senior managers of both sides, who owe a conversation', () => {
    const story = atStage('3');
    expect(people(story)).toEqual(['sunita, senior-manager', 'grace, senior-manager']);
    expect(duty(story.raised(), '3.discuss').owedBy.flatMap((one) => one.people)).toEqual([
      'sunita',
      'grace',
    ]);
    story.step(on('2026-12-23T10:00', 'grace', 'log-discussion', spoke('2026-12-23T09:00', ['sunita'])));
    expect(duty(story.raised(), '3.discuss').status).toBe('met');
  });

  it.each([
    ['rosa', 'nadia'],
    ['sunita', 'bella'],
    ['sunita', 'nadia'],
    ['grace', 'milan'],
  ])('has these two managers speak with each other: a talk of %s with %s is none of theirs', (who, other) => {
    const story = atStage('3');
    story.step(on('2026-12-22T15:00', who, 'log-discussion', spoke('2026-12-22T14:00', [other])));
    expect(duty(story.raised(), '3.discuss').status).toBe('open');
    story.step(on('2026-12-23T10:00', 'sunita', 'log-discussion', spoke('2026-12-23T09:00', ['grace'])));
    expect(duty(story.raised(), '3.discuss').status).toBe('met');
  });

  it('counts a talk with whoever stands in for one of them that day, or had it before they handed over', () => {
    const away = { deputy: 'yusuf', away: [{ from: '2026-12-23', to: '2026-12-31' }] };
    const deputy = atStage('3', changed('grace', away, directoryOf('rotherham')));
    deputy.step(on('2026-12-23T10:00', 'sunita', 'log-discussion', spoke('2026-12-23T09:00', ['yusuf'])));
    expect(duty(deputy.raised(), '3.discuss').status).toBe('met');
    const story = atStage('3');
    const over = { from: 'grace', to: 'yusuf', reason: words('leave') };
    story.step(on('2026-12-23T09:30', 'grace', 'hand-over', over));
    story.step(on('2026-12-23T10:00', 'sunita', 'log-discussion', spoke('2026-12-23T09:00', ['grace'])));
    expect(duty(story.raised(), '3.discuss').status).toBe('met');
  });

  it('is for the Safeguarding Adults lead where nobody is an operations manager', () => {
    const { agencies, people: everybody } = directoryOf('rotherham');
    const without = [...everybody].map(([id, { seniorManager: _none, ...one }]) => [id, one] as const);
    const story = atStage('3', vacant('senior-manager', { agencies, people: new Map(without) }));
    expect(people(story)).toEqual(['lena, safeguarding-lead', 'ines, safeguarding-lead']);
  });

  it('is told to the Board Manager, who sees all of it and hears when it is settled', () => {
    const story = atStage('3');
    expect(toldOffice(story)).toContain('bella: StageEntered');
    expect(sight(story, 'bella')).toBe('content');
    agree(story, '2026-12-23', 'grace', 'sunita');
    expect(toldOffice(story)).toContain('bella: CaseClosed');
  });

  it('has the Board Manager tell the Independent Chair, who sees nothing of it yet', () => {
    const story = atStage('3');
    expect(duty(story.raised(), '3.tell-chair')).toMatchObject({
      status: 'open',
      owedBy: [{ people: ['bella'] }],
    });
    story.step(on('2026-12-23T09:00', 'bella', 'tell-head', {}));
    expect(told(story.notices())).toContain('iris: reference');
    expect(sight(story, 'iris')).toBe('nothing');
  });
});

describe('Stage 4 in Rotherham', () => {
  it('comes to the Board Manager, who convenes the panel, and the Independent Chair owes its decision', () => {
    const story = atStage('4');
    expect(duty(story.raised(), '4.convene').owedBy).toMatchObject([{ people: ['bella'] }]);
    expect(offers(story, 'bella', '2026-12-22T14:00')).toContain('convene-panel');
    expect(offers(story, 'sunita', '2026-12-22T14:00')).not.toContain('convene-panel');
    story.step(on('2026-12-22T15:00', 'bella', 'pass-on', {}));
    expect(duty(story.raised(), '4.decide').owedBy).toMatchObject([{ people: ['iris'] }]);
  });

  it('is not sent to the Safeguarding Adults Team by itself', () => {
    const story = atStage('4');
    expect(told(story.notices()).filter((line) => line.startsWith('stan'))).toEqual([]);
    expect(offers(story, 'bella', '2026-12-22T14:00')).toContain('send-copy');
  });

  it('has its outcome told to whoever raised it', () => {
    const story = atStage('4');
    story.step(on('2026-12-23T10:00', 'bella', 'pass-on', {}));
    const panel = { members: ['desi', 'nora', 'paula'], meets: at('2026-12-24T09:00') };
    story.step(on('2026-12-23T11:00', 'bella', 'convene-panel', panel));
    const recommendations = ['northbrook-council', 'st-aldhelms'].map((to) => ({ to, words: words(to) }));
    story.step(on('2026-12-24T10:00', 'iris', 'recommend', { recommendations }));
    expect(told(story.notices())).toContain('rosa: RecommendationsMade');
  });
});

describe('what each agency files in Rotherham', () => {
  it('is its own entry at every stage, and from Stage 2 the form too: asked for again while one is missing', () => {
    const story = atStage2();
    agree(story, '2026-12-23', 'tom', 'milan');
    story.step(on('2026-12-23T14:00', 'milan', 'confirm-filing', { place: 'record-form' }));
    story.until('2026-12-29T09:00');
    const reminded = story
      .entries()
      .flatMap(({ event }) => (event.type === 'FilingReminded' ? [[event.agency, event.places]] : []));
    expect(reminded).toEqual([
      ['northbrook-council', ['case-record']],
      ['st-aldhelms', ['case-record', 'record-form']],
    ]);
    const first = raised();
    agree(first, '2026-12-23', 'nadia', 'rosa');
    expect(first.run(on('2026-12-23T14:00', 'rosa', 'confirm-filing', { place: 'record-form' })).kind).toBe(
      'refused',
    );
  });
});
