import { discussionHows } from '../discussion-hows.ts';
import { sayDayOf, sayList, sayMoment, sayPerson, sayStage, upperFirst } from '../telling.ts';
import { said, type Wording } from './said.ts';

/** What the sides say to each other before anything is agreed. */
export const discussing: Wording = {
  Acknowledged: (event, telling) =>
    said(
      'Seen by the other side',
      `${upperFirst(sayPerson(event.by, telling))} acknowledged what was raised.`,
    ),

  FileReadConfirmed: (event, telling) =>
    said(
      'Case file read',
      `${upperFirst(sayPerson(event.by, telling))} read and reviewed the case file on ${sayDayOf(event.on)}.`,
    ),

  Responded: (event, telling) => ({
    ...said(
      'The other side says what it wants',
      `${upperFirst(sayPerson(event.by, telling))} said what the receiving agency wants to achieve.`,
    ),
    next: 'Read the response, and look for a way forward that both sides accept.',
  }),

  DiscussionLogged: (event, telling) => ({
    ...said(
      event.between === 'sides'
        ? 'A discussion between the agencies was recorded'
        : 'A discussion inside one agency was recorded',
      `${upperFirst(sayPerson(event.by, telling))} recorded ${discussionHows[event.how]} of ${sayDayOf(event.tookPlace)}.`,
      ...(event.with.length === 0
        ? []
        : [`With ${sayList(event.with.map((person) => sayPerson(person, telling)))}.`]),
      ...(event.enteredLate ? ['It was written down later than the day it took place.'] : []),
    ),
    next: 'If you took part, read the record and approve it. If no such conversation took place, say so.',
  }),

  EntryApproved: (event, telling) =>
    said(
      'Record approved',
      `${upperFirst(sayPerson(event.by, telling))} approved entry ${event.entry} of the record.`,
    ),

  NotSpokenSaid: (event, telling) => ({
    ...said(
      'The conversation has not taken place',
      `${upperFirst(sayPerson(event.by, telling))} said that the conversation has not taken place. The duty to speak is open again, at its old date.`,
    ),
    next: 'Speak with each other, then record the conversation.',
  }),

  ProtectiveDateSet: (event, telling) => ({
    ...said(
      'An earlier limit protects the adult',
      `${upperFirst(sayPerson(event.by, telling))} set an earlier limit for ${sayStage(event.stage, telling.rules)}: ${sayMoment(event.until)}. The reason is in the record.`,
    ),
    next: 'A protective date can only shorten the time. The earliest one counts.',
  }),

  RiskReassessed: (event, telling) =>
    said(
      'Risk looked at again',
      `${upperFirst(sayPerson(event.by, telling))} looked at the risk again, and answered no to “${telling.rules.policy.triage.risk.question}”`,
    ),
};
