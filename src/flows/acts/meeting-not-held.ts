import { meetingsToRecord } from '../../case/rules/meetings.ts';
import type { Meeting } from '../../case/forum-state.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { sayMoment } from '../wording/telling.ts';
import { textBlock, wrong } from './fields.ts';
import { reasonField, withReason } from './reason.ts';
import { numberOn, turnOf } from './turn-of.ts';

/** A meeting that was called did not take place. A duty to arrange one is owed again. */
export const meetingNotHeld: CaseConversation = {
  does: 'meeting-not-held',
  title: 'Meeting not held',
  submit: 'Record',
  writes: 'MeetingNotHeld',
  ask: (context) => ({
    intro: chosen(context).map(({ meets }) => textBlock(`The meeting of ${sayMoment(meets)}.`)),
    fields: [reasonField('Why was it not held, and what happens now?')],
  }),
  command: (context, answers, head, seal) => {
    const [meeting] = chosen(context);
    if (meeting === undefined) return wrong({});
    return withReason(answers, seal, (reason) => ({
      type: 'meeting-not-held',
      ...head,
      meeting: meeting.entry,
      reason,
    }));
  },
};

/** The meeting that the act names, else the first that nobody has recorded. */
function chosen(context: CaseContext): readonly Meeting[] {
  const open = meetingsToRecord(turnOf(context));
  const entry = numberOn(context.act.on) ?? open[0]?.entry;
  return open.filter((one) => one.entry === entry);
}
