import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Exchanged, Tokens } from '../../flows/installations.ts';
import { clientOptions, deliveryTimeoutMs, webClient, type SlackConnection } from './connection.ts';

/** Who the app is to Slack, when it is installed and when it renews a token. */
export type SlackClient = { readonly clientId: string; readonly clientSecret: string };

const exchangedShape = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});

/**
 * Exchanges a refresh token, which is then worth nothing, for new tokens (`oauth.v2.access`). Where the answer is lost, Slack
 * may have made the exchange or not; the next one shows it.
 *
 * @see https://docs.slack.dev/authentication/using-token-rotation
 * @throws what the SDK throws where Slack could not be asked, or refuses the app and not the token
 */
export async function exchangeTokens(
  { clientId, clientSecret }: SlackClient,
  refresh: string,
  connection: SlackConnection,
  now: () => Date,
): Promise<Exchanged> {
  const slack = new WebClient(undefined, clientOptions(connection, deliveryTimeoutMs));
  const asked = now();
  try {
    const answer = await slack.oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refresh,
    });
    const { access_token, refresh_token, expires_in } = exchangedShape.parse(answer);
    const tokens: Tokens = {
      access: access_token,
      refresh: refresh_token,
      runsOutAt: new Date(asked.getTime() + expires_in * 1000),
    };
    return { kind: 'renewed', tokens };
  } catch (error) {
    if (error instanceof WebAPIPlatformError && refusals.has(error.data.error))
      return { kind: 'refused', at: now() };
    throw error;
  }
}

/** What Slack says of a refresh token that was used before or revoked. Other codes speak of the app, or pass. */
const refusals = new Set([
  'invalid_refresh_token',
  'invalid_grant',
  'token_expired',
  'token_revoked',
  'account_inactive',
  'authorization_not_found',
]);

const teamsShape = z.object({
  teams: z.array(z.object({ id: z.string() })).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/**
 * The workspaces of an organisation in which its administrators put the app (`auth.teams.list`).
 *
 * @throws what the SDK throws
 */
export async function workspacesOf(
  botToken: string,
  connection: SlackConnection,
): Promise<readonly string[]> {
  const client = webClient(botToken, connection, deliveryTimeoutMs);
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const answer = await client.auth.teams.list({ limit: 1000, ...(cursor === undefined ? {} : { cursor }) });
    const { teams, response_metadata } = teamsShape.parse(answer);
    ids.push(...teams.map(({ id }) => id));
    const next = response_metadata?.next_cursor;
    cursor = next === '' ? undefined : next;
  } while (cursor !== undefined);
  return ids.sort();
}
