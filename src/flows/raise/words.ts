import { isCivilDate } from '../../policy/civil.ts';
import type { FieldRule } from '../../policy/question.ts';
import { sayDay } from '../../policy/say-date.ts';
import { manyOf, oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Block, Field, Option } from '../chat-message.ts';
import { sayTooLong } from '../filled.ts';
import { saySource } from '../page.ts';
import { checkedFrom, typedAt, wasSeen } from './step.ts';
import type { RaiseContext, RaiseStep } from './step.ts';

const perPage = 4;
const longestText = 3000;
const yesNo: readonly Option[] = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
];
const notApplicable: Option = { id: 'na', label: 'Does not apply' };

/** The questions of the policy's own raise, a few on a page. Who the adult is has its own step. */
export function wordsSteps(context: RaiseContext): readonly RaiseStep[] {
  const rules = context.rules.policy.raise.fields.filter(({ restricted }) => !restricted);
  const pages = Math.ceil(rules.length / perPage);
  return Array.from({ length: pages }, (_, index) => {
    const on = rules.slice(index * perPage, (index + 1) * perPage);
    return wordsStep(
      context,
      `words-${index + 1}`,
      on,
      pages === 1 ? '' : ` (page ${index + 1} of ${pages})`,
    );
  });
}

/** What was answered, by the id of the policy's field, as a person would read it. Empty answers are left out. */
export function wordsTyped(context: RaiseContext): ReadonlyMap<string, string> {
  const rules = context.rules.policy.raise.fields.filter(({ restricted }) => !restricted);
  return new Map(
    rules.flatMap((rule, index): [string, string][] => {
      const said = readable(rule, typedAt(context, `words-${Math.floor(index / perPage) + 1}`));
      return said === '' ? [] : [[rule.id, said]];
    }),
  );
}

function wordsStep(context: RaiseContext, id: string, rules: readonly FieldRule[], page: string): RaiseStep {
  const typed = typedAt(context, id);
  const errors = Object.fromEntries(rules.flatMap((rule) => problem(rule, typed)));
  return {
    id,
    name: `What it is about${page}`,
    intro: [
      {
        kind: 'text',
        text: 'Please do not name the adult here. You say who it is later, in fields that are kept apart.',
      },
    ],
    fields: rules.map((rule) => questionField(rule, typed)),
    checked: checkedFrom(wasSeen(context, id), errors),
    summary: rules.map((rule): Block => {
      const words = readable(rule, typed);
      if (words === '') return { kind: 'facts', facts: [{ label: rule.label, value: 'Not answered' }] };
      return { kind: 'quote', label: rule.label, words };
    }),
    texts: rules.filter(isFreeText).map(({ id: field, label }) => ({ label, words: oneOf(typed, field) })),
  };
}

/** A question of a policy as a field of a form, with what was answered before. */
export function questionField(rule: FieldRule, typed: Answers): Field {
  const { id, label, required } = rule;
  const source = saySource(rule);
  const base = { id, label, hint: rule.hint === undefined ? source : `${rule.hint} (${source})`, required };
  const value = oneOf(typed, id);
  const filled = value === '' ? {} : { value };
  switch (rule.type) {
    case 'text':
    case 'signature':
      return { ...base, kind: 'text', long: false, max: longestText, ...filled };
    case 'long-text':
      return { ...base, kind: 'text', long: true, max: longestText, ...filled };
    case 'date':
      return { ...base, kind: 'date', ...filled };
    case 'choices': {
      const ticked = manyOf(typed, id);
      return {
        ...base,
        kind: 'many',
        options: optionsOf(rule),
        ...(ticked.length > 0 ? { value: ticked } : {}),
      };
    }
    case 'yes-no':
    case 'yes-no-na':
    case 'choice':
      return { ...base, kind: 'choice', options: optionsOf(rule), ...filled };
  }
}

function problem(rule: FieldRule, typed: Answers): readonly [string, string][] {
  const { id, required } = rule;
  const ticked = manyOf(typed, id);
  const value = oneOf(typed, id);
  const empty = rule.type === 'choices' ? ticked.length === 0 : value === '';
  if (empty) return required ? [[id, `The policy asks for this (${rule.source}). Please fill it in.`]] : [];
  if (isFreeText(rule)) {
    const over = value.length - longestText;
    return over > 0 ? [[id, sayTooLong(over, longestText)]] : [];
  }
  if (rule.type === 'date')
    return isCivilDate(value) ? [] : [[id, 'This is not a date. Write it as 2026-12-22.']];
  const options = optionsOf(rule);
  const known = (rule.type === 'choices' ? ticked : [value]).every((one) =>
    options.some((option) => option.id === one),
  );
  return known ? [] : [[id, 'Choose from the list.']];
}

function readable(rule: FieldRule, typed: Answers): string {
  const value = oneOf(typed, rule.id);
  if (isFreeText(rule)) return value;
  if (rule.type === 'date') return isCivilDate(value) ? sayDay(value) : '';
  const chosen = rule.type === 'choices' ? manyOf(typed, rule.id) : [value];
  return optionsOf(rule)
    .filter(({ id }) => chosen.includes(id))
    .map(({ label }) => label)
    .join('; ');
}

function optionsOf(rule: FieldRule): readonly Option[] {
  if (rule.type === 'yes-no') return yesNo;
  if (rule.type === 'yes-no-na') return [...yesNo, notApplicable];
  return rule.choices ?? [];
}

function isFreeText({ type }: FieldRule): boolean {
  return type === 'text' || type === 'long-text' || type === 'signature';
}
