import { stageNow } from '../../case/stage-entry.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { saySource } from '../page.ts';
import { commanded, guidanceAt, smallBlock, textBlock } from './fields.ts';
import { reasonField, withReason } from './reason.ts';

/* A mediation: offered by whoever heads the forum, taken up or not by each side, and said to have failed. */

export const offerMediation: CaseConversation = {
  does: 'offer-mediation',
  title: 'Offer mediation',
  submit: 'Offer it',
  writes: 'MediationOffered',
  ask: (context) => ({
    intro: [
      textBlock('Each side is asked whether it takes up the offer. Nobody has to, and no date moves.'),
      ...guidanceAt(context.rules.policy, 'forum'),
      ...says(context),
    ],
    fields: [],
  }),
  command: (_context, _answers, head) => commanded({ type: 'offer-mediation', ...head }),
};

export const acceptMediation: CaseConversation = {
  does: 'accept-mediation',
  title: 'Take up the mediation',
  submit: 'We take it up',
  writes: 'MediationAnswered',
  ask: (context) => ({
    intro: [
      textBlock(
        'You say for your side that it takes part. What is agreed there is proposed and agreed here.',
      ),
      ...says(context),
    ],
    fields: [],
  }),
  command: (_context, _answers, head) => commanded({ type: 'accept-mediation', ...head }),
};

export const declineMediation: CaseConversation = {
  does: 'decline-mediation',
  title: 'Decline the mediation',
  submit: 'We decline',
  writes: 'MediationAnswered',
  ask: (context) => ({
    intro: [
      textBlock('It stays open all the same, and both sides are asked to look at it again.'),
      ...says(context),
    ],
    fields: [reasonField('Why does your side not take it up?')],
  }),
  command: (_context, answers, head, seal) =>
    withReason(answers, seal, (reason) => ({ type: 'decline-mediation', ...head, reason })),
};

export const sayMediationFailed: CaseConversation = {
  does: 'say-mediation-failed',
  title: 'The mediation failed',
  submit: 'Record',
  writes: 'MediationFailed',
  ask: () => ({
    intro: [
      textBlock(
        'It stays open, the board’s office is told, and both sides are asked to look at it again. You can offer mediation anew.',
      ),
    ],
    fields: [reasonField('What stood in the way?')],
  }),
  command: (_context, answers, head, seal) =>
    withReason(answers, seal, (reason) => ({ type: 'say-mediation-failed', ...head, reason })),
};

function says({ state, rules }: CaseContext) {
  const { forum } = stageNow(state, rules);
  return forum === undefined ? [] : [smallBlock(`${forum.says} ${saySource(forum)}.`)];
}
