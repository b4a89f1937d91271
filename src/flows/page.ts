import { saySource as sayPlace } from '../policy/explain.ts';
import type { Act, FormContext } from './chat-input.ts';
import type { Block, Form, Reply } from './chat-message.ts';

/** A page to read: a form that asks nothing. */
export function page(title: string, blocks: readonly Block[], act: Act): Form {
  return { title, context: { act, step: 'read' }, intro: blocks, fields: [], close: 'Close' };
}

/** `page`, as the answer to an input. */
export function showPage(title: string, blocks: readonly Block[], act: Act): Reply {
  return { kind: 'form', form: page(title, blocks, act) };
}

/** The step of a page whose button only opens another form, as a press would. */
const openStep = 'open';

/** What a page carries whose button opens another form. */
export function opening({ act }: { readonly act: Act }): FormContext {
  return { act, step: openStep };
}

export function isOpening({ step }: FormContext): boolean {
  return step === openStep;
}

/** A page to read whose button opens another form; a plain one where there is none. */
export function showPageOnTo(
  title: string,
  blocks: readonly Block[],
  act: Act,
  onTo: { readonly label: string; readonly act: Act } | undefined,
): Reply {
  if (onTo === undefined) return showPage(title, blocks, act);
  return { kind: 'form', form: { ...page(title, blocks, act), context: opening(onTo), submit: onTo.label } };
}

export function text(words: string): Block {
  return { kind: 'text', text: words };
}

export function small(words: string): Block {
  return { kind: 'small', text: words };
}

/** Where a rule comes from, as it is shown: `Policy, paragraph 4.4`, or that the software added it. */
export function saySource({
  source,
  added,
}: {
  readonly source: string;
  readonly added?: boolean | undefined;
}): string {
  if (added === true) return 'Added by Concordat; the policy does not say it.';
  return `Policy, ${sayPlace(source)}`;
}
