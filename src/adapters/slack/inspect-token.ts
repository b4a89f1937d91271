import { z } from 'zod';
import type { SlackConnection } from './connection.ts';
import { deliveryTimeoutMs, webClient } from './connection.ts';
import { failureOf } from './failure.ts';

/** Whose a bot token is and what it permits; `scopes` is absent where Slack did not say. */
export type InspectedToken =
  | {
      readonly kind: 'answered';
      readonly teamId: string;
      readonly team: string;
      readonly scopes?: readonly string[];
    }
  | { readonly kind: 'failed'; readonly why: string };

const answerShape = z.object({
  team_id: z.string(),
  team: z.string().default(''),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

/** Asks Slack about a bot token (`auth.test`, which changes nothing). */
export async function inspectToken(botToken: string, connection: SlackConnection): Promise<InspectedToken> {
  try {
    const answer = answerShape.parse(await webClient(botToken, connection, deliveryTimeoutMs).auth.test());
    const scopes = answer.response_metadata?.scopes;
    return {
      kind: 'answered',
      teamId: answer.team_id,
      team: answer.team,
      ...(scopes === undefined ? {} : { scopes }),
    };
  } catch (error) {
    return { kind: 'failed', why: failureOf(error).why };
  }
}
