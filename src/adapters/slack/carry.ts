import { actShape, contextShape } from '../../flows/carried.ts';
import type { Act, FormContext } from '../../flows/chat-input.ts';
import { limits } from './limits.ts';

/*
 * What a button or a form is about, carried through Slack and back. Opaque ids only: Slack keeps it, in somebody
 * else's organisation, so never a word of a case.
 */

/**
 * An act as a button's value.
 * @throws Error where it is longer than an act may be, which is a defect of the flow that made it.
 */
export function writeAct(act: Act): string {
  return fit(JSON.stringify(actShape.parse(act)), limits.buttonValue);
}

/** The act of a button's value; `undefined` where the value is none of ours. */
export function readAct(value: string): Act | undefined {
  return actShape.safeParse(parseJson(value)).data;
}

/**
 * A form's context as the view's private metadata.
 * @throws Error where it is longer than a context may be, which is a defect of the flow that made it.
 */
export function writeContext(context: FormContext): string {
  return fit(JSON.stringify(contextShape.parse(context)), limits.privateMetadata);
}

/** The context of a view's private metadata; `undefined` where it is none of ours. */
export function readContext(metadata: string): FormContext | undefined {
  return contextShape.safeParse(parseJson(metadata)).data;
}

function fit(json: string, max: number): string {
  if (json.length > max) throw new Error(`Slack carries ${max} characters, and this has ${json.length}`);
  return json;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
