import { z } from 'zod';
import type { KnownAddress } from '../../flows/ports.ts';
import type { Connector } from './connection.ts';
import { ConnectorRefusal } from './send-once.ts';

/** What Teams itself says of somebody in their own conversation with the bot. */
export type TeamsProfile = { readonly email?: string; readonly active: boolean };

const textShape = z.string().min(1).nullish().catch(undefined);
const memberShape = z.object({
  /** Entra's id of them, by the one name or the other. */
  aadObjectId: textShape,
  objectId: textShape,
  tenantId: textShape,
  email: textShape,
  userPrincipalName: textShape,
  userRole: textShape,
});
type Member = z.infer<typeof memberShape>;

/**
 * The profile of somebody, by their own tenant. A guest has no e-mail address for us: what their own organisation says of
 * them is asked there.
 *
 * @returns `undefined` where they are not in their conversation any more, or are somebody else than we took them for
 * @throws what the connector throws when Teams could not be asked
 */
export async function askProfile(
  { conversations }: Connector,
  { account, channel, member }: KnownAddress,
): Promise<TeamsProfile | undefined> {
  try {
    const found = memberShape.parse(await conversations.getConversationMember(channel, member));
    return isThem(found, account) ? profileOf(found) : undefined;
  } catch (error) {
    if (error instanceof ConnectorRefusal && error.code !== undefined && gone.has(error.code))
      return undefined;
    throw error;
  }
}

/** Seen with status 404 and with 400. */
const gone = new Set(['MemberNotFoundInConversation', 'ConversationNotFound']);

function isThem({ aadObjectId, objectId, tenantId }: Member, account: KnownAddress['account']): boolean {
  return same(aadObjectId, account.user) && same(objectId, account.user) && same(tenantId, account.space);
}

function same(said: string | null | undefined, known: string): boolean {
  return said === undefined || said === null || said.toLowerCase() === known.toLowerCase();
}

function profileOf(member: Member): TeamsProfile {
  const email = isGuest(member) ? undefined : (member.email ?? member.userPrincipalName ?? undefined);
  return { active: true, ...(email === undefined ? {} : { email }) };
}

function isGuest({ userRole, userPrincipalName }: Member): boolean {
  const role = userRole?.toLowerCase();
  return role === 'guest' || role === 'anonymous' || userPrincipalName?.includes('#EXT#') === true;
}
