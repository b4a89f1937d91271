import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessName } from '../plan/fault.ts';

/** One process of the bot, and whoever keeps it running as a service manager does. */
export type Part = {
  readonly name: ProcessName;
  /** Ends it at once (`kill -9`), and starts it again after a pause. Answers once it runs again. */
  readonly kill: (startAfterMs: number) => Promise<void>;
  /** How often it ended without having been killed; each is a defect. */
  readonly endedByItself: () => number;
  /** Lets it finish what is under way, and ends it. */
  readonly stop: () => Promise<void>;
};

const startAgainMs = 500;

/**
 * Starts a part and keeps it running. Answers once it runs.
 *
 * @param settings as `processes/bot.ts` takes them
 * @param logFile what it logs is added to it
 */
export async function startPart(name: ProcessName, settings: unknown, logFile: string): Promise<Part> {
  let child: ChildProcess | undefined;
  let stopping = false;
  let killing = false;
  let byItself = 0;

  /** Tries until it runs: the database may be gone at that moment. */
  async function start(): Promise<void> {
    while (!stopping) {
      const log = openSync(logFile, 'a');
      const started = fork(new URL('../processes/bot.ts', import.meta.url), {
        serialization: 'advanced',
        stdio: ['ignore', log, log, 'ipc'],
      });
      closeSync(log); // the child has its own by now
      child = started;
      if (await runs(started, settings)) {
        started.once('exit', () => void endedUnasked(started));
        return;
      }
      started.kill('SIGKILL');
      await pause(startAgainMs);
    }
  }

  async function endedUnasked(ended: ChildProcess): Promise<void> {
    if (stopping || killing || ended !== child) return;
    byItself += 1;
    await start();
  }

  await start();
  return {
    name,
    kill: async (startAfterMs) => {
      if (killing || stopping) return;
      killing = true;
      try {
        await ended(child, () => child?.kill('SIGKILL'));
        await pause(startAfterMs);
        await start();
      } finally {
        killing = false;
      }
    },
    endedByItself: () => byItself,
    stop: async () => {
      stopping = true;
      await ended(child, () => child?.connected === true && child.disconnect());
    },
  };
}

async function ended(child: ChildProcess | undefined, end: () => unknown): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  end();
  await exit;
}

/** Sends the settings. @returns false where it ended or failed before it ran */
async function runs(child: ChildProcess, settings: unknown): Promise<boolean> {
  const answer = new Promise<boolean>((resolve) => {
    child.once('exit', () => resolve(false));
    child.once('error', () => resolve(false));
    child.once('message', (message: { readonly failed?: string }) => resolve(message.failed === undefined));
  });
  child.send({ id: 1, what: 'start', given: settings }, () => undefined);
  return answer;
}
