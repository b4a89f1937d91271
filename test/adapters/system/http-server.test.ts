import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { startHttpServer, type HttpServer } from '../../../src/adapters/system/http-server.ts';

/* The one door to the internet, spoken to as somebody would who means it harm. */

let server: HttpServer | undefined;
afterEach(() => server?.stop());

async function open(problems: () => Promise<readonly string[]> = () => Promise.resolve([])): Promise<number> {
  server = await startHttpServer({
    port: 0,
    host: '127.0.0.1',
    paths: {
      // Answers once it has all of the request.
      '/ours': (request, response) =>
        void request.resume().once('end', () => response.end(JSON.stringify(request.headers))),
    },
    health: { problems },
    times: { headersMs: 60, requestMs: 120, lookMs: 20 },
  });
  return server.port;
}

/** Writes what is given and nothing more, and gives what came until the other side hung up. */
function ask(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let came = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (chunk: string) => (came += chunk));
    socket.on('error', () => undefined).once('close', () => resolve(came));
  });
}

describe('a request that holds the door', () => {
  test('by a head that does not end is hung up on', async () => {
    expect(await ask(await open(), 'POST /ours HTTP/1.1\r\nhost: x\r\nx-slow: ')).toMatch(
      /^HTTP\/1\.1 408 /u,
    );
  });

  test('by a body that does not end is hung up on', async () => {
    const head = 'POST /ours HTTP/1.1\r\nhost: x\r\ncontent-length: 5000\r\n\r\n';
    expect(await ask(await open(), `${head}{"a":`)).toMatch(/^HTTP\/1\.1 408 /u);
  });

  test('with a head of 100 KB is refused', async () => {
    const long = `GET /ours HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(100_000)}\r\n\r\n`;
    expect(await ask(await open(), long)).toMatch(/^HTTP\/1\.1 431 /u);
  });

  test('with a thousand headers has the first hundred read', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `x-${index}: 1`).join('\r\n');
    const came = await ask(
      await open(),
      `GET /ours HTTP/1.1\r\n${many}\r\nhost: x\r\nconnection: close\r\n\r\n`,
    );
    // Where the host is not among them, it is no request at all.
    expect(came).not.toContain('x-999');
  });
});

describe('a path', () => {
  test.each(['/__proto__', '/constructor', '/toString', '/..%2f', '//ours', '/ours/', '/OURS'])(
    '%s that is none of ours is answered 404',
    async (path) => {
      const response = await fetch(`http://127.0.0.1:${await open()}${path}`);
      expect([response.status, response.headers.get('x-content-type-options')]).toEqual([404, 'nosniff']);
      expect(await response.text()).toBe('{"error":"nothing here"}');
    },
  );

  test('that is an object’s own word and begins with no slash is no request', async () => {
    expect(await ask(await open(), 'GET constructor HTTP/1.1\r\nhost: x\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /u,
    );
  });
});

test('a check that fails says that it did, and not why: the reason may hold an address or a password', async () => {
  const port = await open(() => Promise.reject(new Error('connect to postgres://app:hunter2@db')));
  const response = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect([response.status, await response.text()]).toEqual([
    503,
    '{"ready":false,"problems":["the check itself failed"]}',
  ]);
});
