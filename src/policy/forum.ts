import { z } from 'zod';
import { id, text, traced } from './traced.ts';

/**
 * The last word that a policy has: a chair who recommends, a panel that decides, a mediator, the directors of
 * the agencies. `says` is what people are told about the weight of its output.
 */
export const forumSchema = z.strictObject({
  kind: z.enum(['chair', 'panel', 'mediator', 'directors']),
  /** Who heads the forum. For directors it may be a role of an agency: then its holder in each agency of the matter decides. */
  head: id,
  /** Directors of the board who decide together, `head` among them: what they say counts once all of them agreed. */
  heads: z.array(id).min(2).optional(),
  /** The office that passes the matter on to the head, where the policy routes it so. By when, its duty `pass-on` says. */
  gateway: z.strictObject({ role: id, ...traced }).optional(),
  output: z.enum(['recommendations', 'decision', 'mediation']),
  effect: z.enum(['advisory', 'advisory-expected', 'binding', 'not-stated']),
  says: text,
  powers: z.array(
    z.strictObject({
      power: z.enum(['ask-written-information', 'confer', 'meet', 'hear-representations']),
      ...traced,
    }),
  ),
  /** Who a panel must consist of. */
  panel: z
    .strictObject({
      at_least_agencies: z.int().min(1).max(99),
      include_parties: z.boolean(),
      warn_if_none_neutral: z.boolean(),
      ...traced,
    })
    .optional(),
  /** Who heads it instead, and through whom, when the head has a conflict of interest. It is asked at referral. */
  conflict_of_interest: z.strictObject({ head: id, gateway: id.optional(), ...traced }).optional(),
  /** What each agency must say to the output: acted on, or why not. */
  answers: z.strictObject({ each_agency: z.boolean(), shown_to: z.array(id), ...traced }),
  ...traced,
});
