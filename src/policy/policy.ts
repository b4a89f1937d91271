import { z } from 'zod';
import { learningSchema, reportSchema } from './learning.ts';
import { contactSchema, roleSchema } from './people.ts';
import { fieldSchema, formSchema } from './question.ts';
import { readingSchema } from './reading.ts';
import { stageSchema } from './stage.ts';
import { civilDate, id, month, text, time, traced } from './traced.ts';
import { triageSchema } from './triage.ts';

/*
 * The shape of a policy file: one board's written procedure as data. Everything that differs between boards is
 * here, so that no board's name is ever in code. Every rule names the paragraph it comes from (`source`); what
 * the software adds and the policy does not say is marked `added: true`; a rule that rests on a chosen reading
 * of an unclear passage names it (`reading`).
 *
 * Read it beside policies/redbridge.yaml, from the top down.
 */

const named = z.strictObject({ id, label: text });
const dayOff = z.strictObject({ date: civilDate, name: text });

/** The board's document: which edition this file follows. `warnings` are shown to administrators. */
const documentSchema = z.strictObject({
  title: text,
  edition: text.optional(),
  published: month.optional(),
  review: month.optional(),
  status: z.enum(['adopted', 'draft']),
  /** The regional procedure that this one belongs to, with a link to it if there is one. */
  parent: text.optional(),
  parent_link: z.url().optional(),
  /** A protective marking, such as OFFICIAL, that is printed on every export. */
  marking: text.optional(),
  warnings: z.array(text).default([]),
  source: text,
});

/** Working days are Monday to Friday less the bank holidays of `holidays` and the board's `extra_holidays`. */
const calendarSchema = z.strictObject({
  /** `wales` is the same list as `england-and-wales`, for a board that looks for its nation by name. */
  holidays: z.enum(['england-and-wales', 'wales', 'scotland', 'northern-ireland']),
  /** The local time at which a working day ends. */
  close: time.default('17:00'),
  /** Days off for the board's own office and forums only. */
  closure_days: z.array(dayOff).default([]),
  /** Bank holidays that were announced after the software was made. Days off for everyone. */
  extra_holidays: z.array(dayOff).default([]),
  ...traced,
});

/** When people are reminded of a limit. The default is 09:00 on the working day before and on the day. */
const remindersSchema = z
  .strictObject({
    at: time.default('09:00'),
    working_days_before: z.array(z.int().min(0).max(20)).default([1, 0]),
    /** Where the policy sets no time, people are reminded to look at a matter again this often. A reminder, and no rule of the policy. */
    review_every_working_days: z.int().min(1).max(60).default(5),
    repeat_alert_every_minutes: z.int().min(1).max(120).default(10),
  })
  .prefault({});

const guidanceSchema = z.strictObject({
  at: z.enum(['raise', 'receive', 'respond', 'escalate', 'forum', 'close', 'help']),
  text,
  source: text,
});

/** What a disagreement can be about. `code` is the common name under which boards are compared in reports. */
const themeSchema = named.extend({ code: id, ...traced });

const raiseSchema = z.strictObject({
  fields: z.array(fieldSchema).min(1),
  /** Where times depend on how urgent the matter is: what the raiser can choose. */
  priorities: z.array(named).default([]),
  /** Whether a supporter may raise it for somebody, and what is then asked. */
  on_behalf: z.strictObject({ asks: text, ...traced }).optional(),
});

/** What each entry about a discussion asks, and whether the people in it approve the entry. */
const discussionSchema = z
  .strictObject({
    fields: z.array(fieldSchema).default([]),
    approval: z.strictObject({ asks: text, ...traced }).optional(),
  })
  .prefault({});

const outcomeSchema = z.strictObject({
  fields: z.array(fieldSchema).min(1),
  /** Who does what by when, row by row. */
  next_steps: z.strictObject({ required: z.boolean(), ...traced }).optional(),
});

export const policySchema = z.strictObject({
  format: z.literal(1),
  /** A name of its own for every board: two boards may share an acronym. */
  board: id,
  name: text,
  aliases: z.array(text).default([]),
  document: documentSchema,
  /**
   * The board's own words, used in every message, each for one thing: "Stage" or "Step", "disagreement" or "dispute",
   * "recommendation" or "decision". Code makes the plural and the "a" or "an" before it.
   */
  words: z.strictObject({ stage: text, matter: text, output: text }),
  calendar: calendarSchema,
  reminders: remindersSchema,
  sectors: z.array(named).min(1),
  contacts: z.array(contactSchema),
  /** The contact that is shown where the policy names none. */
  board_office: id,
  roles: z.array(roleSchema).min(1),
  guidance: z.array(guidanceSchema).default([]),
  themes: z.array(themeSchema).min(1),
  triage: triageSchema,
  raise: raiseSchema,
  response: z.strictObject({ fields: z.array(fieldSchema) }),
  discussion: discussionSchema,
  outcome: outcomeSchema,
  /** Marks on a case that change what is owed; `asks` is the question that sets one at the raise. */
  flags: z.array(z.strictObject({ id, label: text, asks: text.optional(), ...traced })).default([]),
  stages: z.array(stageSchema).min(1),
  forms: z.array(formSchema).default([]),
  /** What each agency confirms it has filed, and from which stage on. */
  filing: z.array(z.strictObject({ id, asks: text, from_stage: id, ...traced })).default([]),
  learning: learningSchema.optional(),
  reports: z.array(reportSchema).default([]),
  readings: z.array(readingSchema).default([]),
});

/** A board's procedure, read and checked. Frozen for a case when it opens. */
export type Policy = z.infer<typeof policySchema>;
