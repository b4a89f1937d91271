import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { Account, ChatInput } from '../../flows/chat-input.ts';
import type { Reply } from '../../flows/chat-message.ts';
import { faultOf } from '../../flows/fault-of.ts';
import type { MailSession, MailStore } from '../../flows/mail-ports.ts';
import type { Clock, Log } from '../../flows/ports.ts';
import { countUnderWay } from '../../flows/under-way.ts';
import { messageOf } from './chat.ts';
import { openDoor, sessionMs, tooMany, type PageAnswer } from './door.ts';
import { drawDeadLink, drawSentElsewhere, drawSignedOut, drawSimple } from './draw-door.ts';
import { drawReply } from './draw-page.ts';
import { pageHeaders } from '../../pages/headers.ts';
import { isOfOwnPage } from '../../pages/own-page.ts';
import { readSent } from '../../pages/read-sent.ts';
import { openFirstLink } from './first-link.ts';
import { makePageLimits, type PageLimits } from './limits.ts';
import { pagesPath } from './paths.ts';
import type { Post } from './post.ts';
import { readDeed, type Deed } from './read-post.ts';
import { formKeyOf, hashOf, isSecret } from '../../flows/secrets.ts';
import { cookieIn, whoseRequest } from '../../pages/whose-request.ts';

export type EmailAppOptions = {
  readonly store: MailStore;
  readonly post: Post;
  readonly clock: Clock;
  readonly log: Log;
  /** Where people reach the pages, without a slash at the end. */
  readonly baseUrl: string;
  /** How many proxies of ours stand before the bot. */
  readonly proxies: number;
  readonly slashCommand: string;
  /** Whether the directory has somebody with that address, whose agency lists its mail domain. */
  readonly isListed: (account: Account) => boolean;
  /** The flows' answer to an input; whatever it wrote is committed when it answers. */
  readonly route: (input: ChatInput) => Promise<Reply>;
  /** How much is let through: as usual, where nothing else is given. */
  readonly limits?: PageLimits;
};

export type EmailApp = {
  /** Answers a request below `pagesPath`. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Turns new requests away, and waits for those under way and for what they still send. */
  readonly stop: () => Promise<void>;
};

const cookieName = 'concordat';
/** Said to a browser where somebody goes too fast: that is over in a few seconds. */
const waitSeconds = 5;

/** Somebody who is signed in, and the message that their page belongs to. */
type Sitting = { readonly session: MailSession; readonly secret: string; readonly of: string };

/**
 * E-mail's way in: the pages that e-mails lead to. Whoever has a link proves with a code that the address is theirs; from then
 * on a page does what a message does in chat. Plain HTML, nothing runs in it. Nothing is shown before it is committed.
 */
export function emailApp(options: EmailAppOptions): EmailApp {
  const { store, post, clock, log, slashCommand, isListed, route } = options;
  const base = new URL(options.baseUrl);
  const isHttps = base.protocol === 'https:';
  const path = `${base.pathname.replace(/\/+$/u, '')}${pagesPath}`;
  const limits = options.limits ?? makePageLimits();
  const underWay = countUnderWay();
  const door = openDoor({ store, post, limits, clock, log, path });
  const firstLink = openFirstLink({ store, post, limits, log, path, isListed });
  let stopping = false;

  async function answer(request: IncomingMessage): Promise<PageAnswer> {
    const { method = 'GET' } = request;
    const isLook = method === 'GET' || method === 'HEAD';
    if (!isLook && method !== 'POST') return { status: 405, page: '' };
    const token = tokenIn(request);
    const from = whoseRequest(request, options.proxies);
    const crowded = await limits.places(from);
    if (crowded !== undefined) return tooMany(crowded);
    const secret = cookieIn(request, cookieName) ?? '';
    const session = await sessionOf(secret);
    const wait = session === undefined ? await limits.pages(from) : await limits.deeds(session.link);
    if (wait !== undefined) return tooMany(wait);
    if (isLook) {
      if (session !== undefined) return look(session, secret, token);
      return token === '' ? firstLink.look() : door.look(token);
    }
    // Before anything is read: a link has no session, so the key of one says nothing of where a press on its page is from.
    if (!isOfOwnPage(request, base.origin)) return elsewhere();
    const sent = await readSent(request);
    if (sent === undefined) return refuse(400, 'nothing that a page of ours sends');
    if (token !== '') return door.act(token, sent, from, session);
    if (sent.get('do') === 'ask-link') return firstLink.ask(sent.get('address') ?? '', from);
    if (session === undefined) return over(path);
    if (sent.get('key') !== formKeyOf(secret)) return refuse(403, 'a form of another session');
    const deed = readDeed(sent);
    if (deed === undefined) return refuse(400, 'nothing that a page of ours sends');
    return doIt({ session, secret, of: sent.get('of') ?? '' }, deed, sent.get('page') ?? '');
  }

  function sessionOf(secret: string): Promise<MailSession | undefined> {
    if (!isSecret(secret)) return Promise.resolve(undefined);
    const now = clock.now();
    return store.sessions.goOn(hashOf(secret), now, new Date(now.getTime() + sessionMs));
  }

  /** Signed in already: what the link leads to, whether it was used or not; without one, their home. */
  async function look(session: MailSession, secret: string, token: string): Promise<PageAnswer> {
    const of = token === '' ? '' : await door.messageFor(token, session);
    if (of === undefined) return door.look(token);
    const sitting = { session, secret, of };
    return show(sitting, await backTo(sitting, randomUUID()));
  }

  async function doIt(sitting: Sitting, deed: Deed, page: string): Promise<PageAnswer> {
    const { session, secret } = sitting;
    if (deed.kind === 'sign-out') {
      await store.sessions.end(hashOf(secret));
      log.info({ link: session.link }, 'somebody signed out');
      return { status: 200, page: drawSignedOut(path), session: '' };
    }
    // The same thing sent twice from one page is one input; something else sent from it is another.
    const id = `page:${hashOf(JSON.stringify([session.link, page, deed]))}`;
    const reply = deed.kind === 'back' ? await backTo(sitting, id) : await route(inputOf(deed, session, id));
    return show(sitting, reply);
  }

  function inputOf(deed: Exclude<Deed, { kind: 'back' | 'sign-out' }>, session: MailSession, id: string) {
    const head = { id, account: session.account, at: clock.now() };
    switch (deed.kind) {
      case 'pressed':
        return { ...head, kind: 'pressed', act: deed.act, onPage: true } as const;
      case 'submitted':
        return { ...head, kind: 'submitted', form: deed.form, answers: deed.answers } as const;
      case 'typed':
        return {
          ...head,
          kind: 'command',
          text: withoutCommand(deed.text, slashCommand),
          typed: 'on-page',
        } as const;
      case 'home':
        return { ...head, kind: 'home-opened' } as const;
    }
  }

  /** The message that the e-mail was about, as it now reads; where there is none, their home. */
  function backTo({ session: { account }, of }: Sitting, id: string): Promise<Reply> {
    const head = { id, account, at: clock.now() };
    if (of === '') return route({ ...head, kind: 'home-opened' });
    return route({ ...head, kind: 'put-away', of: messageOf({ account, message: of }) });
  }

  async function show(sitting: Sitting, reply: Reply): Promise<PageAnswer> {
    if (reply.kind === 'wait') return tooMany(waitSeconds);
    const shown =
      reply.kind === 'close' || reply.kind === 'nothing' ? await backTo(sitting, randomUUID()) : reply;
    if (shown.kind === 'wait') return tooMany(waitSeconds);
    if (shown.kind === 'close' || shown.kind === 'nothing') throw new Error('There is nothing to show');
    const { secret, of } = sitting;
    const key = { action: path, key: formKeyOf(secret), page: randomUUID(), of };
    return {
      status: shown.kind === 'field-errors' ? 422 : 200,
      page: drawReply(shown, slashCommand, key),
    };
  }

  function elsewhere(): PageAnswer {
    log.warn({ status: 403 }, 'a form that another site sent was refused');
    return { status: 403, page: drawSentElsewhere(path) };
  }

  function refuse(status: number, why: string): PageAnswer {
    log.warn({ status, why }, 'a request to the pages was refused');
    const says =
      'This page was too old, or something in between changed it. Nothing was done. Please go back and try again.';
    return { status, page: drawSimple('That did not work', says) };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answered = await answer(request);
      end(response, answered, { isHttps, path });
      await answered.afterwards?.().catch((error: unknown) => {
        log.error(faultOf(error), 'what was asked for on a page was not done');
      });
    } catch (error) {
      log.error(faultOf(error), 'a request to the pages was not answered');
      const says = 'Something went wrong on our side. Nothing was confirmed. Please go back and try again.';
      end(response, { status: 500, page: drawSimple('That did not work', says) }, { isHttps, path });
    }
  }

  return {
    handle: (request, response) => {
      if (stopping) {
        response.writeHead(503, { connection: 'close' }).end();
        return;
      }
      response.once('close', underWay.begin());
      void handle(request, response).finally(underWay.begin());
    },
    stop: () => {
      stopping = true;
      return underWay.settled();
    },
  };
}

/** There is no session, or it is over. */
function over(path: string): PageAnswer {
  return { status: 401, page: drawDeadLink(path, undefined) };
}

/** What stands below `pagesPath`: the token of a link, or nothing. Where the pages are seen by browsers may differ. */
function tokenIn({ url = '' }: IncomingMessage): string {
  const [path = ''] = url.split('?', 1);
  return path.slice(path.indexOf(pagesPath) + pagesPath.length);
}

function withoutCommand(text: string, slashCommand: string): string {
  const typed = text.trim();
  const word = slashCommand.slice(1);
  const [first = ''] = typed.split(/\s/u, 1);
  const isCommand = [slashCommand, word].includes(first.toLowerCase());
  return isCommand ? typed.slice(first.length).trim() : typed;
}

function end(
  response: ServerResponse,
  { status, page, goTo, session, retryAfter }: PageAnswer,
  { isHttps, path }: { readonly isHttps: boolean; readonly path: string },
): void {
  const cookie = [
    `${cookieName}=${session ?? ''}`,
    `Path=${path}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(isHttps ? ['Secure'] : []),
    ...(session === '' ? ['Max-Age=0'] : []),
  ];
  response.writeHead(status, {
    ...pageHeaders('self', { isHttps }),
    ...(status === 405 ? { allow: 'GET, HEAD, POST' } : {}),
    ...(goTo === undefined ? {} : { location: goTo }),
    ...(session === undefined ? {} : { 'set-cookie': cookie.join('; ') }),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  response.end(page);
}
