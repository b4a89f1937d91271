import {
  readSlackManifest,
  shippedManifest,
  type SlackManifest,
} from '../../adapters/files/slack-manifest.ts';
import type { SlackConnection } from '../../adapters/slack/connection.ts';
import { inspectToken } from '../../adapters/slack/inspect-token.ts';
import { openLog } from '../../adapters/system/log.ts';
import type { Config } from '../../config.ts';
import { messageOf, skipped, type Finding } from './finding.ts';
import { checkInstallations, type KeptInstallation } from './slack-installs.ts';
import { checkScopes } from './slack-scopes.ts';

const check = 'slack';

/**
 * The command in the app's manifest, and the token or the installations: whose, what each permits, whether anybody is there.
 * Nothing where Teams is set up and Slack is not.
 *
 * @param spaces the workspaces that the directory lists, where it could be looked at
 * @param kept the installations, where the database could be looked at
 */
export async function checkSlack(
  config: Pick<Config, 'slack' | 'teams' | 'slashCommand' | 'baseUrl'>,
  spaces: readonly string[] | undefined,
  kept?: readonly KeptInstallation[],
): Promise<readonly Finding[]> {
  if (config.slack === undefined && config.teams !== undefined) return [];
  const manifest = await readSlackManifest().catch((error: unknown) => messageOf(error));
  if (typeof manifest === 'string')
    return [{ check: 'manifest', state: 'wrong', says: `${shippedManifest} cannot be read: ${manifest}` }];
  return [
    checkCommand(manifest, config.slashCommand),
    ...(await checkAccess(config, manifest, spaces, kept)),
  ];
}

/** Slack sends what people type to the command of its manifest; the bot answers to its own. */
export function checkCommand({ commands }: Pick<SlackManifest, 'commands'>, slashCommand: string): Finding {
  const check = 'manifest';
  if (commands.includes(slashCommand)) return { check, state: 'ok', says: `its command is ${slashCommand}` };
  return {
    check,
    state: 'wrong',
    says: `its command is ${commands.join(' and ')}, and SLASH_COMMAND is ${slashCommand}. Write the same in both, and in the app's manifest at api.slack.com`,
  };
}

async function checkAccess(
  { slack, baseUrl }: Pick<Config, 'slack' | 'baseUrl'>,
  manifest: SlackManifest,
  spaces: readonly string[] | undefined,
  kept: readonly KeptInstallation[] | undefined,
): Promise<readonly Finding[]> {
  if (slack === undefined) return [];
  const { apiUrl } = slack;
  const connection = { log: openLog('silent'), ...(apiUrl === undefined ? {} : { apiUrl }) };
  if (slack.kind === 'one-workspace') return checkToken(slack, connection, manifest, spaces);
  if (kept === undefined || spaces === undefined)
    return [skipped(check, 'where the bot is installed is in the database')];
  return checkInstallations(kept, { baseUrl, connection, manifest }, spaces, new Date());
}

async function checkToken(
  { botToken, teamId }: { readonly botToken: string; readonly teamId?: string },
  connection: SlackConnection,
  manifest: SlackManifest,
  spaces: readonly string[] | undefined,
): Promise<readonly Finding[]> {
  const found = await inspectToken(botToken, connection);
  if (found.kind === 'failed') {
    return [
      {
        check,
        state: 'wrong',
        says: `the token does not work: ${found.why}. Copy the Bot User OAuth Token anew from OAuth & Permissions, and check that this machine reaches Slack`,
      },
    ];
  }
  const name = found.team === '' ? found.teamId : `${found.team} (${found.teamId})`;
  const other = teamId !== undefined && teamId !== found.teamId;
  return [
    { check, state: 'ok', says: `the token is for ${name}` },
    ...(other
      ? [{ check, state: 'wrong' as const, says: `SLACK_TEAM_ID is ${teamId}, and the token is for ${name}` }]
      : []),
    checkScopes(found.scopes, manifest),
    ...(spaces === undefined || spaces.includes(found.teamId)
      ? []
      : [
          {
            check,
            state: 'wrong' as const,
            says: `no agency of the directory lists the workspace ${found.teamId}, so nobody in it is recognised. Add slack: ${found.teamId} to theirs`,
          },
        ]),
  ];
}
