import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { bodyOf } from './body-of.ts';
import { problemsOfMessage, problemsOfView } from './slack-rules.ts';

/*
 * Slack's Web API as far as the bot uses it, on this machine: it keeps what it was asked, refuses what Slack refuses
 * (blocks over its limits, triggers used twice, unknown tokens and people), and fails as Slack fails when it is told to.
 */

export type StubWorkspace = {
  readonly teamId: string;
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
  /** Good for one exchange; what it is exchanged for is worked out from it. */
  readonly refreshToken?: string;
  /** The token is for a whole organisation, and reaches these workspaces; a call must name one. */
  readonly workspaces?: readonly string[];
};
export type StubPerson = {
  readonly id: string;
  readonly teamId: string;
  readonly email: string;
  readonly deleted?: boolean;
};

export type StubCall = {
  /** Who called, where each process of the bot has an address of its own (`apiUrlFor`); else empty. */
  readonly from: string;
  /** `chat.postMessage`, or `response_url` for what was posted to one. */
  readonly method: string;
  readonly token: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** What was answered: `ok`, Slack's code, or how it failed. */
  readonly answer: string;
  /** What was done said of itself, whether or not it was heard. */
  readonly given: Json;
  /** When it arrived, by `performance.now()`. */
  readonly at: number;
};

export type StubFailure =
  | { readonly kind: 'rate-limited'; readonly retryAfter: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'code'; readonly code: string }
  /** A page of something in between, with status 200 where no other is named. */
  | { readonly kind: 'page'; readonly status?: number }
  /** Nothing is done and nothing is ever answered. */
  | { readonly kind: 'silent' }
  /** The connection is cut before anything is done. */
  | { readonly kind: 'cut' }
  /** It is done, and the connection is cut before the answer. */
  | { readonly kind: 'answer-lost' };

export type StubSlack = {
  /** For `slackApiUrl`. */
  readonly apiUrl: string;
  /** The same for one process of several, so that it is known which of them called. */
  readonly apiUrlFor: (process: string) => string;
  readonly calls: () => readonly StubCall[];
  readonly callsOf: (method: string) => readonly StubCall[];
  /** The next `times` calls of a method (or of any, `*`) fail so. */
  readonly fail: (method: string, failure: StubFailure, times?: number) => void;
  /** Every answer from now on takes this long; where a token is named, to that one alone. */
  readonly slow: (ms: number, botToken?: string) => void;
  /** At most one message a second to each conversation from now on, as Slack says. */
  readonly limitPosts: () => void;
  /** A trigger as Slack makes them; good once. */
  readonly trigger: () => string;
  /** Its three seconds have passed. */
  readonly expire: (trigger: string) => void;
  /** An address to speak into a conversation; what comes is kept as calls of `response_url`. */
  readonly responseUrl: () => string;
  readonly addPerson: (person: StubPerson) => void;
  /** Somebody allowed an install: a code, good for one exchange, which is answered so. */
  readonly grant: (answer: Readonly<Record<string, unknown>>) => string;
  /** Forgets calls, failures and slowness; keeps people and workspaces. */
  readonly reset: () => void;
  readonly stop: () => Promise<void>;
};

export async function startStubSlack(options: {
  readonly workspaces: readonly StubWorkspace[];
  readonly people?: readonly StubPerson[];
  /** Told of each call once it was answered; none is then kept, so that a long run fills no memory. */
  readonly onCall?: (call: StubCall) => void;
}): Promise<StubSlack> {
  const people = new Map((options.people ?? []).map((person) => [`${person.teamId} ${person.id}`, person]));
  const state = {
    calls: [] as StubCall[],
    failures: [] as { method: string; failure: StubFailure; left: number }[],
    delayMs: 0,
    slowToken: undefined as string | undefined,
    postsLimited: false,
    lastPost: new Map<string, number>(),
    used: new Set<string>(),
    expired: new Set<string>(),
    messages: new Map<string, string>(),
    grants: new Map<string, Json>(),
    /** By access token; an exchanged one stays good, as Slack's do until they run out. */
    tokens: new Map(options.workspaces.map((workspace) => [workspace.botToken, workspace])),
    /** By refresh token, until it is exchanged. */
    refreshable: new Map(options.workspaces.map((workspace) => [workspace.refreshToken, workspace])),
    number: 0,
  };
  const next = (): number => (state.number += 1);

  const exchange = (args: Json): Json => {
    if (args['grant_type'] !== 'refresh_token') {
      const granted = state.grants.get(String(args['code']));
      state.grants.delete(String(args['code']));
      return granted === undefined ? no('invalid_code') : yes(granted);
    }
    const refresh = String(args['refresh_token']);
    const workspace = state.refreshable.get(refresh);
    if (workspace === undefined) return no('invalid_refresh_token');
    state.refreshable.delete(refresh);
    const [access_token, refresh_token] = [`xoxe.xoxb-${next()}`, `xoxe-${next()}`];
    state.tokens.set(access_token, workspace);
    state.refreshable.set(refresh_token, workspace);
    return yes({ access_token, refresh_token, expires_in: 43_200, token_type: 'bot' });
  };

  const answer = (method: string, token: string, args: Readonly<Record<string, unknown>>): Json => {
    if (method === 'oauth.v2.access') return exchange(args);
    const workspace = state.tokens.get(token);
    if (workspace === undefined) return no('invalid_auth');
    const team = workspace.workspaces === undefined ? workspace.teamId : String(args['team_id']);
    const person = (id: unknown) => people.get(`${team} ${String(id)}`);
    switch (method) {
      case 'auth.test':
        return yes({ team_id: workspace.teamId, user_id: workspace.botUserId, bot_id: workspace.botId });
      case 'auth.teams.list':
        return yes({ teams: (workspace.workspaces ?? []).map((id) => ({ id, name: id })) });
      case 'views.open': {
        const trigger = String(args['trigger_id']);
        if (state.expired.has(trigger)) return no('expired_trigger_id');
        if (state.used.has(trigger)) return no('exchanged_trigger_id');
        const problems = problemsOfView(args['view']);
        if (problems.length > 0) return no('invalid_arguments', problems);
        state.used.add(trigger);
        return yes({ view: { id: `V${next()}`, hash: `h${next()}` } });
      }
      case 'views.update':
      case 'views.publish': {
        const problems = problemsOfView(args['view']);
        if (problems.length > 0) return no('invalid_arguments', problems);
        if (method === 'views.publish' && person(args['user_id']) === undefined) return no('user_not_found');
        return yes({ view: { id: `V${next()}`, hash: `h${next()}` } });
      }
      case 'chat.postMessage': {
        const to = person(args['channel']);
        if (to === undefined) return no('channel_not_found');
        const problems = problemsOfMessage(args);
        if (problems.length > 0) return no('invalid_blocks', problems);
        const channel = `D${to.id.slice(1)}`;
        const ts = `1798105200.${String(next()).padStart(6, '0')}`;
        state.messages.set(`${channel} ${ts}`, to.id);
        return yes({ channel, ts });
      }
      case 'chat.update': {
        const problems = problemsOfMessage(args);
        if (problems.length > 0) return no('invalid_blocks', problems);
        if (!state.messages.has(`${String(args['channel'])} ${String(args['ts'])}`))
          return no('message_not_found');
        return yes({ channel: args['channel'], ts: args['ts'] });
      }
      case 'users.info': {
        const found = person(args['user']);
        return found === undefined ? no('user_not_found') : yes({ user: userOf(found) });
      }
      case 'users.lookupByEmail': {
        const found = [...people.values()].find(
          ({ email, teamId }) => email === args['email'] && teamId === team,
        );
        return found === undefined ? no('users_not_found') : yes({ user: userOf(found) });
      }
      default:
        return no('unknown_method');
    }
  };

  const limited = (method: string, args: Readonly<Record<string, unknown>>): StubFailure | undefined => {
    if (!state.postsLimited || method !== 'chat.postMessage') return undefined;
    const channel = String(args['channel']);
    const last = state.lastPost.get(channel) ?? 0;
    if (Date.now() - last < 1000) return { kind: 'rate-limited', retryAfter: 1 };
    state.lastPost.set(channel, Date.now());
    return undefined;
  };

  const takeFailure = (method: string): StubFailure | undefined => {
    const found = state.failures.find((one) => one.left > 0 && (one.method === method || one.method === '*'));
    if (found !== undefined) found.left -= 1;
    return found?.failure;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const at = performance.now();
    const body = await bodyOf(request);
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const [, from = ''] = /^\/from\/([^/]+)\/api\//u.exec(path) ?? [];
    const method = path.startsWith('/respond/')
      ? 'response_url'
      : path.replace(/^\/(from\/[^/]+\/)?api\//u, '');
    const args = method === 'response_url' ? objectOf(JSON.parse(body)) : argsOf(body);
    const token = (request.headers.authorization ?? '').replace(/^Bearer /u, '');
    const failure = takeFailure(method) ?? limited(method, args);
    const keep = (said: string, given: Json = {}) => {
      const call: StubCall = { from, method, token, args, answer: said, given, at };
      if (options.onCall === undefined) state.calls.push(call);
      else options.onCall(call);
    };
    if (state.delayMs > 0 && (state.slowToken ?? token) === token)
      await new Promise((resolve) => setTimeout(resolve, state.delayMs));
    switch (failure?.kind) {
      case 'rate-limited':
        keep(failure.kind);
        response.writeHead(429, { 'retry-after': String(failure.retryAfter) });
        response.end();
        return;
      case 'status':
        keep(`status ${failure.status}`);
        response.writeHead(failure.status);
        response.end('upstream error');
        return;
      case 'code':
        keep(failure.code);
        send(response, no(failure.code));
        return;
      case 'page':
        keep(failure.kind);
        response.writeHead(failure.status ?? 200, { 'content-type': 'text/html' });
        response.end('<html>Sign in to the network</html>');
        return;
      case 'silent':
        keep(failure.kind);
        return;
      case 'cut':
        keep(failure.kind);
        request.socket.destroy();
        return;
      case 'answer-lost':
      case undefined: {
        const said = method === 'response_url' ? respondAnswer(args) : answer(method, token, args);
        keep(failure?.kind ?? (said['ok'] === true ? 'ok' : String(said['error'])), said);
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

  return {
    apiUrl: `${base}/api/`,
    apiUrlFor: (process) => `${base}/from/${process}/api/`,
    calls: () => state.calls,
    callsOf: (method) => state.calls.filter((call) => call.method === method),
    fail: (method, failure, times = 1) => void state.failures.push({ method, failure, left: times }),
    slow: (ms, botToken) => {
      state.delayMs = ms;
      state.slowToken = botToken;
    },
    limitPosts: () => {
      state.postsLimited = true;
    },
    trigger: () => `${next()}.8088930838.${next().toString(16).padStart(12, '0')}`,
    expire: (trigger) => void state.expired.add(trigger),
    responseUrl: () => `${base}/respond/${next()}`,
    addPerson: (person) => void people.set(`${person.teamId} ${person.id}`, person),
    grant: (answer) => {
      const code = `code-${next()}`;
      const workspace = workspaceOf(answer);
      state.grants.set(code, answer);
      state.tokens.set(workspace.botToken, workspace);
      state.refreshable.set(workspace.refreshToken, workspace);
      return code;
    },
    reset: () => {
      Object.assign(state, {
        calls: [],
        failures: [],
        delayMs: 0,
        slowToken: undefined,
        postsLimited: false,
      });
      state.lastPost.clear();
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

type Json = Readonly<Record<string, unknown>>;

/** The workspace, or the organisation, of an answer to a code. */
function workspaceOf(answer: Json): StubWorkspace {
  const wide = answer['is_enterprise_install'] === true;
  const { id } = objectOf(answer[wide ? 'enterprise' : 'team']);
  return {
    teamId: String(id),
    botToken: String(answer['access_token']),
    botId: `B${String(id)}`,
    botUserId: String(answer['bot_user_id']),
    ...(typeof answer['refresh_token'] === 'string' ? { refreshToken: answer['refresh_token'] } : {}),
    ...(wide ? { workspaces: [] } : {}),
  };
}

function yes(fields: Json): Json {
  return { ok: true, ...fields };
}

function no(error: string, messages: readonly string[] = []): Json {
  return { ok: false, error, ...(messages.length === 0 ? {} : { response_metadata: { messages } }) };
}

function respondAnswer(args: Json): Json {
  const problems = problemsOfMessage(args);
  return problems.length === 0 ? yes({}) : no('invalid_blocks', problems);
}

function userOf(person: StubPerson): Json {
  return {
    id: person.id,
    team_id: person.teamId,
    deleted: person.deleted === true,
    is_bot: false,
    is_email_confirmed: true,
    profile: { email: person.email },
  };
}

function send(response: ServerResponse, body: Json): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** The SDK sends fields, of which objects and lists are JSON. */
function argsOf(body: string): Json {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/u.test(value) && (name === 'view' || name === 'blocks') ? JSON.parse(value) : value,
    ]),
  );
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
