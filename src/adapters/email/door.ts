import type { Account } from '../../flows/chat-input.ts';
import type { MailLink, MailSession, MailStore } from '../../flows/mail-ports.ts';
import type { Clock, Log } from '../../flows/ports.ts';
import { drawCodeForm, drawDeadLink, drawDoor, drawNewLinkSent, drawSimple } from './draw-door.ts';
import type { PageLimits } from './limits.ts';
import { codeMinutes, type Post } from './post.ts';
import { hashOf, hashOfCode, isSecret, newSecret } from '../../flows/secrets.ts';

/** A page, or where to go instead; with the secret of a session that begins or the end of one. */
export type PageAnswer = {
  readonly status: number;
  readonly page: string;
  readonly goTo?: string;
  /** The secret of a session that begins; an empty one ends it. */
  readonly session?: string;
  readonly retryAfter?: number;
  /** Begun once the answer has left, so that the time it takes tells nothing; a stop waits for it. */
  readonly afterwards?: () => Promise<unknown>;
};

export type DoorNeeds = {
  readonly store: MailStore;
  readonly post: Post;
  readonly limits: PageLimits;
  readonly clock: Clock;
  readonly log: Log;
  /** Where the pages are, as people's browsers see it. */
  readonly path: string;
};

/** As long as somebody may take over a page before they are signed out. */
export const sessionMs = 30 * 60_000;

/** What the link of an e-mail leads to, until its holder has proved with a code that the address is theirs. */
export function openDoor({ store, post, limits, clock, log, path }: DoorNeeds) {
  /** A link that can still be used. */
  const find = async (token: string) => (isSecret(token) ? store.links.find(hashOf(token)) : undefined);
  const isOpen = (link: MailLink & { readonly isSpent: boolean }): boolean =>
    !link.isSpent && clock.now() < link.until;

  /** Changes nothing whatever happens. */
  async function look(token: string): Promise<PageAnswer> {
    const link = await find(token);
    const action = `${path}${token}`;
    if (link === undefined || !isOpen(link)) return dead(action, link, 'was looked at and cannot be used');
    log.info({ link: link.id }, 'a link was looked at');
    return { status: 200, page: drawDoor(action) };
  }

  function dead(action: string, link: MailLink | undefined, happened: string): PageAnswer {
    log.info(link === undefined ? {} : { link: link.id }, `a link ${happened}`);
    return { status: 410, page: drawDeadLink(path, action) };
  }

  async function act(
    token: string,
    sent: URLSearchParams,
    from: string,
    session: MailSession | undefined,
  ): Promise<PageAnswer> {
    const wait = await limits.tries(from);
    if (wait !== undefined) return tooMany(wait);
    const link = await find(token);
    const action = `${path}${token}`;
    switch (sent.get('do')) {
      case 'new-link':
        return {
          status: 200,
          page: drawNewLinkSent(path),
          ...(link === undefined ? {} : { afterwards: () => newLink(link) }),
        };
      case 'send-code':
        if (link === undefined || !isOpen(link)) return dead(action, link, 'was used and is over');
        return sendCode(link, token, action);
      case 'try-code':
        if (link === undefined || !isOpen(link)) return dead(action, link, 'was used and is over');
        return tryCode(link, token, sent.get('code') ?? '', session);
      default:
        return look(token);
    }
  }

  /** After the answer, which is the same for a link that nobody was ever sent and comes as fast. */
  async function newLink(link: MailLink): Promise<void> {
    // The link's own limit first: whoever holds an old one uses up what it may have, and of its owner's no more than that.
    if (!(await store.links.renew(link.id))) return;
    if ((await limits.newLinks(link.account.user)) !== undefined) return;
    const posted = await post.newLink(link);
    log.info({ link: link.id, posted: posted.kind }, 'a new link was asked for');
  }

  /** Counted for the link alone: were it counted for the address, whoever holds one link could keep its owner from every other. */
  async function sendCode(link: MailLink, token: string, action: string): Promise<PageAnswer> {
    const posted = await post.code(link, token);
    switch (posted.kind) {
      case 'sent':
        return { status: 200, page: drawCodeForm(action, codeMinutes) };
      case 'enough':
        return { status: 429, page: drawDeadLink(path, action, 'So many codes were sent that no more are.') };
      case 'later':
        return {
          status: 503,
          page: drawSimple(
            'The code could not be sent just now',
            'The mail server does not take it. Nothing was changed. Please go back and try again in a few minutes.',
          ),
        };
      case 'never':
        return {
          status: 410,
          page: drawSimple(
            'The code could not be sent',
            'The mail server refuses e-mails to that address. Ask your board’s office to look at the address that it has of you.',
          ),
        };
    }
  }

  async function tryCode(
    link: MailLink,
    token: string,
    typed: string,
    session: MailSession | undefined,
  ): Promise<PageAnswer> {
    const action = `${path}${token}`;
    const code = typed.replace(/\D/gu, '');
    const wrong = (problem: string): PageAnswer => ({
      status: 422,
      page: drawCodeForm(action, codeMinutes, problem),
    });
    // What cannot be a code was mistyped, and is no try.
    if (code.length !== 6) return wrong('The code has six figures. Type it as it stands in the e-mail.');
    const tried = await store.links.tryCode(link.id, hashOfCode(code, token), clock.now());
    log.info({ link: link.id, tried }, 'a code was tried');
    switch (tried) {
      case 'wrong':
        return wrong('That is not the code of the newest e-mail. Look again.');
      case 'old':
        return wrong('That code is too old. Press “Send another code”.');
      case 'spent':
        return dead(action, link, 'has had too many wrong codes');
      case 'right':
        return signIn(link, action, session);
    }
  }

  /** The address works, or the code would not be known: whatever came back before counts no more. */
  async function signIn(
    { id, account }: MailLink,
    action: string,
    session: MailSession | undefined,
  ): Promise<PageAnswer> {
    await store.returns.lift(account);
    log.info({ link: id }, 'somebody signed in');
    // Whoever has a page open already goes on in the same session, so that nothing typed there is lost.
    if (session !== undefined && isSame(session.account, account))
      return { status: 303, page: '', goTo: action };
    const secret = newSecret();
    const now = clock.now();
    const until = new Date(now.getTime() + sessionMs);
    await store.sessions.open({ link: id, account }, hashOf(secret), now, until);
    return { status: 303, page: '', goTo: action, session: secret };
  }

  /** The message of a link, for somebody who is signed in already with the address that it was sent to. */
  async function messageFor(token: string, session: MailSession): Promise<string | undefined> {
    const link = await find(token);
    return link !== undefined && isSame(link.account, session.account) ? link.message : undefined;
  }

  return { look, act, messageFor };
}

function isSame(one: Account, other: Account): boolean {
  return one.space === other.space && one.user === other.user;
}

export function tooMany(retryAfter: number): PageAnswer {
  const says =
    'There were too many tries in a short time. Please wait a few minutes and try again. Nothing was changed.';
  return { status: 429, page: drawSimple('Please wait a little', says), retryAfter };
}
