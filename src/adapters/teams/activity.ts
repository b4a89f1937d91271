import { z } from 'zod';

/*
 * What Teams sends, as far as it is used here: everything comes as an "activity" to one path. Only the fields that say who
 * sent it and where must be right; an odd one elsewhere counts as absent, and whatever else is there is not looked at.
 * Sources: learn.microsoft.com/microsoftteams/platform/bots and the Agents Playground 0.2.28.
 */

/** Half of a pair of surrogates is no character, and cannot stand in an address of Teams. */
const id = z
  .string()
  .max(500)
  .regex(/^\P{Cs}+$/u);
/** May be absent, and counts as absent where it is not of this shape. */
const soft = <Shape extends z.ZodType>(shape: Shape) => shape.nullish().catch(undefined);

export const activityShape = z.object({
  type: z.string().min(1).max(100),
  /** Of a message, its id in the conversation; of a press, `f:` and a number. Some events come without one. */
  id: id.nullish(),
  timestamp: soft(z.string().max(100)),
  serviceUrl: z.string().min(1).max(1000),
  from: z.object({
    /** What Teams calls them in its conversations with this bot, `29:…`. */
    id,
    /** The person's own id in their organisation; absent for somebody without an account. */
    aadObjectId: z.string().max(500).nullish(),
    role: soft(z.string()),
  }),
  /** The bot, `28:…`. */
  recipient: z.object({ id }),
  conversation: z.object({
    id,
    /** `personal`, `groupChat` or `channel`. */
    conversationType: z.string().max(100).nullish(),
    tenantId: z.string().max(500).nullish(),
  }),
  channelData: z.object({ tenant: z.object({ id: z.string().max(500).nullish() }).nullish() }).nullish(),
  /** The message whose card was pressed. */
  replyToId: soft(id),
  /** What kind of press or request this is. */
  name: soft(z.string().max(200)),
  text: soft(z.string()),
  value: z.unknown().optional(),
  /** Of an installation: `add`, `remove`, or these with `-upgrade`. */
  action: soft(z.string().max(100)),
  membersAdded: soft(z.array(z.object({ id: z.string() }))),
  entities: soft(z.array(z.unknown())),
});
export type Activity = Readonly<z.infer<typeof activityShape>>;

/** The press of a card's button: what the button carries, and what was filled in. */
export const pressValueShape = z.object({ action: z.object({ data: z.unknown().optional() }) });

/** Somebody named in a message, with the words that stand for them in its text. */
export const mentionShape = z.object({
  type: z.literal('mention'),
  text: z.string().min(1).max(1000),
  mentioned: z.object({ id: z.string() }),
});
