/** What was started, to be stopped in the opposite order. */
export type Stops = {
  readonly add: (stop: () => Promise<void>) => void;
  /** Stops all, the last first. What cannot be stopped is named, and the others are stopped all the same. */
  readonly all: () => Promise<void>;
};

export function openStops(): Stops {
  const kept: (() => Promise<void>)[] = [];
  return {
    add: (stop) => void kept.push(stop),
    all: async () => {
      for (let stop = kept.pop(); stop !== undefined; stop = kept.pop()) {
        await stop().catch((error: unknown) => process.stderr.write(`not stopped: ${String(error)}\n`));
      }
    },
  };
}
