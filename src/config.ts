import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { isSafe, mailOf, mailProblems, mailVariables, wantsMail, type MailConfig } from './config-mail.ts';
import { redisProblems, redisOf, redisVariables, type RedisConfig } from './config-redis.ts';
import { slackOf, slackProblems, slackVariables, wantsSlack, type SlackConfig } from './config-slack.ts';
import { teamsOf, teamsProblems, teamsVariables, wantsTeams, type TeamsConfig } from './config-teams.ts';

/*
 * The environment, read once at the start. Every variable is described in .env.example. Nothing secret has a
 * default, and no message ever repeats a secret's value.
 */

/** A key that wraps the keys of cases. The first one listed wraps new ones; the others still open what they wrapped. */
export type WrappingKey = { readonly id: string; readonly key: Uint8Array };

export type Config = {
  /** PostgreSQL for the bot's own role; without it the embedded one runs under `folder`. */
  readonly databaseUrl?: string;
  /** PostgreSQL as the owner of the tables, for migrations; without it, `databaseUrl` is used. */
  readonly databaseOwnerUrl?: string;
  /** Redis for the queue; without it the queue is in PostgreSQL. */
  readonly redis?: RedisConfig;
  readonly slack?: SlackConfig;
  readonly teams?: TeamsConfig;
  /** E-mail, for those who have neither. */
  readonly mail?: MailConfig;
  /** In the order of the environment, the first wraps. Empty where nothing is sealed or opened, as for `policy check`. */
  readonly keys: readonly WrappingKey[];
  readonly host: string;
  readonly port: number;
  /** Where a process that only delivers says how it is; without it, nowhere. */
  readonly workerPort?: number;
  /** Opens `/metrics`; without it there is no such path. */
  readonly metricsToken?: string;
  /** An outside watchdog's address, asked for each minute that all is well. As good as a password. */
  readonly heartbeatUrl?: string;
  /** The collector for traces, without `/v1/traces`. */
  readonly tracesUrl?: string;
  /** Where people and platforms reach the bot from outside, without a slash at the end. */
  readonly baseUrl: string;
  /** Where links to documents lead; absent where BASE_URL is not given or not safe to send a case over. */
  readonly documents?: { readonly baseUrl: string; readonly proxies: number };
  readonly logLevel: (typeof logLevels)[number];
  /** A folder of policy files instead of the shipped ones. */
  readonly policies?: string;
  /** The boards to serve; empty means every board that has a policy file. */
  readonly boards: readonly string[];
  readonly slashCommand: string;
  /** Where the embedded database and other files of this machine are kept. */
  readonly folder: string;
  /** The folder, kept elsewhere, for each day’s heads of all records. */
  readonly anchors?: string;
};

export type ReadConfig =
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** `chat`: Slack, Teams or e-mail. */
export type Need = 'chat' | 'keys';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * Reads the environment, or says everything that is wrong with it at once, each with its remedy.
 *
 * @param environment usually `process.env`; a variable that is empty counts as not given
 * @param needs what the command cannot do without: `start` needs a chat platform and keys, `policy check` neither
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  needs: readonly Need[] = [],
): ReadConfig {
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  );
  const read = environmentSchema.safeParse(given);
  const problems = [
    ...(read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)),
    ...missing(given, needs),
  ];
  if (!read.success || problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'config', config: configOf(read.data) };
}

/** A message must never show what was typed: it may be a password or a key in the wrong place. */
const url = (protocols: RegExp, such: string) =>
  z.url({ protocol: protocols, hostname: /.*/, error: `should be an address such as ${such}` });

const postgres = url(/^postgres(ql)?$/, 'postgres://user:password@host:5432/database');

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'should be a number from 0 to 65535, such as 3000')
  .transform(Number)
  .refine((number) => number <= 65_535, 'should be a number from 0 to 65535, such as 3000');

const environmentSchema = z.object({
  DATABASE_URL: postgres.optional(),
  DATABASE_OWNER_URL: postgres.optional(),
  ...redisVariables,
  ...slackVariables,
  ...teamsVariables,
  ...mailVariables,
  CONCORDAT_KEYS: z.string().default('').transform(keysOf),
  PORT: port.default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'should be a host name or an address such as 127.0.0.1')
    .default('0.0.0.0'),
  WORKER_PORT: port.optional(),
  METRICS_TOKEN: z.string().min(16, 'should have at least 16 characters: openssl rand -hex 16').optional(),
  HEARTBEAT_URL: url(/^https?$/, 'https://watchdog.example.org/ping/…').optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(/^https?$/, 'http://localhost:4318').optional(),
  BASE_URL: url(/^https?$/, 'https://concordat.example.org').optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `should be one of ${logLevels.join(', ')}` }).default('info'),
  POLICIES: z.string().optional(),
  BOARDS: z.string().default('').transform(boardsOf),
  SLASH_COMMAND: z
    .string()
    .regex(
      /^\/[a-z0-9_-]{1,31}$/,
      'should be a slash and up to 31 small letters, digits, - or _, such as /escalate',
    )
    .default('/escalate'),
  CONCORDAT_FOLDER: z.string().default('.concordat'),
  CONCORDAT_ANCHORS: z.string().optional(),
});

/** `2026a:base64,2025b:base64` */
function keysOf(text: string, context: z.RefinementCtx): readonly WrappingKey[] {
  const entries = text.split(',').map((entry) => entry.trim());
  const keys = entries
    .filter((entry) => entry !== '')
    .flatMap((entry, index): WrappingKey[] => {
      const [, id = '', encoded = ''] = /^([a-z0-9-]{1,32}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry) ?? [];
      const key = new Uint8Array(Buffer.from(encoded, 'base64'));
      if (id !== '' && key.length === 32) return [{ id, key }];
      const message =
        id === ''
          ? `key ${index + 1} should be an id, a colon and a key, such as 2026a:… . Make a key with: openssl rand -base64 32`
          : `the key "${id}" has ${key.length} bytes and should have 32. Make one with: openssl rand -base64 32`;
      context.addIssue({ code: 'custom', message });
      return [];
    });
  const twice = keys.find(({ id }, index) => keys.findIndex((key) => key.id === id) !== index);
  if (twice !== undefined)
    context.addIssue({
      code: 'custom',
      message: `the id "${twice.id}" is there twice. Give every key an id of its own`,
    });
  return keys;
}

function boardsOf(text: string, context: z.RefinementCtx): readonly string[] {
  const boards = text
    .split(',')
    .map((board) => board.trim())
    .filter((board) => board !== '');
  if (boards.some((board) => !/^[a-z0-9][a-z0-9-]*$/.test(board))) {
    context.addIssue({ code: 'custom', message: 'should be the ids of boards, such as redbridge,solihull' });
  }
  return boards;
}

/** What is needed and not there, or given by half, which is always a slip. */
function missing(given: Readonly<Record<string, string>>, needs: readonly Need[]): readonly string[] {
  const has = (name: string): boolean => given[name] !== undefined;
  return [
    ...(needs.includes('chat') && !wantsSlack(given) && !wantsTeams(given) && !wantsMail(given)
      ? [noPlatform]
      : []),
    ...slackProblems(given),
    ...teamsProblems(given),
    ...mailProblems(given),
    ...redisProblems(given),
    ...(needs.includes('keys') && !has('CONCORDAT_KEYS')
      ? ['CONCORDAT_KEYS: is not set. Make a key with: openssl rand -base64 32, and set 2026a:<the key>']
      : []),
    ...(has('DATABASE_OWNER_URL') && !has('DATABASE_URL')
      ? [
          'DATABASE_URL: is not set although DATABASE_OWNER_URL is. Set it to the role that the bot works under',
        ]
      : []),
  ];
}

const noPlatform =
  'SLACK_BOT_TOKEN or TEAMS_APP_ID: neither is set, and without a chat platform there is nobody to talk to. ' +
  'For Slack set SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN, or for several workspaces SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET instead of the token (docs/slack.md); for Microsoft Teams set TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD (docs/teams.md)';

function configOf(read: z.infer<typeof environmentSchema>): Config {
  const slack = slackOf(read);
  const teams = teamsOf(read);
  const mail = mailOf(read);
  const redis = redisOf(read);
  return {
    ...(read.DATABASE_URL !== undefined && { databaseUrl: read.DATABASE_URL }),
    ...(read.DATABASE_OWNER_URL !== undefined && { databaseOwnerUrl: read.DATABASE_OWNER_URL }),
    ...(redis !== undefined && { redis }),
    ...(slack !== undefined && { slack }),
    ...(teams !== undefined && { teams }),
    ...(mail !== undefined && { mail }),
    keys: read.CONCORDAT_KEYS,
    host: read.HOST,
    port: read.PORT,
    ...(read.WORKER_PORT !== undefined && { workerPort: read.WORKER_PORT }),
    ...(read.METRICS_TOKEN !== undefined && { metricsToken: read.METRICS_TOKEN }),
    ...(read.HEARTBEAT_URL !== undefined && { heartbeatUrl: read.HEARTBEAT_URL }),
    ...(read.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined && { tracesUrl: read.OTEL_EXPORTER_OTLP_ENDPOINT }),
    baseUrl: (read.BASE_URL ?? `http://localhost:${read.PORT}`).replace(/\/+$/, ''),
    ...(read.BASE_URL !== undefined &&
      isSafe(read.BASE_URL) && {
        documents: { baseUrl: read.BASE_URL.replace(/\/+$/, ''), proxies: read.TRUST_PROXY },
      }),
    logLevel: read.LOG_LEVEL,
    ...(read.POLICIES !== undefined && { policies: read.POLICIES }),
    boards: read.BOARDS,
    slashCommand: read.SLASH_COMMAND,
    folder: read.CONCORDAT_FOLDER,
    ...(read.CONCORDAT_ANCHORS !== undefined && { anchors: read.CONCORDAT_ANCHORS }),
  };
}
