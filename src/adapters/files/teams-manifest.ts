import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What an organisation puts into the manifest of the Teams app. */
export type TeamsAppDetails = {
  /** The bot's app id: the app in Teams has the same one. */
  readonly appId: string;
  /** Who runs it, as people read it in Teams; up to 32 characters. */
  readonly organisation: string;
  readonly website: string;
  readonly privacy: string;
  readonly terms: string;
  /** What people type, without a slash. */
  readonly command: string;
  /** Of the manifest. Teams takes a changed one only under a higher version. */
  readonly version?: string;
};

const commandShape = z.looseObject({ title: z.string() });
const manifestShape = z.looseObject({
  version: z.string(),
  id: z.string(),
  developer: z.looseObject({ name: z.string() }),
  icons: z.object({ color: z.string(), outline: z.string() }),
  bots: z.tuple([
    z.looseObject({
      botId: z.string(),
      commandLists: z.array(z.looseObject({ commands: z.array(commandShape) })),
    }),
  ]),
});
/** A manifest of a Teams app, as far as the bot itself depends on it; the rest of it comes along. */
export type TeamsManifest = z.infer<typeof manifestShape>;

/** Where the manifest and its icons are that come with Concordat. */
export const shippedTeamsApp = fileURLToPath(new URL('../../../manifest/teams/', import.meta.url));

/** Reads the manifest that comes with Concordat. @throws when it cannot be opened or is no manifest */
export async function readTeamsManifest(): Promise<TeamsManifest> {
  return parseTeamsManifest(await readFile(`${shippedTeamsApp}manifest.json`, 'utf8'));
}

/** @throws when the text is no manifest of a bot */
export function parseTeamsManifest(text: string): TeamsManifest {
  return manifestShape.parse(JSON.parse(text));
}

/** The manifest of one organisation. */
export function fillTeamsManifest(manifest: TeamsManifest, details: TeamsAppDetails): TeamsManifest {
  const [bot] = manifest.bots;
  return {
    ...manifest,
    version: details.version ?? manifest.version,
    id: details.appId,
    developer: {
      name: details.organisation,
      websiteUrl: details.website,
      privacyUrl: details.privacy,
      termsOfUseUrl: details.terms,
    },
    bots: [
      {
        ...bot,
        botId: details.appId,
        commandLists: bot.commandLists.map((list) => ({
          ...list,
          commands: list.commands.map((each) =>
            each.title === raiseCommand ? { ...each, title: details.command } : each,
          ),
        })),
      },
    ],
  };
}

/** The command that raises a disagreement, as the manifest that comes with Concordat has it. */
const raiseCommand = 'escalate';
