import type { Account } from '../src/flows/chat-input.ts';
import { emailClient, type EmailDesk } from '../test/support/platforms/email-client.ts';
import type { Client, Shown } from './client.ts';
import type { PracticeMail, PracticeMailbox } from './mailbox.ts';

/**
 * Somebody with a mailbox and a browser: reads their e-mails, and opens the newest link whenever they are to do something and
 * have been away for so long that they are signed out.
 */
export function mailClient(
  person: { readonly name: string; readonly account: Account },
  { mailbox, pages }: { readonly mailbox: PracticeMailbox; readonly pages: string },
): Client {
  const { name, account } = person;
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
    // It comes once the page has said so.
    takeRenewed: async () => {
      for (let tries = 0; tries < 100; tries += 1) {
        const link = desk.takeLink(account.user);
        if (link !== undefined) return link;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return undefined;
    },
    // An old one is as good: the page that it leads to sends a new one.
    sendLink: () => Promise.resolve(void used.delete(linksIn().at(-1) ?? '')),
  };
  const browser = emailClient(name, account, pages, desk);

  return {
    platform: 'Email',
    messages: () => [...mailbox.mails(account.user).filter(isNotice).map(shown), ...browser.messages()],
    front: () => browser.front(),
    type: (text) => browser.type(text),
    openHome: () => browser.openHome(),
    press: (where, button) => browser.press(where, button),
    submit: (answers) => browser.submit(answers),
    close: () => browser.close(),
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
