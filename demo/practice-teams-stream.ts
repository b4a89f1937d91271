import { WebSocket } from 'undici';

/** A stream of events that a practice Teams sends to whoever watches. */
export type Stream = {
  /** Resolves with the first defined thing that `find` sees, now or after an event. */
  readonly waitFor: <T>(what: string, find: () => T | undefined) => Promise<T>;
  readonly close: () => void;
};

const patienceMs = 15_000;

/**
 * Follows a stream; `hear` is given each event before anybody who waits looks again.
 *
 * @throws (from `waitFor`) an Error when nothing fitting comes within 15 seconds, or the other end goes away
 */
export async function openStream(address: string, hear: (event: unknown) => void): Promise<Stream> {
  const socket = new WebSocket(address.replace('http', 'ws'));
  const watchers = new Set<(lost?: Error) => void>();
  const tell = (lost?: Error): void => {
    for (const watcher of watchers) watcher(lost);
  };
  socket.addEventListener('close', () => tell(new Error('the practice Teams went away')));
  socket.addEventListener('message', ({ data }) => {
    try {
      hear(JSON.parse(String(data)));
    } catch (cause) {
      tell(new Error('an event was not understood', { cause }));
      return;
    }
    tell();
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`${address} does not answer`)));
  });
  return {
    waitFor: (what, find) =>
      new Promise((resolve, reject) => {
        const stop = (): void => {
          clearTimeout(deadline);
          watchers.delete(watcher);
        };
        const watcher = (lost?: Error): void => {
          const found = lost === undefined ? find() : undefined;
          if (lost === undefined && found === undefined) return;
          stop();
          if (found === undefined) reject(new Error(`${what}: ${lost?.message ?? ''}`, { cause: lost }));
          else resolve(found);
        };
        const deadline = setTimeout(() => {
          stop();
          reject(new Error(`${what}: nothing within ${patienceMs / 1000} seconds`));
        }, patienceMs);
        watchers.add(watcher);
        watcher();
      }),
    close: () => socket.close(),
  };
}
