import { WebAPIPlatformError } from '@slack/web-api';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

/** What Slack itself says of an account of its workspace. */
export type SlackProfile = { readonly email?: string; readonly active: boolean };

const userShape = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  /** Of another organisation, seen through a shared channel. */
  is_stranger: z.boolean().default(false),
  is_email_confirmed: z.boolean().default(true),
  profile: z.object({ email: z.string().optional() }).default({}),
  /** In Enterprise Grid, all workspaces that the person belongs to. */
  enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).optional(),
});
type SlackUser = z.infer<typeof userShape>;

/**
 * The profile of a person of this very workspace. Somebody of another organisation, whom a shared channel makes
 * visible, has none here: what their own organisation says of them is asked there.
 *
 * @returns `undefined` for a bot, a stranger, or an account that Slack does not know
 * @throws what the SDK throws when Slack could not be asked
 */
export async function askProfile(
  client: WebClient,
  account: { readonly space: string; readonly user: string },
): Promise<SlackProfile | undefined> {
  const { user } = await asked(client.users.info({ user: account.user }));
  return user === undefined || !belongs(user, account.space) ? undefined : profileOf(user);
}

/**
 * The id of the person of this workspace who has that address.
 *
 * @returns `undefined` where there is none, or none that is active and has confirmed the address
 * @throws what the SDK throws when Slack could not be asked
 */
export async function askUserByEmail(
  client: WebClient,
  space: string,
  email: string,
): Promise<string | undefined> {
  const { user } = await asked(client.users.lookupByEmail({ email }));
  if (user === undefined || user.deleted || !belongs(user, space)) return undefined;
  return user.is_email_confirmed ? user.id : undefined;
}

async function asked(call: Promise<unknown>): Promise<{ readonly user?: SlackUser }> {
  try {
    return z.object({ user: userShape }).parse(await call);
  } catch (error) {
    const code = error instanceof WebAPIPlatformError ? error.data.error : undefined;
    if (code === 'user_not_found' || code === 'users_not_found' || code === 'user_not_visible') return {};
    throw error;
  }
}

function belongs(user: SlackUser, space: string): boolean {
  if (user.is_bot || user.is_stranger) return false;
  return (
    user.team_id === undefined ||
    user.team_id === space ||
    user.enterprise_user?.teams.includes(space) === true
  );
}

function profileOf(user: SlackUser): SlackProfile {
  const email = user.is_email_confirmed ? user.profile.email : undefined;
  return { active: !user.deleted, ...(email === undefined ? {} : { email }) };
}
