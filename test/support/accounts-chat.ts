import { isSame } from '../../src/flows/accounts.ts';
import type { Account } from '../../src/flows/chat-input.ts';
import type { Message } from '../../src/flows/chat-message.ts';
import type { Chat, Reach } from '../../src/flows/ports.ts';

/** How an account stands: as a check finds it, or `refuses`, where a check finds nothing and no message arrives. */
type Standing = Reach | { readonly kind: 'refuses'; readonly why: string };
type Held = { readonly account: Account; readonly email: string; readonly standing: Standing };

const reachable: Reach = { kind: 'reachable' };

/** A chat on which people have as many accounts as a story gives them, each as the story says it stands. */
export function accountsChat() {
  const held: Held[] = [];
  const sent: { readonly to: Account; readonly message: Message }[] = [];
  const looked: string[] = [];
  const asked: Account[] = [];
  const find = (account: Account) => held.find((one) => isSame(one.account, account));
  const standingOf = (account: Account): Standing =>
    find(account)?.standing ?? { kind: 'unreachable', why: 'that account is not known' };
  const chat: Chat = {
    send: (account, message) => {
      const standing = standingOf(account);
      switch (standing.kind) {
        case 'reachable':
          sent.push({ to: account, message });
          return Promise.resolve({ kind: 'sent' });
        case 'unknown':
          return Promise.resolve({ kind: 'later', afterMs: standing.afterMs, why: standing.why });
        case 'unreachable':
        case 'refuses':
          return Promise.resolve({ kind: 'never', why: standing.why });
      }
    },
    update: () => Promise.resolve({ kind: 'sent' }),
    profile: (account) => {
      const found = find(account);
      return Promise.resolve(
        found && { email: found.email, active: standingOf(account).kind !== 'unreachable' },
      );
    },
    find: (space, email) => {
      looked.push(space.id);
      const there = held.find(
        ({ account, email: theirs, standing }) =>
          account.platform === space.platform &&
          account.space === space.id &&
          theirs === email &&
          standing.kind !== 'unreachable',
      );
      return Promise.resolve(there?.account);
    },
    reach: (account) => {
      asked.push(account);
      const standing = standingOf(account);
      return Promise.resolve(standing.kind === 'refuses' ? reachable : standing);
    },
    nameOf: ({ platform, id }) => `${platform === 'slack' ? 'Slack' : 'Microsoft Teams'} (${id})`,
  };
  return {
    chat,
    sent,
    /** The spaces in which somebody was looked for by their address, in order. */
    looked,
    /** The accounts of which it was asked whether they can be reached, in order. */
    asked,
    /** Somebody has an account with this address, which stands so; one that they had stands so from now on. */
    has: (account: Account, email: string, standing: Standing = reachable): void => {
      const at = held.findIndex((one) => isSame(one.account, account));
      if (at >= 0) held.splice(at, 1);
      held.push({ account, email, standing });
    },
  };
}
