import type { Act } from '../src/flows/chat-input.ts';

/*
 * A person's screen, whichever program shows it: what they see of the bot, and what they can do there. One small type,
 * so that the same story is played in Slack and in Teams, and the same test holds on both.
 *
 * In front stands the form or page that was opened last. In Slack that is a window over the conversation; in Teams it
 * has taken the place of a message, which is not to be seen until the form is closed.
 */
export type Client = {
  /** For whoever tells where something was read. */
  readonly platform: 'Slack' | 'Teams' | 'Email';
  /** What the bot wrote in the person's own conversation with it, oldest first, each message as it reads now. */
  readonly messages: () => readonly Shown[];
  /** The form or page in front. */
  readonly front: () => Shown | undefined;
  /** Types into the person's own conversation with the bot, such as `/escalate list`. Resolves with what is then in front. */
  readonly type: (text: string) => Promise<Shown | undefined>;
  /** Opens the person's own view of their cases. What is in it can be pressed. */
  readonly openHome: () => Promise<Shown>;
  /**
   * Presses a button in a message, the home view or what is in front, and says yes where it asks whether they are sure.
   * Resolves with what is then in front.
   */
  readonly press: (where: Shown, button: ShownButton) => Promise<Shown | undefined>;
  /**
   * Fills in the form in front and sends it. Questions that are left out go as they stand: empty, or with the answer that
   * they hold. Choices are given by their id or their label.
   */
  readonly submit: (answers: GivenAnswers) => Promise<Submitted>;
  /** Closes what is in front without sending it. */
  readonly close: () => Promise<void>;
  /** Resolves with the first defined thing that `find` sees, now or when something on the screen changes. */
  readonly waitFor: <T>(what: string, find: () => T | undefined) => Promise<T>;
  /** Puts the screen away for good. */
  readonly end: () => void;
};

/** A message, a form, a page or a home view. */
export type Shown = {
  /** The same for as long as it stands there, whatever it comes to read. */
  readonly id: string;
  /** All there is to read, one line for each piece, besides the labels of what can be pressed. */
  readonly words: string;
  readonly buttons: readonly ShownButton[];
  readonly fields: readonly ShownField[];
  /** The label of the button that sends what was filled in; a page to read has none. */
  readonly submit: string | undefined;
};

export type ShownButton = {
  readonly label: string;
  /** What it is about, as the bot has it. */
  readonly act: Act | undefined;
};

/** A question of a form. */
export type ShownField = {
  readonly id: string;
  readonly label: string;
  readonly hint: string | undefined;
  readonly kind: 'text' | 'choice' | 'many' | 'date';
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly required: boolean;
  /** What it holds before anybody touches it. */
  readonly holds: GivenAnswer | undefined;
};

/** Text, a date such as `2026-12-24`, or what is chosen. */
export type GivenAnswer = string | readonly string[];
/** By the id or the label of the question. */
export type GivenAnswers = Readonly<Record<string, GivenAnswer>>;

/** What became of a form that was sent: taken, with what is in front then; or not, with what is wrong by question. */
export type Submitted =
  | { readonly kind: 'taken'; readonly front: Shown | undefined }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> };
