import { domainOfAddress, normalEmail } from '../../directory/lookup.ts';
import type { Account } from '../../flows/chat-input.ts';
import type { MailStore } from '../../flows/mail-ports.ts';
import type { Mailboxes } from '../../flows/ports.ts';
import type { Post } from './post.ts';

/** E-mails to mailboxes of offices. One that came back is known here as for everybody else. */
export function emailMailboxes({
  post,
  store,
}: {
  readonly post: Post;
  readonly store: Pick<MailStore, 'returns'>;
}): Mailboxes {
  return {
    send: async (address, word) => {
      const account = mailboxAccount(address);
      if (await store.returns.isReturned(account)) return { kind: 'never', why: 'an e-mail to it came back' };
      const { id, ...posted } = await post.toMailbox(account, address, word);
      return posted.kind === 'sent'
        ? { kind: 'sent', message: { account, channel: account.user, id } }
        : posted;
    },
  };
}

/** What is noted of an address that is nobody's own is noted under it, as of any other. */
export function mailboxAccount(address: string): Account {
  return { platform: 'email', space: domainOfAddress(address), user: normalEmail(address) };
}
