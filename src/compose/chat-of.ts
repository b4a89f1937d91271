import type { Platform } from '../directory/directory.ts';
import type { Chat, Delivery } from '../flows/ports.ts';

/**
 * One way out for all platforms: each account is written to on its own. An account on a platform that is not set up here
 * cannot be reached, which is said and is no error: the directory may list it, or it was linked while it still was set up.
 */
export function chatOf(chats: Readonly<Partial<Record<Platform, Chat | undefined>>>): Chat {
  return {
    send: (account, message) => chats[account.platform]?.send(account, message) ?? never(account.platform),
    update: (sent, message) =>
      chats[sent.account.platform]?.update(sent, message) ?? never(sent.account.platform),
    profile: (account) => chats[account.platform]?.profile(account) ?? Promise.resolve(undefined),
    find: (space, email) => chats[space.platform]?.find(space, email) ?? Promise.resolve(undefined),
    reach: (account) =>
      chats[account.platform]?.reach(account) ??
      Promise.resolve({ kind: 'unreachable', why: notSetUp(account.platform) }),
    nameOf: (space) => chats[space.platform]?.nameOf(space) ?? `${names[space.platform]} (${space.id})`,
  };
}

const names: Readonly<Record<Platform, string>> = {
  slack: 'Slack',
  teams: 'Microsoft Teams',
  email: 'e-mail',
};

function never(platform: Platform): Promise<Delivery> {
  return Promise.resolve({ kind: 'never', why: notSetUp(platform) });
}

function notSetUp(platform: Platform): string {
  return `Concordat is not set up for ${names[platform]} here`;
}
