import { describe, expect, it } from 'vitest';
import { maySee } from '../../src/case/access.ts';
import { policySchema } from '../../src/policy/policy.ts';
import { at, redbridge } from '../policy/policies.ts';
import { rulesOfBoard } from '../support/boards.ts';
import { everybody, on, raising, rulesWith, words } from '../support/case-world.ts';
import { duty, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { stage } from '../support/ladder.ts';

const said = ['northbrook-council', 'st-aldhelms'].map((to) => ({ to, words: words(to) }));
const source = 'a paragraph';

function forumOf(more: Readonly<Record<string, unknown>>) {
  const { gateway: _none, ...forum } = redbridge().stages[3]?.forum ?? {};
  return { ...forum, ...more };
}

/** A ladder of a first stage and these, at the second of them. */
function climbed(stages: readonly unknown[]): Simulation {
  const policy = policySchema.parse({ ...redbridge(), stages: [redbridge().stages[0], ...stages] });
  const story = simulate(rulesWith(everybody, policy));
  story.step(raising('2026-12-22T10:00'));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  return story;
}

describe('directors', () => {
  const boards = stage('2', [{ duty: 'decide', owed_by: { side: 'board', role: 'independent-chair' } }], {
    forum: forumOf({
      kind: 'directors',
      output: 'decision',
      heads: ['independent-chair', 'business-manager'],
    }),
    copies: [],
  });

  it('of the board decide together: one writes it, and it counts once the other has agreed', () => {
    const story = climbed([boards]);
    expect(duty(story.raised(), '2.decide').owedBy.flatMap(({ people }) => people)).toEqual([
      'iris',
      'bella',
    ]);
    story.step(on('2026-12-23T10:00', 'iris', 'recommend', { recommendations: said }));
    expect(story.state().status).toBe('open');
    expect(told(story.notices())).toContain('bella: DecisionDrafted');
    expect(told(story.notices())).not.toContain('rosa: DecisionDrafted');
    const decision = story.raised().decision?.entry ?? 0;
    expect(story.run(on('2026-12-23T11:00', 'iris', 'agree-decision', { decision }))).toMatchObject({
      reason: { code: 'already-done' },
    });
    story.step(on('2026-12-23T12:00', 'bella', 'agree-decision', { decision }));
    expect(story.state().status).toBe('answering');
    expect(told(story.notices())).toContain('rosa: RecommendationsMade');
  });

  it('who do not agree say why, and it is written anew', () => {
    const story = climbed([boards]);
    story.step(on('2026-12-23T10:00', 'iris', 'recommend', { recommendations: said }));
    const decision = story.raised().decision?.entry ?? 0;
    story.step(on('2026-12-23T11:00', 'bella', 'dispute-decision', { decision, reason: words('why') }));
    expect(story.raised().decision).toBeUndefined();
    story.step(on('2026-12-23T12:00', 'bella', 'recommend', { recommendations: said }));
    expect(story.raised().decision?.agreed).toEqual(['bella']);
  });

  it('of the agencies are the holders of the role in each agency of the matter, and see it then', () => {
    const story = climbed([
      stage('2', [{ duty: 'decide', owed_by: { side: 'both', role: 'senior-manager' } }], {
        forum: forumOf({ kind: 'directors', output: 'decision', head: 'senior-manager' }),
        copies: [{ to: 'independent-chair', on: 'entered', content: 'reference', source }],
      }),
    ]);
    expect(story.raised().heads?.map(({ person }) => person)).toEqual(['sunita', 'grace']);
    expect(maySee('grace', story.state(), story.rules, at('2026-12-22T12:00'))).toBe('content');
    expect(told(story.notices()).filter((one) => one.startsWith('iris'))).toEqual(['iris: StageEntered']);
    expect(maySee('iris', story.state(), story.rules, at('2026-12-22T12:00'))).toBe('reference');
    story.step(on('2026-12-23T10:00', 'sunita', 'recommend', { recommendations: said }));
    story.step(
      on('2026-12-23T11:00', 'grace', 'agree-decision', { decision: story.raised().decision?.entry ?? 0 }),
    );
    expect(story.state().status).toBe('answering');
  });
});

describe('a forum before the last stage', () => {
  const two = [
    stage('2', [{ duty: 'recommend', owed_by: { side: 'board', role: 'business-manager' } }], {
      forum: forumOf({ head: 'business-manager' }),
      office_sees: 'content',
    }),
    stage(
      '3',
      [
        {
          duty: 'recommend',
          owed_by: { side: 'board', role: 'independent-chair' },
          due: { working_days: 5, after: 'forum-told' },
        },
      ],
      {
        forum: forumOf({}),
        office_sees: 'content',
      },
    ),
  ];
  const answer = (story: Simulation, to: string, what: 'acted-on' | 'will-not-act') => {
    const key = story.raised().sides.find(({ agency }) => agency === to)?.key;
    const by = story.raised().actors.find(({ side }) => side === key)?.person ?? '';
    const recommendation = story.raised().recommendations.find((one) => one.to === to)?.id ?? '';
    story.step(
      on('2026-12-24T10:00', by, 'answer-recommendation', {
        recommendation,
        answer: what,
        words: words('answer'),
      }),
    );
  };

  it('leaves the matter open once it has spoken, and closes it when every agency has done what it said', () => {
    const story = climbed(two);
    story.step(on('2026-12-23T10:00', 'bella', 'recommend', { recommendations: said }));
    expect(story.state().status).toBe('open');
    answer(story, 'northbrook-council', 'acted-on');
    answer(story, 'st-aldhelms', 'acted-on');
    expect(story.state()).toMatchObject({ status: 'closed', how: 'forum' });
  });

  it('is left unresolved by an agency that will not act, and the next forum is told afresh', () => {
    const story = climbed(two);
    story.step(on('2026-12-23T10:00', 'bella', 'recommend', { recommendations: said }));
    answer(story, 'st-aldhelms', 'will-not-act');
    expect(story.raised().unresolved['2']).toBeDefined();
    story.step(on('2026-12-29T10:00', 'milan', 'escalate', { to: '3' }));
    expect(story.raised()).toMatchObject({ head: 'iris', recommendations: [] });
    expect(duty(story.raised(), '3.recommend').due).toBe('2027-01-06T17:00:00.000Z');
    story.step(on('2026-12-30T10:00', 'iris', 'recommend', { recommendations: said }));
    expect(story.state().status).toBe('answering');
  });
});

describe('a Chair who is told before the matter is theirs', () => {
  it('at an earlier stage by the office, who says that there is one and no more', () => {
    const story = simulate(rulesOfBoard('rotherham'));
    story.step(raising('2026-12-22T10:00', { board: 'rotherham' }));
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    expect(duty(story.raised(), '3.tell-chair').status).toBe('open');
    story.step(on('2026-12-22T13:00', 'bella', 'tell-head', {}));
    expect(duty(story.raised(), '3.tell-chair').status).toBe('met');
    expect(told(story.notices())).toContain('iris: reference');
    expect(maySee('iris', story.state(), story.rules, at('2026-12-22T14:00'))).toBe('nothing');
  });

  it('has a copy as the stage begins, and days that count only from when it is passed on', () => {
    const rules = rulesOfBoard('hertfordshire');
    const story = simulate(rules);
    const fields = rules.policy.raise.fields.map(({ id }) => [id, words(id)] as const);
    story.step(raising('2026-12-22T10:00', { board: 'hertfordshire', words: Object.fromEntries(fields) }));
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    story.step(on('2026-12-22T12:00', 'sunita', 'escalate', { to: '3' }));
    expect(told(story.notices())).toContain('iris: StageEntered');
    expect(maySee('iris', story.state(), story.rules, at('2026-12-22T13:00'))).toBe('content');
    expect(story.run(on('2026-12-22T13:00', 'iris', 'recommend', { recommendations: said }))).toMatchObject({
      reason: { code: 'not-now' },
    });
    story.step(on('2026-12-23T10:00', 'bella', 'pass-on', {}));
    expect(duty(story.raised(), '3.recommend').due).toBe('2027-01-04T17:00:00.000Z');
  });
});
