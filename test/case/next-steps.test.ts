import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import { at } from '../policy/policies.ts';
import { on, proposal, raising, words } from '../support/case-world.ts';
import { besidesFiling, duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';

/** What both sides agree: Yusuf writes the plan by Wednesday 30 December 2026, Rosa visits by Monday 4 January 2027. */
const steps = [
  { what: words('plan'), owner: 'yusuf', by: '2026-12-30' },
  { what: words('visit'), owner: 'rosa', by: '2027-01-04' },
];

/** Agreed at Stage 1 on Tuesday 22 December 2026; the acknowledgement and the other duties are written before it. */
function agreed(): { readonly story: Simulation; readonly ids: readonly string[] } {
  const story = simulate();
  story.step(raising('2026-12-22T10:00'));
  story.step(on('2026-12-22T11:00', 'nadia', 'propose-outcome', { ...proposal, outstanding: steps }));
  const { entry = 0 } = story.raised().proposal ?? {};
  story.step(on('2026-12-22T12:00', 'rosa', 'agree-outcome', { proposal: entry }));
  return { story, ids: [`1.step:${entry}.1`, `1.step:${entry}.2`] };
}

describe('the next steps of an agreed outcome', () => {
  it('are owed by their owners by the close of their days, once every side has agreed', () => {
    const { story, ids } = agreed();
    const [first = '', second = ''] = ids;
    expect(duty(story.raised(), first)).toMatchObject({
      rule: 'step',
      duty: 'step',
      due: moment('2026-12-30T17:00'),
      owedBy: [{ side: 'receiving:st-aldhelms', people: ['yusuf'] }],
      source: '4.3',
      added: true,
      lapses: false,
    });
    expect(duty(story.raised(), second)).toMatchObject({
      due: moment('2027-01-04T17:00'),
      owedBy: [{ side: 'raising', people: ['rosa'] }],
    });
    expect(told(story.notices())).toContain('yusuf: MatterResolved');
  });

  it('are not owed while an outcome is only proposed', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    story.step(on('2026-12-22T11:00', 'nadia', 'propose-outcome', { ...proposal, outstanding: steps }));
    expect(story.raised().obligations.filter(({ rule }) => rule === 'step')).toEqual([]);
  });

  it('can only be given to somebody who may see the matter', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    const outstanding = [{ what: words('plan'), owner: 'piet', by: '2026-12-30' }];
    expect(
      story.run(on('2026-12-22T11:00', 'nadia', 'propose-outcome', { ...proposal, outstanding })),
    ).toMatchObject({ kind: 'refused', reason: { code: 'unknown', field: 'outstanding' } });
  });

  it('outlive the closing of the case: reminders before and on the day, then every working morning until it is done', () => {
    const { story, ids } = agreed();
    const [first = '', second = ''] = ids;
    story.step(on('2026-12-22T13:00', 'nadia', 'confirm-outcome', { words: words('outcome') }));
    story.step(on('2026-12-22T14:00', 'rosa', 'accept-confirmation', {}));
    expect(story.raised().status).toBe('closed');
    const before = story.notices().length;
    story.until('2027-01-04T09:00');
    const heard = besidesFiling(story.notices().slice(before)).map(
      ({ to, about, at: when }) => `${when.toISOString()} ${to} ${about.what}`,
    );
    expect(heard.sort()).toEqual([
      '2026-12-29T09:00:00.000Z yusuf reminder',
      '2026-12-30T09:00:00.000Z yusuf reminder',
      '2026-12-30T17:00:00.000Z milan limit-passed',
      '2026-12-30T17:00:00.000Z rosa limit-passed',
      '2026-12-30T17:00:00.000Z tom limit-passed',
      '2026-12-30T17:00:00.000Z yusuf limit-passed',
      '2026-12-31T09:00:00.000Z rosa reminder',
      '2026-12-31T09:00:00.000Z yusuf reminder',
      '2027-01-04T09:00:00.000Z rosa reminder',
      '2027-01-04T09:00:00.000Z yusuf reminder',
    ]);
    story.step(on('2027-01-04T10:00', 'yusuf', 'done-step', { step: first, words: words('done') }));
    expect(duty(story.raised(), first)).toMatchObject({ status: 'met', metLate: true });
    story.step(on('2027-01-04T11:00', 'rosa', 'done-step', { step: second }));
    expect(duty(story.raised(), second)).toMatchObject({ status: 'met', metLate: false });
    const quiet = besidesFiling(story.notices()).length;
    story.until('2027-03-01T09:00');
    expect(besidesFiling(story.notices()).length).toBe(quiet);
  });

  it('are said to be done by the owner, or by whoever acts for the owner’s side, and the others hear of it', () => {
    const { story, ids } = agreed();
    const [first = '', second = ''] = ids;
    const offered = (person: string) =>
      availableActs(person, story.state(), story.rules, at('2026-12-23T10:00'))
        .filter(({ type }) => type === 'done-step')
        .map(({ step }) => step);
    expect([offered('yusuf'), offered('nadia'), offered('rosa'), offered('tom')]).toEqual([
      [first],
      [first],
      [second],
      [],
    ]);
    for (const [who, step] of [
      ['tom', first],
      ['rosa', first],
    ] as const) {
      expect(story.run(on('2026-12-23T10:00', who, 'done-step', { step }))).toMatchObject({
        kind: 'refused',
        reason: { code: 'not-yours' },
      });
    }
    const before = story.notices().length;
    story.step(on('2026-12-23T11:00', 'nadia', 'done-step', { step: first }));
    expect(told(story.notices().slice(before))).toEqual(['rosa: StepDone', 'yusuf: StepDone']);
    expect(story.run(on('2026-12-23T12:00', 'yusuf', 'done-step', { step: first }))).toMatchObject({
      kind: 'refused',
      reason: { code: 'not-yours' },
    });
  });

  it('are no longer owed once the written outcome is said not to be what was agreed', () => {
    const { story, ids } = agreed();
    story.step(on('2026-12-22T13:00', 'nadia', 'confirm-outcome', { words: words('outcome') }));
    story.step(on('2026-12-22T14:00', 'rosa', 'dispute-confirmation', { reason: words('no') }));
    expect(story.raised().status).toBe('open');
    expect(ids.map((id) => duty(story.raised(), id).status)).toEqual(['ended', 'ended']);
  });

  it('go on being owed where the case is opened again because one of them was not done', () => {
    const { story, ids } = agreed();
    story.step(on('2026-12-22T13:00', 'nadia', 'confirm-outcome', { words: words('outcome') }));
    story.step(on('2026-12-22T14:00', 'rosa', 'accept-confirmation', {}));
    story.step(on('2027-01-05T10:00', 'rosa', 'reopen', { reason: words('not done') }));
    story.step(on('2027-01-05T11:00', 'rosa', 'escalate', { to: '2' }));
    expect(ids.map((id) => duty(story.raised(), id).status)).toEqual(['open', 'open']);
    expect(story.raised().obligations.find(({ id }) => id === '2.resolve')?.status).toBe('open');
  });
});
