import { randomBytes, randomUUID } from 'node:crypto';
import type { Account } from '../../flows/chat-input.ts';
import type { Brief, MailboxWord, Tidings } from '../../flows/chat-message.ts';
import type { MailLink, MailStore } from '../../flows/mail-ports.ts';
import { makePauses } from '../../flows/pauses.ts';
import type { Clock, Log } from '../../flows/ports.ts';
import { failureOf } from './failure.ts';
import type { Mail, Mailer } from './mailer.ts';
import { pagesPath } from './paths.ts';
import { hashOf, hashOfCode, newCode, newSecret } from '../../flows/secrets.ts';
import {
  writeCode,
  writeFirstLink,
  writeNewLink,
  writeNotice,
  writeTidings,
  writeToMailbox,
} from './write-mail.ts';

/** What the way out and the pages share: e-mails of ours, with the links that lead to the pages. */
export type Post = {
  /** What came with a notice, and the id of the message that its link opens. */
  readonly notice: (
    account: Account,
    brief: Brief | Tidings | undefined,
  ) => Promise<Posted & { readonly message: string }>;
  /** Word to a mailbox that is nobody's own, with no link of anybody's in it; `id`: what the e-mail is known by. */
  readonly toMailbox: (
    account: Account,
    address: string,
    word: MailboxWord,
  ) => Promise<Posted & { readonly id: string }>;
  /** A new link in place of one, to the address that the first was made for. */
  readonly newLink: (old: MailLink) => Promise<Posted>;
  /** The link of somebody who had none: it opens their home. */
  readonly firstLink: (account: Account) => Promise<Posted>;
  /** A code for a link, to the address that the link was made for. `enough`: too many were sent already. */
  readonly code: (link: MailLink, token: string) => Promise<Posted | { readonly kind: 'enough' }>;
};

export type Posted =
  | { readonly kind: 'sent' }
  | { readonly kind: 'never'; readonly why: string }
  | { readonly kind: 'later'; readonly why: string; readonly afterMs: number };

export type PostNeeds = {
  readonly mailer: Mailer;
  readonly store: MailStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Where people reach the pages, without a slash at the end. */
  readonly baseUrl: string;
};

const day = 24 * 3_600_000;
/** A link is good for a week: over a weekend with a bank holiday, and no longer than a case can wait for. */
const linkKeptMs = 7 * day;
export const codeMinutes = 10;

export function openPost({ mailer, store, clock, log, baseUrl }: PostNeeds): Post {
  const { links, returns } = store;
  const pauses = makePauses();

  async function post(
    account: Account,
    what: { readonly link: string } | { readonly mailbox: string },
    written: Omit<Mail, 'id' | 'to'>,
    to = account.user,
  ): Promise<Posted & { readonly left: boolean; readonly id: string }> {
    const id = randomBytes(18).toString('hex');
    const mail = { ...written, id, to };
    try {
      await mailer.send(mail);
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      const { why } = failure;
      if (failure.kind === 'never') {
        log.warn({ ...what, why }, 'the mail server refuses an e-mail');
        if (failure.isReturned) await returns.note(account, why, clock.now());
        return { kind: 'never', why, left: false, id };
      }
      if (failure.isOurs) log.error({ ...what, why }, 'the mail server refuses the bot itself');
      if (failure.mayHaveArrived) await noteSent(id, account);
      return { kind: 'later', why, afterMs: pauses.next(account.user), left: failure.mayHaveArrived, id };
    }
    pauses.over(account.user);
    await noteSent(id, account);
    return { kind: 'sent', left: true, id };
  }

  /** It has left by now: that this cannot be kept must not have it sent again. Should it come back, nobody knows whose it was. */
  async function noteSent(id: string, account: Account): Promise<void> {
    try {
      await returns.noteSent(id, account, clock.now());
    } catch {
      log.warn({ mail: id }, 'it could not be kept that an e-mail was sent');
    }
  }

  /** The link is kept before it is sent, so that nobody is faster, and forgotten where it certainly did not leave. */
  async function postLink(
    account: Account,
    message: string,
    write: (url: string, until: Date) => Omit<Mail, 'id' | 'to'>,
  ): Promise<Posted> {
    const token = newSecret();
    const until = new Date(clock.now().getTime() + linkKeptMs);
    const link: MailLink = { id: randomUUID(), account, message, until };
    await links.keep(link, hashOf(token));
    const written = write(`${baseUrl}${pagesPath}${token}`, until);
    const { left, id: _id, ...posted } = await post(account, { link: link.id }, written);
    if (left) log.info({ link: link.id, message }, 'a link was sent');
    else await links.drop(link.id);
    return posted;
  }

  return {
    notice: async (account, brief) => {
      const message = randomUUID();
      // What belongs to no case is said in the e-mail itself, and its link opens their home.
      const opens = brief !== undefined && 'says' in brief ? '' : message;
      const posted = await postLink(account, opens, (url, until) =>
        brief !== undefined && 'says' in brief
          ? writeTidings(brief, url, until)
          : writeNotice(brief, url, until),
      );
      return { ...posted, message };
    },
    toMailbox: async (account, address, word) => {
      const written = writeToMailbox(word, `${baseUrl}${pagesPath}`);
      const { left: _left, ...posted } = await post(account, { mailbox: account.space }, written, address);
      return posted;
    },
    newLink: ({ account, message }) => postLink(account, message, writeNewLink),
    firstLink: (account) => postLink(account, '', writeFirstLink),
    code: async (link, token) => {
      const code = newCode();
      const until = new Date(clock.now().getTime() + codeMinutes * 60_000);
      if (!(await links.newCode(link.id, hashOfCode(code, token), until))) return { kind: 'enough' };
      const written = writeCode(code, codeMinutes);
      const { left: _left, id: _id, ...posted } = await post(link.account, { link: link.id }, written);
      log.info({ link: link.id, posted: posted.kind }, 'a code was sent');
      return posted;
    },
  };
}
