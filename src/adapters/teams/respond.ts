import type { ChatInput } from '../../flows/chat-input.ts';
import type { Message, Reply } from '../../flows/chat-message.ts';
import { faultOf } from '../../flows/fault-of.ts';
import type { Addresses, Log } from '../../flows/ports.ts';
import type { Activity } from './activity.ts';
import { answerInvoke, answerProblem } from './answer-invoke.ts';
import type { PressAnswer } from './answer-invoke.ts';
import { drawReply, drawReplyInPlace } from './answer-message.ts';
import { drawMessage } from './draw-message.ts';
import type { AddressKeeper } from './keep-address.ts';
import { addressOf, inOwnChat } from './origin.ts';
import type { Drawn, Place, Post } from './post.ts';
import type { TeamsInput } from './read-input.ts';
import { addMe, couldNotWrite, keptCard, notHere, notOurs, tooLong, wentWrong, writtenToYou } from './say.ts';

export type HttpAnswer = { readonly status: number; readonly body?: unknown };

export type RespondWay = {
  readonly addresses: Addresses;
  readonly keeper: AddressKeeper;
  readonly log: Log;
  /** The flows' answer to an input; whatever it wrote is committed when it answers. */
  readonly route: (input: ChatInput) => Promise<Reply>;
  readonly post: Post;
};

type Input = Exclude<TeamsInput, { readonly kind: 'unsupported' | 'too-long' }>;
type OfKind<K extends Input['kind']> = Extract<Input, { readonly kind: K }>;

/**
 * Does what an activity asks and answers it: a press in the HTTP answer itself, everything else in a message. When a flow
 * fails, whoever waits is told so, and it is logged with no word of what was said.
 *
 * @throws what the connector throws where a person who waits could not be told anything
 */
export async function respond(activity: Activity, input: TeamsInput, way: RespondWay): Promise<HttpAnswer> {
  switch (activity.type) {
    case 'invoke':
      return activity.name === 'adaptiveCard/action'
        ? { status: 200, body: await answerPress(activity, input, way) }
        : otherRequest(activity.name ?? '');
    case 'message':
      await answerMessage(activity, input, way);
      return { status: 200 };
    default:
      await answerEvent(activity, input, way);
      return { status: 200 };
  }
}

/** A dialog is told kindly that there is none; anything else as the SDK says it. */
function otherRequest(name: string): HttpAnswer {
  return name.startsWith('task/')
    ? { status: 200, body: { task: { type: 'message', value: notHere } } }
    : { status: 501 };
}

async function answerPress(activity: Activity, input: TeamsInput, way: RespondWay): Promise<PressAnswer> {
  switch (input.kind) {
    case 'too-long':
      return answerProblem(400, tooLong);
    case 'unsupported': {
      const message = input.says ?? notOurs;
      // Where others read along there is nothing to go back to.
      return answerInvoke({ kind: inOwnChat(activity) ? 'say' : 'message', message });
    }
    default:
      try {
        await keepAddress(activity, input, way);
        return answerInvoke(await replyTo(input, way));
      } catch (error) {
        failed(error, input, way);
        return answerProblem(500, keptCard);
      }
  }
}

async function answerMessage(activity: Activity, input: TeamsInput, way: RespondWay): Promise<void> {
  const here = placeOf(activity);
  switch (input.kind) {
    case 'too-long':
      return way.post.send(here, drawMessage({ summary: tooLong, blocks: [] }));
    case 'unsupported':
      return input.says === undefined ? undefined : way.post.send(here, drawMessage(input.says));
    case 'command':
      if (input.typed === 'elsewhere') return answerElsewhere(input, here, way);
      return answerTyped(activity, input, way);
    case 'pressed':
    case 'submitted':
    case 'put-away':
      return answerOlderPress(activity, input, way);
    default:
      return answerTyped(activity, input, way);
  }
}

async function answerTyped(activity: Activity, input: Input, way: RespondWay): Promise<void> {
  await keepAddress(activity, input, way);
  const drawn = await drawnOrWrong(input, way, drawReply);
  if (drawn !== undefined) await way.post.send(placeOf(activity), drawn);
}

/** In a client that is too old to be answered in place: the answer takes the place of the message for good. */
async function answerOlderPress(
  activity: Activity,
  input: OfKind<'pressed' | 'submitted' | 'put-away'>,
  way: RespondWay,
): Promise<void> {
  await keepAddress(activity, input, way);
  const drawn = await drawnOrWrong(input, way, drawReplyInPlace);
  if (drawn === undefined) return;
  await way.post.replace(placeOf(activity), drawn.beside === true ? undefined : input.of?.id, drawn);
}

/** Typed where others read along: everything goes to the person's own chat, and here no more is said than that it did. */
async function answerElsewhere(input: OfKind<'command'>, here: Place, way: RespondWay): Promise<void> {
  const says = await sayElsewhere(input, way).catch((error: unknown) => {
    failed(error, input, way);
    return wentWrong;
  });
  if (says !== undefined) await way.post.send(here, drawMessage(says));
}

async function sayElsewhere(input: OfKind<'command'>, way: RespondWay): Promise<Message | undefined> {
  const address = await way.addresses.of(input.account);
  if (address === undefined || address.removed) return addMe;
  const reply = await replyTo(input, way);
  if (reply.kind === 'say') return { summary: reply.message.summary, blocks: [] };
  const drawn = drawReply(reply);
  if (drawn === undefined) return undefined;
  try {
    await way.post.send(address, drawn);
    return writtenToYou;
  } catch (error) {
    failed(error, input, way);
    return couldNotWrite;
  }
}

async function answerEvent(activity: Activity, input: TeamsInput, way: RespondWay): Promise<void> {
  switch (input.kind) {
    case 'bot-added': {
      // Teams says it in two ways at once, and the practice client at every visit.
      if ((await way.keeper.added(addressOf(activity, input.account))) === 'known') return;
      const drawn = drawReply(await replyTo(input, way));
      if (drawn !== undefined) await way.post.send(placeOf(activity), drawn);
      return;
    }
    case 'bot-removed':
      await way.keeper.removed(input.account);
      await way.route(input);
      return;
    default:
      return;
  }
}

/** A form that is done with gives its place back to the message that it stood in. */
async function replyTo(input: Input, way: RespondWay): Promise<Reply> {
  const reply = await way.route(input);
  if (reply.kind !== 'close' || (input.kind !== 'submitted' && input.kind !== 'pressed')) return reply;
  const { id, account, at, of } = input;
  return way.route({ kind: 'put-away', id, account, at, ...(of === undefined ? {} : { of }) });
}

async function drawnOrWrong(
  input: Input,
  way: RespondWay,
  draw: (reply: Reply) => Drawn | undefined,
): Promise<Drawn | undefined> {
  try {
    return draw(await replyTo(input, way));
  } catch (error) {
    failed(error, input, way);
    return { ...drawMessage(wentWrong), beside: true };
  }
}

/** Before anything is asked of the flows, which may want to write there. That it failed keeps nobody from an answer. */
async function keepAddress(activity: Activity, input: Input, { keeper, log }: RespondWay): Promise<void> {
  try {
    await keeper.met(addressOf(activity, input.account));
  } catch (error) {
    log.error({ ...faultOf(error), kind: input.kind }, 'where somebody can be written to was not kept');
  }
}

function placeOf({ conversation, serviceUrl }: Activity): Place {
  return { channel: conversation.id, serviceUrl };
}

function failed(error: unknown, input: Input, { log }: RespondWay): void {
  log.error({ ...faultOf(error), kind: input.kind, input: input.id }, 'an input from Teams failed');
}
