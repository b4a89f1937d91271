import type {
  Client,
  GivenAnswers,
  Shown,
  ShownButton,
  ShownField,
  Submitted,
} from '../../../demo/client.ts';

/*
 * What a person sees, read off whatever was really drawn for them, and what they do. One type for every platform, so that
 * one suite holds on all of them.
 */

export type SeenButton = ShownButton & {
  /** What is asked before it is done: the question, yes and no. */
  readonly asks?: readonly string[];
};

export type SeenField = Omit<ShownField, 'choices'> & {
  readonly choices: readonly { readonly id: string; readonly label: string; readonly hint?: string }[];
  /** What is wrong with the answer, said at the question. */
  readonly wrong?: string;
};

/** A message, a form, a page or a home view, with its title and each thing that it says. */
export type Seen = Omit<Shown, 'buttons' | 'fields'> & {
  readonly title: string;
  readonly buttons: readonly SeenButton[];
  readonly fields: readonly SeenField[];
  /** Where its links lead, each of which reads as its label. */
  readonly links?: readonly string[];
  /** The label of the button that closes it; a message and a home view have none. */
  readonly close?: string;
  /** A message only: what a lock screen shows. */
  readonly summary?: string;
};

/** A person's client, with what only tests ask of one. */
export type BenchClient = Omit<Client, 'type' | 'messages' | 'front' | 'openHome' | 'press' | 'submit'> & {
  readonly name: string;
  readonly messages: () => readonly Seen[];
  readonly front: () => Seen | undefined;
  readonly home: () => Seen | undefined;
  /** What was said last to this person alone beside everything else, and is gone soon. */
  readonly said: () => Seen | undefined;
  readonly type: (text: string) => Promise<Seen | undefined>;
  readonly openHome: () => Promise<Seen>;
  readonly press: (where: Pick<Seen, 'id'>, button: ShownButton) => Promise<Seen | undefined>;
  readonly submit: (answers: GivenAnswers) => Promise<Submitted>;
  /** Sends the last thing that was sent once more, to the byte, as a platform does that got no answer in time. */
  readonly again: () => Promise<Answered>;
  /** What was answered to the last thing that was sent. */
  readonly answered: () => Answered;
};

/** An answer to a request, as a platform gets it. */
export type Answered = { readonly status: number; readonly body: unknown };
