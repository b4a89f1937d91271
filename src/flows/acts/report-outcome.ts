import { stagesToReport } from '../../case/reported-outcomes.ts';
import { stageOf } from '../../policy/policy-lookup.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { sayStage } from '../wording/telling.ts';
import { commanded, hasErrors, longText, need, smallBlock, textBlock, wrong } from './fields.ts';
import { turnOf } from './turn-of.ts';

/** An agency tells the board's office what came of a stage of which the office sees nothing else (CE-18, CE-20). */
export const reportOutcome: CaseConversation = {
  does: 'report-outcome',
  title: 'Report the outcome',
  submit: 'Report it',
  writes: 'OutcomeReported',
  ask: (context) => {
    const [stage] = toReport(context);
    if (stage === undefined) return { intro: [], fields: [], toRead: true };
    const { rules } = context;
    return {
      intro: [
        textBlock(
          `What came of ${sayStage(stage, rules)}? ${rules.policy.name} reads what you write here, and which agency wrote it. It sees nothing else of this case.`,
        ),
        smallBlock(`Your agency decides whether it reports. ${stageOf(rules.policy, stage).label} is over.`),
      ],
      fields: [
        longText(
          {
            id: 'outcome',
            label: 'What came of it?',
            hint: 'Do not name the adult, nor anybody else.',
          },
          true,
        ),
      ],
    };
  },
  deidentified: true,
  command: (context, answers, head, seal) => {
    const [stage] = toReport(context);
    const errors: Record<string, string> = {};
    const words = need(answers, 'outcome', 'Say what came of it, in a sentence or two.', errors);
    if (stage === undefined || hasErrors(errors)) return wrong(errors);
    return commanded({ type: 'report-outcome', ...head, stage, words: seal(words) });
  },
};

function toReport(context: CaseContext): readonly string[] {
  const open = stagesToReport(turnOf(context));
  const { on } = context.act;
  return on === undefined ? open : open.filter((stage) => stage === on);
}
