import { describe, expect, it } from 'vitest';
import type { NoticeAbout } from '../../../src/case/effect.ts';
import { wordNotice } from '../../../src/flows/wording/word-notice.ts';
import { boardRules, raisingAt } from '../../support/board-world.ts';
import { on } from '../../support/case-world.ts';
import { simulate } from '../../support/given.ts';
import type { Simulation } from '../../support/given.ts';

/** The last notice of a kind that somebody got, as they read it. */
function reads(story: Simulation, who: string, is: (about: NoticeAbout) => boolean): string {
  const notice = story.notices().findLast(({ to, about }) => to === who && is(about));
  const reader = story.rules.directory.people.get(who);
  if (notice === undefined || reader === undefined) throw new Error(`${who} was told nothing of it`);
  const known = { caseId: 'case-1', state: story.raised(), rules: story.rules };
  return JSON.stringify(wordNotice(notice.about, reader, known, notice.at));
}

describe('what a message says of the way on', () => {
  it('is one rung up the line, while somebody is still above; then a decision, with the policy’s question', () => {
    const story = simulate(boardRules('solihull'));
    story.step(raisingAt('solihull', '2026-12-22T10:00'));
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    story.until('2026-12-31T17:00');
    const review = (about: NoticeAbout) => about.what === 'limit-passed' && about.obligation === '3.review';
    const below = reads(story, 'grace', review);
    expect(below).toContain('A reminder: time to look at where the matter stands');
    expect(below).toContain('takes it one rung up the line');
    expect(below).toContain('Take it one rung up');
    expect(below).not.toContain('Overdue');
    story.step(on('2027-01-04T10:00', 'grace', 'go-up-a-rung', {}));
    story.until('2027-01-08T17:00');
    const above = reads(story, 'helga', review);
    expect(above).toContain('Will you refer this for mediation, and why?');
    expect(above).toContain('Consider Stage 4');
  });

  it('names through whom a step is reached, and gives those who carry it on their button', () => {
    const story = simulate(boardRules('cheshire-east'));
    story.step(raisingAt('cheshire-east', '2026-12-22T10:00'));
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    story.until('2027-01-06T17:00');
    const passed = (about: NoticeAbout) => about.what === 'limit-passed' && about.obligation === '2.resolve';
    expect(reads(story, 'tom', passed)).toContain('through the senior manager');
    expect(reads(story, 'tom', passed)).toContain('Have it taken to Step 3');
    const asked = reads(story, 'grace', ({ what }) => what === 'CarryingAsked');
    expect(asked).toContain('You are asked to take this on to Step 3');
    expect(asked).toContain('Take it on to Step 3');
    expect(reads(story, 'grace', passed)).toContain('Take it on to Step 3');
  });
});
