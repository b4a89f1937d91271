import type { Answers } from '../../flows/chat-input.ts';
import { inputShape } from './payload.ts';
import type { Given, Input, Submission } from './payload.ts';

/**
 * The answers of a submitted view by field id. A required question that comes without an answer had an initial
 * value that nobody touched: Slack sends it, the practice client does not (decision 12), and Slack lets nobody
 * empty a required field; so then its answer is the initial value in the payload's own block. An optional question
 * without an answer was left or made empty, and stays so.
 */
export function readAnswers(view: Submission['view']): Answers {
  const inputs = view.blocks.flatMap((block) => inputShape.safeParse(block).data ?? []);
  return Object.fromEntries(
    inputs.map((input) => {
      const given = view.state.values[input.block_id]?.[input.element.action_id];
      return [input.block_id, answerTo(input, given)];
    }),
  );
}

function answerTo(input: Input, given: Given | undefined): string | readonly string[] | null {
  const initially = input.optional ? undefined : input.element;
  switch (input.element.type) {
    case 'checkboxes':
    case 'multi_static_select': {
      const chosen = given?.selected_options ?? [];
      return (chosen.length > 0 ? chosen : (initially?.initial_options ?? [])).map((option) => option.value);
    }
    case 'radio_buttons':
    case 'static_select':
      return given?.selected_option?.value ?? initially?.initial_option?.value ?? null;
    case 'datepicker':
      return filled(given?.selected_date) ?? filled(initially?.initial_date) ?? null;
    default:
      return filled(given?.value) ?? filled(initially?.initial_value) ?? null;
  }
}

/** An emptied field is sent as null by Slack, and as an empty text by the practice client. */
function filled(text: string | null | undefined): string | undefined {
  return text === null || text === '' ? undefined : text;
}
