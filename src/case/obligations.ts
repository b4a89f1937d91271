import type { Due } from '../policy/due.ts';
import { civilDateOf } from '../policy/civil.ts';
import type { ObligationRule } from '../policy/obligation.ts';
import { firstStage, whoseDays } from '../policy/policy-lookup.ts';
import type { StageRule } from '../policy/stage.ts';
import { addWorkingDays, closeOf } from '../policy/working-days.ts';
import { beganAt, openObligations, raisedAfter, receivingSides } from './case-state.ts';
import type { Rules } from './decision.ts';
import type { CaseEvent, EventOf, Obligation, OwedBy, SideKey } from './events.ts';
import { isOwedToOneself } from './feedback-duty.ts';
import { toldAt } from './forum-heads.ts';
import { isLate, dateOf } from './limits.ts';
import { momentOf } from './moment.ts';
import { actorFor, boardActor } from './people.ts';
import type { OpenObligation, RaisedCase, SideState } from './state.ts';

/**
 * The duties of the case's stage that can be set now and never were: on entering it, and again when something
 * happened that one of them counts from (the forum was told). A duty whose start has not happened waits.
 */
export function dutiesToSet(
  state: RaisedCase,
  stage: StageRule,
  rules: Rules,
  at: Date,
): readonly CaseEvent[] {
  const events: CaseEvent[] = [];
  for (const rule of stage.obligations) {
    if (!isOwed(rule, stage, state, rules)) continue;
    // A later duty may name the limit of an earlier one, so each is set before the next is looked at.
    const now = raisedAfter(state, events, at);
    const owed = forEachOwing(rule, stage, now, rules, at);
    events.push(...owed.filter((duty) => !isOwedToOneself(duty, now)).map(set));
  }
  return events;
}

/** The limit of a duty and what goes with it; `undefined` while what it counts from has not happened. */
function datesOf(
  rule: Pick<ObligationRule, 'duty' | 'due' | 'target' | 'if_entered_late' | 'owed_by'>,
  stage: StageRule,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): Pick<Obligation, 'due' | 'target' | 'remindTo'> | undefined {
  const date = (due: Due | undefined): Date | undefined =>
    due === undefined ? undefined : dateOf(due, whoseDays(rule), stage, state, rules)?.at;
  if (rule.due === undefined && rule.duty === 'review') return { due: momentOf(reviewAt(rules, at)) };
  if (rule.due === undefined) {
    const aimed = date(rule.target?.due);
    return aimed === undefined ? {} : { target: momentOf(aimed) };
  }
  const due = date(rule.due);
  if (due === undefined) return undefined;
  const target = date(rule.target?.due);
  const added = due <= at ? date(rule.if_entered_late?.due) : undefined;
  return {
    due: momentOf(due),
    ...(target !== undefined && target < due ? { target: momentOf(target) } : {}),
    ...(added !== undefined && added > at ? { remindTo: momentOf(added) } : {}),
  };
}

export function set(obligation: Obligation): EventOf<'ObligationSet'> {
  return { type: 'ObligationSet', obligation };
}

/** Every open duty of these kinds is met, late or not; `by` where somebody did it, and whose duties where sides have their own. */
export function meet(
  duties: readonly string[],
  state: RaisedCase,
  rules: Rules,
  done: Date,
  { by, sides }: { readonly by?: string; readonly sides?: readonly (SideKey | 'board')[] } = {},
): readonly CaseEvent[] {
  return openObligations(state)
    .filter(({ duty, owedBy }) => {
      const theirs = sides === undefined || owedBy.some(({ side }) => sides.includes(side));
      return duties.includes(duty) && theirs;
    })
    .map((one) => met(one, state, rules, done, by));
}

export function met(
  obligation: OpenObligation,
  state: RaisedCase,
  rules: Rules,
  done: Date,
  by?: string,
): EventOf<'ObligationMet'> {
  const late = isLate(obligation, done, state, rules);
  return { type: 'ObligationMet', obligation: obligation.id, ...(by === undefined ? {} : { by }), late };
}

export function end(obligations: readonly OpenObligation[]): readonly CaseEvent[] {
  return obligations.map(({ id }) => ({ type: 'ObligationEnded', obligation: id }));
}

/** Who owes something now: the people who act for these sides. */
export function owedByActors(state: RaisedCase, sides: readonly SideKey[]): readonly OwedBy[] {
  return sides.map((side) => {
    const actors = state.actors.filter((actor) => actor.side === side);
    const people = [...new Set(actors.map(({ person }) => person))];
    return { side, role: actors[0]?.role ?? 'professional', people };
  });
}

export function owedByBoard(role: string, rules: Rules, at: Date): OwedBy {
  const holder = boardActor(role, rules, at);
  return { side: 'board', role, people: holder === undefined ? [] : [holder.person] };
}

/**
 * A duty that the software adds so that no case is ever without a next step: both sides look at it again every
 * few working days. Not from the policy, and marked so.
 */
export function addedReview(state: RaisedCase, stage: StageRule, rules: Rules, at: Date): Obligation {
  return {
    id: `${stage.id}.review-added`,
    stage: stage.id,
    rule: 'review-added',
    duty: 'review',
    owedBy: owedByActors(
      state,
      state.sides.map(({ key }) => key),
    ),
    due: momentOf(reviewAt(rules, at)),
    source: stage.source,
    lapses: false,
    added: true,
  };
}

/** When people are next reminded to look at a matter again: the board's own interval, added by the software and shown as such. */
export function reviewAt(rules: Rules, at: Date): Date {
  return workingDaysOn(rules.policy.reminders.review_every_working_days, rules, at);
}

/** The close of the `count`-th working day after a moment. */
export function workingDaysOn(count: number, { calendar }: Rules, at: Date): Date {
  return closeOf(addWorkingDays(civilDateOf(at), count, calendar, 'everyone'), calendar);
}

const forumOutputs: readonly string[] = ['recommend', 'decide', 'mediate'];
/** Set elsewhere: the move to a stage is owed in the stage before; a confirmation, once there is something to confirm. */
const setElsewhere: readonly string[] = ['escalate', 'confirm'];

function isOwed(rule: ObligationRule, stage: StageRule, state: RaisedCase, { policy }: Rules): boolean {
  if (setElsewhere.includes(rule.duty)) return false;
  // Only a case that begins where the policy asks for the raise owes it: further up it is raised, and never late.
  if (rule.duty === 'raise' && (stage.id !== firstStage(policy).id || beganAt(state) !== stage.id))
    return false;
  if (rule.only_if !== undefined && !state.flags.includes(rule.only_if)) return false;
  const told = toldAt(stage.id, state) !== undefined;
  if (forumOutputs.includes(rule.duty) && !told) return false;
  // Whoever heads the forum tells what was done once they know of the matter.
  if (rule.duty === 'feedback' && rule.owed_by.side === 'board' && !told) return false;
  if (rule.duty === 'pass-on' && told) return false;
  return !state.obligations.some((one) => one.stage === stage.id && one.rule === rule.id);
}

function forEachOwing(
  rule: ObligationRule,
  stage: StageRule,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): readonly Obligation[] {
  const dates = datesOf(rule, stage, state, rules, at);
  if (dates === undefined) return [];
  const one = (id: string, owedBy: readonly OwedBy[]): Obligation => ({
    id,
    stage: stage.id,
    rule: rule.id,
    duty: rule.duty,
    owedBy,
    ...dates,
    source: rule.source,
    lapses: rule.lapses,
    added: rule.added ?? false,
  });
  const id = `${stage.id}.${rule.id}`;
  const { side, role } = rule.owed_by;
  const owing = (sides: readonly SideState[]) =>
    sides.map((each) => owedBy(role, each, stage, state, rules, at));
  switch (side) {
    case 'board':
      return rule.duty === 'feedback' && role === stage.forum?.head && state.head !== undefined
        ? [
            one(id, [
              {
                side,
                role: state.conflict?.stage === stage.id ? state.conflict.head : role,
                people: [state.head],
              },
            ]),
          ]
        : [one(id, boardOwers(rule, stage, state, rules, at))];
    case 'both':
      return [one(id, owing(state.sides))];
    case 'raising':
      return [one(id, owing(state.sides.filter(({ key }) => key === 'raising')))];
    case 'receiving':
      return receivingSides(state).map((each) => one(`${id}:${each.agency}`, owing([each])));
  }
}

/** What the forum owes is owed by all who decide together; everything else of the board by the one role. */
function boardOwers(
  { duty, owed_by }: ObligationRule,
  { id, forum }: StageRule,
  { conflict, heads = [] }: RaisedCase,
  rules: Rules,
  at: Date,
): readonly OwedBy[] {
  if (forumOutputs.includes(duty) && heads.length > 1)
    return heads.map(({ side, role, person }) => ({ side, role, people: [person] }));
  const swapped = conflict?.stage === id && owed_by.role === forum?.head ? conflict.head : owed_by.role;
  return [owedByBoard(swapped, rules, at)];
}

/** The people who act at the stage, unless the policy names somebody beside them for this one duty. */
function owedBy(
  role: string,
  side: SideState,
  stage: StageRule,
  state: RaisedCase,
  rules: Rules,
  at: Date,
): OwedBy {
  const actors = state.actors.filter((actor) => actor.side === side.key);
  const acting = [...stage.people.raising, ...stage.people.receiving, ...actors.map((actor) => actor.role)];
  const other = acting.includes(role) ? undefined : actorFor(role, side, stage.id, rules, at);
  if (other !== undefined) return { side: side.key, role: other.role, people: [other.person] };
  return {
    side: side.key,
    role: actors[0]?.role ?? role,
    people: [...new Set(actors.map(({ person }) => person))],
  };
}
