import { describe, expect, it } from 'vitest';
import { maySee } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import { at } from '../policy/policies.ts';
import { rulesOfBoard } from '../support/boards.ts';
import { on, raising, words } from '../support/case-world.ts';
import { duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';

/** A matter that went straight up to the panel's stage on Tuesday 22 December 2026; its tenth working day is Friday 8 January. */
function atPanel(): Simulation {
  const story = simulate(rulesOfBoard('rotherham'));
  story.step(raising('2026-12-22T10:00', { board: 'rotherham' }));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
  story.step(on('2026-12-22T13:00', 'sunita', 'escalate', { to: '4' }));
  return story;
}

const three = ['desi', 'nora', 'paula'];
const meets = at('2027-01-06T10:00');

describe('a panel', () => {
  it('is to be convened by a target that is never a limit: reminded up to it, and nudged each working morning after', () => {
    const story = atPanel();
    expect(duty(story.raised(), '4.convene')).toMatchObject({
      target: moment('2027-01-08T17:00'),
      owedBy: [{ people: ['bella'] }],
    });
    expect(duty(story.raised(), '4.convene').due).toBeUndefined();
    story.until('2027-01-12T12:00');
    const reminders = story
      .notices()
      .filter(({ about }) => 'obligation' in about && about.obligation === '4.convene');
    expect(
      reminders.map(({ about, at: when }) => [
        when.toISOString().slice(0, 16),
        'kind' in about && about.kind,
      ]),
    ).toEqual([
      ['2027-01-07T09:00', 'day-before'],
      ['2027-01-08T09:00', 'on-the-day'],
      ['2027-01-08T17:00', 'target'],
      ['2027-01-11T09:00', 'nudge'],
      ['2027-01-12T09:00', 'nudge'],
    ]);
    expect(duty(story.raised(), '4.convene').passed).toBe(false);
  });

  it('is of as many agencies as the policy says, the parties among them', () => {
    const story = atPanel();
    const convene = (members: readonly string[]) =>
      story.run(on('2026-12-23T10:00', 'bella', 'convene-panel', { members, meets }));
    expect(convene(['desi', 'nora'])).toMatchObject({ reason: { code: 'missing', field: 'members' } });
    expect(convene(['desi', 'paula', 'bella'])).toMatchObject({ reason: { code: 'unknown' } });
    expect(convene(['desi', 'paula', 'piet'])).toMatchObject({ reason: { code: 'missing' } });
    expect(convene(three)).toMatchObject({ kind: 'accepted' });
    expect(duty(story.raised(), '4.convene').status).toBe('met');
  });

  it('is convened by the office or whoever heads it, for a time to come, and by nobody of a side', () => {
    const story = atPanel();
    const said = { members: three, meets };
    expect(story.run(on('2026-12-23T10:00', 'sunita', 'convene-panel', said))).toMatchObject({
      reason: { code: 'not-yours' },
    });
    expect(
      story.run(on('2026-12-23T10:00', 'bella', 'convene-panel', { ...said, meets: at('2026-12-23T09:00') })),
    ).toMatchObject({
      reason: { code: 'not-earlier', field: 'meets' },
    });
    story.step(on('2026-12-23T11:00', 'bella', 'pass-on', {}));
    story.step(on('2026-12-23T12:00', 'iris', 'convene-panel', said));
  });

  it('whose members see the matter from then on, hear of it with both sides and the Chair, and are heard of no more once they are off it', () => {
    const story = atPanel();
    story.step(on('2026-12-23T10:00', 'bella', 'pass-on', {}));
    const sees = (person: string) => maySee(person, story.state(), story.rules, at('2026-12-23T12:00'));
    expect(sees('paula')).toBe('nothing');
    const before = story.notices().length;
    story.step(on('2026-12-23T11:00', 'bella', 'convene-panel', { members: three, meets }));
    expect(told(story.notices().slice(before))).toEqual(
      ['desi', 'grace', 'iris', 'nadia', 'nora', 'paula', 'rosa', 'sunita'].map(
        (who) => `${who}: PanelConvened`,
      ),
    );
    expect(sees('paula')).toBe('content');
    const again = story.notices().length;
    story.step(
      on('2026-12-23T12:00', 'bella', 'convene-panel', { members: ['desi', 'nora', 'stefan'], meets }),
    );
    expect(told(story.notices().slice(again))).toContain('paula: reference');
    expect([sees('paula'), sees('stefan')]).toEqual(['nothing', 'content']);
    story.step(
      on('2027-01-06T12:00', 'iris', 'recommend', {
        recommendations: ['northbrook-council', 'st-aldhelms'].map((to) => ({ to, words: words(to) })),
      }),
    );
    expect(told(story.notices().filter(({ to }) => to === 'stefan'))).toContain(
      'stefan: RecommendationsMade',
    );
  });

  it('with nobody of another agency is warned of and convened all the same', () => {
    const rules = rulesOfBoard('rotherham');
    const story = simulate(rules);
    story.step(
      raising('2026-12-22T10:00', {
        board: 'rotherham',
        receiving: [
          { agency: 'st-aldhelms', professional: 'nadia' },
          { agency: 'eastmere-police', professional: 'piet' },
        ],
      }),
    );
    for (const [who, to] of [
      ['rosa', '2'],
      ['milan', '3'],
      ['sunita', '4'],
    ] as const)
      story.step(on('2026-12-22T11:00', who, 'escalate', { to }));
    const events = story.step(on('2026-12-23T10:00', 'bella', 'convene-panel', { members: three, meets }));
    expect(events[0]).toMatchObject({ type: 'PanelConvened', noneNeutral: true });
  });

  it('is convened before its Chair decides anything: until then the decision is refused, and not offered', () => {
    const story = atPanel();
    story.step(on('2026-12-23T10:00', 'bella', 'pass-on', {}));
    const offered = () =>
      availableActs('iris', story.state(), story.rules, at('2026-12-23T12:00')).map(({ type }) => type);
    const recommendations = ['northbrook-council', 'st-aldhelms'].map((to) => ({ to, words: words(to) }));
    expect(offered()).not.toContain('recommend');
    expect(story.run(on('2026-12-23T12:00', 'iris', 'recommend', { recommendations }))).toMatchObject({
      reason: {
        code: 'not-now',
        says: 'No panel has been convened yet, and it is the panel that decides. Convene it first, or ask the board’s office to.',
      },
    });
    expect(duty(story.raised(), '4.convene').status).toBe('open');
    story.step(on('2026-12-23T13:00', 'bella', 'convene-panel', { members: three, meets }));
    expect(offered()).toContain('recommend');
    story.step(on('2027-01-06T12:00', 'iris', 'recommend', { recommendations }));
  });

  it('asks a side to put its case', () => {
    const story = atPanel();
    story.step(on('2026-12-23T10:00', 'bella', 'pass-on', {}));
    story.step(
      on('2026-12-23T11:00', 'iris', 'ask-information', {
        of: ['grace'],
        question: words('case'),
        until: at('2026-12-29T17:00'),
      }),
    );
    expect(
      availableActs('grace', story.state(), story.rules, at('2026-12-23T12:00')).map(({ type }) => type),
    ).toContain('give-information');
  });
});

describe('a decision that binds', () => {
  function decided(): Simulation {
    const story = atPanel();
    story.step(on('2026-12-23T10:00', 'bella', 'pass-on', {}));
    story.step(
      on('2026-12-23T11:00', 'bella', 'convene-panel', { members: three, meets: at('2026-12-24T09:00') }),
    );
    const recommendations = ['northbrook-council', 'st-aldhelms'].map((to) => ({ to, words: words(to) }));
    story.step(on('2026-12-24T10:00', 'iris', 'recommend', { recommendations }));
    return story;
  }
  const answer = (
    story: Simulation,
    said: 'acted-on' | 'will-act' | 'will-not-act' | 'cannot-yet',
    by = 'sunita',
  ) => {
    const side = by === 'sunita' ? 'northbrook-council' : 'st-aldhelms';
    const recommendation = story.raised().recommendations.find(({ to }) => to === side)?.id ?? '';
    return story.run(
      on('2026-12-29T10:00', by, 'answer-recommendation', {
        recommendation,
        answer: said,
        words: words('answer'),
      }),
    );
  };

  it('meets the duty to decide, and is told to whoever raised it', () => {
    const story = decided();
    expect(duty(story.raised(), '4.decide')).toMatchObject({ status: 'met', metLate: false });
    expect(told(story.notices())).toContain('rosa: RecommendationsMade');
  });

  it('is not answered with "we will not"', () => {
    expect(answer(decided(), 'will-not-act')).toMatchObject({ reason: { code: 'unknown', field: 'answer' } });
  });

  it('that cannot be carried out yet stays open, and the Chair and the office hear of it', () => {
    const story = decided();
    const before = story.notices().length;
    expect(answer(story, 'cannot-yet')).toMatchObject({ kind: 'accepted' });
    expect(told(story.notices().slice(before))).toEqual(
      expect.arrayContaining(['bella: RecommendationAnswered', 'iris: RecommendationAnswered']),
    );
    expect(duty(story.raised(), '4.answer:northbrook-council').status).toBe('open');
    answer(story, 'acted-on', 'grace');
    expect(story.state().status).toBe('answering');
    answer(story, 'acted-on');
    expect(story.state()).toMatchObject({ status: 'closed', how: 'forum' });
  });
});
