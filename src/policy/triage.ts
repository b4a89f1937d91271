import { z } from 'zod';
import { dueSchema } from './due.ts';
import { contactSchema } from './people.ts';
import { id, text, traced } from './traced.ts';

/** What happens, at any hour, when somebody thinks that the adult is at immediate risk. No calendar applies to it. */
const riskSchema = z.strictObject({
  question: text,
  /** What to do, in the board's words; shown to a stranger too. */
  says: text,
  /** Told at once, at any hour, of the side of the person who noticed. */
  tells: z.array(z.strictObject({ role: id, ...traced })).min(1),
  /** Roles in the other agency that may be told too. */
  offers: z.array(z.strictObject({ role: id, ...traced })).default([]),
  /** Whom the policy wants the risk referred to, beside telling one's own people. */
  refers_to: z.strictObject({ contact: id, says: text, ...traced }).optional(),
  /** The outer limit that the policy names for this duty. It is shown, and never a reason to wait. */
  outer_limit: z.strictObject({ due: dueSchema, ...traced }).optional(),
  emergency: contactSchema,
  out_of_hours: id,
  leads_from: id,
  ...traced,
});

/**
 * A question whose answer leads elsewhere. `instead`: no case is opened. `beside`: the route is shown and the
 * case goes on. `ladder`: the case goes on, flagged.
 */
const diversionSchema = z.strictObject({
  id,
  /** The choice as the person reads it: "It is a complaint about a service". */
  choice: text,
  effect: z.enum(['instead', 'beside', 'ladder']),
  says: text.optional(),
  contact: id.optional(),
  flag: id.optional(),
  ...traced,
});

/** A way past the first stages, offered when its condition holds; it is taken with a reason. */
const skipSchema = z.strictObject({
  id,
  when: z.enum(['immediate-risk', 'serious-risk', 'any']),
  says: text,
  to: z.array(id).min(1),
  ...traced,
});

/** What is asked before a disagreement is raised: risk first, then what belongs elsewhere, then scope. */
export const triageSchema = z.strictObject({
  risk: riskSchema,
  diversions: z.array(diversionSchema),
  skips: z.array(skipSchema).default([]),
  scope: z.strictObject({ confirm: text, ...traced }),
});
