import { maySee } from '../../case/access.ts';
import { oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Block, Field, Form } from '../chat-message.ts';
import type { CaseContext, CaseConversation, Questions } from '../conversation.ts';
import { filled, tooLong } from '../filled.ts';
import { opening, saySource } from '../page.ts';
import { namedIn } from '../../directory/named-in.ts';
import { sayHints, sayHintsBut, type TypedText } from '../personal-data-warning.ts';
import { sayList, sayStage } from '../wording/telling.ts';

/** The form of an act. `typed` is what was filled in before; `hints` which texts in it seem to hold what should not stand there. */
export function formOf(
  conversation: CaseConversation,
  context: CaseContext,
  typed: Answers,
  step: string,
  hints: readonly string[] = [],
): Form {
  const { intro, fields, toRead, onTo, about } = asked(conversation, context, typed);
  const act = about === undefined ? context.act : { ...context.act, on: about };
  const asksRisk = conversation.risk !== undefined && onTo === undefined;
  return {
    title: conversation.title,
    context: onTo === undefined ? { act, step } : opening(onTo),
    intro: [{ kind: 'small', text: whereItIs(context) }, ...warning(hints), ...intro],
    fields: [...(asksRisk ? [riskField(context)] : []), ...fields].map((field) => filled(field, typed)),
    ...(toRead === true && onTo === undefined
      ? { close: 'Close' }
      : { submit: onTo?.label ?? conversation.submit, close: 'Cancel' }),
  };
}

/** The case, and its stage for those who may read it. */
function whereItIs({ person, state, rules, now }: CaseContext): string {
  const { reference, stage } = state;
  return maySee(person.id, state, rules, now) === 'content'
    ? `${reference}: ${sayStage(stage, rules)}`
    : reference;
}

/** What was typed in a form and is longer than its question takes, by field. */
export function lengthsIn(
  conversation: CaseConversation,
  context: CaseContext,
  answers: Answers,
): Readonly<Record<string, string>> {
  return tooLong(asked(conversation, context, answers).fields, answers);
}

/**
 * Which texts of a form seem to hold what should not stand in them, and what that is. The people and the agencies of
 * the directory may be named; what the case drafted is no word of anybody's as long as it is left as it was.
 */
export function hintsIn(
  conversation: CaseConversation,
  context: CaseContext,
  answers: Answers,
): readonly string[] {
  const { fields } = asked(conversation, context, answers);
  const apart = conversation.keptApart?.(context) ?? [];
  if (conversation.deidentified === true) {
    const typed = fields
      .filter(({ kind }) => kind === 'text')
      .map(({ id, label }) => ({ label, words: oneOf(answers, id) }));
    return [...sayNames(typed, context), ...sayHints(typed, context.now)];
  }
  const texts = fields
    .filter(
      (field) =>
        field.kind === 'text' && !apart.includes(field.id) && field.value !== oneOf(answers, field.id),
    )
    .map(({ id, label }) => ({ label, words: oneOf(answers, id) }));
  return sayHintsBut(context.rules.directory, texts, context.now);
}

/** What names somebody by whom the case could be known: a person, an agency, or the case itself. */
function sayNames(texts: readonly TypedText[], { state, rules }: CaseContext): readonly string[] {
  const { directory } = rules;
  const ofCase = state.sides.flatMap(({ agency }) => directory.agencies.get(agency)?.name ?? []);
  return texts.flatMap(({ label, words }) => {
    const found = [
      ...namedIn(directory, words).map(({ name }) => name),
      ...[...ofCase, state.reference].filter((name) => words.toLowerCase().includes(name.toLowerCase())),
    ];
    return found.length === 0 ? [] : [`“${label}” names ${sayList(found)}.`];
  });
}

function asked({ ask }: CaseConversation, context: CaseContext, typed: Answers): Questions {
  return ask === undefined ? { intro: [], fields: [] } : ask(context, typed);
}

function riskField({ rules }: CaseContext): Field {
  const { risk } = rules.policy.triage;
  return {
    kind: 'choice',
    id: 'risk',
    label: risk.question,
    hint: `If you are not sure, choose Yes. ${saySource(risk)}`,
    required: true,
    options: [
      { id: 'yes', label: 'Yes' },
      { id: 'no', label: 'No' },
    ],
  };
}

function warning(hints: readonly string[]): readonly Block[] {
  if (hints.length === 0) return [];
  return [
    {
      kind: 'text',
      text: {
        strong: `${hints.join(' ')} Take it out if it is the adult’s, or send it as it is if not. Nothing was recorded yet.`,
      },
    },
  ];
}
