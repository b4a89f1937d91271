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

/* Where a rule comes from: the paragraph of the board's document, and what of it is not said there. */
export const traced = {
  /** The paragraph of the board's document, as 4.4, or a part of it that has no number, as flowchart. */
  source: text,
  /** The declared reading in which an unclear passage is taken, such as RB-X1. */
  reading: z.string().optional(),
  /** The software adds this and the policy does not say it: it is shown to people as added. */
  added: z.boolean().optional(),
};
