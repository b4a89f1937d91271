import type { BotOptions } from '../compose/start-bot.ts';
import type { Config } from '../config.ts';

/** The chat platforms that the environment sets up. */
export function platformsIn({
  slack,
  teams,
  mail,
  baseUrl,
}: Config): Pick<BotOptions, 'slack' | 'teams' | 'email'> {
  return {
    slack: slack && {
      signingSecret: slack.signingSecret,
      ...(slack.kind === 'one-workspace'
        ? { botTokens: [slack.botToken] }
        : {
            client: { clientId: slack.clientId, clientSecret: slack.clientSecret },
            stateSecret: slack.stateSecret,
            baseUrl,
          }),
      ...(slack.apiUrl === undefined ? {} : { apiUrl: slack.apiUrl }),
    },
    teams,
    email: mail && { ...mail, baseUrl },
  };
}
