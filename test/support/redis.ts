import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
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
  const program = programOnPath('redis-server');
  if (program === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'concordat-redis-'));
  const port = wanted ?? (await freePort());
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn(program, args, { stdio: 'ignore' });
  const ended = new Promise<void>((resolve, reject) => {
    server.on('exit', () => resolve());
    server.on('error', reject);
  });
  const killWithUs = (): void => void server.kill('SIGKILL');
  process.once('exit', killWithUs);

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    process.off('exit', killWithUs);
    server.kill(signal);
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
  const stop = () => end('SIGTERM');

  const ready = await Promise.race([answers(port), ended.then(() => false)]);
  if (!ready) {
    await stop();
    throw new Error(`redis-server did not answer on port ${port}.`);
  }
  return { url: `redis://127.0.0.1:${port}`, kill: () => end('SIGKILL'), stop };
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

function ping(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.on('data', (answer) => {
      resolve(answer.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
  });
}
