import type { SetValue } from '../../directory/set-in-chat.ts';
import type { ChatInput, FormContext } from '../chat-input.ts';
import type { Block, Reply } from '../chat-message.ts';
import { showPageOnTo, small, text } from '../page.ts';
import type { Sitting } from './looks-after.ts';
import { sayChange } from './say-people.ts';

/** A form that was sent. */
export type Sent = Extract<ChatInput, { kind: 'submitted' }>;

/** The step of a form that carries what was set when it was opened, so that nobody overwrites what they have not seen. */
export function stepSeeing({ services, person }: Sitting, field: SetValue['field']): string {
  const set = services.people.setInChat(person.id).find(({ value }) => value.field === field);
  return `ask-${set?.number ?? 0}`;
}

export function seenIn({ step }: FormContext): number {
  return Number(/^ask-(\d+)$/.exec(step)?.[1] ?? -1);
}

/** Whether this very input was carried out before: it was delivered again. */
export async function isDone({ services, person }: Sitting, input: string): Promise<boolean> {
  const history = await services.people.history(person.id);
  return history.some((one) => 'input' in one && one.input === input);
}

/** A page whose button leads back to the person. */
export function backTo({ by, person }: Sitting, title: string, blocks: readonly Block[]): Reply {
  const act = { do: 'person', on: person.id };
  return showPageOnTo(title, blocks, act, {
    label: by.id === person.id ? 'Back to your page' : 'Back to the person',
    act,
  });
}

/** Somebody else was quicker: what they did, and that nothing was changed now. */
export async function meanwhilePage(sitting: Sitting, title: string): Promise<Reply> {
  const { services, person } = sitting;
  const [last] = await services.people.history(person.id);
  return backTo(sitting, title, [
    { kind: 'heading', text: 'Somebody else has changed this meanwhile' },
    ...(last === undefined ? [] : [text(`${sayChange(last, services.people.directory())}.`)]),
    small('Nothing of yours was changed. Look at it as it is now, and change it again if it is wrong.'),
  ]);
}
