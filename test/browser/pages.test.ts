import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawAsk, drawSimple } from '../../src/adapters/download/draw.ts';
import { emailApp } from '../../src/adapters/email/app.ts';
import type { Mail } from '../../src/adapters/email/mailer.ts';
import { openPost, type Post } from '../../src/adapters/email/post.ts';
import type { Account } from '../../src/flows/chat-input.ts';
import { memoryMail } from '../support/memory/memory-mail.ts';
import { raise } from '../support/platforms/play.ts';
import { openWorld, type World } from '../support/platforms/world.ts';
import { route } from '../../src/flows/route.ts';
import { chromiumOnPath } from '../support/programs.ts';
import { picturesOf, startBrowser } from './browser.ts';

/*
 * The pages that e-mails lead to, in a real browser in which nothing runs, by keyboard alone; and held against the rules of
 * accessibility by axe, which itself needs scripts and so looks at the same pages in another tab.
 */
type Found = {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
};

describe.skipIf(chromiumOnPath() === undefined)('the pages in a browser', { timeout: 180_000 }, () => {
  let world: World;
  let server: Server;
  let browser: Browser;
  let post: Post;
  let base: string;
  const mails: Mail[] = [];
  const tom = (): Account => world.accountOf('tom.pennywort') as Account;

  beforeAll(async () => {
    world = await openWorld({ on: () => 'email' });
    await raise(world);
    const { clock, services } = world;
    const store = memoryMail();
    const mailer = {
      send: (mail: Mail) => Promise.resolve(void mails.push(mail)),
      check: () => Promise.resolve(),
    };
    server = createServer((request, response) => app.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://localhost:${(server.address() as AddressInfo).port}`;
    const common = { store, clock, log: services.log, baseUrl: base };
    post = openPost({ mailer, ...common });
    const app = emailApp({
      ...common,
      post,
      proxies: 0,
      slashCommand: '/escalate',
      isListed: () => true,
      route: (input) => route(services, input),
    });
    browser = await startBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await world.end();
  });

  /** A browser in which nothing runs, at the door of a new link. */
  async function atTheDoor(width = 1000): Promise<Page> {
    await post.notice(tom(), undefined);
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto(/http:\S+\/o\/\S+/u.exec(mails.at(-1)?.text ?? '')?.[0] ?? '');
    return page;
  }
  const code = (): string => /^\d{6}$/mu.exec(mails.at(-1)?.text ?? '')?.[0] ?? '';

  /** Goes on with the tabulator until what is focused says this, as somebody without a mouse does. */
  async function tabTo(page: Page, label: string): Promise<void> {
    const wanted = page.locator(':focus');
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await wanted.count()) === 0) continue;
      const says = (await wanted.innerText().catch(() => '')).trim();
      if (says.startsWith(label)) return;
      const id = await wanted.getAttribute('id');
      const labelled =
        id === null
          ? ''
          : await page
              .locator(`label[for="${id}"]`)
              .allInnerTexts()
              .then((all) => all.join(' '));
      if (labelled.startsWith(label)) return;
    }
    throw new Error(`Nothing that says “${label}” is reached by keyboard`);
  }
  async function enter(page: Page, label: string): Promise<void> {
    await tabTo(page, label);
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  }
  async function signIn(page: Page): Promise<void> {
    await enter(page, 'Send me a code');
    await tabTo(page, 'Your code');
    await page.keyboard.type(code());
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  }

  /** What axe finds serious or critical on a page as it stands. */
  const findings = async (page: Page) => findingsIn(await page.content());
  async function findingsIn(html: string): Promise<readonly string[]> {
    const context = await browser.newContext({ bypassCSP: true });
    const copy = await context.newPage();
    await copy.setContent(html);
    await copy.evaluate(axe.source);
    const found = await copy.evaluate<Found>('axe.run(document)');
    await context.close();
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html ?? ''}`);
  }

  test('a form of another site that is pressed for somebody signs them in nowhere; the same on our own page does', async () => {
    const page = await atTheDoor();
    const link = page.url();
    await enter(page, 'Send me a code');
    // Another name of this machine is another site.
    const elsewhere = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<form method="post" action="${link}">
        <input name="do" value="try-code"><input name="code" value="${code()}"><button>A prize</button></form>`);
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    try {
      const victim = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
      await victim.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
      await Promise.all([victim.waitForEvent('load'), victim.getByText('A prize').click()]);
      expect(await victim.title()).toContain('That was not sent from a page of Concordat');
      expect(await victim.context().cookies()).toEqual([]);
    } finally {
      elsewhere.closeAllConnections();
      await new Promise((resolve) => elsewhere.close(resolve));
    }
    await tabTo(page, 'Your code');
    await page.keyboard.type(code());
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await page.context().cookies()).toHaveLength(1);
  });

  test('by keyboard alone, with nothing running: from the link to a case, a form sent wrong and put right', async () => {
    const page = await atTheDoor();
    const picture = picturesOf(page);
    const kinds: Record<string, readonly string[]> = {};
    const look = async (kind: string): Promise<void> => {
      kinds[kind] = await findings(page);
      await picture(`page-${kind}`);
    };
    await look('door');
    await enter(page, 'Send me a code');
    await look('code');
    await tabTo(page, 'Your code');
    await page.keyboard.type('12');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await look('wrong-code');
    await tabTo(page, 'Your code');
    await tabTo(page, 'Your code');
    await page.keyboard.type(code());
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await page.locator('h1').innerText()).toBe('Your cases');
    await look('home');
    await enter(page, 'Open ');
    await look('case');
    await enter(page, 'Read what was written');
    expect(await page.locator('blockquote').count()).toBeGreaterThan(0);
    await look('read');
    await enter(page, 'Close');
    await enter(page, 'Open ');
    await enter(page, 'Say what we want');
    await look('form');
    await enter(page, (await page.locator('#send').innerText()).trim());
    expect(await page.locator('.problems').innerText()).toContain('There is a problem');
    await look('wrong');
    // The link of the summary leads to the question.
    const first = page.locator('.problems a').first();
    await first.focus();
    await page.keyboard.press('Enter');
    const questions = await page.locator('.question').all();
    for (const question of questions) {
      const box = question.locator('textarea, input[type=text]').first();
      if ((await box.count()) > 0) {
        await box.focus();
        await page.keyboard.type('We want a visit.');
        continue;
      }
      const no = question.getByLabel(/^No\b/u).first();
      if ((await no.count()) > 0) {
        await no.focus();
        await page.keyboard.press('Space');
      }
    }
    await page.locator('#send').focus();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await page.locator('.problems').count()).toBe(0);
    await look('done');
    await enter(page, 'Sign out');
    expect(await page.locator('h1').innerText()).toBe('You are signed out');
    await look('signed-out');
    await page.goto(`${base}/o/${'A'.repeat(43)}`);
    await look('dead-link');
    await enter(page, 'Send me a new link');
    await look('new-link');
    expect(Object.entries(kinds).filter(([, found]) => found.length > 0)).toEqual([]);
    expect(Object.keys(kinds)).toHaveLength(12);
    // It would have found something.
    expect(await findingsIn('<html><body><input><p style="color:#ccc">pale</p></body></html>')).not.toEqual(
      [],
    );
    await page.context().close();
  });

  test('the page that asks for a first link, and those of a link to a document, break no rule either', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${base}/o/`);
    expect(await page.locator('h1').innerText()).toBe('Get a link to your cases');
    expect(await findings(page)).toEqual([]);
    await context.close();
    for (const html of [
      drawAsk('/d/token'),
      drawAsk('/d/token', 'That is not the code.'),
      drawSimple({ title: 'This link cannot be used', says: 'It works once.' }),
    ])
      expect(await findingsIn(html)).toEqual([]);
  });

  test.each([320, 1280 / 4])(
    'nothing is cut off or scrolled sideways where there are %i pixels',
    async (width) => {
      const page = await atTheDoor(width);
      await signIn(page);
      await enter(page, 'Open ');
      const probe = await browser.newContext({ viewport: { width, height: 900 } });
      const copy = await probe.newPage();
      await copy.setContent(await page.content());
      expect(await copy.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await probe.close();
      await page.context().close();
    },
  );

  test('what is focused can be seen, and what is first is a way past everything to the main part', async () => {
    const page = await atTheDoor();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Skip to the main part');
    await tabTo(page, 'Send me a code');
    const shown = await page.locator(':focus').screenshot();
    await page.keyboard.press('Tab');
    expect(shown.equals(await page.locator('main button').first().screenshot())).toBe(false);
    await page.context().close();
  });
});
