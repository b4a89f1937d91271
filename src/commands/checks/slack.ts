import {
  readSlackManifest,
  shippedManifest,
  type SlackManifest,
} from '../../adapters/files/slack-manifest.ts';
import { inspectToken } from '../../adapters/slack/inspect-token.ts';
import { openLog } from '../../adapters/system/log.ts';
import type { Config } from '../../config.ts';
import { messageOf, type Finding } from './finding.ts';

/**
 * The command in the app's manifest, and the token: whose it is, what it permits, whether anybody is there. Nothing where
 * Teams is set up and Slack is not.
 */
export async function checkSlack(
  config: Pick<Config, 'slack' | 'teams' | 'slashCommand'>,
  spaces: readonly string[] | undefined,
): Promise<readonly Finding[]> {
  if (config.slack === undefined && config.teams !== undefined) return [];
  const manifest = await readSlackManifest().catch((error: unknown) => messageOf(error));
  if (typeof manifest === 'string')
    return [{ check: 'manifest', state: 'wrong', says: `${shippedManifest} cannot be read: ${manifest}` }];
  return [checkCommand(manifest, config.slashCommand), ...(await checkToken(config, manifest, spaces))];
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

async function checkToken(
  { slack }: Pick<Config, 'slack'>,
  manifest: SlackManifest,
  spaces: readonly string[] | undefined,
): Promise<readonly Finding[]> {
  const check = 'slack';
  if (slack === undefined) return [];
  const { apiUrl, botToken, teamId } = slack;
  const connection = { log: openLog('silent'), ...(apiUrl === undefined ? {} : { apiUrl }) };
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

/** Whether the token permits all that the manifest asks for. */
export function checkScopes(
  granted: readonly string[] | undefined,
  { scopes }: Pick<SlackManifest, 'scopes'>,
): Finding {
  const check = 'slack';
  if (granted === undefined)
    return { check, state: 'note', says: 'Slack did not say what the token permits' };
  const missing = scopes.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return { check, state: 'ok', says: 'the token permits all that is needed' };
  return {
    check,
    state: 'wrong',
    says: `the token lacks ${missing.join(', ')}. Paste the manifest under App Manifest, then reinstall the app in the workspace`,
  };
}
