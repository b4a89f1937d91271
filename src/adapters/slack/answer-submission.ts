import type { ViewResponseAction } from '@slack/bolt';
import type { Block, KnownBlock, PlainTextElement } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Reply } from '../../flows/chat-message.ts';
import { clean } from '../../flows/plain-text.ts';
import { tooFastKept } from '../../flows/too-fast.ts';
import { drawSections } from './draw-blocks.ts';
import { drawForm, drawPage } from './draw-form.ts';
import { drawHome } from './draw-home.ts';
import { limits } from './limits.ts';
import { clip } from './plain.ts';
import { inputShape } from './payload.ts';

/** The view that was submitted, as Slack sent it. */
export type SubmittedView = {
  readonly title: PlainTextElement;
  readonly submit: PlainTextElement | null;
  readonly close: PlainTextElement | null;
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly blocks: readonly (Block | KnownBlock)[];
};

/** The reply to a submitted form, as what the acknowledgement carries. */
export async function answerSubmission(
  reply: Reply,
  view: SubmittedView,
  way: { readonly client: WebClient; readonly user: string; readonly title: string },
): Promise<ViewResponseAction> {
  switch (reply.kind) {
    case 'form':
      return { response_action: 'update', view: drawForm(reply.form) };
    case 'say':
    case 'message':
      return { response_action: 'update', view: drawPage(way.title, reply.message) };
    case 'wait':
      return errorsAt({ form: tooFastKept }, view);
    case 'field-errors':
      return errorsAt(reply.errors, view);
    case 'home':
      await way.client.views.publish({ user_id: way.user, view: drawHome(reply.home) });
      return { response_action: 'clear' };
    case 'close':
    case 'nothing':
      return { response_action: 'clear' };
  }
}

/**
 * Errors at their fields; the form stays as it is. Slack takes errors at the questions of that view only, so one
 * about anything else is said at the first question, and in a form without questions at its top.
 */
export function errorsAt(errors: Readonly<Record<string, string>>, view: SubmittedView): ViewResponseAction {
  const questions = view.blocks.flatMap((block) => inputShape.safeParse(block).data?.block_id ?? []);
  const [first] = questions;
  if (first === undefined) return repeatWith(Object.values(errors).join(' '), view);
  const placed = new Map<string, string>();
  for (const [field, error] of Object.entries(errors)) {
    const at = questions.includes(field) ? field : first;
    placed.set(at, [placed.get(at), error].filter((said) => said !== undefined).join(' '));
  }
  return {
    response_action: 'errors',
    errors: Object.fromEntries([...placed].map(([at, error]) => [at, clip(clean(error), limits.fieldError)])),
  };
}

/** The same view again, with something said first. */
function repeatWith(says: string, view: SubmittedView): ViewResponseAction {
  const blocks = view.blocks.slice(0, limits.blocksInView - 1);
  return {
    response_action: 'update',
    view: {
      type: 'modal',
      title: view.title,
      callback_id: view.callback_id,
      private_metadata: view.private_metadata,
      blocks: [...drawSections(clip(clean(says), limits.section)), ...blocks],
      ...(view.submit === null ? {} : { submit: view.submit }),
      ...(view.close === null ? {} : { close: view.close }),
    },
  };
}
