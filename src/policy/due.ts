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
const anchorSchema = z.enum(['concern', 'raise', 'entered', 'unresolved', 'forum-told', 'resolved']);
export type Anchor = z.infer<typeof anchorSchema>;

const count = z.int().min(1).max(999);

/*
 * - `working_days: 5, after: raise`: the close of the fifth working day after the day of the raise
 * - `calendar_days: 7, after: raise`: the close of the seventh day after it, whether people work then or not
 * - `working_hours: 48, after: concern`: when 48 hours have run, 24 on each working day and none on a day off
 * - `hours: 24, after: concern`: 24 hours by the clock, at any hour of any day
 * - `day: 9, of: concern`: the close of the ninth working day, where Day 1 is the day of the concern itself
 *   or, if that is a day off, the first working day after it
 * - `same_working_day: unresolved`: the close of the working day on which it happened; what happens after
 *   close or on a day off belongs to the next working day
 * - `immediately: concern`: at once, at any hour; there is no later moment that would still be in time
 * - `limit_of: speak`: the limit of a duty listed earlier in the same stage; `limit_of: 1.speak` of stage 1
 */
const simpleDueSchema = z.union([
  z.strictObject({ working_days: count, after: anchorSchema }),
  z.strictObject({ calendar_days: count, after: anchorSchema }),
  z.strictObject({ working_hours: count, after: anchorSchema }),
  z.strictObject({ hours: count, after: anchorSchema }),
  z.strictObject({ day: count, of: anchorSchema }),
  z.strictObject({ same_working_day: anchorSchema }),
  z.strictObject({ immediately: anchorSchema }),
  z.strictObject({ limit_of: z.string().min(1) }),
]);
export type SimpleDue = z.infer<typeof simpleDueSchema>;

/**
 * When something is due, as a policy file writes it: `{ working_days: 5, after: concern }`. `earliest` and
 * `latest` combine; `by_priority` chooses by the priority that the raiser gave, and takes the earliest of all
 * where none was given; `limit_of` names another duty, as `speak` (same stage) or `1.speak`. What each means to
 * the minute stands in docs/glossary.md, "Time".
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
