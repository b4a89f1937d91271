import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sayDate } from '../src/policy/say-date.ts';
import { boardOfDemo } from './board-of-demo.ts';
import { policyNamed } from '../src/compose/known-boards.ts';
import { guide } from './guide.ts';
import { moveClock, readMove } from './move-clock.ts';
import { playScript } from './script.ts';
import { startDemo, type Demo } from './start-demo.ts';

export type DemoChoices = {
  readonly script: boolean;
  readonly fresh: boolean;
  readonly board: string;
};

/**
 * The whole of Concordat on this machine, with practice clients, practice people and a clock that can be moved. With
 * `script` one case is played through all its stages, each message printed as its reader sees it.
 *
 * @returns the exit status
 */
export async function runDemo({ script, fresh, board: wanted }: DemoChoices): Promise<number> {
  const began = performance.now();
  // A window that was closed takes no more words. What was started is ended all the same, where a command would just end.
  for (const stream of [process.stdout, process.stderr, process.stdin]) {
    stream.removeAllListeners('error').on('error', () => undefined);
  }
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  say(
    script ? 'Starting the scripted demo.' : 'Starting the demo. Ctrl-C ends it and leaves nothing running.',
  );
  const played = await policyNamed(wanted);
  const { board } = played.policy;
  const signalled = firstSignal();
  // A script always tells the same story, so it has a place of its own that begins empty; so has every board.
  const place = `${script ? 'demo-script' : 'demo'}${board === 'redbridge' ? '' : `-${board}`}`;
  const folder = fileURLToPath(new URL(`../.concordat/${place}`, import.meta.url));
  const demo = await startDemo({ folder: join(folder), board: played, fresh: fresh || script, log: say });
  say(`Ready after ${((performance.now() - began) / 1000).toFixed(1)} seconds.`);
  try {
    if (script) {
      const broken = signalled.then(() => 1);
      return await Promise.race([playScript(demo, boardOfDemo(demo, board), say), broken]);
    }
    for (const line of guide(demo, boardOfDemo(demo, board))) say(line);
    await untilEnded(demo, board, say, signalled);
    return 0;
  } finally {
    say('Stopping.');
    await demo.stop();
  }
}

/**
 * Resolves at the first signal to end. Those after it are taken and ignored: one press of Ctrl-C reaches us several
 * times, from the terminal and from npm, and one that came while we start or stop must not leave a database behind.
 */
function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/** Reads commands until Ctrl-C, `quit`, the end of input, or a signal. */
async function untilEnded(
  demo: Demo,
  board: string,
  say: (line: string) => void,
  signalled: Promise<void>,
): Promise<void> {
  const lines = createInterface({ input: process.stdin, terminal: process.stdin.isTTY });
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
    void signalled.then(resolve);
    lines.once('SIGINT', () => resolve());
    lines.on('error', () => resolve());
    // Without a terminal the end of input means nothing: the demo may have been started in the background.
    lines.once('close', () => process.stdin.isTTY && resolve());
  });
  let working = Promise.resolve();
  lines.on('line', (line) => {
    const typed = line.trim();
    if (['quit', 'exit', 'q'].includes(typed)) end();
    else
      working = working
        .then(() => obey(demo, board, typed, say))
        .catch((error: unknown) => say(String(error)));
  });
  await ended;
  lines.close();
  await working;
}

async function obey(demo: Demo, board: string, typed: string, say: (line: string) => void): Promise<void> {
  const { calendar } = boardOfDemo(demo, board);
  if (typed === '') return;
  if (typed === 'help') {
    for (const line of guide(demo, boardOfDemo(demo, board))) say(line);
    return;
  }
  if (typed === 'time') {
    say(`It is ${sayDate(demo.clock.now())}.`);
    return;
  }
  const move = readMove(typed);
  if (move === undefined) {
    say(
      `"${typed}" is no command. Try: forward 2 working days, forward 3 hours, forward to next deadline, time, help, quit.`,
    );
    return;
  }
  const now = await moveClock(demo, move, calendar);
  say(
    `It is now ${sayDate(now)}. Look at the practice clients: everything that fell due has been delivered.`,
  );
}
