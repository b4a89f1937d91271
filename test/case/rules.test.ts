import { isUrgent } from '../../src/case/effect.ts';
import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import { decide } from '../../src/case/decide.ts';
import { maySee } from '../../src/case/access.ts';
import { at } from '../policy/policies.ts';
import {
  changed,
  everybody,
  machine,
  on,
  proposal,
  raising,
  response,
  risk,
  rulesWith,
  spoke,
  vacant,
  words,
} from '../support/case-world.ts';
import { duty, given, moment, simulate } from '../support/given.ts';
import { council, person, police, trust, withPeople } from '../support/practice-directory.ts';

const raised = raising('2026-12-22T10:00');
const reason = words('reason');
const stage2 = [raised, on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' })];
const stage3 = [...stage2, on('2026-12-22T12:00', 'milan', 'escalate', { to: '3' })];
const stage4 = [...stage3, on('2026-12-22T13:00', 'sunita', 'escalate', { to: '4' })];
const withChair = [...stage4, on('2026-12-22T14:00', 'bella', 'pass-on', {})];

/** The proposal's number in the record of these steps. */
function proposed(past: readonly Parameters<ReturnType<typeof simulate>['step']>[0][]): number {
  const story = simulate();
  for (const step of past) story.step(step);
  return story.raised().proposal?.entry ?? 0;
}

describe('what the receiving professional does first', () => {
  it('acknowledges once, which meets that duty and tells the raiser', () => {
    const outcome = given([raised]).when(on('2026-12-22T12:00', 'nadia', 'acknowledge', {}));
    outcome.then(
      { type: 'Acknowledged', by: 'nadia' },
      { type: 'ObligationMet', obligation: '1.acknowledge:st-aldhelms', by: 'nadia', late: false },
    );
    expect(outcome.told()).toEqual(['rosa: Acknowledged']);
    given([raised, on('2026-12-22T12:00', 'nadia', 'acknowledge', {})])
      .when(on('2026-12-22T12:05', 'nadia', 'acknowledge', {}))
      .refused('already-done');
  });

  it('is refused to the raiser, to a line manager and to somebody who has no part in it', () => {
    for (const by of ['rosa', 'tom', 'piet', 'bella']) {
      given([raised])
        .when(on('2026-12-22T12:00', by, 'acknowledge', {}))
        .refused('not-yours');
    }
  });

  it('confirms that the file was read, on a day that is not to come, and so acknowledges', () => {
    given([raised])
      .when(on('2026-12-23T12:00', 'nadia', 'confirm-file-read', { on: '2026-12-23' }))
      .then(
        { type: 'FileReadConfirmed', on: '2026-12-23' },
        { type: 'ObligationMet', obligation: '1.read-file:st-aldhelms', late: false },
        { type: 'ObligationMet', obligation: '1.acknowledge:st-aldhelms' },
      );
    given([raised])
      .when(on('2026-12-23T12:00', 'nadia', 'confirm-file-read', { on: '2026-12-24' }))
      .refused('in-the-future', 'on');
  });

  it('is late with the file after the limit, and not at it', () => {
    given([raised])
      .when(on('2026-12-29T17:00', 'nadia', 'confirm-file-read', { on: '2026-12-29' }))
      .thenAmongOthers({ type: 'ObligationMet', obligation: '1.read-file:st-aldhelms', late: false });
    given([raised])
      .when(on('2026-12-29T17:01', 'nadia', 'confirm-file-read', { on: '2026-12-29' }))
      .thenAmongOthers({ type: 'ObligationMet', obligation: '1.read-file:st-aldhelms', late: true });
  });

  it('says what its side wants, which the policy requires', () => {
    given([raised])
      .when(on('2026-12-23T12:00', 'nadia', 'respond', response))
      .thenAmongOthers({ type: 'Responded' }, { type: 'ObligationMet', obligation: '1.respond:st-aldhelms' });
    given([raised])
      .when(on('2026-12-23T12:00', 'nadia', 'respond', { words: {} }))
      .refused('missing', 'response-aim');
  });
});

describe('speaking', () => {
  it.each([
    ['the receiver logs it', 'nadia', 'rosa'],
    ['the raiser logs it', 'rosa', 'nadia'],
  ])('is met when %s', (_who, by, other) => {
    given([raised])
      .when(on('2026-12-24T10:00', by, 'log-discussion', spoke('2026-12-23T14:00', [other])))
      .thenAmongOthers(
        { type: 'DiscussionLogged', enteredLate: true },
        { type: 'ObligationMet', obligation: '1.speak:st-aldhelms', late: false },
      );
  });

  it('counts from when it was held, not from when it was logged', () => {
    given([raised])
      .when(on('2027-01-04T10:00', 'nadia', 'log-discussion', spoke('2026-12-29T16:59', ['rosa'])))
      .thenAmongOthers({ type: 'ObligationMet', obligation: '1.speak:st-aldhelms', late: false });
    given([raised])
      .when(on('2027-01-04T10:00', 'nadia', 'log-discussion', spoke('2026-12-29T17:01', ['rosa'])))
      .thenAmongOthers({ type: 'ObligationMet', obligation: '1.speak:st-aldhelms', late: true });
  });

  it('held on a Saturday and written down on Monday is not entered late', () => {
    const past = [raising('2026-12-18T16:00')];
    given(past)
      .when(on('2026-12-21T09:00', 'nadia', 'log-discussion', spoke('2026-12-19T12:00', ['rosa'])))
      .thenAmongOthers({ type: 'DiscussionLogged', enteredLate: false });
    given(past)
      .when(on('2026-12-22T09:00', 'nadia', 'log-discussion', spoke('2026-12-19T12:00', ['rosa'])))
      .thenAmongOthers({ type: 'DiscussionLogged', enteredLate: true });
  });

  it('is not met by a talk inside one agency, nor with a colleague of the raiser who has no part in it', () => {
    const inside = { ...spoke('2026-12-23T14:00', ['yusuf']), between: 'inside' } as const;
    given([raised])
      .when(on('2026-12-23T15:00', 'nadia', 'log-discussion', inside))
      .then(
        { type: 'DiscussionLogged', between: 'inside' },
        { type: 'ObligationMet', obligation: '1.acknowledge:st-aldhelms' },
      );
    given([raised])
      .when(on('2026-12-23T15:00', 'nadia', 'log-discussion', spoke('2026-12-23T14:00', ['omar'])))
      .then({ type: 'DiscussionLogged' }, { type: 'ObligationMet', obligation: '1.acknowledge:st-aldhelms' });
  });

  it('is not met by a talk before the matter was raised', () => {
    const late = raising('2026-12-24T10:00', { concern: { arose: at('2026-12-22T10:00') } });
    given([late])
      .when(on('2026-12-24T12:00', 'rosa', 'log-discussion', spoke('2026-12-23T14:00', ['nadia'])))
      .then({ type: 'DiscussionLogged' });
  });

  it.each([
    ['still to come', '2026-12-24T10:00', ['rosa'], 'in-the-future', 'tookPlace'],
    ['before the disagreement', '2026-12-21T10:00', ['rosa'], 'not-earlier', 'tookPlace'],
    ['with nobody of another agency', '2026-12-22T12:00', ['yusuf'], 'missing', 'with'],
    ['with a stranger', '2026-12-22T12:00', ['stranger'], 'unknown', 'with'],
  ] as const)('is refused when it was %s', (_what, when, people, code, field) => {
    given([raised])
      .when(on('2026-12-23T10:00', 'nadia', 'log-discussion', spoke(when, people)))
      .refused(code, field);
  });

  it('lives again at its old date when the raiser says "we have not spoken", and is overdue at once if that has passed', () => {
    const past = [
      raised,
      on('2026-12-23T15:00', 'nadia', 'log-discussion', spoke('2026-12-23T14:00', ['rosa'])),
    ];
    const outcome = given(past).when(on('2026-12-30T10:00', 'rosa', 'say-not-spoken', {}));
    outcome.then(
      { type: 'NotSpokenSaid', by: 'rosa' },
      { type: 'ObligationRevived', obligation: '1.speak:st-aldhelms' },
    );
    expect(outcome.told()).toEqual(['nadia: NotSpokenSaid']);
    expect(duty(outcome.raised(), '1.speak:st-aldhelms')).toMatchObject({
      status: 'open',
      due: moment('2026-12-29T17:00'),
    });
    outcome.story.until('2026-12-30T10:00');
    expect(duty(outcome.story.raised(), '1.speak:st-aldhelms').passed).toBe(true);
    given(past)
      .when(on('2026-12-30T10:00', 'nadia', 'say-not-spoken', {}))
      .refused('not-yours');
  });

  it('asks which agency, where two have said that they spoke', () => {
    const two = raising('2026-12-22T10:00', {
      receiving: [
        { agency: trust.id, professional: 'nadia' },
        { agency: police.id, professional: 'piet' },
      ],
    });
    const past = [
      two,
      on('2026-12-23T15:00', 'nadia', 'log-discussion', spoke('2026-12-23T14:00', ['rosa', 'piet'])),
    ];
    given(past)
      .when(on('2026-12-23T16:00', 'rosa', 'say-not-spoken', {}))
      .refused('missing', 'agency');
    given(past)
      .when(on('2026-12-23T16:00', 'rosa', 'say-not-spoken', { agency: police.id }))
      .then({ type: 'NotSpokenSaid' }, { type: 'ObligationRevived', obligation: '1.speak:eastmere-police' });
  });

  it('is approved by those who took part and did not write it, each once', () => {
    const past = [
      raised,
      on('2026-12-23T15:00', 'nadia', 'log-discussion', spoke('2026-12-23T14:00', ['rosa'])),
    ];
    const story = simulate();
    for (const step of past) story.step(step);
    const entry = story.entries().find(({ event }) => event.type === 'DiscussionLogged')?.entry ?? 0;
    const approve = on('2026-12-23T16:00', 'rosa', 'approve-entry', { entry });
    given(past).when(approve).then({ type: 'EntryApproved', by: 'rosa', entry });
    given([...past, approve])
      .when(on('2026-12-23T16:01', 'rosa', 'approve-entry', { entry }))
      .refused('already-done');
    given(past)
      .when(on('2026-12-23T16:00', 'nadia', 'approve-entry', { entry }))
      .refused('not-now');
  });
});

describe('a protective date', () => {
  const friday = on('2026-12-23T22:00', 'nadia', 'set-protective-date', {
    until: at('2026-12-26T02:00'),
    reason,
  });

  it('shortens the limit to any hour of any day, and is reminded at the close before and at that hour', () => {
    const outcome = given([raised]).when(friday);
    outcome.thenAmongOthers(
      { type: 'ProtectiveDateSet', stage: '1', until: moment('2026-12-26T02:00') },
      {
        type: 'ObligationMoved',
        obligation: '1.resolve',
        to: moment('2026-12-26T02:00'),
        because: 'protective-date',
      },
    );
    const { story } = outcome;
    story.until('2026-12-26T02:00');
    const about = story.entries().flatMap(({ event, at: when }) => {
      return (event.type === 'ReminderFell' || event.type === 'DeadlinePassed') &&
        event.obligation === '1.resolve'
        ? [`${when} ${event.type === 'ReminderFell' ? event.kind : 'passed'}`]
        : [];
    });
    expect(about).toEqual([
      '2026-12-24T09:00:00.000Z day-before',
      '2026-12-24T17:00:00.000Z close-before',
      '2026-12-26T02:00:00.000Z passed',
    ]);
    // The duty to escalate follows: the close of the next working day.
    expect(duty(story.raised(), '2.escalate').due).toBe(moment('2026-12-29T17:00'));
  });

  it('ignores the alarm of the date that it replaced', () => {
    const { story } = given([raised]).when(friday);
    story.until('2027-01-05T12:00');
    const passed = story
      .entries()
      .filter(({ event }) => event.type === 'DeadlinePassed' && event.obligation === '1.resolve');
    expect(passed.map(({ at: when }) => when)).toEqual(['2026-12-26T02:00:00.000Z']);
  });

  it('is refused when it is not earlier, when it has passed, and to somebody on neither side', () => {
    const on31 = { until: at('2026-12-31T17:00'), reason };
    given([raised])
      .when(on('2026-12-23T10:00', 'rosa', 'set-protective-date', on31))
      .refused('not-earlier', 'until');
    const past = { until: at('2026-12-23T09:00'), reason };
    given([raised])
      .when(on('2026-12-23T10:00', 'rosa', 'set-protective-date', past))
      .refused('not-earlier', 'until');
    const right = { until: at('2026-12-24T09:00'), reason };
    given([raised])
      .when(on('2026-12-23T10:00', 'piet', 'set-protective-date', right))
      .refused('not-yours');
    given([raised, friday])
      .when(on('2026-12-23T23:00', 'rosa', 'set-protective-date', { until: at('2026-12-28T09:00'), reason }))
      .refused('not-earlier', 'until');
  });

  it('drops a target that is no longer earlier than the limit', () => {
    const outcome = given(stage3).when(
      on('2026-12-22T15:00', 'sunita', 'set-protective-date', { until: at('2026-12-23T12:00'), reason }),
    );
    outcome.story.until('2027-01-10T12:00');
    const targets = outcome.story
      .entries()
      .filter(({ event }) => event.type === 'ReminderFell' && event.kind === 'target');
    expect(targets).toEqual([]);
  });

  it('reminds at a target that still stands', () => {
    const story = simulate();
    for (const step of stage3) story.step(step);
    story.until('2026-12-24T17:00');
    const targets = story
      .entries()
      .filter(({ event }) => event.type === 'ReminderFell' && event.kind === 'target');
    expect(targets.map(({ at: when }) => when)).toEqual(['2026-12-24T17:00:00.000Z']);
  });
});

describe('an outcome', () => {
  const past = [raised, on('2026-12-23T10:00', 'nadia', 'propose-outcome', proposal)];

  it('is agreed by proposing it, and needs every other side', () => {
    given([raised])
      .when(on('2026-12-23T10:00', 'nadia', 'propose-outcome', proposal))
      .thenAmongOthers({ type: 'OutcomeProposed' }, { type: 'OutcomeAgreed', side: 'receiving:st-aldhelms' });
    given(past)
      .when(on('2026-12-23T11:00', 'nadia', 'agree-outcome', { proposal: proposed(past) }))
      .refused('already-done');
    given([raised])
      .when(on('2026-12-23T11:00', 'rosa', 'agree-outcome', { proposal: 3 }))
      .refused('not-now');
  });

  it('resolves the matter once all agree: what else was owed ends, the confirmation is owed', () => {
    given(past)
      .when(on('2026-12-23T11:00', 'rosa', 'agree-outcome', { proposal: proposed(past) }))
      .then(
        { type: 'OutcomeAgreed', side: 'raising' },
        { type: 'MatterResolved', stage: '1' },
        { type: 'ObligationMet', obligation: '1.resolve', late: false },
        { type: 'ObligationEnded', obligation: '1.speak:st-aldhelms' },
        { type: 'ObligationEnded', obligation: '1.read-file:st-aldhelms' },
        { type: 'ObligationEnded', obligation: '1.respond:st-aldhelms' },
        { type: 'ObligationSet' },
      );
  });

  it('of three agencies waits for the third', () => {
    const three = [
      raising('2026-12-22T10:00', {
        receiving: [
          { agency: trust.id, professional: 'nadia' },
          { agency: police.id, professional: 'piet' },
        ],
      }),
      on('2026-12-23T10:00', 'rosa', 'propose-outcome', proposal),
    ];
    const number = proposed(three);
    const two = [...three, on('2026-12-23T11:00', 'nadia', 'agree-outcome', { proposal: number })];
    expect(
      given(three)
        .when(on('2026-12-23T11:00', 'nadia', 'agree-outcome', { proposal: number }))
        .raised().status,
    ).toBe('open');
    const outcome = given(two).when(on('2026-12-23T12:00', 'piet', 'agree-outcome', { proposal: number }));
    expect(outcome.raised().status).toBe('agreed');
    expect(duty(outcome.raised(), '1.confirm:eastmere-police').status).toBe('open');
    const { story } = outcome;
    story.step(on('2026-12-24T10:00', 'nadia', 'confirm-outcome', { words: words('one') }));
    expect(story.raised().obligations.some(({ rule }) => rule === 'accept')).toBe(false);
    story.step(on('2026-12-24T11:00', 'piet', 'confirm-outcome', { words: words('two') }));
    expect(duty(story.raised(), '1.accept').owedBy[0]?.people).toEqual(['rosa']);
  });

  it('falls away when it is disputed or a newer one is proposed', () => {
    const number = proposed(past);
    const outcome = given(past).when(
      on('2026-12-23T11:00', 'rosa', 'dispute-outcome', { proposal: number, reason }),
    );
    expect(outcome.raised().proposal).toBeUndefined();
    expect(outcome.told()).toEqual(['nadia: OutcomeDisputed']);
    given([...past, on('2026-12-23T11:00', 'rosa', 'propose-outcome', proposal)])
      .when(on('2026-12-23T12:00', 'nadia', 'agree-outcome', { proposal: number }))
      .refused('not-now');
  });

  it('needs the answers that the policy requires, a known owner and a day to come', () => {
    given([raised])
      .when(on('2026-12-23T10:00', 'nadia', 'propose-outcome', { words: {}, outstanding: [] }))
      .refused('missing', 'agreed-outcome');
    const todo = (owner: string, by: string) => ({
      ...proposal,
      outstanding: [{ what: words('what'), owner, by }],
    });
    given([raised])
      .when(on('2026-12-23T10:00', 'nadia', 'propose-outcome', todo('stranger', '2026-12-30')))
      .refused('unknown', 'outstanding');
    given([raised])
      .when(on('2026-12-23T10:00', 'nadia', 'propose-outcome', todo('nadia', '2026-12-22')))
      .refused('not-earlier', 'outstanding');
  });

  it('is confirmed by the receiving side, and only then accepted or disputed by the raising side', () => {
    const agreed = [...past, on('2026-12-23T11:00', 'rosa', 'agree-outcome', { proposal: proposed(past) })];
    given(agreed)
      .when(on('2026-12-23T12:00', 'rosa', 'confirm-outcome', { words: words('x') }))
      .refused('not-yours');
    given(agreed)
      .when(on('2026-12-23T12:00', 'rosa', 'accept-confirmation', {}))
      .refused('not-now');
    given(agreed)
      .when(on('2026-12-23T12:00', 'rosa', 'dispute-confirmation', { reason }))
      .refused('not-now');
    const confirmed = [...agreed, on('2026-12-23T12:00', 'nadia', 'confirm-outcome', { words: words('x') })];
    given(confirmed)
      .when(on('2026-12-23T13:00', 'nadia', 'accept-confirmation', {}))
      .refused('not-now');
    given(confirmed)
      .when(on('2026-12-23T13:00', 'rosa', 'accept-confirmation', {}))
      .then(
        { type: 'ConfirmationAccepted' },
        { type: 'ObligationMet', obligation: '1.accept' },
        { type: 'CaseClosed', how: 'resolved' },
      );
    // A confirmation that never comes can be disputed once its limit has passed.
    given(agreed)
      .when(on('2026-12-30T10:00', 'rosa', 'dispute-confirmation', { reason }))
      .thenAmongOthers(
        { type: 'ConfirmationDisputed' },
        { type: 'ObligationRevived', obligation: '1.resolve' },
      );
  });
});

describe('escalating', () => {
  it('is open from the start of a stage, only to the next one, and brings both managers in', () => {
    const outcome = given([raised]).when(on('2026-12-22T11:00', 'nadia', 'escalate', { to: '2' }));
    outcome.thenAmongOthers({
      type: 'StageEntered',
      stage: '2',
      by: 'nadia',
      actors: [
        { side: 'raising', role: 'line-manager', person: 'milan' },
        // A health agency's named nurse comes before its line manager.
        { side: 'receiving:st-aldhelms', role: 'named-safeguarding-professional', person: 'nora' },
      ],
    });
    expect(outcome.told()).toEqual([
      'milan: StageEntered',
      'nadia: StageEntered',
      'nora: StageEntered',
      'rosa: StageEntered',
    ]);
    given([raised])
      .when(on('2026-12-22T11:00', 'nadia', 'escalate', { to: '3' }))
      .refused('not-now', 'to');
    given(stage2)
      .when(on('2026-12-22T12:00', 'rosa', 'escalate', { to: '3' }))
      .refused('not-yours');
    given(withChair)
      .when(on('2026-12-22T15:00', 'sunita', 'escalate', { to: '5' }))
      .refused('not-now');
  });

  it('counts from the declaration, where that comes before the limit', () => {
    const outcome = given([raised]).when(on('2026-12-23T17:30', 'rosa', 'declare-unresolved', { reason }));
    outcome.thenAmongOthers({ type: 'UnresolvedDeclared', side: 'raising' });
    expect(duty(outcome.raised(), '2.escalate').due).toBe(moment('2026-12-24T17:00'));
    expect(outcome.raised().unresolved['1']).toBe(moment('2026-12-23T17:30'));
    given([raised, on('2026-12-23T17:30', 'rosa', 'declare-unresolved', { reason })])
      .when(on('2026-12-23T18:00', 'nadia', 'declare-unresolved', { reason }))
      .refused('already-done');
  });

  it('done later on the same date as its limit is in time', () => {
    given([raised])
      .when(on('2026-12-31T20:00', 'rosa', 'escalate', { to: '2' }))
      .thenAmongOthers({ type: 'ObligationMet', obligation: '2.escalate', late: false });
    given([raised])
      .when(on('2027-01-01T00:30', 'rosa', 'escalate', { to: '2' }))
      .thenAmongOthers({ type: 'ObligationMet', obligation: '2.escalate', late: true });
  });

  it('copies the business manager in from stage 3, and not before', () => {
    expect(
      given([raised])
        .when(stage2[1] ?? raised)
        .told(),
    ).not.toContain('bella: StageEntered');
    expect(
      given(stage2)
        .when(stage3[2] ?? raised)
        .told(),
    ).toContain('bella: StageEntered');
  });

  it('over a question of policy goes straight to the chair, even when the matter is resolved', () => {
    const mark = on('2026-12-23T15:00', 'sunita', 'mark-policy-issue', { reason });
    given(stage3)
      .when(mark)
      .thenAmongOthers({ type: 'PolicyIssueMarked' }, { type: 'StageEntered', stage: '4' });
    given(stage2)
      .when(on('2026-12-23T15:00', 'milan', 'mark-policy-issue', { reason }))
      .refused('not-now');
    const past = [...stage3, on('2026-12-23T10:00', 'grace', 'propose-outcome', proposal)];
    const agreed = [...past, on('2026-12-23T11:00', 'sunita', 'agree-outcome', { proposal: proposed(past) })];
    const outcome = given(agreed).when(mark);
    expect(outcome.raised()).toMatchObject({ status: 'open', stage: '4' });
    // What was agreed is still to be confirmed in writing.
    expect(duty(outcome.raised(), '3.confirm:st-aldhelms').status).toBe('open');
  });
});

describe('the people of a stage', () => {
  it('are the deputies of those who are away, who may act as well', () => {
    const rules = rulesWith(changed('nadia', { away: [{ from: '2026-12-20', to: '2026-12-31' }] }));
    const outcome = given([], rules).when(raised);
    expect(outcome.raised().actors[1]).toEqual({
      side: 'receiving:st-aldhelms',
      role: 'professional',
      person: 'yusuf',
      insteadOf: 'nadia',
    });
    given([raised], rules)
      .when(on('2026-12-23T10:00', 'yusuf', 'acknowledge', {}))
      .thenAmongOthers({ type: 'Acknowledged', by: 'yusuf' });
    given([raised], rules)
      .when(on('2026-12-23T10:00', 'nadia', 'acknowledge', {}))
      .thenAmongOthers({ type: 'Acknowledged', by: 'nadia' });
  });

  it('let a deputy act on the days on which somebody is away, and on no other', () => {
    const rules = rulesWith(changed('nadia', { away: [{ from: '2026-12-24', to: '2026-12-24' }] }));
    given([raised], rules)
      .when(on('2026-12-24T10:00', 'yusuf', 'acknowledge', {}))
      .thenAmongOthers({ type: 'Acknowledged' });
    given([raised], rules)
      .when(on('2026-12-23T10:00', 'yusuf', 'acknowledge', {}))
      .refused('not-yours');
  });

  it('are whoever acted before, where a role is vacant, and the vacancy is on the record', () => {
    const nobody = vacant('line-manager', changed('rosa', { lineManager: 'gone' }));
    const outcome = given([raised], rulesWith(nobody)).when(
      on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }),
    );
    outcome.thenAmongOthers({
      type: 'StageEntered',
      vacancies: [{ side: 'raising', role: 'line-manager' }],
      actors: [
        { side: 'raising', role: 'professional', person: 'rosa' },
        { side: 'receiving:st-aldhelms', role: 'named-safeguarding-professional', person: 'nora' },
      ],
    });
  });

  it('are found by who holds the role, where the professional has no line manager', () => {
    const alone = { ...(everybody.people.get('rosa') ?? raise()) };
    const { lineManager: _none, ...rosa } = alone;
    const rules = rulesWith({ ...everybody, people: new Map([...everybody.people, ['rosa', rosa]]) });
    const outcome = given([raised], rules).when(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
    expect(outcome.raised().actors[0]).toEqual({ side: 'raising', role: 'line-manager', person: 'milan' });
  });

  it('hand over with their duties, and no date moves', () => {
    const before = given([]).when(raised).raised();
    const outcome = given([raised]).when(
      on('2026-12-23T10:00', 'nadia', 'hand-over', { from: 'nadia', to: 'yusuf', reason }),
    );
    const after = outcome.raised();
    expect(after.obligations.map(({ due }) => due)).toEqual(before.obligations.map(({ due }) => due));
    expect(duty(after, '1.speak:st-aldhelms').owedBy[0]?.people).toEqual(['yusuf']);
    expect(after.sides[1]?.professional).toBe('yusuf');
    expect(outcome.told()).toEqual(['rosa: HandedOver', 'yusuf: HandedOver']);
    for (const [by, to] of [
      ['tom', 'yusuf'],
      ['yusuf', 'ines'],
    ] as const) {
      given([raised])
        .when(on('2026-12-23T10:00', by, 'hand-over', { from: 'nadia', to, reason }))
        .then({ type: 'HandedOver' });
    }
    given([raised])
      .when(on('2026-12-23T10:00', 'rosa', 'hand-over', { from: 'nadia', to: 'yusuf', reason }))
      .refused('not-yours', 'from');
    given([raised])
      .when(on('2026-12-23T10:00', 'nadia', 'hand-over', { from: 'nadia', to: 'piet', reason }))
      .refused('unknown', 'to');
  });

  it('have it handed over by whoever looks after them: their agency’s administrator, or the office, which sees nothing of it yet', () => {
    const looksAfter = rulesWith(
      withPeople(everybody, [
        person('adele', 'Adele Example', trust, ['administrator']),
        person('otto', 'Otto Example', council, ['administrator']),
      ]),
    );
    const handed = { from: 'nadia', to: 'yusuf', reason };
    for (const by of ['adele', 'bella']) {
      const outcome = given([raised], looksAfter).when(on('2026-12-23T10:00', by, 'hand-over', handed));
      outcome.then({ type: 'HandedOver', by, from: 'nadia', to: 'yusuf' });
      expect(maySee(by, outcome.state(), looksAfter, at('2026-12-23T11:00'))).toBe('nothing');
      expect(outcome.told()).toEqual(['nadia: HandedOver', 'rosa: HandedOver', 'yusuf: HandedOver']);
    }
    given([raised], looksAfter)
      .when(on('2026-12-23T10:00', 'otto', 'hand-over', handed))
      .refused('not-yours');
    given([raised], looksAfter)
      .when(on('2026-12-23T10:00', 'bella', 'hand-over', { ...handed, to: 'piet' }))
      .refused('unknown', 'to');
  });

  it('is not handed over by whoever may not read it to themselves, who would read it then', () => {
    const adele = person('adele', 'Adele Example', trust, ['administrator']);
    const rules = rulesWith(withPeople(everybody, [adele]));
    // Their line manager whom the procedure has not brought in, their deputy while they are there, who looks after them.
    for (const by of ['tom', 'yusuf', 'adele']) {
      const taken = on('2026-12-22T12:00', by, 'hand-over', { from: 'nadia', to: by, reason });
      const outcome = given([raised], rules).when(taken);
      outcome.refused('not-yours', 'to');
      expect(JSON.stringify(outcome.decision)).toContain('Choose a colleague');
      expect(maySee(by, outcome.state(), rules, at('2026-12-22T12:01'))).not.toBe('content');
    }
    // Somebody else gives it to them: it takes two.
    given([raised], rules)
      .when(on('2026-12-22T12:00', 'adele', 'hand-over', { from: 'nadia', to: 'tom', reason }))
      .then({ type: 'HandedOver', by: 'adele', to: 'tom' });
  });

  it('is taken over by whoever reads it already: a manager who was brought in, the deputy of somebody away', () => {
    const away = rulesWith(changed('nadia', { away: [{ from: '2026-12-20', to: '2026-12-31' }] }));
    given([raised], away)
      .when(on('2026-12-22T12:00', 'yusuf', 'hand-over', { from: 'nadia', to: 'yusuf', reason }))
      .then({ type: 'HandedOver', by: 'yusuf', to: 'yusuf' });
    given(stage2)
      .when(on('2026-12-22T12:00', 'tom', 'hand-over', { from: 'nadia', to: 'tom', reason }))
      .then({ type: 'HandedOver', by: 'tom', to: 'tom' });
  });

  it('is taken over by the only other person of the agency, so that no case is left without anybody', () => {
    const small = [...everybody.people].filter(([id, { agency }]) => {
      return agency !== trust.id || ['nadia', 'tom'].includes(id);
    });
    const outcome = given([raised], rulesWith({ ...everybody, people: new Map(small) })).when(
      on('2026-12-22T12:00', 'tom', 'hand-over', { from: 'nadia', to: 'tom', reason }),
    );
    outcome.then({ type: 'HandedOver', by: 'tom', from: 'nadia', to: 'tom' });
    expect(outcome.told()).toEqual(['nadia: HandedOver', 'rosa: HandedOver']);
  });

  it('bring in a role that the policy names for the stage, without changing who owes what', () => {
    const ask = on('2026-12-22T12:00', 'milan', 'bring-in', {
      person: 'desi',
      as: 'designated-professional',
    });
    const outcome = given(stage2).when(ask);
    outcome.then({ type: 'BroughtIn', person: 'desi', side: 'raising' });
    expect(maySee('desi', outcome.state(), outcome.story.rules, at('2026-12-22T12:00'))).toBe('content');
    given([...stage2, ask])
      .when(on('2026-12-22T12:05', 'desi', 'escalate', { to: '3' }))
      .refused('not-yours');
    given(stage2)
      .when(on('2026-12-22T12:00', 'milan', 'bring-in', { person: 'hugo', as: 'designated-professional' }))
      .refused('nobody-holds-role', 'person');
    given(stage2)
      .when(on('2026-12-22T12:00', 'milan', 'bring-in', { person: 'nora', as: 'designated-professional' }))
      .refused('unknown', 'person');
    given([raised])
      .when(on('2026-12-22T12:00', 'rosa', 'bring-in', { person: 'hugo', as: 'head-of-service' }))
      .refused('unknown', 'as');
  });
});

describe('the last forum', () => {
  it('is reached through the business manager, from whose passing on the chair’s days count', () => {
    const outcome = given(stage4).when(on('2026-12-23T10:00', 'bella', 'pass-on', {}));
    outcome.then(
      { type: 'PassedOn', head: 'iris' },
      { type: 'ObligationMet', obligation: '4.pass-on', late: true },
      { type: 'ObligationSet' },
    );
    expect(duty(outcome.raised(), '4.recommend')).toMatchObject({ due: moment('2027-01-04T17:00') });
    given(stage4)
      .when(on('2026-12-23T10:00', 'sunita', 'pass-on', {}))
      .refused('not-yours');
    given(stage4)
      .when(on('2026-12-23T10:00', 'iris', 'recommend', { recommendations: [] }))
      .refused('not-now');
    given(withChair)
      .when(on('2026-12-23T10:00', 'bella', 'pass-on', {}))
      .refused('already-done');
  });

  it('is told at once where nobody holds the office on the way', () => {
    const rules = rulesWith(vacant('business-manager'));
    given(stage3, rules)
      .when(on('2026-12-22T13:00', 'sunita', 'escalate', { to: '4' }))
      .thenAmongOthers({ type: 'PassedOn', by: 'sunita', head: 'iris' });
  });

  it('hears from whoever took over from somebody who was asked for information, and from whoever stands in for them', () => {
    const away = { deputy: 'dora', away: [{ from: '2026-12-23', to: '2026-12-31' }] };
    const rules = rulesWith(changed('hugo', away));
    const ask = on('2026-12-22T15:00', 'iris', 'ask-information', {
      of: ['grace', 'hugo'],
      question: words('q'),
      until: at('2026-12-23T17:00'),
    });
    const story = given([...withChair, ask], rules).when(
      on('2026-12-22T16:00', 'grace', 'hand-over', { from: 'grace', to: 'yusuf', reason: words('leave') }),
    ).story;
    const request = story.raised().requests[0]?.entry ?? 0;
    const give = (when: string, by: string) =>
      story.run(on(when, by, 'give-information', { request, words: words(by) }));
    const offered = (who: string, when: string) =>
      availableActs(who, story.state(), rules, at(when)).filter(({ type }) => type === 'give-information');
    expect(give('2026-12-22T16:30', 'dora')).toMatchObject({ reason: { code: 'not-yours' } });
    expect(offered('dora', '2026-12-22T16:30')).toEqual([]);
    expect(give('2026-12-23T10:00', 'grace')).toMatchObject({ reason: { code: 'not-yours' } });
    expect(offered('yusuf', '2026-12-23T10:00')).toEqual([
      { type: 'give-information', request, obligation: `4.information:${request}.1` },
    ]);
    expect(give('2026-12-23T10:00', 'yusuf')).toMatchObject({ kind: 'accepted' });
    expect(duty(story.raised(), `4.information:${request}.1`)).toMatchObject({
      status: 'met',
      metLate: false,
    });
    expect(give('2026-12-23T11:00', 'yusuf')).toMatchObject({ reason: { code: 'already-done' } });
    expect(offered('dora', '2026-12-23T11:00')).toEqual([
      { type: 'give-information', request, obligation: `4.information:${request}.2` },
    ]);
    expect(give('2026-12-23T11:00', 'dora')).toMatchObject({ kind: 'accepted' });
    expect(duty(story.raised(), `4.information:${request}.2`).status).toBe('met');
  });

  it('asks for written information, which is then owed by each who was asked', () => {
    const ask = on('2026-12-22T15:00', 'iris', 'ask-information', {
      of: ['nora', 'hugo'],
      question: words('q'),
      until: at('2026-12-24T12:00'),
    });
    const outcome = given(withChair).when(ask);
    outcome.then({ type: 'InformationAsked' }, { type: 'ObligationSet' }, { type: 'ObligationSet' });
    expect(outcome.told()).toEqual(['hugo: InformationAsked', 'nora: InformationAsked']);
    const request = outcome.raised().requests[0]?.entry ?? 0;
    given([...withChair, ask])
      .when(on('2026-12-23T10:00', 'hugo', 'give-information', { request, words: words('a') }))
      .thenAmongOthers(
        { type: 'InformationGiven', by: 'hugo' },
        { type: 'ObligationMet', obligation: `4.information:${request}.2`, late: false },
      );
    given([...withChair, ask])
      .when(on('2026-12-23T10:00', 'rosa', 'give-information', { request, words: words('a') }))
      .refused('not-yours');
    given(withChair)
      .when(
        on('2026-12-22T15:00', 'bella', 'ask-information', {
          of: ['nora'],
          question: words('q'),
          until: at('2026-12-24T12:00'),
        }),
      )
      .refused('not-yours');
  });

  it('recommends something to every agency of the matter, and to no other', () => {
    const to = (...agencies: readonly string[]) => ({
      recommendations: agencies.map((agency) => ({ to: agency, words: words(agency) })),
    });
    given(withChair)
      .when(on('2026-12-23T10:00', 'iris', 'recommend', to('northbrook-council')))
      .refused('missing', 'recommendations');
    given(withChair)
      .when(
        on(
          '2026-12-23T10:00',
          'iris',
          'recommend',
          to('northbrook-council', 'st-aldhelms', 'eastmere-police'),
        ),
      )
      .refused('unknown', 'recommendations');
    const outcome = given(withChair).when(
      on('2026-12-23T10:00', 'iris', 'recommend', to('northbrook-council', 'st-aldhelms')),
    );
    outcome.thenAmongOthers(
      { type: 'RecommendationsMade' },
      { type: 'ObligationMet', obligation: '4.recommend', late: false },
    );
    expect(outcome.raised().status).toBe('answering');
    expect(outcome.told()).toEqual(
      ['bella', 'grace', 'milan', 'nadia', 'nora', 'rosa', 'sunita'].map(
        (person) => `${person}: RecommendationsMade`,
      ),
    );
    const recommendation = outcome.raised().recommendations[0]?.id ?? '';
    const answer = { recommendation, answer: 'will-act', words: words('x') } as const;
    expect(outcome.story.run(on('2026-12-23T11:00', 'grace', 'answer-recommendation', answer))).toMatchObject(
      {
        kind: 'refused',
        reason: { code: 'not-yours' },
      },
    );
    // Without a date in the policy, answers are brought up every five working days.
    outcome.story.until('2027-01-04T09:00');
    expect(
      outcome.story.notices().some(({ to: who, about }) => who === 'grace' && about.what === 'reminder'),
    ).toBe(true);
  });

  it('that is late is brought to the business manager', () => {
    const story = simulate();
    for (const step of withChair) story.step(step);
    story.until('2027-01-05T09:00');
    const late = story
      .notices()
      .filter(
        ({ to, about }) => to === 'bella' && 'obligation' in about && about.obligation === '4.recommend',
      );
    expect(late.map(({ about }) => about.what)).toEqual(['limit-passed', 'reminder', 'reminder']);
  });

  it('has the office advise the other board, where the adult is placed out of the area', () => {
    const past = [raising('2026-12-22T10:00', { flags: ['out-of-area'] }), ...stage3.slice(1)];
    const advise = { on: '2026-12-22', whom: words('whom') };
    given(past)
      .when(on('2026-12-22T15:00', 'bella', 'advise-other-board', advise))
      .then({ type: 'OtherBoardAdvised' }, { type: 'ObligationMet', obligation: '3.advise-other-board' });
    given(stage3)
      .when(on('2026-12-22T15:00', 'bella', 'advise-other-board', advise))
      .refused('not-now');
    // The task outlives the stage.
    const on4 = given(past).when(on('2026-12-22T16:00', 'sunita', 'escalate', { to: '4' }));
    expect(duty(on4.raised(), '3.advise-other-board').status).toBe('open');
  });
});

describe('the record', () => {
  it('corrects the date of the concern only to an earlier one, which brings limits forward', () => {
    const outcome = given([raised]).when(
      on('2026-12-22T12:00', 'rosa', 'correct-concern', {
        concern: { arose: at('2026-12-20T10:00') },
        reason,
      }),
    );
    outcome.thenAmongOthers({ type: 'ConcernCorrected' });
    // Sunday: Monday is the first working day, so five of them end on Tuesday 29 December; speaking ends there too.
    expect(duty(outcome.raised(), '1.resolve').due).toBe(moment('2026-12-29T17:00'));
    given([raised])
      .when(
        on('2026-12-23T12:00', 'rosa', 'correct-concern', {
          concern: { arose: at('2026-12-23T10:00') },
          reason,
        }),
      )
      .refused('not-earlier', 'concern');
    given([raised])
      .when(
        on('2026-12-22T12:00', 'nadia', 'correct-concern', {
          concern: { arose: at('2026-12-20T10:00') },
          reason,
        }),
      )
      .refused('not-yours');
  });

  it('moves open limits for a holiday that is announced late, with the old date kept', () => {
    const story = simulate();
    story.step(raised);
    const { calendar } = story.rules;
    const holidays = new Map([...calendar.holidays, ['2026-12-30', 'A day of mourning'] as const]);
    const later = { ...story.rules, calendar: { ...calendar, holidays } };
    const recount = machine(at('2026-12-23T10:00'), 'recount-limits', {});
    expect(decide(recount, story.state(), later)).toEqual({
      kind: 'accepted',
      events: [
        {
          type: 'ObligationMoved',
          obligation: '1.resolve',
          from: moment('2026-12-31T17:00'),
          to: moment('2027-01-04T17:00'),
          because: 'late-holiday',
        },
      ],
    });
  });

  it('lets each agency confirm once that it is on the adult’s file', () => {
    const filed = on('2026-12-23T10:00', 'nadia', 'confirm-filing', { place: 'adults-file' });
    given([raised]).when(filed).thenAmongOthers({ type: 'FilingConfirmed', agency: 'st-aldhelms' });
    given([raised, filed])
      .when(on('2026-12-23T11:00', 'nadia', 'confirm-filing', { place: 'adults-file' }))
      .refused('already-done');
    given([raised])
      .when(on('2026-12-23T11:00', 'nadia', 'confirm-filing', { place: 'elsewhere' }))
      .refused('unknown', 'place');
  });

  it('is corrected only by whoever wrote the entry', () => {
    given([raised])
      .when(on('2026-12-23T11:00', 'rosa', 'correct-entry', { entry: 1, words: words('x') }))
      .then({ type: 'EntryCorrected', entry: 1 });
    given([raised])
      .when(on('2026-12-23T11:00', 'nadia', 'correct-entry', { entry: 1, words: words('x') }))
      .refused('not-yours');
    given([raised])
      .when(on('2026-12-23T11:00', 'rosa', 'correct-entry', { entry: 99, words: words('x') }))
      .refused('unknown');
  });

  it('is withdrawn by the raising side alone, and re-opened by either when it is closed', () => {
    given([raised])
      .when(on('2026-12-23T11:00', 'nadia', 'withdraw', { reason }))
      .refused('not-yours');
    given([raised])
      .when(on('2026-12-23T11:00', 'nadia', 'reopen', { reason }))
      .refused('not-now');
    const closed = [raised, on('2026-12-23T11:00', 'rosa', 'withdraw', { reason })];
    given(closed)
      .when(on('2026-12-23T12:00', 'nadia', 'respond', response))
      .refused('closed');
    const outcome = given(closed).when(on('2026-12-23T12:00', 'nadia', 'reopen', { reason }));
    expect(outcome.raised().status).toBe('open');
    expect(duty(outcome.raised(), '1.speak:st-aldhelms').status).toBe('open');
  });
});

describe('somebody who cannot be reached', () => {
  const note = (person: string, about = 'notice-1') =>
    machine(at('2026-12-22T10:01'), 'note-unreachable', { person, why: 'not-in-workspace', about });

  it('is a task for the deputy, or else the line manager, and word to the raiser', () => {
    given([raised])
      .when(note('nadia'))
      .then({ type: 'PersonUnreachable', person: 'nadia', told: ['yusuf', 'rosa'] });
    const alone = rulesWith(changed('nadia', { deputy: 'nobody' }));
    given([raised], alone)
      .when(note('nadia'))
      .then({ type: 'PersonUnreachable', told: ['tom', 'rosa'] });
    given([raised])
      .when(note('rosa'))
      .then({ type: 'PersonUnreachable', told: ['milan'] });
  });

  it('is noted once for one notice, and never told to somebody who cannot be reached either', () => {
    given([raised, note('nadia')])
      .when(note('nadia'))
      .then();
    given([raised, note('yusuf'), note('rosa')])
      .when(note('nadia'))
      .then({ type: 'PersonUnreachable', told: ['tom'] });
  });

  it('of an alert is followed by whoever stands in, who is told again with the others', () => {
    const story = simulate();
    story.step(on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk()));
    story.step(
      machine(at('2026-12-26T02:01'), 'note-unreachable', { person: 'milan', why: 'gone', about: 'n' }),
    );
    story.until('2026-12-26T02:10');
    const again = story.notices().filter((one) => one.at.getTime() === at('2026-12-26T02:10').getTime());
    expect(again.map(({ to, about }) => `${to} ${about.what}`).sort()).toEqual([
      'dora alert',
      'lena alert',
      'milan alert',
      'rosa nobody-has-acknowledged',
    ]);
  });

  it('is urgent word while an alert stands unanswered, and plain word else', () => {
    const story = simulate();
    story.step(raised);
    story.step(note('nadia'));
    story.step(on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk()));
    story.step(
      machine(at('2026-12-26T02:01'), 'note-unreachable', { person: 'milan', why: 'gone', about: 'alert' }),
    );
    const heard = story.notices().filter(({ about }) => about.what === 'PersonUnreachable');
    const urgent = heard.map(({ to, about }) => `${to} ${isUrgent(about) ? 'urgent' : 'plain'}`);
    expect(urgent.sort()).toEqual(['dora urgent', 'rosa plain', 'rosa urgent', 'yusuf plain']);
  });
});

describe('an immediate risk', () => {
  it('falls back to whoever is there, and to a telephone where nobody is', () => {
    const noManagers = vacant(
      'safeguarding-lead',
      vacant('line-manager', changed('rosa', { lineManager: 'gone' })),
    );
    given([], rulesWith(noManagers))
      .when(on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk()))
      .then({
        type: 'ImmediateRiskReported',
        told: [{ side: 'raising', role: 'senior-manager', person: 'sunita' }],
      });
    const onlyOffice = changed('rosa', { seniorManager: 'gone' }, vacant('senior-manager', noManagers));
    given([], rulesWith(onlyOffice))
      .when(on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk()))
      .then({
        type: 'ImmediateRiskReported',
        told: [{ side: 'board', role: 'business-manager', person: 'bella' }],
      });
    const nobody = given([], rulesWith(vacant('business-manager', onlyOffice))).when(
      on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk()),
    );
    nobody.then({ type: 'ImmediateRiskReported', told: [] });
    expect(nobody.told()).toEqual(['rosa: nobody-has-acknowledged']);
  });

  it('tells somebody who is away and their deputy too', () => {
    const rules = rulesWith(changed('milan', { away: [{ from: '2026-12-20', to: '2026-12-31' }] }));
    const outcome = given([], rules).when(on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk()));
    expect(outcome.told()).toEqual(['dora: alert', 'lena: alert', 'milan: alert']);
  });

  it('is refused to somebody who has no part in the case, with the number to ring', () => {
    // A colleague, a line manager whom the procedure has not brought in, and another agency: each reports it afresh.
    for (const who of ['omar', 'milan', 'lena', 'piet'])
      given([raised])
        .when(on('2026-12-22T12:00', who, 'report-immediate-risk', risk()))
        .refused('not-yours');
    given([])
      .when(on('2026-12-22T12:00', 'omar', 'report-immediate-risk', risk()))
      .then({ type: 'ImmediateRiskReported', by: 'omar' });
    given([])
      .when(on('2026-12-26T02:00', 'stranger', 'report-immediate-risk', risk()))
      .refused('not-yours');
  });

  it('has the matter raised beside it by whoever reported it or was told, and by nobody else', () => {
    const reported = on('2026-12-22T10:00', 'rosa', 'report-immediate-risk', risk());
    const withTrust = { receiving: [{ agency: trust.id, professional: 'nadia' }] };
    const withCouncil = { receiving: [{ agency: council.id, professional: 'rosa' }] };
    given([reported])
      .when(raising('2026-12-22T11:00', withCouncil, 'nadia'))
      .refused('not-yours');
    given([reported])
      .when(raising('2026-12-22T11:00', withTrust, 'omar'))
      .refused('not-yours');
    for (const who of ['rosa', 'milan', 'lena'])
      given([reported])
        .when(raising('2026-12-22T11:00', withTrust, who))
        .thenAmongOthers({ type: 'CaseRaised', by: who });
    // Nor is it offered to them.
    const story = simulate();
    story.step(reported);
    const offered = (who: string) =>
      availableActs(who, story.state(), story.rules, at('2026-12-22T11:00')).map(({ type }) => type);
    expect(offered('omar')).toEqual([]);
    expect(offered('lena')).toContain('raise');
  });

  it('is answered only once, and only by somebody it concerns', () => {
    const past = [on('2026-12-26T02:00', 'rosa', 'report-immediate-risk', risk())];
    const answer = (by: string, minute: string) =>
      on(`2026-12-26T02:${minute}`, by, 'answer-alert', { alertId: 'alert-1', inPlace: words('x') });
    given(past).when(answer('piet', '05')).refused('not-yours');
    given([...past, answer('milan', '05')])
      .when(answer('lena', '06'))
      .refused('already-done');
  });
});

describe('who may see a case', () => {
  const now = at('2026-12-22T16:00');
  const sight = (past: typeof stage4, person: string) => {
    const story = simulate();
    for (const step of past) story.step(step);
    return maySee(person, story.state(), story.rules, now);
  };

  it.each([
    ['rosa', 'content', 'content', 'content'],
    ['nadia', 'content', 'content', 'content'],
    ['tom', 'reference', 'content', 'content'],
    ['nora', 'nothing', 'content', 'content'],
    ['omar', 'nothing', 'nothing', 'nothing'],
    ['piet', 'nothing', 'nothing', 'nothing'],
    ['bella', 'nothing', 'content', 'content'],
    ['iris', 'nothing', 'nothing', 'content'],
    ['stranger', 'nothing', 'nothing', 'nothing'],
  ] as const)(
    '%s sees %s at stage 1, %s at stage 3 and %s once the chair is told',
    (person, one, three, four) => {
      expect([sight([raised], person), sight(stage3, person), sight(withChair, person)]).toEqual([
        one,
        three,
        four,
      ]);
    },
  );

  it('is no longer somebody who moved to another agency', () => {
    const story = simulate(rulesWith(changed('nadia', { agency: police.id })));
    const past = simulate();
    past.step(raised);
    expect(maySee('nadia', past.state(), story.rules, now)).toBe('nothing');
  });

  it('is offered nothing where there is nothing to see', () => {
    const story = simulate();
    story.step(raised);
    expect(availableActs('piet', story.state(), story.rules, now)).toEqual([]);
    expect(availableActs('omar', story.state(), story.rules, now)).toEqual([]);
    expect(availableActs('nadia', story.state(), story.rules, now)).toContainEqual({
      type: 'log-discussion',
      obligation: '1.speak:st-aldhelms',
    });
  });
});

function raise(): never {
  throw new Error('Not in the directory');
}
