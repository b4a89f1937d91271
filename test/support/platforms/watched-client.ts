import type { BenchClient } from './seen.ts';

/** The same client, with something done after whatever its person does. */
export function watchedClient(
  client: BenchClient,
  then: <A extends readonly unknown[], R>(does: (...args: A) => Promise<R>) => (...args: A) => Promise<R>,
): BenchClient {
  return {
    ...client,
    type: then(client.type),
    openHome: then(client.openHome),
    press: then(client.press),
    submit: then(client.submit),
    close: then(client.close),
    again: then(client.again),
  };
}
