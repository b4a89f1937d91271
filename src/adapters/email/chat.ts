import { domainOfAddress, normalEmail } from '../../directory/lookup.ts';
import type { Account, SentMessage } from '../../flows/chat-input.ts';
import type { MailLink, MailStore } from '../../flows/mail-ports.ts';
import type { Chat, Delivery } from '../../flows/ports.ts';
import type { Post } from './post.ts';

/**
 * E-mail's way out. An e-mail says what a brief says and leads to a page; it cannot be changed once it was sent, and the page
 * always shows how things stand.
 */
export function emailChat({ post, store }: { readonly post: Post; readonly store: MailStore }): Chat {
  const isThere = async (account: Account): Promise<boolean> => !(await store.returns.isReturned(account));
  return {
    send: async (account, message) => {
      if (!isOwnAddress(account)) return never(notTheirs);
      if (!(await isThere(account))) return never(cameBack);
      const { message: id, ...posted } = await post.notice(account, message.tidings ?? message.brief);
      return posted.kind === 'sent' ? { kind: 'sent', message: messageOf({ account, message: id }) } : posted;
    },
    update: (sent) => Promise.resolve({ kind: 'sent', message: sent }),
    profile: async (account) => {
      if (!isOwnAddress(account)) return undefined;
      return { email: account.user, active: await isThere(account) };
    },
    find: async (space, email) => {
      const account: Account = { platform: 'email', space: space.id, user: normalEmail(email) };
      return isOwnAddress(account) && (await isThere(account)) ? account : undefined;
    },
    // Whether a mailbox is there is only ever known by what comes back.
    reach: async (account) => {
      if (!isOwnAddress(account)) return { kind: 'unreachable', why: notTheirs };
      return (await isThere(account)) ? { kind: 'reachable' } : { kind: 'unreachable', why: cameBack };
    },
    nameOf: ({ id }) => `e-mail (${id})`,
  };
}

const notTheirs = 'that address is in no mail domain of their agency';
const cameBack = 'an e-mail to them came back';

function isOwnAddress({ space, user }: Account): boolean {
  return domainOfAddress(user) === space;
}

function never(why: string): Delivery {
  return { kind: 'never', why };
}

/** The message that a link opens, as the outbox knows it. */
export function messageOf({ account, message }: Pick<MailLink, 'account' | 'message'>): SentMessage {
  return { account, channel: account.user, id: message };
}
