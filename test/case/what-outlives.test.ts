import { describe, expect, it } from 'vitest';
import { on, proposal, raising, words } from '../support/case-world.ts';
import { besidesFiling, duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';

/** An out of area placement, agreed at Stage 3 between the senior managers on Tuesday 22 December 2026; Grace handed hers over. */
function agreedAtStage3(): Simulation {
  const story = simulate();
  story.step(raising('2026-12-22T10:00', { flags: ['out-of-area'] }));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  story.step(on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' }));
  story.step(
    on('2026-12-22T12:30', 'grace', 'hand-over', { from: 'grace', to: 'yusuf', reason: words('leave') }),
  );
  story.step(on('2026-12-22T13:00', 'yusuf', 'propose-outcome', proposal));
  const { entry = 0 } = story.raised().proposal ?? {};
  story.step(on('2026-12-22T14:00', 'sunita', 'agree-outcome', { proposal: entry }));
  return story;
}

describe('telling the board of another area', () => {
  it('is owed after the matter is closed, and the business manager goes on being reminded of it', () => {
    const story = agreedAtStage3();
    story.step(on('2026-12-22T15:00', 'yusuf', 'confirm-outcome', { words: words('outcome') }));
    story.step(on('2026-12-22T16:00', 'sunita', 'accept-confirmation', {}));
    expect(story.raised().status).toBe('closed');
    const before = story.notices().length;
    story.until('2026-12-31T09:00');
    expect(told(besidesFiling(story.notices().slice(before)))).toEqual(['bella: nudge 3.advise-other-board']);
    story.step(
      on('2026-12-31T10:00', 'bella', 'advise-other-board', { on: '2026-12-31', whom: words('whom') }),
    );
    expect(duty(story.raised(), '3.advise-other-board').status).toBe('met');
    const quiet = besidesFiling(story.notices()).length;
    story.until('2027-03-01T09:00');
    expect(besidesFiling(story.notices()).length).toBe(quiet);
  });
});

describe('a written confirmation that is owed when the Chair speaks about a question of policy', () => {
  /** Agreed at Stage 3 on Tuesday 22 December 2026, to be confirmed by Thursday 24th; the Chair recommends on the 23rd. */
  function recommended(): Simulation {
    const story = agreedAtStage3();
    story.step(on('2026-12-22T15:00', 'sunita', 'mark-policy-issue', { reason: words('policy') }));
    story.step(on('2026-12-22T16:00', 'bella', 'pass-on', {}));
    const recommendations = story.raised().sides.map(({ agency }) => ({ to: agency, words: words(agency) }));
    story.step(on('2026-12-23T13:00', 'iris', 'recommend', { recommendations }));
    return story;
  }
  /** Each agency says that it acted on what was addressed to it; who acts for them at the Chair's stage. */
  function answered(story: Simulation): Simulation {
    for (const { id, to } of story.raised().recommendations) {
      const side = story.raised().sides.find(({ agency }) => agency === to)?.key;
      const by = story.raised().actors.find((one) => one.side === side)?.person ?? '';
      const said = { recommendation: id, answer: 'acted-on', words: words('done') } as const;
      story.step(on('2026-12-23T14:00', by, 'answer-recommendation', said));
    }
    return story;
  }

  it('is still owed at its own date, and given by whoever owes it', () => {
    const story = recommended();
    expect(story.raised().status).toBe('answering');
    expect(duty(story.raised(), '3.confirm:st-aldhelms')).toMatchObject({
      status: 'open',
      due: moment('2026-12-24T17:00'),
    });
    story.step(on('2026-12-23T15:00', 'yusuf', 'confirm-outcome', { words: words('outcome') }));
    expect(duty(story.raised(), '3.confirm:st-aldhelms')).toMatchObject({ status: 'met', metLate: false });
    story.step(on('2026-12-23T16:00', 'sunita', 'accept-confirmation', {}));
    expect(duty(story.raised(), '3.accept').status).toBe('met');
    expect(story.raised().status).toBe('answering');
    expect(answered(story).state()).toMatchObject({ status: 'closed', how: 'forum' });
  });

  it('is owed too once every agency has answered the Chair and the matter is closed', () => {
    const story = answered(recommended());
    expect(story.state()).toMatchObject({ status: 'closed', how: 'forum' });
    story.until('2026-12-30T12:00');
    expect(told(story.notices())).toContain('yusuf: nudge 3.confirm:st-aldhelms');
    story.step(on('2026-12-30T13:00', 'yusuf', 'confirm-outcome', { words: words('outcome') }));
    expect(duty(story.raised(), '3.confirm:st-aldhelms')).toMatchObject({ status: 'met', metLate: true });
    story.step(on('2026-12-30T14:00', 'sunita', 'accept-confirmation', {}));
    expect(story.state()).toMatchObject({ status: 'closed', how: 'forum' });
  });

  it('that is disputed leaves what the Chair said to be answered', () => {
    const story = recommended();
    story.step(on('2026-12-23T15:00', 'yusuf', 'confirm-outcome', { words: words('outcome') }));
    story.step(
      on('2026-12-23T16:00', 'sunita', 'dispute-confirmation', { reason: words('not what was agreed') }),
    );
    expect(story.raised().status).toBe('answering');
    expect(answered(story).state()).toMatchObject({ status: 'closed', how: 'forum' });
  });
});

describe('a written confirmation that is owed when the matter goes to the Chair over a question of policy', () => {
  it('can still be given by whoever is reminded of it, though others act for their agency by now', () => {
    const story = agreedAtStage3();
    story.step(on('2026-12-22T15:00', 'sunita', 'mark-policy-issue', { reason: words('policy') }));
    expect(duty(story.raised(), '3.confirm:st-aldhelms').owedBy).toMatchObject([{ people: ['yusuf'] }]);
    expect(
      story.run(on('2026-12-22T15:30', 'nadia', 'confirm-outcome', { words: words('no') })),
    ).toMatchObject({ kind: 'refused', reason: { code: 'not-yours' } });
    story.step(on('2026-12-22T16:00', 'yusuf', 'confirm-outcome', { words: words('outcome') }));
    expect(duty(story.raised(), '3.confirm:st-aldhelms')).toMatchObject({ status: 'met', metLate: false });
    expect(duty(story.raised(), '3.accept').owedBy).toMatchObject([{ people: ['sunita'] }]);
  });
});
