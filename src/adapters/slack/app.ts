import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver } from '@slack/bolt';
import type { BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { ChatInput } from '../../flows/chat-input.ts';
import type { Reply } from '../../flows/chat-message.ts';
import { faultOf } from '../../flows/fault-of.ts';
import type { Clock } from '../../flows/ports.ts';
import { countUnderWay } from '../../flows/under-way.ts';
import type { UnderWay } from '../../flows/under-way.ts';
import { answerCommand, toThemAlone } from './answer-command.ts';
import { answerPress, sayAfterPress } from './answer-press.ts';
import { answerSubmission, errorsAt } from './answer-submission.ts';
import { answerTimeoutMs, clientOptions } from './connection.ts';
import type { SlackConnection } from './connection.ts';
import { drawHome } from './draw-home.ts';
import type { InstallationOf } from './installations.ts';
import { pressShape } from './payload.ts';
import { quietLogger } from './quiet-logger.ts';
import { readInput } from './read-input.ts';
import { readRemoval, type Removal } from './read-removal.ts';
import { keptForm, unknownCommand, wentWrong } from './say.ts';

export type SlackAppOptions = {
  readonly signingSecret: string;
  /** The command that people type, such as `/escalate`. */
  readonly slashCommand: string;
  /** The title of pages that only say something, 24 characters at most. */
  readonly title: string;
  readonly installationOf: InstallationOf;
  /** Notes that the bot was removed somewhere; who is told is what it answers, where it is news to us. */
  readonly removed?: (removal: Removal) => Promise<Extract<ChatInput, { kind: 'space-left' }> | undefined>;
  readonly connection: SlackConnection;
  readonly clock: Clock;
  /** The flows' answer to an input; whatever it wrote is committed when it answers. */
  readonly route: (input: ChatInput) => Promise<Reply>;
};

/** A view at Slack's own limits, and its answers, in letters that take six characters each to send, is under this. */
const mostBytes = 2_000_000;

/** The one path that Slack sends everything to. */
export const slackPath = '/slack/events';

export type SlackApp = {
  /** Answers a request to `slackPath`. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Turns new requests away (Slack sends events again), and waits for those under way. */
  readonly stop: () => Promise<void>;
};

/**
 * Slack's way in. Bolt checks signatures and reads bodies; here is one listener for each kind of payload, which asks
 * `route` and shows the reply. The answer leaves when a listener is done (`processBeforeResponse`), so nothing is
 * ever confirmed before it is committed, and nothing follows `ack()`.
 *
 * When `route` fails, a person who waits is told so where they are, and it is logged; what nobody waits for (an
 * event) is thrown, answered 500, and sent again by Slack. A person who could not be told is such a case too.
 */
export function slackApp(options: SlackAppOptions): SlackApp {
  const { clock, slashCommand, title, connection, installationOf } = options;
  const underWay = countUnderWay();
  const route = async (asked: ChatInput): Promise<Reply> => {
    const done = underWay.begin();
    return options.route(asked).finally(done);
  };
  const logger = quietLogger(connection.log);
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret,
    endpoints: slackPath,
    bodyLimit: mostBytes,
    processBeforeResponse: true,
    logger,
  });
  const app = new App({
    receiver,
    logger,
    convoStore: false,
    clientOptions: clientOptions(connection, answerTimeoutMs),
    authorize: async ({ teamId, enterpriseId }) => {
      // What is sent of a whole organisation may name no workspace. Bolt names it in every call that follows.
      const place = teamId ?? enterpriseId;
      const installation = place === undefined ? undefined : await installationOf(place, enterpriseId);
      if (installation?.kind !== 'installed') throw new Error('the bot is not installed in that workspace');
      const { botToken, botId, botUserId } = installation;
      return { botToken, botId, botUserId };
    },
  });
  // Bolt's own handler would write the message of any error to the log.
  app.error((error) => Promise.reject(error));
  const input = (body: unknown): ChatInput => readInput(body, clock.now(), slashCommand);
  const failed = (error: unknown, kind: string): void =>
    connection.log.error({ ...faultOf(error), kind }, 'an input from Slack failed');

  app.command(/^\//u, async ({ body, client, ack }) => {
    const typed = input(body);
    if (typed.kind === 'unsupported') return ack(toThemAlone(unknownCommand(slashCommand)));
    const from = { trigger: body.trigger_id, user: body.user_id };
    const says = await route(typed)
      .then((reply) => answerCommand(reply, from, client))
      .catch((error: unknown) => {
        failed(error, typed.kind);
        return toThemAlone(wentWrong);
      });
    await ack(says);
  });

  app.action<BlockAction>(/.*/u, async ({ body, client, respond, ack }) => {
    const pressed = input(body);
    const press = pressShape.safeParse(body).data;
    if (pressed.kind === 'unsupported' || press === undefined) return ack();
    const way = { client, respond, title };
    try {
      await answerPress(await route(pressed), press, way);
    } catch (error) {
      failed(error, pressed.kind);
      await sayAfterPress(wentWrong, press, way);
    }
    await ack();
  });

  app.view<ViewSubmitAction>(
    { type: 'view_submission', callback_id: /.*/u },
    async ({ body, client, ack }) => {
      const submitted = input(body);
      if (submitted.kind === 'unsupported') return ack(errorsAt({ form: keptForm }, body.view));
      const way = { client, user: body.user.id, title };
      const answer = await route(submitted)
        .then((reply) => answerSubmission(reply, body.view, way))
        .catch((error: unknown) => {
          failed(error, submitted.kind);
          return errorsAt({ form: keptForm }, body.view);
        });
      await ack(answer);
    },
  );

  app.event('app_home_opened', async ({ body, client, event }) => {
    const opened = input(body);
    if (opened.kind === 'unsupported') return;
    const home = homeOf(await route(opened));
    if (home !== undefined) await client.views.publish({ user_id: event.user, view: drawHome(home) });
  });

  for (const type of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(type, async ({ body }) => {
      const removal = readRemoval(body);
      const left = removal && (await options.removed?.(removal));
      if (left !== undefined) await route(left);
    });
  }

  return handler(receiver, underWay, connection);
}

function homeOf(reply: Reply): Parameters<typeof drawHome>[0] | undefined {
  switch (reply.kind) {
    case 'home':
      return reply.home;
    case 'say':
    case 'message':
      return { blocks: [{ kind: 'text', text: reply.message.summary }, ...reply.message.blocks] };
    // An opened home stays as it was.
    case 'wait':
    case 'nothing':
    case 'close':
      return undefined;
    case 'form':
    case 'field-errors':
      throw new Error(`a ${reply.kind} was answered to an opened home, which cannot show one`);
  }
}

function handler(receiver: HTTPReceiver, underWay: UnderWay, { log }: SlackConnection): SlackApp {
  let stopping = false;
  return {
    handle: (request, response) => {
      if (stopping) {
        end(response, 503);
        return;
      }
      response.once('close', underWay.begin());
      // Bolt leaves what is over its limit unread, and the next request of that connection would wait behind it.
      response.once('finish', () => request.resume());
      try {
        receiver.requestListener(request, response);
      } catch (error) {
        // Thrown for whatever is not a POST to our path.
        log.warn(faultOf(error), 'a request to the Slack path was not from Slack');
        end(response, 404);
      }
    },
    stop: () => {
      stopping = true;
      return underWay.settled();
    },
  };
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}
