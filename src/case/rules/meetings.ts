import type { PersonId } from '../../directory/directory.ts';
import { partnersOf, peopleWithRole, personOf } from '../../directory/lookup.ts';
import { civilDateOf } from '../../policy/civil.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { gatewayRole } from '../forum-heads.ts';
import { hasPower, holdsBoardRole, isHead } from '../forum-people.ts';
import type { Meeting } from '../forum-state.ts';
import { instantOf, momentOf } from '../moment.ts';
import { met } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
import type { OpenObligation } from '../state.ts';
import { capacity, firstRefusal, unlessPart, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { meetingDayProblem } from './panel.ts';

/*
 * A meeting: called by the forum, where the policy gives it that power, or arranged by whoever owes it at a stage.
 * The duty is to arrange it, and it is met once it is arranged (decision 40).
 */

export const mayCallMeeting: May = (turn) => {
  const gateway = gatewayRole(turn.state, turn.rules);
  const ofForum = isHead(turn) || (gateway !== undefined && holdsBoardRole(gateway, turn));
  return firstRefusal(
    unlessStatus(turn, 'open'),
    (ofForum && hasPower('meet', turn)) || arranging(turn).length > 0
      ? undefined
      : refusal(
          'not-yours',
          'Only whoever the policy asks to arrange a meeting, or the forum, can call one here. Ask them.',
        ),
  );
};

/** The duties to arrange a meeting that are somebody's own at this stage, met or not: it can be called again. */
function arranging(turn: Turn): readonly OpenObligation[] {
  const { state, by } = turn;
  const found = capacity(turn);
  return state.obligations.filter(({ duty, stage, status, owedBy }) => {
    if (duty !== 'meet' || stage !== state.stage || status === 'ended') return false;
    return owedBy.some((one) => {
      return (
        one.people.includes(by) || (found?.acts === true && found.side === one.side && isOwer(one.role, turn))
      );
    });
  });
}

/** Everybody who acts for a side; in the board's office, only whoever holds that role. */
function isOwer(role: string, turn: Turn): boolean {
  return capacity(turn)?.side !== 'board' || holdsBoardRole(role, turn);
}

/** Everybody who is asked hears of it; those who have no part in the case hear of the meeting and of its reference alone. */
export function callMeeting(command: CommandOf<'call-meeting'>, turn: Turn): Decision {
  const { of, meets, about } = command;
  const refused = mayCallMeeting(turn) ?? askedProblem(of, turn) ?? meetingDayProblem(meets, turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules, at, by } = turn;
  const called: CaseEvent = {
    type: 'MeetingCalled',
    by,
    of,
    meets: momentOf(meets),
    ...(about === undefined ? {} : { about }),
  };
  const owed = arranging(turn).filter(({ status }) => status === 'open');
  return accept(called, ...owed.map((one) => met(one, state, rules, at, by)));
}

function askedProblem(of: readonly PersonId[], turn: Turn): Refusal | undefined {
  if (of.length === 0) return refusal('missing', 'Choose whom you ask to the meeting.', 'of');
  const may = couldBeAsked(turn);
  if (new Set(of).size === of.length && of.every((person) => may.includes(person))) return undefined;
  return refusal('unknown', 'Choose people from the list, each of them once.', 'of');
}

/** The people of the case, and those who hold a role that the policy consults at this stage in the board's agencies. */
export function couldBeAsked({ state, rules, by }: Turn): readonly PersonId[] {
  const { directory, policy } = rules;
  const sides = new Set(state.sides.map(({ agency }) => agency));
  const agencies = partnersOf(directory, policy.board).filter(({ id }) => sides.has(id));
  const consulted = stageNow(state, rules).consulted.flatMap(({ role }) =>
    agencies.flatMap(({ id }) => peopleWithRole(directory, id, role).map((one) => one.id)),
  );
  const head = [
    ...(state.head === undefined ? [] : [state.head]),
    ...(state.heads ?? []).map(({ person }) => person),
  ];
  const known = [
    ...state.participants.map(({ person }) => person),
    ...(state.panel?.members.map(({ person }) => person) ?? []),
    ...head,
  ];
  return [...new Set([...known, ...consulted])].filter((person) => {
    return person !== by && personOf(directory, person) !== undefined;
  });
}

export const mayMeetingNotHeld: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open', 'answering'),
    unlessPart(turn, 'with-board'),
    meetingsToRecord(turn).length > 0
      ? undefined
      : refusal('not-now', 'There is no meeting whose time has come and that is not recorded yet.'),
  );

/** Meetings whose time has come, and of which nobody has said whether they took place. */
export function meetingsToRecord({ state, at }: Turn): readonly Meeting[] {
  return (state.meetings ?? []).filter(({ entry, meets, notHeld }) => {
    if (notHeld || meets > momentOf(at)) return false;
    return !state.entries.some(({ event, entry: later }) => {
      return (
        event.type === 'DiscussionLogged' &&
        later > entry &&
        event.how === 'meeting' &&
        dayOf(event.tookPlace) >= dayOf(meets)
      );
    });
  });
}

function dayOf(moment: string): string {
  return civilDateOf(instantOf(moment));
}

/** The duty to arrange one, where there is one, lives again at its old date. */
export function meetingNotHeld({ meeting, reason }: CommandOf<'meeting-not-held'>, turn: Turn): Decision {
  const refused = mayMeetingNotHeld(turn);
  if (refused !== undefined) return refuse(refused);
  const found = meetingsToRecord(turn).find(({ entry }) => entry === meeting);
  if (found === undefined) return refuse(refusal('unknown', 'There is no such meeting to record.'));
  const { state, by } = turn;
  const others = (state.meetings ?? []).some((one) => {
    return one.entry !== meeting && one.stage === state.stage && !one.notHeld;
  });
  const revived = state.obligations.filter(({ duty, stage, status }) => {
    return duty === 'meet' && stage === state.stage && stage === found.stage && status === 'met' && !others;
  });
  return accept(
    { type: 'MeetingNotHeld', by, meeting, reason },
    ...revived.map(({ id }): CaseEvent => ({ type: 'ObligationRevived', obligation: id })),
  );
}
