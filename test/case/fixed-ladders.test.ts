import { describe, expect, it } from 'vitest';
import type { CommandOf } from '../../src/case/commands.ts';
import { policySchema } from '../../src/policy/policy.ts';
import { at, redbridge } from '../policy/policies.ts';
import { boardRules, directoryOf, raisingAt } from '../support/board-world.ts';
import { everybody, on, raising, rulesWith, spoke, words } from '../support/case-world.ts';
import { duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { person, police, withAgencies } from '../support/practice-directory.ts';
import { source, stage } from '../support/ladder.ts';

/*
 * Ladders whose dates are fixed from the concern, on Tuesday 22 December 2026 at 10:00, which is Day 1. Christmas Day,
 * Monday 28 December and New Year's Day are off, so that Day 3 is Thursday 24 December, Day 9 Wednesday 6 January 2027,
 * Day 14 Wednesday 13 January and Day 16 Friday 15 January.
 */

type Said = Parameters<typeof raisingAt>[2];

function raised(board: string, when = '2026-12-22T10:00', said: Said = {}): Simulation {
  const story = simulate(boardRules(board));
  story.step(raisingAt(board, when, { concern: { arose: at('2026-12-22T10:00') }, ...said }));
  return story;
}

/** Who the adult is, as far as the forms of these boards ask for it. */
const adult: CommandOf<'raise'>['adult'] = {
  given: 'sealed',
  words: words('adult'),
  holds: ['name', 'born', 'address'],
};

function noted(story: Simulation): readonly string[] {
  return story.raised().obligations.flatMap(({ id, due }) => (due === undefined ? [] : [`${id} ${due}`]));
}

describe('Cheshire East, every step taken at its limit', () => {
  it('goes up on the days of its flowchart', () => {
    const story = raised('cheshire-east', '2026-12-22T10:00', { adult });
    expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-12-24T17:00'));
    story.until('2026-12-24T09:00');
    expect(duty(story.raised(), '2.escalate')).toMatchObject({
      due: moment('2026-12-24T17:00'),
      status: 'open',
    });
    story.step(on('2026-12-24T17:00', 'rosa', 'escalate', { to: '2' }));
    expect(duty(story.raised(), '2.escalate')).toMatchObject({ status: 'met', metLate: false });
    expect(duty(story.raised(), '2.resolve').due).toBe(moment('2027-01-06T17:00'));
    story.step(on('2027-01-06T17:00', 'sunita', 'escalate', { to: '3' }));
    expect(duty(story.raised(), '3.resolve').due).toBe(moment('2027-01-13T17:00'));
    story.until('2027-01-13T09:00');
    expect(duty(story.raised(), '4.escalate')).toMatchObject({ due: moment('2027-01-15T17:00') });
    const answers = { method: { words: words('what was done') } };
    story.step(on('2027-01-15T15:00', 'bram', 'fill-form', { form: 'appendix-a', answers }));
    story.step(on('2027-01-15T16:00', 'bram', 'escalate', { to: '4' }));
    expect(story.raised().stage).toBe('4');
    expect(story.raised().unresolved['3']).toBe(moment('2027-01-13T17:00'));
  });

  it('asks the raising side alone to take it to the last step, and lets either side do it', () => {
    const story = raised('cheshire-east');
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    story.step(on('2026-12-22T13:00', 'sunita', 'escalate', { to: '3' }));
    story.until('2027-01-18T09:00');
    expect(duty(story.raised(), '4.escalate').owedBy).toEqual([
      { side: 'raising', role: 'board-representative', people: ['bram'] },
    ]);
    const heard = told(story.notices());
    expect(heard).toContain('bram: limit-passed 3.resolve');
    expect(heard).toContain('tessa: limit-passed 3.resolve');
    expect(heard).toContain('bram: nudge 4.escalate');
    expect(heard).not.toContain('tessa: nudge 4.escalate');
    story.step(on('2027-01-18T10:00', 'tessa', 'escalate', { to: '4' }));
    expect(story.raised().stage).toBe('4');
  });

  it('shows a step that is entered after its own limit as passed, and reminds towards the added date', () => {
    const story = raised('cheshire-east');
    story.step(on('2027-01-08T10:00', 'rosa', 'escalate', { to: '2' }));
    expect(duty(story.raised(), '2.escalate')).toMatchObject({ status: 'met', metLate: true });
    expect(duty(story.raised(), '2.resolve')).toMatchObject({
      due: moment('2027-01-06T17:00'),
      remindTo: moment('2027-01-18T17:00'),
      passed: false,
    });
    story.until('2027-01-18T08:59');
    expect(noted(story).some((one) => one.startsWith('3.escalate'))).toBe(false);
    story.until('2027-01-18T09:00');
    // Day 9 stands as its limit; reminders and "overdue" run to the added date.
    expect(duty(story.raised(), '3.escalate')).toMatchObject({
      due: moment('2027-01-06T17:00'),
      remindTo: moment('2027-01-18T17:00'),
      passed: false,
    });
    expect(told(story.notices())).not.toContain('bram: EscalationOverdue');
    story.until('2027-01-19T16:59');
    expect(told(story.notices())).not.toContain('bram: EscalationOverdue');
    story.until('2027-01-19T17:00');
    expect(told(story.notices())).toContain('bram: EscalationOverdue');
    expect(story.raised().unresolved['2']).toBe(moment('2027-01-18T17:00'));
    story.step(on('2027-01-20T10:00', 'grace', 'escalate', { to: '3' }));
    expect(duty(story.raised(), '3.escalate').metLate).toBe(true);
  });

  it('gives whoever declares a late step unresolved the rest of that working day', () => {
    const story = raised('cheshire-east', '2026-12-30T10:00');
    expect(duty(story.raised(), '1.resolve')).toMatchObject({
      due: moment('2026-12-24T17:00'),
      remindTo: moment('2027-01-04T17:00'),
    });
    story.step(on('2026-12-30T11:00', 'rosa', 'declare-unresolved', { reason: words('reason') }));
    expect(duty(story.raised(), '2.escalate')).toMatchObject({
      due: moment('2026-12-24T17:00'),
      remindTo: moment('2026-12-30T17:00'),
    });
    story.until('2026-12-30T16:59');
    expect(told(story.notices())).not.toContain('milan: EscalationOverdue');
    story.until('2026-12-31T17:00');
    expect(told(story.notices())).toContain('milan: EscalationOverdue');
  });
});

describe('Rotherham, every stage fixed from the concern', () => {
  it('goes up by hand at each limit and nudges both sides each working morning until somebody does', () => {
    const story = raised('rotherham', '2026-12-22T10:00', { adult });
    expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-12-24T10:00'));
    story.until('2026-12-29T09:00');
    const nudged = told(story.notices()).filter((one) => one.endsWith('nudge 1.resolve'));
    expect(nudged).toEqual(['nadia: nudge 1.resolve', 'rosa: nudge 1.resolve']);
    story.step(on('2026-12-31T17:00', 'rosa', 'escalate', { to: '2' }));
    expect(duty(story.raised(), '2.resolve')).toMatchObject({
      due: moment('2026-12-31T17:00'),
      remindTo: moment('2027-01-06T17:00'),
    });
    story.step(on('2027-01-04T16:00', 'milan', 'escalate', { to: '3' }));
    expect(duty(story.raised(), '3.resolve')).toMatchObject({
      due: moment('2027-01-05T17:00'),
      passed: false,
    });
    expect(duty(story.raised(), '3.resolve').remindTo).toBeUndefined();
    story.step(on('2027-01-07T10:00', 'grace', 'escalate', { to: '4' }));
    expect(story.raised().stage).toBe('4');
    expect(story.raised().unresolved).toEqual({
      '1': moment('2026-12-24T10:00'),
      '3': moment('2027-01-05T17:00'),
    });
  });
});

describe('the duty to take it to the next stage, as a policy has it', () => {
  const escalation = (more: Readonly<Record<string, unknown>>) =>
    policySchema.parse({
      ...redbridge(),
      stages: [
        stage('1', [{ duty: 'resolve', lapses: true, due: { working_days: 3, after: 'concern' } }]),
        stage('2', [{ duty: 'escalate', due: { working_days: 2, after: 'unresolved' }, ...more }]),
      ],
    });

  function opened(more: Readonly<Record<string, unknown>>, flags: readonly string[] = []) {
    const story = simulate(rulesWith(everybody, escalation(more)));
    story.step(raising('2026-12-22T10:00', { flags }));
    story.step(on('2026-12-22T11:00', 'milan', 'declare-unresolved', { reason: words('reason') }));
    return story;
  }

  it('has a target of its own, which is told at its moment', () => {
    const story = opened({ target: { due: { hours: 24, after: 'unresolved' }, source } });
    expect(duty(story.raised(), '2.escalate')).toMatchObject({
      target: moment('2026-12-23T11:00'),
      due: moment('2026-12-24T17:00'),
    });
    story.until('2026-12-23T11:00');
    expect(told(story.notices())).toContain('milan: target 2.escalate');
  });

  it('is owed by the receiving side alone where the policy says so, and by nobody without its flag', () => {
    const story = opened({ owed_by: { side: 'receiving', role: 'line-manager' } });
    expect(duty(story.raised(), '2.escalate').owedBy.map(({ people }) => people)).toEqual([['tom']]);
    const flagged = { only_if: 'out-of-area' };
    expect(
      opened(flagged)
        .raised()
        .obligations.map(({ id }) => id),
    ).not.toContain('2.escalate');
    expect(
      opened(flagged, ['out-of-area'])
        .raised()
        .obligations.map(({ id }) => id),
    ).toContain('2.escalate');
  });

  it('is owed by somebody beside those who act where the policy names them, and they may press', () => {
    const story = opened({ owed_by: { side: 'both', role: 'senior-manager' } });
    expect(duty(story.raised(), '2.escalate').owedBy.map(({ people }) => people)).toEqual([
      ['milan', 'sunita'],
      ['tom', 'grace'],
    ]);
    story.step(on('2026-12-22T12:00', 'grace', 'escalate', { to: '2' }));
    expect(story.raised().stage).toBe('2');
  });
});

describe('one person in two roles', () => {
  const small = { ...police, id: 'eastmere-friends', name: 'Eastmere Friends', sector: 'voluntary' };
  const pat = person('pat', 'Pat Example', small, ['professional', 'safeguarding-lead']);
  const directory = withAgencies(directoryOf('cheshire-east', [pat]), [
    { ...small, boards: ['cheshire-east'] },
  ]);

  it('acts at both steps: the second opens all the same with the same dates, and nothing is vacant', () => {
    const story = simulate(boardRules('cheshire-east', directory));
    story.step(raisingAt('cheshire-east', '2026-12-22T10:00', {}, 'pat'));
    const before = story.notices().length;
    story.step(on('2026-12-24T16:00', 'pat', 'escalate', { to: '2' }));
    expect(story.raised()).toMatchObject({
      stage: '2',
      vacancies: [],
      actors: [
        { side: 'raising', role: 'safeguarding-lead', person: 'pat' },
        { role: 'line-manager', person: 'tom' },
      ],
    });
    expect(duty(story.raised(), '2.resolve').due).toBe(moment('2027-01-06T17:00'));
    expect(duty(story.raised(), '2.entry-questions:eastmere-friends').owedBy[0]?.people).toEqual(['pat']);
    expect(
      told(story.notices().slice(before)).filter((one) => one.startsWith('pat: StageEntered')),
    ).toHaveLength(1);
  });

  it('is not told that nobody has taken it on when only they would act', () => {
    const story = simulate(boardRules('cheshire-east', directory));
    story.step(raisingAt('cheshire-east', '2026-12-22T10:00', {}, 'pat'));
    story.until('2026-12-30T12:00');
    const overdue = told(story.notices()).filter((one) => one.endsWith('EscalationOverdue'));
    expect(overdue).toEqual(['tom: EscalationOverdue']);
  });
});

describe('a duty to speak that lapses its stage', () => {
  const policy = policySchema.parse({
    ...redbridge(),
    stages: [
      stage('1', [
        {
          duty: 'speak',
          lapses: true,
          owed_by: { side: 'receiving', role: 'line-manager' },
          due: { working_days: 2, after: 'concern' },
        },
        { duty: 'resolve', due: { working_days: 8, after: 'concern' } },
      ]),
      stage('2', [{ duty: 'escalate', due: { same_working_day: 'unresolved' } }]),
    ],
  });

  function begun(): Simulation {
    const story = simulate(rulesWith(everybody, policy));
    story.step(raising('2026-12-22T10:00'));
    return story;
  }

  it('counts as unresolved when nobody has spoken by its limit, and prompts both sides', () => {
    const story = begun();
    story.until('2026-12-24T17:00');
    expect(story.raised().unresolved['1']).toBe(moment('2026-12-24T17:00'));
    const heard = told(story.notices());
    expect(heard).toContain('milan: limit-passed 1.speak:st-aldhelms');
    expect(heard).toContain('tom: limit-passed 1.speak:st-aldhelms');
    expect(duty(story.raised(), '2.escalate').status).toBe('open');
  });

  it('lapses nothing once they have spoken, and again once somebody says that they have not', () => {
    const story = begun();
    story.step(on('2026-12-23T11:00', 'tom', 'log-discussion', spoke('2026-12-23T10:00', ['milan'])));
    story.until('2026-12-29T12:00');
    expect(story.raised().unresolved).toEqual({});
    story.step(on('2026-12-29T12:00', 'milan', 'say-not-spoken', {}));
    story.until('2026-12-29T12:00');
    expect(story.raised().unresolved['1']).toBe(moment('2026-12-24T17:00'));
  });
});
