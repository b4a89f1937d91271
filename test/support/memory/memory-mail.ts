import type { Account } from '../../../src/flows/chat-input.ts';
import {
  linkLimits,
  longestSessionHours,
  type MailLink,
  type MailSession,
  type MailStore,
} from '../../../src/flows/mail-ports.ts';

type Link = MailLink & {
  readonly hash: string;
  readonly code?: { readonly hash: string; readonly until: Date };
  readonly codes: number;
  readonly tries: number;
  readonly renewals: number;
  readonly isSpent: boolean;
};

/** The twin of what is kept of e-mails. */
export function memoryMail(): MailStore {
  const links = new Map<string, Link>();
  const sessions = new Map<string, MailSession & { readonly opened: Date; readonly until: Date }>();
  const sent = new Map<string, Account>();
  const returned = new Map<string, string>();
  const change = (id: string, allowed: (link: Link) => boolean, how: (link: Link) => Link): boolean => {
    const link = links.get(id);
    if (link === undefined || !allowed(link)) return false;
    links.set(id, how(link));
    return true;
  };
  return {
    links: {
      keep: (link, hash) => {
        links.set(link.id, { ...link, hash, codes: 0, tries: 0, renewals: 0, isSpent: false });
        return Promise.resolve();
      },
      drop: (id) => {
        links.delete(id);
        return Promise.resolve();
      },
      find: (wanted) => {
        const found = [...links.values()].find(({ hash }) => hash === wanted);
        if (found === undefined) return Promise.resolve(undefined);
        const { id, account, message, until, isSpent } = found;
        return Promise.resolve({ id, account, message, until, isSpent });
      },
      newCode: (id, hash, until) =>
        Promise.resolve(
          change(
            id,
            ({ isSpent, codes }) => !isSpent && codes < linkLimits.codes,
            (link) => ({ ...link, code: { hash, until }, codes: link.codes + 1 }),
          ),
        ),
      tryCode: (id, hash, at) => {
        const link = links.get(id);
        if (link === undefined || link.isSpent) return Promise.resolve('spent');
        if (link.code === undefined || link.code.until <= at) return Promise.resolve('old');
        const isRight = link.code.hash === hash;
        const tries = link.tries + 1;
        const isSpent = isRight || tries >= linkLimits.tries;
        links.set(id, { ...link, tries, isSpent });
        return Promise.resolve(isRight ? 'right' : isSpent ? 'spent' : 'wrong');
      },
      renew: (id) =>
        Promise.resolve(
          change(
            id,
            ({ renewals }) => renewals < linkLimits.renewals,
            (link) => ({ ...link, renewals: link.renewals + 1 }),
          ),
        ),
    },
    sessions: {
      open: (session, hash, opened, until) => {
        sessions.set(hash, { ...session, opened, until });
        return Promise.resolve();
      },
      goOn: (hash, at, until) => {
        const session = sessions.get(hash);
        if (session === undefined || session.until <= at) return Promise.resolve(undefined);
        const last = session.opened.getTime() + longestSessionHours * 3_600_000;
        sessions.set(hash, { ...session, until: new Date(Math.min(until.getTime(), last)) });
        const { account, link } = session;
        return Promise.resolve({ account, link });
      },
      end: (hash) => {
        sessions.delete(hash);
        return Promise.resolve();
      },
    },
    returns: {
      noteSent: (id, account) => {
        sent.set(id, account);
        return Promise.resolve();
      },
      sentTo: (id) => Promise.resolve(sent.get(id)),
      isReturned: (account) => Promise.resolve(returned.has(keyOf(account))),
      note: (account, why) => {
        const isKnown = returned.has(keyOf(account));
        if (!isKnown) returned.set(keyOf(account), why);
        return Promise.resolve(isKnown ? 'known' : 'new');
      },
      lift: (account) => Promise.resolve(returned.delete(keyOf(account))),
    },
  };
}

function keyOf({ space, user }: Account): string {
  return `${space} ${user}`;
}
