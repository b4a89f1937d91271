import { z } from 'zod';

type Answers = Readonly<Record<string, (given: unknown) => unknown>>;
const askedShape = z.object({ id: z.number(), what: z.string(), given: z.unknown() });

/**
 * Answers what the parent asks, each thing by the function of its name, and ends when the parent lets go or is gone.
 * Ctrl-C goes to every process of a terminal; it is the parent's to act on.
 *
 * @param stop closes what was opened; the process ends after it
 */
export function answerParent(answers: Answers, stop: () => Promise<void>): void {
  process.on('SIGINT', () => undefined);
  process.on('message', (message: unknown) => {
    const { id, what, given } = askedShape.parse(message);
    answer({ ...ofAll, ...answers }[what], given).then(
      (value) => process.send?.({ id, value }),
      (error: unknown) =>
        process.send?.({
          id,
          failed: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
    );
  });
  process.once('disconnect', () => {
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  });
}

/** What every process of the bench can say of itself: its resident memory in bytes, and the milliseconds of CPU it took. */
const ofAll: Answers = {
  usage: () => {
    const { user, system } = process.cpuUsage();
    return { resident: process.memoryUsage.rss(), cpuMs: (user + system) / 1000 };
  },
};

/** What is thrown on the way is an answer too. */
function answer(how: Answers[string] | undefined, given: unknown): Promise<unknown> {
  if (how === undefined) return Promise.reject(new Error('Nobody here knows how to answer that'));
  return Promise.resolve(given).then(how);
}
