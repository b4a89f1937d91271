import { civilDateOf } from '../../policy/civil.ts';
import { entriesThisStage, nextEntry, raisedAfter } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { gatewayRole, headsOf, headsWanted, toldBy } from '../forum-heads.ts';
import { holdsBoardRole, notAtForum, onlyOffice, unlessForumTold, unlessHead } from '../forum-people.ts';
import { dutiesToSet, meet } from '../obligations.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
import { firstRefusal, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { swapHead, waitsToBeTold } from './conflict.ts';
import { draftDecision, together } from './deciding-together.ts';
import { spoken } from './speaking.ts';

/* The last forum: the office passes the matter on, the head asks, confers and says what should happen. */

export const mayPassOn: May = (turn) => {
  const { forum } = stageNow(turn.state, turn.rules);
  const gateway = gatewayRole(turn.state, turn.rules);
  return firstRefusal(
    unlessStatus(turn, 'open'),
    forum === undefined ? notAtForum : undefined,
    gateway !== undefined && holdsBoardRole(gateway, turn) ? undefined : onlyOffice,
    waitsToBeTold(turn) ? undefined : refusal('already-done', 'It has been passed on already.'),
  );
};

/**
 * From now the forum's own limit counts. Where the office says that its head has a conflict of interest, whoever takes
 * their place is told instead, or the office is that passes it on to them.
 */
export function passOn({ conflict }: CommandOf<'pass-on'>, turn: Turn): Decision {
  const refused = mayPassOn(turn);
  if (refused !== undefined) return refuse(refused);
  if (conflict === undefined) return passedOn([], turn);
  const swapped = maySwap(turn) ? swapHead(conflict, turn) : [];
  const after = { ...turn, state: raisedAfter(turn.state, swapped, turn.at) };
  if (swapped.length === 0) {
    return refuse(refusal('not-now', 'The policy names nobody else to head this forum.', 'conflict'));
  }
  const theirs = mayPassOn(after) === undefined;
  return theirs ? passedOn(swapped, after) : accept(...swapped);
}

function maySwap({ state, rules }: Turn): boolean {
  const asked = stageNow(state, rules).forum?.conflict_of_interest !== undefined;
  return asked && state.conflict?.stage !== state.stage;
}

function passedOn(before: readonly CaseEvent[], turn: Turn): Decision {
  const { state, rules, at, by } = turn;
  const stage = stageNow(state, rules);
  const heads = headsOf(stage, state, rules, at);
  const told = toldBy(by, heads);
  if (told === undefined || heads.length < headsWanted(stage, state, rules)) {
    const says =
      'Somebody who heads this forum is not in the directory. Add them to the directory, then pass it on.';
    return refuse(refusal('nobody-holds-role', says));
  }
  const events: readonly CaseEvent[] = [told, ...meet(['pass-on'], state, rules, at, { by })];
  return accept(...before, ...events, ...dutiesToSet(raisedAfter(state, events, at), stage, rules, at));
}

export const mayAdviseOtherBoard: May = (turn) => {
  const owed = turn.state.obligations.filter(({ duty }) => duty === 'advise-other-board');
  const open = owed.find(({ status }) => status === 'open');
  return firstRefusal(
    open?.owedBy.some(({ role }) => holdsBoardRole(role, turn)) === false ? onlyOffice : undefined,
    open === undefined && owed.some(({ status }) => status === 'met')
      ? refusal('already-done', 'The other board was advised already.')
      : undefined,
    open === undefined
      ? refusal('not-now', 'At this point there is no other board to be advised about this matter.')
      : undefined,
  );
};

export function adviseOtherBoard({ on, whom }: CommandOf<'advise-other-board'>, turn: Turn): Decision {
  const refused = mayAdviseOtherBoard(turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules, at, by } = turn;
  if (on > civilDateOf(at)) {
    return refuse(refusal('in-the-future', 'Give the day on which you advised them, today or before.', 'on'));
  }
  const advised: CaseEvent = { type: 'OtherBoardAdvised', by, on, whom };
  return accept(advised, ...meet(['advise-other-board'], state, rules, at, { by }));
}

export const mayRecommend: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open'),
    unlessForumTold(turn),
    unlessHead(turn),
    isPanelMissing(turn)
      ? refusal(
          'not-now',
          'No panel has been convened yet, and it is the panel that decides. Convene it first, or ask the board’s office to.',
        )
      : undefined,
  );

/** Where the policy has a panel speak, nobody speaks for it before it exists (RO-56, RO-60). */
function isPanelMissing({ state, rules }: Turn): boolean {
  const { panel } = state;
  if (stageNow(state, rules).forum?.kind !== 'panel') return false;
  return !entriesThisStage(state).some(({ entry }) => entry === panel?.entry);
}

/** One by one, each addressed to an agency of the case; every agency hears something, so that none is left out by oversight. */
export function recommend({ recommendations }: CommandOf<'recommend'>, turn: Turn): Decision {
  const refused = mayRecommend(turn) ?? addressProblem(recommendations, turn);
  if (refused !== undefined) return refuse(refused);
  const entry = nextEntry(turn.state);
  const said = recommendations.map(({ to, words }, index) => ({ id: `${entry}.${index + 1}`, to, words }));
  return accept(...(together(turn).length > 0 ? draftDecision(said, turn) : spoken(said, turn)));
}

function addressProblem(
  recommendations: CommandOf<'recommend'>['recommendations'],
  { state, rules }: Turn,
): Refusal | undefined {
  const { output } = rules.policy.words;
  const stranger = recommendations.find(({ to }) => !state.sides.some(({ agency }) => agency === to));
  if (stranger !== undefined) {
    return refusal(
      'unknown',
      'Address each of them to an agency that is part of this matter.',
      'recommendations',
    );
  }
  const left = state.sides.find(({ agency }) => !recommendations.some(({ to }) => to === agency));
  if (left === undefined) return undefined;
  const name = rules.directory.agencies.get(left.agency)?.name ?? left.agency;
  const says = `${name} gets no ${output} yet. Add one for it, if only to say that nothing is asked of it.`;
  return refusal('missing', says, 'recommendations');
}
