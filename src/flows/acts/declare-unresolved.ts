import { stageAfter } from '../../policy/policy-lookup.ts';
import type { CaseConversation } from '../conversation.ts';
import { sayStage } from '../wording/telling.ts';
import { textBlock } from './fields.ts';
import { reasonField, withReason } from './reason.ts';

/** It cannot be settled here: nobody has to wait for the limit. */
export const declareUnresolved: CaseConversation = {
  does: 'declare-unresolved',
  title: 'We cannot settle this',
  submit: 'Declare unresolved',
  writes: 'UnresolvedDeclared',
  ask: ({ state, rules }) => {
    const next = stageAfter(rules.policy, state.stage);
    return {
      intro: [
        textBlock(
          `You say that this cannot be settled at ${sayStage(state.stage, rules)}. ${next === undefined ? '' : `Both sides are then asked to take it to ${sayStage(next.id, rules)}.`}`,
        ),
      ],
      fields: [reasonField('Why can it not be settled here?')],
    };
  },
  command: (_context, answers, head, seal) =>
    withReason(answers, seal, (reason) => ({ type: 'declare-unresolved', ...head, reason })),
};
