import { civilDateOf, isCivilDate } from '../../policy/civil.ts';
import { addWorkingDays, closeOf, isWorkingDay } from '../../policy/working-days.ts';
import { manyOf } from '../answers.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { commanded, dateField, hasErrors, longText, need, textBlock, wrong } from './fields.ts';
import { optionsOf, peopleOfCase } from './people-options.ts';

/** Whoever heads the forum asks named people for written information, by a day (RB-86). */
export const askInformation: CaseConversation = {
  does: 'ask-information',
  title: 'Ask for information',
  submit: 'Ask them',
  writes: 'InformationAsked',
  ask: (context) => ({
    intro: [
      textBlock(
        'They are asked for a written answer by the close of that day. It stands in the record, and everybody who is part of this can read it. Your own date does not move.',
      ),
    ],
    fields: [
      {
        kind: 'many',
        id: 'of',
        label: 'Whom do you ask?',
        required: true,
        options: optionsOf(askable(context), context.rules),
      },
      longText({ id: 'question', label: 'What do you want to know?', hint: 'Do not name the adult.' }, true),
      dateField(
        { id: 'until', label: 'By which day?' },
        true,
        addWorkingDays(civilDateOf(context.now), 2, context.rules.calendar, 'everyone'),
      ),
    ],
  }),
  command: (context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const of = manyOf(answers, 'of').filter((id) => askable(context).includes(id));
    const question = need(answers, 'question', 'Write down your question.', errors);
    const day = need(answers, 'until', 'Give the day by which you need it.', errors);
    if (of.length === 0) errors['of'] = 'Choose whom you ask.';
    if (day !== '') {
      const wrongDay = problemOf(day, context);
      if (wrongDay !== undefined) errors['until'] = wrongDay;
    }
    if (hasErrors(errors)) return wrong(errors);
    const until = closeOf(day, context.rules.calendar);
    return commanded({ type: 'ask-information', ...head, of, question: seal(question), until });
  },
};

function askable(context: CaseContext): readonly string[] {
  return peopleOfCase(context.state, context.rules).filter((id) => id !== context.person.id);
}

function problemOf(day: string, { rules, now }: CaseContext): string | undefined {
  if (!isCivilDate(day)) return 'This is not a date. Write it as 2026-12-22.';
  if (day > rules.calendar.covers.to)
    return 'This date is too far ahead to be counted. Choose an earlier one.';
  if (closeOf(day, rules.calendar) <= now) return 'This day is over. Choose a day to come.';
  return isWorkingDay(day, rules.calendar, 'everyone') ? undefined : 'This is no working day. Choose one.';
}
