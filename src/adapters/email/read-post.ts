import type { Act, Answers } from '../../flows/chat-input.ts';
import { nameOf, readAct, readForm, type CarriedForm } from './carry.ts';

/** What somebody did on a page of theirs. */
export type Deed =
  | { readonly kind: 'pressed'; readonly act: Act }
  | { readonly kind: 'submitted'; readonly form: CarriedForm['form']; readonly answers: Answers }
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'home' }
  /** They closed what they had before them. */
  | { readonly kind: 'back' }
  | { readonly kind: 'sign-out' };

/** Far over what any question takes. */
const longest = 10_000;

/** What the form of a page asks for; `undefined` where no page of ours sends that. */
export function readDeed(sent: URLSearchParams): Deed | undefined {
  const pressed = sent.get('press');
  if (pressed !== null) {
    const act = readAct(pressed);
    return act === undefined ? undefined : { kind: 'pressed', act };
  }
  switch (sent.get('do')) {
    case 'send':
      return readSubmitted(sent);
    case 'type':
      return { kind: 'typed', text: (sent.get('text') ?? '').slice(0, longest) };
    case 'home':
      return { kind: 'home' };
    case 'back':
      return { kind: 'back' };
    case 'sign-out':
      return { kind: 'sign-out' };
    default:
      return undefined;
  }
}

function readSubmitted(sent: URLSearchParams): Deed | undefined {
  const carried = readForm(sent.get('form') ?? '');
  if (carried === undefined) return undefined;
  const answers = carried.asks.map(({ id, kind }) => {
    const given = sent.getAll(nameOf(id)).filter((one) => one !== '');
    return [id, kind === 'many' ? given : (given[0] ?? null)] as const;
  });
  const isTooLong = answers.some(([, given]) => [given].flat().some((one) => (one ?? '').length > longest));
  if (isTooLong) return undefined;
  // A browser ends a line with two characters.
  const asTyped = answers.map(([id, given]) => [
    id,
    typeof given === 'string' ? given.replace(/\r\n?/gu, '\n') : given,
  ]);
  return { kind: 'submitted', form: carried.form, answers: Object.fromEntries(asTyped) as Answers };
}
