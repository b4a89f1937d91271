import type { CaseCommand } from '../case/commands.ts';
import type { Rules } from '../case/decision.ts';
import type { RaisedCase } from '../case/state.ts';
import type { Person } from '../directory/directory.ts';
import type { Act, Answers } from './chat-input.ts';
import type { Block, Field } from './chat-message.ts';
import type { CaseVault } from './ports.ts';

/** What a conversation about one case knows when it shows its form or reads the answers. */
export type CaseContext = {
  readonly person: Person;
  readonly state: RaisedCase;
  readonly rules: Rules;
  readonly act: Act;
  readonly now: Date;
};

/** The head that every command of a person has. */
export type CommandHead = {
  readonly id: string;
  readonly caseId: string;
  readonly at: Date;
  readonly by: string;
};

/**
 * One thing that a person can do in a case: the questions it asks and the command that the answers become. The
 * runner (case-conversation.ts) checks access and staleness, seals what was written, runs the command, says what
 * was refused at its field and what happens next.
 */
export type CaseConversation = {
  /** The act's name, as in `Act.do`; for most the type of the command it makes. */
  readonly does: string;
  readonly title: string;
  readonly submit: string;
  /** `undefined`: nothing to ask, the press itself does it. */
  readonly ask:
    | ((context: CaseContext) => { readonly intro: readonly Block[]; readonly fields: readonly Field[] })
    | undefined;
  readonly command: (
    context: CaseContext,
    answers: Answers,
    head: CommandHead,
    vault: Pick<CaseVault, 'seal'>,
  ) => { readonly command: CaseCommand } | { readonly errors: Readonly<Record<string, string>> };
  /** Said on the closing page: what was done, who was told, what happens next and by when. */
  readonly done: (context: CaseContext, after: RaisedCase) => readonly Block[];
};
