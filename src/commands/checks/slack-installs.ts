import type { SlackManifest } from '../../adapters/files/slack-manifest.ts';
import type { SlackConnection } from '../../adapters/slack/connection.ts';
import { inspectToken } from '../../adapters/slack/inspect-token.ts';
import { installPath } from '../../adapters/slack/installer.ts';
import { thatCounts } from '../../adapters/slack/installed-places.ts';
import type { Installation, Tokens } from '../../flows/installations.ts';
import { sayDate } from '../../policy/say-date.ts';
import type { Finding } from './finding.ts';
import { checkScopes } from './slack-scopes.ts';

const check = 'slack';

/** An installation as the database holds it; `sealed`: why its tokens do not open. */
export type KeptInstallation = {
  readonly installation: Installation;
  readonly tokens?: Tokens;
  readonly sealed?: string;
};

/**
 * Every installation: since when, and whether its token answers; and the workspaces that the directory lists and in which
 * the bot is not. A token is never renewed here, because a look changes nothing.
 *
 * @param spaces the workspaces that the directory lists
 */
export async function checkInstallations(
  kept: readonly KeptInstallation[],
  where: { readonly baseUrl: string; readonly connection: SlackConnection; readonly manifest: SlackManifest },
  spaces: readonly string[],
  now: Date,
): Promise<readonly Finding[]> {
  const install = `${where.baseUrl}${installPath}`;
  const all = kept.map(({ installation }) => installation);
  const missing = spaces.filter((space) => thatCounts(all, space) === undefined);
  const looked = await Promise.all(kept.map((one) => checkInstallation(one, where, install, spaces, now)));
  return [
    checkInstallAddress(where.baseUrl),
    ...looked.flat(),
    ...missing.map((space) =>
      wrong(
        `the directory lists the workspace ${space}, and the bot is not installed there, so nobody in it can be reached. Somebody who may add apps to it opens ${install}`,
      ),
    ),
  ];
}

/** Slack sends whoever installs the bot back to an address with a certificate only. */
export function checkInstallAddress(baseUrl: string): Finding {
  if (baseUrl.startsWith('https://'))
    return { check, state: 'ok', says: `the bot is installed in a workspace from ${baseUrl}${installPath}` };
  return wrong(
    `BASE_URL is ${baseUrl}, and Slack sends whoever installs the bot back to https:// only. Set it to the bot’s address from outside, such as https://concordat.example.org`,
  );
}

async function checkInstallation(
  { installation, tokens, sealed }: KeptInstallation,
  { connection, manifest }: { readonly connection: SlackConnection; readonly manifest: SlackManifest },
  install: string,
  spaces: readonly string[],
  now: Date,
): Promise<readonly Finding[]> {
  const { place, name, wide, installedAt, spentAt, removedAt, runsOutAt, workspaces } = installation;
  const where = name === '' ? place : `${name} (${place})`;
  if (removedAt !== undefined)
    return [{ check, state: 'note', says: `${where}: the bot was removed on ${sayDate(removedAt)}` }];
  const since = `${where}: installed on ${sayDate(installedAt)}`;
  if (sealed !== undefined) return [wrong(`${since}. ${sealed}`)];
  if (spentAt !== undefined)
    return [
      wrong(
        `${since}, and Slack has not renewed its token since ${sayDate(spentAt)}. It must be installed again: somebody who may add apps there opens ${install}`,
      ),
    ];
  const unlisted: readonly Finding[] =
    (wide ? workspaces : [place]).some((one) => spaces.includes(one)) || (wide && workspaces.length === 0)
      ? []
      : [
          {
            check,
            state: 'note',
            says: `${where}: no agency of the directory lists it, so everybody in it is a stranger. Add slack: ${wide ? 'the ids of its workspaces' : place} to an agency`,
          },
        ];
  if (tokens === undefined || (runsOutAt !== undefined && runsOutAt <= now))
    return [
      {
        check,
        state: 'note',
        says: `${since}; its token has run out, and is renewed when it is next needed`,
      },
      ...unlisted,
    ];
  const found = await inspectToken(tokens.access, connection);
  if (found.kind === 'failed')
    return [
      wrong(
        `${since}, and its token does not work: ${found.why}. Check that this machine reaches Slack; if it does, somebody who may add apps there opens ${install}`,
      ),
      ...unlisted,
    ];
  const scopes = checkScopes(found.scopes, manifest, where);
  return [
    { check, state: 'ok', says: `${since}, and its token answers` },
    ...(scopes.state === 'ok' ? [] : [scopes]),
    ...unlisted,
  ];
}

function wrong(says: string): Finding {
  return { check, state: 'wrong', says };
}
