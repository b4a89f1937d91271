import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChatInput } from '../flows/chat-input.ts';
import type { Reply } from '../flows/chat-message.ts';
import type { Chat, Log, Mailboxes } from '../flows/ports.ts';
import type { Stores } from './open-stores.ts';

/** What every platform needs of the rest of the bot. */
export type PlatformNeeds = {
  readonly stores: Pick<Stores, 'clock' | 'people' | 'addresses' | 'installations' | 'mail'>;
  readonly log: Log;
  readonly slashCommand: string;
};

/** A platform's way in: what answers its requests, and lets those under way finish when the bot stops. */
export type WayIn = {
  /** Each path with what answers it; one that ends with a slash stands for everything below it. */
  readonly paths: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>>;
  readonly stop: () => Promise<void>;
};

/** A platform that is set up: its way out, and its way in, which needs the conversations and so comes after. */
export type ChatPlatform = {
  readonly chat: Chat;
  /** E-mails to mailboxes that are nobody's own, where this is the platform that sends them. */
  readonly mailboxes?: Mailboxes;
  readonly open: (route: (input: ChatInput) => Promise<Reply>) => WayIn;
};
