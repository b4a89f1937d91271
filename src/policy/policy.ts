import { z } from 'zod';
import { dueSchema } from './due.ts';

/*
 * The shape of a policy file: one board's written procedure as data. Everything that differs between boards is
 * here, so that no board's name is ever in code. Every rule names the paragraph it comes from (`source`); what
 * the software adds and the policy does not say is marked `added: true`; a rule that rests on a chosen reading
 * of an unclear passage names it (`reading`).
 */

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens only');
const text = z.string().trim().min(1);
const source = text;
const traced = { source, reading: z.string().optional(), added: z.boolean().optional() };
const civilDate = z.iso.date();
const month = z.string().regex(/^\d{4}-\d{2}$/, 'a month such as 2022-06');

/** A side of a disagreement, or the board itself. */
export const sideSchema = z.enum(['raising', 'receiving', 'both', 'board']);
export type OwingSide = z.infer<typeof sideSchema>;

/** The duties that the five policies know. What discharges each is the case's business (src/case). */
export const dutySchema = z.enum([
  'raise', 'acknowledge', 'read-file', 'speak', 'respond', 'resolve', 'escalate', 'confirm', 'plan',
  'meet', 'convene', 'pass-on', 'advise-other-board', 'feedback', 'recommend', 'decide', 'mediate',
  'answer', 'submit-form', 'review',
]); // prettier-ignore
export type Duty = z.infer<typeof dutySchema>;

const named = z.strictObject({
  label: text,
  email: z.email().optional(),
  telephone: text.optional(),
  link: z.url().optional(),
  ...traced,
  note: text.optional(),
});
const contactSchema = named.extend({ id });

const roleSchema = z.strictObject({
  id,
  label: text,
  of: z.enum(['agency', 'board']),
  titles: z.array(text).default([]),
  /** Roles that may act instead, tried in this order where the one above is not held; `sectors` limits it. */
  alternates: z
    .array(
      z.strictObject({
        role: id,
        sectors: z.array(id).optional(),
        prefer: z.boolean().default(false),
        ...traced,
      }),
    )
    .default([]),
  ...traced,
});

const fieldSchema = z.strictObject({
  id,
  label: text,
  hint: text.optional(),
  type: z.enum(['text', 'long-text', 'yes-no', 'choice', 'date']).default('long-text'),
  choices: z.array(z.strictObject({ id, label: text })).optional(),
  required: z.boolean(),
  restricted: z.boolean().default(false),
  ...traced,
});

const diversionSchema = z.strictObject({
  id,
  /** The choice as the person reads it: "It is a complaint about a service". */
  choice: text,
  /** `instead`: no case is opened. `beside`: the route is shown and the case goes on. `ladder`: the case goes on, flagged. */
  effect: z.enum(['instead', 'beside', 'ladder']),
  says: text.optional(),
  contact: id.optional(),
  flag: id.optional(),
  ...traced,
});

const obligationSchema = z.strictObject({
  id,
  duty: dutySchema,
  owed_by: z.strictObject({ side: sideSchema, role: id }),
  due: dueSchema.optional(),
  target: z.strictObject({ due: dueSchema, ...traced }).optional(),
  strict: z.enum(['must', 'should', 'will', 'aim']),
  /** A passed limit counts as unresolved and prompts both sides to escalate. */
  lapses: z.boolean().default(false),
  /** Left out of the `timeline` command; kept in the case all the same. */
  in_timeline: z.boolean().default(true),
  /** Only when this flag is on the case, such as `out-of-area`. */
  only_if: id.optional(),
  /** The board's own closure days are days off for this duty. Given for duties of the board's office and forums. */
  ...traced,
});
export type ObligationRule = z.infer<typeof obligationSchema>;

const copySchema = z.strictObject({
  to: id,
  on: z.enum(['entered', 'resolved', 'recommended', 'closed']),
  content: z.enum(['reference', 'summary', 'full']),
  ...traced,
});

const forumSchema = z.strictObject({
  kind: z.enum(['chair', 'panel', 'mediator', 'directors']),
  /** Who heads the forum. */
  head: id,
  /** The office that passes the matter on to the head, where the policy routes it so. */
  gateway: z.strictObject({ role: id, due: dueSchema, ...traced }).optional(),
  output: z.enum(['recommendations', 'decision', 'mediation']),
  effect: z.enum(['advisory', 'advisory-expected', 'binding', 'not-stated']),
  says: text,
  powers: z.array(
    z.strictObject({
      power: z.enum(['ask-written-information', 'confer', 'meet', 'hear-representations']),
      ...traced,
    }),
  ),
  panel: z
    .strictObject({
      at_least_agencies: count(),
      include_parties: z.boolean(),
      warn_if_none_neutral: z.boolean(),
      ...traced,
    })
    .optional(),
  conflict_of_interest: z.strictObject({ head: id, gateway: id.optional(), ...traced }).optional(),
  answers: z.strictObject({ each_agency: z.boolean(), shown_to: z.array(id), ...traced }),
  ...traced,
});
function count() {
  return z.int().min(1).max(99);
}

const stageSchema = z.strictObject({
  id,
  label: text,
  title: text,
  informal: z.boolean().default(false),
  /** Who acts for each side at this stage; the first role that somebody holds. */
  people: z.strictObject({ raising: z.array(id).min(1), receiving: z.array(id).min(1) }),
  /** May be brought in at this stage, on either side, without changing who owes what. */
  consulted: z.array(z.strictObject({ role: id, purpose: text, ...traced })).default([]),
  /** From this stage on a line manager gets reminders of their own. */
  line_managers_involved: z.boolean().default(false),
  obligations: z.array(obligationSchema),
  confirmation: z
    .strictObject({
      by: z.enum(['receiving', 'either']),
      due: dueSchema.optional(),
      written: z.boolean(),
      copies: z.array(z.enum(['raiser', 'raising-agency'])).default([]),
      ...traced,
    })
    .optional(),
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

const readingSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]+-X?\d+$|^[A-Z]-\d+$/, 'an id such as RB-X1 or G-1'),
  about: text,
  sources: z.array(z.strictObject({ source, says: text })).min(1),
  possible: z.array(text).min(2),
  chosen: text,
  affects: z.array(z.enum(['date', 'recipient', 'route', 'wording'])).min(1),
  confirmed: z.strictObject({ by: text, on: civilDate }).optional(),
});
export type Reading = z.infer<typeof readingSchema>;

const dayOff = z.strictObject({ date: civilDate, name: text });

export const policySchema = z.strictObject({
  format: z.literal(1),
  board: id,
  name: text,
  aliases: z.array(text).default([]),
  document: z.strictObject({
    title: text,
    edition: text.optional(),
    published: month.optional(),
    review: month.optional(),
    status: z.enum(['adopted', 'draft']),
    parent: text.optional(),
    marking: text.optional(),
    warnings: z.array(text).default([]),
    source,
  }),
  words: z.strictObject({ stage: text, matter: text, output: text }),
  calendar: z.strictObject({
    holidays: z.enum(['england-and-wales', 'scotland', 'northern-ireland']),
    close: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 17:00')
      .default('17:00'),
    closure_days: z.array(dayOff).default([]),
    extra_holidays: z.array(dayOff).default([]),
    ...traced,
  }),
  reminders: z
    .strictObject({
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .default('09:00'),
      working_days_before: z.array(z.int().min(0).max(20)).default([1, 0]),
      repeat_alert_every_minutes: z.int().min(1).max(120).default(10),
    })
    .prefault({}),
  sectors: z.array(z.strictObject({ id, label: text })).min(1),
  contacts: z.array(contactSchema),
  board_office: id,
  roles: z.array(roleSchema).min(1),
  guidance: z
    .array(
      z.strictObject({
        at: z.enum(['raise', 'receive', 'respond', 'escalate', 'forum', 'close', 'help']),
        text,
        source,
      }),
    )
    .default([]),
  themes: z.array(z.strictObject({ id, label: text, code: id, source })).min(1),
  triage: z.strictObject({
    risk: z.strictObject({
      question: text,
      /** What to do, in the board's words; shown to a stranger too. */
      says: text,
      /** Told at once, at any hour, of the side of the person who noticed. */
      tells: z.array(z.strictObject({ role: id, ...traced })).min(1),
      /** Roles in the other agency that may be told too. */
      offers: z.array(z.strictObject({ role: id, ...traced })).default([]),
      emergency: contactSchema,
      out_of_hours: id,
      leads_from: id,
      ...traced,
    }),
    diversions: z.array(diversionSchema),
    scope: z.strictObject({ confirm: text, ...traced }),
  }),
  raise: z.strictObject({
    fields: z.array(fieldSchema).min(1),
    priorities: z.array(z.strictObject({ id, label: text })).default([]),
  }),
  response: z.strictObject({ fields: z.array(fieldSchema) }),
  outcome: z.strictObject({ fields: z.array(fieldSchema).min(1) }),
  flags: z.array(z.strictObject({ id, label: text, asks: text.optional(), ...traced })).default([]),
  stages: z.array(stageSchema).min(1),
  filing: z.array(z.strictObject({ id, asks: text, from_stage: id, ...traced })).default([]),
  readings: z.array(readingSchema).default([]),
});

/** A board's procedure, read and checked. Frozen for a case when it opens. */
export type Policy = z.infer<typeof policySchema>;
