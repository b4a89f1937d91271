import { sayPerson, saySide, sayStage, upperFirst } from '../telling.ts';
import { said, type Wording } from './said.ts';

/** On the way up: what is asked before a stage and while it begins. */
export const goingUp: Wording = {
  EntryQuestionsAnswered: (event, telling) => ({
    ...said(
      'The opening questions were answered',
      `${upperFirst(sayPerson(event.by, telling))} answered the opening questions of ${sayStage(event.stage, telling.rules)} for ${saySide(event.side, telling.state, telling.rules)}.`,
    ),
    next: 'Read what they say. It opens in a window of its own and is not kept in this chat.',
  }),
};
