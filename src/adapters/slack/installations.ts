import { z } from 'zod';
import type { SlackConnection } from './connection.ts';
import { answerTimeoutMs, webClient } from './connection.ts';

/** The bot as it is installed in one workspace. */
type SlackInstallation = {
  readonly teamId: string;
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
};

/** The installation in a workspace; `undefined` where the bot is not installed. */
export type InstallationOf = (teamId: string) => Promise<SlackInstallation | undefined>;

/**
 * Where the bot is installed, by the tokens that it was given: each token is asked once whose it is (`auth.test`),
 * and again only while Slack has not answered.
 *
 * @throws what the SDK throws, where a workspace is not known yet and a token cannot be asked
 */
export function installationsOf(botTokens: readonly string[], connection: SlackConnection): InstallationOf {
  const asked = new Map<string, Promise<SlackInstallation>>();
  const ask = (botToken: string): Promise<SlackInstallation> => {
    const known = asked.get(botToken);
    if (known !== undefined) return known;
    const answer = whose(botToken, connection);
    asked.set(botToken, answer);
    // Not kept when it failed, so that the next event asks again; whoever waits for this one sees the failure.
    answer.catch(() => asked.delete(botToken));
    return answer;
  };
  return async (teamId) => {
    const questions = botTokens.map(ask);
    const answers = await Promise.allSettled(questions);
    const found = answers.find((answer) => answer.status === 'fulfilled' && answer.value.teamId === teamId);
    if (found?.status === 'fulfilled') return found.value;
    // A token that could not be asked may be the one of this workspace.
    await Promise.all(questions);
    return undefined;
  };
}

const answerShape = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string() });

async function whose(botToken: string, connection: SlackConnection): Promise<SlackInstallation> {
  const answer = answerShape.parse(await webClient(botToken, connection, answerTimeoutMs).auth.test());
  return { teamId: answer.team_id, botToken, botId: answer.bot_id, botUserId: answer.user_id };
}
