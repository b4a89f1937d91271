import { stageOf } from '../../policy/policy-lookup.ts';
import { openObligations, raisedAfter } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { CaseEvent, SideKey } from '../events.ts';
import { end, meet, set } from '../obligations.ts';
import { stepsOf } from '../next-steps.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { acceptanceDuties, close, isConfirming, meetAcceptance, revive } from '../resolution.ts';
import type { OpenObligation } from '../state.ts';
import { actingSide, firstRefusal, ownSide, unlessActing, unlessRaising } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* Putting an agreed outcome in writing, and the other side saying that it is what was agreed (G-4). */

/** Owed where the policy asks for it; where it only offers it, it can be given once the matter is closed. */
export const mayConfirmOutcome: May = (turn) => {
  const side = sideOfWriter(turn);
  return firstRefusal(
    turn.state.resolution === undefined
      ? refusal(
          'not-now',
          'There is no agreed outcome to confirm yet. Propose one, and let every side agree to it.',
        )
      : undefined,
    side === undefined ? unlessActing(turn) : undefined,
    turn.state.confirmations.some((one) => one.side === side)
      ? refusal('already-done', 'Your side has confirmed the outcome already.')
      : undefined,
    confirmOwed(turn) !== undefined || isOffered(turn) ? undefined : notTheirs(turn),
  );
};

function notTheirs({ state }: Turn): Refusal {
  if (state.confirmations.length > 0)
    return refusal('already-done', 'The other side has confirmed the outcome. Say whether it is right.');
  return refusal('not-yours', 'The other side confirms the outcome. You then hear of it.');
}

export function confirmOutcome({ words }: CommandOf<'confirm-outcome'>, turn: Turn): Decision {
  const refused = mayConfirmOutcome(turn);
  const side = sideOfWriter(turn);
  if (refused !== undefined || side === undefined) return refuse(refused ?? noConfirmation);
  const { state, rules, at, by } = turn;
  const confirmed: CaseEvent = { type: 'OutcomeConfirmed', by, side, words };
  const owed = confirmOwed(turn);
  if (owed === undefined) return accept(confirmed);
  const events = [confirmed, ...meet(['confirm'], state, rules, at, { by, sides: [side] })];
  return accept(...events, ...acceptanceDuties(raisedAfter(state, events, at), rules, at).map(set));
}

function confirmOwed(turn: Turn): OpenObligation | undefined {
  const side = sideOfWriter(turn);
  return openObligations(turn.state).find(({ duty, owedBy }) => {
    return duty === 'confirm' && owedBy.some((one) => one.side === side);
  });
}

/**
 * The side for which somebody confirms or answers: the one they act for; or, where the matter moved on over a
 * question of policy and others act by now, the one for which this very duty is still theirs.
 */
function sideOfWriter(turn: Turn): SideKey | undefined {
  const own = ownSide(turn);
  const theirs = openObligations(turn.state)
    .filter(isConfirming)
    .some(({ owedBy }) => owedBy.some(({ side, people }) => side === own && people.includes(turn.by)));
  return theirs ? own : actingSide(turn);
}

function isOffered(turn: Turn): boolean {
  const { state, rules } = turn;
  const { resolution } = state;
  if (resolution === undefined || state.status !== 'closed' || state.how !== 'resolved') return false;
  const { confirmation } = stageOf(rules.policy, resolution.stage);
  if (confirmation?.offered !== true) return false;
  return confirmation.by === 'either' || sideOfWriter(turn) !== 'raising';
}

export const mayAcceptConfirmation: May = (turn) => {
  const owed = acceptOwed(turn);
  if (owed !== undefined) return undefined;
  return unlessActing(turn) ?? noConfirmation;
};

/** The last acceptance closes the case, unless it has gone on to a forum over a question of policy. */
export function acceptConfirmation(_command: CommandOf<'accept-confirmation'>, turn: Turn): Decision {
  const refused = mayAcceptConfirmation(turn);
  const side = sideOfWriter(turn);
  if (refused !== undefined || side === undefined) return refuse(refused ?? noConfirmation);
  const { state, rules, at, by } = turn;
  const accepted: CaseEvent = { type: 'ConfirmationAccepted', by };
  const events = [accepted, ...meetAcceptance(state, side, rules, at, by)];
  const after = raisedAfter(state, events, at);
  const settled = !openObligations(after).some(({ rule }) => rule === 'accept');
  return accept(...events, ...(settled && after.status === 'agreed' ? close(after, 'resolved', rules) : []));
}

/** A confirmation that does not say what was agreed; or one that did not come although its limit has passed. */
export const mayDisputeConfirmation: May = (turn) => {
  if (acceptOwed(turn) !== undefined) return undefined;
  const { state } = turn;
  const came = state.status === 'agreed' && state.confirmations.some(({ side }) => side !== 'raising');
  const overdue = openObligations(state).some(({ duty, passed }) => duty === 'confirm' && passed);
  return firstRefusal(
    unlessRaising(turn),
    came || (overdue && state.status === 'agreed') ? undefined : noConfirmation,
  );
};

/** The matter is open again at the same stage, what was owed there at its old dates. */
export function disputeConfirmation({ reason }: CommandOf<'dispute-confirmation'>, turn: Turn): Decision {
  const refused = mayDisputeConfirmation(turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules, at, by } = turn;
  const disputed: CaseEvent = { type: 'ConfirmationDisputed', by, reason };
  const settled = openObligations(state).filter(isConfirming);
  // What was promised with an outcome that is not what was agreed is no longer owed; the next one has its own.
  const promised = state.resolution === undefined ? [] : stepsOf(state.resolution.proposal, state);
  const events = [disputed, ...end([...settled, ...promised])];
  // Where the matter went on to a forum meanwhile, it stays there: the stage it was agreed at was left.
  if (state.status !== 'agreed') return accept(...events);
  const since = state.resolution === undefined ? [] : [state.resolution.at];
  return accept(...events, ...revive(raisedAfter(state, events, at), since, rules, at));
}

function acceptOwed(turn: Turn): OpenObligation | undefined {
  const side = sideOfWriter(turn);
  return openObligations(turn.state).find(({ rule, owedBy }) => {
    return rule === 'accept' && owedBy.some((one) => one.side === side);
  });
}

const noConfirmation: Refusal = refusal(
  'not-now',
  'There is no written confirmation to answer yet. You are told when it comes.',
);
