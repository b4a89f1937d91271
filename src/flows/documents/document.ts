/*
 * A document that people keep, print and put on a file: a board's form, a record, a pack for the Chair, a report. It
 * says what stands in it and in which order; how it looks as DOCX, as PDF or on a page is the adapters' work.
 */

/** In reading order. Every text is plain: nothing in it is markup, whoever typed it. */
export type Document = {
  /** Never the adult: it stands in the file's name and in the reader's list of open windows. */
  readonly title: string;
  /** Whose document it is, below the title: the board. */
  readonly of?: string;
  /** The protective marking of the board's policy, at the head and foot of every page. */
  readonly marking?: string;
  /** At the foot of every page: the case's reference, the board, who had it made and when. */
  readonly foot: readonly string[];
  readonly blocks: readonly Block[];
};

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly as?: 'plain' | 'note' | 'quote' }
  /** Labels beside their values; `missing` where it should have been filled in. */
  | { readonly kind: 'facts'; readonly rows: readonly Fact[] }
  /** A question of a form with its whole answer below it; `missing` where it should have been filled in. */
  | {
      readonly kind: 'box';
      readonly label: string;
      readonly texts: readonly { readonly label?: string; readonly text: string }[];
      readonly note?: string;
      readonly missing?: true;
    }
  /** A table of columns; the caption says what it is for those who cannot see it at a glance. */
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly { readonly label: string; readonly align?: 'left' | 'right' }[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'checklist';
      readonly items: readonly {
        readonly text: string;
        readonly answer: 'yes' | 'no' | 'not-applicable' | 'unanswered';
        /** It should have been answered by now. */
        readonly missing?: true;
      }[];
    }
  | {
      readonly kind: 'signature';
      readonly label: string;
      readonly signed?: { readonly name: string; readonly role: string; readonly at: string };
      /** Whose it is to sign, or why it is to be signed again. */
      readonly note?: string;
      readonly missing?: true;
    }
  /** A drawing as SVG, and all that it shows as a sentence; its figures stand in a table beside it. */
  | {
      readonly kind: 'chart';
      readonly svg: string;
      readonly says: string;
      readonly width: number;
      readonly height: number;
    }
  | { readonly kind: 'page-break' };

export type Fact = {
  readonly label: string;
  readonly value: string;
  /** Who wrote it and when, in small letters below it. */
  readonly note?: string;
  readonly missing?: true;
};
