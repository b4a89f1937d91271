import type { KnownBlock, ModalView } from '@slack/types';
import type { Form, Message } from '../../flows/chat-message.ts';
import { visible } from '../../flows/plain-text.ts';
import { writeContext } from './carry.ts';
import { drawBlocks, drawHeading } from './draw-blocks.ts';
import { drawField } from './draw-field.ts';
import { plainText } from './draw-text.ts';
import { fitBlocks } from './fit-blocks.ts';
import { limits } from './limits.ts';
import { weigh } from './plain.ts';

/** A modal of blocks that we drew. */
export type Modal = Omit<ModalView, 'blocks'> & { blocks: KnownBlock[] };

const room = { blocks: limits.blocksInView, bytes: limits.bytesInView };

/** A form, or without `submit` a page to read, as a modal view. */
export function drawForm(form: Form): Modal {
  const intro = [...longTitle(form.title), ...drawBlocks(form.intro)];
  // Slack refuses questions without a button to send them.
  const submit = form.submit ?? (form.fields.length > 0 ? 'Continue' : undefined);
  return {
    ...modal(form.title, [...intro, ...form.fields.flatMap(drawField)]),
    private_metadata: writeContext(form.context),
    ...(submit === undefined ? {} : { submit: plainText(submit, limits.viewButton) }),
    ...(form.close === undefined ? {} : { close: plainText(form.close, limits.viewButton) }),
  };
}

/** What is said to a person where there is no conversation to say it in: a page, over a form or the home view. */
export function drawPage(title: string, message: Message): Modal {
  return {
    ...modal(title, drawBlocks([{ kind: 'text', text: message.summary }, ...message.blocks])),
    close: plainText('Close', limits.viewButton),
  };
}

function modal(title: string, blocks: readonly KnownBlock[]): Modal {
  return {
    type: 'modal',
    callback_id: 'form',
    title: plainText(title, limits.viewTitle),
    blocks: fitBlocks(blocks, room),
  };
}

/** A title that Slack has no room for is said in full below. */
function longTitle(title: string): readonly KnownBlock[] {
  return weigh(visible(title)) > limits.viewTitle ? drawHeading(title) : [];
}
