import { describe, expect, it } from 'vitest';
import { dateKindOf } from '../../src/case/date-kind.ts';
import { viewsOf } from '../../src/flows/case-views.ts';
import { policySchema } from '../../src/policy/policy.ts';
import { at, redbridge } from '../policy/policies.ts';
import { everybody, on, raising, rulesWith, words } from '../support/case-world.ts';
import { boardRules, raisingAt } from '../support/board-world.ts';
import { duty, moment, simulate, told } from '../support/given.ts';
import { source, stage } from '../support/ladder.ts';
import { messagesOf } from '../support/whole-case.ts';

function begin(stages: readonly unknown[], reminders = {}) {
  const policy = policySchema.parse({ ...redbridge(), reminders, stages });
  const story = simulate(rulesWith(everybody, policy));
  story.step(raising('2026-12-22T10:00'));
  return story;
}

const target = { due: { working_days: 5, after: 'concern' }, source };

describe('An aim, in Solihull', () => {
  const rules = boardRules('solihull');
  const raised = () => {
    const story = simulate(rules);
    story.step(raisingAt('solihull', '2026-12-22T10:00'));
    return story;
  };

  it('is reminded of as an aim, and prompts both sides when it has passed, and is never called late', () => {
    const story = raised();
    story.until('2027-01-06T12:00');
    expect(duty(story.raised(), '1.resolve').due).toBe(moment('2026-12-31T17:00'));
    expect(told(story.notices())).toEqual(
      expect.arrayContaining(['nadia: limit-passed 1.resolve', 'rosa: limit-passed 1.resolve']),
    );
    const messages = messagesOf(story).filter((one) => one.includes('both sides accept'));
    const first = (words: string) => messages.find((one) => one.includes(words)) ?? '';
    expect(first('The aim is today')).toContain('find a way forward that both sides accept');
    expect(first('The aim is the next working day')).toContain('The aim is Thursday 31 December 2026, 17:00');
    expect(first('The aim has passed')).toContain('either side takes it to Stage 2');
    for (const one of messages.filter((text) => text.includes('aim'))) {
      expect(one).not.toMatch(/overdue|Overdue|The limit|\blate\b/);
    }
  });

  it('that has passed stands in the lists, and not among what is overdue', () => {
    const story = raised();
    story.until('2027-01-06T12:00');
    const due = viewsOf(story.state(), rules).dues.filter(({ obligation }) => obligation === '1.resolve');
    expect(due.map(({ person, passed }) => [person, passed])).toEqual([
      ['rosa', false],
      ['nadia', false],
    ]);
  });

  it('that a person brings forward to protect the adult is a limit from then on', () => {
    const story = raised();
    const until = at('2026-12-23T12:00');
    story.step(on('2026-12-22T12:00', 'rosa', 'set-protective-date', { until, reason: words('reason') }));
    const state = story.raised();
    expect(dateKindOf(duty(state, '1.resolve'), state, rules.policy)).toBe('limit');
    story.until('2026-12-23T13:00');
    expect(messagesOf(story).some((one) => one.includes('The limit has passed'))).toBe(true);
  });
});

describe('A target without a limit', () => {
  const story = begin([stage('1', [{ duty: 'meet', target }])]);
  story.until('2027-01-06T12:00');

  it('is reminded of, told when it comes, and brought up each working morning after it', () => {
    const about = told(story.notices()).filter((one) => one.startsWith('milan') && one.includes('1.meet'));
    expect(about).toEqual([
      'milan: day-before 1.meet',
      'milan: nudge 1.meet',
      'milan: nudge 1.meet',
      'milan: nudge 1.meet',
      'milan: on-the-day 1.meet',
      'milan: target 1.meet',
    ]);
    const nudges = story.entries().flatMap(({ event, at: when }) => {
      return event.type === 'ReminderFell' && event.kind === 'nudge' ? [when] : [];
    });
    expect(nudges).toEqual(expect.arrayContaining(['2027-01-04T09:00:00.000Z', '2027-01-05T09:00:00.000Z']));
  });

  it('lapses nothing, and nobody is told of a limit', () => {
    expect(story.entries().some(({ event }) => event.type === 'DeadlinePassed')).toBe(false);
    expect(story.raised().unresolved).toEqual({});
    const messages = messagesOf(story).filter((one) => one.includes('arrange a meeting'));
    expect(messages.some((one) => one.includes('The target is today'))).toBe(true);
    expect(messages.some((one) => one.includes('The target was Thursday 31 December 2026, 17:00'))).toBe(
      true,
    );
    expect(messages.join('\n')).not.toMatch(/overdue|Overdue|The limit was/);
  });
});

describe('The interval at which a matter without a time is looked at again', () => {
  const review = { duty: 'review', added: true, repeats: true };

  it('is five working days, or what the board’s file says', () => {
    const usual = begin([stage('1', [review])]);
    expect(duty(usual.raised(), '1.review').due).toBe(moment('2026-12-31T17:00'));
    const weekly = begin([stage('1', [review])], { review_every_working_days: 2 });
    expect(duty(weekly.raised(), '1.review').due).toBe(moment('2026-12-24T17:00'));
    weekly.until('2026-12-29T12:00');
    expect(duty(weekly.raised(), '1.review').due).toBe(moment('2026-12-30T17:00'));
  });

  it('is that of the review that the software adds too, and of duties without a date', () => {
    const added = begin([stage('1', [])], { review_every_working_days: 2 });
    expect(duty(added.raised(), '1.review-added').due).toBe(moment('2026-12-24T17:00'));
    const dateless = begin([stage('1', [{ duty: 'meet' }])], { review_every_working_days: 2 });
    dateless.until('2026-12-24T12:00');
    expect(told(dateless.notices())).toContain('milan: nudge 1.meet');
  });

  it('gives one reminder each time, which says that it is no rule of the procedure, and nothing is overdue', () => {
    const story = begin([stage('1', [review])]);
    story.until('2027-01-09T12:00');
    const heard = told(story.notices()).filter((one) => one.startsWith('milan') && one.includes('1.review'));
    expect(heard).toEqual(['milan: limit-passed 1.review', 'milan: limit-passed 1.review']);
    const messages = messagesOf(story).filter((one) => one.includes('A reminder:'));
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.every((one) => one.includes('no rule of its procedure'))).toBe(true);
    expect(messages.join('\n')).not.toMatch(/Overdue|The limit/);
    const dues = viewsOf(story.state(), story.rules).dues;
    expect(dues.filter(({ passed }) => passed)).toEqual([]);
  });
});
