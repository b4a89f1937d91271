import type { Account } from '../../flows/chat-input.ts';
import type { Address } from '../../flows/ports.ts';
import type { Activity } from './activity.ts';

/* Who sent an activity, and from where. */

/** The tenant (the organisation) that it is from, in small letters; `undefined` where it names none, or two. */
export function tenantOf({ conversation, channelData }: Activity): string | undefined {
  const named = [conversation.tenantId, channelData?.tenant?.id].filter((one) => one !== undefined);
  const [tenant, other = tenant] = named.map((one) => (one ?? '').toLowerCase()).filter((one) => one !== '');
  return tenant === other ? tenant : undefined;
}

/** The person; `undefined` for somebody without an account of their own, who may not be taken for anybody. */
export function accountOf({ from }: Activity, tenant: string): Account | undefined {
  const user = from.aadObjectId ?? '';
  return user === '' ? undefined : { platform: 'teams', space: tenant, user };
}

/** Whether a bot said it, this one or another; its words are nobody's. */
export function isFromBot({ from, recipient }: Activity): boolean {
  return from.id === recipient.id || from.id.startsWith('28:') || from.role === 'bot';
}

/**
 * Whether this is the person's own conversation with the bot, where nobody else reads along. Teams also calls a chat between
 * two people `personal`; its id begins with `19:`, and without the bot's own id in it somebody else is there.
 */
export function inOwnChat({ conversation, recipient }: Activity): boolean {
  if (conversation.conversationType !== 'personal') return false;
  const bot = recipient.id.replace(/^28:/u, '');
  return !conversation.id.startsWith('19:') || conversation.id.includes(bot);
}

/** Where the person can be written to from now on. Only of an activity from their own conversation with the bot. */
export function addressOf(activity: Activity, account: Account): Address {
  return {
    account,
    channel: activity.conversation.id,
    serviceUrl: activity.serviceUrl,
    member: activity.from.id,
    bot: activity.recipient.id,
  };
}
