import type { PersonId } from '../../directory/directory.ts';
import { personOf } from '../../directory/lookup.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { maySee } from '../access.ts';
import { nextEntry, openObligations, raisedAfter, sideOfAgency } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { CaseEvent, SideKey } from '../events.ts';
import { resolveMatter } from '../resolution.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import type { RaisedCase } from '../state.ts';
import { actingSide, firstRefusal, unlessActing, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { missingField } from '../words-check.ts';

/* Finding an outcome together: one side proposes, every other side agrees or says why not. */

export const mayProposeOutcome: May = (turn) => firstRefusal(unlessStatus(turn, 'open'), unlessActing(turn));

/** Whoever proposes agrees by proposing. A new proposal takes the place of the one before. */
export function proposeOutcome(command: CommandOf<'propose-outcome'>, turn: Turn): Decision {
  const { fields } = turn.rules.policy.outcome;
  const refused =
    mayProposeOutcome(turn) ??
    missingField(fields, command.words) ??
    planProblem(command, turn) ??
    stepProblem(command, turn);
  const side = actingSide(turn);
  if (refused !== undefined || side === undefined) return refuse(refused ?? noProposal);
  const { words, outstanding } = command;
  const entry = nextEntry(turn.state);
  return accept(
    { type: 'OutcomeProposed', by: turn.by, words, outstanding },
    { type: 'OutcomeAgreed', by: turn.by, proposal: entry, side },
  );
}

/** Whether an agreed action plan is owed where the case stands: then no outcome is without a next step. */
export function owesPlan(state: RaisedCase): boolean {
  return openObligations(state).some(({ duty, stage }) => duty === 'plan' && stage === state.stage);
}

function planProblem({ outstanding }: CommandOf<'propose-outcome'>, { state }: Turn): Refusal | undefined {
  if (outstanding.length > 0 || !owesPlan(state)) return undefined;
  return refusal('missing', 'An action plan is owed here. Say who does what by when.', 'outstanding-1-what');
}

function stepProblem({ outstanding }: CommandOf<'propose-outcome'>, turn: Turn): Refusal | undefined {
  if (outstanding.some(({ owner }) => !canOwe(owner, turn))) {
    return refusal('unknown', 'Choose who does each outstanding thing from the list.', 'outstanding');
  }
  if (outstanding.every(({ by }) => by >= civilDateOf(turn.at))) return undefined;
  return refusal('not-earlier', 'An outstanding thing needs a day to come. Check its date.', 'outstanding');
}

/** Whoever owes a next step is reminded of it, so it has to be somebody who may see the matter. */
function canOwe(owner: PersonId, { state, rules, at }: Turn): boolean {
  const person = personOf(rules.directory, owner);
  if (person === undefined) return false;
  return sideOfAgency(state, person.agency) !== undefined || maySee(owner, state, rules, at) === 'content';
}

export const mayAgreeOutcome: May = (turn) =>
  firstRefusal(unlessStatus(turn, 'open'), unlessActing(turn), unlessToAnswer(turn));

export function agreeOutcome({ proposal }: CommandOf<'agree-outcome'>, turn: Turn): Decision {
  const refused = mayAgreeOutcome(turn) ?? unlessCurrent(proposal, turn);
  const side = actingSide(turn);
  if (refused !== undefined || side === undefined) return refuse(refused ?? noProposal);
  const { state, rules, at, by } = turn;
  const agreed: CaseEvent = { type: 'OutcomeAgreed', by, proposal, side };
  const after = raisedAfter(state, [agreed], at);
  const all = after.sides.every(({ key }) => after.proposal?.agreed.includes(key));
  return accept(agreed, ...(all ? resolveMatter(after, proposal, rules, at) : []));
}

export const mayDisputeOutcome: May = (turn) => mayAgreeOutcome(turn);

/** The proposal falls away; the matter stays open where it was, its clocks running. */
export function disputeOutcome(command: CommandOf<'dispute-outcome'>, turn: Turn): Decision {
  const { proposal, reason } = command;
  const refused = mayDisputeOutcome(turn) ?? unlessCurrent(proposal, turn);
  const side: SideKey | undefined = actingSide(turn);
  if (refused !== undefined || side === undefined) return refuse(refused ?? noProposal);
  return accept({ type: 'OutcomeDisputed', by: turn.by, proposal, side, reason });
}

const noProposal = refusal('not-now', 'There is no proposed outcome to answer. Propose one.');

function unlessToAnswer(turn: Turn): Refusal | undefined {
  const { proposal } = turn.state;
  const side = actingSide(turn);
  if (proposal === undefined) return noProposal;
  if (side === undefined || !proposal.agreed.includes(side)) return undefined;
  return refusal('already-done', 'Your side has agreed to this outcome. It now waits for the other side.');
}

function unlessCurrent(proposal: number, { state }: Turn): Refusal | undefined {
  if (state.proposal?.entry === proposal) return undefined;
  return refusal('not-now', 'A newer outcome was proposed since. Open it and answer that one.');
}
