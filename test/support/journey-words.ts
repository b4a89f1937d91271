import type { Block, Button, Message } from '../../src/flows/chat-message.ts';
import { civilDateOf, timeOf } from '../../src/policy/civil.ts';
import { sayDay } from '../../src/policy/say-date.ts';
import { readAll } from './conversation.ts';

/** Everything that blocks say, a line for each text; buttons as `[label]`. */
export function sayBlocks(blocks: readonly Block[]): string {
  const page = { title: '', context: { act: { do: 'read' }, step: 'read' }, intro: blocks, fields: [] };
  return readAll(page).trim();
}

/** What a message is about: its heading, without the reference of the case. */
export function headingOf({ blocks }: Message): string {
  const heading = blocks.find((block) => block.kind === 'heading');
  return (heading?.kind === 'heading' ? heading.text : '').replace(/^[A-Z]{3}-[0-9A-Z]{5}: /, '');
}

export function buttonsOf(blocks: readonly Block[]): readonly Button[] {
  return blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
}

/** A moment as the stories write it: `Thu 31 Dec 09:00`. */
export function shortly(at: Date): string {
  const [weekday = '', day = '', month = ''] = sayDay(civilDateOf(at)).split(' ');
  return `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)} ${timeOf(at)}`;
}
