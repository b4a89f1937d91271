import type { Block, Form, Message, Reply } from '../../flows/chat-message.ts';
import { tooFast } from '../../flows/too-fast.ts';
import { drawFormForMessage } from './draw-form.ts';
import { drawHome } from './draw-home.ts';
import { drawMessage } from './draw-message.ts';
import { drawSaid } from './draw-said.ts';
import type { Drawn } from './post.ts';

/** The reply to what was typed, as a message in the person's own chat; `undefined` where there is nothing to say. */
export function drawReply(reply: Reply): Drawn | undefined {
  switch (reply.kind) {
    case 'form':
      return {
        summary: drawMessage({ summary: reply.form.title, blocks: [] }).summary,
        card: drawFormForMessage(reply.form),
      };
    case 'field-errors':
      return { ...drawMessage(problemsIn(reply.form, reply.errors)), beside: true };
    case 'home':
      return { summary: 'Your cases', card: drawHome(reply.home) };
    case 'wait':
      // Beside what they pressed, which stays as it is.
      return { ...drawMessage(tooFast), beside: true };
    case 'say':
    case 'message':
      return drawMessage(reply.message);
    case 'close':
    case 'nothing':
      return undefined;
  }
}

/**
 * The reply to a button in a client that is too old to be answered in place: it takes the place of the message, which chat
 * keeps, so it is drawn as a message is. What is said has a way back to the message.
 */
export function drawReplyInPlace(reply: Reply): Drawn | undefined {
  const drawn = drawReply(reply);
  return reply.kind === 'say' && drawn !== undefined ? { ...drawn, card: drawSaid(reply.message) } : drawn;
}

/** Beside the form and not in its place: there it still stands as it was filled in. */
function problemsIn(form: Form, errors: Readonly<Record<string, string>>): Message {
  const items = Object.entries(errors).map(([id, error]) => {
    const label = form.fields.find((field) => field.id === id)?.label;
    return label === undefined ? error : [{ strong: `${label}: ` }, error];
  });
  const list: readonly Block[] = items.length === 0 ? [] : [{ kind: 'list', items }];
  return {
    summary: 'Something in your form is not right yet. Nothing was saved.',
    blocks: [
      ...list,
      {
        kind: 'text',
        text: 'What you filled in still stands in the form above. Put it right there and send it again.',
      },
    ],
  };
}
