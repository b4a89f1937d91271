import type { Person, PersonId } from '../../directory/directory.ts';
import { isAdministratorOf } from '../../directory/administrator.ts';
import { boardWords } from '../../policy/board-words.ts';
import { deputyOf, lineManagerOf, peopleOfAgency, personOf } from '../../directory/lookup.ts';
import { hasConflict, maySee } from '../access.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { SideKey } from '../events.ts';
import { worksInOffice } from '../capacity.ts';
import { openObligations, sideOf } from '../case-state.ts';
import { placesOpen } from '../filing.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
import { capacity, firstRefusal, notYours, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { hasPower, isHead } from '../forum-people.ts';

/* Asking a colleague in, or letting one take over. Neither moves a date. */

export const mayBringIn: May = (turn) => {
  const found = capacity(turn);
  const confers = isHead(turn) && hasPower('confer', turn);
  return firstRefusal(
    unlessStatus(turn, 'open'),
    confers || (found?.acts === true && found.side !== 'board') ? undefined : notYours(turn),
    confers || stageNow(turn.state, turn.rules).consulted.length > 0 ? undefined : nobodyToBringIn(turn),
  );
};

function nobodyToBringIn({ rules }: Turn): Refusal {
  const { stage } = boardWords(rules.policy);
  return refusal(
    'not-now',
    `The policy names nobody to be brought in at this ${stage}. Ask within your agency.`,
  );
}

/** Whoever is brought in advises; who owes what stays as it was. */
export function bringIn(command: CommandOf<'bring-in'>, turn: Turn): Decision {
  const refused = mayBringIn(turn);
  const found = capacity(turn);
  if (refused !== undefined || found === undefined) return refuse(refused ?? notYours(turn));
  const { person, as, question } = command;
  const problem = broughtInProblem(command, found.side, turn);
  if (problem !== undefined) return refuse(problem);
  const asked = question === undefined ? {} : { question };
  return accept({ type: 'BroughtIn', by: turn.by, person, as, side: found.side, ...asked });
}

function broughtInProblem(
  { person, as }: CommandOf<'bring-in'>,
  side: SideKey | 'board',
  turn: Turn,
): Refusal | undefined {
  const { state, rules } = turn;
  const colleague = personOf(rules.directory, person);
  if (colleague === undefined) return refusal('unknown', 'Choose somebody from the list.', 'person');
  const { consulted } = stageNow(state, rules);
  if (side !== 'board' && !consulted.some(({ role }) => role === as)) {
    const { stage } = boardWords(rules.policy);
    return refusal('unknown', `Choose one of the roles that the policy names for this ${stage}.`, 'as');
  }
  if (side !== 'board' && colleague.agency !== sideOf(state, side)?.agency) {
    return refusal('unknown', 'You can bring in people of your own agency.', 'person');
  }
  if (!colleague.roles.includes(as)) {
    const says = 'The directory does not give this role to that person. Choose somebody who holds it.';
    return refusal('nobody-holds-role', says, 'person');
  }
  const known = state.participants.some((one) => {
    return one.person === person && one.as === 'brought-in' && one.role === as && one.stage === state.stage;
  });
  return known ? refusal('already-done', 'This person was brought in already.', 'person') : undefined;
}

export const mayHandOver: May = (turn) =>
  firstRefusal(
    // What outlives a closing is handed over like everything else.
    turn.state.status === 'closed' && holding(turn).length > 0
      ? undefined
      : unlessStatus(turn, 'open', 'agreed', 'answering'),
    handsOver(turn).length > 0
      ? undefined
      : refusal(
          'not-yours',
          'Only the person who acts, their line manager, their deputy, an administrator of their agency or the board’s office can hand this over.',
        ),
  );

/** The people whose part somebody may hand to another: their own, and that of those they answer or stand in for. */
export function handsOver(turn: Turn): readonly PersonId[] {
  const { state, rules, by } = turn;
  const { directory } = rules;
  const office = capacity(turn)?.as === 'office';
  const conflict = hasConflict(by, state);
  return holding(turn).filter((person) => {
    if (person === by) return true;
    if (conflict) return false;
    if (office || looksAfter(person, turn)) return true;
    const inTheirPlace = [lineManagerOf(directory, person)?.id, deputyOf(directory, person)?.id];
    const standsIn = state.actors.some((one) => one.person === by && one.insteadOf === person);
    return standsIn || inTheirPlace.includes(by);
  });
}

/**
 * Whoever looks after the people of an agency hands over for somebody who leaves, also in a case of which they see
 * nothing: it is about who acts, and not about the matter.
 */
function looksAfter(person: PersonId, { by, rules, at }: Turn): boolean {
  const [keeper, kept] = [personOf(rules.directory, by), personOf(rules.directory, person)];
  return isAdministratorOf(keeper, kept) || worksInOffice(by, rules, at);
}

/**
 * Everybody who has a part that can be handed over: who acts, whose disagreement it is, who owes for the board or took a next
 * step on. Once it is closed, whoever still owes something or has not confirmed what their agency files.
 */
function holding({ state, rules }: Turn): readonly PersonId[] {
  if (state.erased !== undefined) return [];
  const closed = state.status === 'closed';
  const owed = openObligations(state).flatMap(({ duty, owedBy }) => {
    return owedBy.filter(({ side }) => closed || side === 'board' || duty === 'step');
  });
  const filing = state.sides.filter(({ agency }) => placesOpen(agency, state, rules).length > 0);
  const acting = closed
    ? state.actors.filter(({ side }) => filing.some(({ key }) => key === side))
    : state.actors;
  const parts = [
    ...acting.flatMap(({ person, insteadOf }) => [person, insteadOf ?? person]),
    ...owed.flatMap(({ people }) => people),
  ];
  if (closed) return [...new Set(parts)];
  const heads = (state.heads ?? []).map(({ person }) => person);
  const head = state.head === undefined ? heads : [state.head, ...heads];
  return [...new Set([...parts, ...state.sides.map(({ professional }) => professional), ...head])];
}

export function handOver(command: CommandOf<'hand-over'>, turn: Turn): Decision {
  const refused = mayHandOver(turn);
  if (refused !== undefined) return refuse(refused);
  const { from, to, reason } = command;
  if (!handsOver(turn).includes(from)) {
    const says =
      'Only that person, their line manager, their deputy, an administrator of their agency or the board’s office can hand this over.';
    return refuse(refusal('not-yours', says, 'from'));
  }
  const [leaves, takes] = [from, to].map((id) => personOf(turn.rules.directory, id));
  const problem = takerProblem(leaves, takes) ?? ownTakeProblem(command, turn);
  if (problem !== undefined) return refuse(problem);
  return accept({ type: 'HandedOver', by: turn.by, from, to, side: sideFrom(from, turn), reason });
}

function takerProblem(leaves: Person | undefined, takes: Person | undefined): Refusal | undefined {
  if (takes === undefined) return refusal('unknown', 'Choose who takes over from the list.', 'to');
  if (takes.id === leaves?.id) {
    return refusal('already-done', 'This person has it already. Choose somebody else.', 'to');
  }
  // Whoever left the directory can still be followed by somebody of any agency that the case knows.
  if (leaves === undefined || takes.agency === leaves.agency) return undefined;
  return refusal('unknown', 'It can only be handed to somebody of the same agency.', 'to');
}

function ownTakeProblem({ from, to }: CommandOf<'hand-over'>, turn: Turn): Refusal | undefined {
  if (to !== turn.by || mayTakeOver(from, turn)) return undefined;
  const { matter } = turn.rules.policy.words;
  const says = `You may not read this ${matter}, so you cannot hand it over to yourself. Choose a colleague. If it has to be you, somebody else hands it over to you: an administrator of your agency, or the board’s office.`;
  return refusal('not-yours', says, 'to');
}

/**
 * Whether somebody may hand over to themselves. Whoever acts reads everything, so whoever may not read it gives it to a
 * colleague; only where there is none would the case be left without anybody (decision 93).
 */
export function mayTakeOver(from: PersonId, { by, state, rules, at }: Turn): boolean {
  if (maySee(by, state, rules, at) === 'content') return true;
  if (hasConflict(by, state)) return false;
  const agency = personOf(rules.directory, from)?.agency;
  if (agency === undefined) return false;
  return peopleOfAgency(rules.directory, agency).every(({ id }) => id === from || id === by);
}

function sideFrom(person: PersonId, { state }: Turn): SideKey | 'board' {
  const acting = state.actors.find((one) => one.person === person || one.insteadOf === person)?.side;
  const owed = openObligations(state).flatMap(({ owedBy }) => owedBy);
  return (
    acting ??
    state.sides.find(({ professional }) => professional === person)?.key ??
    owed.find(({ people }) => people.includes(person))?.side ??
    'board'
  );
}
