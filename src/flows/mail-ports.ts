import type { Account } from './chat-input.ts';

/* What is kept of e-mails and of the pages that their links lead to. Of every secret only its hash. */

/** The link of an e-mail: whose it is, and which message it opens. */
export type MailLink = {
  /** No secret: it stands in logs. */
  readonly id: string;
  readonly account: Account;
  /**
   * The id of the message that it opens; empty where it opens their home: the link of somebody who had none, or of an e-mail
   * that belongs to no case. A link that was asked for anew opens the same.
   */
  readonly message: string;
  readonly until: Date;
};

export type MailLinks = {
  readonly keep: (link: MailLink, hash: string) => Promise<void>;
  /** Forgets a link that never left. */
  readonly drop: (id: string) => Promise<void>;
  /** `isSpent`: it was used, or too many wrong codes were tried on it. */
  readonly find: (hash: string) => Promise<(MailLink & { readonly isSpent: boolean }) | undefined>;
  /** A code for a link, in place of the one before. `false` where as many were made as may be. */
  readonly newCode: (id: string, codeHash: string, until: Date) => Promise<boolean>;
  /**
   * Tries a code, one at a time. The right one spends the link, and so does the last wrong one that may be tried.
   * `old`: there is none, or its time is over; nothing is counted.
   */
  readonly tryCode: (id: string, codeHash: string, at: Date) => Promise<'right' | 'wrong' | 'old' | 'spent'>;
  /** Counts that a new link was asked for in place of this one. `false` where that was often enough. */
  readonly renew: (id: string) => Promise<boolean>;
};

/** Somebody who proved with a code that the address is theirs, for as long as they go on. */
export type MailSession = {
  readonly account: Account;
  /** The id of the link that it began with. */
  readonly link: string;
};

export type MailSessions = {
  readonly open: (session: MailSession, hash: string, at: Date, until: Date) => Promise<void>;
  /**
   * The session, which from now on lasts until `until`, and no longer than any session may; `undefined` where there is none at
   * this moment.
   */
  readonly goOn: (hash: string, at: Date, until: Date) => Promise<MailSession | undefined>;
  readonly end: (hash: string) => Promise<void>;
};

/** Which addresses nothing arrives at any more, and which e-mail went to which. */
export type Returns = {
  /** `id`: what the e-mail is known by, which nobody can guess. */
  readonly noteSent: (id: string, account: Account, at: Date) => Promise<void>;
  readonly sentTo: (id: string) => Promise<Account | undefined>;
  readonly isReturned: (account: Account) => Promise<boolean>;
  readonly note: (account: Account, why: string, at: Date) => Promise<'new' | 'known'>;
  /** Whether there was anything to lift. */
  readonly lift: (account: Account) => Promise<boolean>;
};

export type MailStore = {
  readonly links: MailLinks;
  readonly sessions: MailSessions;
  readonly returns: Returns;
};

/** As often as a code is sent for one link, a wrong one tried, and a new link sent in its place. */
export const linkLimits = { codes: 5, tries: 5, renewals: 5 } as const;

/** After so many hours a session ends however much is done in it: a cookie that somebody took is of no use the day after. */
export const longestSessionHours = 12;
