import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { emailApp } from '../../src/adapters/email/app.ts';
import { emailChat } from '../../src/adapters/email/chat.ts';
import { openMailer } from '../../src/adapters/email/mailer.ts';
import { openPost } from '../../src/adapters/email/post.ts';
import { readBounce } from '../../src/adapters/email/read-bounce.ts';
import { openMail } from '../../src/adapters/postgres/mail.ts';
import { chatOf } from '../../src/compose/chat-of.ts';
import { recognise } from '../../src/directory/lookup.ts';
import { route } from '../../src/flows/route.ts';
import { tellUnreachable } from '../../src/flows/tell-unreachable.ts';
import { openPool } from '../../src/adapters/postgres/pool.ts';
import { startJourney } from '../support/journey.ts';
import { answersOfRaise, raise, theAdult } from '../support/journey-raise.ts';
import { pageVisitor, type Visited } from '../support/page-visitor.ts';
import { startStubSmtp, type StubSmtp } from '../support/stub-smtp.ts';

/* The hospital has neither Slack nor Teams: its people have a mailbox, on a real mail server, and pages over real HTTP. */

vi.setConfig({ testTimeout: 180_000 });

const hospital = (text: string): string => text.replace('slack: [T02HOSPITAL]', 'email: [example.org]');

async function startByEmail() {
  const journey = await startJourney({ at: '2026-12-22T10:00', directory: hospital });
  const { services } = journey;
  const smtp = await startStubSmtp();
  const pool = openPool(journey.database().url, { max: 4 });
  const store = openMail(pool);
  const { clock, log } = services;
  const server = createServer((request, response) => app.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const from = { name: 'Concordat', address: 'concordat@board.example.org' };
  const mailer = openMailer({ host: '127.0.0.1', port: smtp.port, security: 'plain' }, from);
  const post = openPost({ mailer, store, clock, log, baseUrl });
  Object.assign(services, { chat: chatOf({ slack: services.chat, email: emailChat({ post, store }) }) });
  const app = emailApp({
    store,
    post,
    clock,
    log,
    baseUrl,
    proxies: 0,
    slashCommand: '/escalate',
    isListed: ({ platform, space, user }) =>
      recognise(services.people.directory(), { platform, id: space }, user) !== undefined,
    route: async (input) => {
      const reply = await route(services, input);
      await journey.settle();
      return reply;
    },
  });
  onTestFinished(async () => {
    await smtp.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await pool.end();
  });
  return { journey, smtp, store, baseUrl };
}

function mailsTo(smtp: StubSmtp, name: string) {
  return smtp.arrived().filter(({ to }) => to === `${name}@example.org`);
}

function linkIn(text: string | undefined): string {
  return new URL(/http:\/\/\S+\/o\/\S+/u.exec(text ?? '')?.[0] ?? 'http://nothing').pathname;
}

/** Opens the newest link that somebody was sent. */
async function opens(smtp: StubSmtp, baseUrl: string, name: string) {
  const browser = pageVisitor(baseUrl);
  const link = linkIn(
    mailsTo(smtp, name).findLast(({ mail }) => mail.text?.includes('/o/') === true)?.mail.text,
  );
  await browser.go(link, { do: 'send-code' });
  const code = /^\d{6}$/mu.exec(mailsTo(smtp, name).at(-1)?.mail.text ?? '')?.[0] ?? '';
  return { browser, page: await browser.go(link, { do: 'try-code', code }) };
}

const caseIdIn = (page: Visited): string => page.page?.seen.buttons[0]?.act?.caseId ?? '';

const pressOf = (page: Visited, label: string): Readonly<Record<string, string>> => {
  const button = page.page?.seen.buttons.find((one) => one.label === label);
  if (button === undefined)
    throw new Error(`No “${label}”, only: ${page.page?.seen.buttons.map((one) => one.label).join(', ')}`);
  return { press: JSON.stringify(button.act) };
};

test('one agency is reached by e-mail alone: it reads, acknowledges, says that they spoke, and agrees', async () => {
  const { journey, smtp, baseUrl } = await startByEmail();
  const amara = journey.person('amara.quill');
  const reference = await raise(amara);
  const [first] = mailsTo(smtp, 'tom.pennywort');
  expect(first?.mail.subject).toBe(`${reference}: you owe a step, by Tuesday 29 December 2026, 17:00`);
  const headers = Object.fromEntries((first?.mail.headers ?? []).map(({ key, value }) => [key, value]));
  expect(headers).toMatchObject({ 'auto-submitted': 'auto-generated' });
  expect(headers['message-id']).toMatch(/^<[0-9a-f]{36}@board\.example\.org>$/u);
  for (const part of [first?.mail.text, first?.mail.html]) {
    expect(part).toContain(reference);
    expect(part).toContain('speak with the person who raised it, by Tuesday 29 December 2026, 17:00');
    expect(part).toMatch(/Amara Quill, [^:]+ \(Northbrook Council\): [\d ]+/u);
  }
  expect(first?.raw).not.toMatch(/<img|<script/u);

  const { browser, page } = await opens(smtp, baseUrl, 'tom.pennywort');
  expect(page.page?.title).toBe(`${reference}: Disagreement raised`);
  const seen = await browser.does(page, pressOf(page, 'I have seen this'));
  expect(seen.status).toBe(200);
  const read = await browser.does(page, pressOf(page, 'Read what was written'));
  expect(read.text).toContain('<blockquote>');
  const form = await browser.does(page, pressOf(page, 'Record a conversation'));
  const empty = await browser.does(form, { do: 'send', form: form.page?.hidden['form'] ?? '' });
  expect(empty.status).toBe(422);
  expect(empty.page?.problems.length).toBeGreaterThan(2);
  const field = (label: string) => empty.page?.seen.fields.find((one) => one.label.startsWith(label));
  const other = field('Who of the other')?.choices[0];
  const logged = await browser.does(empty, {
    do: 'send',
    form: empty.page?.hidden['form'] ?? '',
    'field:between': 'sides',
    'field:how': 'telephone',
    'field:tookPlace': '2026-12-22',
    'field:with': other?.id ?? '',
    ...Object.fromEntries(
      (empty.page?.seen.fields ?? [])
        .filter(({ kind, required }) => kind === 'text' && required)
        .map(({ id }) => [`field:${id}`, 'We spoke.']),
    ),
  });
  expect(logged.page?.problems).toEqual([]);
  expect(await journey.record(reference)).toEqual(
    expect.arrayContaining(['Acknowledged', 'DiscussionLogged']),
  );
  // What he writes of her is no word of hers: it stands there as not approved, and settles nothing.
  const record = await browser.does(logged, pressOf(page, 'Read what was written'));
  expect(record.text).toContain('Not approved yet by');
  await browser.does(logged, { press: JSON.stringify({ do: 'approve-entry', caseId: caseIdIn(page) }) });
  expect(await journey.record(reference)).not.toContain('EntryApproved');
  expect(await journey.record(reference)).not.toContain('CaseClosed');
  await amara.do('Propose an outcome', { 'agreed-outcome': 'A visit on Monday.', outstanding: 'Nothing.' });
  const again = await opens(smtp, baseUrl, 'tom.pennywort');
  expect(again.page.page?.title).toContain('outcome');
  await again.browser.does(again.page, pressOf(again.page, 'Agree the outcome'));
  expect(await journey.record(reference)).toContain('OutcomeAgreed');

  // What an e-mail says is kept by others: nothing of the case, and no name of the adult.
  const sent = smtp
    .arrived()
    .map(({ raw }) => raw)
    .join('\n');
  for (const words of [...Object.values(theAdult), 'We spoke']) expect(sent).not.toContain(words);
  const opened = await journey
    .database()
    .pool.query('select person, what from access_log where person = $1', [journey.idOf('tom.pennywort')]);
  expect(opened.rowCount).toBeGreaterThan(0);
});

test('somebody to whom nothing was ever sent asks for a link, and raises a matter with e-mail alone', async () => {
  const { journey, smtp, baseUrl } = await startByEmail();
  const browser = pageVisitor(baseUrl);
  const ask = await browser.go('/o/');
  expect(ask.page?.title).toBe('Get a link to your cases');
  const unknown = await browser.go('/o/', { do: 'ask-link', address: 'nobody@example.org' });
  const known = await browser.go('/o/', { do: 'ask-link', address: 'Tom.Pennywort@example.org' });
  expect(known.text).toBe(unknown.text);
  await vi.waitFor(() => expect(smtp.arrived()).toHaveLength(1));
  expect(mailsTo(smtp, 'tom.pennywort')[0]?.mail.subject).toBe('Concordat: your link');

  const { browser: own, page } = await opens(smtp, baseUrl, 'tom.pennywort');
  expect(page.page?.title).toBe('Your cases');
  const raiseIt = page.page?.seen.buttons.find(({ act }) => act?.do === 'raise');
  let step = await own.does(page, pressOf(page, raiseIt?.label ?? ''));
  const answers = answersOfRaise({ agency: 'northbrook-council', professional: 'Amara Quill' });
  for (let steps = 0; step.page?.seen.submit !== undefined; steps += 1) {
    const form = step.page.hidden['form'] ?? '';
    const at = (JSON.parse(form) as { form: { step: string } }).form.step;
    if (steps > 30) throw new Error(`The raise is stuck at ${at}: ${step.page.problems.join(' ')}`);
    const choices = step.page.seen.fields.flatMap((field) => field.choices);
    const given = Object.entries(answers[at] ?? {}).map(([id, answer]): readonly [string, string] => {
      const [said = ''] = [answer ?? ''].flat();
      return [`field:${id}`, choices.find(({ label }) => label.split(',', 1)[0] === said)?.id ?? said];
    });
    step = await own.does(step, { do: 'send', form, ...Object.fromEntries(given) });
  }
  const reference = /[A-Z]{3}-[0-9A-Z]{5}/u.exec(step.text)?.[0] ?? '';
  expect(await journey.record(reference)).toContain('CaseRaised');
  expect(journey.heard('amara.quill').join('\n')).toContain('Disagreement raised');
  const home = await own.does(step, { do: 'home' });
  expect(home.text).toContain(reference);
});

test('a mail server that is down for a day loses nothing, and each e-mail is sent once when it is back', async () => {
  const { journey, smtp } = await startByEmail();
  await smtp.stop();
  const reference = await raise(journey.person('amara.quill'));
  const down = await journey.database().pool.query(`select count(*)::int as links from concordat.mail_links`);
  expect(down.rows).toEqual([{ links: 0 }]);
  await journey.goTo('2026-12-23T09:55');
  expect(smtp.arrived()).toEqual([]);
  expect(await journey.record(reference)).not.toContain('PersonUnreachable');
  await smtp.start();
  await journey.goTo('2026-12-23T10:10');
  const mails = mailsTo(smtp, 'tom.pennywort');
  expect(mails.map(({ mail }) => mail.subject)).toEqual([
    `${reference}: you owe a step, by Tuesday 29 December 2026, 17:00`,
  ]);
  await journey.goTo('2026-12-23T14:00');
  expect(mailsTo(smtp, 'tom.pennywort')).toHaveLength(1);
});

test('an e-mail that comes back makes its reader unreachable in each open case, and a forged one nobody', async () => {
  const { journey, smtp, store } = await startByEmail();
  const reference = await raise(journey.person('amara.quill'));
  const id = /^<([0-9a-f]{36})@/u.exec(mailsTo(smtp, 'tom.pennywort')[0]?.mail.messageId ?? '')?.[1] ?? '';
  const returned = (token: string) =>
    readBounce(
      Buffer.from(
        readFileSync(new URL('../fixtures/email/postfix-failed.eml', import.meta.url), 'utf8').replace(
          'TOKEN',
          token,
        ),
      ),
    );
  const forged = await returned('f'.repeat(36));
  expect(forged.kind === 'failed' && (await store.returns.sentTo(forged.id))).toBeUndefined();
  const bounce = await returned(id);
  if (bounce.kind !== 'failed') throw new Error(bounce.kind);
  const account = await store.returns.sentTo(bounce.id);
  expect(account?.user).toBe('tom.pennywort@example.org');
  if (account === undefined) return;
  await store.returns.note(account, bounce.status, journey.clock.now());
  const person = await journey.services.people.personOf(account);
  const why = 'an e-mail to them came back';
  await tellUnreachable(journey.services, [person ?? ''], { why, spell: `returned:${id}` });
  await journey.settle();
  expect(await journey.record(reference)).toContain('PersonUnreachable');
  expect(journey.heard('amara.quill').join('\n')).toContain('Tom Pennywort cannot be reached here');
  // Whoever stands in for him is told by e-mail too.
  const others = smtp.arrived().filter(({ to }) => !to.startsWith('tom.'));
  expect(others.map(({ mail }) => mail.subject)).toEqual([expect.stringContaining(reference) as string]);
});

test('a mailbox that the server says is not there is remembered, and somebody is told at once', async () => {
  const { journey, smtp, store } = await startByEmail();
  smtp.close('tom.pennywort@example.org');
  const reference = await raise(journey.person('amara.quill'));
  expect(await journey.record(reference)).toContain('PersonUnreachable');
  expect(
    await store.returns.isReturned({
      platform: 'email',
      space: 'example.org',
      user: 'tom.pennywort@example.org',
    }),
  ).toBe(true);
  expect(JSON.stringify(journey.logged)).not.toContain('tom.pennywort@');
});
