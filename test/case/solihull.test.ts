import { describe, expect, it } from 'vitest';
import { maySee } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import { at } from '../policy/policies.ts';
import { boardRules, directoryOf, raisingAt } from '../support/board-world.ts';
import { on, spoke, vacant, words } from '../support/case-world.ts';
import { duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { agree } from '../support/shipped-case.ts';

/*
 * A dispute under the file of Solihull, raised on Tuesday 22 December 2026 at 10:00 by Rosa of the council with Nadia
 * of the hospital trust.
 */

type Said = Parameters<typeof raisingAt>[2];

function raised(said: Said = {}, directory = directoryOf('solihull')): Simulation {
  const story = simulate(boardRules('solihull', directory));
  story.step(raisingAt('solihull', '2026-12-22T10:00', said));
  return story;
}

function atStage2(directory = directoryOf('solihull')): Simulation {
  const story = raised({}, directory);
  const answers = { 'stage-1-attempt': words('attempt') };
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2', answers }));
  return story;
}

function atStage3(): Simulation {
  const story = atStage2();
  story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
  return story;
}

const people = (story: Simulation) => story.raised().actors.map(({ person, role }) => `${person}, ${role}`);
const owing = (story: Simulation, id: string) => duty(story.raised(), id).owedBy.flatMap((one) => one.people);
const offers = (story: Simulation, who: string, when: string) =>
  availableActs(who, story.state(), story.rules, at(when)).map(({ type }) => type);

describe('a dispute in Solihull', () => {
  it('begins directly between the two who disagree: only the other practitioner is asked, and nobody else hears', () => {
    const story = raised();
    expect(story.raised().stage).toBe('1');
    expect(people(story)).toEqual(['rosa, professional', 'nadia, professional']);
    expect([...new Set(story.notices().map(({ to }) => to))].sort()).toEqual(['nadia', 'rosa']);
  });

  it('goes up the line management of both sides, from the lowest level, one after the other', () => {
    const story = atStage2();
    expect(people(story)).toEqual(['milan, line-manager', 'tom, line-manager']);
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    expect(people(story)).toEqual(['sunita, senior-manager', 'grace, senior-manager']);
    story.step(on('2026-12-22T13:00', 'grace', 'go-up-a-rung', {}));
    expect(people(story)).toEqual(['hugo, head-of-service', 'helga, head-of-service']);
  });

  it('cannot pass by a stage of the line', () => {
    const to3 = on('2026-12-22T11:00', 'rosa', 'escalate', { to: '3' });
    expect(raised().run(to3)).toMatchObject({ kind: 'refused' });
    expect(raised().raised().stage).toBe('1');
  });

  it('is the Safeguarding Adult Lead’s at Stage 2 where somebody has no line manager, each with their opposite number', () => {
    const story = atStage2(vacant('line-manager', withoutManagers()));
    expect(people(story)).toEqual(['lena, safeguarding-lead', 'ines, safeguarding-lead']);
  });

  it('has both managers of Stage 2 speak with each other, which is met when they did', () => {
    const story = atStage2();
    expect(owing(story, '2.discuss')).toEqual(['milan', 'tom']);
    story.step(on('2026-12-23T10:00', 'milan', 'log-discussion', spoke('2026-12-23T09:00', ['tom'])));
    expect(duty(story.raised(), '2.discuss').status).toBe('met');
  });

  it('has the manager of whoever raised it speak with the opposite number in each of several agencies, together or in turn', () => {
    const receiving = [
      { agency: 'st-aldhelms', professional: 'nadia' },
      { agency: 'eastmere-police', professional: 'piet' },
    ];
    const inTurn = raised({ receiving });
    inTurn.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    expect(owing(inTurn, '2.discuss')).toEqual(['milan', 'tom', 'paula']);
    inTurn.step(on('2026-12-23T10:00', 'milan', 'log-discussion', spoke('2026-12-23T09:00', ['tom'])));
    inTurn.step(on('2026-12-23T11:00', 'tom', 'log-discussion', spoke('2026-12-23T10:30', ['paula'])));
    expect(duty(inTurn.raised(), '2.discuss').status).toBe('open');
    inTurn.step(on('2026-12-23T13:00', 'paula', 'log-discussion', spoke('2026-12-23T12:00', ['milan'])));
    expect(duty(inTurn.raised(), '2.discuss').status).toBe('met');
    inTurn.step(on('2026-12-23T14:00', 'milan', 'say-not-spoken', { agency: 'eastmere-police' }));
    expect(duty(inTurn.raised(), '2.discuss').status).toBe('open');
    inTurn.step(on('2026-12-23T16:00', 'milan', 'log-discussion', spoke('2026-12-23T15:00', ['paula'])));
    expect(duty(inTurn.raised(), '2.discuss').status).toBe('met');
    const together = raised({ receiving });
    together.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    const talk = spoke('2026-12-23T09:00', ['tom', 'paula']);
    together.step(on('2026-12-23T10:00', 'milan', 'log-discussion', talk));
    expect(duty(together.raised(), '2.discuss').status).toBe('met');
  });

  it('lets the Safeguarding Lead be consulted at Stage 2 and at the top of the line', () => {
    const story = atStage2();
    expect(offers(story, 'milan', '2026-12-22T11:30')).toContain('bring-in');
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    story.step(on('2026-12-22T13:00', 'grace', 'go-up-a-rung', {}));
    const before = story.notices().length;
    story.step(
      on('2026-12-22T14:00', 'hugo', 'bring-in', {
        person: 'lena',
        as: 'safeguarding-lead',
        question: words('what'),
      }),
    );
    expect(told(story.notices().slice(before))).toContain('lena: BroughtIn');
  });

  it('has an aim of five working days from the concern at Stage 1, and of five more from the start of Stage 2', () => {
    const story = raised();
    expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-12-31T17:00'));
    story.step(on('2026-12-29T11:00', 'rosa', 'escalate', { to: '2' }));
    expect(duty(story.raised(), '2.resolve').due).toBe(moment('2027-01-06T17:00'));
  });

  it('asks both sides to take it on when the aim of a stage has passed', () => {
    const story = raised();
    story.until('2026-12-31T17:00');
    expect(told(story.notices())).toEqual(
      expect.arrayContaining(['nadia: limit-passed 1.resolve', 'rosa: limit-passed 1.resolve']),
    );
    expect(offers(story, 'rosa', '2026-12-31T17:01')).toContain('escalate');
    expect(offers(story, 'nadia', '2026-12-31T17:01')).toContain('escalate');
  });

  it('counts from the decision that was challenged where that came before the disagreement', () => {
    const concern = { arose: at('2026-12-22T09:00'), decisionReceived: at('2026-12-18T15:00') };
    expect(duty(raised({ concern }).raised(), '1.resolve').due).toBe(moment('2026-12-29T17:00'));
  });

  it('is not raised without saying what keeps the adult safe meanwhile', () => {
    const asked = ['issue', 'risk', 'nature', 'aim', 'evidence'];
    const story = simulate(boardRules('solihull'));
    const without = { words: Object.fromEntries(asked.map((id) => [id, words(id)])) };
    expect(story.run(raisingAt('solihull', '2026-12-22T10:00', without))).toMatchObject({
      kind: 'refused',
      reason: { code: 'missing', field: 'interim-safety' },
    });
  });

  it('says how Stage 1 was tried when its own side takes it to Stage 2, or owes that afterwards', () => {
    const told1 = atStage2()
      .entries()
      .map(({ event }) => event);
    expect(told1).toContainEqual(
      expect.objectContaining({
        type: 'EntryQuestionsAnswered',
        side: 'raising',
        words: { 'stage-1-attempt': words('attempt') },
      }),
    );
    const story = raised();
    story.step(on('2026-12-22T11:00', 'nadia', 'escalate', { to: '2' }));
    expect(owing(story, '2.entry-questions:northbrook-council')).toEqual(['milan']);
  });
});

describe('a dispute that is settled in Solihull', () => {
  it('needs how anything left open will be pursued, beside what was agreed', () => {
    const only = { words: { 'agreed-outcome': words('agreed') }, outstanding: [] };
    expect(atStage2().run(on('2026-12-23T10:00', 'tom', 'propose-outcome', only))).toMatchObject({
      kind: 'refused',
      reason: { code: 'missing', field: 'outstanding' },
    });
  });

  it('stops at its stage: confirmed in writing by one side and accepted by the other, it is closed and goes no further', () => {
    const story = atStage2();
    agree(story, '2026-12-23', 'tom', 'milan');
    expect(story.raised().status).toBe('agreed');
    expect(owing(story, '2.confirm').sort()).toEqual(['milan', 'tom']);
    story.step(on('2026-12-23T12:00', 'milan', 'confirm-outcome', { words: words('in writing') }));
    expect(story.raised().status).toBe('agreed');
    story.step(on('2026-12-23T13:00', 'tom', 'accept-confirmation', {}));
    expect(story.raised()).toMatchObject({ status: 'closed', how: 'resolved', stage: '2' });
    for (const who of ['rosa', 'nadia', 'milan', 'tom'])
      expect(offers(story, who, '2026-12-23T14:00')).not.toContain('escalate');
  });

  it('is filed by each agency in two places, and asked for again while one is missing', () => {
    const story = atStage2();
    agree(story, '2026-12-23', 'tom', 'milan');
    story.step(on('2026-12-23T12:00', 'milan', 'confirm-outcome', { words: words('in writing') }));
    story.step(on('2026-12-23T13:00', 'tom', 'accept-confirmation', {}));
    story.step(on('2026-12-23T14:00', 'milan', 'confirm-filing', { place: 'case-file' }));
    story.until('2026-12-29T09:00');
    const reminded = story
      .entries()
      .flatMap(({ event }) => (event.type === 'FilingReminded' ? [[event.agency, event.places]] : []));
    expect(reminded).toEqual([
      ['northbrook-council', ['agency-database']],
      ['st-aldhelms', ['case-file', 'agency-database']],
    ]);
  });
});

describe('the record of a dispute in Solihull', () => {
  it('is for all parties at every stage, and for the Business Team from Stage 4 alone', () => {
    const story = atStage3();
    story.step(on('2026-12-22T13:00', 'grace', 'go-up-a-rung', {}));
    const sight = (who: string) => maySee(who, story.state(), story.rules, at('2026-12-23T12:00'));
    const parties = ['rosa', 'milan', 'sunita', 'hugo', 'nadia', 'tom', 'grace', 'helga'];
    expect(parties.map(sight)).toEqual(parties.map(() => 'content'));
    expect(sight('bella')).toBe('nothing');
    const considered = { goOn: true, why: words('why') };
    story.step(on('2026-12-22T14:00', 'hugo', 'escalate', { to: '4', considered }));
    expect(sight('bella')).toBe('content');
  });

  it('keeps what was said and decided at each stage, with who said it', () => {
    const story = raised();
    const speak = (when: string, who: string, other: string) => {
      story.step(on(`2026-12-22T${when}`, who, 'log-discussion', spoke(`2026-12-22T${when}`, [other])));
    };
    speak('10:30', 'rosa', 'nadia');
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    speak('11:30', 'tom', 'milan');
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    speak('12:30', 'sunita', 'grace');
    const said = story.entries().flatMap(({ event }) => {
      return event.type === 'DiscussionLogged' ? [[event.by, event.note]] : [];
    });
    expect(said).toEqual(['rosa', 'tom', 'sunita'].map((who) => [who, words('talk')]));
  });
});

/** Nobody in the directory is somebody's line manager. */
function withoutManagers(): ReturnType<typeof directoryOf> {
  const { agencies, people: everybody } = directoryOf('solihull');
  const alone = [...everybody].map(([id, { lineManager: _none, ...one }]) => [id, one] as const);
  return { agencies, people: new Map(alone) };
}
