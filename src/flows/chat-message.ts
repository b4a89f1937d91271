import type { Act, FormContext } from './chat-input.ts';

/*
 * What a person is shown, with no platform in it: messages, forms, pages and the home view. Adapters draw them and
 * escape every text; nothing here is ever markup. Limits of a platform (lengths, blocks) are the adapter's business.
 */

/** A run of plain text; strong where a label or a date needs to stand out. */
export type Span = string | { readonly strong: string };
export type Text = Span | readonly Span[];

export type Button = {
  readonly label: string;
  readonly act: Act;
  readonly style?: 'primary' | 'danger';
  /** What a screen reader says when the label alone is not enough: "Acknowledge case RED-4F7K2". */
  readonly spoken?: string;
  readonly confirm?: {
    readonly title: string;
    readonly text: string;
    readonly yes: string;
    readonly no: string;
  };
};

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: Text }[] }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  /** What a person wrote, marked as theirs. Only ever in a page or a form, never in a message. */
  | { readonly kind: 'quote'; readonly label: string; readonly words: string }
  | { readonly kind: 'small'; readonly text: Text }
  /**
   * A page of ours outside chat, for whoever reads this and nobody else. `code`: what the page asks for, known where both
   * stand on a page of theirs already, so that one press is enough.
   */
  | { readonly kind: 'link'; readonly label: string; readonly url: string; readonly code?: string }
  | { readonly kind: 'divider' }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] };

/** A message to one person. `summary` is what a lock screen shows: the reference and what is owed, never a name or detail of the adult. */
export type Message = {
  readonly summary: string;
  readonly blocks: readonly Block[];
  readonly brief?: Brief;
  /** The same of a message that belongs to no case. */
  readonly tidings?: Tidings;
};

/**
 * All of a message that may go where it is kept for good and others may read it, such as a mailbox: which case it is about,
 * what its reader owes and by when, whom to speak to. Never a detail of the case or of the adult.
 */
export type Brief = {
  readonly reference: string;
  readonly board: string;
  /** An adult may be at immediate risk. */
  readonly urgent: boolean;
  /** That its reader may have had it before, and why. */
  readonly again?: string;
  /** After "you owe"; empty where there is only something to read. */
  readonly owed: readonly { readonly what: string; readonly due: string }[];
  /** A line each, with a telephone number. */
  readonly speakTo: readonly string[];
  /** Whom to ask about the procedure: the board's office. */
  readonly ask: readonly string[];
};

/** A message that belongs to no case, such as who stands in for whom. It may be kept, and is said in full. */
export type Tidings = { readonly title: string; readonly says: readonly string[] };

/** All that the mailbox of an office hears: a title that stands in the subject, and what is said. Nothing of a case but its reference. */
export type MailboxWord = { readonly title: string; readonly says: readonly string[] };

type FieldBase = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
};
export type Option = { readonly id: string; readonly label: string; readonly hint?: string };
export type Field =
  | (FieldBase & {
      readonly kind: 'text';
      readonly long: boolean;
      readonly value?: string;
      readonly max?: number;
      readonly placeholder?: string;
    })
  /** Up to ten are drawn as radio buttons, more as a menu; over a hundred need `search` by the flow. */
  | (FieldBase & { readonly kind: 'choice'; readonly options: readonly Option[]; readonly value?: string })
  | (FieldBase & {
      readonly kind: 'many';
      readonly options: readonly Option[];
      readonly value?: readonly string[];
    })
  /** A civil date, `2026-12-22`. */
  | (FieldBase & { readonly kind: 'date'; readonly value?: string });

/** A form or, without `submit`, a page to read. */
export type Form = {
  readonly title: string;
  readonly context: FormContext;
  readonly intro: readonly Block[];
  readonly fields: readonly Field[];
  readonly submit?: string;
  readonly close?: string;
};

/** The home view: blocks alone, paged by buttons. */
export type Home = { readonly blocks: readonly Block[] };

/** What a flow answers to an input. The adapter shows it only after everything was committed. */
export type Reply =
  | { readonly kind: 'nothing' }
  /** They are too fast just now: nothing was read or written, and whatever they typed stays where it is. */
  | { readonly kind: 'wait' }
  /** Shown to that person alone, where they are; holds nothing of a case. */
  | { readonly kind: 'say'; readonly message: Message }
  /** Opens a form or page (on a command or a press), or replaces the one that was submitted. */
  | { readonly kind: 'form'; readonly form: Form }
  /** Said at the fields; what was typed stays. `form` is the form as it was filled in, for platforms that do not keep it. */
  | {
      readonly kind: 'field-errors';
      readonly errors: Readonly<Record<string, string>>;
      readonly form: Form;
    }
  /** A message of the person's own conversation, shown where they are in place of what they put away. */
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'close' }
  | { readonly kind: 'home'; readonly home: Home };
