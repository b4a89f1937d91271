import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availableActs } from '../../src/case/acts.ts';
import type { Act } from '../../src/case/acts.ts';
import { isRaised } from '../../src/case/case-state.ts';
import type { CaseCommand } from '../../src/case/commands.ts';
import { decide } from '../../src/case/decide.ts';
import type { Rules } from '../../src/case/decision.ts';
import type { CaseState, RaisedCase } from '../../src/case/state.ts';
import { civilDateOf } from '../../src/policy/civil.ts';
import { at, redbridge } from '../policy/policies.ts';
import {
  vacant,
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
  words,
} from '../support/case-world.ts';
import { simulate } from '../support/given.ts';
import type { Simulation } from '../support/given.ts';
import { police, trust } from '../support/practice-directory.ts';

const people = [...everybody.people.keys()];
type Personal = Exclude<CaseCommand['type'], 'wake' | 'note-unreachable' | 'recount-limits'>;
const types: readonly Personal[] = [
  'report-immediate-risk', 'answer-alert', 'raise', 'acknowledge', 'confirm-file-read', 'respond', 'log-discussion',
  'approve-entry', 'say-not-spoken', 'set-protective-date', 'reassess-risk', 'propose-outcome', 'agree-outcome',
  'dispute-outcome', 'confirm-outcome', 'accept-confirmation', 'dispute-confirmation', 'declare-unresolved', 'escalate',
  'bring-in', 'hand-over', 'mark-policy-issue', 'pass-on', 'advise-other-board', 'ask-information', 'give-information',
  'recommend', 'answer-recommendation', 'confirm-filing', 'correct-entry', 'correct-concern', 'withdraw', 'reopen',
]; // prettier-ignore

/** A command of a type, as right as can be for the case as it stands and the act that is offered. */
function sensible(
  type: Personal,
  by: string,
  now: string,
  state: CaseState,
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
    case 'raise':
      return raising(now, {}, by);
    case 'confirm-file-read':
      return on(now, by, type, { on: civilDateOf(at(now)) });
    case 'respond':
      return on(now, by, type, response);
    case 'log-discussion':
      return on(now, by, type, spoke(now, [other?.professional ?? (by === 'rosa' ? 'nadia' : 'rosa')]));
    case 'approve-entry':
      return on(now, by, type, { entry: act.entry ?? 1 });
    case 'set-protective-date':
      return on(now, by, type, { until: later, reason });
    case 'propose-outcome':
      return on(now, by, type, proposal);
    case 'agree-outcome':
      return on(now, by, type, { proposal: act.proposal ?? raised?.proposal?.entry ?? 0 });
    case 'dispute-outcome':
      return on(now, by, type, { proposal: act.proposal ?? raised?.proposal?.entry ?? 0, reason });
    case 'confirm-outcome':
      return on(now, by, type, { words: words('confirmed') });
    case 'dispute-confirmation':
    case 'declare-unresolved':
    case 'mark-policy-issue':
    case 'withdraw':
    case 'reopen':
      return on(now, by, type, { reason });
    case 'escalate':
      return on(now, by, type, { to: act.to ?? String(Number(raised?.stage ?? '1') + 1) });
    case 'bring-in':
      return on(now, by, type, { person: side === trust.id ? 'nora' : 'hugo', as: 'head-of-service' });
    case 'hand-over': {
      const from = act.from ?? by;
      const agency = everybody.people.get(from)?.agency;
      const to = [...everybody.people.values()].find((one) => one.agency === agency && one.id !== from)?.id;
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
    case 'answer-recommendation':
      return on(now, by, type, {
        recommendation: act.recommendation ?? '',
        answer: 'will-act',
        words: words('will'),
      });
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

const step = fc.record({
  minutes: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 8 * 24 * 60 })),
  by: fc.oneof(
    fc.constantFrom('rosa', 'nadia', 'milan', 'nora', 'sunita', 'grace', 'bella', 'iris'),
    fc.constantFrom(...people),
  ),
  // Mostly something that is offered to that person now, sometimes anything at all.
  pick: fc.oneof({ weight: 3, arbitrary: fc.nat(1000) }, { weight: 1, arbitrary: fc.constantFrom(...types) }),
});
type Step = { readonly minutes: number; readonly by: string; readonly pick: number | Personal };

// An alert that nobody answers would otherwise fill these walks with thousands of repeats.
const seldom = { ...redbridge(), reminders: { ...redbridge().reminders, repeat_alert_every_minutes: 120 } };
const worlds: readonly Rules[] = [
  rulesWith(everybody, seldom),
  rulesWith(changed('nadia', { away: [{ from: '2026-12-21', to: '2027-01-10' }] }), seldom),
  rulesWith(vacant('line-manager', changed('rosa', { lineManager: 'nobody-any-more' })), seldom),
];

/** Walks through a case by what is offered, and looks at it before each step. */
function walk(
  rules: Rules,
  steps: readonly Step[],
  look: (story: Simulation, now: string, by: string) => void,
): Simulation {
  const story = simulate(rules);
  story.step(
    raising('2026-12-22T10:00', {
      flags: ['out-of-area'],
      receiving: [
        { agency: trust.id, professional: 'nadia' },
        ...(steps.length % 2 === 0 ? [{ agency: police.id, professional: 'piet' }] : []),
      ],
    }),
  );
  let clock = at('2026-12-22T10:00').getTime();
  for (const { minutes, by, pick } of steps) {
    clock += minutes * 60_000;
    const now = new Date(clock).toISOString();
    story.until(now);
    look(story, now, by);
    const acts = availableActs(by, story.state(), rules, at(now)).filter(({ type }) => type !== 'withdraw');
    const act: Act | undefined =
      typeof pick === 'number' ? acts[pick % Math.max(acts.length, 1)] : { type: pick };
    if (act !== undefined) story.run(sensible(act.type, by, now, story.state(), act));
  }
  return story;
}

const walks = fc.tuple(fc.constantFrom(...worlds), fc.array(step, { maxLength: 20 }));
const runs = { numRuns: 5 };

describe('any sequence of commands', () => {
  it('never throws, keeps a next alarm in every open case, and replays to the same state', () => {
    // The simulation looks for the next alarm after every single change.
    fc.assert(
      fc.property(walks, ([rules, steps]) => {
        const story = walk(rules, steps, () => undefined);
        expect(story.replayed()).toEqual(story.state());
      }),
      runs,
    );
  });

  it('never loses a duty, never revives one that stands, and never tells of one that is met or ended', () => {
    fc.assert(
      fc.property(walks, ([rules, steps]) => {
        const story = walk(rules, steps, () => undefined);
        const standing = new Map<string, string>();
        for (const { event } of story.entries()) {
          switch (event.type) {
            case 'ObligationSet':
              standing.set(event.obligation.id, 'open');
              break;
            case 'ObligationMet':
              expect(standing.get(event.obligation)).toBe('open');
              standing.set(event.obligation, 'met');
              break;
            case 'ObligationEnded':
              expect(standing.get(event.obligation)).toBe('open');
              standing.set(event.obligation, 'ended');
              break;
            case 'ObligationRevived':
              expect(standing.get(event.obligation)).not.toBe('open');
              standing.set(event.obligation, 'open');
              break;
            case 'ReminderFell':
            case 'DeadlinePassed':
            case 'EscalationOverdue':
              expect(standing.get(event.obligation)).toBe('open');
              break;
            default:
          }
        }
        const now = story.raised().obligations.map(({ id, status }) => [id, status]);
        expect(Object.fromEntries(now)).toEqual(Object.fromEntries(standing));
      }),
      runs,
    );
  });

  it('only ever moves a limit to an earlier moment', () => {
    fc.assert(
      fc.property(walks, ([rules, steps]) => {
        for (const { event } of walk(rules, steps, () => undefined).entries()) {
          if (event.type === 'ObligationMoved') expect(event.to < event.from).toBe(true);
        }
      }),
      runs,
    );
  });

  it('sends nobody the same thing about the same entry twice', () => {
    fc.assert(
      fc.property(walks, ([rules, steps]) => {
        const keys = walk(rules, steps, () => undefined)
          .notices()
          .map(({ to, about }) => JSON.stringify([to, about]));
        expect(new Set(keys).size).toBe(keys.length);
      }),
      runs,
    );
  });

  it('reminds of the same date in the same way once, and nudges at most once a day', () => {
    fc.assert(
      fc.property(walks, ([rules, steps]) => {
        const story = walk(rules, steps, () => undefined);
        const fell = story.entries().flatMap(({ event, at: when }) => {
          return event.type === 'ReminderFell' && event.kind === 'nudge'
            ? [`${event.obligation} ${civilDateOf(new Date(when))}`]
            : [];
        });
        expect(new Set(fell).size).toBe(fell.length);
      }),
      runs,
    );
  });

  it('takes an alarm twice, late or out of its time without saying anything again', () => {
    fc.assert(
      fc.property(walks, fc.nat(1000), ([rules, steps], which) => {
        const story = walk(rules, steps, () => undefined);
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
          const again = decide(machine(now, 'wake', { wake }), story.state(), rules);
          if (again.kind === 'accepted') expect(again.events).toEqual([]);
          else expect(again.kind).toBe('early');
        }
      }),
      runs,
    );
  });
});

describe('what is offered to a person', () => {
  it('is never refused as not theirs or not now, and whatever is not offered is refused', () => {
    fc.assert(
      fc.property(walks, ([rules, steps]) => {
        walk(rules, steps, (story, now, by) => {
          const state = story.state();
          const offered = availableActs(by, state, rules, at(now));
          for (const act of offered) {
            const decision = decide(sensible(act.type, by, now, state, act), state, rules);
            const code = decision.kind === 'refused' ? decision.reason.code : 'none';
            expect(
              ['not-yours', 'not-now', 'closed', 'already-done'],
              `${by} ${JSON.stringify(act)}`,
            ).not.toContain(code);
          }
          for (const type of types.filter((one) => !offered.some((act) => act.type === one))) {
            const decision = decide(sensible(type, by, now, state), state, rules);
            expect(decision.kind, `${by} ${type}`).toBe('refused');
          }
        });
      }),
      { numRuns: 5 },
    );
  });
});
