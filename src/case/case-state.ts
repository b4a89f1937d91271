import type { AgencyId, PersonId } from '../directory/directory.ts';
import type { CaseEvent, Entry, Moment, SideKey } from './events.ts';
import { evolve } from './evolve.ts';
import type { CaseFile, CaseState, OpenObligation, RaisedCase, SideState } from './state.ts';

/*
 * Small questions about a case, asked all over this room.
 */

export function isRaised(state: CaseState): state is RaisedCase {
  return state.status !== 'unopened' && state.status !== 'alerted';
}

/** The record so far. */
export function entriesOf(state: CaseState): readonly Entry[] {
  return state.status === 'unopened' ? [] : state.entries;
}

/** The number that the next event will have in the record. */
export function nextEntry(state: CaseState): number {
  return entriesOf(state).length + 1;
}

/** The case as it will stand once these events are written. */
export function afterEvents(state: CaseState, events: readonly CaseEvent[], at: Date): CaseState {
  return events.reduce<CaseState>((before, event) => {
    return evolve(before, { entry: nextEntry(before), at: at.toISOString(), event });
  }, state);
}

/** `afterEvents` where the case was raised before, which no event undoes. */
export function raisedAfter(state: RaisedCase, events: readonly CaseEvent[], at: Date): RaisedCase {
  const after = afterEvents(state, events, at);
  return isRaised(after) ? after : state;
}

export function openObligations(state: CaseFile): readonly OpenObligation[] {
  return state.obligations.filter(({ status }) => status === 'open');
}

export function obligationById(state: CaseFile, id: string): OpenObligation | undefined {
  return state.obligations.find((one) => one.id === id);
}

/** The side of an agency that is a party; `undefined` for every other agency. */
export function sideOfAgency(state: CaseFile, agency: AgencyId): SideState | undefined {
  return state.sides.find((side) => side.agency === agency);
}

export function sideOf(state: CaseFile, key: SideKey | 'board'): SideState | undefined {
  return state.sides.find((side) => side.key === key);
}

export function receivingSides(state: CaseFile): readonly SideState[] {
  return state.sides.filter(({ key }) => key !== 'raising');
}

/** Whoever raised it, or took it over from them: the one who hears at every stage whatever happens. */
export function raisingProfessional(state: CaseFile): PersonId {
  return sideOf(state, 'raising')?.professional ?? state.raiser;
}

/** The moment that reminders and the prompt run to: the limit, or the added date where the limit had passed before. */
export function runsTo(obligation: Pick<OpenObligation, 'due' | 'remindTo'>): Moment | undefined {
  return obligation.remindTo ?? obligation.due;
}

/** What reminders run to: the limit or, where the policy names only a target, that. A target is never a limit. */
export function remindsTo(
  obligation: Pick<OpenObligation, 'due' | 'remindTo' | 'target'>,
): Moment | undefined {
  return runsTo(obligation) ?? obligation.target;
}

/** The stage at which the case began, which need not be the first; `undefined` before it came to any. */
export function beganAt({ entries }: Pick<CaseFile, 'entries'>): string | undefined {
  const entered = entries.find(({ event }) => event.type === 'StageEntered')?.event;
  return entered?.type === 'StageEntered' ? entered.stage : undefined;
}

/** The record since the case came to its stage. */
export function entriesThisStage(state: CaseFile): readonly Entry[] {
  const entered = state.entries.findLastIndex(({ event }) => event.type === 'StageEntered');
  return state.entries.slice(entered + 1);
}
