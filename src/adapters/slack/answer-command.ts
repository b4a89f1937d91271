import type { RespondArguments } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Message, Reply } from '../../flows/chat-message.ts';
import { tooFast } from '../../flows/too-fast.ts';
import { drawForm } from './draw-form.ts';
import { drawHome } from './draw-home.ts';
import { drawMessage } from './draw-message.ts';
import { openView } from './open-view.ts';
import { tooLate } from './say.ts';

/**
 * Shows the reply to a command. What it returns is acknowledged with: a message to that person alone, or nothing.
 *
 * @throws Error for a reply that has no place after a command, which is a defect of the flow
 */
export async function answerCommand(
  reply: Reply,
  from: { readonly trigger: string; readonly user: string },
  client: WebClient,
): Promise<RespondArguments | undefined> {
  switch (reply.kind) {
    case 'nothing':
    case 'close':
      return undefined;
    case 'wait':
      return toThemAlone(tooFast);
    case 'say':
    case 'message':
      return toThemAlone(reply.message);
    case 'form':
      return (await openView(client, from.trigger, drawForm(reply.form))) === 'opened'
        ? undefined
        : toThemAlone(tooLate);
    case 'home':
      await client.views.publish({ user_id: from.user, view: drawHome(reply.home) });
      return undefined;
    case 'field-errors':
      throw new Error('errors at fields were answered to a command, which has none');
  }
}

/** Seen by the person who acted and by nobody else in that conversation. */
export function toThemAlone(message: Message): RespondArguments {
  return { response_type: 'ephemeral', replace_original: false, ...drawMessage(message) };
}
