import { z } from 'zod';
import { civilDate, text } from './traced.ts';

/**
 * An unclear passage and the way it is taken here: what the document says where, what it could mean, what was
 * chosen. Until the board confirms it, people are shown that it is not confirmed.
 */
export const readingSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]+-X?\d+$/, 'an id such as RB-X1 or G-1'),
  about: text,
  sources: z.array(z.strictObject({ source: text, says: text })).min(1),
  possible: z.array(text).min(2),
  chosen: text,
  /** What it changes. A date, a recipient or a route is put to the board before the policy is first used. */
  affects: z.array(z.enum(['date', 'recipient', 'route', 'wording'])).min(1),
  confirmed: z.strictObject({ by: text, on: civilDate }).optional(),
});
export type Reading = z.infer<typeof readingSchema>;
