import { z } from 'zod';

/** The bot was removed from a place, which is a workspace or an organisation. */
export type Removal = { readonly place: string; readonly at: Date };

/** @see https://docs.slack.dev/reference/events/app_uninstalled and tokens_revoked */
const removalShape = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  /** Whole seconds; of a moment that there is. */
  event_time: z.number().nonnegative().max(1e11),
  authorizations: z
    .array(
      z.object({ enterprise_id: z.string().nullish(), is_enterprise_install: z.boolean().default(false) }),
    )
    .default([]),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({
      type: z.literal('tokens_revoked'),
      /** Ids of users. People's own tokens (`oauth`) are none of ours. */
      tokens: z.object({ bot: z.array(z.string()).default([]) }),
    }),
  ]),
});

/**
 * Reads that the bot was removed; `undefined` for an event that says nothing of the bot's own token. What is said of a whole
 * organisation names no workspace, or says that it is of an install for the organisation.
 */
export function readRemoval(payload: unknown): Removal | undefined {
  const read = removalShape.safeParse(payload).data;
  if (read === undefined) return undefined;
  const { team_id, enterprise_id, event, event_time, authorizations } = read;
  if (event.type === 'tokens_revoked' && event.tokens.bot.length === 0) return undefined;
  const wide = authorizations.find(({ is_enterprise_install }) => is_enterprise_install);
  const place = wide?.enterprise_id ?? team_id ?? enterprise_id;
  return place === undefined || place === null ? undefined : { place, at: new Date(event_time * 1000) };
}
