import type { Installation, Installations } from '../../flows/installations.ts';
import type { Clock } from '../../flows/ports.ts';
import { remembered } from '../../flows/remembered.ts';
import type { FreshTokens } from './fresh-tokens.ts';
import { neverInstalled, type InstallationOf } from './installations.ts';

/** For so long nobody asks Slack again which workspaces an organisation has. */
const workspacesKeptMs = 5 * 60_000;

/**
 * Where the bot is installed, by what was kept of its installs. A yes comes from memory, which follows other processes;
 * before a no the database is asked, and Slack, for the workspaces of each organisation that has the bot.
 */
export function installedPlaces(options: {
  readonly installations: Installations;
  readonly tokens: FreshTokens;
  /** The workspaces of an organisation, asked of Slack with its token. */
  readonly workspacesOf: (botToken: string) => Promise<readonly string[]>;
  readonly clock: Clock;
}): InstallationOf {
  const { installations, tokens, workspacesOf, clock } = options;
  const asked = remembered<readonly string[]>(clock, workspacesKeptMs, 1000);

  async function find(workspace: string, organisation?: string): Promise<Installation | undefined> {
    const known = thatCounts(installations.all(), workspace, organisation);
    if (known !== undefined && known.spentAt === undefined) return known;
    await installations.readAgain();
    const read = thatCounts(installations.all(), workspace, organisation);
    if (read !== undefined) return read;
    for (const one of installations.all().filter(({ wide }) => wide)) await askWorkspaces(one);
    return thatCounts(installations.all(), workspace, organisation);
  }

  async function askWorkspaces(organisation: Installation): Promise<void> {
    const { place, workspaces, removedAt } = organisation;
    if (removedAt !== undefined || asked.has(place)) return;
    const token = await tokens.accessTo(organisation);
    const now = token === undefined ? undefined : await asked.of(place, () => workspacesOf(token));
    if (now !== undefined && now.join() !== workspaces.join()) await installations.noteWorkspaces(place, now);
  }

  return async (workspace, organisation) => {
    const found = await find(workspace, organisation);
    const botToken = found && (await tokens.accessTo(found));
    if (found === undefined || botToken === undefined) return notThere(installations.all(), workspace, found);
    const { botId, botUserId, wide } = found;
    return { kind: 'installed', botToken, botId, botUserId, ...(wide ? { naming: workspace } : {}) };
  };
}

/** Its own or else its organisation's; one that works before one that must be installed again. */
export function thatCounts(
  all: readonly Installation[],
  workspace: string,
  organisation?: string,
): Installation | undefined {
  const there = all.filter(({ removedAt }) => removedAt === undefined);
  const own = there.filter(({ place }) => place === workspace);
  const wide = there.filter((one) => {
    return one.wide && (one.place === organisation || one.workspaces.includes(workspace));
  });
  const found = [...own, ...wide];
  return found.find(({ spentAt }) => spentAt === undefined) ?? found[0];
}

function notThere(all: readonly Installation[], workspace: string, found: Installation | undefined) {
  const kept = all.find(({ place }) => place === (found?.place ?? workspace));
  if (kept === undefined) return neverInstalled;
  const why =
    kept.removedAt === undefined
      ? 'the bot must be installed again in that Slack workspace: Slack does not renew its token'
      : 'the bot has been removed from that Slack workspace';
  return { kind: 'not-installed', why } as const;
}
