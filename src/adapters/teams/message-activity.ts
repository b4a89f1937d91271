import type { TeamsMessage } from './draw-message.ts';

/** An activity that shows a card: what a lock screen shows of it stands beside, and no text, which would be shown twice. */
export function messageActivity({ summary, card }: TeamsMessage) {
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}
