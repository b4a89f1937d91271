import { z } from 'zod';

/** A short name that other parts of the file use: `line-manager`. */
export const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens only');

/** Words for people. */
export const text = z.string().trim().min(1);

/** A day, `2026-12-31`, and a month, `2026-12`. */
export const civilDate = z.iso.date();
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2022-06');

/** A local time, `17:00`. */
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 17:00');

/**
 * Where a rule comes from. `source` is the paragraph of the board's document, as `4.4`, or a part of it that
 * has no number, as `flowchart`. `reading` names the declared reading that an unclear passage was taken in.
 * `added: true` marks what the software adds and the policy does not say: it is shown to people as such.
 */
export const traced = {
  source: text,
  reading: z.string().optional(),
  added: z.boolean().optional(),
};
