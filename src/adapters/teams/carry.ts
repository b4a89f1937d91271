import { z } from 'zod';
import { actShape, contextShape } from '../../flows/carried.ts';
import type { Act, FormContext } from '../../flows/chat-input.ts';
import type { Field } from '../../flows/chat-message.ts';

/*
 * What a button or a form is about, carried through Teams in a card's `data` and back. Opaque ids only: Teams keeps
 * every card, in somebody else's organisation, so never a word of a case. Whoever presses can change what comes back, so
 * nothing in it is believed: who may do what is asked again at every input.
 */

/**
 * Which questions a card asks, and how their answers come: a card's own inputs come back unnamed and only where filled in.
 * The answer to one with choices comes as `writeChoice` wrote it.
 */
const askedShape = z
  .array(
    z.strictObject({
      id: z.string().min(1).max(200),
      one: z.literal(true).exactOptional(),
      many: z.literal(true).exactOptional(),
    }),
  )
  .max(200);

const carriedShape = z.union([
  z.strictObject({ act: actShape }),
  z.strictObject({ form: contextShape, asks: askedShape }),
  z.strictObject({ putAway: z.literal(true) }),
]);
/** What one button of a card carries: an act, a form to send, or that what is in front is to be put away. */
export type Carried = z.infer<typeof carriedShape>;

/** The key under which all of ours stands; inputs of the card come back beside it. */
const ours = 'concordat';

/** What a button carries, as the `data` of an action. */
export function writeCarried(carried: Carried): Readonly<Record<string, unknown>> {
  return { [ours]: carriedShape.parse(carried) };
}

/** An act, a form's context with its questions, or "put it away", each as what a button carries. */
export const carry = {
  act: (act: Act): Carried => ({ act }),
  form: (form: FormContext, fields: readonly Field[]): Carried => ({
    form,
    asks: fields.map(({ id, kind }) => ({
      id,
      ...(kind === 'choice' ? { one: true } : {}),
      ...(kind === 'many' ? { many: true } : {}),
    })),
  }),
  putAway: { putAway: true },
} as const;

/** What came back with a press; `undefined` where it is none of ours. */
export function readCarried(data: unknown): Carried | undefined {
  const holder = z.object({ [ours]: z.unknown() }).safeParse(data).data;
  return holder === undefined ? undefined : carriedShape.safeParse(holder[ours]).data;
}

/** The id of a card's input for a field. With a mark of its own, so that no field can pose as what a button carries. */
export function inputOf(field: string): string {
  return `field:${field}`;
}

/** A choice's value in a card: several choices come back as one text with commas between them. */
export function writeChoice(id: string): string {
  // Half of a pair cannot be written so, and is part of no id of ours.
  return encodeURIComponent(id.replace(/[\uD800-\uDFFF]/gu, '\uFFFD'));
}

/** The id behind a value of a choice; `undefined` where nobody could have chosen it. */
export function readChoice(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
