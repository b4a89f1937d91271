import { describe, expect, it } from 'vitest';
import {
  boardWords,
  counted,
  plural,
  sayRole,
  sharedWords,
  withArticle,
} from '../../src/policy/board-words.ts';
import { redbridge, shippedPolicy } from './policies.ts';

describe('The words of a board', () => {
  it('stand in a sentence as they are, and the head of the last forum by the label of the role', () => {
    expect(boardWords(shippedPolicy('cheshire-east'))).toEqual({
      stage: 'step',
      matter: 'challenge',
      output: 'recommendation',
      head: 'Independent Chair of the board',
      ends: 'recommendations',
    });
    expect(boardWords(shippedPolicy('solihull'))).toMatchObject({
      matter: 'dispute',
      output: 'mediation',
      head: 'Chair of the Policies and Procedures Sub-Committee',
      ends: 'mediation',
    });
  });

  it('name the head of the forum of the stage that is spoken of, where there are several', () => {
    const { stages, ...rest } = redbridge();
    const [first, second, third, last] = stages;
    if (!first || !second || !third || last?.forum === undefined)
      throw new Error('Redbridge has four stages');
    const early = { ...second, forum: { ...last.forum, head: 'business-manager' } };
    const policy = { ...rest, stages: [first, early, third, last] };
    expect(boardWords(policy, '1').head).toBe(sayRole(policy, 'business-manager'));
    expect(boardWords(policy, '2').head).toBe(sayRole(policy, 'business-manager'));
    expect(boardWords(policy, '3').head).toBe('Independent Chair of the RSAB');
  });

  it('that several boards share are used before one is chosen, and neutral words for the others', () => {
    const shared = sharedWords([shippedPolicy('redbridge'), shippedPolicy('hertfordshire')]);
    expect(shared).toMatchObject({ stage: 'stage', matter: 'disagreement', output: 'recommendation' });
    const all = sharedWords([shippedPolicy('rotherham'), shippedPolicy('cheshire-east')]);
    expect(all).toMatchObject({ stage: 'stage', matter: 'disagreement', head: 'head of the last forum' });
    expect(sharedWords([]).matter).toBe('disagreement');
  });

  it('take the right article', () => {
    const said = ['issue', 'dispute', 'concern', 'outcome', 'unresolved issue', 'unit', 'use', 'hour'];
    expect(said.map(withArticle)).toEqual([
      'an issue',
      'a dispute',
      'a concern',
      'an outcome',
      'an unresolved issue',
      'a unit',
      'a use',
      'an hour',
    ]);
  });

  it('have a plural, and keep it where they are given in it', () => {
    expect(['step', 'recommendation', 'recommendations', 'inquiry', 'process', 'day'].map(plural)).toEqual([
      'steps',
      'recommendations',
      'recommendations',
      'inquiries',
      'processes',
      'days',
    ]);
    expect([counted(1, 'decision'), counted(2, 'decision')]).toEqual(['one decision', '2 decisions']);
  });

  it('call a role by its label, and one that the policy no longer has by its id', () => {
    expect(sayRole(shippedPolicy('cheshire-east'), 'professional')).toBe('worker');
    expect(sayRole(redbridge(), 'designated-officer')).toBe('designated officer');
  });
});
