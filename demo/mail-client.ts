import type { Account } from '../src/flows/chat-input.ts';
import { emailClient, type EmailDesk } from '../test/support/platforms/email-client.ts';
import type { Client, Shown } from './client.ts';
import type { PracticeMail, PracticeMailbox } from './mailbox.ts';

/** Somebody is signed out half an hour after they last did something; earlier by a little is safe. */
const awayMs = 25 * 60_000;

/**
 * Somebody with a mailbox and a browser: reads their e-mails, and opens the newest link whenever they have been away for so
 * long that they are signed out. `now` is the demo's time.
 */
export function mailClient(
  person: { readonly name: string; readonly account: Account },
  place: { readonly mailbox: PracticeMailbox; readonly pages: string; readonly now: () => Date },
): Client {
  const { name, account } = person;
  const { mailbox, pages, now } = place;
  const used = new Set<string>();
  const linksIn = () => mailbox.mails(account.user).flatMap(({ text }) => /^https?:\S+$/mu.exec(text) ?? []);
  const desk: EmailDesk = {
    takeLink: () => {
      const link = linksIn()
        .filter((one) => !used.has(one))
        .at(-1);
      if (link !== undefined) used.add(link);
      return link;
    },
    codeFor: () => {
      const codes = mailbox.mails(account.user).flatMap(({ text }) => /^\d{6}$/mu.exec(text) ?? []);
      return codes.at(-1) ?? '';
    },
    sendLink: async () => {
      const [old] = linksIn().slice(-1);
      if (old === undefined) throw new Error(`${name} has had no e-mail yet.`);
      const before = linksIn().length;
      await fetch(old, { method: 'POST', body: new URLSearchParams({ do: 'new-link' }) });
      // The page is answered first, and the e-mail comes after it.
      for (let tries = 0; tries < 100 && linksIn().length === before; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
  const open = () => emailClient(name, account, pages, desk);
  let browser = open();
  let lastUsed = now();

  function here() {
    if (now().getTime() - lastUsed.getTime() > awayMs) {
      browser = open();
    }
    lastUsed = now();
    return browser;
  }

  return {
    platform: 'Email',
    messages: () => [...mailbox.mails(account.user).filter(isNotice).map(shown), ...browser.messages()],
    front: () => browser.front(),
    type: (text) => here().type(text),
    openHome: () => here().openHome(),
    press: (where, button) => here().press(where, button),
    submit: (answers) => here().submit(answers),
    close: () => here().close(),
    waitFor: (what, find) => {
      const found = find();
      return found === undefined
        ? Promise.reject(new Error(`${name} waits for ${what}`))
        : Promise.resolve(found);
    },
    end: () => undefined,
  };
}

function isNotice({ text }: PracticeMail): boolean {
  return !/^\d{6}$/mu.test(text);
}

function shown({ id, subject, text }: PracticeMail): Shown {
  return { id, words: `${subject}\n${text}`, buttons: [], fields: [], submit: undefined };
}
