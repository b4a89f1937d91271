import { setImmediate as restOfTurn } from 'node:timers/promises';

/** As many at once as go over the line well in one query. */
const most = 500;

type Waiting<K, V> = {
  readonly key: K;
  readonly resolve: (value: V) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * What is asked for one by one and at the same time, asked in one query: what comes in one turn of the event loop goes
 * together, and what comes while that is under way goes together after it. At nine in the morning hundreds of deliveries each want their row, their
 * case and their reader's accounts; one by one the line to the database would be what they wait for.
 *
 * @param ask answers in the order of the keys
 * @returns the answer for one key; where asking for several together fails each is asked for by itself, so that one that
 * cannot be answered spoils no other
 */
export function together<K, V>(ask: (keys: readonly K[]) => Promise<readonly V[]>): (key: K) => Promise<V> {
  let waiting: Waiting<K, V>[] = [];
  let underWay = false;

  async function answer(some: readonly Waiting<K, V>[]): Promise<void> {
    try {
      const answers = await ask(some.map(({ key }) => key));
      if (answers.length !== some.length) throw new Error('Not every question was answered.');
      for (const [index, value] of answers.entries()) some[index]?.resolve(value);
    } catch (error) {
      if (some.length === 1) some[0]?.reject(error);
      else await Promise.all(some.map((one) => answer([one])));
    }
  }

  async function go(): Promise<void> {
    underWay = true;
    while (waiting.length > 0) {
      await restOfTurn();
      const now = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await answer(now);
    }
    underWay = false;
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (!underWay) void go();
    });
}
