import type { PersonId } from '../../directory/directory.ts';

/** A link to a document: whose it is, and what it leads to. The document itself is made when it is taken, and never kept. */
export type DocumentLink = {
  /** No secret: it stands in logs. */
  readonly id: string;
  /** Absent where it leads to a report over many cases. */
  readonly caseId?: string;
  readonly person: PersonId;
  /** What is had, as a button carries it: `record`, `form:monitoring@14`; of a report, which: `board.redbridge/2026-04-01/2026-06-30`. */
  readonly wanted: string;
  readonly until: Date;
};

/** Of every secret only its hash is kept. */
export type DocumentLinks = {
  /**
   * Keeps a new link, and makes every earlier one of the same person to the same thing void.
   *
   * @param input the press that asked for it, the same when it is delivered again: then nothing is kept, and no link is void
   */
  readonly keep: (
    link: DocumentLink,
    input: string,
    hash: string,
    codeHash: string,
  ) => Promise<'kept' | 'repeated'>;
  /** `isSpent`: it was used, a newer one took its place, or too many wrong codes were tried on it. */
  readonly find: (hash: string) => Promise<(DocumentLink & { readonly isSpent: boolean }) | undefined>;
  /** Tries a code, one at a time. The right one spends the link, and so does the last wrong one that may be tried. */
  readonly tryCode: (id: string, codeHash: string, at: Date) => Promise<'right' | 'wrong' | 'spent'>;
};

export const linkMinutes = 15;
/** As many wrong codes as may be tried; the last of them spends the link. */
export const mostTries = 5;
/** Where the pages of such links are, and everything below it. */
export const downloadPath = '/d/';
