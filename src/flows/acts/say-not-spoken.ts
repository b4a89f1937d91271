import { receivingSides } from '../../case/case-state.ts';
import { oneOf } from '../answers.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { sayAgency } from '../wording/telling.ts';
import { commanded, longText, textBlock, wrong } from './fields.ts';

/** Whoever raised it says that the conversation has not taken place, whatever was written down (RB-54). */
export const sayNotSpoken: CaseConversation = {
  does: 'say-not-spoken',
  title: 'We have not spoken',
  submit: 'Say so',
  writes: 'NotSpokenSaid',
  ask: (context) => ({
    intro: [
      textBlock(
        'You say that the conversation has not taken place. The duty to speak is open again, at its old date, and the other side is told.',
      ),
    ],
    fields: [
      ...(several(context)
        ? [
            {
              kind: 'choice' as const,
              id: 'agency',
              label: 'Which agency has not spoken with you?',
              required: true,
              options: receivingSides(context.state).map(({ agency }) => ({
                id: agency,
                label: sayAgency(agency, context.rules),
              })),
            },
          ]
        : []),
      longText(
        { id: 'reason', label: 'Is there anything to add?', hint: 'You can leave this empty.' },
        false,
      ),
    ],
  }),
  command: (context, answers, head, seal) => {
    const agency = oneOf(answers, 'agency');
    const reason = oneOf(answers, 'reason');
    if (several(context) && agency === '')
      return wrong({ agency: 'Choose the agency that has not spoken with you.' });
    return commanded({
      type: 'say-not-spoken',
      ...head,
      ...(agency === '' ? {} : { agency }),
      ...(reason === '' ? {} : { reason: seal(reason) }),
    });
  },
};

function several({ state }: CaseContext): boolean {
  return receivingSides(state).length > 1;
}
