import type { CaseCommand, Words } from '../case/commands.ts';
import type { Rules } from '../case/decision.ts';
import type { CaseEvent } from '../case/events.ts';
import type { RaisedCase } from '../case/state.ts';
import type { Person } from '../directory/directory.ts';
import type { Act, Answers } from './chat-input.ts';
import type { Block, Field } from './chat-message.ts';

/** What a conversation about one case knows when it shows its form or reads the answers. */
export type CaseContext = {
  readonly person: Person;
  readonly state: RaisedCase;
  readonly rules: Rules;
  readonly act: Act;
  readonly now: Date;
  /** What people wrote, by the id of the text: those that the conversation asked to show. */
  readonly opened: ReadonlyMap<string, string>;
};

/** The head that every command of a person has. */
type CommandHead = {
  readonly id: string;
  readonly caseId: string;
  readonly at: Date;
  readonly by: string;
};

/** A page's own button, which opens another form: buttons do not work inside a window on every client. */
export type OnTo = { readonly label: string; readonly act: Act };

/**
 * What a form says and asks. `toRead`: it can only be read, because there is nothing to send now. `onTo`: something
 * else has to be done first, and the form's button opens that. `about`: what exactly the form is about, where the
 * button that opened it left that open.
 */
export type Questions = {
  readonly intro: readonly Block[];
  readonly fields: readonly Field[];
  readonly toRead?: boolean;
  readonly onTo?: OnTo;
  readonly about?: string;
};

/** What the answers of a form become. `again`: a long list was narrowed, and the form is shown with what is left. */
export type Answered =
  | { readonly kind: 'command'; readonly command: CaseCommand }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'again' };

/**
 * One thing that a person can do in a case: the questions it asks and the command that the answers become. The
 * runner (case-conversation.ts) checks access and staleness, opens what the form shows, puts the question about
 * risk, seals what was written, runs the command, says what was refused at its field and what happens next.
 */
export type CaseConversation = {
  /** The act's name, as in `Act.do`; for most the type of the command it makes. */
  readonly does: string;
  readonly title: string;
  readonly submit: string;
  /** The event by which the record shows that it was done; several where it can be done in several ways. */
  readonly writes: CaseEvent['type'] | readonly CaseEvent['type'][];
  /**
   * The risk question is put first (1.4: at every response and change of stage). `and-done`: what was filled in is
   * recorded beside an immediate risk; `instead`: an immediate risk takes its place.
   */
  readonly risk?: 'and-done' | 'instead';
  /** What is written goes on to people who have no part in the case: names of anybody are warned of. */
  readonly deidentified?: true;
  /** What people wrote that the form shows. Opened for this person, and noted. */
  readonly shows?: (context: CaseContext) => readonly Words[];
  /** Fields that are stored apart, in which the adult may be named. */
  readonly keptApart?: (context: CaseContext) => readonly string[];
  /** What the closing page says and offers besides. */
  readonly after?: (
    context: CaseContext,
  ) => { readonly blocks: readonly Block[]; readonly onTo?: OnTo } | undefined;
  /** `undefined`: nothing to ask, the press itself does it. `typed`: what was filled in before, if it is shown again. */
  readonly ask: ((context: CaseContext, typed: Answers) => Questions) | undefined;
  /** Where there is something to ask in some cases only: whether the press itself does it here. */
  readonly pressed?: (context: CaseContext) => boolean;
  readonly command: (
    context: CaseContext,
    answers: Answers,
    head: CommandHead,
    seal: (text: string) => Words,
  ) => Answered;
};
