import { z } from 'zod';
import { dueSchema } from './due.ts';
import { forumSchema } from './forum.ts';
import { obligationSchema } from './obligation.ts';
import { sidedFieldSchema } from './question.ts';
import { id, text, traced } from './traced.ts';

/**
 * Who gets a copy, beside the people who act. `to` is a role, or `raiser` (who raised it at first) or
 * `all-involved` (everyone who acted at any stage). A `chosen` copy is not sent by itself: somebody decides it,
 * with a reason.
 */
const copySchema = z.strictObject({
  to: id,
  on: z.enum(['entered', 'resolved', 'recommended', 'closed']),
  content: z.enum(['reference', 'summary', 'full']),
  chosen: z.boolean().default(false),
  ...traced,
});

/** How an agreed outcome is confirmed. `offered: true` is good practice that nobody owes. */
const confirmationSchema = z.strictObject({
  by: z.enum(['receiving', 'either']),
  due: dueSchema.optional(),
  written: z.boolean(),
  copies: z.array(z.enum(['raiser', 'raising-agency'])).default([]),
  offered: z.boolean().default(false),
  ...traced,
});

/**
 * One stage of the ladder, or step, in the order of the file. A case begins at the first. An `informal` stage comes
 * before the formal ones and is called so; it has dates, lapses and is escalated like any other. One that owes nothing
 * to anybody is optional: whoever raises a case may begin after it.
 */
export const stageSchema = z.strictObject({
  id,
  label: text,
  title: text,
  informal: z.boolean().default(false),
  /** Who acts for each side at this stage; the first role that somebody holds. */
  people: z.strictObject({ raising: z.array(id).min(1), receiving: z.array(id).min(1) }),
  /** A manager who carries the matter to this stage and does not act in it. */
  through: z
    .array(z.strictObject({ side: z.enum(['raising', 'receiving', 'both']), role: id, ...traced }))
    .default([]),
  /** A stage that climbs rung by rung, each rung with its counterpart, until the last role named here. */
  rungs: z.strictObject({ roles: z.array(id).min(2), ...traced }).optional(),
  /** May be brought in at this stage, on either side, without changing who owes what. */
  consulted: z.array(z.strictObject({ role: id, purpose: text, ...traced })).default([]),
  /** From this stage on a line manager gets reminders of their own. */
  line_managers_involved: z.boolean().default(false),
  /** Going on to this stage is not automatic: this question is put and the answer recorded. */
  considered: z.strictObject({ asks: text, ...traced }).optional(),
  /** What must be said on entering this stage. */
  entry_fields: z.array(sidedFieldSchema).default([]),
  /** Words that a formal message of this stage must carry. */
  set_words: text.optional(),
  obligations: z.array(obligationSchema),
  confirmation: confirmationSchema.optional(),
  /** Ways to close this stage other than an agreed outcome, such as "no practice issue after all". */
  closings: z.array(z.strictObject({ id, label: text, asks: text, ...traced })).default([]),
  copies: z.array(copySchema).default([]),
  /** What the board's office may see of a case at this stage. */
  office_sees: z.enum(['nothing', 'reported-outcomes', 'content']),
  /** Another trigger, besides "unresolved", that takes the matter straight to another stage. */
  policy_issue_goes_to: z.strictObject({ stage: id, even_if_resolved: z.boolean(), ...traced }).optional(),
  /** Entered only when this form is complete. */
  needs_form: z.strictObject({ form: id, ...traced }).optional(),
  forum: forumSchema.optional(),
  ...traced,
});
export type StageRule = z.infer<typeof stageSchema>;
