import { couldBeAsked } from '../../case/rules/meetings.ts';
import { stageNow } from '../../case/stage-entry.ts';
import { manyOf, oneOf } from '../answers.ts';
import type { Block } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { saySource } from '../page.ts';
import { commanded, hasErrors, longText, smallBlock, textBlock, wrong } from './fields.ts';
import { meetingFields, readMeeting } from './meeting-fields.ts';
import { optionsOf } from './people-options.ts';
import { turnOf } from './turn-of.ts';

/** A meeting about this one matter: who is asked, and when. Whoever has no part in it hears of its reference alone. */
export const callMeeting: CaseConversation = {
  does: 'call-meeting',
  title: 'Arrange a meeting',
  submit: 'Ask them',
  writes: 'MeetingCalled',
  ask: (context) => ({
    intro: [
      textBlock(
        'Everybody you choose is told the day and the hour, and that it is about this one matter. Somebody who has no part in it hears its reference and nothing else.',
      ),
      smallBlock('Record the conversation once you have met, or say that the meeting was not held.'),
      ...purposes(context),
    ],
    fields: [
      {
        kind: 'many',
        id: 'of',
        label: 'Whom do you ask?',
        required: true,
        options: optionsOf(couldBeAsked(turnOf(context)), context.rules),
      },
      ...meetingFields(),
      longText(
        {
          id: 'about',
          label: 'Where do you meet, and what is to be settled?',
          hint: 'It stands in the record; no message holds it. You can leave this empty. Do not name the adult.',
        },
        false,
      ),
    ],
  }),
  command: (context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const may = couldBeAsked(turnOf(context));
    const of = manyOf(answers, 'of').filter((id) => may.includes(id));
    const meets = readMeeting(answers, errors);
    const about = oneOf(answers, 'about');
    if (of.length === 0) errors['of'] = 'Choose whom you ask.';
    if (hasErrors(errors) || meets === undefined) return wrong(errors);
    return commanded({
      type: 'call-meeting',
      ...head,
      of,
      meets,
      ...(about === '' ? {} : { about: seal(about) }),
    });
  },
};

function purposes({ state, rules }: CaseContext): readonly Block[] {
  const { consulted } = stageNow(state, rules);
  if (consulted.length === 0) return [];
  return [{ kind: 'list', items: consulted.map((one) => `${one.purpose}. ${saySource(one)}.`) }];
}
