import { z } from 'zod';

/*
 * The parts of Slack's payloads that we read, parsed once. What Slack adds is let through unread. Shapes from
 * docs.slack.dev/reference/interaction-payloads, /interactivity/implementing-slash-commands and
 * /reference/events/app_home_opened.
 */

/** Half of a pair of surrogates is no character, and cannot be sent back to Slack. */
const id = z
  .string()
  .max(255)
  .regex(/^\P{Cs}+$/u);
const team = z.object({ id }).nullish();
/** `team_id` is the user's own workspace; across Slack Connect it is not the one where the button stood. */
const user = z.object({ id, team_id: id.optional() });

export const commandShape = z.object({
  command: z.string().max(100),
  text: z.string().max(10_000).default(''),
  team_id: id,
  user_id: id,
  trigger_id: id,
});

export const pressShape = z.object({
  type: z.literal('block_actions'),
  user,
  team,
  trigger_id: id,
  /** The practice client sends a home press with an empty channel, Slack sends it with none. */
  channel: z.object({ id: z.string() }).nullish(),
  view: z.object({ id, type: z.string(), hash: z.string().optional() }).nullish(),
  response_url: z.string().optional(),
  actions: z.tuple([z.object({ type: z.string(), value: z.string().max(2000).optional() })], z.unknown()),
});

const option = z.object({ value: z.string() });
const element = z.object({
  type: z.string(),
  action_id: z.string(),
  initial_value: z.string().optional(),
  initial_option: option.nullish(),
  initial_options: z.array(option).nullish(),
  initial_date: z.string().nullish(),
});
export const inputShape = z.object({
  type: z.literal('input'),
  block_id: id,
  optional: z.boolean().default(false),
  element,
});
export type Input = z.infer<typeof inputShape>;

const given = z.object({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_date: z.string().nullish(),
});
export type Given = z.infer<typeof given>;

export const submissionShape = z.object({
  type: z.literal('view_submission'),
  user,
  team,
  view: z.object({
    id,
    hash: id,
    private_metadata: z.string().max(3000).default(''),
    blocks: z.array(z.unknown()),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), given)) }),
  }),
});
export type Submission = z.infer<typeof submissionShape>;

export const homeOpenedShape = z.object({
  type: z.literal('event_callback'),
  event_id: id,
  team_id: id,
  event: z.object({ type: z.literal('app_home_opened'), user: id, tab: z.string().optional() }),
});

/** What anything is by its own account, to say what it was when it is none of the above. */
export const anyShape = z.object({
  type: z.string().max(100).optional(),
  command: z.string().max(100).optional(),
  event: z.object({ type: z.string().max(100) }).optional(),
});
