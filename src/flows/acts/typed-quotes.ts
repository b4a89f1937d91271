import { oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Block } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';

/**
 * The texts that somebody typed into a form that was not recorded, as quotes, so that they can be copied. Nothing
 * where nothing was typed. What was chosen or ticked is quickly chosen again and is left out.
 *
 * @param asking whose form it was, where it can still be known: its fields name the texts
 */
export function typedQuotes(
  answers: Answers,
  asking?: { readonly conversation: CaseConversation; readonly context: CaseContext },
): readonly Block[] {
  const fields = asking?.conversation.ask?.(asking.context, answers).fields ?? [];
  const quotes = Object.keys(answers).flatMap((id): readonly Block[] => {
    const words = oneOf(answers, id);
    const field = fields.find((one) => one.id === id);
    // Once a case has moved on, its form may not ask for this any more. Ids of options hold no space; sentences do.
    const isText = field === undefined ? /\s/.test(words) : field.kind === 'text';
    return isText && words !== ''
      ? [{ kind: 'quote', label: field?.label ?? id.replaceAll('-', ' '), words }]
      : [];
  });
  if (quotes.length === 0) return [];
  return [{ kind: 'text', text: { strong: 'What you had written (it was not recorded):' } }, ...quotes];
}
