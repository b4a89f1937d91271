import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { downloadApp } from '../../../src/adapters/download/app.ts';
import { documentKit } from '../../../src/compose/document-kit.ts';
import type { Message, Reply } from '../../../src/flows/chat-message.ts';
import { isOpen, takeDocument } from '../../../src/flows/documents/take-document.ts';
import { directoryOf } from '../../support/board-world.ts';
import { accountOf, formOf, readAll, readMessage } from '../../support/conversation.ts';
import { caseId, formInHand } from '../../support/form-in-hand.ts';
import { readDocx, readPdf } from '../../support/read-document.ts';

/*
 * On Tuesday 22 December 2026 at 10:00 Rosa asks for a document of her case. She gets a link in her own conversation, and
 * the code for it where she pressed.
 */

/** The practice people, whose agencies are reached by e-mail as well. */
function reachedByEmail() {
  const { agencies, people } = directoryOf('hertfordshire');
  const space = { platform: 'email', id: 'example.org' } as const;
  const reached = [...agencies].map(([id, one]) => [id, { ...one, spaces: [...one.spaces, space] }] as const);
  return { agencies: new Map(reached), people };
}

type Hand = Awaited<ReturnType<typeof formInHand>>;
let hand: Hand;
let server: Server;
let stop: () => Promise<void>;
let base: string;

beforeEach(async () => {
  hand = await formInHand('hertfordshire', undefined, reachedByEmail());
  const { services } = hand.conversation;
  const app = downloadApp({
    isOpen: (token) => isOpen(services, token),
    take: (asked) => takeDocument(services, documentKit, asked),
    log: services.log,
    baseUrl: 'https://concordat.example.org',
    proxies: 0,
    limit: () => Promise.resolve(undefined),
  });
  server = createServer(app.handle);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  ({ stop } = app);
});
afterEach(async () => {
  await stop();
  server.close();
});

/** Presses the button, and reads the link from her conversation and the code from the page. */
async function ask(on: string, who = 'rosa') {
  const page = readAll(formOf(await hand.press(who, 'get-document', on)));
  const message = hand.conversation.written.at(-1);
  const url = /https:\/\/concordat\.example\.org(\/d\/[\w-]+)/u.exec(readMessage(message))?.[1] ?? '';
  return { page, message, url, code: /\b(\d{3} \d{3})\b/u.exec(page)?.[1] ?? '' };
}

const look = (url: string) => fetch(`${base}${url}`);
const take = (url: string, code: string, format = 'docx') =>
  fetch(`${base}${url}`, { method: 'POST', body: new URLSearchParams({ code, format }) });
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const looks = () => hand.looks();

describe('a link to a document', () => {
  test('leads to the document with the code, and that it was made is on record before', async () => {
    const { page, message, url, code } = await ask('form:monitoring');
    expect(page).toContain('works once, and stops working after 15 minutes');
    expect(readMessage(message)).not.toContain(code);
    expect(JSON.stringify([message, hand.conversation.logged])).not.toContain('Avery');
    const response = await take(url, code);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[A-Z0-9-]+-monitoring\.docx"$/u,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(readDocx(await bytesOf(response)).text).toContain('Avery Example');
    expect(looks()).toEqual(['rosa: get-document form:monitoring', 'rosa: form monitoring as docx']);
  });

  test('is had as PDF as well', async () => {
    const { url, code } = await ask('record');
    const response = await take(url, code, 'pdf');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const { pages } = await readPdf(await bytesOf(response));
    expect(pages.join(' ')).toContain('The record, entry by entry');
    expect(pages.join(' ')).not.toContain('Avery');
  });

  test('is spent by no look, however often a scanner or a preview looks', async () => {
    const { url, code } = await ask('record');
    for (let times = 0; times < 5; times += 1) expect((await look(url)).status).toBe(200);
    expect(await (await look(url)).text()).not.toContain(code);
    expect((await take(url, code)).status).toBe(200);
  });

  test('works once', async () => {
    const { url, code } = await ask('record');
    await take(url, code);
    const again = await take(url, code);
    expect(again.status).toBe(410);
    expect(await again.text()).toContain('press “Get as a document” again');
  });

  test('works for 15 minutes', async () => {
    const { url, code } = await ask('record');
    await hand.conversation.clock.moveTo(new Date('2026-12-22T10:15:00Z'));
    expect((await look(url)).status).toBe(410);
    expect((await take(url, code)).status).toBe(410);
  });

  test('says at its field that a code is wrong, and is spent by the fifth', async () => {
    const { url, code } = await ask('record');
    const wrong = code === '123 456' ? '654321' : '123456';
    for (let times = 0; times < 4; times += 1) {
      const response = await take(url, wrong);
      expect(response.status).toBe(422);
      expect(await response.text()).toContain('That is not the code');
    }
    expect((await take(url, wrong)).status).toBe(410);
    expect((await take(url, code)).status).toBe(410);
  });

  test('what cannot be a code is no try', async () => {
    const { url, code } = await ask('record');
    for (let times = 0; times < 9; times += 1) expect((await take(url, '12')).status).toBe(422);
    expect((await take(url, code)).status).toBe(200);
  });

  test('is worth nothing to whoever has left meanwhile', async () => {
    const { url, code } = await ask('record');
    const { people, agencies } = hand.directory;
    const without = { agencies, people: new Map([...people].filter(([id]) => id !== 'rosa')) };
    await hand.conversation.people.importDirectory(without, 0, hand.conversation.clock.now());
    const response = await take(url, code);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('not for you any more');
    expect(looks()).toEqual(['rosa: get-document record']);
  });

  test('that nobody made leads to the same page as one that is used', async () => {
    expect((await look(`/d/${'x'.repeat(43)}`)).status).toBe(410);
    expect((await look('/d/')).status).toBe(410);
  });

  test('is not made for somebody who is no part of the case', async () => {
    const page = readAll(formOf(await hand.press('conny', 'get-document', 'record')));
    expect(page).not.toContain('asks for this code');
    expect(hand.conversation.written).toEqual([]);
  });

  test('says what a form still lacks, and opens it to be filled in', async () => {
    const form = formOf(await hand.press('rosa', 'get-document', 'form:monitoring'));
    expect(readAll(form)).toContain('Still missing in it');
    expect(form.submit).toBe('Fill in the form');
    expect(form.context.act).toMatchObject({ do: 'fill-form', on: 'monitoring' });
  });

  test('on a page of somebody whom e-mail reaches, one press takes it: the page holds the code', async () => {
    const account = { platform: 'email', space: 'example.org', user: 'rosa@example.org' } as const;
    await hand.conversation.services.people.link(account, 'rosa', new Date('2026-12-22T10:00:00Z'));
    const reply: Reply = await hand.conversation.press(account, { do: 'get-document', caseId, on: 'record' });
    const link = formOf(reply).intro.find((block) => block.kind === 'link');
    expect(link).toMatchObject({ code: expect.stringMatching(/^\d{6}$/u) as string });
    expect(hand.conversation.written).toEqual<Message[]>([]);
    const response = await take(new URL(link?.url ?? '').pathname, link?.code ?? '');
    expect(response.status).toBe(200);
  });
});

test('every answer, a page or the document, is kept nowhere, framed nowhere and told to no other site', async () => {
  const { url, code } = await ask('form:monitoring');
  const answers = [
    await look(url),
    await look('/d/no-such-link'),
    await take(url, '000 000'),
    await take(url, code, 'exe'),
    await fetch(`${base}${url}`, { method: 'DELETE' }),
    await take(url, code),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 410, 422, 400, 405, 200]);
  for (const { headers } of answers) {
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'/u);
    expect(policy).not.toMatch(/unsafe/u);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000',
    });
  }
});

test('where Concordat was not told its own address, it says who can mend that', async () => {
  const { documentsAt: _at, ...services } = hand.conversation.services;
  const { route } = await import('../../../src/flows/route.ts');
  const reply = await route(services, {
    kind: 'pressed',
    id: 'input-none',
    account: accountOf('rosa', hand.directory),
    at: hand.conversation.clock.now(),
    act: { do: 'get-document', caseId, on: 'record' },
  });
  expect(readAll(formOf(reply))).toContain('set BASE_URL');
});
