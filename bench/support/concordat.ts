import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../test/support/redis.ts';
import type { Ground } from './ground.ts';
import { groundBoard } from './ground.ts';
import type { Stops } from './stops.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

/** `concordat start` as a process of its own. */
export type Concordat = {
  /** From starting the process until `/readyz` answered that it can work. */
  readonly readySeconds: number;
  /** When the process was started, in milliseconds since 1970. */
  readonly startedAt: number;
  /** As Ctrl-C: it lets what is under way finish. */
  readonly stop: () => Promise<void>;
  /** As a power cut. */
  readonly kill: () => Promise<void>;
};

/** How to reach what the bot needs. */
export type Around = {
  readonly ground: Ground;
  readonly slackApi: string;
  readonly botToken: string;
  readonly redisUrl?: string | undefined;
};

/** Starts the command on a ground, and waits until it is ready. */
export async function startConcordat(stops: Stops, around: Around): Promise<Concordat> {
  const { ground, slackApi, botToken, redisUrl } = around;
  const port = await freePort();
  const { PATH = '', HOME = '' } = process.env;
  const startedAt = Date.now();
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', tsx, main, 'start'], {
    cwd: tmpdir(), // where no .env of a developer is
    env: {
      PATH,
      HOME,
      DATABASE_URL: ground.database.url,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
      SLACK_SIGNING_SECRET: 'of-the-bench-and-nobody-else',
      SLACK_BOT_TOKEN: botToken,
      SLACK_API_URL: slackApi,
      CONCORDAT_KEYS: `bench:${Buffer.from(ground.key).toString('base64')}`,
      BOARDS: groundBoard,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  stops.add(() => end('SIGINT'));
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error('concordat start ended before it was ready');
    await pause(5);
  }
  return {
    readySeconds: (performance.now() - began) / 1000,
    startedAt,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  };
}

async function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );
}
