import type { RespondArguments } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { z } from 'zod';
import type { Message, Reply } from '../../flows/chat-message.ts';
import { tooFast } from '../../flows/too-fast.ts';
import { toThemAlone } from './answer-command.ts';
import { drawForm, drawPage } from './draw-form.ts';
import type { Modal } from './draw-form.ts';
import { drawHome } from './draw-home.ts';
import { openView } from './open-view.ts';
import type { pressShape } from './payload.ts';
import { tooLate } from './say.ts';

export type Press = z.infer<typeof pressShape>;
export type PressWay = {
  readonly client: WebClient;
  /** Speaks into the conversation of the button. */
  readonly respond: (message: RespondArguments) => Promise<unknown>;
  /** The title of a page that only says something. */
  readonly title: string;
};

/**
 * Shows the reply to a press: a form in front of whatever the button stood in, and what is said beside the message,
 * or on a page where there is no conversation (the home view, an open page).
 *
 * @throws Error for a reply that has no place after a press, which is a defect of the flow
 */
export async function answerPress(reply: Reply, press: Press, way: PressWay): Promise<void> {
  switch (reply.kind) {
    case 'nothing':
    case 'close':
      return;
    case 'wait':
      // An open page may be a form with something typed into it: that is left as it is.
      return press.view?.type === 'modal' ? undefined : sayAfterPress(tooFast, press, way);
    case 'say':
    case 'message':
      return sayAfterPress(reply.message, press, way);
    case 'form':
      return showView(drawForm(reply.form), press, way);
    case 'home':
      await way.client.views.publish({ user_id: press.user.id, view: drawHome(reply.home) });
      return;
    case 'field-errors':
      throw new Error('errors at fields were answered to a press, which has none');
  }
}

/** Says something to the person who pressed, and to nobody else. */
export async function sayAfterPress(message: Message, press: Press, way: PressWay): Promise<void> {
  if (inConversation(press)) await way.respond(toThemAlone(message));
  else await showView(drawPage(way.title, message), press, way);
}

async function showView(view: Modal, press: Press, way: PressWay): Promise<void> {
  if (press.view?.type === 'modal') {
    // In an open page: its own id needs no trigger. The hash keeps an older press from undoing a newer one.
    const { id, hash } = press.view;
    await way.client.views.update({ view_id: id, view, ...(hash === undefined ? {} : { hash }) });
    return;
  }
  const shown = await openView(way.client, press.trigger_id, view);
  if (shown === 'too-late' && inConversation(press)) await way.respond(toThemAlone(tooLate));
}

/** A home press has no channel; the practice client gives it an empty one. */
function inConversation(press: Press): boolean {
  return (press.channel?.id ?? '') !== '' && press.response_url !== undefined;
}
