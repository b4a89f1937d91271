import type { AgencyId, PersonId, RoleId } from '../directory/directory.ts';
import type { AdultGiven, FormAnswer, Outstanding, Words, WordsByField } from './commands.ts';
import type { RecommendationAnswer } from './forum-commands.ts';
import type { ForumFile } from './forum-state.ts';
import type { Actor, Entry, Moment, Obligation, SideKey, Vacancy } from './events.ts';

/* A case as its record says it stands: one arm per status, with only what exists then. */

export type OpenObligation = Obligation & {
  readonly status: 'open' | 'met' | 'ended';
  readonly passed: boolean;
  readonly metAt?: Moment;
  readonly metLate?: boolean;
  readonly setAt: Moment;
  /** When its clock was last told: set, moved or revived. Reminders before this moment are not made up for. */
  readonly since: Moment;
  /** The last reminder before the limit, since then. */
  readonly remindedAt?: Moment;
  readonly targetTold: boolean;
  /** When the last word about it went out after the limit; the next nudge counts from here. */
  readonly nudgedAt?: Moment;
  readonly endedAt?: Moment;
};

export type Alert = {
  readonly id: string;
  readonly reporter: PersonId;
  readonly reportedAt: Moment;
  readonly told: readonly Actor[];
  readonly situation?: Words;
  readonly repeated: number;
  /** When it was last told; the next repeat counts from here. */
  readonly toldAt: Moment;
  readonly answered?: { readonly by: PersonId; readonly at: Moment; readonly inPlace: Words };
  readonly referred?: { readonly by: PersonId; readonly on: Moment; readonly reference: Words };
};

export type SideState = {
  readonly key: SideKey;
  readonly agency: AgencyId;
  /** Who raised, or who received at the first stage; changes only by handing over. */
  readonly professional: PersonId;
};

export type Proposal = {
  readonly entry: number;
  readonly by: PersonId;
  readonly words: WordsByField;
  readonly outstanding: readonly Outstanding[];
  readonly agreed: readonly SideKey[];
};

type Confirmation = {
  readonly side: SideKey;
  readonly by: PersonId;
  readonly at: Moment;
  readonly words: Words;
};

export type Recommendation = {
  readonly id: string;
  readonly to: AgencyId;
  readonly words: Words;
  readonly answer?: {
    readonly answer: RecommendationAnswer;
    readonly by: PersonId;
    readonly at: Moment;
    readonly words: Words;
  };
};

export type InformationRequest = {
  readonly entry: number;
  readonly of: readonly PersonId[];
  readonly question: Words;
  readonly until: Moment;
  readonly given: readonly { readonly by: PersonId; readonly at: Moment; readonly words: Words }[];
};

/** What people put into one of the board's forms: the latest answer of each box, signatures, and when it was sent. */
export type FormFile = {
  readonly form: string;
  readonly answers: Readonly<
    Record<
      string,
      { readonly entry: number; readonly by: PersonId; readonly at: Moment; readonly answer: FormAnswer }
    >
  >;
  readonly signatures: Readonly<
    Record<
      string,
      {
        readonly entry: number;
        readonly by: PersonId;
        readonly at: Moment;
        readonly covers: readonly string[];
      }
    >
  >;
  readonly sent: readonly {
    readonly entry: number;
    readonly at: Moment;
    readonly told: readonly PersonId[];
    readonly complete: boolean;
  }[];
};

/** Everybody who is or was part of the case; access is read from here. */
export type Participant = {
  readonly person: PersonId;
  readonly side: SideKey | 'board';
  readonly role: RoleId;
  readonly since: Moment;
  /** The stage at which they came in. */
  readonly stage: string;
  readonly as: 'actor' | 'brought-in' | 'alerted' | 'copied';
};

/** What every case that was raised has, whatever its status. */
export type CaseFile = ForumFile & {
  readonly reference: string;
  readonly board: string;
  readonly policyVersion: string;
  readonly concern: { readonly arose?: Moment; readonly decisionReceived?: Moment };
  readonly raised: Moment;
  readonly raiser: PersonId;
  readonly sides: readonly SideState[];
  readonly words: WordsByField;
  readonly adult: AdultGiven;
  readonly themes: readonly string[];
  readonly flags: readonly string[];
  readonly otherBoard?: Words;
  readonly priority?: string;
  readonly stage: string;
  readonly stagesEntered: Readonly<Record<string, Moment>>;
  /** When a stage lapsed or was declared unresolved, whichever came first. */
  readonly unresolved: Readonly<Record<string, Moment>>;
  /** Who acts now. */
  readonly actors: readonly Actor[];
  readonly vacancies: readonly Vacancy[];
  readonly participants: readonly Participant[];
  readonly obligations: readonly OpenObligation[];
  readonly protectiveDates: readonly {
    readonly stage: string;
    readonly until: Moment;
    readonly by: PersonId;
    readonly reason: Words;
  }[];
  readonly proposal?: Proposal;
  /** Every side agreed, at this stage; gone again once the confirmation is disputed. */
  readonly resolution?: { readonly at: Moment; readonly stage: string; readonly proposal: number };
  readonly confirmations: readonly Confirmation[];
  /** People of the next stage who were told that the escalation is overdue: they may then escalate themselves. */
  readonly escalationTold: readonly Actor[];
  /** Who was asked at this stage to carry the matter on to the next. */
  readonly carriers: readonly Actor[];
  /** Who heads the last forum, once told. */
  readonly head?: PersonId;
  readonly filings: readonly { readonly agency: AgencyId; readonly place: string }[];
  /** Copies that somebody chose to send. Whoever has one is no part of the case by it. */
  readonly copies: readonly {
    readonly key: string;
    readonly people: readonly PersonId[];
    readonly content: 'reference' | 'summary' | 'full';
    readonly at: Moment;
  }[];
  /** What agencies reported to the board's office, by the entry that holds it. */
  readonly reported: readonly {
    readonly side: SideKey;
    readonly stage: string;
    readonly entry: number;
    readonly at: Moment;
  }[];
  /** What each side said that others can learn, by the entry that holds it. */
  readonly learning: readonly {
    readonly side: SideKey;
    readonly anything: boolean;
    readonly entry: number;
    readonly at: Moment;
  }[];
  /** Who would like a talk about how it went. */
  readonly debriefs: readonly PersonId[];
  readonly policyIssue?: { readonly by: PersonId; readonly at: Moment; readonly reason: Words };
  readonly forumTold?: Moment;
  readonly requests: readonly InformationRequest[];
  readonly recommendations: readonly Recommendation[];
  /** The board's forms in which somebody has written, signed or which were sent. */
  readonly forms: readonly FormFile[];
  /** Nothing of it may be erased. */
  readonly held?: true;
  /** What people wrote in it is gone for ever. */
  readonly erased?: { readonly at: Moment; readonly because: 'retention' | 'request' };
  readonly entries: readonly Entry[];
};

type Alerts = {
  readonly alerts: readonly Alert[];
  /** People who could not be reached, and when; gone once they act. */
  readonly unreachable: Readonly<Record<PersonId, Moment>>;
};

export type CaseState =
  | ({ readonly status: 'unopened' } & Alerts)
  /** An adult is at immediate risk and no case was raised, or not yet. */
  | ({
      readonly status: 'alerted';
      readonly reference: string;
      readonly board: string;
      readonly policyVersion: string;
      readonly reporter: PersonId;
      readonly entries: readonly Entry[];
    } & Alerts)
  | ({ readonly status: 'open' } & CaseFile & Alerts)
  /** Every side agreed; the written confirmation and its acceptance are owed. */
  | ({
      readonly status: 'agreed';
      readonly resolvedAt: Moment;
      readonly resolvedStage: string;
    } & CaseFile &
      Alerts)
  /** The last forum has spoken; each agency still owes its answer. */
  | ({ readonly status: 'answering'; readonly recommendedAt: Moment } & CaseFile & Alerts)
  | ({
      readonly status: 'closed';
      readonly closedAt: Moment;
      readonly how: 'resolved' | 'forum' | 'withdrawn' | 'closing';
    } & CaseFile &
      Alerts);

/** A case that was raised, in any status. */
export type RaisedCase = Exclude<CaseState, { status: 'unopened' | 'alerted' }>;
