import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { maySee, wasAlerted } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import type { Act } from '../../src/case/acts.ts';
import { isRaised } from '../../src/case/case-state.ts';
import type { CaseCommand, ImpersonalCommand } from '../../src/case/commands.ts';
import { decide } from '../../src/case/decide.ts';
import type { NoticeAbout } from '../../src/case/effect.ts';
import type { Rules } from '../../src/case/decision.ts';
import type { CaseState, RaisedCase } from '../../src/case/state.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { viewsOf } from '../../src/flows/case-views.ts';
import { wordNotice } from '../../src/flows/wording/word-notice.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { stageAfter } from '../../src/policy/policy-lookup.ts';
import { civilDateOf } from '../../src/policy/civil.ts';
import { at, redbridge, shippedPolicy } from '../policy/policies.ts';
import {
  vacant,
  changed,
  everybody,
  machine,
  on,
  raising,
  risk,
  rulesWith,
  spoke,
  words,
} from '../support/case-world.ts';
import { simulate } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { police, trust } from '../support/practice-directory.ts';

const people = [...everybody.people.keys()];
type Personal = Exclude<CaseCommand['type'], ImpersonalCommand>;
const types: readonly Personal[] = [
  'report-immediate-risk', 'answer-alert', 'record-referral', 'raise', 'acknowledge', 'confirm-file-read', 'respond', 'log-discussion',
  'approve-entry', 'say-not-spoken', 'set-protective-date', 'reassess-risk', 'propose-outcome', 'agree-outcome',
  'dispute-outcome', 'confirm-outcome', 'done-step', 'accept-confirmation', 'dispute-confirmation', 'declare-unresolved', 'escalate',
  'skip-to', 'close-with',
  'bring-in', 'hand-over', 'mark-policy-issue', 'pass-on', 'advise-other-board', 'ask-information', 'give-information',
  'recommend', 'answer-recommendation', 'confirm-filing', 'correct-entry', 'correct-concern', 'withdraw', 'reopen', 'answer-entry-questions', 'go-up-a-rung',
]; // prettier-ignore

/** A command of a type, as right as can be for the case as it stands and the act that is offered. */
function sensible(
  type: Personal,
  by: string,
  now: string,
  state: CaseState,
  { policy }: Rules,
  act: Partial<Act> = {},
): CaseCommand {
  const raised: RaisedCase | undefined = isRaised(state) ? state : undefined;
  const reason = words('reason');
  const side = everybody.people.get(by)?.agency;
  const [other] = (raised?.sides ?? []).filter(({ agency }) => agency !== side);
  const colleague =
    [...everybody.people.values()].find((one) => one.agency === side && one.id !== by)?.id ?? 'rosa';
  const later = new Date(at(now).getTime() + 90 * 60_000);
  switch (type) {
    case 'report-immediate-risk':
      return on(now, by, type, risk());
    case 'answer-alert':
      return on(now, by, type, { alertId: act.alertId ?? 'alert-1', inPlace: words('in-place') });
    case 'record-referral':
      return on(now, by, type, {
        alertId: act.alertId ?? 'alert-1',
        on: at(now),
        reference: words('referral'),
      });
    case 'raise':
      return raising(now, { words: wordsFor(policy.raise.fields), themes: themesOf(policy) }, by);
    case 'confirm-file-read':
      return on(now, by, type, { on: civilDateOf(at(now)) });
    case 'respond':
      return on(now, by, type, { words: wordsFor(policy.response.fields) });
    case 'log-discussion':
      return on(now, by, type, spoke(now, [other?.professional ?? (by === 'rosa' ? 'nadia' : 'rosa')]));
    case 'approve-entry':
      return on(now, by, type, { entry: act.entry ?? 1 });
    case 'set-protective-date':
      return on(now, by, type, { until: later, reason });
    case 'propose-outcome':
      return on(now, by, type, {
        words: wordsFor(policy.outcome.fields),
        outstanding: [{ what: words('step'), owner: by, by: civilDateOf(later) }],
      });
    case 'done-step':
      return on(now, by, type, { step: act.step ?? '' });
    case 'agree-outcome':
      return on(now, by, type, { proposal: act.proposal ?? raised?.proposal?.entry ?? 0 });
    case 'dispute-outcome':
      return on(now, by, type, { proposal: act.proposal ?? raised?.proposal?.entry ?? 0, reason });
    case 'confirm-outcome':
      return on(now, by, type, { words: words('confirmed') });
    case 'answer-entry-questions':
      return on(now, by, type, { words: {} });
    case 'dispute-confirmation':
    case 'declare-unresolved':
    case 'mark-policy-issue':
    case 'withdraw':
    case 'reopen':
      return on(now, by, type, { reason });
    case 'escalate':
      return on(now, by, type, { to: act.to ?? nextOf(policy, raised) });
    case 'skip-to':
      return on(now, by, type, { to: act.to ?? '4', reason, atRisk: true });
    case 'close-with':
      return on(now, by, type, { closing: act.closing ?? 'clear', words: words('closing') });
    case 'bring-in':
      return on(now, by, type, { person: side === trust.id ? 'nora' : 'hugo', as: 'head-of-service' });
    case 'hand-over': {
      const from = act.from ?? by;
      const agency = everybody.people.get(from)?.agency;
      // Somebody whom the form offers: nobody hands to themselves what they may not read.
      const to = [...everybody.people.values()].find((one) => {
        return one.agency === agency && one.id !== from && one.id !== by;
      })?.id;
      return on(now, by, type, { from, to: to ?? colleague, reason });
    }
    case 'advise-other-board':
      return on(now, by, type, { on: civilDateOf(at(now)), whom: words('whom') });
    case 'ask-information':
      return on(now, by, type, { of: ['nora'], question: words('question'), until: later });
    case 'give-information':
      return on(now, by, type, { request: act.request ?? 0, words: words('given') });
    case 'recommend':
      return on(now, by, type, {
        recommendations: (raised?.sides ?? []).map(({ agency }) => ({ to: agency, words: words('do') })),
      });
    case 'answer-recommendation': {
      const known = raised?.recommendations.find(({ id }) => id === act.recommendation);
      return on(now, by, type, {
        recommendation: act.recommendation ?? '',
        answer: known?.answer === undefined ? 'will-act' : 'acted-on',
        words: words('will'),
      });
    }
    case 'confirm-filing':
      return on(now, by, type, { place: act.place ?? 'adults-file' });
    case 'correct-entry':
      return on(now, by, type, { entry: act.entry ?? 1, words: words('correction') });
    case 'correct-concern':
      return on(now, by, type, { concern: { arose: at('2026-12-20T10:00') }, reason });
    default:
      return on(now, by, type, {});
  }
}

function wordsFor(fields: readonly { readonly id: string }[]) {
  return Object.fromEntries(fields.map(({ id }) => [id, words(id)]));
}

function nextOf(policy: Policy, raised: RaisedCase | undefined): string {
  return (raised === undefined ? undefined : stageAfter(policy, raised.stage)?.id) ?? '4';
}

function themesOf({ themes }: Policy): readonly string[] {
  return themes.slice(0, 1).map(({ id }) => id);
}

const step = fc.record({
  minutes: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 4 * 24 * 60 })),
  pick: fc.nat(10_000),
  by: fc.constantFrom(...people),
  // Now and then somebody tries anything at all.
  wild: fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...types) },
  ),
});
type Step = {
  readonly minutes: number;
  readonly pick: number;
  readonly by: string;
  readonly wild: Personal | undefined;
};

/** How often each act is chosen where it is offered: what moves a case on, so that the walks reach its end. */
const often: Readonly<Partial<Record<Personal, number>>> = {
  escalate: 8, 'propose-outcome': 5, 'agree-outcome': 8, 'confirm-outcome': 12, 'accept-confirmation': 6,
  'dispute-confirmation': 4, 'pass-on': 12, recommend: 12, 'answer-recommendation': 12, 'answer-alert': 25,
  'give-information': 4, 'ask-information': 3, 'mark-policy-issue': 3, reopen: 6, 'log-discussion': 3,
  'say-not-spoken': 3, 'set-protective-date': 2, 'advise-other-board': 3, 'done-step': 2,
}; // prettier-ignore

// An alert that nobody answers would otherwise fill these walks with thousands of repeats.
const seldom = withFewAlarms(redbridge());
function withFewAlarms(policy: Policy): Policy {
  return { ...policy, reminders: { ...policy.reminders, repeat_alert_every_minutes: 120 } };
}

/** The same procedure with ways past its stages, at any time and at a risk. */
function withSkips(policy: Policy): Policy {
  const skip = { says: 'You may go straight on.', source: '4.1' };
  const skips: Policy['triage']['skips'] = [
    { ...skip, id: 'any', when: 'any', to: ['3'] },
    { ...skip, id: 'risk', when: 'immediate-risk', to: ['2', '4'] },
  ];
  const closings = [{ id: 'clear', label: 'It is clear now', asks: 'What made it clear?', source: '4.4' }];
  const stages = policy.stages.map((stage, at) => (at === 0 ? { ...stage, closings } : stage));
  const refers_to = { contact: policy.board_office, says: 'Refer the adult.', source: '4.1' };
  return {
    ...policy,
    stages,
    triage: { ...policy.triage, skips, risk: { ...policy.triage.risk, refers_to } },
  };
}

/** The same agencies and people as partners of another board. */
function partnersOf(board: string): Directory {
  const agencies = [...everybody.agencies.values()].map(
    (agency) =>
      [
        agency.id,
        agency.officeOf === undefined ? { ...agency, boards: [board] } : { ...agency, officeOf: board },
      ] as const,
  );
  return { ...everybody, agencies: new Map(agencies) };
}

const worlds: readonly Rules[] = [
  rulesWith(everybody, seldom),
  rulesWith(changed('nadia', { away: [{ from: '2026-12-21', to: '2027-01-10' }] }), seldom),
  rulesWith(everybody, withSkips(seldom)),
  rulesWith(vacant('line-manager', changed('rosa', { lineManager: 'nobody-any-more' })), seldom),
  // Every other board too, with posts that nobody in this directory holds: no case may stand still for that.
  ...['cheshire-east', 'rotherham', 'solihull', 'hertfordshire'].map((board) =>
    rulesWith(partnersOf(board), withFewAlarms(shippedPolicy(board))),
  ),
];

function worldOf(index: number): Rules {
  return worlds[index] ?? rulesWith();
}

/** Walks through a case by what is offered, and looks at it before each step. */
function walk(
  rules: Rules,
  steps: readonly Step[],
  look: (story: Simulation, now: string, by: string) => void,
): Simulation {
  const story = simulate(rules);
  story.step(
    raising('2026-12-22T10:00', {
      flags: rules.policy.flags.map(({ id }) => id),
      words: wordsFor(rules.policy.raise.fields),
      themes: themesOf(rules.policy),
      receiving: [
        { agency: trust.id, professional: 'nadia' },
        ...(steps.length % 2 === 0 ? [{ agency: police.id, professional: 'piet' }] : []),
      ],
    }),
  );
  let clock = at('2026-12-22T10:00').getTime();
  for (const { minutes, by, pick, wild } of steps) {
    clock += minutes * 60_000;
    const now = new Date(clock).toISOString();
    story.until(now);
    look(story, now, by);
    const chosen = wild === undefined ? chooseAct(story, now, pick) : { by, act: { type: wild } };
    if (chosen === undefined) continue;
    story.run(sensible(chosen.act.type, chosen.by, now, story.state(), rules, chosen.act));
  }
  return story;
}

type Chosen = { readonly by: string; readonly act: Act };

/** One of the kinds of act that are offered to anybody now, then one of those. */
function chooseAct(story: Simulation, now: string, pick: number): Chosen | undefined {
  const offered = people.flatMap((by) => {
    return availableActs(by, story.state(), story.rules, at(now))
      .filter(({ type }) => types.includes(type))
      .map((act): Chosen => ({ by, act }));
  });
  const kinds = [...new Set(offered.map(({ act }) => act.type))];
  const weighted = kinds.flatMap((kind) => Array.from({ length: often[kind] ?? 1 }, () => kind));
  const kind = weighted[pick % Math.max(weighted.length, 1)];
  const those = offered.filter(({ act }) => act.type === kind);
  return those[Math.floor(pick / 7) % Math.max(those.length, 1)];
}

const walks = fc.tuple(
  fc.nat(worlds.length - 1),
  fc.array(step, { minLength: 5, maxLength: 20, size: 'max' }),
);

/* Hundreds of commands for each run: some seconds, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 240_000 });

describe('any sequence of commands', () => {
  it('never throws, keeps a next alarm in every open case, and breaks none of the promises below', () => {
    // The simulation looks for the next alarm after every single change.
    fc.assert(
      fc.property(walks, ([world, steps]) => {
        const story = walk(worldOf(world), steps, () => undefined);
        expect(story.replayed()).toEqual(story.state());
        expectEveryDutyToStand(story);
        expectLimitsToMoveForwardOnly(story);
        expectNothingTwice(story);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });

  it('takes an alarm twice, late or out of its time without saying anything again', () => {
    fc.assert(
      fc.property(walks, fc.nat(1000), ([world, steps], which) => {
        const story = walk(worldOf(world), steps, () => undefined);
        const now = new Date(story.entries().at(-1)?.at ?? '');
        const ids = [...story.raised().obligations.map(({ id }) => id), 'no.such-duty'];
        const id = ids[which % ids.length] ?? '';
        for (const wake of [
          { for: 'reminder', obligation: id, kind: 'day-before' },
          { for: 'reminder', obligation: id, kind: 'on-the-day' },
          { for: 'target', obligation: id },
          { for: 'limit', obligation: id, due: '2026-12-25T17:00:00.000Z' },
          { for: 'nudge', obligation: id },
          { for: 'escalation-overdue', obligation: id, due: '2026-12-25T17:00:00.000Z' },
          { for: 'alert', alertId: 'no-such-alert' },
        ] as const) {
          // Whatever it says, it says once: the same alarm again is early, or nothing.
          story.ring({ wake, at: now });
          const again = decide(machine(now, 'wake', { wake }), story.state(), story.rules);
          if (again.kind === 'accepted') expect(again.events).toEqual([]);
          else expect(again.kind).toBe('early');
        }
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});

describe('what is offered to a person', () => {
  it('is never refused as not theirs or not now, and whatever is not offered is refused', () => {
    fc.assert(
      fc.property(walks, ([world, steps]) => {
        walk(worldOf(world), steps, (story, now, by) => {
          const { rules } = story;
          const state = story.state();
          const offered = availableActs(by, state, rules, at(now));
          for (const act of offered.filter(({ type }) => types.includes(type))) {
            const decision = decide(sensible(act.type, by, now, state, rules, act), state, rules);
            const code = decision.kind === 'refused' ? decision.reason.code : 'none';
            expect(['not-yours', 'not-now', 'closed'], `${by} ${JSON.stringify(act)}`).not.toContain(code);
          }
          for (const type of types.filter((one) => !offered.some((act) => act.type === one))) {
            const decision = decide(sensible(type, by, now, state, rules), state, rules);
            expect(decision.kind, `${by} ${type}`).toBe('refused');
          }
        });
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});

describe('somebody who is no part of a case', () => {
  it('is in none of its lists, gets no message of it that says anything, and can do nothing in it', () => {
    fc.assert(
      fc.property(walks, ([world, steps]) => {
        walk(worldOf(world), steps, (story, now, by) => {
          const { rules } = story;
          const state = story.raised();
          if (maySee(by, state, rules, at(now)) !== 'nothing') return;
          const { participants, dues } = viewsOf(state, rules);
          // An alarm that is not answered stays owed, so that nobody leaves the directory over it; it is in no list that they see.
          const owed = dues.filter(({ duty }) => duty !== 'answer-alert' || !wasAlerted(by, state));
          expect([...participants, ...owed].map(({ person }) => person)).not.toContain(by);
          const reader = everybody.people.get(by);
          const known = { caseId: 'case-1', state, rules };
          for (const { to, about } of story.notices()) {
            if (to !== by || reader === undefined || about.what === 'reference') continue;
            // Whoever was told of a risk before a conflict of interest was said still hears the alarm.
            if (wasAlerted(by, state) && isAlarm(about, state)) continue;
            expect(wordNotice(about, reader, known, at(now), 'standing'), `${by} ${about.what}`).toBe(
              'superseded',
            );
          }
          const acts = availableActs(by, state, rules, at(now)).map(({ type }) => type);
          // What keeps an adult safe comes first: a manager or a lead of an agency can always take up an alert.
          expect(
            acts.filter((type) => type !== 'answer-alert'),
            by,
          ).toEqual([]);
        });
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});

/** Whether a notice is about a risk: it holds no word of the case. */
function isAlarm(about: NoticeAbout, { entries }: RaisedCase): boolean {
  const event = entries.find(({ entry }) => entry === about.entry)?.event;
  return 'alertId' in about || event?.type === 'AlertAnswered' || event?.type === 'RiskReferred';
}

/** No duty is lost, none is revived that stands, and nothing is said about one that is met or no longer owed. */
function expectEveryDutyToStand(story: Simulation): void {
  const standing = new Map<string, string>();
  for (const { event } of story.entries()) {
    switch (event.type) {
      case 'ObligationSet':
        standing.set(event.obligation.id, 'open');
        break;
      case 'ObligationMet':
        expect(standing.get(event.obligation), event.obligation).toBe('open');
        standing.set(event.obligation, 'met');
        break;
      case 'ObligationEnded':
        expect(standing.get(event.obligation), event.obligation).toBe('open');
        standing.set(event.obligation, 'ended');
        break;
      case 'ObligationRevived':
        expect(standing.get(event.obligation), event.obligation).not.toBe('open');
        standing.set(event.obligation, 'open');
        break;
      case 'ReminderFell':
      case 'DeadlinePassed':
      case 'EscalationOverdue':
        expect(standing.get(event.obligation), event.obligation).toBe('open');
        break;
      default:
    }
  }
  const now = story.raised().obligations.map(({ id, status }) => [id, status]);
  expect(Object.fromEntries(now)).toEqual(Object.fromEntries(standing));
}

function expectLimitsToMoveForwardOnly(story: Simulation): void {
  for (const { event } of story.entries()) {
    if (event.type === 'ObligationMoved') expect(event.to < event.from).toBe(true);
  }
}

/** Nobody hears the same thing about the same entry twice, and a duty is nudged at most once a day. */
function expectNothingTwice(story: Simulation): void {
  const heard = story.notices().map(({ to, about }) => JSON.stringify([to, about]));
  expect(new Set(heard).size).toBe(heard.length);
  const nudges = story.entries().flatMap(({ event, at: when }) => {
    const nudge = event.type === 'ReminderFell' && event.kind === 'nudge';
    return nudge ? [`${event.obligation} ${civilDateOf(new Date(when))}`] : [];
  });
  expect(new Set(nudges).size).toBe(nudges.length);
}
