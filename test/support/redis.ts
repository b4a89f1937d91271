import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { programOnPath } from './programs.ts';

/** A Redis of its own for one test file. */
export interface TestRedis {
  readonly url: string;
  /** Ends it at once, as a crash does; another can then be started on its port. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a private Redis that keeps nothing and evicts nothing (BullMQ requires the latter).
 *
 * @param wanted the port of one that was killed; a free one where none is given
 * @returns `undefined` on a machine without redis-server; the run's closing lines say so
 */
export async function startRedis(wanted?: number): Promise<TestRedis | undefined> {
  if (programOnPath('redis-server') === undefined) return undefined;
  const { port, stop, kill } = await startRedisServer(wanted === undefined ? {} : { port: wanted });
  return { url: `redis://127.0.0.1:${port}`, stop, kill };
}

/**
 * Starts one `redis-server` in a folder of its own.
 *
 * @param settings besides the usual ones
 * @param asked.sentinel the lines of a sentinel's file, which it writes to itself
 * @throws an Error where there is no redis-server, or it does not answer
 */
export async function startRedisServer(
  settings: Readonly<Record<string, string | number>> = {},
  asked: { readonly sentinel?: readonly string[] } = {},
): Promise<{
  readonly port: number;
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
}> {
  const program = programOnPath('redis-server');
  if (program === undefined) throw new Error('There is no redis-server on the PATH.');
  const folder = await mkdtemp(join(tmpdir(), 'concordat-redis-'));
  const port = await freePort();
  const usual = {
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
  };
  const all = { port, ...(asked.sentinel === undefined ? usual : { dir: folder }), ...settings };
  const file = join(folder, 'sentinel.conf');
  if (asked.sentinel !== undefined) await writeFile(file, `${asked.sentinel.join('\n')}\n`);
  const args = [
    ...(asked.sentinel === undefined ? [] : [file, '--sentinel']),
    ...Object.entries(all).flatMap(([name, value]) => [`--${name}`, String(value)]),
  ];
  const server = spawn(program, args, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve, reject) => {
    server.on('exit', () => resolve());
    server.on('error', reject);
  });
  const killWithUs = (): void => void server.kill('SIGKILL');
  process.once('exit', killWithUs);

  async function end(signal: NodeJS.Signals): Promise<void> {
    process.off('exit', killWithUs);
    server.kill(signal);
    await ended;
    await rm(folder, { recursive: true, force: true });
  }

  const answering = Number(settings['tls-port'] ?? all.port);
  const ready = await Promise.race([answers(answering), ended.then(() => false)]);
  if (!ready) {
    await end('SIGTERM');
    throw new Error(`redis-server did not answer on port ${answering}.`);
  }
  return { port: answering, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('No free port.'));
      });
    });
  });
}

async function answers(port: number): Promise<boolean> {
  const giveUpAt = Date.now() + 60_000;
  while (Date.now() < giveUpAt) {
    if (await ping(port)) return true;
    await pause(10);
  }
  return false;
}

/** A server that takes the connection is ready: it listens once it has started. */
function ping(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      resolve(true);
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
  });
}
