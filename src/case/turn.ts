import type { PersonId } from '../directory/directory.ts';
import { maySee } from './access.ts';
import { capacityOf } from './capacity.ts';
import type { Capacity } from './capacity.ts';
import type { Refusal, Rules } from './decision.ts';
import type { SideKey } from './events.ts';
import { refusal } from './refuse.ts';
import type { RaisedCase } from './state.ts';

/** Somebody who wants to do something in a case that was raised. */
export type Turn = {
  readonly by: PersonId;
  readonly state: RaisedCase;
  readonly rules: Rules;
  readonly at: Date;
};

/** Whether somebody may do something now, whatever they would say: the reason if not. Asked before a button is shown, and again when it is pressed. */
export type May = (turn: Turn) => Refusal | undefined;

export function capacity({ by, state, rules, at }: Turn): Capacity | undefined {
  const found = capacityOf(by, state, rules, at);
  // The board's office does nothing in a case that its policy does not yet let it see.
  if (found?.as === 'office' && maySee(by, state, rules, at) !== 'content') return undefined;
  return found;
}

/** The side for which somebody acts at the stage now; `undefined` for everybody else, the board included. */
export function actingSide(turn: Turn): SideKey | undefined {
  const found = capacity(turn);
  return found === undefined || !found.acts || found.side === 'board' ? undefined : found.side;
}

/** The side somebody belongs to, acting or not. */
export function ownSide(turn: Turn): SideKey | undefined {
  const found = capacity(turn);
  return found === undefined || found.side === 'board' ? undefined : found.side;
}

/** Refused unless the case is in one of these statuses. */
export function unlessStatus(
  { state, rules }: Turn,
  ...statuses: readonly RaisedCase['status'][]
): Refusal | undefined {
  if (statuses.includes(state.status)) return undefined;
  const { matter } = rules.policy.words;
  switch (state.status) {
    case 'closed':
      return refusal('closed', `This ${matter} is closed. Re-open it first, with a reason.`);
    case 'agreed':
      return refusal(
        'not-now',
        'Every side has agreed an outcome. Dispute its confirmation if it is not settled after all.',
      );
    case 'answering':
      return refusal('not-now', 'The last forum has spoken. What is left is for each agency to answer it.');
    case 'open':
      return refusal('not-now', `This ${matter} is still open, so this cannot be done yet.`);
  }
}

/** Refused unless the person acts for a side now. */
export function unlessActing(turn: Turn): Refusal | undefined {
  return actingSide(turn) === undefined ? notYours(turn) : undefined;
}

export function unlessRaising(turn: Turn): Refusal | undefined {
  if (actingSide(turn) === 'raising') return undefined;
  return refusal(
    'not-yours',
    'Only whoever acts for the agency that raised it can do this. Ask them, or ask them to hand it over to you.',
  );
}

export function unlessReceiving(turn: Turn): Refusal | undefined {
  const side = actingSide(turn);
  if (side !== undefined && side !== 'raising') return undefined;
  return refusal(
    'not-yours',
    'Only whoever acts for the agency it was raised with can do this. Ask them, or ask them to hand it over to you.',
  );
}

/** Refused unless the person is part of the case on a side or, with `board`, in the board's office. */
export function unlessPart(turn: Turn, board: 'with-board' | 'sides-only'): Refusal | undefined {
  const found = capacity(turn);
  if (found !== undefined && (found.side !== 'board' || board === 'with-board')) return undefined;
  return notYours(turn);
}

export function notYours({ rules }: Turn): Refusal {
  const { matter, stage } = rules.policy.words;
  return refusal(
    'not-yours',
    `Only whoever acts for a side of this ${matter} at this ${stage.toLowerCase()} can do this. Ask them to do it or to hand it over to you.`,
  );
}

/** The first reason of several, if there is one. */
export function firstRefusal(...reasons: readonly (Refusal | undefined)[]): Refusal | undefined {
  return reasons.find((reason) => reason !== undefined);
}
