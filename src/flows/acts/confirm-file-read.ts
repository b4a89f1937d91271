import { civilDateOf, isCivilDate } from '../../policy/civil.ts';
import type { CaseConversation } from '../conversation.ts';
import { commanded, dateField, hasErrors, need, textBlock, wrong } from './fields.ts';

/** Whoever received it confirms that the case file was read and reviewed, and when (RB-53). */
export const confirmFileRead: CaseConversation = {
  does: 'confirm-file-read',
  title: 'Case file read',
  submit: 'Confirm',
  writes: 'FileReadConfirmed',
  ask: ({ now }) => ({
    intro: [textBlock('You confirm that you have read and reviewed the case file.')],
    fields: [dateField({ id: 'on', label: 'On which day did you read it?' }, true, civilDateOf(now))],
  }),
  command: ({ now }, answers, head) => {
    const errors: Record<string, string> = {};
    const on = need(answers, 'on', 'Give the day on which you read the file.', errors);
    if (on !== '' && !isCivilDate(on)) errors['on'] = 'This is not a date. Write it as 2026-12-22.';
    else if (on > civilDateOf(now)) errors['on'] = 'This day has not come yet. Give today or an earlier day.';
    return hasErrors(errors) ? wrong(errors) : commanded({ type: 'confirm-file-read', ...head, on });
  },
};
