import type { CaseConversation } from '../conversation.ts';
import { commanded } from './fields.ts';

/** The board's office passes the matter on to whoever heads the forum; from then on its days count (RB-84, RB-89). One press. */
export const passOn: CaseConversation = {
  does: 'pass-on',
  title: 'Pass it on',
  submit: 'Pass it on',
  writes: 'PassedOn',
  ask: undefined,
  command: (_context, _answers, head) => commanded({ type: 'pass-on', ...head }),
};
