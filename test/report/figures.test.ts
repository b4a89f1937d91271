import { describe, expect, it } from 'vitest';
import { evolve, unopened } from '../../src/case/evolve.ts';
import { figuresOf } from '../../src/report/figures.ts';
import { simulate, type Simulation } from '../support/given.ts';
import { at } from '../policy/policies.ts';
import { boardRules, raisingAt } from '../support/board-world.ts';
import { on, risk, spoke, words } from '../support/case-world.ts';
import { adult } from '../support/hertfordshire.ts';
import { agree, shippedStory } from '../support/shipped-case.ts';

/*
 * The figures of cases of all five boards, each raised on Tuesday 22 December 2026 at 10:00 by the council with the hospital trust.
 * Christmas Day and Monday 28 December are off, and so is 1 January. Working days are counted by hand.
 */

const figures = (story: Simulation) => figuresOf(story.state(), story.rules);
const was = (story: Simulation, stage: string) =>
  figures(story)
    .duties.filter((one) => one.stage === stage)
    .map(({ duty, was: became }) => `${duty} ${became}`)
    .sort();

describe('the figures of one case', () => {
  it('Redbridge: spoken a day late, agreed on Thursday 31 December and accepted on Monday 4 January', () => {
    const story = shippedStory('redbridge');
    story.step(on('2026-12-29T16:00', 'nadia', 'confirm-file-read', { on: '2026-12-29' }));
    story.step(on('2026-12-30T10:00', 'nadia', 'log-discussion', spoke('2026-12-30T09:00', ['rosa'])));
    agree(story, '2026-12-31', 'nadia', 'rosa');
    story.step(on('2026-12-31T12:00', 'nadia', 'confirm-outcome', { words: words('agreed') }));
    story.step(on('2027-01-04T10:00', 'rosa', 'accept-confirmation', {}));
    expect(figures(story)).toMatchObject({
      board: 'redbridge',
      raised: '2026-12-22',
      closed: '2027-01-04',
      how: 'resolved',
      reached: '1',
      settled: '1',
      // 23, 24, 29, 30 and 31 December.
      days: 5,
      stages: [{ stage: '1', days: 5 }],
      themes: ['threshold-eligibility'],
      raising: 'northbrook-council',
      receiving: ['st-aldhelms'],
      office: 'nothing',
    });
    expect(was(story, '1')).toEqual([
      'confirm in-time',
      'raise in-time',
      'read-file in-time',
      'resolve in-time',
      'speak late',
    ]);
  });

  it('Redbridge: Stage 1 lapses and Stage 2 begins: what was never done is counted so, and what is open has its limit', () => {
    const story = shippedStory('redbridge');
    story.step(on('2027-01-04T10:00', 'rosa', 'escalate', { to: '2' }));
    expect(figures(story)).toMatchObject({
      reached: '2',
      // 23, 24, 29, 30, 31 December and 4 January; New Year is off.
      stages: [{ stage: '1', days: 6 }, { stage: '2' }],
      office: 'nothing',
    });
    expect(figures(story)).not.toHaveProperty('days');
    expect(was(story, '1')).toEqual(
      expect.arrayContaining(['read-file never', 'resolve never', 'speak never']),
    );
    const open = figures(story).duties.filter((one) => one.stage === '2' && one.was === 'open');
    expect(open.length).toBeGreaterThan(0);
    for (const { due } of open) expect(due).toMatch(/^2027-01-\d\dT/);
  });

  it('Cheshire East: settled at Step 1 on Christmas Eve; the board’s office sees nothing of it', () => {
    const story = shippedStory('cheshire-east');
    agree(story, '2026-12-24', 'nadia', 'rosa');
    expect(figures(story)).toMatchObject({ closed: '2026-12-24', days: 2, office: 'nothing', reported: [] });
    expect(was(story, '1')).toEqual(['raise in-time', 'resolve in-time']);
  });

  it('Rotherham: agreed an hour after 48 working hours had run, which is late', () => {
    const story = shippedStory('rotherham');
    agree(story, '2026-12-24', 'nadia', 'rosa');
    expect(figures(story)).toMatchObject({ settled: '1', days: 2, themes: ['roles-responsibilities'] });
    expect(figures(story).duties).toEqual([
      { stage: '1', duty: 'resolve', by: ['northbrook-council', 'st-aldhelms'], was: 'late' },
    ]);
  });

  it('Solihull: withdrawn the next day; an aim that was not come to is no limit', () => {
    const story = shippedStory('solihull');
    story.step(on('2026-12-23T10:00', 'rosa', 'withdraw', { reason: words('reason') }));
    expect(figures(story)).toMatchObject({ closed: '2026-12-23', how: 'withdrawn', days: 1, reached: '1' });
    expect(figures(story)).not.toHaveProperty('settled');
    expect(was(story, '1')).toEqual(['raise in-time']);
  });

  it('Hertfordshire: an immediate risk, and what was put in place 25 minutes later', () => {
    const story = shippedStory('hertfordshire');
    story.step(on('2026-12-22T11:00', 'rosa', 'report-immediate-risk', risk()));
    const [alert] = story.state().alerts;
    expect(figures(story).alerts).toEqual([{ on: '2026-12-22' }]);
    story.step(
      on('2026-12-22T11:25', 'milan', 'answer-alert', { alertId: alert?.id ?? '', inPlace: words('a stay') }),
    );
    expect(figures(story)).toMatchObject({ alerts: [{ on: '2026-12-22', minutes: 25 }], office: 'nothing' });
  });

  it('Hertfordshire: at an immediate risk it begins at Stage 3; and what somebody wrote in the form at its end is told by its place alone', () => {
    const story = simulate(boardRules('hertfordshire'));
    story.step(
      on('2026-12-22T09:50', 'rosa', 'report-immediate-risk', { ...risk(), board: 'hertfordshire' }),
    );
    const startsAt = { stage: '3', reason: words('cannot wait') };
    story.step(raisingAt('hertfordshire', '2026-12-22T10:00', { adult, startsAt }));
    expect(figures(story)).toMatchObject({ straightTo: ['3'] });
    expect(figures(shippedStory('hertfordshire'))).not.toHaveProperty('straightTo');
    story.step(on('2026-12-23T10:00', 'sunita', 'withdraw', { reason: words('reason') }));
    expect(figures(story)).not.toHaveProperty('written');
    const answers = { effectiveness: { words: words('well') } };
    story.step(on('2026-12-23T11:00', 'sunita', 'fill-form', { form: 'monitoring', answers }));
    expect(figures(story)).toMatchObject({ written: [{ form: 'monitoring', field: 'effectiveness' }] });
  });

  it('Cheshire East: an immediate risk after which the adult was referred to the local authority', () => {
    const story = shippedStory('cheshire-east');
    story.step(
      on('2026-12-22T11:00', 'rosa', 'report-immediate-risk', { ...risk(), board: 'cheshire-east' }),
    );
    const alertId = story.state().alerts[0]?.id ?? '';
    const referral = { alertId, on: at('2026-12-22T11:10'), reference: words('referral') };
    story.step(on('2026-12-22T11:20', 'rosa', 'record-referral', referral));
    expect(figures(story).alerts).toEqual([{ on: '2026-12-22', referred: true }]);
  });

  it('an immediate risk without a case has nothing but its alert', () => {
    const story = simulate();
    story.step(on('2026-12-26T03:00', 'rosa', 'report-immediate-risk', risk()));
    expect(figures(story)).toMatchObject({ board: 'redbridge', alerts: [{ on: '2026-12-26' }], stages: [] });
    expect(figures(story)).not.toHaveProperty('raised');
  });

  it('hold no word that anybody wrote, no person and no reference, and are the same when they are worked out again', () => {
    const story = shippedStory('redbridge');
    agree(story, '2026-12-23', 'nadia', 'rosa');
    const said = JSON.stringify(figures(story));
    for (const one of ['text-', 'mac-', 'rosa', 'nadia', 'RB-2026-0001']) expect(said).not.toContain(one);
    const again = figuresOf(story.entries().reduce(evolve, unopened), story.rules);
    expect(JSON.stringify(again)).toBe(said);
  });
});
