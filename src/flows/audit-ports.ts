import type { SetAlarm } from '../case/wakes.ts';
import type { CivilDate } from '../policy/civil.ts';

/** What can be wrong without anybody noticing. What the bot can mend it mends when it finds it. */
export type Wrong =
  /** An open case that would not have been looked at when it should be. */
  | 'no-alarm'
  /** Something due that nobody has seen to for longer than it may take. */
  | 'late'
  /** Handed to the queue, which has lost it. */
  | 'not-in-queue'
  /** An open case that this version of the program cannot read, so that nobody can say whether its alarms are set. */
  | 'unreadable'
  /** The clock of the machine is not that of the database, by so many seconds: dates would pass too early or too late. */
  | 'clock';
export type Finding = { readonly what: Wrong; readonly count: number };

/** What the bot asks of its own tables when it looks after itself. */
export type Audit = {
  /** Open cases in order of id, some at a time, with the first alarm that waits for each. */
  readonly openCases: (
    after: string | undefined,
    limit: number,
  ) => Promise<readonly { readonly caseId: string; readonly alarmAt?: Date }[]>;
  /** What alarms wait for a case, and when each rings. */
  readonly alarmsOf: (caseId: string) => Promise<readonly SetAlarm[]>;
  /** Sets alarms that are missing. One that waits already, for that moment or an earlier one, is not set twice. */
  readonly setAlarms: (caseId: string, alarms: readonly SetAlarm[]) => Promise<void>;
  /** Rows that were due before a moment and are still waiting, tried or not: how many, and since when the first. */
  readonly dueBefore: (moment: Date) => Promise<{ readonly count: number; readonly oldest?: Date }>;
  /** Rows due between two moments that the queue was handed under a lease that ends by a moment, the earliest first. */
  readonly handedOver: (due: {
    readonly from: Date;
    readonly to: Date;
    readonly leasedUntil: Date;
    readonly limit: number;
  }) => Promise<readonly string[]>;
  /**
   * Takes back leases, so that the relay hands these rows over anew: of some; or of all that were due before a moment and are leased
   * for longer than any row should be.
   */
  readonly takeBack: (
    which: { readonly dueBefore: Date; readonly leasedBeyond: Date } | { readonly ids: readonly string[] },
  ) => Promise<void>;
  readonly note: (findings: readonly Finding[], at: Date) => Promise<void>;
  readonly foundSince: (moment: Date) => Promise<readonly Finding[]>;
  /** Whether a board's office is still to be told how things stand on a day; the next to ask is told that it is not. */
  readonly takeDay: (board: string, day: CivilDate, at: Date) => Promise<boolean>;
  /** Nobody could be told: whoever asks next is told that the office is still to be. */
  readonly giveDayBack: (board: string, day: CivilDate) => Promise<void>;
  readonly openCount: (board: string) => Promise<number>;
  /** The real time by the database's own clock. */
  readonly realTime: () => Promise<Date>;
};
