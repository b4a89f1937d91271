import type { Reply } from '../../flows/chat-message.ts';
import { tooFastKept } from '../../flows/too-fast.ts';
import type { Card } from './card.ts';
import { drawForm } from './draw-form.ts';
import { drawHome } from './draw-home.ts';
import { drawMessage } from './draw-message.ts';
import { drawSaid } from './draw-said.ts';
import { seeBelow } from './say.ts';

/** The body that answers the press of a button; Teams reads what it is from `type`. */
export type PressAnswer = { readonly statusCode: number; readonly type: string; readonly value: unknown };

/**
 * The reply to a press, as the card that takes the place of the one that was pressed, for the person who pressed it and for
 * nobody else. Only here is shown what people wrote.
 */
export function answerInvoke(reply: Reply): PressAnswer {
  switch (reply.kind) {
    case 'form':
      return withCard(drawForm(reply.form));
    case 'field-errors':
      return withCard(drawForm(reply.form, reply.errors));
    case 'home':
      return withCard(drawHome(reply.home));
    case 'say':
      return withCard(drawSaid(reply.message));
    case 'message':
      return withCard(drawMessage(reply.message).card);
    case 'wait':
      return answerProblem(400, tooFastKept);
    case 'close':
    case 'nothing':
      return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: seeBelow };
  }
}

/** The card stays as it is, with what was typed into it, and this is said over it. */
export function answerProblem(statusCode: 400 | 500, says: string): PressAnswer {
  const code = statusCode === 400 ? 'BadRequest' : 'InternalServerError';
  return { statusCode, type: 'application/vnd.microsoft.error', value: { code, message: says } };
}

function withCard(value: Card): PressAnswer {
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value };
}
