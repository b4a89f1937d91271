import { z } from 'zod';
import type { SlackConnection } from './connection.ts';
import { answerTimeoutMs, webClient } from './connection.ts';

/** The bot as it is installed in one workspace, with a token that is good now. */
export type SlackInstallation = {
  readonly kind: 'installed';
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
  /** Where the token is for a whole organisation: the workspace that a call is about, which it must name. */
  readonly naming?: string;
};
/** `why`: what is said of people there, who cannot be reached. */
type NotInstalled = { readonly kind: 'not-installed'; readonly why: string };

/**
 * The installation that counts in a workspace: its own or, where it has none, that of its organisation.
 *
 * @param organisation the id of its organisation, where Slack named it
 * @throws what the SDK throws, or TokenError, where that cannot be known or no token can be had just now
 */
export type InstallationOf = (
  workspace: string,
  organisation?: string,
) => Promise<SlackInstallation | NotInstalled>;

/** Nobody installed it there, as far as is known. */
export const neverInstalled: NotInstalled = {
  kind: 'not-installed',
  why: 'the bot is not installed in that Slack workspace',
};

/**
 * Where the bot is installed, by the tokens that it was given: each token is asked once whose it is (`auth.test`),
 * and again only while Slack has not answered.
 *
 * @throws what the SDK throws, where a workspace is not known yet and a token cannot be asked
 */
export function installationsOf(botTokens: readonly string[], connection: SlackConnection): InstallationOf {
  const asked = new Map<string, Promise<Owned>>();
  const ask = (botToken: string): Promise<Owned> => {
    const known = asked.get(botToken);
    if (known !== undefined) return known;
    const answer = whose(botToken, connection);
    asked.set(botToken, answer);
    // Not kept when it failed, so that the next event asks again; whoever waits for this one sees the failure.
    answer.catch(() => asked.delete(botToken));
    return answer;
  };
  return async (workspace) => {
    const questions = botTokens.map(ask);
    const answers = await Promise.allSettled(questions);
    const found = answers.find(
      (answer) => answer.status === 'fulfilled' && answer.value.teamId === workspace,
    );
    if (found?.status === 'fulfilled') return found.value.installation;
    // A token that could not be asked may be the one of this workspace.
    await Promise.all(questions);
    return neverInstalled;
  };
}

type Owned = { readonly teamId: string; readonly installation: SlackInstallation };

const answerShape = z.object({ team_id: z.string(), user_id: z.string(), bot_id: z.string() });

async function whose(botToken: string, connection: SlackConnection): Promise<Owned> {
  const answer = answerShape.parse(await webClient(botToken, connection, answerTimeoutMs).auth.test());
  return {
    teamId: answer.team_id,
    installation: { kind: 'installed', botToken, botId: answer.bot_id, botUserId: answer.user_id },
  };
}
