import { isForRisk, waysOn } from '../../policy/ways-in.ts';
import { oneOf } from '../answers.ts';
import type { Block, Field } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { whomToRing } from '../immediate-risk/what-to-do.ts';
import { saySource } from '../page.ts';
import { guidanceAt, hasErrors, longText, need, smallBlock, textBlock, wrong, commanded } from './fields.ts';
import { whereTo } from './escalate.ts';

/**
 * Straight to a later stage, where the policy has such a way. Who takes one that is for a risk confirms the risk here,
 * and their own people are told at once.
 */
export const skipToStage: CaseConversation = {
  does: 'skip-to',
  title: 'Straight further up',
  submit: 'Go straight there',
  writes: 'StageEntered',
  ask: (context) => {
    const way = wayOf(context);
    if (way === undefined) return { intro: [], fields: [] };
    const { rules } = context;
    return {
      intro: [
        textBlock(way.skip.says),
        smallBlock(saySource(way.skip)),
        ...whereTo(way.stage, context),
        ...guidanceAt(rules.policy, 'escalate'),
        ...alarm(context),
      ],
      fields: [
        riskField(context, isForRisk(way.skip)),
        longText(
          {
            id: 'reason',
            label: `Why does it go straight to ${way.stage.label}?`,
            hint: 'Both sides can read this. Do not name the adult.',
          },
          true,
        ),
      ],
    };
  },
  command: (context, answers, head, seal) => {
    const way = wayOf(context);
    if (way === undefined) return wrong({});
    const errors: Record<string, string> = {};
    const reason = need(answers, 'reason', 'Say why, in a sentence or two.', errors);
    const risk = oneOf(answers, 'at-risk');
    if (risk !== 'yes' && risk !== 'no') errors['at-risk'] = 'Choose Yes or No.';
    if (risk === 'no' && isForRisk(way.skip)) {
      errors['at-risk'] =
        `This way is for such a risk only (${saySource(way.skip)}). Without it, press Cancel and take the ${context.rules.policy.words.matter} to the next stage.`;
    }
    if (hasErrors(errors)) return wrong(errors);
    const said = { to: way.stage.id, reason: seal(reason), atRisk: risk === 'yes' };
    return commanded({ type: 'skip-to', ...head, ...said });
  },
};

/** The way that the button names; where it names none, the nearest. */
function wayOf({ act, state, rules }: CaseContext) {
  const ways = waysOn(rules.policy, state.stage);
  return act.on === undefined ? ways[0] : ways.find(({ stage }) => stage.id === act.on);
}

function riskField({ rules }: CaseContext, needed: boolean): Field {
  const { risk } = rules.policy.triage;
  return {
    kind: 'choice',
    id: 'at-risk',
    label: risk.question,
    hint: `${needed ? 'This way is open only if it is so. ' : 'If you are not sure, choose Yes. '}${saySource(risk)}`,
    required: true,
    options: [
      { id: 'yes', label: 'Yes' },
      { id: 'no', label: 'No' },
    ],
  };
}

function alarm({ person, rules, state, now }: CaseContext): readonly Block[] {
  const rung = state.alerts.some(({ answered }) => answered === undefined);
  return [
    textBlock(
      rung
        ? 'The risk was reported already, and people are being told of it until somebody says what is in place.'
        : 'If you answer Yes below, your own people are told of the risk at once, and again until one of them says what is in place for the adult. A message is not enough: ring them as well.',
    ),
    ...whomToRing(person, rules, now, state),
  ];
}
