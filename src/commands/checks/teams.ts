import { existsSync } from 'node:fs';
import { readTeamsManifest, shippedTeamsApp } from '../../adapters/files/teams-manifest.ts';
import { manifestInPackage } from '../../adapters/files/teams-package.ts';
import {
  inspectIdentity,
  type IdentityFault,
  type InspectedIdentity,
} from '../../adapters/teams/inspect-identity.ts';
import { assertNever } from '../../case/assert-never.ts';
import type { Config } from '../../config.ts';
import type { TeamsConfig } from '../../config-teams.ts';
import { count } from '../say.ts';
import { usualPackage } from '../teams-package.ts';
import { messageOf, type Finding } from './finding.ts';

const check = 'teams';

/**
 * Whether Microsoft believes the bot, can reach it, and whose people it answers; and whether the package that lies here is
 * this bot's. Nothing where Teams is not set up.
 *
 * @param tenants those that the directory lists, where it could be looked at
 */
export async function checkTeams(
  { teams, baseUrl, slashCommand }: Pick<Config, 'teams' | 'baseUrl' | 'slashCommand'>,
  tenants: readonly string[] | undefined,
): Promise<readonly Finding[]> {
  if (teams === undefined) return [];
  return [
    sayIdentity(teams, await inspectIdentity(teams.identity)),
    checkAddress(baseUrl),
    ...(tenants === undefined ? [] : checkTenants(teams.tenants, tenants)),
    ...(await checkPackage(teams.identity.appId, slashCommand, usualPackage)),
  ];
}

/** What came of asking Microsoft for a token, with the remedy. */
export function sayIdentity(
  { identity }: Pick<TeamsConfig, 'identity'>,
  inspected: InspectedIdentity,
): Finding {
  if (inspected.kind === 'believed')
    return { check, state: 'ok', says: `Microsoft believes that the bot is ${identity.appId}` };
  return wrong(`${remedyOf(inspected.fault)} (${inspected.code})`);
}

function remedyOf(fault: IdentityFault): string {
  switch (fault) {
    case 'wrong-secret':
      return 'the secret is not the app’s. Make a new one in Entra, Certificates & secrets, and set TEAMS_APP_PASSWORD to its Value, not to its Secret ID';
    case 'expired-secret':
      return 'the secret has run out. Make a new one in Entra, Certificates & secrets, and set TEAMS_APP_PASSWORD to its Value';
    case 'wrong-certificate':
      return 'the key does not fit the certificate that Microsoft has. Upload the certificate again in Entra, Certificates & secrets, and copy its thumbprint to TEAMS_CERTIFICATE_THUMBPRINT';
    case 'unknown-app':
      return 'that tenant does not know the app. Copy TEAMS_APP_ID and TEAMS_TENANT_ID from the Overview page of one and the same app registration';
    case 'unknown-tenant':
      return 'Microsoft does not know the tenant. Copy TEAMS_TENANT_ID from the Overview page of the app registration';
    case 'no-managed-identity':
      return 'this machine gives no token for the managed identity. Assign the identity to it in Azure, and set TEAMS_APP_ID to its Client ID; outside Azure use a secret or a certificate';
    case 'unreachable':
      return 'Microsoft could not be asked for a token. Check that this machine reaches https://login.microsoftonline.com';
    case 'other':
      return 'Microsoft gave the bot no token. Look up the code that follows, and go through steps 1 to 3 of docs/teams.md';
    default:
      return assertNever(fault);
  }
}

/** Teams sends to addresses with a certificate only. */
export function checkAddress(baseUrl: string): Finding {
  if (baseUrl.startsWith('https://')) {
    const says = `the messaging endpoint to set at the Azure Bot is ${baseUrl}/api/messages`;
    return { check, state: 'ok', says };
  }
  return wrong(
    `BASE_URL is ${baseUrl}, and Teams sends to https:// only. Set it to the bot’s address from outside, such as https://concordat.example.org`,
  );
}

/**
 * The tenants that are allowed beside those that the directory lists.
 *
 * @param allowed of TEAMS_TENANTS; none means those of the directory
 */
export function checkTenants(allowed: readonly string[], listed: readonly string[]): readonly Finding[] {
  if (listed.length === 0) {
    return [
      wrong(
        'no agency of the directory lists a tenant, so nobody in Teams is recognised. Add its id to the agency, in the column teams (docs/directory.md)',
      ),
    ];
  }
  if (allowed.length === 0) {
    const says = `people of ${count(listed.length, 'tenant', 'tenants')} of the directory are answered`;
    return [{ check, state: 'ok', says }];
  }
  const shut = listed.filter((tenant) => !allowed.includes(tenant));
  const strange = allowed.filter((tenant) => !listed.includes(tenant));
  const both = listed.length - shut.length;
  return [
    ...(both === 0
      ? []
      : [
          {
            check,
            state: 'ok' as const,
            says: `people of ${count(both, 'tenant', 'tenants')} are answered`,
          },
        ]),
    ...shut.map((tenant) =>
      wrong(
        `the directory lists the tenant ${tenant}, and TEAMS_TENANTS does not allow it, so nobody in it is answered. Add it there, or leave TEAMS_TENANTS empty`,
      ),
    ),
    ...strange.map((tenant): Finding => {
      const says = `TEAMS_TENANTS allows the tenant ${tenant}, which no agency of the directory lists: its people are strangers`;
      return { check, state: 'note', says };
    }),
  ];
}

/** The manifest that comes with Concordat, and the package of it that was made here, where there is one. */
export async function checkPackage(
  appId: string,
  slashCommand: string,
  file: string,
): Promise<readonly Finding[]> {
  const shipped = await readTeamsManifest().catch((error: unknown) => messageOf(error));
  if (typeof shipped === 'string') return [wrong(`${shippedTeamsApp} cannot be read: ${shipped}`)];
  if (!existsSync(file)) return [];
  const made = await manifestInPackage(file).catch((error: unknown) => messageOf(error));
  if (typeof made === 'string')
    return [wrong(`${file} is no package of Concordat’s (${made}). Make it anew, with --force`)];
  const [bot] = made.bots;
  if (made.id !== appId || bot.botId !== appId)
    return [
      wrong(`${file} is for the app ${bot.botId}, and TEAMS_APP_ID is ${appId}. Make it anew, with --force`),
    ];
  const command = slashCommand.slice(1);
  const known = bot.commandLists.every(({ commands }) => commands.some(({ title }) => title === command));
  return [
    known
      ? { check, state: 'ok', says: `${file} is for this bot` }
      : wrong(`${file} does not offer the command "${command}". Make it anew, with --force`),
  ];
}

function wrong(says: string): Finding {
  return { check, state: 'wrong', says };
}
