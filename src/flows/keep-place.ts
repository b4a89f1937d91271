import type { SentMessage } from './chat-input.ts';
import type { Reply } from './chat-message.ts';
import type { Services } from './services.ts';

const minute = 60_000;
/** As long as somebody may take over a form without the message below it being brought up to date. */
const formMs = 60 * minute;
/** As long as somebody may take to read what became of it. */
const pageMs = 3 * minute;

/**
 * Where forms open in place of a message, that message is left as it is while one stands there: bringing it up to date
 * would take away the form and what was typed into it.
 */
export async function keepPlace(
  { outbox, clock }: Services,
  of: SentMessage | undefined,
  reply: Reply,
): Promise<void> {
  if (of === undefined || reply.kind === 'nothing' || reply.kind === 'wait') return;
  const ms = standsMs(reply);
  await outbox.hold(of, ms === 0 ? undefined : new Date(clock.now().getTime() + ms));
}

function standsMs(reply: Reply): number {
  switch (reply.kind) {
    case 'field-errors':
      return formMs;
    case 'form':
      return reply.form.submit === undefined ? pageMs : formMs;
    case 'say':
    case 'home':
      return pageMs;
    case 'message':
    case 'close':
    case 'wait':
    case 'nothing':
      return 0;
  }
}
