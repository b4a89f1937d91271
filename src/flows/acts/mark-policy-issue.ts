import { stageOf } from '../../policy/policy-lookup.ts';
import type { CaseConversation } from '../conversation.ts';
import { saySource } from '../page.ts';
import { sayStage } from '../wording/telling.ts';
import { smallBlock, textBlock } from './fields.ts';
import { reasonField, withReason } from './reason.ts';

/** A significant question of policy has a way of its own to the last forum, even if the case is settled (RB-82). */
export const markPolicyIssue: CaseConversation = {
  does: 'mark-policy-issue',
  title: 'Policy issue',
  submit: 'Refer it',
  writes: 'PolicyIssueMarked',
  risk: 'and-done',
  ask: ({ state, rules }) => {
    const rule = stageOf(rules.policy, state.stage).policy_issue_goes_to;
    return {
      intro: [
        textBlock(
          rule === undefined
            ? 'This raises a significant policy issue.'
            : `This raises a significant policy issue, so it goes to ${sayStage(rule.stage, rules)}${rule.even_if_resolved ? ', even where the matter itself is settled' : ''}.`,
        ),
        ...(rule === undefined ? [] : [smallBlock(saySource(rule))]),
      ],
      fields: [reasonField('What is the policy issue?')],
    };
  },
  command: (_context, answers, head, seal) =>
    withReason(answers, seal, (reason) => ({ type: 'mark-policy-issue', ...head, reason })),
};
