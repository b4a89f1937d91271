import { stageNow } from '../../case/stage-entry.ts';
import { oneOf } from '../answers.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { commanded, longText, wrong } from './fields.ts';
import { conflictIntro } from './say-conflict.ts';

/**
 * The board's office passes the matter on to whoever heads the forum; from then on its days count (RB-84, RB-89). One
 * press, unless the policy has somebody else head it at a conflict of interest: then the office is asked (SO-X11).
 */
export const passOn: CaseConversation = {
  does: 'pass-on',
  title: 'Pass it on',
  submit: 'Pass it on',
  writes: 'PassedOn',
  pressed: (context) => !asks(context),
  ask: (context) => ({
    intro: conflictIntro(context),
    fields: [
      {
        kind: 'choice',
        id: 'conflict',
        label: 'Is there a conflict of interest?',
        required: true,
        options: [
          { id: 'no', label: 'No, none that I know of' },
          { id: 'yes', label: 'Yes' },
        ],
      },
      longText({ id: 'reason', label: 'If yes, what is it?', hint: 'Do not name the adult.' }, false),
    ],
  }),
  command: (context, answers, head, seal) => {
    const conflict = oneOf(answers, 'conflict');
    const reason = oneOf(answers, 'reason');
    if (!asks(context)) return commanded({ type: 'pass-on', ...head });
    if (conflict === 'no') return commanded({ type: 'pass-on', ...head });
    if (conflict !== 'yes') return wrong({ conflict: 'Choose one of the two.' });
    if (reason === '') return wrong({ reason: 'Say what the conflict of interest is.' });
    return commanded({ type: 'pass-on', ...head, conflict: seal(reason) });
  },
};

function asks({ state, rules }: CaseContext): boolean {
  const asked = stageNow(state, rules).forum?.conflict_of_interest !== undefined;
  return asked && state.conflict?.stage !== state.stage;
}
