import { stageOf } from '../../policy/policy-lookup.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { saySource } from '../page.ts';
import { commanded, guidanceAt, hasErrors, longText, need, smallBlock, textBlock, wrong } from './fields.ts';

/** A way to end a stage that the policy names beside an agreed outcome: its own question is answered, and the case is closed. */
export const closeWith: CaseConversation = {
  does: 'close-with',
  title: 'Close it in another way',
  submit: 'Close it',
  writes: 'ClosingSaid',
  ask: (context) => {
    const closing = closingOf(context);
    if (closing === undefined) return { intro: [], fields: [] };
    const { matter } = context.rules.policy.words;
    return {
      intro: [
        textBlock(
          `${closing.label}: this closes the ${matter}. Both sides can read your answer, and either can open it again. Is the adult safe? If not, press Cancel and go on.`,
        ),
        smallBlock(saySource(closing)),
        ...guidanceAt(context.rules.policy, 'close'),
      ],
      fields: [
        longText(
          { id: 'said', label: closing.asks, hint: 'Both sides can read this. Do not name the adult.' },
          true,
        ),
      ],
    };
  },
  command: (context, answers, head, seal) => {
    const closing = closingOf(context);
    if (closing === undefined) return wrong({});
    const errors: Record<string, string> = {};
    const said = need(
      answers,
      'said',
      `The policy asks for this (${closing.source}). Please fill it in.`,
      errors,
    );
    if (hasErrors(errors)) return wrong(errors);
    return commanded({ type: 'close-with', ...head, closing: closing.id, words: seal(said) });
  },
};

/** The closing that the button names; where it names none, the first. */
function closingOf({ act, state, rules }: CaseContext) {
  const { closings } = stageOf(rules.policy, state.stage);
  return act.on === undefined ? closings[0] : closings.find(({ id }) => id === act.on);
}
