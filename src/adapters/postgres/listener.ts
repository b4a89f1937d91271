import type { Notification, Pool, PoolClient } from 'pg';
import { waitedFor } from './pool.ts';

/** Follows what other processes change: each reads its copy again when told, and now and then without being told. */
export type Listener = {
  /** Reads now, and again on each notice of the channel. Answers once the first reading is done. */
  readonly follow: (channel: Channel, read: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type Channel =
  | 'concordat_clock'
  | 'concordat_directory'
  | 'concordat_installations'
  | 'concordat_outbox'
  | 'concordat_policies';

const answerMs = 3_000;

/**
 * Listens on one connection of the pool, which it keeps. A notice may be lost while the connection is; so everything
 * is read again when it is back, and every `rereadMs` in any case.
 *
 * @param options.onError told when a reading or the connection fails; it is tried again
 */
export function openListener(
  pool: Pool,
  options: { readonly rereadMs?: number; readonly onError: (error: unknown) => void },
): Listener {
  const readers = new Map<string, Set<() => Promise<void>>>();
  let client: PoolClient | undefined;
  let connecting: Promise<void> | undefined;
  let closed = false;

  let reading = Promise.resolve();

  const heard = ({ channel }: Notification): void => void readAll(readers.get(channel) ?? []);
  const lost = (): void => {
    client?.removeListener('notification', heard);
    client?.release(true);
    client = undefined;
  };

  /** One after another, so that closing knows when the last one is done. */
  function readAll(those: Iterable<() => Promise<void>>): Promise<void> {
    for (const each of those)
      reading = reading.then(() => (closed ? undefined : each())).catch(options.onError);
    return reading;
  }

  /** One attempt at a time; whoever asks meanwhile waits for it. */
  async function connect(): Promise<void> {
    if (client !== undefined || closed) return;
    connecting ??= takeConnection().finally(() => (connecting = undefined));
    await connecting;
  }

  async function takeConnection(): Promise<void> {
    const taken = await pool.connect();
    client = taken;
    taken.on('notification', heard);
    taken.once('end', () => client === taken && lost());
    try {
      for (const channel of readers.keys()) await taken.query(`listen ${channel}`);
    } catch (error) {
      if (client === taken) lost();
      throw error;
    }
  }

  /** A connection that nothing comes through any more, and that nobody has closed, is replaced. */
  async function ask(): Promise<void> {
    const asked = client;
    try {
      await asked?.query(waitedFor('select', [], answerMs));
    } catch (error) {
      if (client === asked) lost();
      throw error;
    }
  }
  let asking: Promise<void> | undefined;

  const everything = (): Promise<void> => readAll([...readers.values()].flatMap((set) => [...set]));
  const timer = setInterval(() => {
    connect().then(everything, options.onError);
    asking ??= ask()
      .catch(options.onError)
      .finally(() => (asking = undefined));
  }, options.rereadMs ?? 5_000);
  timer.unref();

  return {
    follow: async (channel, reader) => {
      await connect();
      const known = readers.get(channel);
      readers.set(channel, new Set([...(known ?? []), reader]));
      if (known === undefined) await client?.query(`listen ${channel}`);
      await reader();
    },
    close: async () => {
      closed = true;
      clearInterval(timer);
      await connecting?.catch(() => undefined);
      await asking;
      await reading;
      if (client !== undefined) lost();
    },
  };
}
