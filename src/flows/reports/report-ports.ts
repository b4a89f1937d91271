import type { PersonId } from '../../directory/directory.ts';
import type { CivilDate } from '../../policy/civil.ts';
import type { CaseFigures } from '../../report/figures.ts';
import type { Period } from '../../report/period.ts';
import type { Page } from '../ports.ts';
import type { Report, View } from './report.ts';

/* What reports need of the world, as small types of functions. */

/** The figures of a case, and its reference while the case is there. */
export type FiguresRow = {
  readonly caseId: string;
  readonly reference?: string;
  readonly figures: CaseFigures;
};

export type Figures = {
  /** Every case of a board that was raised by the last day of a period and not closed before its first, as all of them stand at one moment; some at a time, in no order. */
  readonly each: (
    board: string,
    period: Period,
    /** Only those of which this agency is a side. */
    agency: string | undefined,
    take: (rows: readonly FiguresRow[]) => void,
  ) => Promise<void>;
  /** Cases of a board in which something waits for an agency's answer, the one that waits for longest first, paged by key. */
  readonly waiting: (
    board: string,
    after: string | undefined,
    limit: number,
  ) => Promise<Page<{ readonly caseId: string; readonly reference: string }>>;
  /**
   * Looks at the next cases in order of their ids: those of them whose figures are missing or older than their record, or
   * each of them where all are wanted; and up to which case it came, while there are more.
   */
  readonly missing: (
    after: string | undefined,
    limit: number,
    all: boolean,
  ) => Promise<{
    readonly cases: readonly { readonly caseId: string; readonly board: string; readonly version: string }[];
    readonly upTo?: string;
  }>;
  /** Whether it was noted that no figures are missing; each change of a case has written them ever since. */
  readonly areWhole: () => Promise<boolean>;
  readonly noteWhole: () => Promise<void>;
  /** Keeps the figures of a case as its record stood at a version; older ones never take the place of newer. */
  readonly keep: (caseId: string, version: number, figures: CaseFigures) => Promise<void>;
  /** Somebody found, before they raised something, that it belongs elsewhere: each answer counts once for what they began. */
  readonly divert: (board: string, draft: string, ways: readonly string[], on: CivilDate) => Promise<void>;
  /** How often each answer was given on the days of a period. */
  readonly diverted: (board: string, period: Period) => Promise<ReadonlyMap<string, number>>;
};

/** A report that somebody took. */
export type ReportTaken = Period & {
  readonly board: string;
  readonly view: View;
  /** A person of the directory, or whoever typed the command. */
  readonly person: PersonId;
  /** Where and as what it went: `chat`, `csv`, `html`, and which agency's it was. */
  readonly how: string;
  readonly at: Date;
};

export type ReportLog = {
  readonly note: (taken: ReportTaken) => Promise<void>;
  /** All that were taken of a board, the first one first. */
  readonly ofBoard: (board: string) => Promise<readonly ReportTaken[]>;
  /** What left the board for a period; the one that was kept first is answered ever after. */
  readonly publish: (report: Report, at: Date) => Promise<Report>;
  readonly published: (board: string, period: Period) => Promise<Report | undefined>;
};
