import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { remembered } from './remembered.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export type HttpServer = {
  readonly port: number;
  /** Takes no new requests, lets those under way finish, and closes. */
  readonly stop: () => Promise<void>;
};

/** The figures of this process, for whoever shows the token. */
export type Measured = {
  readonly token: string;
  readonly text: () => Promise<{ readonly type: string; readonly body: string }>;
};

/** How long a request may take to arrive, and how much of it is looked at. In milliseconds. */
export type DoorTimes = {
  readonly headersMs: number;
  /** All of a request, its body too. */
  readonly requestMs: number;
  /** How often those that are too slow are looked for. */
  readonly lookMs: number;
};

/** Slow requests must not hold the door: Slack and Teams send theirs at once. */
const usualTimes: DoorTimes = { headersMs: 10_000, requestMs: 15_000, lookMs: 5_000 };

/** An honest request has some twenty. */
const mostHeaders = 100;
/** An idle connection is kept for the next request this long. */
const idleMs = 5_000;
/** Anybody may ask whether the bot is ready: asking often must not keep the database and the queue busy. */
const readyKeptMs = 1_000;

export type Health = {
  /** What is not as it should be, in words that anybody may read; empty when ready to work. Looked at once a second at most. */
  readonly problems: () => Promise<readonly string[]>;
};

/**
 * The one server: the platforms' paths, and `/healthz` (the process lives) and `/readyz` (it can do its
 * part) for whoever watches over it.
 */
export async function startHttpServer(options: {
  readonly port: number;
  readonly host: string;
  /** Each path with what answers it; one that ends with a slash stands for everything below it. */
  readonly paths: Readonly<Record<string, Handler>>;
  readonly health: Health;
  /** `/metrics`; without a token for it there is no such path. */
  readonly measured?: Measured | undefined;
  /** Told of each answer: the path that it belongs to, never what came after it. */
  readonly onAnswered?: (path: string, status: number) => void;
  readonly times?: DoorTimes;
}): Promise<HttpServer> {
  const { port, host, paths, health, measured, onAnswered = () => undefined } = options;
  const { headersMs, requestMs, lookMs } = options.times ?? usualTimes;
  const limits = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: lookMs,
    keepAliveTimeout: idleMs,
  };
  const problems = remembered(health.problems, readyKeptMs);
  const server = createServer(limits, (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const known = Object.hasOwn(paths, path) ? path : below(paths, path);
    response.once('finish', () => onAnswered(known ?? 'other', response.statusCode));
    const handler = known === undefined ? undefined : paths[known];
    if (handler !== undefined) handler(request, response);
    else if (path === '/healthz') answer(response, 200, { alive: true });
    else if (path === '/readyz') void ready(response, problems);
    else if (path === '/metrics' && measured !== undefined) void figures(request, response, measured);
    else answer(response, 404, { error: 'nothing here' });
  });
  server.maxHeadersCount = mostHeaders;
  await listen(server, port, host);
  return { port: (server.address() as AddressInfo).port, stop: () => close(server) };
}

/** A path that ends with a slash stands for everything below it. */
function below(paths: Readonly<Record<string, Handler>>, path: string): string | undefined {
  return Object.keys(paths).find((one) => one.endsWith('/') && path.startsWith(one));
}

async function figures(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { token, text }: Measured,
): Promise<void> {
  if (!isSame(headers.authorization ?? '', `Bearer ${token}`)) {
    response.setHeader('www-authenticate', 'Bearer');
    answer(response, 401, { error: 'send the token of METRICS_TOKEN as a bearer token' });
    return;
  }
  const { type, body } = await text().catch(() => ({ type: 'text/plain', body: undefined }));
  response.writeHead(body === undefined ? 503 : 200, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body ?? 'the figures cannot be read just now');
}

/** Takes as long for any wrong token, however much of it is right. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}

async function ready(response: ServerResponse, look: Health['problems']): Promise<void> {
  const problems = await look().catch(() => ['the check itself failed']);
  answer(response, problems.length === 0 ? 200 : 503, { ready: problems.length === 0, problems });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
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
