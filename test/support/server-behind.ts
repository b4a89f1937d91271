import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** The server that a URL leads to, for something that stands before it. */
export type ServerBehind = {
  readonly connect: () => Socket;
  /** Listens on a free port of this machine. @returns the URL through it */
  readonly listenBefore: (server: Server) => Promise<string>;
};

/** @param url of PostgreSQL (also with a folder of its socket as `host`) or of Redis */
export function serverBehind(url: string): ServerBehind {
  const target = new URL(url);
  const host = target.searchParams.get('host') ?? target.hostname;
  const port = Number(target.searchParams.get('port') ?? target.port);
  return {
    connect: () => (host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host)),
    listenBefore: async (server) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const through = new URL(url);
      through.searchParams.delete('host');
      through.searchParams.delete('port');
      through.hostname = '127.0.0.1';
      through.port = String((server.address() as AddressInfo).port);
      return through.href;
    },
  };
}
