/** Counts what is being answered, so that a stop can wait for it. The same for every platform. */
export type UnderWay = {
  /** Begins one; call what it gives when that one is done. */
  readonly begin: () => () => void;
  /** When none is left. */
  readonly settled: () => Promise<void>;
};

export function countUnderWay(): UnderWay {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    begin: () => {
      count += 1;
      return () => {
        count -= 1;
        if (count > 0) return;
        for (const resolve of waiting) resolve();
        waiting = [];
      };
    },
    settled: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => void waiting.push(resolve))),
  };
}
