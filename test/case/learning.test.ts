import { describe, expect, it } from 'vitest';
import { maySee } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import { at } from '../policy/policies.ts';
import { on, words } from '../support/case-world.ts';
import { duty, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { agree, shippedStory } from '../support/shipped-case.ts';

/* Once a case is closed: what others can learn from it, and a talk for those who would like one (SO-34, SO-35, HE-8). */

/** Settled at Stage 1 of Solihull and closed on Wednesday 23 December 2026 at 13:00. */
function closed(): Simulation {
  const story = shippedStory('solihull');
  agree(story, '2026-12-23', 'nadia', 'rosa');
  story.step(on('2026-12-23T12:00', 'nadia', 'confirm-outcome', { words: words('agreed') }));
  story.step(on('2026-12-23T13:00', 'rosa', 'accept-confirmation', {}));
  return story;
}

const learned = { words: { 'general-issues': words('yes'), 'issues-what': words('what') }, anything: true };
const nothing = { words: { 'general-issues': words('no') }, anything: false };

function sight(story: Simulation, who: string): string {
  return maySee(who, story.state(), story.rules, at('2026-12-24T12:00'));
}

describe('what others can learn', () => {
  it('is asked of whoever acted last on each side once the case is closed, and never holds the closing up', () => {
    const story = closed();
    expect(story.raised().status).toBe('closed');
    const owing = story.raised().obligations.filter(({ duty: what }) => what === 'learning');
    expect(owing.map(({ id, status, due, owedBy }) => [id, status, due, owedBy[0]?.people])).toEqual([
      ['1.learning:northbrook-council', 'open', undefined, ['rosa']],
      ['1.learning:st-aldhelms', 'open', undefined, ['nadia']],
    ]);
  });

  it('is not asked when the matter is withdrawn', () => {
    const story = shippedStory('solihull');
    story.step(on('2026-12-23T10:00', 'rosa', 'withdraw', { reason: words('why') }));
    expect(story.raised().obligations.filter(({ duty: what }) => what === 'learning')).toEqual([]);
  });

  it('goes to the agency’s own representative and to the Business Team, who may read that and nothing else', () => {
    const story = closed();
    const before = story.notices().length;
    story.step(on('2026-12-24T10:00', 'rosa', 'note-learning', learned));
    expect(told(story.notices().slice(before))).toEqual(['bella: LearningNoted', 'lara: LearningNoted']);
    expect([sight(story, 'lara'), sight(story, 'bella'), sight(story, 'luis')]).toEqual([
      'learning',
      'learning',
      'nothing',
    ]);
    expect(availableActs('bella', story.state(), story.rules, at('2026-12-24T12:00'))).toEqual([]);
    expect(duty(story.raised(), '1.learning:northbrook-council').status).toBe('met');
    expect(duty(story.raised(), '1.learning:st-aldhelms').status).toBe('open');
  });

  it('where there is nothing, meets the duty and tells nobody', () => {
    const story = closed();
    const before = story.notices().length;
    story.step(on('2026-12-24T10:00', 'rosa', 'note-learning', nothing));
    expect(told(story.notices().slice(before))).toEqual([]);
    expect([sight(story, 'lara'), sight(story, 'bella')]).toEqual(['nothing', 'nothing']);
    expect(duty(story.raised(), '1.learning:northbrook-council').status).toBe('met');
  });

  it('needs the answers that the policy requires', () => {
    expect(
      closed().run(on('2026-12-24T10:00', 'rosa', 'note-learning', { words: {}, anything: false })),
    ).toMatchObject({ kind: 'refused', reason: { code: 'missing', field: 'general-issues' } });
  });

  it('is no longer owed while the case is open again, and is asked anew at the next closing of those who have not answered', () => {
    const story = closed();
    story.step(on('2026-12-24T10:00', 'rosa', 'note-learning', nothing));
    story.step(on('2026-12-24T11:00', 'nadia', 'reopen', { reason: words('more') }));
    expect(duty(story.raised(), '1.learning:st-aldhelms').status).toBe('ended');
    agree(story, '2026-12-29', 'nadia', 'rosa');
    story.step(on('2026-12-29T12:00', 'nadia', 'confirm-outcome', { words: words('agreed') }));
    story.step(on('2026-12-29T13:00', 'rosa', 'accept-confirmation', {}));
    expect(duty(story.raised(), '1.learning:st-aldhelms').status).toBe('open');
    expect(duty(story.raised(), '1.learning:northbrook-council').status).toBe('met');
  });

  it('is asked in Hertfordshire and Rotherham too, when a matter is settled', () => {
    for (const board of ['hertfordshire', 'rotherham']) {
      const story = shippedStory(board);
      agree(story, '2026-12-23', 'nadia', 'rosa');
      if (story.raised().status !== 'closed') {
        story.step(on('2026-12-23T12:00', 'nadia', 'confirm-outcome', { words: words('agreed') }));
        story.step(on('2026-12-23T13:00', 'rosa', 'accept-confirmation', {}));
      }
      const owing = story.raised().obligations.filter((one) => one.duty === 'learning');
      expect([board, story.raised().status, owing.length]).toEqual([board, 'closed', 2]);
    }
  });
});

describe('a talk about how it went', () => {
  it('is offered to everybody who had a part in the case, also at an earlier stage', () => {
    const story = shippedStory('solihull');
    story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
    agree(story, '2026-12-23', 'grace', 'sunita');
    story.step(on('2026-12-23T12:00', 'grace', 'confirm-outcome', { words: words('agreed') }));
    const before = story.notices().length;
    story.step(on('2026-12-23T13:00', 'sunita', 'accept-confirmation', {}));
    const heard = told(story.notices().slice(before));
    for (const who of ['rosa', 'nadia', 'milan', 'tom', 'sunita', 'grace'])
      expect(heard).toContain(`${who}: CaseClosed`);
  });

  it('is told to their line manager, and to everybody else who said yes', () => {
    const story = closed();
    const before = story.notices().length;
    story.step(on('2026-12-24T10:00', 'rosa', 'want-debrief', {}));
    expect(told(story.notices().slice(before))).toEqual(['milan: DebriefWanted']);
    const then = story.notices().length;
    story.step(on('2026-12-24T11:00', 'nadia', 'want-debrief', {}));
    expect(told(story.notices().slice(then))).toEqual(['rosa: DebriefWanted', 'tom: DebriefWanted']);
    expect(story.raised().debriefs).toEqual(['rosa', 'nadia']);
    expect(story.run(on('2026-12-24T12:00', 'rosa', 'want-debrief', {}))).toMatchObject({
      reason: { code: 'already-done' },
    });
  });

  it('is not offered before the end, nor by a policy that does not', () => {
    const offered = (story: Simulation) =>
      availableActs('rosa', story.state(), story.rules, at('2026-12-24T12:00')).some(
        ({ type }) => type === 'want-debrief',
      );
    expect(offered(shippedStory('solihull'))).toBe(false);
    const other = shippedStory('rotherham');
    agree(other, '2026-12-23', 'nadia', 'rosa');
    expect(offered(other)).toBe(false);
  });
});
