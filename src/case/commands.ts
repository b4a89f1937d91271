import type { AgencyId, PersonId } from '../directory/directory.ts';
import type { ForumCommand, RecommendationAnswer } from './forum-commands.ts';

/*
 * What somebody asks of a case, in the imperative. A command holds no word that a person wrote: texts are sealed
 * first (see `Words`), so that neither an event nor a log nor a job can hold one.
 */

/** A sealed text: where it is kept, and a keyed hash by which the record still verifies once it is destroyed. */
export type Words = { readonly id: string; readonly mac: string };

/** An answer to one box of a board's form: words, or what was chosen, by the ids of the policy file. */
export type FormAnswer = { readonly words: Words } | { readonly chosen: readonly string[] };

/** Every word of one form, by the id of its field in the policy file. */
export type WordsByField = Readonly<Record<string, Words>>;

/** Who the adult is; `holds` which parts of it were given, where that was noted. */
export type AdultGiven =
  | {
      readonly given: 'sealed';
      readonly words: Words;
      readonly holds?: readonly ('name' | 'born' | 'nhs-number' | 'address')[];
    }
  | { readonly given: 'by-telephone' };

type Common = {
  /** The platform's own id of what the person did; unique in the store, so that a redelivered click writes nothing twice. */
  readonly id: string;
  readonly caseId: string;
  readonly at: Date;
};
type ByPerson = Common & { readonly by: PersonId };

/** Which procedure a new case begins under; frozen in its first event. */
type Opening = { readonly reference: string; readonly board: string; readonly policyVersion: string };

export type Receiver = { readonly agency: AgencyId; readonly professional: PersonId };
export type Concern = { readonly arose?: Date; readonly decisionReceived?: Date };
export type HowHeld = 'discussion' | 'meeting' | 'telephone' | 'e-mail' | 'chat';
export type Outstanding = { readonly what: Words; readonly owner: PersonId; readonly by: string };

export type Raise = ByPerson &
  Opening & {
    readonly type: 'raise';
    readonly receiving: readonly Receiver[];
    readonly concern: Concern;
    /** Raised outside chat before, on this date and hour: the raise counts from it. */
    readonly alreadyRaised?: { readonly on: Date; readonly how: HowHeld };
    /** Elsewhere than at the first stage; past some stages only by a skip of the policy, and then with a reason. */
    readonly startsAt?: { readonly stage: string; readonly reason?: Words };
    readonly words: WordsByField;
    readonly lateBecause?: Words;
    /** For whom it is raised, where it is for somebody else. */
    readonly onBehalf?: Words;
    readonly themes: readonly string[];
    readonly flags: readonly string[];
    readonly otherBoard?: Words;
    /** Who the adult is, sealed; or that it was given by telephone. */
    readonly adult: AdultGiven;
    readonly priority?: string;
  };

export type CaseCommand =
  | (ByPerson &
      Opening & {
        readonly type: 'report-immediate-risk';
        readonly situation?: Words;
        readonly alsoTell: readonly PersonId[];
      })
  | (ByPerson & { readonly type: 'answer-alert'; readonly alertId: string; readonly inPlace: Words })
  /** That the adult was referred where the policy wants it, when, and the reference that was given. */
  | (ByPerson & {
      readonly type: 'record-referral';
      readonly alertId: string;
      readonly on: Date;
      readonly reference: Words;
    })
  | Raise
  | (ByPerson & { readonly type: 'acknowledge' })
  | (ByPerson & { readonly type: 'confirm-file-read'; readonly on: string })
  | (ByPerson & { readonly type: 'respond'; readonly words: WordsByField })
  | (ByPerson & {
      readonly type: 'log-discussion';
      readonly between: 'sides' | 'inside';
      readonly how: HowHeld;
      readonly tookPlace: Date;
      readonly with: readonly PersonId[];
      readonly note: Words;
    })
  | (ByPerson & { readonly type: 'approve-entry'; readonly entry: number })
  /** `agency` where several receiving sides owe the conversation. */
  | (ByPerson & { readonly type: 'say-not-spoken'; readonly agency?: AgencyId; readonly reason?: Words })
  | (ByPerson & { readonly type: 'set-protective-date'; readonly until: Date; readonly reason: Words })
  | (ByPerson & { readonly type: 'reassess-risk'; readonly note?: Words })
  | (ByPerson & {
      readonly type: 'propose-outcome';
      readonly words: WordsByField;
      readonly outstanding: readonly Outstanding[];
    })
  | (ByPerson & { readonly type: 'agree-outcome'; readonly proposal: number })
  | (ByPerson & { readonly type: 'dispute-outcome'; readonly proposal: number; readonly reason: Words })
  | (ByPerson & { readonly type: 'confirm-outcome'; readonly words: Words })
  | (ByPerson & { readonly type: 'give-feedback'; readonly words: Words })
  /** `step` is the id of the duty that an agreed next step set. */
  | (ByPerson & { readonly type: 'done-step'; readonly step: string; readonly words?: Words })
  | (ByPerson & { readonly type: 'accept-confirmation' })
  | (ByPerson & { readonly type: 'dispute-confirmation'; readonly reason: Words })
  | (ByPerson & { readonly type: 'declare-unresolved'; readonly reason: Words })
  | (ByPerson & {
      readonly type: 'escalate';
      readonly to: string;
      readonly reason?: Words;
      /** The answers of this person's side to the questions with which the next stage begins. */
      readonly answers?: WordsByField;
      /** The decision, where the policy wants it considered whether the matter goes on there. */
      readonly considered?: { readonly goOn: boolean; readonly why: Words };
    })
  /** To the next manager up the line on every side, inside the same stage. */
  | (ByPerson & { readonly type: 'go-up-a-rung'; readonly reason?: Words })
  /** What the side of this person says on entering the stage, where somebody else took the matter there. */
  | (ByPerson & { readonly type: 'answer-entry-questions'; readonly words: WordsByField })
  /** Past stages, by a skip of the policy; `atRisk` says that the adult is at the risk that opens it. */
  | (ByPerson & {
      readonly type: 'skip-to';
      readonly to: string;
      readonly reason: Words;
      readonly atRisk: boolean;
    })
  | (ByPerson & {
      readonly type: 'bring-in';
      readonly person: PersonId;
      readonly as: string;
      readonly question?: Words;
    })
  | (ByPerson & {
      readonly type: 'hand-over';
      readonly from: PersonId;
      readonly to: PersonId;
      readonly reason: Words;
    })
  | (ByPerson & { readonly type: 'mark-policy-issue'; readonly reason: Words })
  /** `conflict`: why whoever heads the forum has a conflict of interest, where the office says so. */
  | (ByPerson & { readonly type: 'pass-on'; readonly conflict?: Words })
  | (ByPerson & { readonly type: 'advise-other-board'; readonly on: string; readonly whom: Words })
  | (ByPerson & {
      readonly type: 'ask-information';
      readonly of: readonly PersonId[];
      readonly question: Words;
      readonly until: Date;
    })
  | (ByPerson & { readonly type: 'give-information'; readonly request: number; readonly words: Words })
  | (ByPerson & {
      readonly type: 'recommend';
      readonly recommendations: readonly { readonly to: AgencyId; readonly words: Words }[];
    })
  | (ByPerson & {
      readonly type: 'answer-recommendation';
      readonly recommendation: string;
      readonly answer: RecommendationAnswer;
      readonly words: Words;
    })
  /** `copy` is the key of a copy that the policy leaves to somebody's judgement (case/copies.ts). */
  | (ByPerson & {
      readonly type: 'send-copy';
      readonly copy: string;
      readonly people: readonly PersonId[];
      readonly reason: Words;
    })
  | (ByPerson & { readonly type: 'report-outcome'; readonly stage: string; readonly words: Words })
  /** `anything`: whether there is something to learn, so that it goes on to somebody. */
  | (ByPerson & { readonly type: 'note-learning'; readonly words: WordsByField; readonly anything: boolean })
  | (ByPerson & { readonly type: 'want-debrief' })
  | (ByPerson & ForumCommand)
  | (ByPerson & { readonly type: 'confirm-filing'; readonly place: string })
  /** `answers` by box: the field's id and, where each agency has its own, the agency: `summary:st-aldhelms`. */
  | (ByPerson & {
      readonly type: 'fill-form';
      readonly form: string;
      readonly answers: Readonly<Record<string, FormAnswer>>;
    })
  | (ByPerson & { readonly type: 'sign-form'; readonly form: string })
  /** Nobody of the board's office is here: somebody sent the form to it in another way. */
  | (ByPerson & { readonly type: 'send-form'; readonly form: string })
  | (ByPerson & { readonly type: 'correct-entry'; readonly entry: number; readonly words: Words })
  | (ByPerson & { readonly type: 'correct-concern'; readonly concern: Concern; readonly reason: Words })
  | (ByPerson & { readonly type: 'withdraw'; readonly reason: Words })
  /** A way to close that the stage names; `words` answer its question. */
  | (ByPerson & { readonly type: 'close-with'; readonly closing: string; readonly words: Words })
  | (ByPerson & { readonly type: 'reopen'; readonly reason: Words })
  /** By whoever administers the bot: `closed`, when it was closed as they know it; `due`, since when its time is over. */
  | (Common & {
      readonly type: 'erase-words';
      readonly because: 'retention' | 'request';
      readonly closed: Date;
      readonly due?: Date;
    })
  | (Common & { readonly type: 'place-hold'; readonly reason: Words })
  | (Common & { readonly type: 'release-hold'; readonly reason: Words })
  | (Common & { readonly type: 'wake'; readonly wake: Wake })
  | (Common & {
      readonly type: 'note-unreachable';
      readonly person: PersonId;
      readonly why: string;
      readonly about: string;
      /** Who cannot be reached for the same reason, and so is not told of it. */
      readonly besides?: readonly PersonId[];
    })
  /** A holiday was announced late: the calendar in the rules already holds it, and open limits are counted again. */
  | (Common & { readonly type: 'recount-limits' });

/** What no person of a case asks: alarms, machinery, and whoever administers the bot. */
export type ImpersonalCommand = Exclude<CaseCommand, { readonly by: PersonId }>['type'];

export type CommandOf<T extends CaseCommand['type']> = Extract<CaseCommand, { type: T }>;

/** What an alarm is for. Carries ids and no verdict: the case decides whether it still means anything. */
export type Wake =
  | {
      readonly for: 'reminder';
      readonly obligation: string;
      readonly kind: 'day-before' | 'on-the-day' | 'close-before';
    }
  | { readonly for: 'target'; readonly obligation: string }
  | { readonly for: 'limit'; readonly obligation: string; readonly due: string }
  | { readonly for: 'nudge'; readonly obligation: string }
  /** One working day after the limit of a duty to escalate: the people of the next stage are told. */
  | { readonly for: 'escalation-overdue'; readonly obligation: string; readonly due: string }
  /** An agency has not confirmed what it filed, though the case is closed. */
  | { readonly for: 'filing'; readonly agency: AgencyId }
  | { readonly for: 'alert'; readonly alertId: string };
