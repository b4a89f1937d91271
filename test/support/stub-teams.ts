import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { TeamsCloud, TeamsIdentity } from '../../src/adapters/teams/connection.ts';
import { bodyOf } from './body-of.ts';

/*
 * Microsoft Teams as far as the bot meets it, on this machine: the Bot Connector, which keeps what it was asked and refuses
 * what Teams refuses; the sign-in, which gives tokens for the right secret alone; and the keys by which what Teams sends is
 * verified. It fails as they fail when it is told to.
 */

/** Somebody in their own conversation with the bot. */
export type StubMember = {
  readonly conversation: string;
  /** What Teams calls them there, `29:...`. */
  readonly id: string;
  readonly aadObjectId: string;
  readonly tenantId: string;
  readonly name?: string;
  readonly email?: string;
  readonly userPrincipalName?: string;
  readonly userRole?: string;
};

type Method = 'send' | 'reply' | 'update' | 'member' | 'create' | 'sign-in' | 'metadata' | 'keys' | 'unknown';

type StubCall = {
  readonly method: Method;
  readonly path: string;
  readonly token: string;
  /** The body, or the fields of a form. */
  readonly args: Json;
  /** What was answered: `ok`, the code, or how it failed. */
  readonly answer: string;
  /** When it arrived, by `performance.now()`. */
  readonly at: number;
};

export type StubTeamsFailure =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly subCode?: string;
      /** As it stands in the header: seconds or a date. */
      readonly retryAfter?: string;
      /** In place of the usual one. */
      readonly body?: Json;
    }
  /** A page of something in between, with status 200 where no other is named. */
  | { readonly kind: 'page'; readonly status?: number }
  /** Nothing is done and nothing is ever answered. */
  | { readonly kind: 'silent' }
  /** The connection is cut before anything is done. */
  | { readonly kind: 'cut' }
  /** It is done, and the connection is cut before the answer. */
  | { readonly kind: 'answer-lost' };

/** A message of the bot as it stands in a conversation, with all that it said before. */
export type StubMessage = {
  readonly conversation: string;
  readonly id: string;
  readonly replyToId?: string;
  /** The newest last. */
  readonly versions: readonly Json[];
};

/** Of a token that Teams sends with an activity. Where nothing is said, it is a good one for this bot and `serviceUrl`. */
export type StubToken = {
  readonly serviceUrl?: string;
  readonly audience?: string;
  readonly issuer?: string;
  /** Seconds from now; less than none has expired. */
  readonly expiresIn?: number;
  /** Seconds from now until it may be used. */
  readonly notBefore?: number;
  /**
   * `endorsed` for Teams; `unendorsed`: Microsoft's, and for another channel; `unknown`: published nowhere; `forged`: says
   * that it was signed with the endorsed key, and was not.
   */
  readonly key?: 'endorsed' | 'unendorsed' | 'unknown' | 'forged';
  /** Beside, or in place of, the usual ones. */
  readonly claims?: Json;
};

export type StubTeams = {
  /** Signs in with a secret, unless another is asked for. */
  readonly identity: Extract<TeamsIdentity, { kind: 'secret' }>;
  readonly cloud: TeamsCloud;
  readonly serviceUrl: string;
  readonly calls: () => readonly StubCall[];
  readonly callsOf: (method: Method) => readonly StubCall[];
  /** The next `times` calls of a method (or of any, `*`) fail so. */
  readonly fail: (method: Method | '*', failure: StubTeamsFailure, times?: number) => void;
  /** Every answer from now on takes this long. */
  readonly slow: (ms: number) => void;
  readonly messages: (conversation?: string) => readonly StubMessage[];
  readonly addMember: (member: StubMember) => void;
  /** They are in the conversation no more: their account is gone. */
  readonly removeMember: (member: Pick<StubMember, 'conversation' | 'id'>) => void;
  /** They blocked or removed the bot: nothing can be posted, and who is there is not told. */
  readonly block: (conversation: string, code?: string) => void;
  /** What Teams sends in the header `authorization`, after "Bearer". */
  readonly token: (token?: StubToken) => Promise<string>;
  /** Nothing fails any more that was to fail. */
  readonly mend: () => void;
  /** Forgets calls, failures, slowness, blocks and messages; keeps people, keys and tokens. */
  readonly reset: () => void;
  readonly stop: () => Promise<void>;
};

/** A message as it was taken. */
export type StubPosted = {
  /** Who signed in for it, where `cloudOf` was told who that is. */
  readonly by: string;
  readonly conversation: string;
  readonly id: string;
  readonly activity: Json;
  /** False where the answer to it was lost. */
  readonly answered: boolean;
};

type Json = Readonly<Record<string, unknown>>;
type Answer = { readonly status: number; readonly body: Json };

export async function startStubTeams(
  options: {
    readonly members?: readonly StubMember[];
    /** Without sign-in, as a practice client: a request without a token is taken. */
    readonly practice?: boolean;
    /** Hears of each new message (not of a reply to something typed). */
    readonly onPosted?: (posted: StubPosted) => void;
    /** Where many thousands come: of each message only the newest version is kept, and no calls. */
    readonly keeps?: 'newest';
  } = {},
): Promise<StubTeams> {
  const appId = randomUUID();
  const tenantId = randomUUID();
  const password = `secret-${randomUUID()}`;
  // Made when they are first asked for: it takes a while.
  let made: ReturnType<typeof signingKeys> | undefined;
  const keys = () => (made ??= signingKeys());
  const members = new Map<string, StubMember>();
  const keep = (member: StubMember) => members.set(`${member.conversation} ${member.id}`, member);
  for (const member of options.members ?? []) keep(member);
  /** The bot's tokens, and who signed in for each. */
  const given = new Map<string, string>();
  const state = {
    calls: [] as StubCall[],
    failures: [] as { method: Method | '*'; failure: StubTeamsFailure; left: number }[],
    delayMs: 0,
    messages: new Map<string, StubMessage>(),
    blocked: new Map<string, string>(),
    number: 0,
  };

  const signIn = (path: string, args: Json): Answer => {
    const managed = path.startsWith('/metadata/identity/');
    const known = args['client_id'] === appId && (managed || path.startsWith(`/${tenantId}/`));
    const proven = managed || args['client_secret'] === password || args['client_assertion'] !== undefined;
    if (!known) return { status: 400, body: { error: 'unauthorized_client', error_codes: [700016] } };
    if (!proven) return { status: 401, body: { error: 'invalid_client', error_codes: [7000215] } };
    const access_token = `bot-${randomUUID()}`;
    given.set(access_token, typeof args['as'] === 'string' ? args['as'] : '');
    const expires = managed
      ? { expires_on: String(Math.floor(Date.now() / 1000) + 3600), resource: args['resource'] }
      : { expires_in: 3600, ext_expires_in: 3600 };
    return { status: 200, body: { token_type: 'Bearer', access_token, ...expires } };
  };

  const connector = (
    { method, conversation, last }: Route,
    token: string,
    args: Json,
    size: number,
  ): Answer => {
    if (options.practice !== true && !given.has(token)) return no(401, 'BotNotRegistered');
    const there = [...members.values()].filter((one) => one.conversation === conversation);
    if (method === 'create') return { status: 201, body: { id: `a:${randomUUID()}` } };
    if (there.length === 0) return no(404, 'ConversationNotFound');
    const blocked = state.blocked.get(conversation);
    if (blocked !== undefined) return no(403, 'Forbidden', blocked);
    // The limit is counted in UTF-16 and includes the card.
    if (size > 100 * 1024) return no(413, 'MessageSizeTooBig');
    switch (method) {
      case 'member': {
        const member = there.find(({ id, aadObjectId }) => id === last || aadObjectId === last);
        if (member === undefined) return no(404, 'MemberNotFoundInConversation');
        const { conversation: _in, ...profile } = member;
        return { status: 200, body: { objectId: profile.aadObjectId, ...profile } };
      }
      case 'send':
      case 'reply': {
        const id = `17980${String((state.number += 1)).padStart(8, '0')}`;
        const replyToId = method === 'reply' ? { replyToId: last } : {};
        state.messages.set(`${conversation} ${id}`, { conversation, id, ...replyToId, versions: [args] });
        return { status: 201, body: { id } };
      }
      case 'update': {
        const message = state.messages.get(`${conversation} ${last}`);
        if (message === undefined) return no(404, 'ActivityNotFoundInConversation');
        const versions = options.keeps === 'newest' ? [args] : [...message.versions, args];
        state.messages.set(`${conversation} ${last}`, { ...message, versions });
        return { status: 200, body: { id: last } };
      }
      default:
        return no(404, 'NotFound');
    }
  };

  const takeFailure = (method: Method): StubTeamsFailure | undefined => {
    const found = state.failures.find((one) => one.left > 0 && (one.method === method || one.method === '*'));
    if (found !== undefined) found.left -= 1;
    return found?.failure;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const at = performance.now();
    const body = await bodyOf(request);
    const url = new URL(request.url ?? '/', 'http://stub.example.org');
    const route = routeOf(request.method ?? '', url.pathname);
    const args = { ...Object.fromEntries(url.searchParams), ...argsOf(body) };
    const token = (request.headers.authorization ?? '').replace(/^Bearer /u, '');
    const failure = takeFailure(route.method);
    const keepCall = (answer: string): void => {
      if (options.keeps === 'newest') return;
      state.calls.push({ method: route.method, path: url.pathname, token, args, answer, at });
    };
    const answer = async (): Promise<Answer> => {
      switch (route.method) {
        case 'sign-in':
          return signIn(url.pathname.replace(/^\/login/u, ''), args);
        case 'metadata':
          return { status: 200, body: { issuer, jwks_uri: `${base}/keys` } };
        case 'keys':
          return { status: 200, body: { keys: (await keys()).published } };
        case 'send':
        case 'reply':
        case 'update':
        case 'member':
        case 'create':
          return connector(route, token, args, body.length * 2);
        case 'unknown':
          return no(404, 'NotFound');
      }
    };
    if (state.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, state.delayMs));
    switch (failure?.kind) {
      case 'status': {
        const { status, code, subCode, retryAfter } = failure;
        const body = failure.body ?? (code === undefined ? undefined : no(status, code, subCode).body);
        keepCall(`status ${status}`);
        response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
        response.end(body === undefined ? 'upstream error' : JSON.stringify(body));
        return;
      }
      case 'page':
        keepCall(failure.kind);
        response.writeHead(failure.status ?? 200, { 'content-type': 'text/html' });
        response.end('<html>Sign in to the network</html>');
        return;
      case 'silent':
        keepCall(failure.kind);
        return;
      case 'cut':
        keepCall(failure.kind);
        request.socket.destroy();
        return;
      case 'answer-lost':
      case undefined: {
        const said = await answer();
        keepCall(failure?.kind ?? (said.status < 300 ? 'ok' : JSON.stringify(said.body)));
        if (route.method === 'send' && said.status < 300)
          options.onPosted?.({
            by: given.get(token) ?? '',
            conversation: route.conversation,
            id: String(said.body['id']),
            activity: args,
            answered: failure === undefined,
          });
        if (failure === undefined) send(response, said);
        else request.socket.destroy();
      }
    }
  };

  const server = createServer((request, response) => void serve(request, response));
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  const serviceUrl = `${base}/teams/`;

  return {
    identity: { kind: 'secret', appId, tenantId, password },
    cloud: cloudOf(serviceUrl),
    serviceUrl,
    calls: () => state.calls,
    callsOf: (method) => state.calls.filter((call) => call.method === method),
    fail: (method, failure, times = 1) => void state.failures.push({ method, failure, left: times }),
    slow: (ms) => {
      state.delayMs = ms;
    },
    messages: (conversation) =>
      [...state.messages.values()].filter(
        (one) => conversation === undefined || one.conversation === conversation,
      ),
    addMember: keep,
    removeMember: ({ conversation, id }) => void members.delete(`${conversation} ${id}`),
    block: (conversation, code = 'MessageWritesBlocked') => void state.blocked.set(conversation, code),
    token: async (token) => (await keys()).sign({ serviceUrl, audience: appId, ...token }),
    mend: () => {
      state.failures = [];
    },
    reset: () => {
      Object.assign(state, { calls: [], failures: [], delayMs: 0 });
      state.messages.clear();
      state.blocked.clear();
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const issuer = 'https://api.botframework.com';

/**
 * How a bot of any process reaches the stub whose service address this is.
 *
 * @param as which process signs in, where somebody wants to know who sent what
 */
export function cloudOf(serviceUrl: string, as?: string): TeamsCloud {
  const base = new URL(serviceUrl).origin;
  return { tokenIssuer: issuer, openIdMetadata: `${base}/metadata`, fetch: fetchOf(base, as) };
}

async function signingKeys() {
  const make = () => generateKeyPair('RS256', { extractable: true });
  const [endorsed, unendorsed, unknown] = await Promise.all([make(), make(), make()]);
  const pairs = {
    endorsed: { kid: 'stub-endorsed', key: endorsed.privateKey },
    unendorsed: { kid: 'stub-unendorsed', key: unendorsed.privateKey },
    unknown: { kid: 'stub-unknown', key: unknown.privateKey },
    forged: { kid: 'stub-endorsed', key: unknown.privateKey },
  };
  const jwk = async (kid: string, key: Awaited<ReturnType<typeof make>>['publicKey'], channel: string) => ({
    ...(await exportJWK(key)),
    kid,
    use: 'sig',
    endorsements: [channel],
  });
  return {
    published: [
      await jwk('stub-endorsed', endorsed.publicKey, 'msteams'),
      await jwk('stub-unendorsed', unendorsed.publicKey, 'webchat'),
    ],
    sign: (token: StubToken): Promise<string> => {
      const now = Math.floor(Date.now() / 1000);
      const { kid, key } = pairs[token.key ?? 'endorsed'];
      return new SignJWT({
        iss: token.issuer ?? issuer,
        ...(token.audience === undefined ? {} : { aud: token.audience }),
        ...(token.serviceUrl === undefined ? {} : { serviceurl: token.serviceUrl }),
        nbf: now + (token.notBefore ?? -60),
        exp: now + (token.expiresIn ?? 3600),
        ...token.claims,
      })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .sign(key);
    },
  };
}

/** Microsoft's sign-in and the place that knows a machine's own identity, taken here; everything else as it is. */
function fetchOf(base: string, as?: string): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const ours = url.hostname === 'login.microsoftonline.com' || url.hostname === '169.254.169.254';
    if (ours && as !== undefined) url.searchParams.set('as', as);
    return fetch(ours ? `${base}/login${url.pathname}${url.search}` : url, init);
  };
}

type Route = { readonly method: Method; readonly conversation: string; readonly last: string };

function routeOf(verb: string, path: string): Route {
  const none = { conversation: '', last: '' };
  if (path.startsWith('/login/')) return { method: 'sign-in', ...none };
  if (path === '/metadata') return { method: 'metadata', ...none };
  if (path === '/keys') return { method: 'keys', ...none };
  const parts = path
    .replace(/^\/teams\/v3\//u, '')
    .split('/')
    .map(decodeURIComponent);
  const [conversations, conversation = '', what, last = ''] = parts;
  const method = methodOf(verb, conversation, what, last);
  return conversations === 'conversations' && method !== undefined
    ? { method, conversation, last }
    : { method: 'unknown', ...none };
}

function methodOf(
  verb: string,
  conversation: string,
  what: string | undefined,
  last: string,
): Method | undefined {
  if (verb === 'POST' && conversation === '') return 'create';
  if (verb === 'GET' && what === 'members' && last !== '') return 'member';
  if (what !== 'activities') return undefined;
  if (verb === 'PUT') return 'update';
  if (verb !== 'POST') return undefined;
  return last === '' ? 'send' : 'reply';
}

function no(status: number, code: string, subCode?: string): Answer {
  const message = 'As Teams words it.';
  return { status, body: { error: { code, ...(subCode === undefined ? {} : { subCode }), message } } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** JSON from the bot, the fields of a form from the sign-in. */
function argsOf(body: string): Json {
  if (body === '') return {};
  if (!body.startsWith('{')) return Object.fromEntries(new URLSearchParams(body));
  return JSON.parse(body) as Json;
}
