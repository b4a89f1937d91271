import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

/** What the bot itself depends on of the Slack app's manifest. */
export type SlackManifest = { readonly commands: readonly string[]; readonly scopes: readonly string[] };

/** The manifest that comes with Concordat, which an administrator pastes into Slack. */
export const shippedManifest = fileURLToPath(new URL('../../../manifest/slack.yaml', import.meta.url));

const manifestShape = z.object({
  features: z.object({ slash_commands: z.array(z.object({ command: z.string() })).default([]) }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

/** Reads the manifest's commands and permissions. @throws when it cannot be opened or is no manifest */
export async function readSlackManifest(file: string = shippedManifest): Promise<SlackManifest> {
  const { features, oauth_config } = manifestShape.parse(parse(await readFile(file, 'utf8')));
  return {
    commands: features.slash_commands.map(({ command }) => command),
    scopes: oauth_config.scopes.bot,
  };
}
