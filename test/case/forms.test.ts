import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import { decide } from '../../src/case/decide.ts';
import { formOf, isGiven, missingNow } from '../../src/case/form.ts';
import type { CommandOf } from '../../src/case/commands.ts';
import type { Box } from '../../src/case/form.ts';
import type { FormRule } from '../../src/policy/question.ts';
import { policySchema } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { at, redbridge, shippedPolicy } from '../policy/policies.ts';
import {
  everybody,
  machine,
  on,
  proposal,
  raising,
  rulesWith,
  spoke,
  vacant,
  words,
} from '../support/case-world.ts';
import { duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { source, stage } from '../support/ladder.ts';

const sealed: CommandOf<'raise'>['adult'] = {
  given: 'sealed',
  words: words('adult'),
  holds: ['name', 'born', 'address'],
};

/** A board's shipped procedure, with the practice people as its partners. */
function boardOf(board: string): Policy {
  return { ...shippedPolicy(board), board: 'redbridge' };
}

function begin(policy: Policy, directory = everybody) {
  const rules = rulesWith(directory, policy);
  const story = simulate(rules);
  story.step(raising('2026-12-22T10:00', { adult: sealed }));
  const form = (): FormRule => {
    const [first] = policy.forms;
    if (first === undefined) throw new Error('no form');
    return first;
  };
  const boxes = (): readonly Box[] => formOf(form(), story.raised(), rules);
  const box = (id: string): Box => {
    const found = boxes().find((one) => one.id === id);
    if (found === undefined) throw new Error(`no box ${id}`);
    return found;
  };
  const missing = (): readonly string[] => missingNow(form(), story.raised(), rules).map(({ id }) => id);
  const can = (who: string): readonly string[] =>
    availableActs(who, story.raised(), rules, at('2026-12-22T12:00')).map(({ type }) => type);
  return { story, rules, box, boxes, missing, can };
}

/** Rotherham asks for more with an outcome than the others do. */
const settled = {
  words: { ...proposal.words, rationale: words('rationale') },
  outstanding: proposal.outstanding,
};
const yes = { chosen: ['yes'] } as const;
const ofRaiser = { consulted: yes, attempted: yes, equivalent: yes };

function fill(story: Simulation, when: string, who: string, form: string, answers: object): void {
  story.step(on(when, who, 'fill-form', { form, answers: answers as never }));
}

/** Hertfordshire, its form filled in and signed by the raising side, at Stage 2. */
function atStageTwo() {
  const begun = begin(boardOf('hertfordshire'));
  fill(begun.story, '2026-12-22T10:10', 'rosa', 'monitoring', ofRaiser);
  begun.story.step(on('2026-12-22T10:20', 'rosa', 'escalate', { to: '2' }));
  return begun;
}

describe('a form of the board is drafted from the case', () => {
  it('from facts, when it is read: names, roles, agencies and dates of the stage that is asked for', () => {
    const { box } = atStageTwo();
    expect(box('referring-name').drafted).toEqual({ kind: 'lines', lines: ['Sunita Example'] });
    expect(box('referring-agency').drafted).toEqual({ kind: 'lines', lines: ['Northbrook Council'] });
    expect(box('referring-date').drafted).toEqual({ kind: 'day', on: '2026-12-22' });
    expect(box('receiving-name:st-aldhelms').drafted).toEqual({ kind: 'lines', lines: ['Grace Example'] });
  });

  it('from what people wrote by pointing at it, each agency’s view in its own box', () => {
    const { box, story } = begin(boardOf('hertfordshire'));
    const own = box('summary:northbrook-council').drafted;
    expect(own?.kind === 'texts' && own.texts.map(({ words: one }) => one.id)).toContain('text-issue');
    expect(isGiven(box('summary:st-aldhelms'))).toBe(false);
    const [first] = boardOf('hertfordshire').response.fields;
    story.step(
      on('2026-12-22T11:00', 'nadia', 'respond', { words: { [first?.id ?? '']: words('our view') } }),
    );
    const theirs = box('summary:st-aldhelms').drafted;
    expect(theirs?.kind === 'texts' && theirs.texts.map(({ words: one }) => one.id)).toEqual([
      'text-our view',
    ]);
  });

  it('with yes to a question whether they tried, once a conversation between the sides is recorded, and never with no', () => {
    const { box, story } = begin(boardOf('hertfordshire'));
    expect(box('attempted').drafted).toBeUndefined();
    story.step(on('2026-12-22T11:00', 'rosa', 'log-discussion', spoke('2026-12-22T10:30', ['nadia'])));
    expect(box('attempted').drafted).toEqual({ kind: 'chosen', chosen: ['yes'] });
  });

  it('with who the adult is only as far as that was given', () => {
    const policy = boardOf('cheshire-east');
    const { box } = begin(policy);
    expect(box('adult-address').drafted).toMatchObject({ kind: 'adult', part: 'address' });
    const story = simulate(rulesWith(everybody, policy));
    story.step(raising('2026-12-22T10:00', { adult: { given: 'by-telephone' } }));
    const [form] = policy.forms;
    const given = form === undefined ? [] : formOf(form, story.raised(), rulesWith(everybody, policy));
    expect(given.find(({ id }) => id === 'adult-name')?.drafted).toBeUndefined();
  });

  it('with the time that it took, in days and in working days, the first day not counted', () => {
    const { box, story } = begin(boardOf('rotherham'));
    expect(box('time-taken').drafted).toBeUndefined();
    story.step(on('2026-12-30T10:00', 'nadia', 'propose-outcome', settled));
    const entry = story.raised().proposal?.entry ?? 0;
    story.step(on('2026-12-31T12:00', 'rosa', 'agree-outcome', { proposal: entry }));
    expect(box('time-taken').drafted).toEqual({ kind: 'time-taken', days: 9, workingDays: 5 });
    expect(box('stage-resolved').drafted).toEqual({ kind: 'lines', lines: ['Stage 1'] });
  });
});

describe('what a person puts into a form', () => {
  it('counts before the draft, the latest first, and nothing is taken back', () => {
    const { story, box } = begin(boardOf('hertfordshire'));
    fill(story, '2026-12-22T10:10', 'rosa', 'monitoring', { consulted: yes });
    fill(story, '2026-12-22T10:20', 'rosa', 'monitoring', { consulted: { chosen: ['na'] } });
    expect(box('consulted').written?.answer).toEqual({ chosen: ['na'] });
    expect(story.entries().filter(({ event }) => event.type === 'FormFilled')).toHaveLength(2);
  });

  it('is refused in the other side’s box, and for a choice that is not there', () => {
    const { story } = begin(boardOf('hertfordshire'));
    const theirs = { 'summary:st-aldhelms': { words: words('for them') } };
    expect(
      story.run(on('2026-12-22T10:10', 'rosa', 'fill-form', { form: 'monitoring', answers: theirs })),
    ).toMatchObject({ kind: 'refused', reason: { code: 'not-yours' } });
    const unknown = { consulted: { chosen: ['perhaps'] } };
    expect(
      story.run(on('2026-12-22T10:10', 'rosa', 'fill-form', { form: 'monitoring', answers: unknown })),
    ).toMatchObject({ kind: 'refused', reason: { field: 'consulted' } });
  });

  it('is offered to whoever acts on a side that answers, from the stage on at which the form is drafted', () => {
    const early = begin(boardOf('rotherham'));
    expect(early.can('rosa')).not.toContain('fill-form');
    early.story.step(on('2026-12-22T10:20', 'rosa', 'escalate', { to: '2' }));
    expect(early.can('milan')).toContain('fill-form');
    expect(early.can('tom')).toContain('fill-form');
    expect(early.can('rosa')).not.toContain('fill-form');
  });
});

describe('a stage that waits for a form', () => {
  it.each([
    ['hertfordshire', [], '2', 'Have you asked a supervisor'],
    ['rotherham', ['2'], '3', 'Name of the adult'],
    ['cheshire-east', ['2', '3'], '4', 'Name of the adult at risk'],
  ] as const)(
    '%s: cannot be entered, and one message names each missing answer',
    (board, before, to, label) => {
      const policy = boardOf(board);
      const rules = rulesWith(everybody, withRepresentatives(policy));
      const story = simulate(rules);
      story.step(raising('2026-12-22T10:00', { adult: { given: 'by-telephone' } }));
      for (const next of before) climb(story, next);
      const refused = story.run(on('2026-12-22T10:30', acting(story), 'escalate', { to }));
      expect(refused).toMatchObject({
        kind: 'refused',
        reason: { code: 'missing', form: policy.forms[0]?.id },
      });
      expect(refused.kind === 'refused' && refused.reason.says).toContain(label);
      expect(refused.kind === 'refused' && refused.reason.says).toContain(policy.forms[0]?.title);
    },
  );

  it('is entered once the side that takes it on has filled in its part, whatever the other side owes', () => {
    const { story, missing } = atStageTwo();
    expect(story.raised().stage).toBe('2');
    expect(missing()).toEqual(['summary:st-aldhelms', 'referring-signature']);
  });

  it('leaves what the other side owes as a duty of theirs, by the close of the same working day', () => {
    const { story } = atStageTwo();
    expect(duty(story.raised(), '2.form:monitoring.receiving:st-aldhelms')).toMatchObject({
      duty: 'submit-form',
      due: moment('2026-12-22T17:00'),
      owedBy: [{ side: 'receiving:st-aldhelms', people: ['grace'] }],
      added: true,
      lapses: false,
    });
    story.until('2026-12-23T09:00');
    expect(told(story.notices())).toContain('grace: nudge 2.form:monitoring.receiving:st-aldhelms');
  });

  it('lets the other side take it on without waiting for the raising side, which then owes its part', () => {
    const { story } = begin(boardOf('hertfordshire'));
    fill(story, '2026-12-22T10:10', 'nadia', 'monitoring', {
      'summary:st-aldhelms': { words: words('view') },
    });
    story.step(on('2026-12-22T10:20', 'nadia', 'escalate', { to: '2' }));
    expect(duty(story.raised(), '2.form:monitoring.raising')).toMatchObject({ status: 'open' });
  });

  it('lapses and prompts to escalate at its limit all the same', () => {
    const { story } = begin(boardOf('hertfordshire'));
    story.until('2027-01-05T17:00');
    expect(story.raised().unresolved['1']).toBeDefined();
    expect(told(story.notices()).some((line) => line.startsWith('rosa: limit-passed'))).toBe(true);
  });

  it('does not hold up whoever was told that the escalation is overdue, and is owed afterwards', () => {
    const { story } = begin(boardOf('hertfordshire'));
    story.until('2027-01-15T12:00');
    expect(story.raised().escalationTold.map(({ person }) => person)).toContain('sunita');
    story.step(on('2027-01-15T12:00', 'sunita', 'escalate', { to: '2' }));
    expect(duty(story.raised(), '2.form:monitoring.raising')).toMatchObject({ status: 'open' });
  });

  it('is owed afterwards, where the stage was entered over a question of policy', () => {
    const { story } = atStageTwo();
    story.step(on('2026-12-22T11:00', 'grace', 'mark-policy-issue', { reason: words('policy') }));
    expect(story.raised().stage).toBe('3');
    expect(duty(story.raised(), '3.form:monitoring.raising')).toMatchObject({ status: 'open' });
  });
});

describe('a signature', () => {
  it('is given by whoever acts for the side at the stage, and records the person and the moment', () => {
    const { story, box, can } = atStageTwo();
    expect(can('rosa')).not.toContain('sign-form');
    expect(can('sunita')).toContain('sign-form');
    expect(story.run(on('2026-12-22T10:30', 'rosa', 'sign-form', { form: 'monitoring' })).kind).toBe(
      'refused',
    );
    story.step(on('2026-12-22T10:30', 'sunita', 'sign-form', { form: 'monitoring' }));
    expect(box('referring-signature').signed).toMatchObject({
      by: 'sunita',
      at: moment('2026-12-22T10:30'),
      changedSince: [],
    });
    expect(duty(story.raised(), '2.form:monitoring.raising')).toMatchObject({ status: 'met' });
  });

  it('is shown as older than a later change, and asked for again', () => {
    const { story, box, can } = atStageTwo();
    story.step(on('2026-12-22T10:30', 'sunita', 'sign-form', { form: 'monitoring' }));
    fill(story, '2026-12-22T10:40', 'sunita', 'monitoring', { equivalent: { chosen: ['no'] } });
    expect(box('referring-signature').signed?.changedSince).toEqual(['equivalent']);
    expect(can('sunita')).toContain('sign-form');
    expect(duty(story.raised(), '2.form:monitoring.raising')).toMatchObject({ status: 'open' });
    story.step(on('2026-12-22T10:50', 'sunita', 'sign-form', { form: 'monitoring' }));
    expect(isGiven(box('referring-signature'))).toBe(true);
  });

  it('still stands when a box is answered that was empty when it was signed', () => {
    const { story, box } = atStageTwo();
    story.step(on('2026-12-22T10:30', 'sunita', 'sign-form', { form: 'monitoring' }));
    fill(story, '2026-12-22T10:40', 'sunita', 'monitoring', { 'seeks-chair': yes });
    expect(isGiven(box('referring-signature'))).toBe(true);
  });
});

describe('a form goes to its office', () => {
  it('at each escalation, to whoever holds the board’s role, in the version of that entry', () => {
    const { story } = atStageTwo();
    const sent = story.entries().filter(({ event }) => event.type === 'FormSent');
    expect(sent.map(({ event }) => event)).toMatchObject([
      { on: 'escalated', told: ['bella'], complete: false },
    ]);
    expect(told(story.notices())).toContain('bella: FormSent');
  });

  it('not when the case only comes to the stage from which it is drafted', () => {
    const { story } = begin(boardOf('rotherham'));
    story.step(on('2026-12-22T10:20', 'rosa', 'escalate', { to: '2' }));
    expect(story.entries().some(({ event }) => event.type === 'FormSent')).toBe(false);
  });

  it('by whoever raised it, as a task, where nobody holds the board’s role; saying so meets it', () => {
    const { story } = begin(boardOf('hertfordshire'), vacant('business-manager'));
    fill(story, '2026-12-22T10:10', 'rosa', 'monitoring', ofRaiser);
    story.step(on('2026-12-22T10:20', 'rosa', 'escalate', { to: '2' }));
    const task = story.raised().obligations.find((one) => one.duty === 'send-form');
    expect(task).toMatchObject({ status: 'open', owedBy: [{ people: ['rosa'] }] });
    story.step(on('2026-12-22T10:30', 'rosa', 'send-form', { form: 'monitoring' }));
    expect(duty(story.raised(), task?.id ?? '')).toMatchObject({ status: 'met' });
    expect(story.entries().at(-2)?.event).toMatchObject({ type: 'FormSent', on: 'by-hand', by: 'rosa' });
  });
});

describe('what a form asks once the case is closed', () => {
  function closed() {
    const begun = atStageTwo();
    const { story } = begun;
    story.step(on('2026-12-22T10:30', 'sunita', 'sign-form', { form: 'monitoring' }));
    story.step(on('2026-12-22T11:00', 'grace', 'propose-outcome', proposal));
    const entry = story.raised().proposal?.entry ?? 0;
    story.step(on('2026-12-22T12:00', 'sunita', 'agree-outcome', { proposal: entry }));
    story.step(on('2026-12-22T13:00', 'grace', 'confirm-outcome', { words: words('in writing') }));
    story.step(on('2026-12-22T14:00', 'sunita', 'accept-confirmation', {}));
    return begun;
  }

  it('is owed after the closing, and the form goes again when it is complete', () => {
    const { story, missing } = closed();
    expect(story.raised().status).toBe('closed');
    expect(missing()).toEqual(['summary:st-aldhelms', 'effectiveness']);
    const id = '2.form-closing:monitoring.raising';
    expect(duty(story.raised(), id)).toMatchObject({ status: 'open', due: moment('2026-12-31T17:00') });
    story.until('2026-12-31T09:00');
    expect(told(story.notices())).toContain(`sunita: on-the-day ${id}`);
    fill(story, '2026-12-31T10:00', 'sunita', 'monitoring', { effectiveness: { words: words('well') } });
    expect(duty(story.raised(), id)).toMatchObject({ status: 'met', metLate: false });
    fill(story, '2026-12-31T10:10', 'grace', 'monitoring', {
      'summary:st-aldhelms': { words: words('view') },
    });
    const sent = story.entries().flatMap(({ event }) => (event.type === 'FormSent' ? [event.on] : []));
    expect(sent).toEqual(['escalated', 'closed', 'completed']);
  });

  it('moves with a holiday that is announced late, though its date is one that Concordat added', () => {
    const { story, rules } = closed();
    const holidays = new Map([...rules.calendar.holidays, ['2026-12-30', 'A day of mourning'] as const]);
    const later = { ...rules, calendar: { ...rules.calendar, holidays } };
    const recount = machine(at('2026-12-23T10:00'), 'recount-limits', {});
    expect(decide(recount, story.state(), later)).toMatchObject({
      kind: 'accepted',
      events: ['receiving:st-aldhelms', 'raising'].map((side) => ({
        obligation: `2.form-closing:monitoring.${side}`,
        to: moment('2027-01-04T17:00'),
      })),
    });
  });

  it('is not owed in a case that is open again', () => {
    const { story } = closed();
    story.step(on('2026-12-22T15:00', 'sunita', 'reopen', { reason: words('again') }));
    expect(duty(story.raised(), '2.form-closing:monitoring.raising')).toMatchObject({ status: 'ended' });
  });

  it('is not asked of a case that never came to a stage which needs the form', () => {
    const { story } = begin(boardOf('rotherham'));
    story.step(on('2026-12-22T10:30', 'nadia', 'propose-outcome', settled));
    const entry = story.raised().proposal?.entry ?? 0;
    story.step(on('2026-12-22T11:00', 'rosa', 'agree-outcome', { proposal: entry }));
    expect(story.raised().obligations.some((one) => one.duty === 'submit-form')).toBe(false);
  });
});

describe('a ladder of another board', () => {
  const paper = (more: object) => ({
    id: 'paper',
    title: 'A paper',
    by: 'raising',
    from_stage: '1',
    fields: [{ id: 'why', label: 'Why?', required: true, source }],
    source,
    ...more,
  });
  const resolve = { duty: 'resolve', lapses: true, due: { working_days: 5, after: 'entered' } } as const;

  it('can owe a form as a duty of a stage, met when it is complete', () => {
    const owed = { duty: 'submit-form', form: 'paper', owed_by: { side: 'raising', role: 'line-manager' } };
    const stages = [stage('1', [resolve, owed])];
    const { story } = begin(policySchema.parse({ ...redbridge(), forms: [paper({})], stages }));
    expect(duty(story.raised(), '1.submit-form')).toMatchObject({ status: 'open', added: false });
    fill(story, '2026-12-22T11:00', 'milan', 'paper', { why: { words: words('because') } });
    expect(duty(story.raised(), '1.submit-form')).toMatchObject({ status: 'met' });
  });

  it('can offer a form that is never owed', () => {
    const stages = [stage('1', [resolve])];
    const { missing, can } = begin(
      policySchema.parse({ ...redbridge(), forms: [paper({ optional: true })], stages }),
    );
    expect(missing()).toEqual([]);
    expect(can('milan')).toContain('fill-form');
  });
});

/** Cheshire East’s representatives of the board are found by a role that the practice people do not hold. */
function withRepresentatives(policy: Policy): Policy {
  const stages = policy.stages.map((one) => {
    const { raising: ours, receiving: theirs } = one.people;
    const held = (roles: readonly string[]) =>
      roles.map((role) => (role === 'board-representative' ? 'senior-manager' : role));
    return { ...one, people: { raising: held(ours), receiving: held(theirs) } };
  });
  return { ...policy, stages };
}

function acting(story: Simulation): string {
  return story.raised().actors.find(({ side }) => side === 'raising')?.person ?? '';
}

/** Whoever acts takes it on; where the policy asks their senior manager to carry it, she does. */
function climb(story: Simulation, to: string): void {
  story.step(on('2026-12-22T10:20', acting(story), 'escalate', { to }));
  if (story.raised().stage !== to) story.step(on('2026-12-22T10:25', 'sunita', 'escalate', { to }));
}
