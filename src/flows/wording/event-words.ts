import type { CaseEvent, Entry, EventOf } from '../../case/events.ts';
import { saySource } from '../../policy/explain.ts';
import type { Text } from '../chat-message.ts';
import { sayDrift } from './drift-words.ts';
import {
  sayAgency,
  sayDayOf,
  sayList,
  sayMoment,
  sayName,
  sayPerson,
  saySide,
  sayStage,
  upperFirst,
  type TellingOfCase,
} from './telling.ts';

/** What a notice says of an event: a heading, what happened, and what happens next. */
export type EventWords = {
  readonly heading: string;
  readonly says: readonly Text[];
  readonly next?: string;
};

type Wording = {
  readonly [T in CaseEvent['type']]?: (event: EventOf<T>, telling: TellingOfCase, entry: Entry) => EventWords;
};

/** The words for every event that anybody is told of by itself. Alerts, reminders and limits have words of their own. */
const wording: Wording = {
  CaseRaised: (event, telling) => {
    const { matter } = telling.rules.policy.words;
    const agencies = sayList(event.receiving.map(({ agency }) => sayAgency(agency, telling.rules)));
    const raiser = upperFirst(sayPerson(telling.state.raiser, telling));
    const words = said(
      `${upperFirst(matter)} raised`,
      `${raiser} raised a ${matter} with ${agencies} on ${sayMoment(event.raised)}.`,
      ...(event.alreadyRaised === undefined
        ? []
        : [`It was first raised outside chat, in ${hows[event.alreadyRaised]}, and counts from then.`]),
    );
    const receivers = event.receiving.map(({ professional }) => professional);
    if (!receivers.includes(telling.reader.id)) {
      const told = sayList(receivers.map((person) => sayPerson(person, telling)));
      return {
        ...words,
        next: `${upperFirst(told)} was told at the same time. You hear of every step, and of every limit that passes.`,
      };
    }
    return {
      ...words,
      next: `Read what was raised: it opens in a window of its own and is not kept in this chat. Say that you have seen it, read the case file, and speak with the person who raised it. A message alone is not enough. ${promptOf(telling)}`.trim(),
    };
  },

  StageEntered: (event, telling, written) => {
    const { entry } = written;
    const drift = sayDrift(written, telling);
    const first = !telling.state.entries.some(
      (one) => one.event.type === 'StageEntered' && one.entry < entry,
    );
    const forum = telling.rules.policy.stages.find(({ id }) => id === event.stage)?.forum;
    return {
      heading: `Now at ${sayStage(event.stage, telling.rules)}`,
      says: [
        ...(first || event.by === undefined
          ? []
          : [`${upperFirst(sayPerson(event.by, telling))} took it there.`]),
        ...(drift === undefined ? [] : [`This was ${drift}.`]),
        ...(event.actors.length === 0
          ? []
          : [`Who acts now: ${sayList(event.actors.map(({ person }) => sayPerson(person, telling)))}.`]),
        ...event.vacancies.map(
          ({ role, side }) =>
            `Nobody is listed as ${role.replaceAll('-', ' ')} for ${saySide(side, telling.state, telling.rules)}. The board’s office can say who acts.`,
        ),
      ],
      ...(forum === undefined
        ? !first && event.actors.some(({ person }) => person === telling.reader.id)
          ? { next: `${keptSafe(event.stage, telling)} ${promptOf(telling)}`.trim() }
          : {}
        : { next: forum.says }),
    };
  },

  Acknowledged: (event, telling) =>
    said(
      'Seen by the other side',
      `${upperFirst(sayPerson(event.by, telling))} acknowledged what was raised.`,
    ),

  FileReadConfirmed: (event, telling) =>
    said(
      'Case file read',
      `${upperFirst(sayPerson(event.by, telling))} read and reviewed the case file on ${sayDayOf(event.on)}.`,
    ),

  Responded: (event, telling) => ({
    ...said(
      'The other side says what it wants',
      `${upperFirst(sayPerson(event.by, telling))} said what the receiving agency wants to achieve.`,
    ),
    next: 'Read the response, and look for a way forward that both sides accept.',
  }),

  DiscussionLogged: (event, telling) => ({
    ...said(
      event.between === 'sides'
        ? 'A discussion between the agencies was recorded'
        : 'A discussion inside one agency was recorded',
      `${upperFirst(sayPerson(event.by, telling))} recorded ${hows[event.how]} of ${sayDayOf(event.tookPlace)}.`,
      ...(event.with.length === 0
        ? []
        : [`With ${sayList(event.with.map((person) => sayPerson(person, telling)))}.`]),
      ...(event.enteredLate ? ['It was written down later than the day it took place.'] : []),
    ),
    next: 'If you took part, read the record and approve it. If no such conversation took place, say so.',
  }),

  EntryApproved: (event, telling) =>
    said(
      'Record approved',
      `${upperFirst(sayPerson(event.by, telling))} approved entry ${event.entry} of the record.`,
    ),

  NotSpokenSaid: (event, telling) => ({
    ...said(
      'The conversation has not taken place',
      `${upperFirst(sayPerson(event.by, telling))} said that the conversation has not taken place. The duty to speak is open again, at its old date.`,
    ),
    next: 'Speak with each other, then record the conversation.',
  }),

  ProtectiveDateSet: (event, telling) => ({
    ...said(
      'An earlier limit protects the adult',
      `${upperFirst(sayPerson(event.by, telling))} set an earlier limit for ${sayStage(event.stage, telling.rules)}: ${sayMoment(event.until)}. The reason is in the record.`,
    ),
    next: 'A protective date can only shorten the time. The earliest one counts.',
  }),

  RiskReassessed: (event, telling) =>
    said(
      'Risk looked at again',
      `${upperFirst(sayPerson(event.by, telling))} looked at the risk again: no immediate risk of significant harm.`,
    ),

  OutcomeProposed: (event, telling) => ({
    ...said(
      'An outcome is proposed',
      `${upperFirst(sayPerson(event.by, telling))} proposed an outcome.`,
      ...(event.outstanding.length === 0
        ? []
        : [
            `${event.outstanding.length} open ${event.outstanding.length === 1 ? 'issue' : 'issues'} with an owner and a date.`,
          ]),
    ),
    next: 'Read it, then agree or say why not. It is settled only when every side agrees.',
  }),

  OutcomeAgreed: (event, telling) =>
    said('Agreed by one side', `${upperFirst(sayPerson(event.by, telling))} agreed the proposed outcome.`),

  MatterResolved: (event, telling) => {
    const confirmation = telling.rules.policy.stages.find(({ id }) => id === event.stage)?.confirmation;
    return {
      ...said(
        'Every side agrees',
        `Every side has agreed the outcome at ${sayStage(event.stage, telling.rules)}.`,
      ),
      ...(confirmation === undefined
        ? {}
        : { next: `The receiving side confirms it in writing (${saySource(confirmation.source)}).` }),
    };
  },

  OutcomeDisputed: (event, telling) => ({
    ...said(
      'The proposed outcome is not agreed',
      `${upperFirst(sayPerson(event.by, telling))} did not agree the proposed outcome. The reason is in the record.`,
    ),
    next: 'Keep looking for a way forward, or take it to the next stage. The dates have not moved.',
  }),

  OutcomeConfirmed: (event, telling) => ({
    ...said(
      'Outcome confirmed in writing',
      `${upperFirst(sayPerson(event.by, telling))} confirmed the outcome in writing.`,
    ),
    next: 'The raising side says whether the written outcome is what was agreed.',
  }),

  StepDone: (event, telling) =>
    said(
      'A next step is done',
      `${upperFirst(sayPerson(event.by, telling))} said that what was agreed as a next step is done.`,
    ),

  ConfirmationAccepted: (event, telling) =>
    said(
      'Written outcome accepted',
      `${upperFirst(sayPerson(event.by, telling))} accepted the written outcome.`,
    ),

  ConfirmationDisputed: (event, telling) => ({
    ...said(
      'The written outcome is disputed',
      `${upperFirst(sayPerson(event.by, telling))} said that the written outcome is not what was agreed. The reason is in the record.`,
    ),
    next: 'The case is open again at the same stage, with its old dates.',
  }),

  UnresolvedDeclared: (event, telling) => ({
    ...said(
      'Declared unresolved',
      `${upperFirst(sayPerson(event.by, telling))} said that this cannot be settled at ${sayStage(telling.state.stage, telling.rules)}. The reason is in the record.`,
    ),
    next: 'Either side now takes it to the next stage.',
  }),

  BroughtIn: (event, telling) => ({
    ...said(
      event.person === telling.reader.id ? 'You are asked for advice' : 'Somebody was brought in',
      `${upperFirst(sayPerson(event.by, telling))} brought in ${sayPerson(event.person, telling)} as ${event.as.replaceAll('-', ' ')}.`,
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

  PolicyIssueMarked: (event, telling) =>
    said(
      'A significant policy issue',
      `${upperFirst(sayPerson(event.by, telling))} marked that this raises a significant policy issue.`,
    ),

  PassedOn: (event, telling) => ({
    ...said(
      event.head === telling.reader.id ? 'This matter is referred to you' : 'The Chair has been told',
      `${upperFirst(sayPerson(event.by, telling))} passed the matter on to ${sayPerson(event.head, telling)}.`,
    ),
    next: forumOf(telling)?.says ?? 'The last forum now looks at it.',
  }),

  OtherBoardAdvised: (event, telling) =>
    said(
      'The other area’s board was told',
      `${upperFirst(sayPerson(event.by, telling))} told the other area’s board on ${sayDayOf(event.on)}.`,
    ),

  InformationAsked: (event, telling) => ({
    ...said(
      event.of.includes(telling.reader.id)
        ? 'You are asked for written information'
        : 'Written information was asked for',
      `${upperFirst(sayPerson(event.by, telling))} asked ${sayList(event.of.map((person) => sayPerson(person, telling)))} for written information by ${sayMoment(event.until)}.`,
    ),
  }),

  InformationGiven: (event, telling) =>
    said(
      'Written information is here',
      `${upperFirst(sayPerson(event.by, telling))} gave the written information that was asked for.`,
    ),

  RecommendationsMade: (event, telling) => ({
    ...said(
      `${upperFirst(telling.rules.policy.words.output)} made`,
      `${upperFirst(sayPerson(event.by, telling))} made ${event.recommendations.length === 1 ? 'one recommendation' : `${event.recommendations.length} recommendations`}, to ${sayList([...new Set(event.recommendations.map(({ to }) => sayAgency(to, telling.rules)))])}.`,
      ...(forumOf(telling)?.says === undefined ? [] : [forumOf(telling)?.says ?? '']),
    ),
    next: 'Each agency says what it has done about it, or why not.',
  }),

  RecommendationAnswered: (event, telling) => ({
    ...said(
      'A recommendation was answered',
      `${upperFirst(sayPerson(event.by, telling))} answered a recommendation: ${answers[event.answer]}.`,
    ),
    ...(event.answer === 'will-act'
      ? { next: 'It stays open until that agency says that it has acted, or will not.' }
      : {}),
  }),

  FilingConfirmed: (event, telling) =>
    said(
      'Record filed',
      `${sayAgency(event.agency, telling.rules)} confirmed that the record is on the adult’s file.`,
    ),

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

  Withdrawn: (event, telling) => ({
    ...said(
      'Withdrawn',
      `${upperFirst(sayPerson(event.by, telling))} withdrew the ${telling.rules.policy.words.matter}. The reason is in the record.`,
    ),
    next: 'Put the record on the adult’s file. Either side can open it again, with a reason.',
  }),

  Reopened: (event, telling) => ({
    ...said(
      'Open again',
      `${upperFirst(sayPerson(event.by, telling))} opened this again. The reason is in the record.`,
    ),
  }),

  CaseClosed: (event, telling) => ({
    ...said(
      `Closed: ${closings[event.how]}`,
      `This ${telling.rules.policy.words.matter} is closed: ${closings[event.how]}.`,
    ),
    next: `Put the record on the adult’s file.${event.how === 'forum' ? '' : ' Either side can open it again, with a reason.'}`,
  }),

  ObligationMoved: (event) => ({
    ...said(
      'A date has moved',
      `A limit moved from ${sayMoment(event.from)} to ${sayMoment(event.to)}: ${moves[event.because]}. The old date stays in the record.`,
    ),
  }),

  EscalationOverdue: (event, telling) => ({
    ...said(
      'Nobody has taken this to the next stage',
      `This should have gone to the next stage, and a working day has passed since. Told now: ${sayList(event.told.map(({ person }) => sayPerson(person, telling)))}.`,
    ),
    next: 'Take it to the next stage yourself, or ask whoever acts now to do it today.',
  }),

  PersonUnreachable: (event, telling) => ({
    ...said(
      `${upperFirst(sayName(event.person, telling))} cannot be reached here`,
      `Concordat cannot reach ${sayPerson(event.person, telling)}: ${event.why}. The clock runs on.`,
    ),
    next: 'Ring them, or hand over to a colleague or deputy.',
  }),
};

/** What a notice about an event says; `undefined` for an event that nobody is told of by itself. */
export function wordsOfEvent(entry: Entry, telling: TellingOfCase): EventWords | undefined {
  // The table is keyed by the event's own type, which the compiler cannot follow through a union.
  const word = wording[entry.event.type] as
    ((event: CaseEvent, telling: TellingOfCase, entry: Entry) => EventWords) | undefined;
  return word?.(entry.event, telling, entry);
}

const answers = {
  'acted-on': 'acted upon',
  'will-act': 'will be acted upon',
  'will-not-act': 'will not be acted upon; the reasons are in the record',
} as const;
const hows = {
  discussion: 'a conversation',
  meeting: 'a meeting',
  telephone: 'a telephone call',
  'e-mail': 'an e-mail',
} as const;
const closings = {
  resolved: 'resolved',
  forum: 'the last forum has spoken and every agency has answered',
  withdrawn: 'withdrawn',
} as const;
const moves = {
  'protective-date': 'an earlier date was set to protect the adult',
  'concern-corrected': 'the date of the concern was corrected',
  'late-holiday': 'a holiday was announced late',
  unresolved: 'the stage was declared unresolved earlier',
} as const;

function forumOf({ rules, state }: TellingOfCase) {
  return rules.policy.stages.find(({ id }) => id === state.stage)?.forum;
}

/** What the policy says to whoever a matter comes to. */
function promptOf({ rules }: TellingOfCase): string {
  return rules.policy.guidance
    .filter(({ at }) => at === 'receive')
    .map(({ text, source }) => `${text} (${source})`)
    .join(' ');
}

/** A protective date ends with its stage, and a risk that nobody looks at does not: both are asked again of whoever comes in. */
function keptSafe(stage: string, { state, rules }: TellingOfCase): string {
  const before = state.protectiveDates.filter((one) => one.stage !== stage).at(-1);
  const earlier =
    before === undefined
      ? ''
      : `At ${sayStage(before.stage, rules)}, an earlier date was set to protect the adult: ${sayMoment(before.until)}. It does not count here. `;
  return `${earlier}Is the limit here soon enough to keep the adult safe? If not, set an earlier date now. If the adult is at immediate risk, say so now.`;
}

function said(heading: string, ...says: readonly string[]): EventWords {
  return { heading, says };
}
