import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export type HttpServer = {
  readonly port: number;
  /** Takes no new requests, lets those under way finish, and closes. */
  readonly stop: () => Promise<void>;
};

export type Health = {
  /** What is not as it should be; empty when ready to work. */
  readonly problems: () => Promise<readonly string[]>;
};

/**
 * The one server: the platforms' paths, and `/healthz` (the process lives) and `/readyz` (it can work: the database
 * and the queue answer) for whoever watches over it.
 */
export async function startHttpServer(options: {
  readonly port: number;
  readonly host: string;
  /** Each path with what answers it; one that ends with a slash stands for everything below it. */
  readonly paths: Readonly<Record<string, Handler>>;
  readonly health: Health;
}): Promise<HttpServer> {
  const { port, host, paths, health } = options;
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const handler = paths[path] ?? below(paths, path);
    if (handler !== undefined) handler(request, response);
    else if (path === '/healthz') answer(response, 200, { alive: true });
    else if (path === '/readyz') void ready(response, health);
    else answer(response, 404, { error: 'nothing here' });
  });
  // Slow requests must not hold the door: Slack and Teams send theirs at once.
  server.requestTimeout = 15_000;
  server.headersTimeout = 10_000;
  await listen(server, port, host);
  return { port: (server.address() as AddressInfo).port, stop: () => close(server) };
}

/** A path that ends with a slash stands for everything below it. */
function below(paths: Readonly<Record<string, Handler>>, path: string): Handler | undefined {
  const prefix = Object.keys(paths).find((one) => one.endsWith('/') && path.startsWith(one));
  return prefix === undefined ? undefined : paths[prefix];
}

async function ready(response: ServerResponse, health: Health): Promise<void> {
  const problems = await health.problems().catch(() => ['the check itself failed']);
  answer(response, problems.length === 0 ? 200 : 503, { ready: problems.length === 0, problems });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeIdleConnections();
  });
}
