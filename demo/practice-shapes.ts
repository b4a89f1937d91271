import { z } from 'zod';

/*
 * What the practice Slack tells a watcher: only the parts that a script reads. Loose objects keep the rest, because blocks
 * must come back exactly as the bot sent them.
 */

const textObject = z.looseObject({ type: z.string(), text: z.string() });

const option = z.looseObject({ text: textObject, value: z.string() });

const element = z.looseObject({
  type: z.string(),
  action_id: z.string().optional(),
  /** An object on a button, a bare string in a context block. */
  text: z.union([textObject, z.string()]).optional(),
  value: z.string().optional(),
  options: z.array(option).optional(),
  option_groups: z.array(z.looseObject({ options: z.array(option) })).optional(),
  initial_value: z.string().optional(),
  initial_option: option.optional(),
  initial_options: z.array(option).optional(),
  initial_date: z.string().optional(),
  initial_time: z.string().optional(),
});

const block = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  text: z.union([textObject, z.string()]).optional(),
  fields: z.array(textObject).optional(),
  elements: z.array(element).optional(),
  element: element.optional(),
  accessory: element.optional(),
  label: textObject.optional(),
  hint: textObject.optional(),
  optional: z.boolean().optional(),
});

const view = z.looseObject({
  id: z.string(),
  type: z.string(),
  hash: z.string(),
  callback_id: z.string().optional(),
  private_metadata: z.string().optional(),
  title: textObject.optional(),
  submit: textObject.optional(),
  close: textObject.optional(),
  blocks: z.array(block),
});

const message = z.looseObject({
  ts: z.string(),
  channel: z.string(),
  user: z.string().optional(),
  text: z.string().optional(),
  blocks: z.array(block).optional(),
  /** `ephemeral` for "only visible to you". */
  subtype: z.string().optional(),
  ephemeral_to: z.string().optional(),
  edited: z.looseObject({ ts: z.string() }).optional(),
});

const channel = z.looseObject({ id: z.string(), is_im: z.boolean(), members: z.array(z.string()) });

const logEntry = z.looseObject({
  direction: z.enum(['to_bot', 'from_bot', 'internal']),
  kind: z.string(),
  summary: z.string(),
  /** Left out where there is nothing more to say, as when an answer came late. */
  detail: z.unknown().optional(),
});

const snapshot = z.looseObject({
  channels: z.array(channel),
  messages: z.record(z.string(), z.array(message)),
  modalStack: z.array(view),
  /** By person, then by app. */
  homeViews: z.record(z.string(), z.record(z.string(), view)),
});

/** Everything that goes over the practice client's `/ui` socket. */
export const uiEvent = z.discriminatedUnion('t', [
  z.object({ t: z.literal('init'), state: snapshot }),
  z.object({ t: z.enum(['message', 'message_update']), message }),
  z.object({ t: z.literal('message_delete'), channel: z.string(), ts: z.string() }),
  z.object({ t: z.literal('channel'), channel }),
  z.object({ t: z.literal('view'), stack: z.array(view) }),
  z.object({ t: z.literal('view_errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ t: z.literal('home'), user: z.string(), view }),
  z.object({ t: z.literal('log'), entry: logEntry }),
  z.object({ t: z.literal('socket_status') }),
]);

export type PracticeOption = z.infer<typeof option>;
export type PracticeElement = z.infer<typeof element>;
export type PracticeBlock = z.infer<typeof block>;
export type PracticeView = z.infer<typeof view>;
export type PracticeMessage = z.infer<typeof message>;
export type PracticeLogEntry = z.infer<typeof logEntry>;
export type UiEvent = z.infer<typeof uiEvent>;
