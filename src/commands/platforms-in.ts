import type { BotOptions } from '../compose/start-bot.ts';
import type { Config } from '../config.ts';

/** The chat platforms that the environment sets up. */
export function platformsIn({ slack, teams }: Config): Pick<BotOptions, 'slack' | 'teams'> {
  return {
    slack: slack && {
      signingSecret: slack.signingSecret,
      botTokens: [slack.botToken],
      ...(slack.apiUrl === undefined ? {} : { apiUrl: slack.apiUrl }),
    },
    teams,
  };
}
