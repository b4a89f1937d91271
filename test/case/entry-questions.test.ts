import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import { policySchema } from '../../src/policy/policy.ts';
import { at, redbridge } from '../policy/policies.ts';
import { boardRules, raisingAt } from '../support/board-world.ts';
import { everybody, on, raising, rulesWith, words } from '../support/case-world.ts';
import { duty, simulate, told } from '../support/given.ts';
import { source, stage } from '../support/ladder.ts';

/* On Tuesday 22 December 2026. */

const asked = ['step-2-problem', 'step-2-challenge', 'step-2-aim'];
const answers = Object.fromEntries(asked.map((id) => [id, words(id)]));

/** Cheshire East, Step 2, to which Rosa of the council took it with the answers of her side. */
function atStep2() {
  const story = simulate(boardRules('cheshire-east'));
  story.step(raisingAt('cheshire-east', '2026-12-22T10:00'));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2', answers }));
  return story;
}

describe('the questions with which a stage begins', () => {
  it('are answered by whoever takes the matter there, for their side, and sealed', () => {
    const story = atStep2();
    expect(story.entries().map(({ event }) => event)).toContainEqual({
      type: 'EntryQuestionsAnswered',
      by: 'rosa',
      stage: '2',
      side: 'raising',
      words: answers,
    });
    expect(story.raised().stage).toBe('2');
  });

  it('are owed afterwards, without a date, by the other side that has to answer too', () => {
    const story = atStep2();
    const owed = story.raised().obligations.filter((one) => one.duty === 'entry-questions');
    expect(owed).toMatchObject([
      { id: '2.entry-questions:st-aldhelms', source: 'Step two', owedBy: [{ people: ['tom'] }] },
    ]);
    expect(owed[0]?.due).toBeUndefined();
    story.until('2027-01-04T12:00');
    expect(told(story.notices())).toContain('tom: nudge 2.entry-questions:st-aldhelms');
  });

  it('are answered by whoever acts for that side, and everybody else hears that they were', () => {
    const story = atStep2();
    const before = story.notices().length;
    story.step(on('2026-12-23T10:00', 'tom', 'answer-entry-questions', { words: answers }));
    expect(duty(story.raised(), '2.entry-questions:st-aldhelms').status).toBe('met');
    expect(told(story.notices().slice(before))).toEqual([
      'milan: EntryQuestionsAnswered',
      'nadia: EntryQuestionsAnswered',
      'rosa: EntryQuestionsAnswered',
    ]);
    const again = on('2026-12-23T11:00', 'tom', 'answer-entry-questions', { words: answers });
    expect(story.run(again)).toMatchObject({ kind: 'refused', reason: { code: 'not-now' } });
  });

  it('are offered to nobody who has no answer to give', () => {
    const story = atStep2();
    const offers = (who: string) =>
      availableActs(who, story.state(), story.rules, at('2026-12-22T12:00')).map(({ type }) => type);
    expect(offers('tom')).toContain('answer-entry-questions');
    expect(offers('milan')).not.toContain('answer-entry-questions');
    expect(offers('nadia')).not.toContain('answer-entry-questions');
  });

  it('name the one that is missing', () => {
    const story = atStep2();
    const one = { words: { 'step-2-problem': words('problem') } };
    expect(story.run(on('2026-12-23T10:00', 'tom', 'answer-entry-questions', one))).toMatchObject({
      kind: 'refused',
      reason: { code: 'missing', field: 'step-2-challenge' },
    });
  });

  it('hold nothing up: taken there without an answer, both sides are asked afterwards', () => {
    const story = simulate(boardRules('cheshire-east'));
    story.step(raisingAt('cheshire-east', '2026-12-22T10:00'));
    story.step(on('2026-12-22T11:00', 'nadia', 'escalate', { to: '2' }));
    const owing = story.raised().obligations.flatMap((one) => {
      return one.duty === 'entry-questions' ? one.owedBy.flatMap(({ people }) => people) : [];
    });
    expect(owing).toEqual(['milan', 'tom']);
  });

  it.each([
    ['rotherham', 'stage-2-request'],
    ['solihull', 'stage-1-attempt'],
  ])('are for the raising side alone where the policy says so: %s', (board, question) => {
    const story = simulate(boardRules(board));
    story.step(raisingAt(board, '2026-12-22T10:00'));
    story.step(on('2026-12-22T11:00', 'nadia', 'escalate', { to: '2', answers: {} }));
    const owed = story.raised().obligations.filter((one) => one.duty === 'entry-questions');
    expect(owed.map(({ owedBy }) => owedBy)).toMatchObject([[{ side: 'raising', people: ['milan'] }]]);
    const said = { words: { [question]: words('request') } };
    story.step(on('2026-12-22T12:00', 'milan', 'answer-entry-questions', said));
    expect(duty(story.raised(), '2.entry-questions:northbrook-council').status).toBe('met');
  });

  it('are asked afterwards too where a policy issue takes the matter past the stages between', () => {
    const fields = [{ id: 'why-here', label: 'Why here?', required: true, from: 'both', source }];
    const policy = policySchema.parse({
      ...redbridge(),
      stages: [
        stage('1', [], { policy_issue_goes_to: { stage: '3', even_if_resolved: false, source } }),
        stage('2', []),
        stage('3', [], { entry_fields: fields }),
      ],
    });
    const story = simulate(rulesWith(everybody, policy));
    story.step(raising('2026-12-22T10:00'));
    story.step(on('2026-12-22T11:00', 'milan', 'mark-policy-issue', { reason: words('reason') }));
    const owed = story.raised().obligations.filter(({ duty: kind }) => kind === 'entry-questions');
    expect(owed.map(({ id }) => id)).toEqual([
      '3.entry-questions:northbrook-council',
      '3.entry-questions:st-aldhelms',
    ]);
  });
});
