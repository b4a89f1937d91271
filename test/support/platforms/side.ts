import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account, ChatInput } from '../../../src/flows/chat-input.ts';
import type { Reply } from '../../../src/flows/chat-message.ts';
import type { Chat, Clock, Log } from '../../../src/flows/ports.ts';
import type { BenchClient } from './seen.ts';

/** Somebody with an account on a platform, in the directory or not. */
export type Member = { readonly account: Account; readonly email: string };

export type SideOptions = {
  readonly members: readonly Member[];
  readonly clock: Clock;
  readonly log: Log;
  readonly route: (input: ChatInput) => Promise<Reply>;
};

/** One platform of a world: a stand-in for its servers, and the real adapter on it. */
export type Side = {
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  readonly chat: Chat;
  /** Somebody's client, whose requests go to the adapter under `url`. */
  readonly client: (name: string, account: Account, url: string) => BenchClient;
  /**
   * Sends any body at all, with a signature, a token or a session that is right. `SERVICE_URL` in it stands for where the
   * platform is reached, `SESSION_KEY` for the key of whoever signed in last. Absent where there is nothing to sign.
   */
  readonly raw?: (url: string, body: string, type: string) => Promise<{ readonly status: number }>;
  /** Everybody comes to where the bot is, on a platform where nobody can be written to before. */
  readonly arrive?: (url: string) => Promise<void>;
  /** What the platform would not take of what it was asked, a line each. */
  readonly refused: () => readonly string[];
  readonly stop: () => Promise<void>;
};
