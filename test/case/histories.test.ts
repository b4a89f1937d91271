import { describe, expect, it } from 'vitest';
import { at } from '../policy/policies.ts';
import { on, proposal, raising, response, risk, rulesWith, spoke, words } from '../support/case-world.ts';
import { besidesFiling, duty, moment, simulate, told } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';

/** What each person was told between two local moments, as `2026-12-31 17:00 nadia: …`. */
function heard(story: Simulation, from: string, to: string): readonly string[] {
  const between = story.notices().filter((one) => one.at >= at(from) && one.at <= at(to));
  return between
    .map((one) => `${one.at.toISOString().slice(0, 16).replace('T', ' ')} ${told([one])[0] ?? ''}`)
    .sort();
}

describe('a disagreement that nobody answers, raised on Tuesday 22 December 2026', () => {
  it('reminds, prompts and nudges at Stage 1, each of them once', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    story.until('2027-01-05T09:30');
    expect(heard(story, '2026-12-23T00:00', '2026-12-29T17:00')).toEqual([
      '2026-12-24 09:00 nadia: day-before 1.read-file:st-aldhelms',
      '2026-12-24 09:00 nadia: day-before 1.speak:st-aldhelms',
      '2026-12-29 09:00 nadia: on-the-day 1.read-file:st-aldhelms',
      '2026-12-29 09:00 nadia: on-the-day 1.speak:st-aldhelms',
      '2026-12-29 17:00 milan: limit-passed 1.speak:st-aldhelms',
      '2026-12-29 17:00 nadia: limit-passed 1.read-file:st-aldhelms',
      '2026-12-29 17:00 nadia: limit-passed 1.speak:st-aldhelms',
      '2026-12-29 17:00 rosa: limit-passed 1.speak:st-aldhelms',
      '2026-12-29 17:00 tom: limit-passed 1.speak:st-aldhelms',
    ]);
    expect(heard(story, '2026-12-31T00:00', '2026-12-31T23:59')).toEqual([
      // What has no date in the policy is brought up every five working days.
      '2026-12-31 09:00 nadia: nudge 1.acknowledge:st-aldhelms',
      '2026-12-31 09:00 nadia: nudge 1.read-file:st-aldhelms',
      '2026-12-31 09:00 nadia: nudge 1.respond:st-aldhelms',
      '2026-12-31 09:00 nadia: nudge 1.speak:st-aldhelms',
      '2026-12-31 09:00 nadia: on-the-day 1.resolve',
      '2026-12-31 09:00 rosa: on-the-day 1.resolve',
      '2026-12-31 17:00 nadia: limit-passed 1.resolve',
      '2026-12-31 17:00 rosa: limit-passed 1.resolve',
    ]);
    // New Year's Day and the weekend are quiet; on Monday both are nudged to escalate, once.
    expect(
      heard(story, '2027-01-01T00:00', '2027-01-04T16:59').filter((line) => line.includes('escalate')),
    ).toEqual(['2027-01-04 09:00 nadia: nudge 2.escalate', '2027-01-04 09:00 rosa: nudge 2.escalate']);
    expect(
      heard(story, '2027-01-01T00:00', '2027-01-05T09:30').some((line) => line.includes('1.resolve')),
    ).toBe(false);
    // One working day after the limit of escalating, the people of the next stage hear of it.
    expect(heard(story, '2027-01-04T17:00', '2027-01-04T17:00')).toEqual([
      '2027-01-04 17:00 milan: EscalationOverdue',
      '2027-01-04 17:00 nora: EscalationOverdue',
    ]);
  });

  it('opens the duty to escalate on the morning of the last day, with the policy’s limit', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    story.until('2026-12-31T08:59');
    expect(story.raised().obligations.some(({ id }) => id === '2.escalate')).toBe(false);
    story.until('2026-12-31T09:00');
    expect(duty(story.raised(), '2.escalate')).toMatchObject({
      due: moment('2026-12-31T17:00'),
      status: 'open',
    });
  });

  it('is taken to the Chair with every step at its limit, on the dates of the worked example', () => {
    const story = simulate();
    story.step(raising('2026-12-24T17:00', { concern: { arose: at('2026-12-22T10:00') } }));
    expect(duty(story.raised(), '1.speak:st-aldhelms').due).toBe(moment('2026-12-31T17:00'));
    expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-12-31T17:00'));
    story.step(on('2026-12-31T17:00', 'rosa', 'escalate', { to: '2' }));
    expect(duty(story.raised(), '2.resolve').due).toBe(moment('2027-01-08T17:00'));
    expect(duty(story.raised(), '2.escalate')).toMatchObject({ status: 'met', metLate: false });
    story.step(on('2027-01-08T17:00', 'milan', 'escalate', { to: '3' }));
    expect(duty(story.raised(), '3.resolve')).toMatchObject({
      due: moment('2027-01-15T17:00'),
      target: moment('2027-01-12T17:00'),
    });
    story.step(on('2027-01-15T17:00', 'grace', 'escalate', { to: '4' }));
    story.step(on('2027-01-15T17:00', 'bella', 'pass-on', {}));
    expect(duty(story.raised(), '4.recommend').due).toBe(moment('2027-01-22T17:00'));
    story.step(
      on('2027-01-22T16:00', 'iris', 'recommend', {
        recommendations: [
          { to: 'northbrook-council', words: words('one') },
          { to: 'st-aldhelms', words: words('two') },
        ],
      }),
    );
    const [one, two] = story.raised().recommendations;
    story.step(
      on('2027-01-25T10:00', 'sunita', 'answer-recommendation', {
        recommendation: one?.id ?? '',
        answer: 'acted-on',
        words: words('done'),
      }),
    );
    expect(story.raised().status).toBe('answering');
    story.step(
      on('2027-01-26T10:00', 'grace', 'answer-recommendation', {
        recommendation: two?.id ?? '',
        answer: 'will-not-act',
        words: words('why'),
      }),
    );
    expect(story.raised()).toMatchObject({ status: 'closed', how: 'forum' });
    const before = story.notices().length;
    story.until('2027-06-30T12:00');
    expect(told(besidesFiling(story.notices().slice(before)))).toEqual([]);
    expect(story.alarms()).toEqual([]);
  });

  it('shows the drift when escalating takes longer than the policy gives', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    story.step(on('2027-01-06T11:00', 'nadia', 'escalate', { to: '2' }));
    const state = story.raised();
    expect(state.unresolved['1']).toBe(moment('2026-12-31T17:00'));
    expect(state.stagesEntered['2']).toBe(moment('2027-01-06T11:00'));
    expect(duty(state, '2.escalate')).toMatchObject({ status: 'met', metLate: true });
    expect(duty(state, '2.resolve').due).toBe(moment('2027-01-13T17:00'));
    expect(duty(state, '1.resolve').status).toBe('ended');
  });

  it('lets the manager of the next stage fetch it once it is overdue', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    expect(story.run(on('2027-01-04T16:00', 'milan', 'escalate', { to: '2' }))).toMatchObject({
      kind: 'refused',
    });
    story.step(on('2027-01-05T10:00', 'milan', 'escalate', { to: '2' }));
    expect(story.raised().stage).toBe('2');
  });
});

describe('a disagreement that is settled', () => {
  it.each([
    ['1', [], 'nadia', 'rosa'],
    ['2', ['rosa'], 'nora', 'milan'],
    ['3', ['rosa', 'milan'], 'grace', 'sunita'],
  ] as const)(
    'at stage %s, agreed, confirmed in writing and accepted',
    (stage, climbers, receiver, raiser) => {
      const story = simulate();
      story.step(raising('2026-12-22T10:00'));
      climbers.forEach((by, index) => {
        story.step(on(`2026-12-22T1${index + 1}:00`, by, 'escalate', { to: String(index + 2) }));
      });
      story.step(on('2026-12-23T10:00', receiver, 'propose-outcome', proposal));
      const proposed = story.raised().proposal?.entry ?? 0;
      story.step(on('2026-12-23T11:00', raiser, 'agree-outcome', { proposal: proposed }));
      expect(story.raised()).toMatchObject({ status: 'agreed', resolvedStage: stage });
      expect(duty(story.raised(), `${stage}.resolve`)).toMatchObject({ status: 'met', metLate: false });
      expect(duty(story.raised(), `${stage}.confirm:st-aldhelms`)).toMatchObject({
        status: 'open',
        due: moment('2026-12-29T17:00'),
      });
      story.step(on('2026-12-24T10:00', receiver, 'confirm-outcome', { words: words('confirmed') }));
      expect(duty(story.raised(), `${stage}.accept`)).toMatchObject({
        status: 'open',
        due: moment('2026-12-30T17:00'),
        added: true,
      });
      story.step(on('2026-12-29T10:00', raiser, 'accept-confirmation', {}));
      expect(story.raised()).toMatchObject({ status: 'closed', how: 'resolved' });
      expect(story.raised().obligations.filter(({ status }) => status === 'open')).toEqual([]);
      const quiet = besidesFiling(story.notices()).length;
      story.until('2027-03-01T09:00');
      expect(besidesFiling(story.notices()).length).toBe(quiet);
    },
  );

  it('comes back to the same stage at its old date when the confirmation is disputed', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    story.step(on('2026-12-30T10:00', 'nadia', 'propose-outcome', proposal));
    story.step(
      on('2026-12-30T11:00', 'rosa', 'agree-outcome', { proposal: story.raised().proposal?.entry ?? 0 }),
    );
    story.step(on('2026-12-31T12:00', 'nadia', 'confirm-outcome', { words: words('confirmed') }));
    story.step(on('2027-01-04T10:00', 'rosa', 'dispute-confirmation', { reason: words('reason') }));
    expect(duty(story.raised(), '1.resolve')).toMatchObject({
      status: 'open',
      due: moment('2026-12-31T17:00'),
    });
    expect(story.raised().status).toBe('open');
    const before = story.notices().length;
    story.until('2027-01-04T10:00');
    // The date has passed meanwhile: the prompt to escalate comes at once.
    expect(told(story.notices().slice(before)).filter((line) => line.includes('1.resolve'))).toEqual([
      'nadia: limit-passed 1.resolve',
      'rosa: limit-passed 1.resolve',
    ]);
    expect(duty(story.raised(), '2.escalate').status).toBe('open');
    expect(story.raised().proposal).toBeUndefined();
    story.step(on('2027-01-04T15:00', 'rosa', 'escalate', { to: '2' }));
    expect(story.raised().stage).toBe('2');
  });

  it('says nothing about a duty that was met before its limit', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    story.step(on('2026-12-23T09:30', 'nadia', 'confirm-file-read', { on: '2026-12-23' }));
    story.step(on('2026-12-23T15:00', 'nadia', 'log-discussion', spoke('2026-12-23T14:00', ['rosa'])));
    story.step(on('2026-12-23T16:00', 'nadia', 'respond', response));
    const before = story.notices().length;
    story.until('2026-12-30T08:59');
    expect(told(story.notices().slice(before))).toEqual([]);
  });

  it('stops everything when it is withdrawn, and says why to the other side', () => {
    const story = simulate();
    story.step(raising('2026-12-22T10:00'));
    const before = story.notices().length;
    story.step(on('2026-12-23T10:00', 'rosa', 'withdraw', { reason: words('reason') }));
    expect(told(story.notices().slice(before))).toEqual(['nadia: Withdrawn']);
    const quiet = besidesFiling(story.notices()).length;
    story.until('2027-02-01T10:00');
    expect(besidesFiling(story.notices()).length).toBe(quiet);
    expect(story.raised()).toMatchObject({ status: 'closed', how: 'withdrawn' });
    story.step(on('2027-02-01T11:00', 'rosa', 'reopen', { reason: words('reason') }));
    expect(duty(story.raised(), '1.resolve')).toMatchObject({
      status: 'open',
      due: moment('2026-12-31T17:00'),
    });
    story.until('2027-02-01T11:00');
    expect(duty(story.raised(), '1.resolve').passed).toBe(true);
  });
});

describe('an adult at immediate risk, on Saturday 26 December 2026 at 02:00', () => {
  it('tells manager and lead at once and every ten minutes, and the reporter to ring, until another answers', () => {
    const story = simulate();
    story.step(on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk()));
    expect(told(story.notices())).toEqual(['lena: alert', 'milan: alert']);
    story.until('2026-12-26T02:20');
    expect(heard(story, '2026-12-26T02:01', '2026-12-26T02:20')).toEqual([
      '2026-12-26 02:10 lena: alert',
      '2026-12-26 02:10 milan: alert',
      '2026-12-26 02:10 rosa: nobody-has-acknowledged',
      '2026-12-26 02:20 lena: alert',
      '2026-12-26 02:20 milan: alert',
      '2026-12-26 02:20 rosa: nobody-has-acknowledged',
    ]);
    const alertId = story.state().alerts[0]?.id ?? '';
    expect(
      story.run(on('2026-12-26T02:21', 'rosa', 'answer-alert', { alertId, inPlace: words('x') })),
    ).toMatchObject({
      kind: 'refused',
      reason: { code: 'not-yours' },
    });
    story.step(on('2026-12-26T02:22', 'lena', 'answer-alert', { alertId, inPlace: words('safe') }));
    const quiet = story.notices().length;
    expect(told(story.notices().slice(-2))).toEqual(['milan: AlertAnswered', 'rosa: AlertAnswered']);
    story.until('2026-12-28T12:00');
    expect(story.notices().length).toBe(quiet);
    expect(story.alarms()).toEqual([]);
  });

  it('runs beside the case that is then raised, which keeps its reference', () => {
    const story = simulate();
    story.step(on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk(['ines'])));
    expect(told(story.notices())).toEqual(['ines: alert', 'lena: alert', 'milan: alert']);
    story.step(raising('2026-12-26T02:05', { reference: 'RB-OTHER' }));
    expect(story.raised()).toMatchObject({ reference: 'RB-2026-0001', status: 'open' });
    story.until('2026-12-26T02:10');
    expect(told(story.notices().slice(-4))).toEqual([
      'ines: alert',
      'lena: alert',
      'milan: alert',
      'rosa: nobody-has-acknowledged',
    ]);
  });

  it('goes on after the case is closed', () => {
    const story = simulate(rulesWith());
    story.step(raising('2026-12-22T10:00'));
    story.step(on('2026-12-22T11:00', 'rosa', 'withdraw', { reason: words('reason') }));
    story.step(on('2026-12-22T12:00', 'nadia', 'report-immediate-risk', risk()));
    expect(told(story.notices().slice(-2))).toEqual(['ines: alert', 'tom: alert']);
    expect(story.raised().status).toBe('closed');
  });
});
