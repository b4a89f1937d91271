import { describe, expect, it } from 'vitest';
import { on, proposal, raising, words } from '../support/case-world.ts';
import { besidesFiling, duty, simulate, told } from '../support/given.ts';
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
