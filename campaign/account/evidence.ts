import type { Platform } from '../../src/directory/directory.ts';

/*
 * All that an account is made from: what the database holds at the end, what the platform took, and what was done to
 * them. Plain data, so that a test can doctor it.
 */

/** A message as a platform took it. */
export type TakenMessage = {
  readonly platform: Platform;
  /** The process that sent it: one that answers people, or a worker that delivers. */
  readonly process: string;
  readonly user: string;
  readonly channel: string;
  readonly id: string;
  /** What a lock screen shows: the case's reference and what is owed. */
  readonly says: string;
  /** Milliseconds since 1970, by the real clock. */
  readonly at: number;
  /** False where the platform's answer was lost on purpose. */
  readonly answered: boolean;
};

/** A row of the outbox. Times are on the clock of the cases. */
export type EffectRow = {
  readonly id: string;
  readonly caseId: string;
  readonly kind: 'notice' | 'mailbox' | 'wake' | 'refresh';
  /** The account of whom a notice is for, or the address of a mailbox. */
  readonly user?: string;
  readonly body: string;
  readonly due: Date;
  readonly next: Date;
  readonly state: string;
  readonly why?: string;
  readonly attempts: number;
  /** When it was marked as finished. */
  readonly done?: Date;
  readonly message?: { readonly channel: string; readonly id: string };
};

/** A case with its record, as it is stored. */
export type CaseFacts = {
  readonly id: string;
  readonly reference: string;
  readonly isOpen: boolean;
  readonly version: number;
  readonly headHash: string;
  readonly entries: readonly EntryFacts[];
  /** When each command of the case was written. */
  readonly commands: readonly { readonly id: string; readonly at: Date }[];
  /** Open obligations that have a limit, as the record says. */
  readonly limits: readonly { readonly obligation: string; readonly due: Date; readonly passed: boolean }[];
};
export type EntryFacts = {
  readonly entry: number;
  readonly at: Date;
  readonly body: string;
  readonly hash: string;
};

/** A fault as it came about. Milliseconds since 1970, by the real clock. */
export type FaultSeen = {
  readonly kind: string;
  /** In words, for whoever reads the account. */
  readonly says: string;
  readonly from: number;
  readonly until: number;
  /** Whose account was deactivated. */
  readonly user?: string;
  /** The process that was killed. */
  readonly process?: string;
};

/** The clock of the cases was moved: what it said before and after, at a real moment. */
export type ClockMoved = { readonly at: number; readonly before: number; readonly after: number };

export type Evidence = {
  /** The clock of the cases at the end. */
  readonly now: Date;
  /** Real time. */
  readonly endedAt: number;
  readonly rows: readonly EffectRow[];
  readonly taken: readonly TakenMessage[];
  readonly cases: readonly CaseFacts[];
  /** References that somebody was told when they raised a disagreement. */
  readonly promised: readonly string[];
  readonly faults: readonly FaultSeen[];
  readonly moves: readonly ClockMoved[];
  /** Processes that ended without having been killed, once for each time. */
  readonly endedByItself: readonly string[];
  /** Whatever went wrong is felt for so long after it is right again: a lease and a lock have to lapse. */
  readonly feltMs: number;
  /** How many alarms a worker sees to at once: no kill may leave more in flight. */
  readonly concurrency: number;
};
