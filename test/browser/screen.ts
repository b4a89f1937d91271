/** One person's client in a real browser: what a person can see and touch there, and nothing else. */
export type Screen = {
  readonly client: 'slack' | 'teams';
  /** Types into the conversation with the bot. */
  readonly type: (text: string) => Promise<void>;
  /** Presses the newest button with these words on it, once there is one. */
  readonly press: (label: string) => Promise<void>;
  /** What stands in front, once something does. */
  readonly front: () => Promise<Front>;
  /** The questions of the form in front, in their order. */
  readonly questions: () => Promise<readonly Question[]>;
  /** Answers a question: what is typed, a date as `2026-12-22`, or the beginning of what is chosen. */
  readonly answer: (question: Question, given: string) => Promise<void>;
  /** Presses the button that sends the form, and waits until something else stands in front. */
  readonly send: () => Promise<Front>;
  /** Puts the page in front away. */
  readonly close: () => Promise<void>;
  /** Waits until a message of the bot says this. */
  readonly hears: (words: string) => Promise<void>;
  /** Keeps a picture of the screen, where pictures are asked for. */
  readonly picture: (name: string) => Promise<void>;
};

/** What stands in front: its words, and what is written on the button that sends it; a page to read has none. */
export type Front = { readonly words: string; readonly sends: string | undefined };

export type Question = {
  readonly number: number;
  readonly label: string;
  readonly kind: 'text' | 'date' | 'one' | 'some' | 'menu';
  readonly choices: readonly string[];
};
