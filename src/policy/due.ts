import { z } from 'zod';

/**
 * What a time in a policy file counts from. Each is something that really happens in a case, or, for
 * `limit_of`, the limit of another duty.
 *
 * - `concern`: the disagreement arose, or the decision was received that is challenged (the earlier if both)
 * - `raise`: the matter was raised with the other agency
 * - `entered`: this stage really began
 * - `unresolved`: the stage before lapsed, or somebody declared it unresolved, whichever came first
 * - `forum-told`: the head of the last forum (the chair, the panel) was told
 * - `resolved`: every side agreed an outcome
 */
export const anchorSchema = z.enum(['concern', 'raise', 'entered', 'unresolved', 'forum-told', 'resolved']);
export type Anchor = z.infer<typeof anchorSchema>;

const count = z.int().min(1).max(999);
const simpleDueSchema = z.union([
  z.strictObject({ working_days: count, after: anchorSchema }),
  z.strictObject({ calendar_days: count, after: anchorSchema }),
  z.strictObject({ working_hours: count, after: anchorSchema }),
  z.strictObject({ hours: count, after: anchorSchema }),
  z.strictObject({ day: count, of: anchorSchema }),
  z.strictObject({ same_working_day: anchorSchema }),
  z.strictObject({ limit_of: z.string().min(1) }),
]);
type SimpleDue = z.infer<typeof simpleDueSchema>;

/**
 * When something is due, as a policy file writes it: `{ working_days: 5, after: concern }`. `earliest` and
 * `latest` combine; `by_priority` chooses by the priority that the raiser gave; `limit_of` names another duty,
 * as `speak` (same stage) or `1.speak`. What each means to the minute stands in docs/glossary.md, "Time".
 */
export type Due =
  | SimpleDue
  | { readonly earliest: readonly Due[] }
  | { readonly latest: readonly Due[] }
  | { readonly by_priority: Readonly<Record<string, Due>> };

export const dueSchema: z.ZodType<Due> = z.lazy(() =>
  z.union([
    simpleDueSchema,
    z.strictObject({ earliest: z.array(dueSchema).min(2) }),
    z.strictObject({ latest: z.array(dueSchema).min(2) }),
    z.strictObject({ by_priority: z.record(z.string(), dueSchema) }),
  ]),
);
