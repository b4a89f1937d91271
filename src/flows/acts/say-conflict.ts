import { headRole } from '../../case/forum-heads.ts';
import { stageNow } from '../../case/stage-entry.ts';
import { roleOf } from '../../policy/policy-lookup.ts';
import type { Block } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { saySource } from '../page.ts';
import { smallBlock, textBlock } from './fields.ts';
import { reasonField, withReason } from './reason.ts';

/** Whoever heads the forum has a conflict of interest: another heads it, by the policy's own way. */
export const sayConflict: CaseConversation = {
  does: 'say-conflict',
  title: 'A conflict of interest',
  submit: 'Say so',
  writes: 'ConflictSaid',
  ask: (context) => ({
    intro: conflictIntro(context),
    fields: [reasonField('What is the conflict of interest?')],
  }),
  command: (_context, answers, head, seal) =>
    withReason(answers, seal, (reason) => ({ type: 'say-conflict', ...head, reason })),
};

/** Who heads it now, and who would. */
export function conflictIntro({ state, rules }: CaseContext): readonly Block[] {
  const rule = stageNow(state, rules).forum?.conflict_of_interest;
  const first = headRole(state, rules);
  if (rule === undefined || first === undefined) return [];
  const label = (role: string) => roleOf(rules.policy, role).label;
  return [
    textBlock(
      `The ${label(first)} heads this now. If they have a conflict of interest, the ${label(rule.head)} does instead, and the first no longer sees the matter. No date moves.`,
    ),
    smallBlock(`${saySource(rule)}.`),
  ];
}
