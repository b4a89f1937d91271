import { describe, expect, it } from 'vitest';
import { verbAfter } from '../../../src/flows/wording/telling.ts';
import { wordNotice } from '../../../src/flows/wording/word-notice.ts';
import { boardRules, raisingAt } from '../../support/board-world.ts';
import { simulate } from '../../support/given.ts';
import { nadia, piet, police, rosa, trust } from '../../support/practice-directory.ts';

/** What is said of those who were told of a case, to somebody who was not asked for anything. */
function toldWith(receiving: readonly { readonly agency: string; readonly professional: string }[]): string {
  const story = simulate(boardRules('redbridge'));
  story.step(raisingAt('redbridge', '2026-12-22T10:00', { receiving }));
  const notice = story
    .notices()
    .find(
      ({ to, about }) =>
        about.what === 'CaseRaised' && receiving.every(({ professional }) => professional !== to),
    );
  const reader = story.rules.directory.people.get(notice?.to ?? '');
  if (notice === undefined || reader === undefined) throw new Error('nobody else was told of it');
  const known = { caseId: 'case-1', state: story.raised(), rules: story.rules };
  return JSON.stringify(wordNotice(notice.about, reader, known, notice.at));
}

describe('a sentence about people', () => {
  const toNadia = { agency: trust.id, professional: nadia.id };

  it('has its verb in the singular for one, in the plural for several', () => {
    expect(toldWith([toNadia])).toContain(
      'Nadia Example (St Aldhelm’s Hospital Trust) was told at the same time.',
    );
    expect(toldWith([toNadia, { agency: police.id, professional: piet.id }])).toContain(
      'Nadia Example (St Aldhelm’s Hospital Trust) and Piet Example (Eastmere Police) were told at the same time.',
    );
  });

  it('has it in the plural where it is the reader alone, who is called “you”', () => {
    expect(verbAfter([rosa.id], rosa, 'acts', 'act')).toBe('act');
    expect(verbAfter([nadia.id], rosa, 'acts', 'act')).toBe('acts');
  });
});
