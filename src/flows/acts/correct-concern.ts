import { civilDateOf, timeOf } from '../../policy/civil.ts';
import type { Concern } from '../../case/commands.ts';
import { momentOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { sayMoment } from '../wording/telling.ts';
import { commanded, dateField, hasErrors, need, textBlock, timeField, wrong } from './fields.ts';
import { reasonField } from './reason.ts';

/** Whoever raised it corrects when it arose. Only earlier: nobody gains time by a correction. */
export const correctConcern: CaseConversation = {
  does: 'correct-concern',
  title: 'Correct the date',
  submit: 'Correct it',
  writes: 'ConcernCorrected',
  ask: ({ state, rules }) => {
    const { arose, decisionReceived } = state.concern;
    return {
      intro: [
        textBlock(
          `A correction can only make the date earlier, so limits can come forward and never move back. The old date stays in the record.`,
        ),
        ...[arose, decisionReceived].flatMap((was) =>
          was === undefined ? [] : [textBlock(`In the record: ${sayMoment(was)}.`)],
        ),
      ],
      fields: [
        dateField(
          { id: 'concern-arose', label: `When did the ${rules.policy.words.matter} arise?` },
          false,
          dayOf(arose),
        ),
        timeField({ id: 'concern-arose-time', label: 'At what time?', hint: nowAt(arose) }),
        dateField(
          { id: 'concern-decision', label: 'When was the decision received?' },
          false,
          dayOf(decisionReceived),
        ),
        timeField({
          id: 'concern-decision-time',
          label: 'At what time was it received?',
          hint: nowAt(decisionReceived),
        }),
        reasonField('Why is it corrected?'),
      ],
    };
  },
  command: (context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const arose = given(answers, 'concern-arose', context, errors);
    const decisionReceived = given(answers, 'concern-decision', context, errors);
    const reason = need(answers, 'reason', 'Say why it is corrected.', errors);
    if (arose === undefined && decisionReceived === undefined) {
      errors['concern-arose'] ??= 'Give at least one of the two dates.';
    }
    if (hasErrors(errors)) return wrong(errors);
    const concern: Concern = {
      ...(arose === undefined ? {} : { arose }),
      ...(decisionReceived === undefined ? {} : { decisionReceived }),
    };
    return commanded({ type: 'correct-concern', ...head, concern, reason: seal(reason) });
  },
};

function given(
  answers: Answers,
  date: string,
  { now }: CaseContext,
  errors: Record<string, string>,
): Date | undefined {
  const found = momentOf(answers, { date, time: `${date}-time` }, now);
  if (found === undefined) return undefined;
  if ('at' in found) return found.at;
  Object.assign(errors, found.errors);
  return undefined;
}

function dayOf(moment: string | undefined): string | undefined {
  return moment === undefined ? undefined : civilDateOf(new Date(moment));
}

function nowAt(moment: string | undefined): string {
  return moment === undefined
    ? 'If you know it.'
    : `In the record: ${timeOf(new Date(moment))}. Choose it again if it is right.`;
}
