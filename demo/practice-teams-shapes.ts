import { z } from 'zod';

/*
 * What the practice Teams tells a watcher, and the part of an Adaptive Card that a person reads and fills in. Loose
 * objects keep the rest, because what a button carries must go back exactly as the bot sent it.
 */

const action = z.looseObject({
  type: z.string(),
  title: z.string().optional(),
  verb: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  associatedInputs: z.string().optional(),
  /** What opens below a button that asks first. */
  get card() {
    return cardBody.optional();
  },
});

const element = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  inlines: z.array(z.union([z.string(), z.looseObject({ text: z.string() })])).optional(),
  color: z.string().optional(),
  facts: z.array(z.looseObject({ title: z.string(), value: z.string() })).optional(),
  get items() {
    return z.array(element).optional();
  },
  get columns() {
    return z.array(element).optional();
  },
  actions: z.array(action).optional(),
  id: z.string().optional(),
  label: z.string().optional(),
  isRequired: z.boolean().optional(),
  errorMessage: z.string().optional(),
  value: z.string().optional(),
  choices: z.array(z.looseObject({ title: z.string(), value: z.string() })).optional(),
  isMultiSelect: z.boolean().optional(),
  maxLength: z.number().optional(),
});

const cardBody = z.looseObject({
  body: z.array(element).optional(),
  actions: z.array(action).optional(),
});

const adaptive = 'application/vnd.microsoft.card.adaptive';

const message = z.looseObject({
  messageId: z.string(),
  text: z.string().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown() })).optional(),
});

/** What comes over the stream of conversations. */
export const conversationEvent = z.looseObject({
  /** `createMessage`, `updateMessage`, `typing` and others. */
  action: z.string(),
  actionConversationId: z.string().optional(),
  message: message.optional(),
});

const trafficEntry = z.looseObject({
  id: z.string(),
  activityName: z.string().optional(),
  from: z.string().optional(),
  response: z.looseObject({ statusCode: z.number().optional() }).optional(),
});

/** What comes over the stream of traffic: every activity that was handed to the bot, once the bot has answered. */
export const trafficEvent = z.looseObject({ log: trafficEntry.optional() });
export type TrafficEntry = z.infer<typeof trafficEntry>;

/** What the bot answered to a press: the next card, or that it could not. */
export const invokeAnswer = z.looseObject({ type: z.string().optional(), value: z.unknown().optional() });

/** The card in a message or an answer; `undefined` where it has none. */
export function cardIn(attachment: {
  readonly type?: string | undefined;
  readonly value?: unknown;
}): Card | undefined {
  return attachment.type === adaptive ? cardBody.parse(attachment.value) : undefined;
}

export type Card = z.infer<typeof cardBody>;
export type CardElement = z.infer<typeof element>;
export type CardAction = z.infer<typeof action>;
