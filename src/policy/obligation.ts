import { z } from 'zod';
import { dueSchema } from './due.ts';
import { sideSchema } from './people.ts';
import { id, text, traced } from './traced.ts';

/** The duties that policies know. What discharges each is the case's business (src/case). */
const dutySchema = z.enum([
  'raise', 'acknowledge', 'read-file', 'speak', 'respond', 'resolve', 'escalate', 'confirm', 'plan',
  'meet', 'convene', 'pass-on', 'advise-other-board', 'feedback', 'recommend', 'decide', 'mediate',
  'answer', 'submit-form', 'review',
]); // prettier-ignore
export type Duty = z.infer<typeof dutySchema>;

/**
 * What somebody owes at a stage. The order in the file is the order in which duties are shown. A duty of the
 * side `board` takes the board's own closure days as days off.
 */
export const obligationSchema = z.strictObject({
  id,
  duty: dutySchema,
  owed_by: z.strictObject({ side: sideSchema, role: id }),
  /** The latest moment. Without one the duty is owed and no time is set for it. */
  due: dueSchema.optional(),
  /** The policy's words where it gives no number, such as "without delay": `due` is then a measure that the software added. */
  policy_says: text.optional(),
  /** An earlier moment that the policy also names. Used, and shown, only where it is earlier than the limit. */
  target: z.strictObject({ due: dueSchema, ...traced }).optional(),
  strict: z.enum(['must', 'should', 'will', 'aim']),
  /** A passed limit counts as unresolved and prompts both sides to escalate. */
  lapses: z.boolean().default(false),
  /** Falls due again and again, counted from the time before: a review. */
  repeats: z.boolean().default(false),
  /** Where `due` is fixed and the stage began after it: what reminders run from instead, marked as added. */
  if_entered_late: z.strictObject({ due: dueSchema, ...traced }).optional(),
  /** Left out of the `timeline` command; kept in the case all the same. */
  in_timeline: z.boolean().default(true),
  /** Only when this flag is on the case, such as `out-of-area`. */
  only_if: id.optional(),
  /** For the duty `submit-form`: which of the board's forms. */
  form: id.optional(),
  ...traced,
});
export type ObligationRule = z.infer<typeof obligationSchema>;
