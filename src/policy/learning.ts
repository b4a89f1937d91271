import { z } from 'zod';
import { fieldSchema } from './question.ts';
import { id, text, traced } from './traced.ts';

/** What is asked when a case closes, so that others can learn from it: no name and no detail of the adult goes on. */
export const learningSchema = z.strictObject({
  fields: z.array(fieldSchema).min(1),
  /** Roles that receive the answers. */
  goes_to: z.array(z.strictObject({ role: id, ...traced })).default([]),
  /** The offer of a debrief to the people involved. */
  debrief: z.strictObject({ offers: text, ...traced }).optional(),
  ...traced,
});

/** A report that the policy asks for: whose it is, which stages it covers, and when it is made. */
export const reportSchema = z.strictObject({
  id,
  title: text,
  by: z.enum(['agency', 'board', 'forum']),
  stages: z.array(id).min(1),
  when: z.enum(['register', 'on-request', 'each-case', 'yearly']),
  ...traced,
});
