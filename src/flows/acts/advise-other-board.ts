import type { Words } from '../../case/commands.ts';
import { civilDateOf, isCivilDate } from '../../policy/civil.ts';
import type { CaseConversation } from '../conversation.ts';
import { commanded, dateField, hasErrors, need, shortText, textBlock, wrong } from './fields.ts';
import { quote } from './quotes.ts';

/** The board's office told the board of the other area, about a placement there (RB-74). */
export const adviseOtherBoard: CaseConversation = {
  does: 'advise-other-board',
  title: 'The other board was told',
  submit: 'Record',
  writes: 'OtherBoardAdvised',
  shows: ({ state }) => otherBoard(state.otherBoard),
  ask: (context) => ({
    intro: [
      textBlock(
        'The adult is placed in the area of another board. Tell that board first, then record it here.',
      ),
      ...otherBoard(context.state.otherBoard).map((words) =>
        quote('The other board, as it was named when this was raised', words, context),
      ),
    ],
    fields: [
      dateField({ id: 'on', label: 'On which day did you tell them?' }, true, civilDateOf(context.now)),
      shortText(
        { id: 'whom', label: 'Whom did you tell?', hint: 'The name and board of your opposite number.' },
        true,
      ),
    ],
  }),
  command: ({ now }, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const on = need(answers, 'on', 'Give the day on which you told them.', errors);
    const whom = need(answers, 'whom', 'Say whom you told.', errors);
    if (on !== '' && !isCivilDate(on)) errors['on'] = 'This is not a date. Write it as 2026-12-22.';
    else if (on > civilDateOf(now)) errors['on'] = 'This day has not come yet. Give today or an earlier day.';
    if (hasErrors(errors)) return wrong(errors);
    return commanded({ type: 'advise-other-board', ...head, on, whom: seal(whom) });
  },
};

function otherBoard(words: Words | undefined): readonly Words[] {
  return words === undefined ? [] : [words];
}
