import { conversations } from '../../src/flows/acts/all.ts';
import { readPages } from '../../src/flows/read/all.ts';
import { labelOf } from '../../src/flows/wording/act-labels.ts';

/** A step that people can come to: its key, and what it is called for whoever reads the page. */
export type Step = { readonly key: string; readonly called: string };
export type Section = { readonly title: string; readonly steps: readonly Step[] };

/** Refusals and dead ends that are said on a page of their own, by words that the page cannot be without. */
export const refusals = [
  { id: 'moved-on', called: 'The case has moved on since', says: 'there is nothing to do here now' },
  {
    id: 'not-part',
    called: 'No part of the case, or no such case',
    says: 'You are not part of this case, or there is none',
  },
  {
    id: 'no-such-reference',
    called: 'A reference of others, or of nothing',
    says: 'is not one that you are part of, or there is none',
  },
  { id: 'cannot-now', called: 'Not for you, or known no more', says: 'You cannot do this in this case now' },
  {
    id: 'not-your-people',
    called: 'A person whom somebody does not look after',
    says: 'You do not look after this person in Concordat',
  },
  {
    id: 'not-your-report',
    called: 'A report for others',
    says: 'Reports over many cases are for the board’s office',
  },
  {
    id: 'nobody-to-look-after',
    called: 'The people of somebody who looks after nobody',
    says: 'You look after nobody in Concordat',
  },
  { id: 'older-message', called: 'A button of nothing', says: 'This button is from an older message' },
  { id: 'stranger', called: 'Somebody who is not known', says: 'It does not know you here yet' },
  {
    id: 'not-accepted',
    called: 'A board that has not accepted its policy',
    says: 'has not yet accepted how its procedure is read',
  },
] as const;

const notices = [
  'Acknowledged', 'AlertAnswered', 'BroughtIn', 'CarryingAsked', 'CaseClosed', 'CaseRaised', 'ClosingSaid', 'ConcernCorrected',
  'ConfirmationAccepted', 'ConfirmationDisputed', 'ConflictSaid', 'Considered', 'CopySent', 'DebriefWanted', 'DecisionAgreed', 'DecisionDisputed', 'DecisionDrafted',
  'DiscussionLogged', 'EntryApproved', 'EntryCorrected', 'EntryQuestionsAnswered', 'EscalationOverdue', 'FeedbackGiven',
  'FileReadConfirmed', 'FilingReminded', 'FormFilled', 'FormSent', 'FormSigned', 'HandedOver', 'HeadMadeAware', 'InformationAsked',
  'InformationGiven', 'LearningNoted', 'MatterResolved', 'MediationAnswered', 'MediationFailed', 'MediationOffered', 'MeetingCalled',
  'MeetingNotHeld', 'NotSpokenSaid', 'ObligationMoved', 'OtherBoardAdvised', 'OutcomeAgreed', 'OutcomeConfirmed', 'OutcomeDisputed', 'OutcomeProposed',
  'OutcomeReported', 'PanelConvened', 'PassedOn', 'PersonUnreachable', 'ProtectiveDateSet', 'RecommendationAnswered',
  'RecommendationsMade', 'Reopened', 'Responded', 'RiskReassessed', 'RiskReferred', 'RungTaken', 'StageEntered', 'StepDone',
  'UnresolvedDeclared', 'Withdrawn', 'alert', 'nobody-has-acknowledged', 'limit-passed', 'reference', 'reminder day-before',
  'reminder on-the-day', 'reminder close-before', 'reminder target', 'reminder nudge',
] as const; // prettier-ignore

const titled = (title: string, steps: readonly Step[]): Section => ({ title, steps });
const named = (prefix: string, names: Readonly<Record<string, string>>): readonly Step[] =>
  Object.entries(names).map(([name, called]) => ({ key: `${prefix} ${name}`, called }));

/** Every step that people can come to, in the order of the page. */
export const sections: readonly Section[] = [
  titled(
    'What can be typed',
    named('command', {
      raise: 'The command alone: the question about risk',
      list: 'list',
      staff: 'list staff',
      case: 'A reference',
      away: 'away',
      people: 'people',
      report: 'report',
      help: 'help',
      unclear: 'Anything else',
    }),
  ),
  titled(
    'The home view',
    named('home', {
      yours: 'Your cases',
      mine: 'Mine to do, page by page',
      waiting: 'Waiting on others, page by page',
      overdue: 'Overdue, page by page',
      'standing-in': 'Standing in for somebody, page by page',
      closed: 'Closed cases',
      register: 'The board’s register',
      'register-closed': 'The register of closed cases',
      outcomes: 'Outcomes that agencies reported',
      unanswered: 'What waits for an agency’s answer, page by page: for the board’s office',
      staff: 'The cases of one’s staff, page by page',
      case: 'One case',
    }),
  ),
  titled(
    'How somebody is reached',
    named('step', {
      'how-reached choose': 'Where they can be written to, and where first',
      'how-reached read': 'Where first: done',
    }),
  ),
  titled(
    'Raising a case, and immediate risk',
    named('step', {
      'triage elsewhere': 'What belongs elsewhere',
      'triage continue': 'A raise that was not sent',
      'triage read': 'Another route',
      'raise start': 'Where it begins',
      'raise behalf': 'For whom it is raised',
      'raise agency': 'With which agency',
      'raise professional': 'With whom',
      'raise when': 'When it arose',
      'raise already': 'Whether it was raised before',
      'raise words': 'What it is about',
      'raise about': 'Themes and marks',
      'raise adult': 'Who the adult is',
      'raise check': 'Check your answers',
      'raise read': 'It is raised',
      'report-immediate-risk report': 'Immediate risk: whom to ring',
      'report-immediate-risk read': 'Immediate risk: who is being told',
      'answer-alert answer': 'What is in place for the adult',
      'answer-alert read': 'What is in place: done',
      'record-referral referral': 'The referral',
      'record-referral read': 'The referral: done',
    }),
  ),
  titled('Who is who', [
    ...named('step', {
      'people find': 'Who is away, who cannot be reached',
      'person next': 'One person',
      'set-deputy ask': 'Who stands in',
      'set-away ask': 'Days away',
      'hand-over-cases ask': 'Who takes over all the cases',
      'hand-over-cases check': 'Check your answers',
      'person open': 'It is set',
    }),
    { key: 'message about-people', called: 'What those are told whom it concerns' },
  ]),
  titled(
    'Reports',
    named('step', {
      'document-of-report open': 'A report over many cases: its last page, or its only one',
      'report read': 'A report as a document: where the link to it is',
    }),
  ),
  titled(
    'What can be done in a case',
    [...conversations.values()].map(({ does, title }) => ({ key: `act ${does}`, called: title })),
  ),
  titled(
    'What can be read of a case',
    [...readPages.keys()].map((does) => ({ key: `page ${does}`, called: labelOf(does).label })),
  ),
  titled(
    'What people are told',
    notices.map((notice) => ({ key: `notice ${notice}`, called: words(notice) })),
  ),
  titled('What can be wrong', [
    { key: 'wrong', called: 'Something is missing or wrong: at its question, in every form' },
    { key: 'refusal written-to-you', called: 'Typed where others read along' },
    ...refusals.map(({ id, called }) => ({ key: `refusal ${id}`, called })),
  ]),
];

/** `DiscussionLogged` as people read it: “discussion logged”. */
function words(notice: string): string {
  return notice
    .replace(/(?<=[a-z])(?=[A-Z])/gu, ' ')
    .replaceAll('-', ' ')
    .toLowerCase();
}
