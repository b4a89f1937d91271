import type { Account } from '../../../src/flows/chat-input.ts';
import { filledIn } from './given.ts';
import { readPage, type ReadPage } from './read-page.ts';
import type { Answered, BenchClient, Seen } from './seen.ts';

export type EmailDesk = {
  /** The newest link that was sent to an address, and takes it away. */
  readonly takeLink: (address: string) => string | undefined;
  /** The link that was sent in place of one that is over, and takes it away. */
  readonly takeRenewed: (address: string) => string | undefined | Promise<string | undefined>;
  /** Hears of the cookie of whoever signed in. */
  readonly signedIn?: (cookie: string) => void;
  /** The newest code that was sent to an address. */
  readonly codeFor: (address: string) => string;
  /** Has a link sent, as for somebody who has nothing to read yet. */
  readonly sendLink: (account: Account) => Promise<void>;
};

/**
 * Somebody with a mailbox and a browser in which nothing runs: opens the link of an e-mail, types the code, presses and fills
 * in what the page has. What a page says in place of a message is one of their messages.
 */
export function emailClient(name: string, account: Account, url: string, desk: EmailDesk) {
  const messages = new Map<string, Seen>();
  let made = 0;
  let cookie: string | undefined;
  let page: ReadPage | undefined;
  let home: Seen | undefined;
  let said: Seen | undefined;
  let last: (() => Promise<Response>) | undefined;
  let answered: Answered = { status: 0, body: undefined };
  const isForm = ({ seen }: ReadPage): boolean => seen.close !== undefined && seen.close !== 'Back';

  async function ask(path: string, body?: URLSearchParams): Promise<string> {
    const work = () =>
      fetch(new URL(path, url), {
        method: body === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
        headers: cookie === undefined ? {} : { cookie },
      });
    last = work;
    const response = await work();
    const set = response.headers.get('set-cookie');
    if (set !== null) {
      cookie = set.split(';')[0];
      desk.signedIn?.(cookie ?? '');
    }
    const goTo = response.headers.get('location');
    if (response.status === 303 && goTo !== null) return ask(goTo);
    const text = await response.text();
    answered = { status: response.status, body: text };
    if (![200, 401, 410, 422].includes(response.status))
      throw new Error(`${name} was answered ${response.status}: ${text.slice(0, 2000)}`);
    return text;
  }

  function take(text: string): Seen {
    const id = `page ${(made += 1)}`;
    const read = readPage(id, text);
    const { seen, title } = read;
    page = read;
    if (isForm(read)) return seen;
    // A title is the first line of what a message or the home view says.
    const whole = { ...seen, title: '', words: `${title}\n${seen.words}` };
    page = { ...read, seen: whole };
    // The list of cases that was asked for by name and the home view have the same title.
    if (title === 'Your cases') home = whole;
    said = whole;
    if (seen.close === undefined) messages.set(id, whole);
    return whole;
  }

  /** Opens a link: looked at once by a mail scanner before, it is good all the same. */
  async function signIn(link: string): Promise<Seen> {
    const path = new URL(link).pathname;
    await fetch(new URL(path, url));
    const page = await ask(path);
    if (answered.status === 410) return signIn(await renewed(path));
    // Signed in already, they see at once what it leads to.
    if (!page.includes('send-code')) return take(page);
    await ask(path, new URLSearchParams({ do: 'send-code' }));
    return take(await ask(path, new URLSearchParams({ do: 'try-code', code: desk.codeFor(account.user) })));
  }
  /** Weeks went by before they looked: they ask for a new link, which is sent after the page has said so. */
  async function renewed(path: string): Promise<string> {
    await ask(path, new URLSearchParams({ do: 'new-link' }));
    for (let turns = 0; turns < 1_000; turns += 1) {
      const link = await desk.takeRenewed(account.user);
      if (link !== undefined) return link;
      await new Promise((resolve) => void setImmediate(resolve));
    }
    throw new Error(`${name} was sent no new link`);
  }
  async function signedIn(): Promise<void> {
    if (cookie !== undefined) return;
    const waiting = desk.takeLink(account.user);
    if (waiting === undefined) await desk.sendLink(account);
    await signIn(waiting ?? desk.takeLink(account.user) ?? '');
  }
  async function send(fields: readonly (readonly [string, string])[]): Promise<Seen> {
    await signedIn();
    const text = await ask(url, bodyOf(fields));
    if (answered.status !== 401) return take(text);
    // Half an hour went by: signed in again, they do it again.
    cookie = undefined;
    await signedIn();
    return take(await ask(url, bodyOf(fields)));
  }
  function bodyOf(fields: readonly (readonly [string, string])[]): URLSearchParams {
    const { key = '', page: from = '', of = '' } = page?.hidden ?? {};
    const body = new URLSearchParams({ key, page: from, of });
    for (const [field, value] of fields) body.append(field, value);
    return body;
  }
  const front = (): Seen | undefined => (page !== undefined && isForm(page) ? page.seen : undefined);

  return {
    name,
    platform: 'Email',
    messages: () => [...messages.values()],
    front,
    home: () => home,
    said: () => said,
    type: async (text) => {
      await send([
        ['do', 'type'],
        ['text', text],
      ]);
      return front();
    },
    openHome: async () => {
      const seen = await send([['do', 'home']]);
      home = seen;
      return seen;
    },
    press: async (_where, { act }) => {
      await send([['press', JSON.stringify(act)]]);
      return front();
    },
    submit: async (answers) => {
      const form = page;
      if (form === undefined || !isForm(form)) throw new Error(`${name} has no form open`);
      const typed = [...filledIn(form.seen.fields, answers)].flatMap(([id, answer]) =>
        [answer ?? []].flat().map((one): readonly [string, string] => [`field:${id}`, one]),
      );
      const seen = await send([['do', 'send'], ['form', form.hidden['form'] ?? ''], ...typed]);
      const wrong = seen.fields.flatMap((field) =>
        field.wrong === undefined ? [] : [[field.id, field.wrong] as const],
      );
      return wrong.length > 0 || (page?.problems.length ?? 0) > 0
        ? { kind: 'wrong', errors: Object.fromEntries(wrong) }
        : { kind: 'taken', front: front() };
    },
    close: async () => {
      if (front() !== undefined) await send([['do', 'back']]);
    },
    waitFor: () => Promise.reject(new Error('Nothing is waited for here')),
    again: async () => {
      if (last === undefined) throw new Error(`${name} has done nothing yet`);
      const response = await last();
      const text = await response.text();
      answered = { status: response.status, body: text };
      take(text);
      return answered;
    },
    answered: () => answered,
    end: () => undefined,
    /** Opens every e-mail that came: each has a link of its own. */
    readMail: async (): Promise<void> => {
      for (let link = desk.takeLink(account.user); link !== undefined; link = desk.takeLink(account.user)) {
        const before = page;
        await signIn(link);
        if (before !== undefined && isForm(before)) page = before;
      }
    },
  } satisfies BenchClient & { readonly readMail: () => Promise<void> };
}
