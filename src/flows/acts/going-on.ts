import { carriersTo } from '../../case/carrying.ts';
import type { CommandOf, Words } from '../../case/commands.ts';
import { toConsider } from '../../case/considering.ts';
import { entryQuestions, goesHow } from '../../case/rules/escalation.ts';
import type { StageRule } from '../../policy/stage.ts';
import { oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Block, Field } from '../chat-message.ts';
import type { CaseContext } from '../conversation.ts';
import { saySource } from '../page.ts';
import { questionField } from '../raise/words.ts';
import { sayPerson, saySide } from '../wording/telling.ts';
import { longText, need, textBlock } from './fields.ts';
import { answersInWords, sealAll } from './policy-fields.ts';
import { turnOf } from './turn-of.ts';

/* What the form that takes a matter further asks for a stage that is considered, begins with questions or is reached through somebody. */

/** Whose hands it goes through, before the stage itself is spoken of. */
export function throughWhom(next: StageRule, context: CaseContext): readonly Block[] {
  const { state, rules, now, person } = context;
  if (goesHow(next, turnOf(context)) !== 'asking') return [];
  const { actors } = carriersTo(next, state, rules, now);
  const items = actors.map(
    (one) => `${saySide(one.side, state, rules)}: ${sayPerson(one.person, { rules, reader: person })}`,
  );
  const source = next.through[0] === undefined ? '' : ` (${saySource(next.through[0])})`;
  return [
    textBlock(`You ask these people to take it on. Any one of them does it with one button${source}:`),
    { kind: 'list', items },
  ];
}

/** The decision whether to go on, the questions of the stage for this person's side, and why. */
export function fieldsToGoOn(next: StageRule, context: CaseContext): readonly Field[] {
  const decision = toConsider(next, context.state);
  return [
    ...(decision === undefined ? [] : considerFields(decision)),
    ...entryQuestions(next, turnOf(context)).map((rule) => questionField(rule, {})),
    ...(decision === undefined ? [reasonToGoOn] : []),
  ];
}

function considerFields(decision: NonNullable<StageRule['considered']>): readonly Field[] {
  return [
    {
      kind: 'choice',
      id: 'consider',
      label: decision.asks,
      hint: `If it is No, it stays where it is and can be considered again. ${saySource(decision)}`,
      required: true,
      options: [
        { id: 'yes', label: 'Yes' },
        { id: 'no', label: 'No' },
      ],
    },
    longText(
      { id: 'consider-why', label: 'Why?', hint: 'Both sides can read this. Do not name the adult.' },
      true,
    ),
  ];
}

const reasonToGoOn = longText(
  {
    id: 'reason',
    label: 'Why can it not be settled where it is?',
    hint: 'You can leave this empty. Do not name the adult.',
  },
  false,
);

/** What was answered; what is missing is noted in `errors` at its field. A No needs none of the stage's own answers. */
export function answeredToGoOn(
  next: StageRule,
  context: CaseContext,
  answers: Answers,
  seal: (text: string) => Words,
  errors: Record<string, string>,
): Pick<CommandOf<'escalate'>, 'answers' | 'considered' | 'reason'> {
  const reason = oneOf(answers, 'reason');
  const why = reason === '' ? {} : { reason: seal(reason) };
  if (toConsider(next, context.state) === undefined) {
    return { ...why, ...entryAnswers(next, context, answers, seal, errors) };
  }
  const chosen = need(answers, 'consider', 'Choose Yes or No.', errors);
  const said = need(answers, 'consider-why', 'Say why, in a sentence or two.', errors);
  const considered = { goOn: chosen === 'yes', why: seal(said) };
  if (chosen === 'no') return { considered };
  return { considered, ...entryAnswers(next, context, answers, seal, errors) };
}

function entryAnswers(
  next: StageRule,
  context: CaseContext,
  answers: Answers,
  seal: (text: string) => Words,
  errors: Record<string, string>,
): Pick<CommandOf<'escalate'>, 'answers'> {
  const asked = entryQuestions(next, turnOf(context));
  if (asked.length === 0) return {};
  return { answers: sealAll(answersInWords(asked, answers, errors), seal) };
}
