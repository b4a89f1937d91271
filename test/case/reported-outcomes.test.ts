import { describe, expect, it } from 'vitest';
import { maySee } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import { viewsOf } from '../../src/flows/case-views.ts';
import { at } from '../policy/policies.ts';
import { on, words } from '../support/case-world.ts';
import { told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { agree, shippedStory } from '../support/shipped-case.ts';

/* What an agency reports to the board's office of steps at which the office sees nothing else (CE-18, CE-20, CE-22). */

function atStep(step: '2' | '3' | '4'): Simulation {
  const story = shippedStory('cheshire-east');
  const climbers = ['rosa', 'milan', 'bo'].slice(0, Number(step) - 1);
  climbers.forEach((who, index) =>
    story.step(on(`2026-12-22T1${index + 1}:00`, who, 'escalate', { to: String(index + 2) })),
  );
  return story;
}

function office(story: Simulation, when = '2026-12-24T12:00'): string {
  return maySee('bella', story.state(), story.rules, at(when));
}

function heardByOffice(story: Simulation): readonly string[] {
  return told(story.notices()).filter((line) => line.startsWith('bella') || line.startsWith('iris'));
}

function listed(story: Simulation): string {
  const state = story.raised();
  return viewsOf(state, story.rules).case.officeSees;
}

const outcome = { words: words('what came of it') };

describe('the board’s office', () => {
  it('sees and hears nothing of Step 1, nor of its settlement', () => {
    const story = shippedStory('cheshire-east');
    agree(story, '2026-12-23', 'nadia', 'rosa');
    story.until('2027-02-01T12:00');
    expect(story.raised().status).toBe('closed');
    expect([office(story, '2027-02-01T12:00'), listed(story)]).toEqual(['nothing', 'nothing']);
    expect(heardByOffice(story)).toEqual([]);
  });

  it.each(['2', '3'] as const)('sees and hears nothing of Step %s until an agency reports', (step) => {
    const story = atStep(step);
    const acts = step === '2' ? ['tom', 'milan'] : ['bea', 'bo'];
    agree(story, '2026-12-23', acts[0] ?? '', acts[1] ?? '');
    expect([office(story), listed(story)]).toEqual(['nothing', 'nothing']);
    expect(heardByOffice(story)).toEqual([]);
    story.step(on('2026-12-24T11:00', acts[1] ?? '', 'report-outcome', { stage: step, ...outcome }));
    expect([office(story), listed(story)]).toEqual(['reported-outcomes', 'reported-outcomes']);
    expect(heardByOffice(story)).toEqual(['bella: OutcomeReported']);
  });

  it('can do nothing in a case of which it hears an outcome', () => {
    const story = atStep('2');
    agree(story, '2026-12-23', 'tom', 'milan');
    story.step(on('2026-12-24T11:00', 'milan', 'report-outcome', { stage: '2', ...outcome }));
    expect(availableActs('bella', story.state(), story.rules, at('2026-12-24T12:00'))).toEqual([]);
  });

  it('sees the whole matter from Step 4', () => {
    const story = atStep('4');
    expect([office(story), listed(story)]).toEqual(['content', 'content']);
  });
});

describe('an agency', () => {
  const may = (story: Simulation, who: string, when: string) =>
    availableActs(who, story.state(), story.rules, at(when))
      .filter(({ type }) => type === 'report-outcome')
      .map(({ stage }) => stage);

  it('can report a step once it was left or settled, each side for itself and once', () => {
    const story = atStep('2');
    expect(may(story, 'milan', '2026-12-22T13:00')).toEqual([]);
    story.step(on('2026-12-22T14:00', 'milan', 'escalate', { to: '3' }));
    expect(may(story, 'bo', '2026-12-22T15:00')).toEqual(['2']);
    story.step(on('2026-12-22T15:00', 'bo', 'report-outcome', { stage: '2', ...outcome }));
    expect(may(story, 'bo', '2026-12-22T15:01')).toEqual([]);
    expect(may(story, 'bea', '2026-12-22T15:01')).toEqual(['2']);
    expect(
      story.run(on('2026-12-22T16:00', 'bea', 'report-outcome', { stage: '3', ...outcome })),
    ).toMatchObject({ kind: 'refused', reason: { code: 'unknown' } });
  });

  it('reports nothing of Step 1 or of Step 4', () => {
    expect(may(shippedStory('cheshire-east'), 'rosa', '2026-12-22T12:00')).toEqual([]);
    expect(may(atStep('4'), 'bo', '2026-12-22T14:00')).toEqual(['2', '3']);
  });
});
