import { personOf } from '../../directory/lookup.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { isWorkingDay, nextWorkingDay } from '../../policy/working-days.ts';
import { openObligations } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { anchorsAt } from '../limits.ts';
import { momentOf } from '../moment.ts';
import { met } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
import { capacity, firstRefusal, unlessPart, unlessStatus } from '../turn.ts';
import { feedbackByTalk } from './feedback.ts';
import type { May, Turn } from '../turn.ts';
import { doneByTalk } from './talks.ts';

/* Speaking is done by people and then logged; a message does not discharge it. */

export const mayLogDiscussion: May = (turn) =>
  firstRefusal(unlessStatus(turn, 'open', 'agreed', 'answering'), unlessPart(turn, 'with-board'));

export function logDiscussion(command: CommandOf<'log-discussion'>, turn: Turn): Decision {
  const refused = mayLogDiscussion(turn) ?? problem(command, turn);
  if (refused !== undefined) return refuse(refused);
  const { between, how, tookPlace, note } = command;
  const logged: CaseEvent = {
    type: 'DiscussionLogged',
    by: turn.by,
    between,
    how,
    tookPlace: momentOf(tookPlace),
    with: command.with,
    note,
    enteredLate: civilDateOf(turn.at) > workingDayOf(tookPlace, turn),
  };
  return accept(logged, ...discharged(command, turn));
}

function problem(command: CommandOf<'log-discussion'>, turn: Turn): Refusal | undefined {
  const { directory, policy } = turn.rules;
  const { concern } = anchorsAt(stageNow(turn.state, turn.rules), turn.state, policy);
  if (command.tookPlace > turn.at) {
    return refusal('in-the-future', 'This is still to come. Log it once you have spoken.', 'tookPlace');
  }
  if (concern !== undefined && command.tookPlace < concern) {
    return refusal('not-earlier', 'This was before the matter arose. Check the date.', 'tookPlace');
  }
  const people = command.with.filter((id) => id !== turn.by).map((id) => personOf(directory, id));
  if (people.includes(undefined)) return refusal('unknown', 'Choose the people from the list.', 'with');
  const own = personOf(directory, turn.by)?.agency;
  const others = people.filter((person) => person?.agency !== own);
  if (command.between === 'sides' && others.length === 0) {
    return refusal('missing', 'Choose who of the other agency took part.', 'with');
  }
  if (command.between === 'inside' && people.length === 0) {
    return refusal('missing', 'Choose which colleague you spoke to.', 'with');
  }
  if (command.between === 'inside' && others.length > 0) {
    const says = 'Somebody of another agency took part. Log it as a discussion between the agencies.';
    return refusal('unknown', says, 'with');
  }
  return undefined;
}

/** A day off belongs to the next working day: whoever spoke on a Saturday and writes it down on Monday is not late. */
function workingDayOf(held: Date, { rules }: Turn): string {
  const date = civilDateOf(held);
  return isWorkingDay(date, rules.calendar, 'everyone')
    ? date
    : nextWorkingDay(date, rules.calendar, 'everyone');
}

/**
 * What the discussion discharges: speaking, where those who were to speak did, and at this stage; a meeting, where they
 * met. Counted from when it was held, not from when it was logged.
 */
function discharged(command: CommandOf<'log-discussion'>, turn: Turn): readonly CaseEvent[] {
  const { state, rules, by } = turn;
  const told = feedbackByTalk(command, turn);
  if (command.between === 'inside') return told;
  const talk = { people: [by, ...command.with], how: command.how, held: command.tookPlace };
  const spoken = openObligations(state)
    .filter(({ stage }) => stage === state.stage)
    .filter(({ duty }) => duty === 'speak' || (isMeeting(duty) && command.how === 'meeting'))
    .flatMap((one) => {
      const done = doneByTalk(one, talk, turn);
      return done === undefined ? [] : [met(one, state, rules, done, by)];
    });
  return [...spoken, ...told];
}

function isMeeting(duty: string): boolean {
  return duty === 'meet' || duty === 'convene';
}

export const mayApproveEntry: May = (turn) =>
  firstRefusal(
    unlessPart(turn, 'with-board'),
    entriesToApprove(turn).length > 0
      ? undefined
      : refusal('not-now', 'There is no entry about a discussion that waits for your approval.'),
  );

/** The discussions that somebody took part in, did not write down themselves and has not approved. */
export function entriesToApprove({ state, by }: Turn): readonly number[] {
  const approved = state.entries.flatMap(({ event }) => {
    return event.type === 'EntryApproved' && event.by === by ? [event.entry] : [];
  });
  return state.entries
    .filter(({ event }) => event.type === 'DiscussionLogged' && event.by !== by && event.with.includes(by))
    .map(({ entry }) => entry)
    .filter((entry) => !approved.includes(entry));
}

export function approveEntry({ entry }: CommandOf<'approve-entry'>, turn: Turn): Decision {
  const approved = turn.state.entries.some(({ event }) => {
    return event.type === 'EntryApproved' && event.by === turn.by && event.entry === entry;
  });
  if (approved) return refuse(refusal('already-done', 'You have approved this entry already.'));
  const refused = mayApproveEntry(turn);
  if (refused !== undefined) return refuse(refused);
  if (!entriesToApprove(turn).includes(entry)) {
    return refuse(refusal('unknown', 'Only a discussion that you took part in can be approved by you.'));
  }
  return accept({ type: 'EntryApproved', by: turn.by, entry });
}

export const maySayNotSpoken: May = (turn) => {
  const found = capacity(turn);
  const raising = found?.side === 'raising' && (found.acts || found.as === 'professional');
  return firstRefusal(
    unlessStatus(turn, 'open'),
    raising
      ? undefined
      : refusal('not-yours', 'Only whoever raised it can say that they have not been spoken to.'),
    speakDuties(turn).length > 0
      ? undefined
      : refusal('not-now', 'Nobody owes a conversation at this point. Escalate it if it is not settled.'),
  );
};

function speakDuties({ state }: Turn) {
  return state.obligations.filter(({ duty, stage, status }) => {
    return duty === 'speak' && stage === state.stage && status !== 'ended';
  });
}

/** The duty to speak lives again at its old date; one that was still open simply stays. */
export function sayNotSpoken(command: CommandOf<'say-not-spoken'>, turn: Turn): Decision {
  const refused = maySayNotSpoken(turn);
  if (refused !== undefined) return refuse(refused);
  const { agency, reason } = command;
  const duties = speakDuties(turn).filter(({ owedBy }) => {
    return agency === undefined || owedBy.some(({ side }) => side === `receiving:${agency}`);
  });
  if (duties.length === 0) return refuse(refusal('unknown', 'Choose one of the other agencies.', 'agency'));
  const revived = duties.filter(({ status }) => status === 'met');
  if (agency === undefined && revived.length > 1) {
    return refuse(refusal('missing', 'Say which agency has not spoken to you.', 'agency'));
  }
  return accept(
    {
      type: 'NotSpokenSaid',
      by: turn.by,
      ...(agency === undefined ? {} : { agency }),
      ...(reason === undefined ? {} : { reason }),
    },
    ...revived.map(({ id }): CaseEvent => ({ type: 'ObligationRevived', obligation: id })),
  );
}
