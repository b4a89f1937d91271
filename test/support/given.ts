import { expect } from 'vitest';
import { afterEvents, isRaised } from '../../src/case/case-state.ts';
import type { CaseCommand } from '../../src/case/commands.ts';
import { decide } from '../../src/case/decide.ts';
import type { Decision, Refusal, Rules } from '../../src/case/decision.ts';
import type { Effect, NoticeAbout } from '../../src/case/effect.ts';
import { planEffects } from '../../src/case/effects.ts';
import { evolve, unopened } from '../../src/case/evolve.ts';
import type { CaseEvent, Entry } from '../../src/case/events.ts';
import type { CaseState, OpenObligation, RaisedCase } from '../../src/case/state.ts';
import { nextWakeOf } from '../../src/case/wakes.ts';
import type { SetAlarm } from '../../src/case/wakes.ts';
import { at } from '../policy/policies.ts';
import { machine, rulesWith } from './case-world.ts';

export type Notice = Extract<Effect, { kind: 'notice' }>;
type ToMailbox = Extract<Effect, { kind: 'mailbox' }>;

/**
 * One case, its record and its alarms, with no database and no clock: time passes when a command carries a later
 * moment, and every alarm that is due until then goes off first, in the order of time.
 */
export function simulate(rules: Rules = rulesWith()) {
  let state: CaseState = unopened;
  let entries: readonly Entry[] = [];
  let alarms: readonly SetAlarm[] = [];
  const notices: Notice[] = [];
  const mailboxes: ToMailbox[] = [];

  function run(command: CaseCommand): Decision {
    const decision = decide(command, state, rules);
    if (decision.kind !== 'accepted' || decision.events.length === 0) return decision;
    const written = decision.events.map((event, index): Entry => {
      return { entry: entries.length + 1 + index, at: command.at.toISOString(), event };
    });
    state = written.reduce(evolve, state);
    entries = [...entries, ...written];
    for (const effect of planEffects(written, state, rules)) {
      if (effect.kind === 'notice') notices.push(effect);
      else if (effect.kind === 'mailbox') mailboxes.push(effect);
      else alarms = [...alarms, effect];
    }
    checkInvariants();
    return decision;
  }

  function passTo(moment: Date): void {
    for (let rounds = 0; ; rounds += 1) {
      if (rounds > 5_000) throw new Error('The alarms never come to rest');
      const next = [...alarms].sort((one, other) => one.at.getTime() - other.at.getTime())[0];
      if (next === undefined || next.at > moment) return;
      alarms = alarms.filter((alarm) => alarm !== next);
      const now = lastMoment(next.at);
      const decision = run(machine(now, 'wake', { wake: next.wake }));
      if (decision.kind === 'early') alarms = [...alarms, { ...next, at: decision.until }];
    }
  }

  /** Never before what was written last: an alarm of a date that has passed goes off at once. */
  function lastMoment(due: Date): Date {
    const last = entries.at(-1);
    return last !== undefined && new Date(last.at) > due ? new Date(last.at) : due;
  }

  /** What must hold after every single change of a case. */
  function checkInvariants(): void {
    const next = nextWakeOf(state, rules);
    const living = isRaised(state) ? state.status !== 'closed' : false;
    if (living && next === undefined) throw new Error('An open case has no next alarm');
    if (next === undefined) return;
    const set = alarms.some((alarm) => alarm.at <= next.at && alarm.wake.for === next.wake.for);
    if (!set) throw new Error(`The alarm ${JSON.stringify(next)} was never set`);
  }

  return {
    /** Runs a command at its moment, with all alarms before it. */
    run: (command: CaseCommand): Decision => {
      passTo(command.at);
      return run(command);
    },
    /** A command that has to be accepted. */
    step: (command: CaseCommand): readonly CaseEvent[] => {
      passTo(command.at);
      const decision = run(command);
      if (decision.kind !== 'accepted') throw new Error(`${command.type}: ${JSON.stringify(decision)}`);
      return decision.events;
    },
    /** Lets time pass until a local moment. */
    until: (moment: string) => passTo(at(moment)),
    /** One alarm more than the case has set. */
    ring: (alarm: SetAlarm): Decision => run(machine(alarm.at, 'wake', { wake: alarm.wake })),
    state: () => state,
    /** The case, folded again from its record. */
    replayed: () => entries.reduce(evolve, unopened),
    raised: (): RaisedCase => {
      if (!isRaised(state)) throw new Error('Nothing was raised');
      return state;
    },
    entries: () => entries,
    alarms: () => alarms,
    notices: () => notices,
    /** Word to mailboxes, in the order in which it was planned. */
    mailboxes: () => mailboxes,
    rules,
  };
}
export type Simulation = ReturnType<typeof simulate>;

/** The past of a case, then one command, then what comes of it. */
export function given(past: readonly CaseCommand[], rules: Rules = rulesWith()) {
  return {
    when: (command: CaseCommand) => {
      const story = simulate(rules);
      for (const step of past) story.step(step);
      story.until(local(command.at));
      const before = story.state();
      const heard = story.notices().length;
      const set = story.alarms().length;
      const decision = story.run(command);
      return {
        /** Exactly these events, each at least so. */
        then: (...events: readonly Partial<CaseEvent>[]) => {
          expect(eventsOf(decision).map(({ type }) => type)).toEqual(events.map(({ type }) => type));
          expect(eventsOf(decision)).toMatchObject(events);
          expect(afterEvents(before, eventsOf(decision), command.at)).toEqual(story.state());
        },
        /** At least these among the events. */
        thenAmongOthers: (...events: readonly Partial<CaseEvent>[]) => {
          for (const event of events)
            expect(eventsOf(decision)).toContainEqual(expect.objectContaining(event));
        },
        refused: (code: Refusal['code'], field?: string) => {
          expect(decision).toMatchObject({
            kind: 'refused',
            reason: { code, ...(field === undefined ? {} : { field }) },
          });
          expect(story.state()).toEqual(before);
          if (decision.kind === 'refused') expect(decision.reason.says).toMatch(/^[A-Z“].{15,}[.]$/s);
        },
        told: () => told(story.notices().slice(heard)),
        alarms: () => story.alarms().slice(set),
        state: () => story.state(),
        raised: () => story.raised(),
        decision,
        story,
      };
    },
  };
}

function eventsOf(decision: Decision): readonly CaseEvent[] {
  if (decision.kind !== 'accepted') throw new Error(`Not accepted: ${JSON.stringify(decision)}`);
  return decision.events;
}

/** Who was told what, as `nadia: CaseRaised`, in the order of names. */
export function told(notices: readonly Notice[]): readonly string[] {
  return notices.map(({ to, about }) => `${to}: ${subject(about)}`).sort();
}

function subject(about: NoticeAbout): string {
  if (about.what === 'reminder') return `${about.kind} ${about.obligation}`;
  if (about.what === 'limit-passed') return `limit-passed ${about.obligation}`;
  return about.what;
}

/** A duty of a case, by its id. */
export function duty(state: RaisedCase, id: string): OpenObligation {
  const found = state.obligations.find((one) => one.id === id);
  if (found === undefined)
    throw new Error(`${id} is not owed: ${state.obligations.map((one) => one.id).join(', ')}`);
  return found;
}

/** A moment in local time as the record stores it. */
export function moment(text: string): string {
  return at(text).toISOString();
}

function local(moment: Date): string {
  return moment.toISOString();
}

/** Notices without the few by which an agency is asked, after the end, what it has filed: they have a test file of their own. */
export function besidesFiling(notices: readonly Notice[]): readonly Notice[] {
  return notices.filter(({ about }) => about.what !== 'FilingReminded');
}
