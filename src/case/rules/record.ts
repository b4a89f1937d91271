import { personOf } from '../../directory/lookup.ts';
import { sideOf } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { placesOpen } from '../filing.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { firstRefusal, ownSide, unlessPart } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* Keeping the record: it is put on the adult's file, and what is wrong in it is corrected beside it. */

export const mayConfirmFiling: May = (turn) =>
  firstRefusal(
    unlessPart(turn, 'sides-only'),
    placesToFile(turn).length > 0
      ? undefined
      : refusal('already-done', 'Your agency has confirmed everything that the policy asks it to file.'),
  );

/** What a person's own agency has still to confirm it has filed, from the stages that were reached. */
export function placesToFile(turn: Turn): readonly string[] {
  return placesOpen(ownAgency(turn), turn.state, turn.rules);
}

export function confirmFiling({ place }: CommandOf<'confirm-filing'>, turn: Turn): Decision {
  const refused = mayConfirmFiling(turn);
  const agency = ownAgency(turn);
  if (refused !== undefined || agency === undefined) return refuse(refused ?? noSide);
  if (!placesToFile(turn).includes(place)) {
    return refuse(
      refusal('unknown', 'This is confirmed already, or the policy does not ask for it.', 'place'),
    );
  }
  return accept({ type: 'FilingConfirmed', by: turn.by, place, agency });
}

const noSide = refusal('not-yours', 'Only the agencies of this matter confirm what they have filed.');

function ownAgency(turn: Turn): string | undefined {
  const side = ownSide(turn);
  return side === undefined ? undefined : sideOf(turn.state, side)?.agency;
}

export const mayCorrectEntry: May = (turn) =>
  ownEntries(turn).length > 0
    ? undefined
    : refusal('not-yours', 'You have written nothing here. Ask whoever wrote the entry to correct it.');

/** What somebody wrote themselves, by its place in the record. */
export function ownEntries({ state, by, rules }: Turn): readonly number[] {
  if (personOf(rules.directory, by) === undefined) return [];
  return state.entries.filter(({ event }) => 'by' in event && event.by === by).map(({ entry }) => entry);
}

/** Nothing is edited: the correction is a new entry that points at the old one. */
export function correctEntry({ entry, words }: CommandOf<'correct-entry'>, turn: Turn): Decision {
  const refused = mayCorrectEntry(turn);
  if (refused !== undefined) return refuse(refused);
  if (!turn.state.entries.some((one) => one.entry === entry)) {
    return refuse(refusal('unknown', 'There is no such entry in this record.'));
  }
  if (!ownEntries(turn).includes(entry)) {
    return refuse(refusal('not-yours', 'Somebody else wrote this entry. Ask them to correct it.'));
  }
  return accept({ type: 'EntryCorrected', by: turn.by, entry, words });
}
