import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { leanFetch } from '../../../src/adapters/slack/lean-fetch.ts';
import { bodyOf } from '../../support/body-of.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Posts a text to a server that answers so. */
async function post(answer: RequestListener, init: RequestInit = {}): Promise<Response> {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return leanFetch(`http://127.0.0.1:${port}/api/chat.postMessage`, {
    method: 'POST',
    headers: { Authorization: 'Bearer xoxb' },
    body: 'text=Möwe',
    ...init,
  });
}

describe('a call over Node’s own HTTP client', () => {
  test('posts the text with its headers, and reads the whole answer', async () => {
    const response = await post((request, answer) => {
      void bodyOf(request).then((body) => {
        answer.writeHead(200, { 'content-type': 'application/json' });
        answer.write(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? ''} `);
        answer.end(body);
      });
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(await response.text()).toBe('POST /api/chat.postMessage Bearer xoxb text=Möwe');
  });

  test('says to slow down, and that something is wrong, as it was said', async () => {
    const slower = await post((_request, answer) => answer.writeHead(429, { 'retry-after': '7' }).end());
    expect([slower.status, slower.headers.get('retry-after')]).toEqual([429, '7']);
    const wrong = await post((_request, answer) => answer.writeHead(503).end('upstream error'));
    expect([wrong.status, await wrong.text()]).toEqual([503, 'upstream error']);
    expect((await post((_request, answer) => answer.writeHead(204).end())).status).toBe(204);
  });

  test('goes nowhere else', async () => {
    await expect(
      post((_request, answer) => answer.writeHead(302, { location: 'https://example.org/' }).end()),
    ).rejects.toThrow('leads elsewhere');
  });

  test('fails where the line is cut, also in the midst of the answer', async () => {
    await expect(post((request) => request.socket.destroy())).rejects.toThrow();
    await expect(
      post((_request, answer) => {
        answer.writeHead(200, { 'content-length': '100' });
        answer.write('half', () => answer.destroy());
      }),
    ).rejects.toThrow();
  });

  test('gives up when it is told to', async () => {
    const { signal, abort } = giveUp();
    await expect(post(abort, { signal })).rejects.toThrow('abort');
  });
});

/** A signal that is given once the request has arrived, which is never answered. */
function giveUp() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
