import type { Entry } from '../../case/events.ts';
import { entriesToApprove } from '../../case/rules/discussion.ts';
import { sayDate } from '../../policy/say-date.ts';
import { saySource } from '../page.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { discussionHows } from '../wording/discussion-hows.ts';
import { sayPerson, upperFirst } from '../wording/telling.ts';
import { commanded, smallBlock, textBlock, wrong } from './fields.ts';
import { quote } from './quotes.ts';
import { numberOn, turnOf } from './turn-of.ts';

/** Whoever took part in a discussion approves and dates the record of it (RB-45). */
export const approveEntry: CaseConversation = {
  does: 'approve-entry',
  title: 'Approve this record',
  submit: 'Approve',
  writes: 'EntryApproved',
  shows: (context) => discussionOf(context).map(({ event }) => event.note),
  ask: (context) => {
    const { approval } = context.rules.policy.discussion;
    return {
      intro: [
        ...discussionOf(context).flatMap(({ event, entry, at }) => [
          textBlock(
            `Entry ${entry}, written down on ${sayDate(new Date(at))}: ${discussionHows[event.how]} that took place on ${sayDate(new Date(event.tookPlace))}.${event.enteredLate ? ' It was written down later than the day it took place.' : ''}`,
          ),
          quote(
            `${upperFirst(sayPerson(event.by, { rules: context.rules, reader: context.person }))} wrote`,
            event.note,
            context,
          ),
        ]),
        textBlock(approval?.asks ?? 'Is this a true record? Your answer and today’s date are kept with it.'),
        ...(approval === undefined ? [] : [smallBlock(saySource(approval))]),
        smallBlock('If it is not right, close this and record the conversation as you remember it.'),
      ],
      fields: [],
    };
  },
  command: (context, _answers, head) => {
    const entry = entryOf(context);
    return entry === undefined ? wrong({}) : commanded({ type: 'approve-entry', ...head, entry });
  },
};

type Discussion = {
  readonly entry: number;
  readonly at: string;
  readonly event: Extract<Entry['event'], { type: 'DiscussionLogged' }>;
};

function entryOf(context: CaseContext): number | undefined {
  return numberOn(context.act.on) ?? entriesToApprove(turnOf(context)).at(-1);
}

function discussionOf(context: CaseContext): readonly Discussion[] {
  const wanted = entryOf(context);
  return context.state.entries.flatMap(({ entry, at, event }) => {
    return entry === wanted && event.type === 'DiscussionLogged' ? [{ entry, at, event }] : [];
  });
}
