import { EmbeddedPostgresError, errorCode } from '../adapters/postgres/embedded-error.ts';
import { StoreError } from '../adapters/postgres/store-error.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import type { Config } from '../config.ts';

/**
 * Why the database could not be opened, as one message with the server's address and the remedy. Never the password:
 * of the address only user, host, port and database are shown.
 *
 * @param error what opening it threw
 */
export function sayDatabaseError(config: Config, error: unknown): CommandProblem {
  // These two are written for whoever runs the command, remedy included.
  if (error instanceof EmbeddedPostgresError || error instanceof StoreError)
    return new CommandProblem(error.message);
  const variable = config.databaseOwnerUrl === undefined ? 'DATABASE_URL' : 'DATABASE_OWNER_URL';
  const url = config.databaseOwnerUrl ?? config.databaseUrl;
  if (url === undefined)
    return new CommandProblem(`The database below ${config.folder} cannot be used: ${whatOf(error)}.`);
  return new CommandProblem(because(addressOf(url), variable, error));
}

/** The parts of a connection string that may be shown. */
type Address = { readonly server: string; readonly user: string; readonly database: string };

function addressOf(url: string): Address {
  const { hostname, port, username, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname === '' ? 'localhost' : hostname);
  return {
    server: `${host}:${searchParams.get('port') ?? (port === '' ? '5432' : port)}`,
    user: username === '' ? 'of this machine' : `"${username}"`,
    database: pathname.slice(1),
  };
}

function because({ server, user, database }: Address, variable: string, error: unknown): string {
  const code = errorCode(error) ?? '';
  if (unreachable.has(code))
    return `PostgreSQL at ${server} does not answer (${code}). Check that it runs and can be reached from here, and that ${variable} names the right host and port.`;
  switch (code) {
    case '28P01':
    case '28000':
      return `PostgreSQL at ${server} does not let the user ${user} in (${code}). Check the user and the password in ${variable}.`;
    case '3D000':
      return `PostgreSQL at ${server} has no database "${database}". Make it (createdb), or correct ${variable}.`;
    case '42501':
      return `The user ${user} at ${server} may not make or change tables. Set DATABASE_OWNER_URL to the role that owns them, and DATABASE_URL to the role that the bot works under.`;
    default:
      return `PostgreSQL at ${server} cannot be used: ${whatOf(error)}. Check ${variable}.`;
  }
}

const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
  'ETIMEDOUT',
]);

function whatOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/[.\s]+$/, '') : 'unknown error';
}
