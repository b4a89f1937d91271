import { dateKindOf } from '../../case/date-kind.ts';
import { dateNames } from '../wording/date-words.ts';
import { openObligations, runsTo } from '../../case/case-state.ts';
import { instantAt, isCivilDate } from '../../policy/civil.ts';
import { halfHours, oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { sayDue } from '../wording/telling.ts';
import {
  commanded,
  dateField,
  hasErrors,
  need,
  smallBlock,
  sureTimeField,
  textBlock,
  wrong,
} from './fields.ts';
import { reasonField } from './reason.ts';

/** An earlier limit, because waiting would leave the adult at risk (RB-56). It can only shorten. */
export const setProtectiveDate: CaseConversation = {
  does: 'set-protective-date',
  title: 'Set an earlier date',
  submit: 'Set this date',
  writes: 'ProtectiveDateSet',
  ask: (context) => ({
    intro: [
      textBlock(
        'If waiting for the limit would leave the adult at risk, set an earlier one. It can only shorten the time: the earliest date counts, and nobody can make it later again.',
      ),
      ...limitNow(context),
      smallBlock(
        'If the adult is at immediate risk, do not use this form: ring, and report an immediate risk.',
      ),
    ],
    fields: [
      dateField({ id: 'until', label: 'By which day must it be settled?' }, true),
      sureTimeField({ id: 'time', label: 'By what time?' }),
      reasonField('Why is the earlier date needed?'),
    ],
  }),
  command: (_context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const until = readUntil(answers, errors);
    const reason = need(answers, 'reason', 'Say why the earlier date is needed.', errors);
    if (hasErrors(errors) || until === undefined) return wrong(errors);
    return commanded({ type: 'set-protective-date', ...head, until, reason: seal(reason) });
  },
};

function limitNow({ state, rules, now }: CaseContext) {
  const [limit] = openObligations(state)
    .filter(({ stage, duty, lapses }) => stage === state.stage && (duty === 'resolve' || lapses))
    .flatMap((one) => {
      const at = runsTo(one);
      return at === undefined ? [] : [{ at, name: dateNames[dateKindOf(one, state, rules.policy)] }];
    })
    .sort((one, other) => one.at.localeCompare(other.at));
  if (limit === undefined)
    return [textBlock('The policy sets no limit here, so the date that you set is the limit.')];
  return [textBlock(`The ${limit.name} now: ${sayDue(limit.at, { rules, now })}.`)];
}

function readUntil(answers: Answers, errors: Record<string, string>): Date | undefined {
  const date = need(answers, 'until', 'Give the day by which it must be settled.', errors);
  const time = oneOf(answers, 'time');
  if (date !== '' && !isCivilDate(date)) errors['until'] = 'This is not a date. Write it as 2026-12-22.';
  if (!halfHours.slice(1).some(({ id }) => id === time)) errors['time'] = 'Choose a time from the list.';
  return hasErrors(errors) ? undefined : instantAt(date, time);
}
