import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import {
  fillTeamsManifest,
  readTeamsManifest,
  type TeamsAppDetails,
} from '../adapters/files/teams-manifest.ts';
import { packTeamsApp } from '../adapters/files/teams-package.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { say, sayJson, type WithJson } from './say.ts';

/** Where the package is written unless another place is named; `concordat doctor` looks at it there. */
export const usualPackage = 'concordat-teams.zip';

type Options = WithJson & {
  readonly appId?: string;
  readonly organisation?: string;
  readonly website?: string;
  readonly privacy?: string;
  readonly terms?: string;
  readonly appVersion?: string;
  readonly out: string;
  readonly force?: boolean;
};

/** `concordat teams-package`. */
export function addTeamsPackageCommand(program: Command): void {
  program
    .command('teams-package')
    .description('the app package that an administrator uploads to Microsoft Teams')
    .option('--organisation <name>', 'who runs it, as people read it in Teams; up to 32 characters')
    .option('--website <address>', 'their website, https://…')
    .option('--privacy <address>', 'where their privacy notice is; without it, the website')
    .option('--terms <address>', 'where their terms of use are; without it, the website')
    .option('--app-id <id>', 'the bot’s Application (client) ID; without it, TEAMS_APP_ID')
    .option('--app-version <version>', 'higher than the one that Teams has, such as 1.0.1')
    .option('--out <file>', 'where to write it', usualPackage)
    .option('--force', 'write it although there is a file of that name')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample: concordat teams-package --organisation "Exampleshire Council" --website https://www.example.org',
    )
    .action(makePackage);
}

/** Everything that is missing or wrong is told at once, and nothing is written then. */
async function makePackage(options: Options): Promise<void> {
  const manifest = fillTeamsManifest(await readTeamsManifest(), detailsOf(options));
  const { out, force, json } = options;
  await writePackage(out, await packTeamsApp(manifest), force === true);
  if (json === true) {
    sayJson({ file: out, appId: manifest.id, version: manifest.version });
    return;
  }
  say(`${out}  written: version ${manifest.version} of the app ${manifest.id}`);
  say('Upload it in the Teams admin center, under Teams apps, Manage apps. docs/teams.md has every step.');
}

const web = (what: string, such: string) =>
  z
    .url({ protocol: /^https$/, error: `${what}: should be an address such as ${such}` })
    .max(2_048, `${what}: should be an address of up to 2048 characters`);

const detailsShape = z.object({
  appId: z
    .string({
      error:
        'TEAMS_APP_ID: is not set, and --app-id is not given. Copy the Application (client) ID from the Overview page of the app registration in Entra',
    })
    .trim()
    .toLowerCase()
    .regex(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      'TEAMS_APP_ID or --app-id: should be an Application (client) ID such as 00000000-0000-4000-8000-000000000000',
    ),
  organisation: z
    .string({
      error: '--organisation: is not given. Say who runs Concordat, such as "Exampleshire Council"',
    })
    .trim()
    .regex(
      /^[^\p{Cc}\p{Cf}]{1,32}$/u,
      '--organisation: should be a name of 1 to 32 characters, such as "Exampleshire Council"',
    ),
  website: web('--website', 'https://www.example.org'),
  privacy: web('--privacy', 'https://www.example.org/privacy'),
  terms: web('--terms', 'https://www.example.org/terms'),
  command: z
    .string()
    .regex(/^\/[a-z0-9_-]{1,31}$/, 'SLASH_COMMAND: should be a slash and a word, such as /escalate')
    .transform((command) => command.slice(1)),
  version: z
    .string()
    .regex(/^[1-9]\d{0,4}\.\d{1,5}\.\d{1,5}$/, '--app-version: should be three numbers, such as 1.0.1')
    .exactOptional(),
});

function detailsOf({ appId, organisation, website, privacy, terms, appVersion }: Options): TeamsAppDetails {
  const read = detailsShape.safeParse({
    appId: appId ?? environment('TEAMS_APP_ID'),
    organisation,
    website,
    privacy: privacy ?? website ?? 'https://www.example.org',
    terms: terms ?? website ?? 'https://www.example.org',
    command: environment('SLASH_COMMAND') ?? '/escalate',
    ...(appVersion === undefined ? {} : { version: appVersion }),
  });
  if (read.success) return read.data;
  // A website that is wrong stands in for the other two as well, and is told once.
  const problems = read.error.issues.filter(
    ({ path: [name] }) =>
      !(name === 'privacy' && privacy === undefined) && !(name === 'terms' && terms === undefined),
  );
  throw new CommandProblem(
    `The package cannot be made yet:\n${problems.map(({ message }) => `  ${message}`).join('\n')}`,
    2,
  );
}

function environment(name: string): string | undefined {
  const value = process.env[name]?.trim();
  return value === '' ? undefined : value;
}

async function writePackage(file: string, bytes: Uint8Array, force: boolean): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST')
      throw new CommandProblem(
        `There is a file ${file} already, and it was left as it is. Name another with --out, or write over it with --force.`,
      );
    if (typeof code === 'string')
      throw new CommandProblem(`${file} cannot be written (${code}). Name another place with --out.`);
    throw error;
  }
}
