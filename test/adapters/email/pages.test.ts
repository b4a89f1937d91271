import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emailApp, type EmailApp } from '../../../src/adapters/email/app.ts';
import type { Mail } from '../../../src/adapters/email/mailer.ts';
import { makePageLimits, type PageLimits } from '../../../src/adapters/email/limits.ts';
import { openPost, type Post } from '../../../src/adapters/email/post.ts';
import type { ChatInput } from '../../../src/flows/chat-input.ts';
import type { Reply } from '../../../src/flows/chat-message.ts';
import type { MailStore } from '../../../src/flows/mail-ports.ts';
import { memoryMail } from '../../support/memory/memory-mail.ts';
import { pageVisitor } from '../../support/page-visitor.ts';

/* The pages that e-mails lead to, over HTTP: who gets in, and what cannot be done to them. */

const noor = { platform: 'email', space: 'lantern.example.org', user: 'noor@lantern.example.org' } as const;
const secretWords = 'RED-4F7K2: speak with Amara Quill';

let now: Date;
let store: MailStore;
let mails: Mail[];
let inputs: ChatInput[];
let logged: string[];
let answer: (input: ChatInput) => Reply;
/** What the mail server waits for before it takes an e-mail. */
let takes: Promise<void>;
let post: Post;
let app: EmailApp;
let server: Server;
let base: string;

const message: Reply = {
  kind: 'message',
  message: {
    summary: secretWords,
    blocks: [
      { kind: 'heading', text: secretWords },
      {
        kind: 'buttons',
        buttons: [{ label: 'I have seen this', act: { do: 'acknowledge', caseId: 'c1' } }],
      },
    ],
  },
};

async function open(proxies = 0, limits: Partial<PageLimits> = {}): Promise<void> {
  const note = (fields: object, says: string) => void logged.push(JSON.stringify({ ...fields, says }));
  const log = { info: note, warn: note, error: note };
  const clock = { now: () => now };
  const mailer = {
    send: async (mail: Mail) => {
      await takes;
      mails.push(mail);
    },
    check: () => Promise.resolve(),
  };
  post = openPost({ mailer, store, clock, log, baseUrl: 'https://concordat.example.org' });
  app = emailApp({
    store,
    post,
    clock,
    log,
    baseUrl: 'https://concordat.example.org',
    proxies,
    slashCommand: '/escalate',
    isListed: ({ space, user }) => space === noor.space && user === noor.user,
    route: (input) => {
      inputs.push(input);
      return Promise.resolve(answer(input));
    },
    limits: { ...makePageLimits(), ...limits },
  });
  server = createServer((request, response) => app.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

beforeEach(async () => {
  now = new Date('2026-12-22T10:00:00Z');
  store = memoryMail();
  mails = [];
  inputs = [];
  logged = [];
  answer = () => message;
  takes = Promise.resolve();
  await open();
});
afterEach(close);

const visitor = () => pageVisitor(base);
/** The path of the newest link that was sent. */
const linkIn = (mail: Mail | undefined): string =>
  /https:\/\/\S+(\/o\/\S+)/u.exec(mail?.text ?? '')?.[1] ?? '';
const codeIn = (mail: Mail | undefined): string => /^\d{6}$/mu.exec(mail?.text ?? '')?.[0] ?? '';
const another = (code: string): string => (code === '000000' ? '000001' : '000000');

async function sentLink(): Promise<string> {
  await post.notice(noor, undefined);
  return linkIn(mails.at(-1));
}

async function signedIn(link: string) {
  const browser = visitor();
  await browser.go(link, { do: 'send-code' });
  const page = await browser.go(link, { do: 'try-code', code: codeIn(mails.at(-1)) });
  return { browser, page };
}

describe('a link', () => {
  test('shows nothing of any case before the code is typed, and what it is about after', async () => {
    const link = await sentLink();
    const browser = visitor();
    const door = await browser.go(link);
    expect(door.status).toBe(200);
    expect(door.page?.title).toBe('Concordat has something for you');
    const asked = await browser.go(link, { do: 'send-code' });
    expect(mails.at(-1)?.to).toBe(noor.user);
    for (const page of [door, asked]) expect(page.text).not.toContain('RED-');
    expect(inputs).toEqual([]);
    const opened = await browser.go(link, { do: 'try-code', code: ` ${codeIn(mails.at(-1))} ` });
    expect(opened.page?.title).toBe(secretWords);
    expect(inputs).toMatchObject([{ kind: 'put-away', account: noor, of: { account: noor } }]);
  });

  test('is not spent by a mail scanner that fetches it, and presses what it finds', async () => {
    const link = await sentLink();
    for (let times = 0; times < 20; times += 1) {
      const scanner = visitor();
      expect((await scanner.go(link)).status).toBe(200);
      expect((await scanner.go(link, undefined, 'HEAD')).status).toBe(200);
    }
    await visitor().go(link, { do: 'send-code' });
    expect(inputs).toEqual([]);
    const { page } = await signedIn(link);
    expect(page.page?.title).toBe(secretWords);
  });

  test('works once: afterwards it leads on for whoever is signed in, and for nobody else', async () => {
    const link = await sentLink();
    const { browser } = await signedIn(link);
    expect((await browser.go(link)).page?.title).toBe(secretWords);
    const other = await visitor().go(link);
    expect(other.status).toBe(410);
    expect(other.page?.title).toBe('This link cannot be used');
    const code = codeIn(mails.at(-1));
    expect((await visitor().go(link, { do: 'try-code', code })).status).toBe(410);
  });

  test('that is guessed, expired, used or badly formed looks the same', async () => {
    const used = await sentLink();
    await signedIn(used);
    const expired = await sentLink();
    const guessed = `/o/${'A'.repeat(43)}`;
    const bad = '/o/..%2f..%2fetc';
    now = new Date(now.getTime() + 7 * 86_400_000);
    const texts = [];
    for (const link of [used, expired, guessed, bad]) {
      for (const fields of [undefined, { do: 'send-code' }, { do: 'try-code', code: '123456' }]) {
        const { status, text } = await visitor().go(link, fields);
        expect(status).toBe(410);
        texts.push(text.replaceAll(link, '/o/…'));
      }
    }
    expect([...new Set(texts)]).toHaveLength(1);
  });

  test('forwarded to somebody else is of no use to them: the code goes to the address it was made for', async () => {
    const link = await sentLink();
    const stranger = visitor();
    await stranger.go(link, { do: 'send-code' });
    expect(mails.map(({ to }) => to)).toEqual([noor.user, noor.user]);
    const code = codeIn(mails.at(-1));
    for (let tries = 1; tries < 5; tries += 1) {
      const tried = await stranger.go(link, { do: 'try-code', code: another(code) });
      expect(tried.status).toBe(422);
      expect(tried.text).toContain('That is not the code of the newest e-mail');
    }
    expect((await stranger.go(link, { do: 'try-code', code: another(code) })).status).toBe(410);
    expect((await stranger.go(link, { do: 'try-code', code })).status).toBe(410);
    expect(inputs).toEqual([]);
  });

  test('a new one goes to the same address, for a link of ours alone, and is asked for in the same words', async () => {
    const link = await sentLink();
    await signedIn(link);
    const before = mails.length;
    const known = await visitor().go(link, { do: 'new-link' });
    const unknown = await visitor().go(`/o/${'B'.repeat(43)}`, { do: 'new-link' });
    expect(known.text).toBe(unknown.text);
    expect(known.text).toContain('<a href="/o/">get another with your e-mail address</a>');
    await app.stop();
    expect(mails.slice(before).map(({ to }) => to)).toEqual([noor.user]);
    await close();
    await open();
    const { page } = await signedIn(linkIn(mails.at(-1)));
    expect(page.page?.title).toBe(secretWords);
    const opened = inputs.map((input) => (input.kind === 'put-away' ? input.of?.id : undefined));
    expect(new Set(opened).size).toBe(1);
  });

  test('a code is good for ten minutes, and what cannot be a code is no try', async () => {
    const link = await sentLink();
    const browser = visitor();
    await browser.go(link, { do: 'send-code' });
    const code = codeIn(mails.at(-1));
    for (let times = 0; times < 8; times += 1)
      expect((await browser.go(link, { do: 'try-code', code: '12 34' })).status).toBe(422);
    now = new Date(now.getTime() + 10 * 60_000);
    expect((await browser.go(link, { do: 'try-code', code })).text).toContain('That code is too old');
    await browser.go(link, { do: 'send-code' });
    const last = await browser.go(link, { do: 'try-code', code: codeIn(mails.at(-1)) });
    expect(last.page?.title).toBe(secretWords);
  });

  test('only so many codes are sent for one link, and so many things tried from one place', async () => {
    const link = await sentLink();
    const statuses = [];
    for (let times = 0; times < 6; times += 1)
      statuses.push((await visitor().go(link, { do: 'send-code' })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const tried = [];
    for (let times = 0; times < 30; times += 1)
      tried.push((await visitor().go(`/o/${'C'.repeat(43)}`, { do: 'try-code', code: '123456' })).status);
    expect(tried.at(-1)).toBe(429);
  });

  test('that is old uses up no more than its own: its owner opens the next one, and gets a new one in place of another', async () => {
    const old = await sentLink();
    const another = await sentLink();
    await signedIn(old);
    await signedIn(another);
    const before = mails.length;
    const stranger = visitor();
    for (let times = 0; times < 10; times += 1) {
      await stranger.go(old, { do: 'new-link' });
      await stranger.go(old, { do: 'send-code' });
    }
    await vi.waitFor(() => expect(mails.length - before).toBe(5));

    const { page } = await signedIn(await sentLink());
    expect(page.page?.title).toBe(secretWords);
    const then = mails.length;
    await visitor().go(another, { do: 'new-link' });
    await vi.waitFor(() => expect(mails.length - then).toBe(1));
    expect((await signedIn(linkIn(mails.at(-1)))).page.page?.title).toBe(secretWords);
  });

  test('that is open and in the wrong hands uses up its own codes, and none of another link', async () => {
    const forwarded = await sentLink();
    for (const expected of [200, 200, 200, 200, 200, 429, 429])
      expect((await visitor().go(forwarded, { do: 'send-code' })).status).toBe(expected);
    for (let links = 0; links < 4; links += 1) {
      const { page } = await signedIn(await sentLink());
      expect(page.page?.title).toBe(secretWords);
    }
  });

  test('new ones go to one address ten times in an hour at most, however many old ones somebody has', async () => {
    const old = [await sentLink(), await sentLink(), await sentLink()];
    const before = mails.length;
    for (let times = 0; times < 5; times += 1)
      for (const link of old) await visitor().go(link, { do: 'new-link' });
    await app.stop();
    expect(mails.length - before).toBe(10);
    await close();
    await open();
  });

  test('proving an address lifts that e-mails came back from it', async () => {
    const link = await sentLink();
    await store.returns.note(noor, '5.1.1', now);
    await signedIn(link);
    expect(await store.returns.isReturned(noor)).toBe(false);
  });
});

describe('what is sent from another site', () => {
  const ours = 'https://concordat.example.org';
  const headers: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['by a browser that says so', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['by a browser, from a neighbour of ours', { 'sec-fetch-site': 'same-site', origin: ours }],
    ['by an older browser, which says from where', { origin: 'https://elsewhere.example.org' }],
    ['from our name without its certificate', { origin: 'http://concordat.example.org' }],
    ['with an origin that is none', { origin: 'concordat.example.org' }],
  ];

  test.each(headers)('%s signs nobody in, sends nothing, and says what to do', async (_, said) => {
    const link = await sentLink();
    await visitor().go(link, { do: 'send-code' });
    const code = codeIn(mails.at(-1));
    const before = mails.length;

    const elsewhere = pageVisitor(base, said);
    const forms: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      [link, { do: 'try-code', code }],
      [link, { do: 'send-code' }],
      [link, { do: 'new-link' }],
      ['/o/', { do: 'ask-link', address: noor.user }],
    ];
    for (const [path, fields] of forms) {
      const { status, page, text, headers } = await elsewhere.go(path, fields);
      expect([status, page?.title, headers.get('set-cookie')]).toEqual([
        403,
        'That was not sent from a page of Concordat',
        null,
      ]);
      expect(text).toContain('<a href="/o/">');
    }
    await app.stop();
    expect(mails).toHaveLength(before);
    expect(inputs).toEqual([]);
  });

  test('is taken for nothing worse than a look where it only leads here', async () => {
    const link = await sentLink();
    const fromWebmail = pageVisitor(base, { 'sec-fetch-site': 'cross-site' });
    expect((await fromWebmail.go(link)).status).toBe(200);
  });

  test.each([
    [
      'a browser of today sends of a page that tells no referrer',
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
    ],
    ['a browser sends of what somebody did by themselves', { 'sec-fetch-site': 'none' }],
    ['an older browser sends', { origin: ours }],
    ['an older browser sends of a page that tells no referrer', { origin: 'null' }],
    ['a browser without either sends', {}],
  ])('is not what %s', async (_, said) => {
    const link = await sentLink();
    const browser = pageVisitor(base, said);
    await browser.go(link, { do: 'send-code' });
    const page = await browser.go(link, { do: 'try-code', code: codeIn(mails.at(-1)) });
    expect(page.page?.title).toBe(secretWords);
  });
});

describe('a session', () => {
  test('does what a button does, once, however often the same press is sent', async () => {
    const { browser, page } = await signedIn(await sentLink());
    const press = { press: JSON.stringify(page.page?.seen.buttons[0]?.act) };
    await Promise.all([browser.does(page, press), browser.does(page, press)]);
    const [first, second] = inputs.filter(({ kind }) => kind === 'pressed');
    expect(first).toMatchObject({ act: { do: 'acknowledge', caseId: 'c1' }, account: noor, onPage: true });
    expect(second && 'id' in second && second.id).toBe(first && 'id' in first && first.id);
    await browser.does(page, { press: JSON.stringify({ do: 'agree-outcome', caseId: 'c1' }) });
    const ids = inputs.flatMap((input) => (input.kind === 'pressed' ? [input.id] : []));
    expect(new Set(ids).size).toBe(2);
  });

  test('sends a form with every kind of answer, as it was typed', async () => {
    answer = () => ({
      kind: 'form',
      form: {
        title: 'A form',
        context: { act: { do: 'respond', caseId: 'c1' }, step: 'ask' },
        intro: [],
        fields: [
          { kind: 'text', id: 'words', label: 'Words', required: true, long: true },
          { kind: 'many', id: 'who', label: 'Who', required: false, options: [{ id: 'a', label: 'A' }] },
          { kind: 'choice', id: 'one', label: 'One', required: true, options: [{ id: 'x', label: 'X' }] },
        ],
        submit: 'Send',
      },
    });
    const { browser, page } = await signedIn(await sentLink());
    const words = "<b>“quoted” & 'kept'</b>\n{{x}} ${y}";
    await browser.does(page, {
      do: 'send',
      form: page.page?.hidden['form'] ?? '',
      'field:words': words.replace('\n', '\r\n'),
      'field:one': 'x',
      'field:forged': 'no question asks this',
    });
    expect(inputs.at(-1)).toMatchObject({
      kind: 'submitted',
      form: { act: { do: 'respond', caseId: 'c1' }, step: 'ask' },
      answers: { words, who: [], one: 'x' },
    });
  });

  test('takes no form of another site, of another session, or without its key', async () => {
    const { browser, page } = await signedIn(await sentLink());
    const other = await signedIn(await sentLink());
    const press = JSON.stringify({ do: 'acknowledge', caseId: 'c1' });
    const before = inputs.length;
    expect((await browser.go('/o/', { press })).status).toBe(403);
    expect((await browser.does(other.page, { press })).status).toBe(403);
    expect((await visitor().does(page, { press })).status).toBe(401);
    expect((await browser.does(page, { press: '{"do":1}' })).status).toBe(400);
    expect((await browser.does(page, { press: 'x'.repeat(400_000) })).status).toBe(400);
    expect(inputs).toHaveLength(before);
  });

  test('ends half an hour after the last thing that was done, and when somebody signs out', async () => {
    const { browser, page } = await signedIn(await sentLink());
    now = new Date(now.getTime() + 29 * 60_000);
    expect((await browser.does(page, { do: 'home' })).status).toBe(200);
    now = new Date(now.getTime() + 29 * 60_000);
    const home = await browser.does(page, { do: 'home' });
    expect(home.status).toBe(200);
    now = new Date(now.getTime() + 31 * 60_000);
    expect((await browser.does(home, { do: 'home' })).status).toBe(401);
    const again = await signedIn(await sentLink());
    const cookie = again.browser.cookie() ?? '';
    expect((await again.browser.does(again.page, { do: 'sign-out' })).page?.title).toBe('You are signed out');
    expect((await pageVisitor(base, { cookie }).does(again.page, { do: 'home' })).status).toBe(401);
  });

  test('ends twelve hours after it was opened, however much is done in it', async () => {
    const { browser, page } = await signedIn(await sentLink());
    const opened = now.getTime();
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      now = new Date(opened + minutes * 60_000);
      expect((await browser.does(page, { do: 'home' })).status).toBe(200);
    }
    now = new Date(opened + 12 * 3_600_000);
    const out = await browser.does(page, { do: 'home' });
    expect(out.status).toBe(401);
    expect(out.text).toContain('or twelve hours after you signed in');
  });

  test('is looked up only for a place that has not asked too often, whatever cookies it makes up', async () => {
    const { browser, page } = await signedIn(await sentLink());
    await close();
    let left = 3;
    await open(0, { places: () => Promise.resolve(left-- > 0 ? undefined : 30) });
    const lookUps = vi.spyOn(store.sessions, 'goOn');

    const madeUp = pageVisitor(base, { cookie: `concordat=${'F'.repeat(43)}` });
    const answers = [];
    for (let times = 0; times < 6; times += 1) answers.push(await madeUp.go('/o/'));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429, 429]);
    expect(answers.at(-1)?.headers.get('retry-after')).toBe('30');
    expect(lookUps).toHaveBeenCalledTimes(3);
    left = 1;
    const again = pageVisitor(base, { cookie: browser.cookie() ?? '' });
    expect((await again.does(page, { do: 'home' })).status).toBe(200);
  });

  test('has room at one address for an office of fifty who all work at once', async () => {
    const { places } = makePageLimits();
    for (let each = 0; each < 50 * 30; each += 1) expect(await places('198.51.100.1')).toBeUndefined();
  });

  test('has a cookie that no script reads and that goes nowhere else', async () => {
    const link = await sentLink();
    await visitor().go(link, { do: 'send-code' });
    const response = await fetch(new URL(link, base), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ do: 'try-code', code: codeIn(mails.at(-1)) }),
    });
    const cookie = response.headers.get('set-cookie') ?? '';
    for (const part of ['Path=/o/', 'HttpOnly', 'SameSite=Strict', 'Secure']) expect(cookie).toContain(part);
  });
});

describe('a first link', () => {
  const asks = (address: string) => visitor().go('/o/', { do: 'ask-link', address });
  const home: Reply = { kind: 'home', home: { blocks: [{ kind: 'text', text: 'Nothing is open.' }] } };

  test('is asked for on the page that everybody may see, with what to do if an adult is in danger', async () => {
    const { status, page, text } = await visitor().go('/o/');
    expect(status).toBe(200);
    expect(page?.seen.fields.map(({ label }) => label)).toEqual(['Your e-mail address at work']);
    expect(page?.seen.words).toContain('If an adult is in danger now, ring 999.');
    expect(text).toContain('Send me a link');
    expect(inputs).toEqual([]);
  });

  test('opens their home and no message, and so does the one that is sent in its place', async () => {
    answer = () => home;
    await asks(' Noor@Lantern.example.org ');
    await app.stop();
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([[noor.user, 'Concordat: your link']]);
    const link = linkIn(mails[0]);
    await close();
    await open();
    const { browser, page } = await signedIn(link);
    expect(page.page?.title).toBe('Your cases');
    expect(page.text).not.toContain('What the e-mail was about');
    expect((await browser.does(page, { do: 'back' })).page?.title).toBe('Your cases');
    expect((await browser.go('/o/')).page?.title).toBe('Your cases');
    await visitor().go(link, { do: 'new-link' });
    await app.stop();
    expect(mails.at(-1)?.subject).toBe('Concordat: your new link');
    await close();
    await open();
    expect((await signedIn(linkIn(mails.at(-1)))).page.page?.title).toBe('Your cases');
    expect(new Set(inputs.map(({ kind }) => kind))).toEqual(new Set(['home-opened']));
  });

  test('is answered in the same words whoever asks, and goes to those alone whom the directory has', async () => {
    await store.returns.note(noor, '5.1.1', now);
    const answers = [
      await asks(noor.user),
      await asks('nobody@lantern.example.org'),
      await asks('noor@elsewhere.example.org'),
      await asks(`noor@sub.${noor.space}`),
    ];
    await app.stop();
    // Nothing was sent to the one whom it has either: an e-mail to them came back.
    expect(mails).toEqual([]);
    await close();
    await open();
    await store.returns.lift(noor);
    answers.push(await asks(noor.user));
    await app.stop();
    expect(mails.map(({ to }) => to)).toEqual([noor.user]);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.page?.title).toBe('If that address is in a board’s directory, a link is on its way');
    expect(logged.join('\n')).not.toContain('@');
  });

  test('is sent after the answer, which waits for no mail server', async () => {
    let take: () => void = () => undefined;
    takes = new Promise((resolve) => (take = resolve));
    expect((await asks(noor.user)).status).toBe(200);
    expect(mails).toEqual([]);
    take();
    await app.stop();
    expect(mails).toHaveLength(1);
  });

  test('what is no e-mail address is said, looked up nowhere and not shown again', async () => {
    for (const address of [
      '',
      'noor',
      'noor@',
      '@lantern.example.org',
      'a@b@c',
      `${'x'.repeat(250)}@b.org`,
    ]) {
      const { status, page, text } = await asks(address);
      expect(status).toBe(422);
      expect(page?.problems).toEqual([expect.stringContaining('Type a whole e-mail address') as string]);
      if (address !== '') expect(text).not.toContain(`value="${address}"`);
    }
    await app.stop();
    expect(mails).toEqual([]);
  });

  test('is sent only so often to one address, which leaves its codes alone, and only so often from one place', async () => {
    const statuses = [];
    for (let times = 0; times < 31; times += 1) statuses.push((await asks(noor.user)).status);
    expect(statuses.slice(0, 30).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    await vi.waitFor(() => expect(mails).toHaveLength(3));
    await close();
    await open();
    expect((await signedIn(linkIn(mails[0]))).page.status).toBe(200);
  });

  test('can be asked for also with an old page of a session open, and where there is none any more', async () => {
    const { browser, page } = await signedIn(await sentLink());
    expect((await browser.does(page, { do: 'ask-link', address: noor.user })).status).toBe(200);
    await browser.does(page, { do: 'sign-out' });
    const out = await browser.does(page, { do: 'home' });
    expect(out.status).toBe(401);
    expect(out.text).toContain('<a href="/o/">');
  });
});

test('an e-mail that belongs to no case says all of it, and its link opens their home', async () => {
  answer = () => ({ kind: 'home', home: { blocks: [{ kind: 'text', text: 'Nothing is open.' }] } });
  const says = ['Bella Example set this in Concordat on Tuesday 22 December 2026.'];
  await post.notice(noor, { title: 'You are the deputy of Amara Quill now', says });
  const [mail] = mails;
  expect(mail?.subject).toBe('Concordat: You are the deputy of Amara Quill now');
  for (const part of [mail?.text, mail?.html])
    for (const said of ['You are the deputy of Amara Quill now.', ...says]) expect(part).toContain(said);
  const { page } = await signedIn(linkIn(mail));
  expect(page.page?.title).toBe('Your cases');
  expect(page.text).not.toContain('What the e-mail was about');
  expect(inputs.map(({ kind }) => kind)).toEqual(['home-opened']);
});

test('what is typed on a page is answered on it: with the command before it or without', async () => {
  const { browser, page } = await signedIn(await sentLink());
  for (const text of ['/escalate list', 'escalate list', ' list '])
    expect((await browser.does(page, { do: 'type', text })).page?.title).toBe(secretWords);
  const typed = inputs.filter(({ kind }) => kind === 'command');
  expect(typed).toMatchObject([1, 2, 3].map(() => ({ account: noor, text: 'list', typed: 'on-page' })));
  // Two e-mails alone: the link and the code. What was asked for came on the page.
  expect(mails).toHaveLength(2);
});

test('every page, also one that fails, has strict headers, and nothing in it runs or is fetched', async () => {
  const link = await sentLink();
  const { browser, page } = await signedIn(link);
  answer = () => {
    throw new Error('a word of a case');
  };
  const failed = await browser.does(page, { do: 'home' });
  expect(failed.status).toBe(500);
  const pages = [
    page,
    failed,
    await visitor().go(link),
    await visitor().go('/o/'),
    await visitor().go('/o/', { do: 'ask-link', address: noor.user }),
    await visitor().go(link, {}),
  ];
  for (const { headers, text } of pages) {
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/u,
    );
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(text).not.toMatch(/<script|<img|<link|javascript:|\son[a-z]+=/iu);
  }
  expect((await visitor().go(link, undefined, 'DELETE')).status).toBe(405);
  expect(logged.join('\n')).not.toMatch(/a word of a case|noor@|\/o\/|RED-/u);
});

test('behind a proxy somebody with a whole network of IPv6 is one place, and their neighbour another', async () => {
  await close();
  await open(1);
  const tries = async (address: (time: number) => string) => {
    const statuses = [];
    for (let times = 0; times < 31; times += 1) {
      const asking = pageVisitor(base, { 'x-forwarded-for': address(times) });
      statuses.push((await asking.go(`/o/${'D'.repeat(43)}`, { do: 'try-code', code: '1' })).status);
    }
    return statuses.at(-1);
  };
  expect(await tries((time) => `2001:db8:1:2:${time}::1`)).toBe(429);
  expect(await tries((time) => `2001:db8:1:${time + 3}::1`)).toBe(410);
});

test('behind a proxy people are told apart by what the proxy says, and by nothing that they say themselves', async () => {
  await close();
  await open(1);
  const tries = async (forwarded: string) => {
    const statuses = [];
    for (let times = 0; times < 31; times += 1) {
      const asking = pageVisitor(base, { 'x-forwarded-for': forwarded.replace('N', String(times)) });
      statuses.push((await asking.go(`/o/${'D'.repeat(43)}`, { do: 'try-code', code: '1' })).status);
    }
    return statuses.at(-1);
  };
  expect(await tries('203.0.113.N, 198.51.100.1')).toBe(429);
  expect(await tries('198.51.100.N')).toBe(410);
});
