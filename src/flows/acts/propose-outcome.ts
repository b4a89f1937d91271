import type { Outstanding, Words } from '../../case/commands.ts';
import { owesPlan } from '../../case/rules/outcome.ts';
import { civilDateOf, isCivilDate } from '../../policy/civil.ts';
import { oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Field } from '../chat-message.ts';
import type { CaseContext, CaseConversation } from '../conversation.ts';
import { questionField } from '../raise/words.ts';
import {
  commanded,
  dateField,
  guidanceAt,
  hasErrors,
  shortText,
  smallBlock,
  textBlock,
  wrong,
} from './fields.ts';
import { optionsOf, peopleOfCase } from './people-options.ts';
import { answersInWords, sealAll } from './policy-fields.ts';

const rows = [1, 2, 3] as const;
type Row = (typeof rows)[number];

/** An outcome, what is still open, and who does what by when (RB-47). Every other side then agrees or says why not. */
export const proposeOutcome: CaseConversation = {
  does: 'propose-outcome',
  title: 'Propose an outcome',
  submit: 'Propose',
  writes: 'OutcomeProposed',
  ask: (context) => ({
    intro: [
      textBlock('Write down what you have found together. It is settled only when every side agrees.'),
      ...guidanceAt(context.rules.policy, 'close'),
      ...(context.state.proposal === undefined
        ? []
        : [smallBlock('There is a proposal already. Yours takes its place, and everybody is asked again.')]),
    ],
    fields: [
      ...context.rules.policy.outcome.fields.map((rule) => questionField(rule, {})),
      ...rows.flatMap((row) => rowFields(row, context)),
    ],
  }),
  command: (context, answers, head, seal) => {
    const errors: Record<string, string> = {};
    const said = answersInWords(context.rules.policy.outcome.fields, answers, errors);
    const steps = rows.flatMap((row) => readRow(row, answers, context, errors));
    const wanted = context.rules.policy.outcome.next_steps?.required === true || owesPlan(context.state);
    if (wanted && steps.length === 0) {
      errors[idOf(1, 'what')] ??= 'The policy asks who does what by when. Give at least one step.';
    }
    if (hasErrors(errors)) return wrong(errors);
    return commanded({
      type: 'propose-outcome',
      ...head,
      words: sealAll(said, seal),
      outstanding: steps.map((step) => sealedStep(step, seal)),
    });
  },
};

type Step = { readonly what: string; readonly owner: string; readonly by: string };

function idOf(row: Row, part: 'what' | 'owner' | 'by'): string {
  return `outstanding-${row}-${part}`;
}

function rowFields(row: Row, { state, rules }: CaseContext): readonly Field[] {
  const empty = 'Leave it empty if there is nothing.';
  return [
    shortText({ id: idOf(row, 'what'), label: `Next step ${row}: what is to be done?`, hint: empty }, false),
    {
      kind: 'choice',
      id: idOf(row, 'owner'),
      label: `Next step ${row}: who does it?`,
      required: false,
      options: optionsOf(peopleOfCase(state, rules), rules),
    },
    dateField({ id: idOf(row, 'by'), label: `Next step ${row}: by which day?` }, false),
  ];
}

/** A row is empty, or says all three: what, who and by when. */
function readRow(
  row: Row,
  answers: Answers,
  { state, rules, now }: CaseContext,
  errors: Record<string, string>,
): readonly Step[] {
  const what = oneOf(answers, idOf(row, 'what'));
  const owner = oneOf(answers, idOf(row, 'owner'));
  const by = oneOf(answers, idOf(row, 'by'));
  if (what === '' && owner === '' && by === '') return [];
  if (what === '') errors[idOf(row, 'what')] = 'Say what is to be done, or empty the other two.';
  if (!peopleOfCase(state, rules).includes(owner)) errors[idOf(row, 'owner')] = 'Choose who does it.';
  if (!isCivilDate(by)) errors[idOf(row, 'by')] = 'Give the day by which it is done.';
  else if (by < civilDateOf(now)) errors[idOf(row, 'by')] = 'This day has passed. Give today or a later day.';
  return [{ what, owner, by }];
}

function sealedStep({ what, owner, by }: Step, seal: (text: string) => Words): Outstanding {
  return { what: seal(what), owner, by };
}
