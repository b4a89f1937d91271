import { emailApp } from '../../../src/adapters/email/app.ts';
import { emailChat } from '../../../src/adapters/email/chat.ts';
import type { Mail } from '../../../src/adapters/email/mailer.ts';
import { openPost } from '../../../src/adapters/email/post.ts';
import { memoryMail } from '../memory/memory-mail.ts';
import { formKeyOf } from '../../../src/flows/secrets.ts';
import { emailClient, type EmailDesk } from './email-client.ts';
import type { Side, SideOptions } from './side.ts';

const pages = '/o/';

/** Mailboxes with the real adapter on them: what is sent lies in memory, the pages are asked for over HTTP. */
export function startEmailSide({ clock, log, route }: SideOptions): Promise<Side> {
  const store = memoryMail();
  const links = new Map<string, string[]>();
  const renewed = new Map<string, string[]>();
  const codes = new Map<string, string>();
  let cookie = '';
  const post = openPost({
    mailer: {
      send: (mail) => {
        arrive(mail);
        return Promise.resolve();
      },
      check: () => Promise.resolve(),
    },
    store,
    clock,
    log,
    baseUrl: 'http://localhost',
  });
  const unlimited = () => Promise.resolve(undefined);
  const limits = {
    places: unlimited,
    pages: unlimited,
    tries: unlimited,
    newLinks: unlimited,
    firstLinks: unlimited,
    deeds: unlimited,
  };
  const app = emailApp({
    store,
    post,
    clock,
    log,
    baseUrl: 'http://localhost',
    proxies: 0,
    slashCommand: '/escalate',
    isListed: () => false,
    route,
    limits,
  });
  const desk: EmailDesk = {
    takeLink: (address) => links.get(address)?.shift(),
    takeRenewed: (address) => renewed.get(address)?.shift(),
    signedIn: (given) => void (cookie = given),
    codeFor: (address) => codes.get(address) ?? '',
    sendLink: async (account) => {
      await post.notice(account, undefined);
    },
  };

  function arrive({ to, subject, text }: Mail): void {
    const box = subject === 'Concordat: your new link' ? renewed : links;
    const link = /http:\/\/localhost\/o\/\S+/u.exec(text)?.[0];
    const code = /^\d{6}$/mu.exec(text)?.[0];
    if (link !== undefined) box.set(to, [...(box.get(to) ?? []), link]);
    if (code !== undefined) codes.set(to, code);
  }

  return Promise.resolve({
    path: pages,
    handle: app.handle,
    // From the browser of whoever signed in last, with the key of their session.
    raw: (url, body, type) =>
      fetch(url, {
        method: 'POST',
        redirect: 'manual',
        body: body.replaceAll('SESSION_KEY', formKeyOf(cookie.split('=')[1] ?? '')),
        headers: { 'content-type': type, cookie },
      }),
    chat: emailChat({ post, store }),
    client: (name, account, url) => emailClient(name, account, url, desk),
    refused: () => [],
    stop: app.stop,
  });
}
