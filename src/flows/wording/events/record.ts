import { obligationById } from '../../../case/case-state.ts';
import { sayDuty } from '../duty-words.ts';
import { owes } from '../owed.ts';
import { sayPlace } from '../filing-words.ts';
import { sayRole } from '../../../policy/board-words.ts';
import { sayAgency, sayMoment, sayName, sayPerson, upperFirst } from '../telling.ts';
import { said, type Wording } from './said.ts';

/** The record itself, its dates and its people. */
export const record: Wording = {
  FilingConfirmed: (event, telling) =>
    said(
      'What is filed',
      `${sayAgency(event.agency, telling.rules)} said yes to: “${sayPlace(event.place, telling)}”`,
    ),

  FilingReminded: (event, telling) => ({
    ...said(
      'Not confirmed yet: what your agency has filed',
      `The matter is closed, and ${sayAgency(event.agency, telling.rules)} has not confirmed this yet: ${event.places.map((place) => `“${sayPlace(place, telling)}”`).join(' ')}`,
    ),
    next: 'Confirm it once it is done. You are reminded of it a few times and no more. Concordat added this reminder.',
  }),

  EntryCorrected: (event, telling) =>
    said(
      'A correction',
      `${upperFirst(sayPerson(event.by, telling))} corrected entry ${event.entry}. The old entry stays in the record.`,
    ),

  ConcernCorrected: (event, telling) =>
    said(
      'The date of the concern was corrected',
      `${upperFirst(sayPerson(event.by, telling))} corrected when the ${telling.rules.policy.words.matter} arose. Limits can only come forward by this.`,
    ),

  ObligationMoved: (event, telling) => {
    const moved = obligationById(telling.state, event.obligation);
    const date = movedDates[event.what ?? 'limit'];
    const what =
      moved === undefined
        ? `A ${date}`
        : `The ${date} to ${sayDuty(moved, owes(telling.reader.id, moved), telling.rules.policy)}`;
    return said(
      'A date has moved',
      `${what} moved from ${sayMoment(event.from)} to ${sayMoment(event.to)}: ${moves[event.because]}. The old date stays in the record.`,
    );
  },

  BroughtIn: (event, telling) => ({
    ...said(
      event.person === telling.reader.id ? 'You are asked for advice' : 'Somebody was brought in',
      `${upperFirst(sayPerson(event.by, telling))} brought in ${sayPerson(event.person, telling)} as ${sayRole(telling.rules.policy, event.as)}.`,
    ),
    ...(event.person === telling.reader.id
      ? { next: 'Read the matter and give your advice, then record it. Who owes what does not change.' }
      : {}),
  }),

  HandedOver: (event, telling) => ({
    ...said(
      event.to === telling.reader.id ? 'This was handed over to you' : 'Handed over',
      `${upperFirst(sayPerson(event.by, telling))} handed this over from ${sayName(event.from, telling)} to ${sayPerson(event.to, telling)}. No date has moved.`,
    ),
  }),

  PersonUnreachable: (event, telling) => ({
    ...said(
      `${upperFirst(sayName(event.person, telling))} cannot be reached here`,
      `Concordat cannot reach ${sayPerson(event.person, telling)}: ${event.why}. The clock runs on.`,
    ),
    next: 'Ring them, or hand over to a colleague or deputy.',
  }),
};

const movedDates = { limit: 'limit', 'added-date': 'added date', target: 'target' } as const;

const moves = {
  'protective-date': 'an earlier date was set to protect the adult',
  'concern-corrected': 'the date of the concern was corrected',
  'late-holiday': 'a holiday was announced late',
  unresolved: 'it was declared unresolved earlier',
} as const;
