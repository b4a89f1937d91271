import { z } from 'zod';
import { civilDate, id, text, traced } from './traced.ts';

/** A side of a disagreement, or the board itself. */
export const sideSchema = z.enum(['raising', 'receiving', 'both', 'board']);

/**
 * An office that can be reached: never a person, whose address goes stale. `checked` is the day on which
 * somebody last made sure of it.
 */
export const contactSchema = z.strictObject({
  id,
  label: text,
  organisation: text.optional(),
  purpose: text.optional(),
  email: z.email().optional(),
  telephone: text.optional(),
  link: z.url().optional(),
  note: text.optional(),
  checked: civilDate.optional(),
  ...traced,
});
export type Contact = z.infer<typeof contactSchema>;

/**
 * What somebody is in this procedure. People get roles in the directory of agencies; `titles` are the names
 * that agencies use for one. `of: board` is a role in the board's own office or forum.
 */
export const roleSchema = z.strictObject({
  id,
  label: text,
  of: z.enum(['agency', 'board']),
  titles: z.array(text).default([]),
  /**
   * Roles that may act instead, tried in this order where the one above is not held. `sectors` limits it to
   * agencies of those sectors, `stages` to those stages; `prefer` puts the alternate first; `held_by:
   * acting-agency` means that of the agency which the directory names as acting for this one, as a commissioner
   * does for a practice with no senior officer.
   */
  alternates: z
    .array(
      z.strictObject({
        role: id,
        sectors: z.array(id).optional(),
        stages: z.array(id).optional(),
        prefer: z.boolean().default(false),
        held_by: z.enum(['own-agency', 'acting-agency']).default('own-agency'),
        ...traced,
      }),
    )
    .default([]),
  ...traced,
});
export type RoleRule = z.infer<typeof roleSchema>;
