import { z } from 'zod';
import type { Act, FormContext } from '../../flows/chat-input.ts';
import type { Field } from '../../flows/chat-message.ts';

/*
 * What a button or a form of a page is about, as the page carries it. Ids only. Whoever presses can change it, so nothing in
 * it is believed: who may do what is asked again at every input.
 */

const actShape = z.strictObject({
  do: z.string().min(1).max(100),
  caseId: z.string().min(1).max(100).exactOptional(),
  on: z.string().min(1).max(800).exactOptional(),
});
const formShape = z.strictObject({
  form: z.strictObject({
    act: actShape,
    step: z.string().max(200),
    draft: z.string().min(1).max(100).exactOptional(),
  }),
  /** Which questions it asks: a browser sends nothing at all of what was not chosen. */
  asks: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(200),
        kind: z.enum(['text', 'choice', 'many', 'date']),
      }),
    )
    .max(200),
});
export type CarriedForm = z.infer<typeof formShape>;

export function writeAct(act: Act): string {
  return JSON.stringify(actShape.parse(act));
}

export function readAct(text: string): Act | undefined {
  return actShape.safeParse(parsed(text)).data;
}

export function writeForm(form: FormContext, fields: readonly Field[]): string {
  const asks = fields.map(({ id, kind }) => ({ id, kind }));
  return JSON.stringify(formShape.parse({ form, asks }));
}

export function readForm(text: string): CarriedForm | undefined {
  return formShape.safeParse(parsed(text)).data;
}

/** The name of a question's answer; with a mark of its own, so that no question can pose as something else. */
export function nameOf(field: string): string {
  return `field:${field}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
