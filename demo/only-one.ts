import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { CommandProblem } from '../src/compose/command-problem.ts';

/**
 * Makes this the only demo of a folder: two would answer the same cases, each with practice Slacks that the other
 * knows nothing of. The mark is a name that Linux, where alone the practice client runs, forgets with the process, so
 * nothing stale is left after `kill -9`.
 *
 * @returns what gives the folder free again
 * @throws CommandProblem when another demo has it
 */
export async function onlyOne(folder: string): Promise<() => Promise<void>> {
  if (process.platform !== 'linux') return () => Promise.resolve();
  const mark = createServer();
  await new Promise<void>((resolve, reject) => {
    mark.once('error', () =>
      reject(
        new CommandProblem(
          'The demo is running already on this machine. Use that one, or end it first with Ctrl-C in its window.',
        ),
      ),
    );
    mark.listen(
      `\0concordat-demo-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`,
      resolve,
    );
  });
  mark.unref();
  return () => new Promise((resolve) => mark.close(() => resolve()));
}
