import { readFileSync } from 'node:fs';
import { calendarOf } from '../../src/compose/known-boards.ts';
import type { Directory } from '../../src/directory/directory.ts';
import type { Account, Act, Answers, ChatInput } from '../../src/flows/chat-input.ts';
import type { Block, Field, Form, Message, Reply, Text } from '../../src/flows/chat-message.ts';
import { route } from '../../src/flows/route.ts';
import type { Services } from '../../src/flows/services.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { standingClock } from './memory/memory-clock.ts';
import { memoryPeople } from './memory/memory-people.ts';
import { memoryPolicies } from './memory/memory-policies.ts';
import { memoryServices } from './memory/memory-services.ts';
import { makeMemoryTables } from './memory/memory-tables.ts';
import { practiceDirectory } from './practice-directory.ts';

const policyFile = new URL('../../policies/redbridge.yaml', import.meta.url);

/** The shipped policy of Redbridge. */
export const redbridge: Policy = readShipped();

/** Worked out once: all practice boards have the days off of the shipped policy. */
const calendar = calendarOf(redbridge);

function readShipped(): Policy {
  const read = readPolicy(readFileSync(policyFile, 'utf8'), 'redbridge.yaml', () => 'v1');
  if (read.kind !== 'policy') throw new Error(read.problems.map(({ says }) => says).join('\n'));
  return read.policy;
}

type World = {
  readonly at: string;
  readonly directory?: Directory;
  readonly policies?: readonly Policy[];
  /** Whether somebody accepted the policies for their boards; they did unless it is said otherwise. */
  readonly accepted?: boolean;
  /** The e-mail address of each chat profile, by user; a user who is not listed has none. */
  readonly profiles?: Readonly<Record<string, string>>;
};

/**
 * The conversations over the memory twins, with a clock that stands still. A Slack user is `U-` and the id of the
 * person, in the workspace of their agency.
 */
export async function openConversation({
  at,
  directory = practiceDirectory,
  policies,
  profiles,
  accepted = true,
}: World) {
  const tables = makeMemoryTables();
  const clock = standingClock(tables, new Date(at));
  const people = memoryPeople(tables, directory);
  const held = memoryPolicies(() => calendar);
  for (const policy of policies ?? [redbridge]) {
    await held.store(policy.board, 'v1', policy, new Date(at));
    if (accepted) await held.accept(policy.board, 'Bella Example', new Date(at));
  }
  const logged: string[] = [];
  const woken: string[] = [];
  const profilesAsked: string[] = [];
  const written: Message[] = [];
  const note = (fields: Readonly<Record<string, unknown>>, says: string) => {
    logged.push(JSON.stringify({ ...fields, says }));
  };
  let ids = 0;
  const services: Services = {
    ...memoryServices(tables, { clock, people, policies: held }),
    log: { info: note, warn: note, error: note },
    chat: {
      send: (_account, message) => {
        written.push(message);
        return Promise.resolve({ kind: 'sent' });
      },
      update: () => Promise.resolve({ kind: 'sent' }),
      profile: ({ user }) => {
        profilesAsked.push(user);
        const email = profiles === undefined ? emailOf(user) : profiles[user];
        return Promise.resolve(email === undefined ? undefined : { email, active: true });
      },
      find: () => Promise.resolve(undefined),
      reach: () => Promise.resolve({ kind: 'reachable' }),
      nameOf: ({ id }) => `Slack (workspace ${id})`,
    },
    newId: () => {
      ids += 1;
      return `00000000-0000-4000-8000-${ids.toString(16).padStart(12, '0')}`;
    },
    wakeRelay: (effectIds) => woken.push(...effectIds),
  };
  let inputs = 0;
  const nextId = () => `input-${(inputs += 1)}`;
  return {
    services,
    tables,
    clock,
    people,
    policies: held,
    logged,
    woken,
    profilesAsked,
    /** What went to people's own conversation with the bot, in answer to what they did. */
    written,
    type: (account: Account, text: string, typed: 'to-us' | 'on-page' | 'elsewhere' = 'elsewhere') =>
      route(services, { kind: 'command', id: nextId(), account, at: clock.now(), text, typed }),
    press: (account: Account, act: Act) =>
      route(services, { kind: 'pressed', id: nextId(), account, at: clock.now(), act }),
    /** Fills in a form; fields that are not answered come back as they were shown, like on every platform. */
    submit: (account: Account, form: Form, answers: Answers, id = nextId()) =>
      route(services, submission(account, form, answers, id, clock.now())),
    submission: (account: Account, form: Form, answers: Answers) =>
      submission(account, form, answers, nextId(), clock.now()),
    route: (input: ChatInput) => route(services, input),
  };
}
export type Conversation = Awaited<ReturnType<typeof openConversation>>;

function submission(account: Account, form: Form, answers: Answers, id: string, at: Date) {
  const shown = Object.fromEntries(
    form.fields.map((field) => [field.id, 'value' in field ? (field.value ?? null) : null]),
  );
  return {
    kind: 'submitted',
    id,
    account,
    at,
    form: form.context,
    answers: { ...shown, ...answers },
  } as const;
}

function emailOf(user: string): string {
  return `${user.replace(/^U-/, '')}@example.org`;
}

/** Somebody's Slack account, in their agency's workspace. */
export function accountOf(id: string, directory: Directory = practiceDirectory): Account {
  const person = directory.people.get(id);
  const space = directory.agencies.get(person?.agency ?? '')?.spaces[0]?.id ?? 'T-NOWHERE';
  return { platform: 'slack', space, user: `U-${id}` };
}

export function formOf(reply: Reply): Form {
  if (reply.kind !== 'form') throw new Error(`A form was expected, and this came: ${JSON.stringify(reply)}`);
  return reply.form;
}

export function errorsOf(reply: Reply): Readonly<Record<string, string>> {
  if (reply.kind !== 'field-errors')
    throw new Error(`Errors were expected, and this came: ${JSON.stringify(reply)}`);
  // What is wrong is said at a question that the form has, whatever platform shows it.
  for (const id of Object.keys(reply.errors)) fieldOf(reply.form, id);
  return reply.errors;
}

export function fieldOf(form: Form, id: string): Field {
  const found = form.fields.find((field) => field.id === id);
  if (found === undefined)
    throw new Error(`The form has no field ${id}, only ${form.fields.map((one) => one.id).join(', ')}`);
  return found;
}

/** The ids that can be chosen in a field. */
export function choicesOf(form: Form, id: string): readonly string[] {
  const field = fieldOf(form, id);
  return 'options' in field ? field.options.map((option) => option.id) : [];
}

/** Everything that a form or page says, one line for each text. */
export function readAll(form: Form): string {
  return [
    form.title,
    ...form.intro.map(sayBlock),
    ...form.fields.flatMap(({ label, hint }) => [label, hint ?? '']),
  ].join('\n');
}

/** A home view in words; what kind of answer it was, where it was none. */
export function readHome(reply: Reply): string {
  return reply.kind === 'home' ? readMessage({ summary: '', ...reply.home }) : reply.kind;
}

/** A message in words, as `readAll` does for a form. */
export function readMessage(message: Message | undefined): string {
  return (message?.blocks ?? []).map(sayBlock).join('\n');
}

function sayBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'text':
    case 'small':
      return say(block.text);
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${say(value)}`).join('\n');
    case 'list':
      return block.items.map(say).join('\n');
    case 'quote':
      return `${block.label}: ${block.words}`;
    case 'buttons':
      return block.buttons.map(({ label }) => `[${label}]`).join(' ');
    case 'link':
      return `[${block.label}](${block.url})`;
    case 'divider':
      return '';
  }
}

function say(text: Text): string {
  if (typeof text === 'string') return text;
  return 'strong' in text ? text.strong : text.map(say).join('');
}
