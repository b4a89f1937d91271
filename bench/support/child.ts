import { fork } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { Stops } from './stops.ts';

/** A process of the bench: each side has one of its own, so that none waits for another's work. */
export type Child = {
  /** Asks it something and reads the answer by its shape. */
  readonly ask: <T>(what: string, given: unknown, shape: z.ZodType<T>) => Promise<T>;
};

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };
const answerShape = z.object({
  id: z.number(),
  value: z.unknown().optional(),
  failed: z.string().optional(),
});

/**
 * Starts a file of `bench/processes`, which answers by `answerParent`.
 *
 * @param file its name, such as `slack.ts`
 */
export function startChild(file: string, stops: Stops): Child {
  const child = fork(new URL(`../processes/${file}`, import.meta.url), { serialization: 'advanced' });
  const exited = once(child, 'exit');
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  child.on('message', (message: unknown) => {
    const { id, value, failed } = answerShape.parse(message);
    const waits = waiting.get(id);
    waiting.delete(id);
    if (failed === undefined) waits?.resolve(value);
    else waits?.reject(new Error(`${file}: ${failed}`));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended before it answered`));
    waiting.clear();
  });
  stops.add(async () => {
    if (child.connected) child.disconnect();
    await exited;
  });
  return {
    ask: async (what, given, shape) => {
      asked += 1;
      const id = asked;
      const answer = new Promise<unknown>((resolve, reject) => {
        if (!child.connected) reject(new Error(`${file} is not running`));
        waiting.set(id, { resolve, reject });
      });
      child.send({ id, what, given });
      return shape.parse(await answer);
    },
  };
}
