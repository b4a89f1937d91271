import { describe, expect, it } from 'vitest';
import { policySchema } from '../../src/policy/policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { at, redbridge } from '../policy/policies.ts';
import { everybody, on, proposal, raising, rulesWith, words } from '../support/case-world.ts';
import { duty, moment, simulate, told } from '../support/given.ts';
import { source, stage } from '../support/ladder.ts';

/* Ladders that differ from Redbridge in data alone: fixed dates, aims without limits, no confirmation. */

function ladder(...stages: readonly unknown[]): Policy {
  return policySchema.parse({ ...redbridge(), stages });
}

function begin(policy: Policy, concern = '2026-12-22T10:00') {
  const story = simulate(rulesWith(everybody, policy));
  story.step(raising('2026-12-22T10:00', { concern: { arose: at(concern) } }));
  return story;
}

const resolve = { duty: 'resolve', lapses: true };

describe('a ladder of fixed dates', () => {
  const policy = ladder(
    stage('1', [{ ...resolve, due: { working_days: 2, after: 'concern' } }]),
    stage('2', [
      {
        ...resolve,
        due: { working_days: 5, after: 'concern' },
        if_entered_late: { due: { working_days: 3, after: 'entered' }, source, added: true },
      },
    ]),
  );

  it('prompts at the limit and nudges both sides every working day, where it sets no duty to escalate', () => {
    const story = begin(policy);
    story.until('2026-12-30T09:00');
    const said = story.entries().flatMap(({ event, at: when }) => {
      return event.type === 'DeadlinePassed' || (event.type === 'ReminderFell' && event.kind === 'nudge')
        ? [when]
        : [];
    });
    expect(said).toEqual([
      '2026-12-24T17:00:00.000Z',
      '2026-12-29T09:00:00.000Z',
      '2026-12-30T09:00:00.000Z',
    ]);
  });

  it('shows a stage entered after its own limit as passed, and reminds up to a date that is added', () => {
    const story = begin(policy);
    story.step(on('2027-01-04T10:00', 'milan', 'escalate', { to: '2' }));
    expect(duty(story.raised(), '2.resolve')).toMatchObject({
      due: moment('2026-12-31T17:00'),
      remindTo: moment('2027-01-07T17:00'),
      passed: false,
    });
    story.until('2027-01-07T16:59');
    expect(duty(story.raised(), '2.resolve').passed).toBe(false);
    story.until('2027-01-07T17:00');
    expect(duty(story.raised(), '2.resolve').passed).toBe(true);
    expect(story.raised().unresolved['2']).toBe(moment('2027-01-07T17:00'));
  });

  it('opens overdue, with escalating open at once, after a late raise', () => {
    const story = begin(policy, '2026-12-14T10:00');
    story.until('2026-12-22T10:00');
    expect(duty(story.raised(), '1.resolve').passed).toBe(true);
    expect(told(story.notices())).toContain('tom: limit-passed 1.resolve');
    story.step(on('2026-12-22T10:05', 'milan', 'escalate', { to: '2' }));
    expect(story.raised().stage).toBe('2');
  });

  it('closes with the agreement, where no confirmation is asked for', () => {
    const story = begin(policy);
    story.step(on('2026-12-23T10:00', 'tom', 'propose-outcome', proposal));
    story.step(
      on('2026-12-23T11:00', 'milan', 'agree-outcome', { proposal: story.raised().proposal?.entry ?? 0 }),
    );
    expect(story.raised()).toMatchObject({ status: 'closed', how: 'resolved' });
    expect(told(story.notices().slice(-4))).toEqual([
      'milan: CaseClosed',
      'nadia: CaseClosed',
      'rosa: CaseClosed',
      'tom: CaseClosed',
    ]);
  });
});

describe('a ladder without a timescale', () => {
  it('is reviewed again and again at the board’s interval', () => {
    const story = begin(
      ladder(
        stage('1', [
          { duty: 'review', due: { working_days: 5, after: 'entered' }, repeats: true, added: true },
        ]),
      ),
    );
    story.until('2027-01-20T12:00');
    const reviews = story
      .entries()
      .flatMap(({ event, at: when }) => (event.type === 'DeadlinePassed' ? [when] : []));
    expect(reviews).toEqual([
      '2026-12-31T17:00:00.000Z',
      '2027-01-08T17:00:00.000Z',
      '2027-01-15T17:00:00.000Z',
    ]);
    expect(duty(story.raised(), '1.review')).toMatchObject({
      status: 'open',
      due: moment('2027-01-22T17:00'),
    });
  });

  it('gets a review that the software adds, so that no case is without a next step', () => {
    const story = begin(ladder(stage('1', [])));
    expect(duty(story.raised(), '1.review-added')).toMatchObject({
      added: true,
      due: moment('2026-12-31T17:00'),
    });
    story.until('2027-01-20T12:00');
    expect(duty(story.raised(), '1.review-added').status).toBe('open');
  });

  it('takes a protective date as its limit', () => {
    const story = begin(ladder(stage('1', []), stage('2', [])));
    const until = at('2026-12-23T12:00');
    story.step(on('2026-12-22T12:00', 'rosa', 'set-protective-date', { until, reason: words('reason') }));
    story.until('2026-12-23T12:00');
    expect(duty(story.raised(), '1.protective-date')).toMatchObject({ passed: true, lapses: true });
    expect(story.raised().unresolved['1']).toBe(moment('2026-12-23T12:00'));
  });
});
