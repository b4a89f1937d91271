import { createServer, type Socket } from 'node:net';
import { serverBehind } from './server-behind.ts';

export type CountingProxy = {
  /** The database as seen through the proxy. */
  readonly url: string;
  /** How often the database said that it was ready again: once a round trip. */
  readonly roundTrips: () => number;
  readonly close: () => Promise<void>;
};

/** Stands between a client and its database, and counts the round trips by PostgreSQL's own protocol. */
export async function countingProxy(url: string): Promise<CountingProxy> {
  const behind = serverBehind(url);
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = behind.connect();
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => undefined); // the other end sees the loss
    }
    const counted = countReady(() => (count += 1));
    database.on('data', counted);
    client.pipe(database).pipe(client);
  });
  return {
    url: await behind.listenBefore(server),
    roundTrips: () => count,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Reads the server's messages (a letter, then a length that counts itself) and calls back for each `Z`. */
function countReady(ready: () => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length >= 1 + rest.readUInt32BE(1)) {
      if (rest[0] === 'Z'.charCodeAt(0)) ready();
      rest = rest.subarray(1 + rest.readUInt32BE(1));
    }
  };
}
