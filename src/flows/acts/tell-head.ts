import type { CaseConversation } from '../conversation.ts';
import { commanded } from './fields.ts';

/** The office tells whoever heads a forum to come that there is this matter: its reference and no more (RO-X11). One press. */
export const tellHead: CaseConversation = {
  does: 'tell-head',
  title: 'Say that there is one',
  submit: 'Tell them',
  writes: 'HeadMadeAware',
  ask: undefined,
  command: (_context, _answers, head) => commanded({ type: 'tell-head', ...head }),
};
