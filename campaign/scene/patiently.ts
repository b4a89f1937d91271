import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 90_000;

/** Does what a fault may stand in the way of, again and again until it is done: it must be safe to do twice. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await pause(200);
    }
  }
}
