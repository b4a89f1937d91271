import type { CaseEvent, Entry } from '../../case/events.ts';
import type { Rules } from '../../case/decision.ts';
import type { RaisedCase } from '../../case/state.ts';
import type { BoardWords } from '../../policy/board-words.ts';
import type { Block } from '../chat-message.ts';
import { quote } from '../acts/quotes.ts';
import { sayApprovals } from '../wording/approval-words.ts';
import { discussionHows } from '../wording/discussion-hows.ts';
import {
  sayAgency,
  sayList,
  sayMoment,
  sayPerson,
  saySide,
  sayStage,
  upperFirst,
  wordsHere,
} from '../wording/telling.ts';
import type { ReadBy } from './read-page.ts';
import { textsOf } from './texts-of.ts';

type Opened = { readonly opened: ReadonlyMap<string, string> };
type Types = readonly CaseEvent['type'][];

type Section = { readonly title: string | ((words: BoardWords) => string); readonly of: Types };
/** What each part of the page is made of, in the order in which people read a case. */
const sections: readonly Section[] = [
  { title: 'What was raised', of: ['CaseRaised', 'ConcernCorrected'] },
  { title: 'What the other side says', of: ['Responded'] },
  {
    title: 'Conversations',
    of: ['DiscussionLogged', 'NotSpokenSaid', 'FeedbackGiven', 'MeetingCalled', 'MeetingNotHeld'],
  },
  {
    title: 'Risk and earlier dates',
    of: ['ImmediateRiskReported', 'AlertAnswered', 'RiskReferred', 'RiskReassessed', 'ProtectiveDateSet'],
  },
  {
    title: 'Outcome',
    of: ['OutcomeProposed', 'OutcomeDisputed', 'OutcomeConfirmed', 'ConfirmationDisputed', 'StepDone'],
  },
  {
    title: ({ stage }) => `From ${stage} to ${stage}`,
    of: [
      'UnresolvedDeclared',
      'Considered',
      'EntryQuestionsAnswered',
      'CarryingAsked',
      'StageEntered',
      'RungTaken',
      'PolicyIssueMarked',
      'OtherBoardAdvised',
    ],
  },
  {
    title: 'Advice and information',
    of: ['BroughtIn', 'HandedOver', 'InformationAsked', 'InformationGiven'],
  },
  {
    title: 'The last forum',
    of: [
      'MediationAnswered',
      'MediationFailed',
      'ConflictSaid',
      'RecommendationsMade',
      'RecommendationAnswered',
    ],
  },
  { title: 'The end', of: ['Withdrawn', 'ClosingSaid', 'Reopened'] },
  { title: 'What went on to others', of: ['CopySent', 'OutcomeReported', 'LearningNoted'] },
];

/** The parts of the page that have something in them, each with its entries. */
export function partsOf({ known }: Pick<ReadBy, 'known'>): readonly Part[] {
  return sections
    .map(({ title, of }) => ({
      title: typeof title === 'string' ? title : title(wordsHere(known)),
      entries: entriesOf(known.state, known.rules, of),
    }))
    .filter(({ entries }) => entries.length > 0);
}

type Part = { readonly title: string; readonly entries: readonly Entry[] };

/** What a case is about in short: who, between whom, since when. */
export function openingFacts({ known, person }: ReadBy) {
  const { state, rules } = known;
  const [raising, ...receiving] = state.sides.map(({ key }) => saySide(key, state, rules));
  const { arose, decisionReceived } = state.concern;
  const themes = rules.policy.themes.filter(({ id }) => state.themes.includes(id)).map(({ label }) => label);
  const flags = rules.policy.flags.filter(({ id }) => state.flags.includes(id)).map(({ label }) => label);
  return [
    {
      label: 'Raised by',
      value: `${upperFirst(sayPerson(state.raiser, { rules, reader: person }))}, ${sayMoment(state.raised)}`,
    },
    { label: 'Between', value: `${raising ?? ''} and ${sayList(receiving)}` },
    ...(arose === undefined
      ? []
      : [{ label: `The ${rules.policy.words.matter} arose`, value: sayMoment(arose) }]),
    ...(decisionReceived === undefined
      ? []
      : [{ label: 'The decision was received', value: sayMoment(decisionReceived) }]),
    ...(themes.length === 0 ? [] : [{ label: 'About', value: themes.join('; ') }]),
    ...(flags.length === 0 ? [] : [{ label: 'Marked', value: flags.join('; ') }]),
  ];
}

/** Entries with something to read: what people wrote, and entries of that kind without words are left to the whole record. */
function entriesOf(state: RaisedCase, { policy }: Rules, types: Types): readonly Entry[] {
  return state.entries.filter(({ event }) => types.includes(event.type) && textsOf(event, policy).length > 0);
}

/** The ids of what people wrote with an entry and in its corrections. */
export function wordIds({ entry, event }: Entry, { known }: Pick<ReadBy, 'known'>): readonly string[] {
  const { state, rules } = known;
  const corrections = correctionsOf(entry, state).map(({ event: correction }) => correction);
  return [event, ...corrections].flatMap((one) => textsOf(one, rules.policy).map(({ words }) => words.id));
}

export function correctionsOf(entry: number, { entries }: RaisedCase): readonly Entry[] {
  return entries.filter(({ event }) => event.type === 'EntryCorrected' && event.entry === entry);
}

/** One entry with its words, how it stands, and its corrections. */
export function entryBlocks(entry: Entry, reading: ReadBy, opened: Opened): readonly Block[] {
  const { state, rules } = reading.known;
  return [
    { kind: 'small', text: `${whoAndWhen(entry, reading)}${about(entry, reading)}` },
    ...textsOf(entry.event, rules.policy).map(({ label, words }) => quote(label, words, opened)),
    ...standing(entry, reading),
    ...correctionsOf(entry.entry, state).flatMap((correction): readonly Block[] => [
      { kind: 'small', text: `${whoAndWhen(correction, reading)}: a correction` },
      ...textsOf(correction.event, rules.policy).map(({ label, words }) => quote(label, words, opened)),
    ]),
  ];
}

function whoAndWhen({ event, at, entry }: Entry, { known, person }: ReadBy): string {
  const by =
    'by' in event ? `${upperFirst(sayPerson(event.by, { rules: known.rules, reader: person }))}, ` : '';
  return `Entry ${entry}: ${by}${sayMoment(at)}`;
}

/** What kind of entry it is, where the heading above does not say it. */
function about({ event }: Entry, { known, person }: ReadBy): string {
  const { rules } = known;
  const telling = { rules, reader: person };
  switch (event.type) {
    case 'DiscussionLogged': {
      const between = event.between === 'sides' ? 'between agencies' : 'within one agency';
      const others =
        event.with.length === 0 ? '' : `, with ${sayList(event.with.map((id) => sayPerson(id, telling)))}`;
      const late = event.enteredLate ? '. Written down later than the day it took place' : '';
      return `. ${upperFirst(discussionHows[event.how])} ${between} on ${sayMoment(event.tookPlace)}${others}${late}`;
    }
    case 'ProtectiveDateSet':
      return `. An earlier limit: ${sayMoment(event.until)}`;
    case 'FeedbackGiven':
      return `. Told ${sayPerson(event.to, telling)} what was done`;
    case 'NotSpokenSaid':
      return '. The conversation has not taken place';
    case 'OutcomeProposed':
      return '. A proposed outcome';
    case 'OutcomeDisputed':
      return '. The proposed outcome is not agreed';
    case 'ConfirmationDisputed':
      return '. The confirmation is disputed';
    case 'UnresolvedDeclared':
      return '. Declared unresolved';
    case 'Considered':
      return `. ${event.goOn ? 'It goes on' : 'It does not go on'} to ${sayStage(event.stage, rules)}`;
    case 'CarryingAsked':
      return `. Asked to take it on to ${sayStage(event.to, rules)}: ${sayList(event.asked.map((one) => sayPerson(one.person, telling)))}`;
    case 'RungTaken':
      return '. One rung up the line';
    case 'EntryQuestionsAnswered':
      return `. ${saySide(event.side, known.state, rules)} on entering ${sayStage(event.stage, rules)}`;
    case 'PolicyIssueMarked':
      return '. A significant policy issue';
    case 'RecommendationsMade':
      return `. To ${sayList([...new Set(event.recommendations.map(({ to }) => sayAgency(to, rules)))])}`;
    case 'RecommendationAnswered':
      return `. ${answers[event.answer]}`;
    case 'MeetingCalled':
      return `. A meeting on ${sayMoment(event.meets)}, with ${sayList(event.of.map((id) => sayPerson(id, telling)))}`;
    case 'MediationAnswered':
      return event.accepts ? '. Mediation is taken up' : '. Mediation is declined';
    case 'MediationFailed':
      return '. The mediation has failed';
    case 'ConflictSaid':
      return '. A conflict of interest';
    case 'MeetingNotHeld':
      return '. A meeting was not held';
    case 'InformationAsked':
      return `. To ${sayList(event.of.map((id) => sayPerson(id, telling)))}, by ${sayMoment(event.until)}`;
    default:
      return '';
  }
}

const answers = {
  'acted-on': 'Acted upon',
  'will-act': 'Will be acted upon',
  'will-not-act': 'Will not be acted upon',
  'cannot-yet': 'Cannot be done yet',
};

/** Where an entry stands now: who approved it, who agreed to it. Unapproved entries are shown as such (RB-45). */
export function standing(entry: Entry, { known, person, now }: ReadBy): readonly Block[] {
  const { state, rules } = known;
  const approvals = sayApprovals(entry, { state, rules, reader: person, now });
  if (approvals !== undefined) return [{ kind: 'small', text: approvals }];
  if (entry.event.type === 'OutcomeProposed') {
    const agreed = state.entries.flatMap(({ event, at }) =>
      event.type === 'OutcomeAgreed' && event.proposal === entry.entry
        ? [`${saySide(event.side, state, rules)} on ${sayMoment(at)}`]
        : [],
    );
    const gone = state.proposal?.entry === entry.entry ? '' : ' It is no longer the one on the table.';
    return [{ kind: 'small', text: `Agreed by ${sayList(agreed)}.${gone}` }];
  }
  return [];
}
