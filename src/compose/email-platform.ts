import { emailApp } from '../adapters/email/app.ts';
import { emailChat } from '../adapters/email/chat.ts';
import type { PageLimits } from '../adapters/email/limits.ts';
import { emailMailboxes } from '../adapters/email/mailboxes.ts';
import { openMailer, type MailServer, type Sender } from '../adapters/email/mailer.ts';
import { pagesPath } from '../adapters/email/paths.ts';
import { openPost } from '../adapters/email/post.ts';
import { recognise } from '../directory/lookup.ts';
import type { Account } from '../flows/chat-input.ts';
import type { ChatPlatform, PlatformNeeds } from './chat-platform.ts';

export type EmailOptions = {
  readonly server: MailServer;
  readonly from: Sender;
  /** Where people reach the pages that e-mails lead to. */
  readonly baseUrl: string;
  /** How many proxies of ours stand before the bot. */
  readonly proxies: number;
  /** How much is let through: as usual, where nothing else is given. */
  readonly limits?: PageLimits;
};

/** E-mail, for those who have neither Slack nor Teams, with the pages that its links lead to. */
export function emailPlatform(
  { server, from, baseUrl, proxies, limits }: EmailOptions,
  { stores, log, slashCommand }: PlatformNeeds,
): ChatPlatform {
  const { clock, mail: store } = stores;
  const post = openPost({ mailer: openMailer(server, from), store, clock, log, baseUrl });
  return {
    chat: emailChat({ post, store }),
    mailboxes: emailMailboxes({ post, store }),
    open: (route) => {
      const isListed = ({ platform, space, user }: Account): boolean =>
        recognise(stores.people.directory(), { platform, id: space }, user) !== undefined;
      const app = emailApp({
        store,
        post,
        clock,
        log,
        baseUrl,
        proxies,
        slashCommand,
        isListed,
        route,
        ...(limits === undefined ? {} : { limits }),
      });
      return { paths: { [pagesPath]: app.handle }, stop: app.stop };
    },
  };
}
