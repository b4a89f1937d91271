import { z } from 'zod';
import { id, text, traced } from './traced.ts';

/**
 * One question of a form. `restricted` answers (who the adult is) are stored apart, are opened on a click that
 * is logged, and never stand in a message. `yes-no-na` also allows "does not apply".
 */
export const fieldSchema = z.strictObject({
  id,
  label: text,
  hint: text.optional(),
  type: z
    .enum(['text', 'long-text', 'yes-no', 'yes-no-na', 'choice', 'choices', 'date', 'signature'])
    .default('long-text'),
  /** The answers of a `choice` (one of them) or `choices` (any of them). */
  choices: z.array(z.strictObject({ id, label: text })).optional(),
  required: z.boolean(),
  restricted: z.boolean().default(false),
  ...traced,
});
export type FieldRule = z.infer<typeof fieldSchema>;

/** A question that one side or both answer: who answers is part of the rule. */
export const sidedFieldSchema = fieldSchema.extend({ from: z.enum(['raising', 'receiving', 'both']) });

/**
 * A form of the board's own, beyond what a raise asks. A case fills in what it knows (`prefill`), a person
 * corrects and adds the rest. `per_agency` gives each agency its own box; `repeats` allows several rows.
 */
export const formSchema = z.strictObject({
  id,
  title: text,
  /** Whose duty it is to fill it in. */
  by: z.enum(['raising', 'receiving', 'board']),
  /** The stage from which it is drafted. Which stage cannot be entered without it, that stage says. */
  from_stage: id,
  optional: z.boolean().default(false),
  /** Each stage adds its part to the same form, which is handed to the people of the next. */
  carries_forward: z.boolean().default(false),
  fields: z
    .array(
      fieldSchema.extend({
        prefill: z
          .enum([
            'adult', 'raiser', 'raising-manager', 'receiving-manager', 'people', 'issue', 'discussions', 'outcome',
            'next-steps', 'copies', 'stage-entered', 'stage-concluded', 'stage-resolved', 'time-taken',
          ])
          .optional(), // prettier-ignore
        /** For a prefill that asks for a stage: which. */
        of_stage: id.optional(),
        /** Which part of somebody this box wants; without one, name, role and agency in one line. A `date` needs none. */
        part: z.enum(['name', 'role', 'agency', 'born', 'nhs-number', 'address']).optional(),
        per_agency: z.boolean().default(false),
        repeats: z.boolean().default(false),
        /** From when a required answer has to be there: from this stage on, or once the case is `closed`. */
        required_from: id.optional(),
        /** Who answers this one, such as the other side's signature, where it is not whose duty the form is. */
        from: z.enum(['raising', 'receiving', 'board']).optional(),
      }),
    )
    .min(1),
  /** Where it is sent, and when. */
  send: z
    .strictObject({
      to: id,
      on: z.array(z.enum(['entered', 'escalated', 'resolved', 'closed'])).min(1),
      ...traced,
    })
    .optional(),
  ...traced,
});
export type FormRule = z.infer<typeof formSchema>;
export type FormField = FormRule['fields'][number];
