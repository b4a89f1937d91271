import { describe, expect, it } from 'vitest';
import type { CommandOf } from '../../src/case/commands.ts';
import { formOf } from '../../src/case/form.ts';
import { maySee } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import { at } from '../policy/policies.ts';
import { boardRules, directoryOf, raisingAt } from '../support/board-world.ts';
import { on, spoke, vacant, words } from '../support/case-world.ts';
import { besidesFiling, duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { person, police } from '../support/practice-directory.ts';
import { agree, shippedStory } from '../support/shipped-case.ts';

/*
 * Challenges under the procedure of Cheshire East, raised by Rosa of the council with Nadia of the hospital trust on
 * Tuesday 22 December 2026 at 10:00, which is Day 1. Day 3 is Thursday 24 December, Day 9 Wednesday 6 January 2027,
 * Day 14 Wednesday 13 January, Day 16 Friday 15 January and Day 21 Friday 22 January.
 */

function raised(): Simulation {
  const story = simulate(boardRules('cheshire-east'));
  story.step(raisingAt('cheshire-east', '2026-12-22T10:00'));
  return story;
}

/** At a later step, entered by the button alone, on the day of the raise. */
function atStep(step: '2' | '3' | '4', when = '2026-12-22'): Simulation {
  const story = shippedStory('cheshire-east');
  const climbers = ['rosa', 'milan', 'bo'].slice(0, Number(step) - 1);
  climbers.forEach((who, index) =>
    story.step(on(`${when}T1${index + 1}:00`, who, 'escalate', { to: String(index + 2) })),
  );
  return story;
}

function atChair(): Simulation {
  const story = atStep('4');
  story.step(on('2026-12-22T15:00', 'bella', 'pass-on', {}));
  return story;
}

const entry = Object.fromEntries(
  ['step-2-problem', 'step-2-challenge', 'step-2-aim'].map((id) => [id, words(id)]),
);

const withoutManager = person('piet', 'Piet Example', police, ['professional']);

const offers = (story: Simulation, who: string, when: string) =>
  availableActs(who, story.state(), story.rules, at(when)).map(({ type }) => type);

const acting = (story: Simulation) =>
  story.raised().actors.map(({ side, role, person }) => [side, role, person]);

describe('Step 1', () => {
  it('is open to whoever works for a partner of the board, with any other partner', () => {
    const story = simulate(boardRules('cheshire-east'));
    const receiving = [{ agency: 'northbrook-council', professional: 'omar' }];
    story.step(raisingAt('cheshire-east', '2026-12-22T10:00', { receiving }, 'piet'));
    expect(story.raised().stage).toBe('1');
    expect(acting(story)).toEqual([
      ['raising', 'professional', 'piet'],
      ['receiving:northbrook-council', 'professional', 'omar'],
    ]);
  });

  it('is between the two workers, who can settle it by a conversation of which both keep a note', () => {
    const story = raised();
    expect(acting(story)).toEqual([
      ['raising', 'professional', 'rosa'],
      ['receiving:st-aldhelms', 'professional', 'nadia'],
    ]);
    story.step(on('2026-12-22T14:00', 'nadia', 'log-discussion', spoke('2026-12-22T13:00', ['rosa'])));
    expect(offers(story, 'rosa', '2026-12-22T15:00')).toContain('approve-entry');
    agree(story, '2026-12-23', 'nadia', 'rosa');
    expect(story.raised().status).toBe('closed');
  });

  it('is raised within one working day, with 24 hours on the clock as the target; later it is late', () => {
    const raisedOn = (when: string) => {
      const story = simulate(boardRules('cheshire-east'));
      story.step(raisingAt('cheshire-east', when, { concern: { arose: at('2026-12-22T10:00') } }));
      return duty(story.raised(), '1.raise');
    };
    expect(raisedOn('2026-12-23T09:59')).toMatchObject({
      target: moment('2026-12-23T10:00'),
      due: moment('2026-12-23T17:00'),
      status: 'met',
      metLate: false,
    });
    expect(raisedOn('2026-12-23T17:00')).toMatchObject({ status: 'met', metLate: false });
    expect(raisedOn('2026-12-24T09:00')).toMatchObject({ status: 'met', metLate: true });
  });

  it('that is not settled is for the worker to take to their manager or lead by Day 3, of which they are reminded', () => {
    const story = raised();
    story.until('2026-12-24T09:00');
    expect(duty(story.raised(), '2.escalate')).toMatchObject({
      due: moment('2026-12-24T17:00'),
      owedBy: [
        { side: 'raising', role: 'professional', people: ['rosa'] },
        { side: 'receiving:st-aldhelms', role: 'professional', people: ['nadia'] },
      ],
    });
    story.until('2026-12-29T09:00');
    expect(told(story.notices())).toContain('rosa: limit-passed 1.resolve');
    expect(told(story.notices())).toContain('rosa: nudge 2.escalate');
    expect(story.raised().stage).toBe('1');
  });
});

describe('Step 2', () => {
  it('is between the line managers, who owe each other a talk, with the safeguarding leads beside them', () => {
    const story = atStep('2');
    expect(acting(story)).toEqual([
      ['raising', 'line-manager', 'milan'],
      ['receiving:st-aldhelms', 'line-manager', 'tom'],
    ]);
    expect(duty(story.raised(), '2.discuss').owedBy.flatMap(({ people }) => people)).toEqual([
      'milan',
      'tom',
    ]);
    story.step(on('2026-12-22T12:00', 'milan', 'bring-in', { as: 'safeguarding-lead', person: 'lena' }));
    expect(maySee('lena', story.state(), story.rules, at('2026-12-22T12:01'))).toBe('content');
    story.step(on('2026-12-23T10:00', 'milan', 'log-discussion', spoke('2026-12-23T09:00', ['tom'])));
    expect(duty(story.raised(), '2.discuss').status).toBe('met');
  });

  it('goes to the safeguarding lead where an agency has no line manager', () => {
    const paul = person('paul', 'Paul Example', police, ['safeguarding-lead']);
    const people = vacant('line-manager', directoryOf('cheshire-east', [paul, withoutManager]));
    const story = simulate(boardRules('cheshire-east', people));
    story.step(raisingAt('cheshire-east', '2026-12-22T10:00', {}, 'piet'));
    story.step(on('2026-12-22T11:00', 'piet', 'escalate', { to: '2' }));
    expect(acting(story)[0]).toEqual(['raising', 'safeguarding-lead', 'paul']);
  });

  it('is acted on by the manager, with the worker told of what is agreed', () => {
    const story = atStep('2');
    expect(offers(story, 'milan', '2026-12-22T12:00')).toContain('propose-outcome');
    expect(offers(story, 'rosa', '2026-12-22T12:00')).not.toContain('propose-outcome');
    const before = story.notices().length;
    agree(story, '2026-12-23', 'tom', 'milan');
    const heard = told(besidesFiling(story.notices().slice(before)));
    expect(heard).toEqual(expect.arrayContaining(['nadia: CaseClosed', 'rosa: CaseClosed']));
  });
});

describe('Step 3', () => {
  it('is between the representatives on the board, of whom the raising agency’s owes a meeting by the limit', () => {
    const story = atStep('3');
    expect(acting(story)).toEqual([
      ['raising', 'board-representative', 'bo'],
      ['receiving:st-aldhelms', 'board-representative', 'bea'],
    ]);
    expect(duty(story.raised(), '3.meet')).toMatchObject({
      due: moment('2027-01-13T17:00'),
      owedBy: [{ side: 'raising', people: ['bo'] }],
    });
    story.step(on('2026-12-23T10:00', 'bo', 'call-meeting', { of: ['bea'], meets: at('2026-12-30T14:00') }));
    expect(duty(story.raised(), '3.meet').status).toBe('met');
  });
});

describe('What is settled', () => {
  it('is what both sides are content with: one side’s word leaves it open, and nothing in writing is owed', () => {
    const story = atStep('2');
    const outcome = {
      words: { 'agreed-outcome': words('agreed'), outstanding: words('none') },
      outstanding: [],
    };
    story.step(on('2026-12-23T10:00', 'tom', 'propose-outcome', outcome));
    expect(story.raised().status).toBe('open');
    const { entry = 0 } = story.raised().proposal ?? {};
    story.step(on('2026-12-23T11:00', 'milan', 'dispute-outcome', { proposal: entry, reason: words('no') }));
    expect(story.raised().status).toBe('open');
    agree(story, '2026-12-24', 'tom', 'milan');
    expect(story.raised().status).toBe('closed');
    expect(
      story.raised().obligations.filter(({ duty: kind, status }) => kind === 'confirm' && status === 'open'),
    ).toEqual([]);
  });

  it('is to be filed by each agency on the adult’s file and in its own record, and asked again until it is', () => {
    const story = raised();
    agree(story, '2026-12-22', 'nadia', 'rosa');
    story.step(on('2026-12-22T12:00', 'nadia', 'confirm-filing', { place: 'adults-file' }));
    story.until('2026-12-24T09:00');
    const asked = story.entries().flatMap(({ event }) => {
      return event.type === 'FilingReminded' ? [[event.agency, event.places]] : [];
    });
    expect(asked).toEqual([
      ['northbrook-council', ['adults-file', 'agency-record']],
      ['st-aldhelms', ['agency-record']],
    ]);
  });
});

describe('Step 4', () => {
  it('is passed on to the Chair by the business manager, by the close of the working day, and not before', () => {
    const story = atStep('4');
    expect(duty(story.raised(), '4.pass-on')).toMatchObject({
      due: moment('2026-12-22T17:00'),
      owedBy: [{ people: ['bella'] }],
    });
    expect(told(story.notices())).not.toContain('iris: PassedOn');
    story.step(on('2026-12-22T15:00', 'bella', 'pass-on', {}));
    expect(duty(story.raised(), '4.pass-on').status).toBe('met');
    expect(told(story.notices()).filter((line) => line.startsWith('iris'))).not.toEqual([]);
    expect(offers(story, 'iris', '2026-12-22T15:01')).toContain('recommend');
  });

  it('has the Chair ask each side for its view in writing, and keeps who has answered', () => {
    const story = atChair();
    const until = at('2026-12-30T17:00');
    const question = words('question');
    story.step(on('2026-12-22T16:00', 'iris', 'ask-information', { of: ['bo', 'bea'], question, until }));
    const owed = () =>
      story
        .raised()
        .obligations.flatMap((one) =>
          one.duty === 'answer' && one.status === 'open' ? one.owedBy.flatMap(({ people }) => people) : [],
        );
    expect(owed()).toEqual(['bo', 'bea']);
    const request = story.entries().findLast(({ event }) => event.type === 'InformationAsked')?.entry ?? 0;
    story.step(on('2026-12-23T10:00', 'bo', 'give-information', { request, words: words('view') }));
    expect(owed()).toEqual(['bea']);
  });

  it('has the Chair meet people from every level, from the workers to the representatives', () => {
    const story = atChair();
    const meets = at('2026-12-30T14:00');
    const of = ['rosa', 'nadia', 'milan', 'tom', 'bo', 'bea', 'sunita', 'lena'];
    const before = story.notices().length;
    story.step(on('2026-12-23T10:00', 'iris', 'call-meeting', { of, meets }));
    const heard = told(story.notices().slice(before)).map((line) => line.split(':')[0]);
    expect(heard).toEqual(expect.arrayContaining(of));
  });

  it('is owed a recommendation five working days after it began, also if it was passed on late, and no later than day 21', () => {
    const soon = atStep('4');
    soon.step(on('2026-12-24T10:00', 'bella', 'pass-on', {}));
    expect(duty(soon.raised(), '4.recommend').due).toBe(moment('2026-12-31T17:00'));
    const late = shippedStory('cheshire-east');
    late.step(on('2026-12-24T16:00', 'rosa', 'escalate', { to: '2' }));
    late.step(on('2027-01-06T16:00', 'milan', 'escalate', { to: '3' }));
    late.step(on('2027-01-18T10:00', 'bo', 'escalate', { to: '4' }));
    late.step(on('2027-01-18T11:00', 'bella', 'pass-on', {}));
    expect(duty(late.raised(), '4.recommend').due).toBe(moment('2027-01-22T17:00'));
  });

  it('ends with a recommendation that reaches everybody of all steps, and that each agency answers', () => {
    const story = atChair();
    const before = story.notices().length;
    const recommendations = ['northbrook-council', 'st-aldhelms'].map((to) => ({ to, words: words(to) }));
    story.step(on('2026-12-23T10:00', 'iris', 'recommend', { recommendations }));
    const heard = told(story.notices().slice(before)).filter((line) => line.endsWith('RecommendationsMade'));
    expect(heard).toEqual(
      ['bea', 'bella', 'bo', 'milan', 'nadia', 'rosa', 'tom'].map((who) => `${who}: RecommendationsMade`),
    );
    expect(story.raised().status).toBe('answering');
  });
});

describe('The form of Appendix A', () => {
  const answered = { ...entry, 'step-2-problem': words('their problem') };
  const sealed: CommandOf<'raise'>['adult'] = {
    given: 'sealed',
    words: words('adult'),
    holds: ['name', 'born', 'address'],
  };

  /** Step 3 of the procedure as it is shipped: Bram acts for the council, Tessa for the trust. */
  function beforeStep4(adult: CommandOf<'raise'>['adult'] = sealed): Simulation {
    const story = simulate(boardRules('cheshire-east'));
    story.step(raisingAt('cheshire-east', '2026-12-22T10:00', { adult }));
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2', answers: entry }));
    story.step(on('2026-12-22T12:00', 'tom', 'answer-entry-questions', { words: answered }));
    story.step(on('2026-12-23T09:00', 'milan', 'log-discussion', spoke('2026-12-23T08:30', ['tom'])));
    story.step(on('2026-12-23T10:00', 'milan', 'escalate', { to: '3' }));
    story.step(on('2026-12-23T11:00', 'sunita', 'escalate', { to: '3' }));
    return story;
  }
  function boxOf(story: Simulation, id: string) {
    const [form] = story.rules.policy.forms;
    const found = form && formOf(form, story.raised(), story.rules).find((box) => box.id === id);
    if (found === undefined) throw new Error(`There is no box ${id}`);
    return found;
  }

  it('names the manager who acted at Step 2, whoever took it to Step 3, and the members of the board', () => {
    const story = beforeStep4();
    const lines = (id: string) => boxOf(story, id).drafted;
    expect(lines('step-2-manager')).toEqual({
      kind: 'lines',
      lines: ['Milan Example, line manager, Northbrook Council'],
    });
    expect(lines('step-3-manager')).toEqual({
      kind: 'lines',
      lines: ['Sunita Example, senior manager, Northbrook Council'],
    });
    expect(lines('board-members')).toEqual({
      kind: 'lines',
      lines: [
        'Bram Example, representative of the agency on the board, Northbrook Council',
        'Tessa Example, representative of the agency on the board, St Aldhelm’s Hospital Trust',
      ],
    });
  });

  it('has who the adult is, from what was sealed at the raise', () => {
    const story = beforeStep4();
    expect(['adult-name', 'adult-born', 'adult-address'].map((id) => boxOf(story, id).drafted)).toMatchObject(
      [
        { kind: 'adult', part: 'name' },
        { kind: 'adult', part: 'born' },
        { kind: 'adult', part: 'address' },
      ],
    );
  });

  it('says what it is about as both sides set it out at Step 2, and what was done from their conversations', () => {
    const story = beforeStep4();
    const texts = (id: string) => {
      const { drafted } = boxOf(story, id);
      return drafted?.kind === 'texts' ? drafted.texts.map(({ words: text }) => text.id) : [];
    };
    expect(texts('disagreement')).toEqual([
      'text-step-2-problem',
      'text-step-2-challenge',
      'text-step-2-aim',
      'text-their problem',
      'text-step-2-challenge',
      'text-step-2-aim',
    ]);
    expect(texts('method')).toEqual(['text-talk']);
  });

  it('says what it is about as it was raised, where nobody answered on the way into Step 2', () => {
    const story = simulate(boardRules('cheshire-east'));
    story.step(raisingAt('cheshire-east', '2026-12-22T10:00'));
    story.step(on('2026-12-22T11:00', 'nadia', 'escalate', { to: '2' }));
    const { drafted } = boxOf(story, 'disagreement');
    expect(drafted?.kind === 'texts' && drafted.texts[0]?.words.id).toBe('text-issue');
  });

  it('is sent to the business manager with the escalation to Step 4, by which Step 3 has ended', () => {
    const story = beforeStep4();
    expect(boxOf(story, 'step-3-concluded').drafted).toBeUndefined();
    const before = story.notices().length;
    story.step(on('2026-12-29T10:00', 'bram', 'escalate', { to: '4' }));
    expect(boxOf(story, 'step-3-concluded').drafted).toEqual({ kind: 'day', on: '2026-12-29' });
    expect(story.entries().at(-1)?.event).toMatchObject({
      type: 'FormSent',
      to: 'board-office',
      told: ['bella'],
      complete: true,
    });
    expect(told(story.notices().slice(before))).toContain('bella: FormSent');
    const entry = story.entries().at(-1)?.entry;
    expect(story.mailboxes()).toEqual([
      {
        kind: 'mailbox',
        contact: 'board-office',
        about: { what: 'FormSent', entry },
        at: at('2026-12-29T10:00'),
      },
    ]);
  });

  it('holds Step 4 up while a box is empty, and says which', () => {
    const story = beforeStep4({ given: 'by-telephone' });
    const refused = story.run(on('2026-12-29T10:00', 'bram', 'escalate', { to: '4' }));
    expect(refused).toMatchObject({ kind: 'refused', reason: { code: 'missing', form: 'appendix-a' } });
    expect(refused.kind === 'refused' && refused.reason.says).toContain('Date of birth');
    expect(story.raised().stage).toBe('3');
  });
});
