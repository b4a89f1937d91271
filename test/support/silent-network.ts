import { createServer, type Socket } from 'node:net';
import { serverBehind } from './server-behind.ts';

/** A network between a client and its server, which can swallow everything without cutting a connection. */
export type SilentNetwork = {
  /** The server as seen through it. */
  readonly url: string;
  /** From now on nothing comes through any connection, old or new, and none is closed. */
  readonly fallSilent: () => void;
  /** New connections come through again; those that were there stay silent for ever, as when a server has moved. */
  readonly restore: () => void;
  readonly close: () => Promise<void>;
};

/** @param url of PostgreSQL (also with a folder of its socket as `host`) or of Redis */
export async function silentNetwork(url: string): Promise<SilentNetwork> {
  const behind = serverBehind(url);
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((client) => {
    keep(client);
    if (silent) {
      client.resume();
      return;
    }
    const beyond = behind.connect();
    keep(beyond);
    client.pipe(beyond).pipe(client);
    for (const [one, other] of [
      [client, beyond],
      [beyond, client],
    ] as const)
      one.once('close', () => other.destroy());
  });
  function keep(socket: Socket): void {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined); // the other end sees the loss
    socket.once('close', () => sockets.delete(socket));
  }
  return {
    url: await behind.listenBefore(server),
    fallSilent: () => {
      silent = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.removeAllListeners('data');
        socket.removeAllListeners('close');
        socket.once('close', () => sockets.delete(socket));
        socket.resume(); // read, and thrown away
      }
    },
    restore: () => {
      silent = false;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
