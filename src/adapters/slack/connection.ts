import type { WebClientOptions } from '@slack/web-api';
import { WebClient } from '@slack/web-api';
import type { Log } from '../../flows/ports.ts';
import { quietLogger } from './quiet-logger.ts';

/** How Slack's Web API is reached; another address or `fetch` for practice clients and tests. */
export type SlackConnection = {
  readonly apiUrl?: string;
  readonly fetch?: NonNullable<WebClientOptions['fetch']>;
  readonly log: Log;
};

/**
 * While a person waits: Slack gives three seconds from their click to our answer, so one call may take two.
 */
export const answerTimeoutMs = 2_000;
/** When nobody waits: a delivery holds its place in the queue no longer than this. */
export const deliveryTimeoutMs = 10_000;

/**
 * A client of one workspace.
 *
 * @param naming the workspace that every call names, where the token is for a whole organisation
 */
export function webClient(
  botToken: string,
  connection: SlackConnection,
  timeoutMs: number,
  naming?: string,
): WebClient {
  const options = clientOptions(connection, timeoutMs);
  return new WebClient(botToken, naming === undefined ? options : { ...options, teamId: naming });
}

/**
 * The SDK tries nothing again by itself: repeating belongs to the row of the delivery (measured: with its own retries
 * one notice was posted three times when answers were lost), and a person who waits is told at once.
 */
export function clientOptions(connection: SlackConnection, timeoutMs: number): WebClientOptions {
  return {
    ...(connection.apiUrl === undefined ? {} : { slackApiUrl: connection.apiUrl }),
    ...(connection.fetch === undefined ? {} : { fetch: connection.fetch }),
    logger: quietLogger(connection.log),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
  };
}
