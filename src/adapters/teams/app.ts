import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChatInput } from '../../flows/chat-input.ts';
import type { Reply } from '../../flows/chat-message.ts';
import { faultOf } from '../../flows/fault-of.ts';
import type { Addresses, Clock } from '../../flows/ports.ts';
import { countUnderWay } from '../../flows/under-way.ts';
import { activityShape } from './activity.ts';
import type { Activity } from './activity.ts';
import { teamsAuthentication } from './connection.ts';
import type { TeamsConnection } from './connection.ts';
import { addressKeeper } from './keep-address.ts';
import { isFromBot, tenantOf } from './origin.ts';
import { parseObject } from './parse-object.ts';
import { postAs } from './post.ts';
import type { Post } from './post.ts';
import { readBody } from './read-body.ts';
import { readInput } from './read-input.ts';
import { rememberReplays } from './replays.ts';
import { respond } from './respond.ts';
import type { HttpAnswer } from './respond.ts';
import { verify } from './verify.ts';

export type TeamsAppOptions = {
  readonly connection: TeamsConnection;
  /** The ids of the organisations whose people are answered. */
  readonly allowedTenants: () => readonly string[];
  /** The command that people type, such as `/escalate`; in Teams the slash may be left out. */
  readonly slashCommand: string;
  readonly addresses: Addresses;
  readonly clock: Clock;
  /** The flows' answer to an input; whatever it wrote is committed when it answers. */
  readonly route: (input: ChatInput) => Promise<Reply>;
};

/** The one path that Teams sends everything to. */
export const teamsPath = '/api/messages';

export type TeamsApp = {
  /** Answers a request to `teamsPath`. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Turns new requests away, and waits for those under way. */
  readonly stop: () => Promise<void>;
};

/** While a person waits: Teams gives up after 15 seconds at most, from the click to our answer. */
const answerTimeoutMs = 5_000;
/** What people can send in a card is under 100 KB; the rest is room for how it is wrapped. */
const bodyLimits = { limit: 300_000, timeoutMs: 10_000 };
/** Of these many activities it is known that they were answered. */
const remembered = 10_000;

/**
 * Teams' way in. Nothing happens before a request was found to be from Teams, for this bot, and from an organisation that is
 * listed. Nothing is confirmed before it is committed: the answer leaves when the flow is done.
 */
export function teamsApp(options: TeamsAppOptions): TeamsApp {
  const { connection, clock, addresses } = options;
  const { log } = connection;
  const authentication = teamsAuthentication(connection, answerTimeoutMs);
  const verifyWay = { authentication, identity: connection.identity, timeoutMs: answerTimeoutMs };
  const underWay = countUnderWay();
  const replays = rememberReplays<HttpAnswer>(remembered);
  const keeper = addressKeeper(addresses, clock);
  let stopping = false;

  const refuse = (status: number, why: string): HttpAnswer => {
    log.warn({ status, why }, 'a request to the Teams path was refused');
    return { status };
  };

  const answer = async (request: IncomingMessage): Promise<HttpAnswer> => {
    if (request.method !== 'POST') return { status: 405 };
    const body = await readBody(request, bodyLimits);
    if (body.kind !== 'read') return refuse(body.kind === 'too-large' ? 413 : 408, body.kind);
    const sent = parseObject(body.text);
    if (sent === undefined) return refuse(400, 'no JSON object');
    const verdict = await verify(verifyWay, sent, request.headers.authorization ?? '');
    if (verdict.kind === 'refused') return refuse(401, verdict.why);
    const activity = activityShape.safeParse(sent).data;
    if (activity === undefined) return refuse(400, 'no activity');
    const tenant = tenantOf(activity);
    if (tenant === undefined) return refuse(403, 'no tenant');
    const isListed = options.allowedTenants().some((one) => one.toLowerCase() === tenant);
    if (!isListed) return refuse(403, 'a tenant that is not listed');
    if (isFromBot(activity)) return { status: 200 };
    return once(activity, tenant, postAs(verdict.as));
  };

  /** A press that is delivered again is asked of the flows again, which know it by its id; a message would be sent twice. */
  const once = (activity: Activity, tenant: string, post: Post): Promise<HttpAnswer> => {
    const input = readInput(activity, tenant, clock.now(), options.slashCommand);
    const work = (): Promise<HttpAnswer> =>
      respond(activity, input, { addresses, keeper, log, route: options.route, post });
    if (typeof activity.id !== 'string') return work();
    const id = JSON.stringify([activity.type, activity.conversation.id, activity.id]);
    return replays.once(id, work, { forgotAfter: activity.type === 'invoke' });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      end(response, await answer(request));
    } catch (error) {
      log.error(faultOf(error), 'a request from Teams was not answered');
      end(response, { status: 500 });
    }
  };

  return {
    handle: (request, response) => {
      if (stopping) {
        end(response, { status: 503 });
        return;
      }
      response.once('close', underWay.begin());
      void handle(request, response).finally(underWay.begin());
    },
    stop: () => {
      stopping = true;
      return underWay.settled();
    },
  };
}

function end(response: ServerResponse, { status, body }: HttpAnswer): void {
  const headers = {
    ...(status === 405 ? { allow: 'POST' } : {}),
    // What is left of a body that was not read to its end is not read as the next request.
    ...(status === 413 || status === 408 || status === 503 ? { connection: 'close' } : {}),
  };
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { ...headers, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
