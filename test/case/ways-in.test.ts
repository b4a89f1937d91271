import { describe, expect, it } from 'vitest';
import type { CommandOf } from '../../src/case/commands.ts';
import { timeline } from '../../src/policy/timeline.ts';
import { policySchema } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { at, calendarWith, redbridge } from '../policy/policies.ts';
import { everybody, on, raising, risk, rulesWith, words } from '../support/case-world.ts';
import { duty, given, moment, simulate, told } from '../support/given.ts';
import { source, stage } from '../support/ladder.ts';
import { trust } from '../support/practice-directory.ts';

type More = Readonly<Record<string, unknown>>;
const tuesday = '2026-12-22T10:00';
const resolve = { duty: 'resolve', lapses: true, due: { working_days: 5, after: 'entered' } } as const;
const reason = words('reason');

/** Three ladders of the same four stages; `skips` are the ways past the first of them. */
function ladder(skips: readonly More[], stages: readonly unknown[] = fourStages()): Policy {
  const { triage } = redbridge();
  return policySchema.parse({ ...redbridge(), triage: { ...triage, skips }, stages });
}

function fourStages(): readonly unknown[] {
  const professionals = { raising: ['professional'], receiving: ['professional'] };
  return [
    stage('1', [{ duty: 'raise', due: { hours: 1, after: 'concern' } }, { duty: 'acknowledge' }, resolve], {
      people: professionals,
    }),
    stage('2', [{ duty: 'speak', due: { working_days: 2, after: 'entered' } }, resolve]),
    stage('3', [
      {
        ...resolve,
        due: { latest: [{ limit_of: '2.speak' }, { working_days: 3, after: 'unresolved' }] },
      },
    ]),
    redbridge().stages[3],
  ];
}

const atRisk = {
  id: 'at-risk',
  when: 'serious-risk',
  says: 'You may go straight on.',
  to: ['2', '3', '4'],
  source,
};
const anyTime = { id: 'any-time', when: 'any', says: 'You may begin higher.', to: ['3'], source };

function starting(stageId: string, more: Partial<CommandOf<'raise'>> = {}) {
  return raising(tuesday, { startsAt: { stage: stageId, reason }, ...more });
}

describe('a raise that begins further up', () => {
  const rules = rulesWith(everybody, ladder([anyTime, atRisk]));

  it('comes to that stage with its people and its duties, the reason and the rule that let it', () => {
    given([], rules)
      .when(starting('3'))
      .thenAmongOthers({
        type: 'StageEntered',
        stage: '3',
        actors: [
          { side: 'raising', role: 'line-manager', person: 'milan' },
          { side: `receiving:${trust.id}`, role: 'line-manager', person: 'tom' },
        ],
        vacancies: [],
        by: 'rosa',
        reason,
        skip: 'any-time',
      });
  });

  it('sets no duty of a stage that it passes by, so that a late raise is not late', () => {
    const story = simulate(rules);
    story.step(starting('3', { concern: { arose: at('2026-12-14T10:00') } }));
    expect(story.raised().obligations.map(({ id }) => id)).toEqual(['3.resolve']);
  });

  it('has a date though that counts from a stage passed by, and from a limit that was never set', () => {
    const story = simulate(rules);
    story.step(starting('3'));
    expect(duty(story.raised(), '3.resolve').due).toBe(moment('2026-12-29T17:00'));
  });

  it('is told to both sides, managers and professionals, and to nobody twice', () => {
    expect(told(given([], rules).when(starting('3')).story.notices())).toEqual([
      'milan: CaseRaised',
      'nadia: CaseRaised',
      'rosa: CaseRaised',
      'tom: CaseRaised',
    ]);
  });

  it('goes to the office on the way where it begins at the forum', () => {
    const past = [risk()].map((said) => on(tuesday, 'rosa', 'report-immediate-risk', said));
    const when = given(past, rules).when(starting('4'));
    expect(when.raised().obligations.map(({ id }) => id)).toContain('4.pass-on');
    expect(when.told()).toContain('bella: StageEntered');
  });

  it('needs its reason', () => {
    given([], rules)
      .when(raising(tuesday, { startsAt: { stage: '3' } }))
      .refused('missing', 'start-reason');
  });

  it('is refused where only a risk opens the way and none was reported, and taken once one was', () => {
    given([], rules).when(starting('2')).refused('not-now', 'start');
    const reported = on(tuesday, 'rosa', 'report-immediate-risk', risk());
    given([reported], rules).when(starting('2')).thenAmongOthers({ type: 'CaseRaised' });
  });

  it('is refused where the policy has no such way', () => {
    given([]).when(starting('2')).refused('not-now', 'start');
    given([], rules).when(starting('no-such-stage')).refused('not-now', 'start');
  });

  it('may name the ordinary first stage, without a reason', () => {
    const first = raising(tuesday, { startsAt: { stage: '1' } });
    given([], rules).when(first).thenAmongOthers({ type: 'CaseRaised' });
    const story = simulate(rules);
    story.step(first);
    expect(story.raised()).toMatchObject({ stage: '1' });
    expect(duty(story.raised(), '1.raise').status).toBe('met');
  });
});

describe('going straight to a later stage', () => {
  const rules = rulesWith(everybody, ladder([atRisk]));
  const go = (by: string, to: string, more: More = {}) =>
    on('2026-12-22T11:00', by, 'skip-to', { to, reason, atRisk: true, ...more });

  it('moves the case and tells the person’s own people of the risk at once', () => {
    const when = given([raising(tuesday)], rules).when(go('rosa', '3'));
    expect(when.raised()).toMatchObject({ status: 'open', stage: '3' });
    expect(when.raised().alerts).toMatchObject([{ reporter: 'rosa' }]);
    expect(when.told()).toEqual(
      expect.arrayContaining(['milan: alert', 'nadia: StageEntered', 'tom: StageEntered']),
    );
    expect(when.alarms().map(({ wake }) => wake.for)).toContain('alert');
  });

  it('rings no second alarm while one stands, and rings again once that was answered', () => {
    const reported = on('2026-12-22T10:10', 'nadia', 'report-immediate-risk', risk());
    const answered = on('2026-12-22T10:15', 'tom', 'answer-alert', {
      alertId: 'alert-8',
      inPlace: words('in-place'),
    });
    const one = given([raising(tuesday), reported], rules).when(go('rosa', '2'));
    expect(one.raised().alerts).toHaveLength(1);
    const alertId = one.raised().alerts[0]?.id ?? '';
    const past = [raising(tuesday), reported, { ...answered, alertId } as typeof answered];
    expect(given(past, rules).when(go('rosa', '2')).raised().alerts).toHaveLength(2);
  });

  it('is open to either side that acts, and to nobody else', () => {
    given([raising(tuesday)], rules)
      .when(go('nadia', '2'))
      .thenAmongOthers({ type: 'StageEntered' });
    given([raising(tuesday)], rules)
      .when(go('tom', '2'))
      .refused('not-yours');
  });

  it('is refused where the risk is not there, where it leads back, and where the policy has no such way', () => {
    given([raising(tuesday)], rules)
      .when(go('rosa', '2', { atRisk: false }))
      .refused('missing', 'at-risk');
    given([raising(tuesday), go('rosa', '3')], rules)
      .when(go('milan', '2'))
      .refused('not-now', 'to');
    given([raising(tuesday)])
      .when(go('rosa', '2'))
      .refused('not-now');
  });

  it('asks for no risk where the policy lets it at any time, and tells of one that there is', () => {
    const free = rulesWith(everybody, ladder([anyTime]));
    const calm = given([raising(tuesday)], free).when(go('rosa', '3', { atRisk: false }));
    expect(calm.raised()).toMatchObject({ stage: '3', alerts: [] });
    expect(
      given([raising(tuesday)], free)
        .when(go('rosa', '3'))
        .raised().alerts,
    ).toHaveLength(1);
  });

  it('ends what the old stage owed, sets nothing of the stages between, and shows a limit that has passed', () => {
    const fixed = [
      ...fourStages().slice(0, 2),
      stage('3', [
        {
          ...resolve,
          due: { working_days: 2, after: 'concern' },
          if_entered_late: { due: { working_days: 3, after: 'entered' }, source, added: true },
        },
      ]),
    ];
    const story = simulate(rulesWith(everybody, ladder([anyTime], fixed)));
    story.step(raising(tuesday));
    story.step(on('2026-12-29T10:00', 'rosa', 'skip-to', { to: '3', reason, atRisk: false }));
    const open = story.raised().obligations.filter(({ status }) => status === 'open');
    expect(open.map(({ id }) => id)).toEqual(['3.resolve']);
    expect(open[0]).toMatchObject({ due: moment('2026-12-24T17:00'), remindTo: moment('2027-01-04T17:00') });
    expect(story.raised().obligations.some(({ stage: of }) => of === '2')).toBe(false);
  });
});

describe('an informal stage', () => {
  const people = { raising: ['professional'], receiving: ['professional'] };
  const clarify = stage('clarify', [], { informal: true, people });
  const optional = rulesWith(everybody, ladder([], [clarify, ...fourStages()]));

  it('that owes nothing is passed by, unless the raiser begins there, and then stage by stage', () => {
    const ordinary = simulate(optional);
    ordinary.step(raising(tuesday));
    expect(ordinary.raised().stage).toBe('1');
    const story = simulate(optional);
    story.step(raising(tuesday, { startsAt: { stage: 'clarify' } }));
    expect(story.raised().stage).toBe('clarify');
    expect(story.raised().obligations).toMatchObject([{ rule: 'review-added', added: true }]);
    story.step(on('2026-12-29T10:00', 'rosa', 'escalate', { to: '1' }));
    // It was raised before it came here: nothing asks for that again.
    const ids = story.raised().obligations.map(({ id }) => id);
    expect(ids).toEqual(['clarify.review-added', '1.acknowledge', '1.resolve']);
  });

  it('that owes something is an ordinary stage: the case begins there, it has dates and lapses', () => {
    const owing = stage('talk', [{ ...resolve, due: { working_days: 2, after: 'concern' } }], {
      informal: true,
      people,
    });
    const policy = ladder([], [owing, ...fourStages().slice(1)]);
    expect(timeline(policy, calendarWith(), at(tuesday))[0]).toMatchObject({
      stage: 'talk',
      obligation: 'resolve',
      due: at('2026-12-24T17:00'),
    });
    const story = simulate(rulesWith(everybody, policy));
    story.step(raising(tuesday));
    expect(story.raised().stage).toBe('talk');
    story.until('2026-12-24T17:00');
    expect(story.raised().unresolved['talk']).toBe(moment('2026-12-24T17:00'));
  });
});
