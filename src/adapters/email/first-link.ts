import { domainOfAddress, normalEmail } from '../../directory/lookup.ts';
import type { Account } from '../../flows/chat-input.ts';
import type { MailStore } from '../../flows/mail-ports.ts';
import type { Log } from '../../flows/ports.ts';
import { tooMany, type PageAnswer } from './door.ts';
import { drawAskForm, drawMayBeOnItsWay } from './draw-first-link.ts';
import type { PageLimits } from './limits.ts';
import type { Post } from './post.ts';

export type FirstLinkNeeds = {
  readonly store: Pick<MailStore, 'returns'>;
  readonly post: Pick<Post, 'firstLink'>;
  readonly limits: PageLimits;
  readonly log: Log;
  /** Where the pages are, as people's browsers see it. */
  readonly path: string;
  /** Whether the directory has somebody with that address, whose agency lists its mail domain. */
  readonly isListed: (account: Account) => boolean;
};

/** As long as an address may be (RFC 5321). */
const longest = 254;

/**
 * For somebody to whom nothing was ever sent: they say their address, and where the directory has it a link is sent there.
 * The answer is the same whoever asks, and leaves before it is looked at who that is.
 */
export function openFirstLink({ store, post, limits, log, path, isListed }: FirstLinkNeeds) {
  async function send(account: Account): Promise<void> {
    if (!isListed(account)) return;
    // Whoever asks has proved nothing yet, so it takes more than this to write to a mailbox that is gone.
    if (await store.returns.isReturned(account)) return;
    if ((await limits.firstLinks(account.user)) !== undefined) return;
    const posted = await post.firstLink(account);
    log.info({ posted: posted.kind }, 'a first link was asked for');
  }

  return {
    look: (): PageAnswer => ({ status: 200, page: drawAskForm(path) }),
    ask: async (typed: string, from: string): Promise<PageAnswer> => {
      const wait = await limits.tries(from);
      if (wait !== undefined) return tooMany(wait);
      const account = accountOf(typed);
      if (account === undefined) {
        const problem = 'Type a whole e-mail address, such as noor@lantern.example.org.';
        return { status: 422, page: drawAskForm(path, problem) };
      }
      return { status: 200, page: drawMayBeOnItsWay(), afterwards: () => send(account) };
    },
  };
}

function accountOf(typed: string): Account | undefined {
  const user = normalEmail(typed);
  if (user.length > longest || !/^[^\s@<>",;]+@[^\s@<>",;]+$/u.test(user)) return undefined;
  return { platform: 'email', space: domainOfAddress(user), user };
}
