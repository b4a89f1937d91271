import type { CaseContext, CaseConversation } from '../conversation.ts';
import { sayAgency } from '../wording/telling.ts';
import { commanded, textBlock, wrong } from './fields.ts';
import { quote } from './quotes.ts';
import { reasonField, withReason } from './reason.ts';

/* Several decide together: one wrote it, and it counts once every one of them agreed. */

export const agreeDecision: CaseConversation = {
  does: 'agree-decision',
  title: 'Agree to it',
  submit: 'I agree',
  writes: 'DecisionAgreed',
  shows: (context) => drafted(context).map(({ words }) => words),
  ask: (context) => ({
    intro: [
      textBlock('It counts once every one of you has agreed. Then both sides are told.'),
      ...quotes(context),
    ],
    fields: [],
  }),
  command: ({ state }, _answers, head) =>
    state.decision === undefined
      ? wrong({})
      : commanded({ type: 'agree-decision', ...head, decision: state.decision.entry }),
};

export const disputeDecision: CaseConversation = {
  does: 'dispute-decision',
  title: 'I do not agree',
  submit: 'Send',
  writes: 'DecisionDisputed',
  shows: (context) => drafted(context).map(({ words }) => words),
  ask: (context) => ({
    intro: [textBlock('It falls away, and any of you writes it anew.'), ...quotes(context)],
    fields: [reasonField('Why not, and what should it say?', 'Those who decide with you can read this.')],
  }),
  command: ({ state }, answers, head, seal) => {
    const { decision } = state;
    if (decision === undefined) return wrong({});
    return withReason(answers, seal, (reason) => ({
      type: 'dispute-decision',
      ...head,
      decision: decision.entry,
      reason,
    }));
  },
};

function drafted({ state }: CaseContext) {
  return state.decision?.recommendations ?? [];
}

function quotes(context: CaseContext) {
  return drafted(context).map(({ to, words }) => quote(`To ${sayAgency(to, context.rules)}`, words, context));
}
