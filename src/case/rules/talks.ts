import type { PersonId } from '../../directory/directory.ts';
import { isAway, personOf } from '../../directory/lookup.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { firstStage } from '../../policy/policy-lookup.ts';
import { capacityOf } from '../capacity.ts';
import { beganAt, entriesThisStage, receivingSides } from '../case-state.ts';
import type { HowHeld } from '../commands.ts';
import type { SideKey } from '../events.ts';
import { instantOf, momentOf } from '../moment.ts';
import type { OpenObligation, RaisedCase, SideState } from '../state.ts';
import type { Turn } from '../turn.ts';

/* Which conversations between the agencies meet a duty to speak or to meet, and when they did. */

/** A conversation that took place: who was there, and the entry that holds it; none yet where it is being written down. */
export type Talk = {
  readonly people: readonly PersonId[];
  readonly how: HowHeld;
  readonly held: Date;
  readonly entry?: number;
};

/** The form asks for the half hour in which a conversation began. */
const givenToMs = 30 * 60_000;

/**
 * When a duty was done by this conversation, with those that were written down before it at this stage; `undefined`
 * where it is not done yet. Whoever raised it has to have spoken with every other side that owes it or, where none
 * does, with each: in one conversation or in several. Above the first stage it is those who owe it who speak, or who
 * stand in for them; two others who talked do not meet their duty (RO-50, SO-21).
 */
export function doneByTalk(duty: OpenObligation, talk: Talk, turn: Turn): Date | undefined {
  if (!heldInStage(talk, turn)) return undefined;
  if (duty.owedBy.every(({ side }) => side === 'board'))
    return isThere('board', duty, talk, turn) ? talk.held : undefined;
  const receiving = receivingSides(turn.state);
  const owing = receiving.filter(({ key }) => duty.owedBy.some(({ side }) => side === key));
  const talks = [...talksBefore(turn), talk].filter(({ how }) => duty.duty === 'speak' || how === 'meeting');
  const first = (owing.length > 0 ? owing : receiving).map((side) =>
    talks
      .filter((one) => !isDenied(one, side, turn.state))
      .filter((one) => isThere('raising', duty, one, turn) && isThere(side.key, duty, one, turn))
      .map(({ held }) => held.getTime())
      .sort((one, other) => one - other)
      .at(0),
  );
  const known = first.filter((one) => one !== undefined);
  return known.length < first.length || known.length === 0 ? undefined : new Date(Math.max(...known));
}

/** Whether a side took part: by somebody who owes the duty, where that side does and this is no matter of the first stage. */
function isThere(side: SideKey | 'board', duty: OpenObligation, talk: Talk, turn: Turn): boolean {
  const { state, rules, at } = turn;
  const owers = owersAt(side, duty, talk, turn);
  if (talk.people.some((person) => owers.includes(person))) return true;
  const theirs = owers.length > 0 && duty.stage !== firstStage(rules.policy).id;
  return !theirs && talk.people.some((person) => capacityOf(person, state, rules, at)?.side === side);
}

/**
 * Who owed a duty for a side when a conversation was held: those who owe it, and whoever handed it over to them since;
 * whoever stood in for one of them that day; and whoever one of them stands in for.
 */
function owersAt(
  side: SideKey | 'board',
  { owedBy }: OpenObligation,
  { held }: Talk,
  { state, rules }: Turn,
): readonly PersonId[] {
  const owing = owedBy.filter((one) => one.side === side).flatMap(({ people }) => people);
  const owed = entriesThisStage(state).reduceRight<readonly PersonId[]>((people, { event, at }) => {
    const since = event.type === 'HandedOver' && at >= momentOf(held) && people.includes(event.to);
    return since ? [...people, event.from] : people;
  }, owing);
  const replaced = state.actors.filter(({ person }) => owed.includes(person));
  const standing = owed.flatMap((id) => {
    const person = personOf(rules.directory, id);
    return person !== undefined && isAway(person, civilDateOf(held)) ? (person.deputy ?? []) : [];
  });
  return [...owed, ...standing, ...replaced.flatMap(({ insteadOf }) => insteadOf ?? [])];
}

/** The conversations between agencies that were written down at this stage, and held at it. */
function talksBefore(turn: Turn): readonly Talk[] {
  return entriesThisStage(turn.state)
    .flatMap(({ event, entry }): readonly Talk[] => {
      if (event.type !== 'DiscussionLogged' || event.between !== 'sides') return [];
      const { by, how, tookPlace } = event;
      return [{ people: [by, ...event.with], how, held: instantOf(tookPlace), entry }];
    })
    .filter((talk) => heldInStage(talk, turn));
}

/** Whether whoever raised it said after a conversation that this side has not spoken to them. */
function isDenied({ entry }: Talk, { agency }: SideState, { entries }: RaisedCase): boolean {
  if (entry === undefined) return false;
  return entries.some(({ event, entry: later }) => {
    if (event.type !== 'NotSpokenSaid' || later < entry) return false;
    return event.agency === undefined || event.agency === agency;
  });
}

/**
 * Whether a conversation was held once the matter had come to this stage. Where the case begins, its day counts: people
 * spoke of it that day before they raised it here.
 */
function heldInStage({ held }: Talk, { state }: Turn): boolean {
  const since = instantOf(state.stagesEntered[state.stage] ?? state.raised);
  if (state.stage === beganAt(state)) return civilDateOf(held) >= civilDateOf(instantOf(state.raised));
  return held.getTime() + givenToMs > since.getTime();
}
