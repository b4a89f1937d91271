import type { Directory, PersonId, Space } from '../directory/directory.ts';
import type { SetInChat, SetValue } from '../directory/set-in-chat.ts';
import type { Effect, MailboxAbout, NoticeAbout } from '../case/effect.ts';
import type { Wake, Words } from '../case/commands.ts';
import type { CaseEvent, Entry } from '../case/events.ts';
import type { Rules } from '../case/decision.ts';
import type { CaseFigures } from '../report/figures.ts';
import type { Calendar } from '../policy/calendar.ts';
import type { Acceptance } from '../policy/acceptance.ts';
import type { Policy } from '../policy/policy.ts';
import type { Account, SentMessage } from './chat-input.ts';
import type { MailboxWord, Message } from './chat-message.ts';

/* What the conversations need of the world, as small types of functions. Adapters fill them; main.ts joins them. */

/** The one clock: real, or moved for a demo. */
export type Clock = { readonly now: () => Date };

/** Ids and figures only; never a word of a case. */
export type Log = {
  readonly info: (fields: Readonly<Record<string, unknown>>, says: string) => void;
  readonly warn: (fields: Readonly<Record<string, unknown>>, says: string) => void;
  readonly error: (fields: Readonly<Record<string, unknown>>, says: string) => void;
};

/** Opaque bytes of sealed texts (and, for a new case, its wrapped key), written with the events that refer to them. */
export type SealedRows = {
  readonly key?: { readonly caseId: string; readonly keyId: string; readonly wrapped: Uint8Array };
  readonly texts: readonly {
    readonly id: string;
    readonly caseId: string;
    readonly nonce: Uint8Array;
    readonly sealed: Uint8Array;
  }[];
};

/** Seals and opens what people write, with a key per case. */
export type Vault = {
  /** Loads the case's key, or makes one for a case that is new. */
  readonly forCase: (caseId: string) => Promise<CaseVault>;
};
export type CaseVault = {
  readonly seal: (text: string) => Words;
  /** All that was sealed since, to be stored with the change (or the draft). */
  readonly rows: () => SealedRows;
  /** Opens stored texts; a text whose key was destroyed is absent. */
  readonly open: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly sealDraft: (json: string) => Uint8Array;
  readonly openDraft: (sealed: Uint8Array) => string;
};

/** Rows for "my cases", "the register" and "what is due", replaced with every change of the case. */
export type CaseViews = {
  readonly case: {
    readonly reference: string;
    readonly board: string;
    readonly policyVersion: string;
    readonly status: string;
    readonly stage: string;
    readonly officeSees: string;
    readonly openedAt: Date;
    readonly closedAt?: Date;
  };
  readonly participants: readonly {
    readonly person: PersonId;
    readonly side: string;
    readonly role: string;
    readonly as: string;
  }[];
  readonly dues: readonly {
    readonly obligation: string;
    readonly person: PersonId;
    readonly duty: string;
    readonly due?: Date;
    readonly passed: boolean;
  }[];
};

export type Change = {
  readonly at: Date;
  readonly events: readonly CaseEvent[];
  readonly effects: readonly Effect[];
  readonly sealed: SealedRows;
  /** With it everything that people wrote in the case is gone for ever: its key, its sealed texts, and drafts for it. */
  readonly erases?: true;
  readonly views: CaseViews;
  readonly figures: CaseFigures;
};
/** `known`: the version this case is frozen to; absent for a case that is new. */
export type LoadedCase = {
  readonly version: number;
  readonly entries: readonly Entry[];
  /** Of the last entry as it is stored, by which anybody can check that the record is the one that was written. */
  readonly hash?: string;
};

/** What is to be written of a case, if anything, and what its caller is answered. */
export type Worked<T> = { readonly change?: Change; readonly result: T };
/** How far a record went when it was read. */
export type ReadAt = Pick<LoadedCase, 'version' | 'hash'>;

export type CaseStore = {
  /**
   * The only way a case is written. Under a lock on the case: loads it, lets `work` decide, and writes events,
   * effects, sealed texts, views and the command's id in one transaction; at most two round trips. A command id
   * that was written before changes nothing and answers `repeated`.
   *
   * @param worked what `work` answers for the case as it was read before; where it still stands so, that is written in
   * one round trip, and where it does not, `work` is asked again
   */
  readonly change: <T>(
    caseId: string,
    commandId: string,
    work: (loaded: LoadedCase) => Worked<T>,
    worked?: Required<Worked<T>> & ReadAt,
  ) => Promise<
    | { readonly kind: 'worked'; readonly result: T; readonly effectIds: readonly string[] }
    | { readonly kind: 'repeated' }
  >;
  readonly load: (caseId: string) => Promise<LoadedCase | undefined>;
  readonly idOfReference: (reference: string) => Promise<string | undefined>;
};

/** One line of a person's home or of the register. */
export type CaseLine = {
  readonly caseId: string;
  readonly reference: string;
  readonly board: string;
  /** The version of the policy that the case began under. */
  readonly policyVersion: string;
  readonly status: string;
  readonly stage: string;
  readonly openedAt: Date;
  /** The next thing owed by the person asked about, else the next thing owed by anybody. */
  readonly nextDue?: {
    readonly obligation: string;
    readonly duty: string;
    readonly due?: Date;
    readonly passed: boolean;
    readonly mine: boolean;
  };
};
/** An open case by its reference and date, and which of those who were asked about have a part in it. */
export type OpenCase = {
  readonly caseId: string;
  readonly reference: string;
  readonly board: string;
  readonly openedAt: Date;
  readonly people: readonly PersonId[];
};
export type Page<T> = { readonly items: readonly T[]; readonly next?: string };
export type CaseLists = {
  /** Keyset paged, next deadline first. `overdue`: something in the case is, whoever owes it; `mine` and `waiting` are of the others. */
  readonly ofPerson: (
    person: PersonId,
    which: 'mine' | 'waiting' | 'overdue' | 'closed',
    after: string | undefined,
    limit: number,
  ) => Promise<Page<CaseLine>>;
  readonly register: (
    board: string,
    which: 'open' | 'closed' | 'outcomes',
    after: string | undefined,
    limit: number,
  ) => Promise<Page<CaseLine>>;
  /** Open cases in which any of these people has a part, the last one opened first, paged by key. */
  readonly openOf: (
    people: readonly PersonId[],
    after: string | undefined,
    limit: number,
  ) => Promise<Page<OpenCase>>;
  /** Those of these people who have a part in any open case. */
  readonly withOpenCase: (people: readonly PersonId[]) => Promise<readonly PersonId[]>;
  /** Those of these people who have a part in an open case, or still owe something in a closed one, with each such case. */
  readonly openCasesOf: (
    people: readonly PersonId[],
  ) => Promise<readonly { readonly person: PersonId; readonly reference: string }[]>;
};

/** A form in the making, kept so that nothing typed is lost. Sealed with the key of the case it will become. */
export type Drafts = {
  readonly save: (draft: {
    readonly id: string;
    readonly person: PersonId;
    readonly caseId: string;
    readonly sealed: Uint8Array;
    readonly rows: SealedRows;
    readonly at: Date;
  }) => Promise<void>;
  readonly load: (
    id: string,
  ) => Promise<
    { readonly person: PersonId; readonly caseId: string; readonly sealed: Uint8Array } | undefined
  >;
  /** The id of the draft that this person saved last. */
  readonly latestOf: (person: PersonId) => Promise<string | undefined>;
  readonly drop: (id: string) => Promise<void>;
};

/** Policies as they were accepted, by board and version: a case keeps the one it began under. */
export type Policies = {
  readonly current: (board: string) =>
    | {
        readonly policy: Policy;
        readonly version: string;
        readonly calendar: Calendar;
        readonly accepted?: Acceptance;
      }
    | undefined;
  readonly boards: () => readonly string[];
  readonly frozen: (
    board: string,
    version: string,
  ) => Promise<{ readonly policy: Policy; readonly calendar: Calendar }>;
};

export type People = {
  /** Who is who, in memory: what the file says, with what was set in chat in its place. Follows both. */
  readonly directory: () => Directory;
  /**
   * Whether nobody has changed the directory since this copy of it. Asked where something is decided for good by it; whoever
   * has an older one waits until it is read again.
   */
  readonly isNewest: (copy: Directory) => Promise<boolean>;
  /** The person linked to an account, from memory where known. */
  readonly personOf: (account: Account) => Promise<PersonId | undefined>;
  readonly link: (account: Account, person: PersonId, at: Date) => Promise<void>;
  /** The one that they chose last comes first, then in the order in which they were linked. */
  readonly accountsOf: (person: PersonId) => Promise<readonly Account[]>;
  /** Everybody who is linked to an account in one of these spaces, each once. */
  readonly peopleIn: (
    platform: Account['platform'],
    spaces: readonly string[],
  ) => Promise<readonly PersonId[]>;
  /** They choose where to be written to first. Nothing where the account is not theirs. */
  readonly prefer: (account: Account, person: PersonId, at: Date) => Promise<void>;
  /** What was set in chat about somebody and counts now, from memory. */
  readonly setInChat: (person: PersonId) => readonly SetInChat[];
  /**
   * Sets something about somebody, for every process at once.
   *
   * @param input the platform's own id of what was done: the same one again changes nothing
   * @param seen the number of what was set before and counted when it was looked at, 0 where nothing was; `meanwhile`:
   * something else was set since, and nothing is changed
   */
  readonly set: (
    change: Omit<SetInChat, 'number'>,
    input: string,
    seen: number,
  ) => Promise<'set' | 'repeated' | 'meanwhile'>;
  /** Keeps that somebody's open cases were handed over; once for each input. */
  readonly noteHandedOver: (
    change: { readonly person: PersonId; readonly by: PersonId; readonly at: Date } & CasesHandedOver,
    input: string,
  ) => Promise<void>;
  /** What was done in chat about somebody, and ended by imports; the last twenty, the latest first. */
  readonly history: (person: PersonId) => Promise<readonly ChangeOfPerson[]>;
};

export type CasesHandedOver = { readonly to: PersonId; readonly cases: number };
export type ChangeOfPerson = { readonly at: Date } & (
  | {
      readonly by: PersonId;
      readonly input: string;
      readonly value: SetValue | ({ readonly field: 'cases' } & CasesHandedOver);
    }
  /** An import: from then on what the file says counted again. */
  | { readonly ended: SetValue['field'] }
);

/** Who looked at what, for the record. */
export type AccessLog = {
  readonly note: (view: {
    readonly caseId: string;
    readonly person: PersonId;
    readonly what: string;
    readonly at: Date;
  }) => Promise<void>;
  /** Everybody who looked at a case or was not let in, in the order in which they came. `what` is read by `readLook`. */
  readonly ofCase: (
    caseId: string,
  ) => Promise<readonly { readonly person: string; readonly what: string; readonly at: Date }[]>;
};

/** Which procedure, calendar and people a case is decided by. */
export type RulesOf = (board: string, version: string) => Promise<Rules>;

/**
 * A platform's way out: one implementation a platform. `urgent`: of an adult at immediate risk, which matters to those who
 * take turns and to no platform.
 */
export type Chat = {
  readonly send: (account: Account, message: Message, urgent?: boolean) => Promise<Delivery>;
  readonly update: (sent: SentMessage, message: Message) => Promise<Delivery>;
  /** The platform's own verified profile; `undefined` where there is none to be had. */
  readonly profile: (
    account: Account,
  ) => Promise<{ readonly email?: string; readonly active: boolean } | undefined>;
  /** The account that this address has in a space where the bot is installed. */
  readonly find: (space: Space, email: string, urgent?: boolean) => Promise<Account | undefined>;
  /** Whether an account can be written to, asked now and not from memory. Nothing is sent. */
  readonly reach: (account: Account, urgent?: boolean) => Promise<Reach>;
  /** What a space is called for people: "Slack (workspace T01COUNCIL)". */
  readonly nameOf: (space: Space) => string;
};

/** `unknown`: the platform did not say, which is no reason to take somebody for unreachable. */
export type Reach =
  | { readonly kind: 'reachable' }
  | { readonly kind: 'unreachable'; readonly why: string }
  | { readonly kind: 'unknown'; readonly afterMs: number; readonly why: string };

/**
 * Where somebody can be written to, on a platform where nobody can be written to before they met the bot (Teams). Only
 * ever from what the platform itself vouched for.
 */
export type Address = {
  readonly account: Account;
  /** Their own conversation with the bot. */
  readonly channel: string;
  /** Where the platform takes messages for that conversation. */
  readonly serviceUrl: string;
  /** What the platform calls them, and the bot, in that conversation. */
  readonly member: string;
  readonly bot: string;
};
export type KnownAddress = Address & {
  /** The e-mail address of their own profile, once it was asked. */
  readonly email?: string;
  /** They removed the bot, so that nothing arrives any more. */
  readonly removed: boolean;
};
export type Addresses = {
  readonly of: (account: Account) => Promise<KnownAddress | undefined>;
  /** Whose profile has this address, among those who can be written to in a space. */
  readonly withEmail: (
    space: { readonly platform: Account['platform']; readonly id: string },
    email: string,
  ) => Promise<Account | undefined>;
  /** Keeps where somebody can be written to from now on. `new`: they could not be before. */
  readonly keep: (address: Address, at: Date) => Promise<'new' | 'known'>;
  readonly noteEmail: (account: Account, email: string | undefined) => Promise<void>;
  readonly remove: (account: Account, at: Date) => Promise<void>;
};

/** `refused`: a message was, where a check finds nothing wrong; so only a message that arrives shows that it is over. */
type NotReached = { readonly kind: 'unreachable'; readonly why: string; readonly refused?: true };
/** Somebody who cannot be reached in chat, why, and since when without a break. */
export type Unreachable = Omit<NotReached, 'kind'> & { readonly person: PersonId; readonly since: Date };
/** Who can be reached in chat, by what came of the last message to them or the last check. Nobody noted is reachable. */
export type Reaches = {
  /** What was found out just now. Found again, `since` stays; what is older than what is known changes nothing. */
  readonly note: (
    person: PersonId,
    found: { readonly kind: 'reachable' } | NotReached,
    at: Date,
  ) => Promise<void>;
  /** Who of these cannot be reached, for the longest time first. */
  readonly unreachable: (among: readonly PersonId[]) => Promise<readonly Unreachable[]>;
};

export type Delivery =
  | { readonly kind: 'sent'; readonly message?: SentMessage }
  | { readonly kind: 'later'; readonly afterMs: number; readonly why: string }
  | { readonly kind: 'never'; readonly why: string };

/** E-mails to mailboxes of the policies' contacts, which are no person's own. Absent where no mail server is set up. */
export type Mailboxes = { readonly send: (address: string, word: MailboxWord) => Promise<Delivery> };

/**
 * A row of the outbox: a notice to deliver, word to a mailbox, an alarm to pass on, or the messages of a case to bring up to
 * date.
 */
export type DueRow = {
  readonly id: string;
  readonly caseId: string;
  /** When it is tried next. */
  readonly at: Date;
  /** The moment that it was meant for. */
  readonly due: Date;
  readonly attempts: number;
} & (
  | { readonly kind: 'notice'; readonly to: PersonId; readonly about: NoticeAbout }
  | { readonly kind: 'mailbox'; readonly contact: string; readonly about: MailboxAbout }
  | { readonly kind: 'wake'; readonly wake: Wake }
  | { readonly kind: 'refresh' }
);
export type RowOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'sent'; readonly message?: SentMessage; readonly live: boolean; readonly digest: string }
  | { readonly kind: 'superseded' }
  /** `early`: nothing went wrong, its time is another by now; that counts as no try. */
  | { readonly kind: 'put-back'; readonly until: Date; readonly why: string; readonly early?: true }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'not-deliverable'; readonly why: string };

/** Whom a notice is for: a person, or the mailbox of a contact of the policy, with the address that it went to. */
export type Receiver =
  | { readonly to: PersonId; readonly mailbox?: undefined }
  | { readonly mailbox: { readonly contact: string; readonly address?: string }; readonly to?: undefined };

/** What somebody was to be told of a case, and what became of it. */
export type Told = Receiver & {
  readonly about: NoticeAbout;
  /** When it was to be told. */
  readonly due: Date;
  readonly became:
    /** `tries`: how often it was tried so far. */
    | { readonly kind: 'waiting'; readonly tries: number }
    | { readonly kind: 'sent'; readonly at: Date; readonly platform?: Account['platform'] }
    | { readonly kind: 'not-delivered'; readonly at: Date; readonly why: string }
    /** There was nothing left to say when its time came. */
    | { readonly kind: 'not-needed'; readonly at: Date };
};

/** A row whose time comes. `urgent`: it is of an adult at immediate risk, and goes before all others. */
export type Ring = { readonly id: string; readonly at: Date; readonly urgent?: true };

export type Outbox = {
  /** Rows due by `until` and not under a lease, the urgent ones first; leased to the caller until `leaseUntil`. */
  readonly claim: (until: Date, leaseUntil: Date, limit: number) => Promise<readonly Ring[]>;
  readonly load: (ids: readonly string[]) => Promise<readonly DueRow[]>;
  readonly mark: (
    outcomes: readonly { readonly id: string; readonly outcome: RowOutcome; readonly at: Date }[],
  ) => Promise<void>;
  /** Messages of a case that were sent and still carry buttons. */
  readonly liveMessages: (caseId: string) => Promise<
    readonly {
      readonly id: string;
      readonly to: PersonId;
      readonly about: NoticeAbout;
      readonly message: SentMessage;
      readonly digest: string;
      /** Its reader has a form or page in its place until then at the latest, which must not be taken from them. */
      readonly heldUntil?: Date;
    }[]
  >;
  /** Something stands in place of a message until then at the latest, or no longer. Nothing where it is none of a case. */
  readonly hold: (message: SentMessage, until: Date | undefined) => Promise<void>;
  /** What a message says that was sent to somebody; `undefined` where it is none of a case. */
  readonly noticeIn: (
    message: SentMessage,
  ) => Promise<{ readonly caseId: string; readonly to: PersonId; readonly about: NoticeAbout } | undefined>;
  readonly nextDue: () => Promise<Date | undefined>;
  /**
   * What was sent to a mailbox came back, known by the id of the e-mail. `false` where none such was sent, or that was known.
   */
  readonly cameBack: (
    mail: { readonly address: string; readonly id: string },
    why: string,
    at: Date,
  ) => Promise<boolean>;
  /** Every notice of a case in the order of when it was due: to whom, about what, and whether it arrived. */
  readonly toldOf: (caseId: string) => Promise<readonly Told[]>;
};

/** The alarm clock: wakes a worker with an effect's id at its time. Losing it all loses nothing. */
export type Alarms = { readonly set: (rows: readonly Ring[]) => Promise<void> };
