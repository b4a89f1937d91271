import type { AgencyId, PersonId, RoleId } from '../directory/directory.ts';
import type { RecommendationAnswer } from './forum-commands.ts';
import type { ForumEvent } from './forum-events.ts';
import type {
  AdultGiven,
  FormAnswer,
  HowHeld,
  Outstanding,
  Receiver,
  Words,
  WordsByField,
} from './commands.ts';

/*
 * What happened, in the past tense: the record. An event's shape is never edited once it has landed; a new
 * version is upcast in one place. Moments are ISO strings in milliseconds, because the stored bytes are hashed.
 */

/** A moment as it is stored: `2026-12-22T10:00:00.000Z`. */
export type Moment = string;

/** One side of the disagreement: `raising`, or an agency's receiving side by the agency's id. */
export type SideKey = 'raising' | `receiving:${AgencyId}`;
export type OwedBy = {
  readonly side: SideKey | 'board';
  readonly role: RoleId;
  readonly people: readonly PersonId[];
};

/** A duty with its recorded due date. Its id is stage and rule and, where each side has its own, the side: `1.speak:st-aldhelms`. */
export type Obligation = {
  readonly id: string;
  readonly stage: string;
  /** The id of the rule in the policy file. */
  readonly rule: string;
  readonly duty: string;
  readonly owedBy: readonly OwedBy[];
  readonly due?: Moment;
  readonly target?: Moment;
  /** Only where the limit had passed before the stage began: an added date that the reminders run to instead. */
  readonly remindTo?: Moment;
  readonly source: string;
  readonly lapses: boolean;
  readonly added: boolean;
};

/** Somebody who acts for a side at a stage, with the role by which they were found. */
export type Actor = {
  readonly side: SideKey | 'board';
  readonly role: RoleId;
  readonly person: PersonId;
  readonly insteadOf?: PersonId;
};
/** A role that nobody holds: somebody's task, never silence. */
export type Vacancy = { readonly side: SideKey | 'board'; readonly role: RoleId };

type By = { readonly by: PersonId };

/** What made a form go to its office. `completed`: it had gone before with something missing. */
export type FormSentOn = 'entered' | 'escalated' | 'resolved' | 'closed' | 'completed' | 'by-hand';

export type CaseEvent =
  | (By & {
      readonly type: 'ImmediateRiskReported';
      readonly reference: string;
      readonly board: string;
      readonly policyVersion: string;
      readonly alertId: string;
      readonly told: readonly Actor[];
      readonly situation?: Words;
    })
  | { readonly type: 'AlertRepeated'; readonly alertId: string; readonly times: number }
  | (By & { readonly type: 'AlertAnswered'; readonly alertId: string; readonly inPlace: Words })
  | (By & {
      readonly type: 'RiskReferred';
      readonly alertId: string;
      readonly on: Moment;
      readonly reference: Words;
    })
  | (By & {
      readonly type: 'CaseRaised';
      readonly reference: string;
      readonly board: string;
      readonly policyVersion: string;
      readonly raisingAgency: AgencyId;
      readonly receiving: readonly Receiver[];
      readonly concern: { readonly arose?: Moment; readonly decisionReceived?: Moment };
      /** When the raise counts as made: now, or when it was made outside chat. */
      readonly raised: Moment;
      readonly alreadyRaised?: HowHeld;
      readonly words: WordsByField;
      readonly lateBecause?: Words;
      readonly onBehalf?: Words;
      readonly themes: readonly string[];
      readonly flags: readonly string[];
      readonly otherBoard?: Words;
      readonly adult: AdultGiven;
      readonly priority?: string;
    })
  | {
      readonly type: 'StageEntered';
      readonly stage: string;
      readonly actors: readonly Actor[];
      readonly vacancies: readonly Vacancy[];
      readonly by?: PersonId;
      readonly reason?: Words;
      /** The skip of the policy by which stages before it were passed by. */
      readonly skip?: string;
    }
  | { readonly type: 'ObligationSet'; readonly obligation: Obligation }
  | {
      readonly type: 'ObligationMet';
      readonly obligation: string;
      readonly by?: PersonId;
      readonly late: boolean;
    }
  | { readonly type: 'ObligationRevived'; readonly obligation: string }
  /** No longer owed: the stage was left, or the case closed. */
  | { readonly type: 'ObligationEnded'; readonly obligation: string }
  | {
      readonly type: 'ObligationMoved';
      readonly obligation: string;
      readonly from: Moment;
      readonly to: Moment;
      readonly because: 'protective-date' | 'concern-corrected' | 'late-holiday' | 'unresolved';
      /** Only where the earlier moment that the policy also names moved with it. */
      readonly target?: Moment;
      /** Only where it was not the limit that moved: the added date beside a limit that had passed, or a target without one. */
      readonly what?: 'added-date' | 'target';
    }
  | {
      readonly type: 'ReminderFell';
      readonly obligation: string;
      readonly kind: 'day-before' | 'on-the-day' | 'close-before' | 'target' | 'nudge';
    }
  | { readonly type: 'DeadlinePassed'; readonly obligation: string; readonly due: Moment }
  | { readonly type: 'EscalationOverdue'; readonly obligation: string; readonly told: readonly Actor[] }
  | (By & { readonly type: 'Acknowledged' })
  | (By & { readonly type: 'FileReadConfirmed'; readonly on: string })
  | (By & { readonly type: 'Responded'; readonly words: WordsByField })
  | (By & {
      readonly type: 'DiscussionLogged';
      readonly between: 'sides' | 'inside';
      readonly how: HowHeld;
      readonly tookPlace: Moment;
      readonly with: readonly PersonId[];
      readonly note: Words;
      readonly enteredLate: boolean;
    })
  | (By & { readonly type: 'EntryApproved'; readonly entry: number })
  | (By & { readonly type: 'NotSpokenSaid'; readonly agency?: AgencyId; readonly reason?: Words })
  | (By & {
      readonly type: 'ProtectiveDateSet';
      readonly stage: string;
      readonly until: Moment;
      readonly reason: Words;
    })
  | (By & { readonly type: 'RiskReassessed'; readonly note?: Words })
  | (By & {
      readonly type: 'OutcomeProposed';
      readonly words: WordsByField;
      readonly outstanding: readonly Outstanding[];
    })
  | (By & { readonly type: 'OutcomeAgreed'; readonly proposal: number; readonly side: SideKey })
  | { readonly type: 'MatterResolved'; readonly proposal: number; readonly stage: string }
  | (By & {
      readonly type: 'OutcomeDisputed';
      readonly proposal: number;
      readonly side: SideKey;
      readonly reason: Words;
    })
  | (By & { readonly type: 'OutcomeConfirmed'; readonly side: SideKey; readonly words: Words })
  /** Whoever raised it was told what was done about it. */
  | (By & { readonly type: 'FeedbackGiven'; readonly to: PersonId; readonly words: Words })
  /** An agreed next step was done; `step` is the id of its duty. */
  | (By & { readonly type: 'StepDone'; readonly step: string; readonly words?: Words })
  | (By & { readonly type: 'ConfirmationAccepted' })
  | (By & { readonly type: 'ConfirmationDisputed'; readonly reason: Words })
  | (By & { readonly type: 'UnresolvedDeclared'; readonly side: SideKey; readonly reason: Words })
  /** Whether a matter goes on to a stage was decided, either way. */
  | (By & {
      readonly type: 'Considered';
      readonly side: SideKey;
      readonly stage: string;
      readonly goOn: boolean;
      readonly why: Words;
    })
  /** People were asked to carry a matter on to a stage; without `by`, because the duty to take it there has opened. */
  | {
      readonly type: 'CarryingAsked';
      readonly to: string;
      readonly asked: readonly Actor[];
      readonly vacancies: readonly Vacancy[];
      readonly by?: PersonId;
      readonly reason?: Words;
    }
  /** One rung up inside a stage: who acts from now on, on every side. */
  | (By & {
      readonly type: 'RungTaken';
      readonly stage: string;
      readonly actors: readonly Actor[];
      readonly vacancies: readonly Vacancy[];
      readonly reason?: Words;
    })
  /** One side's answers to the questions with which a stage begins: given on the way there or afterwards. */
  | (By & {
      readonly type: 'EntryQuestionsAnswered';
      readonly stage: string;
      readonly side: SideKey;
      readonly words: WordsByField;
    })
  | (By & {
      readonly type: 'BroughtIn';
      readonly person: PersonId;
      readonly as: string;
      readonly side: SideKey | 'board';
      readonly question?: Words;
    })
  | (By & {
      readonly type: 'HandedOver';
      readonly from: PersonId;
      readonly to: PersonId;
      readonly side: SideKey | 'board';
      readonly reason: Words;
    })
  | (By & { readonly type: 'PolicyIssueMarked'; readonly reason: Words })
  /** `heads`: those who decide together, where it is not the one head alone. */
  | (By & { readonly type: 'PassedOn'; readonly head: PersonId; readonly heads?: readonly Actor[] })
  | (By & { readonly type: 'OtherBoardAdvised'; readonly on: string; readonly whom: Words })
  | (By & {
      readonly type: 'InformationAsked';
      readonly of: readonly PersonId[];
      readonly question: Words;
      readonly until: Moment;
    })
  | (By & { readonly type: 'InformationGiven'; readonly request: number; readonly words: Words })
  | (By & {
      readonly type: 'RecommendationsMade';
      readonly recommendations: readonly {
        readonly id: string;
        readonly to: AgencyId;
        readonly words: Words;
      }[];
      /** It does not end the matter: advice of a mediator, or of a forum that is not the last. */
      readonly staysOpen?: true;
    })
  | (By & {
      readonly type: 'RecommendationAnswered';
      readonly recommendation: string;
      readonly answer: RecommendationAnswer;
      readonly words: Words;
    })
  /** A copy that the policy leaves to somebody's judgement: to a role, for these people, with what they may see. */
  | (By & {
      readonly type: 'CopySent';
      readonly key: string;
      readonly stage: string;
      readonly to: RoleId;
      readonly on: 'entered' | 'resolved' | 'recommended' | 'closed';
      readonly content: 'reference' | 'summary' | 'full';
      readonly people: readonly PersonId[];
      readonly reason: Words;
    })
  /** An agency told the board's office what came of a stage at which the office sees nothing else. */
  | (By & {
      readonly type: 'OutcomeReported';
      readonly side: SideKey;
      readonly stage: string;
      readonly words: Words;
    })
  /** What others can learn, without names. `anything`: there is something, and it went on to those who receive it. */
  | (By & {
      readonly type: 'LearningNoted';
      readonly side: SideKey;
      readonly words: WordsByField;
      readonly anything: boolean;
    })
  /** Somebody would like a talk about how it went. */
  | (By & { readonly type: 'DebriefWanted' })
  | (By & ForumEvent)
  | (By & { readonly type: 'FilingConfirmed'; readonly place: string; readonly agency: AgencyId })
  /** The case is closed, and an agency has not confirmed that it filed the record in these places. */
  | { readonly type: 'FilingReminded'; readonly agency: AgencyId; readonly places: readonly string[] }
  | (By & {
      readonly type: 'FormFilled';
      readonly form: string;
      readonly answers: Readonly<Record<string, FormAnswer>>;
    })
  /** Signed by this person at this moment. `covers`: the boxes that had an answer then. */
  | (By & {
      readonly type: 'FormSigned';
      readonly form: string;
      readonly signatures: readonly string[];
      readonly covers: readonly string[];
    })
  /** The form as it stands at this entry went to its office. */
  | {
      readonly type: 'FormSent';
      readonly form: string;
      readonly to: string;
      readonly on: FormSentOn;
      readonly told: readonly PersonId[];
      readonly complete: boolean;
      readonly by?: PersonId;
    }
  | (By & { readonly type: 'EntryCorrected'; readonly entry: number; readonly words: Words })
  | (By & {
      readonly type: 'ConcernCorrected';
      readonly concern: { readonly arose?: Moment; readonly decisionReceived?: Moment };
      readonly reason: Words;
    })
  | (By & { readonly type: 'Withdrawn'; readonly reason: Words })
  | (By & {
      readonly type: 'ClosingSaid';
      readonly stage: string;
      readonly closing: string;
      readonly words: Words;
    })
  | (By & { readonly type: 'Reopened'; readonly reason: Words })
  | { readonly type: 'CaseClosed'; readonly how: 'resolved' | 'forum' | 'withdrawn' | 'closing' }
  /** Everything that people wrote in the case is erased. `due`: since when, where the time for which it is kept was over. */
  | { readonly type: 'WordsErased'; readonly because: 'retention' | 'request'; readonly due?: Moment }
  /** Nothing of the case may be erased, until it is released. */
  | { readonly type: 'HoldPlaced'; readonly reason: Words }
  | { readonly type: 'HoldReleased'; readonly reason: Words }
  | {
      readonly type: 'PersonUnreachable';
      readonly person: PersonId;
      readonly why: string;
      readonly about: string;
      readonly told: readonly PersonId[];
    };

export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** An event in its place in the record. `entry` counts from 1 within the case. */
export type Entry = { readonly entry: number; readonly at: Moment; readonly event: CaseEvent };
