import type { Account, Act, Answers, ChatInput } from '../../src/flows/chat-input.ts';
import type { Block, Button, Field, Form, Reply } from '../../src/flows/chat-message.ts';
import { latest, type Received } from './journey-chat.ts';
import { readAll } from './conversation.ts';
import { buttonsOf, headingOf, sayBlocks } from './journey-words.ts';

/** What a person needs of the journey they are in. */
export type World = {
  readonly now: () => Date;
  readonly nextInputId: () => string;
  readonly send: (input: ChatInput) => Promise<Reply>;
  readonly received: () => readonly Received[];
};

/**
 * Somebody at their screen: types, presses and fills in as a person does. In front is the form or page that was
 * opened last, then their home, then their messages, the newest first; that is where a button is looked for.
 */
export function journeyPerson(name: string, account: Account, world: World) {
  let front: Form | undefined;
  let home: readonly Block[] = [];
  let lastInput: ChatInput | undefined;

  async function send(input: ChatInput): Promise<Reply> {
    lastInput = input;
    const reply = await world.send(input);
    if (reply.kind === 'form') front = reply.form;
    if (reply.kind === 'close') front = undefined;
    if (reply.kind === 'home') home = reply.home.blocks;
    return reply;
  }
  const head = () => ({ id: world.nextInputId(), account, at: world.now() });
  const inbox = () => world.received().filter(({ to }) => to === name);

  function inFront(): Form {
    if (front === undefined) throw new Error(`${name} has no form open`);
    return front;
  }

  function find(label: string, message?: string): Button {
    const messages = inbox()
      .map(latest)
      .filter((one) => message === undefined || headingOf(one).includes(message))
      .reverse();
    const places = message === undefined ? [front?.intro ?? [], home] : [];
    const buttons = [...places, ...messages.map(({ blocks }) => blocks)].flatMap(buttonsOf);
    const found = buttons.find((button) => button.label === label);
    if (found !== undefined) return found;
    const seen = [...new Set(buttons.map((button) => button.label))].join(', ');
    throw new Error(`${name} has no button “${label}”${message ? ` in “${message}”` : ''}, only: ${seen}`);
  }

  async function trySubmit(answers: Answers): Promise<Reply> {
    const form = inFront();
    const shown = Object.fromEntries(form.fields.map((field) => [field.id, valueOf(field)]));
    const typed = Object.fromEntries(
      Object.entries(answers).map(([id, value]) => [id, chosen(form, id, value)]),
    );
    return send({ kind: 'submitted', ...head(), form: form.context, answers: { ...shown, ...typed } });
  }

  const person = {
    name,
    account,
    /** Types the command with what stands after it. */
    command: (text = '') => send({ kind: 'command', ...head(), text, typed: 'elsewhere' }),
    /** Presses a button by its label; `message` is part of the heading of the message it stands in. */
    press: (label: string, message?: string) =>
      send({ kind: 'pressed', ...head(), act: find(label, message).act }),
    /** Presses what is not there to be pressed, as when a screen is stale. */
    act: (act: Act) => send({ kind: 'pressed', ...head(), act }),
    /** The act behind a button, to be pressed later. */
    buttonOf: (label: string, message?: string): Act => find(label, message).act,
    /** The button of an act, about one thing if several can be: in what came last, then in older messages. */
    buttonFor: (does: string, on?: string): Button => {
      const blocks = inbox()
        .map(latest)
        .reverse()
        .flatMap((message) => message.blocks);
      const found = buttonsOf(blocks).find(
        ({ act }) => act.do === does && (on === undefined || act.on === undefined || act.on === on),
      );
      if (found === undefined)
        throw new Error(`${name} has no button for ${does}${on === undefined ? '' : ` ${on}`}`);
      return found;
    },
    trySubmit,
    /** Fills in the form in front. What is chosen may be given by its label. Fails when something is wrong with it. */
    submit: async (answers: Answers = {}): Promise<Reply> => {
      const reply = await trySubmit(answers);
      if (reply.kind === 'field-errors')
        throw new Error(`${name}’s form was not taken: ${JSON.stringify(reply.errors)}`);
      return reply;
    },
    /** As `submit`, for what should be found wrong: the problems by field. */
    submitWrong: async (answers: Answers): Promise<Readonly<Record<string, string>>> => {
      const reply = await trySubmit(answers);
      if (reply.kind !== 'field-errors')
        throw new Error(`${name}’s form was taken, and should not have been`);
      for (const id of Object.keys(reply.errors)) {
        if (!reply.form.fields.some((field) => field.id === id))
          throw new Error(`no question ${id} to say it at`);
      }
      return reply.errors;
    },
    /** Presses, then fills in what comes up. */
    do: async (label: string, answers: Answers = {}, message?: string): Promise<Reply> => {
      const asked = await person.press(label, message);
      if (asked.kind !== 'form' || asked.form.submit === undefined) return asked;
      return person.submit(answers);
    },
    /** The same input once more, as when a platform gets no answer in time. */
    again: async (): Promise<Reply> => {
      if (lastInput === undefined) throw new Error(`${name} has done nothing yet`);
      return world.send(lastInput);
    },
    /** Opens the home view and reads it. */
    home: async (): Promise<string> => {
      await send({ kind: 'home-opened', ...head() });
      return sayBlocks(home);
    },
    /** The form or page in front, as text. */
    sees: (): string => readAll(inFront()),
    form: inFront,
    inbox,
    /** The newest message, or the newest with this in its heading, as it reads now. */
    reads: (heading = ''): string => {
      const found = inbox()
        .map(latest)
        .findLast((one) => headingOf(one).includes(heading));
      if (found === undefined) throw new Error(`${name} has no message about “${heading}”`);
      return `${found.summary}\n${sayBlocks(found.blocks)}`;
    },
    /** The buttons of the newest message with this in its heading, as they are now. */
    buttons: (heading = ''): readonly string[] => {
      const found = inbox()
        .map(latest)
        .findLast((one) => headingOf(one).includes(heading));
      return buttonsOf(found?.blocks ?? []).map(({ label }) => label);
    },
  };
  return person;
}
export type JourneyPerson = ReturnType<typeof journeyPerson>;

function valueOf(field: Field): string | readonly string[] | null {
  return 'value' in field ? (field.value ?? null) : null;
}

/** An answer by its id, or by the beginning of its label. */
function chosen(
  form: Form,
  id: string,
  value: Answers[string] | undefined,
): string | readonly string[] | null {
  const field = form.fields.find((one) => one.id === id);
  if (field === undefined)
    throw new Error(
      `${form.title} does not ask for ${id}, only: ${form.fields.map((one) => one.id).join(', ')}`,
    );
  if (value === null || value === undefined) return null;
  if (!('options' in field)) return value;
  const idOf = (wanted: string): string =>
    field.options.find((option) => option.id === wanted || option.label.startsWith(wanted))?.id ?? wanted;
  return typeof value === 'string' ? idOf(value) : value.map(idOf);
}
