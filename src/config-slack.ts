import { z } from 'zod';

/*
 * What the environment says of Slack. The bot has its tokens in exactly one of two ways: one token that an administrator
 * copied, for one workspace; or it is installed by Slack's own pages (OAuth), in as many workspaces as there are agencies.
 */

export type SlackConfig = {
  readonly signingSecret: string;
  /** Another address of Slack's Web API: practice clients and tests. */
  readonly apiUrl?: string;
} & (
  | {
      readonly kind: 'one-workspace';
      readonly botToken: string;
      /** The workspace that the token is for; asked of Slack when it is not given. */
      readonly teamId?: string;
    }
  | {
      readonly kind: 'installs';
      readonly clientId: string;
      readonly clientSecret: string;
      /** Signs what goes to Slack and back during an install, so that nobody else's install is taken for ours. */
      readonly stateSecret: string;
    }
);

/** The variables, each with what it should be. Messages never show what was typed, which may be a secret. */
export const slackVariables = {
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(
      /^\S{16,128}$/,
      'should be the Signing Secret of the Slack app (Basic Information, App Credentials)',
    )
    .optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(
      /^xoxb-\S+$/,
      'should be the Bot User OAuth Token of the Slack app, which begins with xoxb- (OAuth & Permissions)',
    )
    .optional(),
  SLACK_TEAM_ID: z
    .string()
    .regex(/^T[A-Z0-9]{2,20}$/, 'should be the id of a Slack workspace, such as T01ABCDEF')
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(
      /^\d{1,20}\.\d{1,20}$/,
      'should be the Client ID of the Slack app, two numbers with a dot between them (Basic Information, App Credentials)',
    )
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(
      /^\S{16,128}$/,
      'should be the Client Secret of the Slack app (Basic Information, App Credentials)',
    )
    .optional(),
  SLACK_STATE_SECRET: z
    .string()
    .regex(
      /^\S{32,256}$/,
      'should be at least 32 characters that nobody can guess. Make them with: openssl rand -base64 32',
    )
    .optional(),
  SLACK_API_URL: z
    .url({
      protocol: /^https?$/,
      hostname: /.*/,
      error: 'should be an address such as https://slack.com/api/',
    })
    .optional(),
};

type Read = z.infer<z.ZodObject<typeof slackVariables>>;
type Given = Readonly<Record<string, string>>;

const ofInstalls = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

/** Whether anything was said of Slack that only Slack needs; then all that it needs must be there. */
export function wantsSlack(given: Given): boolean {
  return ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', ...ofInstalls].some((name) => name in given);
}

/** What of Slack is missing, or given twice over, each with its remedy. */
export function slackProblems(given: Given): readonly string[] {
  if (!wantsSlack(given)) return [];
  const token = 'SLACK_BOT_TOKEN' in given;
  const installs = ofInstalls.filter((name) => name in given);
  const [first] = installs;
  return [
    ...notSet(given, ['SLACK_SIGNING_SECRET']),
    ...(token && first !== undefined
      ? [
          `SLACK_BOT_TOKEN and ${first}: only one of them may be set. For one workspace keep SLACK_BOT_TOKEN and take out ${ofInstalls.join(', ')}; for several take out SLACK_BOT_TOKEN and install from BASE_URL/slack/install`,
        ]
      : []),
    ...(!token && first === undefined ? notSet(given, ['SLACK_BOT_TOKEN']) : []),
    ...(!token && first !== undefined ? notSet(given, [...ofInstalls, 'BASE_URL']) : []),
    ...(first !== undefined && 'SLACK_TEAM_ID' in given
      ? [
          'SLACK_TEAM_ID: belongs to SLACK_BOT_TOKEN. Take it out: which workspaces the bot is installed in is known from the installs',
        ]
      : []),
  ];
}

/** What the environment says of Slack, once `slackProblems` found nothing. */
export function slackOf(read: Read): SlackConfig | undefined {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl } = read;
  if (signingSecret === undefined) return undefined;
  const { SLACK_BOT_TOKEN: botToken, SLACK_TEAM_ID: teamId } = read;
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
  } = read;
  const both = { signingSecret, ...(apiUrl !== undefined && { apiUrl }) };
  if (botToken !== undefined)
    return { ...both, kind: 'one-workspace', botToken, ...(teamId !== undefined && { teamId }) };
  if (clientId === undefined || clientSecret === undefined || stateSecret === undefined) return undefined;
  return { ...both, kind: 'installs', clientId, clientSecret, stateSecret };
}

const whereFound: Readonly<Record<string, string>> = {
  SLACK_SIGNING_SECRET: 'Copy the Signing Secret from the Basic Information page of the Slack app',
  SLACK_BOT_TOKEN:
    'For one workspace copy the Bot User OAuth Token from the OAuth & Permissions page of the Slack app; for several set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET instead (docs/slack.md)',
  SLACK_CLIENT_ID: 'Copy the Client ID from the Basic Information page of the Slack app',
  SLACK_CLIENT_SECRET: 'Copy the Client Secret from the Basic Information page of the Slack app',
  SLACK_STATE_SECRET: 'Make it with: openssl rand -base64 32',
  BASE_URL:
    'Set it to the bot’s address from outside, such as https://concordat.example.org: Slack sends whoever installs the bot back to it',
};

function notSet(given: Given, names: readonly string[]): readonly string[] {
  return names
    .filter((name) => !(name in given))
    .map((name) => `${name}: is not set. ${whereFound[name] ?? ''}`);
}
