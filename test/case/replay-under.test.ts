import { describe, expect, it } from 'vitest';
import { isDifferent, replayUnder } from '../../src/case/replay-under.ts';
import { policySchema, type Policy } from '../../src/policy/policy.ts';
import { at, redbridge } from '../policy/policies.ts';
import { everybody, on, proposal, raising, rulesWith, words } from '../support/case-world.ts';
import { moment, simulate } from '../support/given.ts';
import { source, stage } from '../support/ladder.ts';

function ladder(...stages: readonly unknown[]): Policy {
  return policySchema.parse({ ...redbridge(), stages });
}

const resolve = { duty: 'resolve', lapses: true };
const inDays = (days: number, after = 'entered') => ({
  ...resolve,
  due: { working_days: days, after } as never,
});
const seniors = { people: { raising: ['senior-manager'], receiving: ['senior-manager'] } };
const first = ladder(stage('1', [inDays(5)]), stage('2', [inDays(3)], seniors));

/** Raised on Monday 8 June 2026, taken to the second stage on Friday, settled on the Wednesday after. */
function finished(policy: Policy = first, protect = false) {
  const rules = rulesWith(everybody, policy);
  const story = simulate(rules);
  story.step(raising('2026-06-08T10:00'));
  if (protect)
    story.step(
      on('2026-06-08T11:00', 'tom', 'set-protective-date', {
        until: at('2026-06-11T12:00'),
        reason: words('why'),
      }),
    );
  if (!protect) story.step(on('2026-06-12T10:00', 'milan', 'declare-unresolved', { reason: words('why') }));
  story.step(on('2026-06-12T11:00', 'milan', 'escalate', { to: '2' }));
  story.step(on('2026-06-17T10:00', 'grace', 'propose-outcome', proposal));
  const { proposal: made } = story.raised();
  story.step(on('2026-06-17T11:00', 'sunita', 'agree-outcome', { proposal: made?.entry ?? 0 }));
  return { state: story.raised(), rules };
}

function under(policy: Policy, protect = false) {
  const { state, rules } = finished(first, protect);
  return replayUnder(state, rules, { ...rules, policy });
}

describe('a finished case under another version', () => {
  it('would have been the same, where the rules that it met are the same', () => {
    expect(isDifferent(under(first))).toBe(false);
  });

  it('would have had another limit, and have been late, or in time', () => {
    expect(under(ladder(stage('1', [inDays(5)]), stage('2', [inDays(2)], seniors))).limits).toEqual([
      {
        stage: 'Stage 2',
        duty: 'settle it',
        was: moment('2026-06-17T17:00'),
        wouldBe: moment('2026-06-16T17:00'),
        late: false,
        wouldBeLate: true,
      },
    ]);
    const { state, rules } = finished(ladder(stage('1', [inDays(5)]), stage('2', [inDays(2)], seniors)));
    const [back] = replayUnder(state, rules, { ...rules, policy: first }).limits;
    expect(back).toMatchObject({ late: true, wouldBeLate: false });
  });

  it('keeps a protective date, which is the earlier one', () => {
    expect(under(ladder(stage('1', [inDays(9)]), stage('2', [inDays(3)], seniors)), true).limits).toEqual([]);
    const [moved] = under(ladder(stage('1', [inDays(2)]), stage('2', [inDays(3)], seniors)), true).limits;
    expect(moved).toMatchObject({ was: moment('2026-06-11T12:00'), wouldBe: moment('2026-06-10T17:00') });
  });

  it('would not have been at a stage that is gone, and would have owed and told what is new', () => {
    const copies = [{ to: 'business-manager', on: 'entered', content: 'full', source }];
    const other = ladder(
      stage('1', [inDays(5), { duty: 'meet', due: { working_days: 1, after: 'raise' } }], { copies }),
    );
    expect(under(other)).toEqual({
      limits: [],
      stagesGone: ['Stage 2'],
      dutiesNew: ['Stage 1: arrange a meeting'],
      dutiesGone: [],
      alsoTold: [expect.stringMatching(/^Stage 1, entered: \S+/)],
      notTold: [],
    });
  });

  it('is told without anybody’s name', () => {
    const said = JSON.stringify(under(ladder(stage('1', [inDays(1)]))));
    for (const { id, name, email } of everybody.people.values())
      for (const word of [`"${id}"`, name, email]) expect(said).not.toContain(word);
  });
});
