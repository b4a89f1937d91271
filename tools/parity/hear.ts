import type { NoticeAbout } from '../../src/case/effect.ts';
import { conversations } from '../../src/flows/acts/all.ts';
import { readChatCommand } from '../../src/flows/chat-command.ts';
import type { Act, ChatInput } from '../../src/flows/chat-input.ts';
import type { Form, Home, Message, Reply } from '../../src/flows/chat-message.ts';
import { isAboutPeople } from '../../src/flows/people/people.ts';
import { readPages } from '../../src/flows/read/all.ts';
import type { Hearing } from '../../test/support/platforms/world.ts';
import { refusals } from './steps.ts';

/** What was said at a step, and in what way. */
export type Example =
  | {
      readonly kind: 'form' | 'typed-form';
      readonly form: Form;
      readonly errors?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'message' | 'said'; readonly message: Message }
  | { readonly kind: 'home' | 'typed-home'; readonly home: Home };

/** The fullest example of each step, by the step's key. */
export type Examples = Map<string, Example>;

type Answering = Exclude<ChatInput, { kind: 'unsupported' }>;

/** Hears all that is said in stories, and keeps of every step the example in which the most is asked and said. */
export function hear(examples: Examples): Hearing {
  let waiting: Message[] = [];
  const keep = (key: string, example: Example): void => {
    const known = examples.get(key);
    if (known === undefined || isFuller(example, known)) examples.set(key, example);
  };
  return {
    sent: (message, about) => {
      if (about === undefined) waiting.push(message);
      else keep(`notice ${noticeKey(about)}`, { kind: 'message', message });
    },
    replied: (input, reply) => {
      if (input.kind === 'unsupported') return;
      const step = stepOf(input, reply);
      const key = input.kind === 'submitted' && isAboutPeople(input.form.act) ? 'message about-people' : step;
      for (const message of waiting) keep(key, { kind: 'message', message });
      const written = waiting.length > 0;
      waiting = [];
      const example = exampleOf(input, reply);
      if (example === undefined) return;
      if (example.kind === 'said' && written) keep('refusal written-to-you', example);
      else keep(refusalIn(example) ?? step, example);
    },
  };
}

function exampleOf(input: Answering, reply: Reply): Example | undefined {
  const typed = input.kind === 'command' || input.kind === 'home-opened';
  switch (reply.kind) {
    case 'form':
      return { kind: typed ? 'typed-form' : 'form', form: reply.form };
    case 'field-errors':
      return { kind: 'form', form: reply.form, errors: reply.errors };
    case 'home':
      return { kind: typed ? 'typed-home' : 'home', home: reply.home };
    case 'say':
      return { kind: 'said', message: reply.message };
    case 'message':
      return { kind: 'message', message: reply.message };
    case 'nothing':
    case 'wait':
    case 'close':
      return undefined;
  }
}

function stepOf(input: Answering, reply: Reply): string {
  switch (input.kind) {
    case 'command':
      return `command ${readChatCommand(input.text).kind}`;
    case 'home-opened':
      return 'home yours';
    case 'pressed':
      return stepOfAct(input.act, reply);
    case 'submitted':
      return stepOfAct(input.form.act, reply);
    default:
      return input.kind;
  }
}

function stepOfAct(act: Act, reply: Reply): string {
  if (act.do === 'home') return `home ${listOf(act)}`;
  if (act.do === 'home-case') return 'home case';
  if (readPages.has(act.do)) return `page ${act.do}`;
  if (reply.kind === 'field-errors')
    return conversations.has(act.do) ? `wrong ${act.do}` : `wrong ${stepIn(reply.form)}`;
  if (conversations.has(act.do)) return asksIn(reply) ? `act ${act.do}` : `done ${act.do}`;
  return reply.kind === 'form' ? `step ${stepIn(reply.form)}` : `step ${act.do}`;
}

/** Long questions are put in several steps of one kind. */
function stepIn({ context: { act, step } }: Form): string {
  return `${act.do} ${step.replace(/-\d+$/u, '')}`;
}

function asksIn(reply: Reply): boolean {
  return reply.kind === 'form' && reply.form.submit !== undefined;
}

function listOf({ on }: Act): string {
  const list = on?.split(':', 1)[0] ?? 'yours';
  return list === 'instead' ? 'standing-in' : list;
}

function noticeKey(about: NoticeAbout): string {
  return about.what === 'reminder' ? `reminder ${about.kind}` : about.what;
}

/** Which refusal a page says, by the words that it cannot be said without. */
function refusalIn(example: Example): string | undefined {
  if (!('form' in example)) return undefined;
  const words = JSON.stringify(example.form.intro);
  const found = refusals.find(({ says }) => words.includes(says));
  return found === undefined ? undefined : `refusal ${found.id}`;
}

/** Asks more, else says more; of two that say as much always the same one. */
function isFuller(one: Example, other: Example): boolean {
  const [asked, askedBefore] = [questionsIn(one), questionsIn(other)];
  if (asked !== askedBefore) return asked > askedBefore;
  const [said, saidBefore] = [JSON.stringify(one), JSON.stringify(other)];
  return said.length === saidBefore.length ? said > saidBefore : said.length > saidBefore.length;
}

/** How much an example asks. */
export function questionsIn(example: Example): number {
  return 'form' in example ? example.form.fields.length : 0;
}
