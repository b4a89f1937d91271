import type { Clock } from './ports.ts';

/** Answers that are good for a while. */
export type Remembered<T> = {
  /** The answer that is remembered, else the one that is asked for now. */
  readonly of: (key: string, ask: () => Promise<T | undefined>) => Promise<T | undefined>;
  /** The answer that is asked for now, whatever is remembered; it is remembered instead. */
  readonly anew: (key: string, ask: () => Promise<T | undefined>) => Promise<T | undefined>;
  readonly has: (key: string) => boolean;
};

/**
 * Remembers answers for a while, the newest `most` of them. That there was no answer is not remembered: it is asked again.
 */
export function remembered<T>(clock: Clock, keptMs: number, most: number): Remembered<T> {
  const known = new Map<string, { readonly until: number; readonly answer: T }>();
  const find = (key: string) => {
    const found = known.get(key);
    return found !== undefined && clock.now().getTime() < found.until ? found : undefined;
  };
  const anew: Remembered<T>['anew'] = async (key, ask) => {
    const answer = await ask();
    known.delete(key);
    if (answer === undefined) return undefined;
    known.set(key, { until: clock.now().getTime() + keptMs, answer });
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return answer;
  };
  return {
    has: (key) => find(key) !== undefined,
    of: async (key, ask) => {
      const found = find(key);
      return found === undefined ? anew(key, ask) : found.answer;
    },
    anew,
  };
}
