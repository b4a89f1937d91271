import { boxesToFill, isGiven, missingNow, wantedFrom } from '../../case/form.ts';
import type { Box } from '../../case/form.ts';
import type { FormAnswer, Words } from '../../case/commands.ts';
import { capacityOf } from '../../case/capacity.ts';
import type { FormRule } from '../../policy/question.ts';
import { isCivilDate } from '../../policy/civil.ts';
import { sayDay } from '../../policy/say-date.ts';
import { manyOf, oneOf } from '../answers.ts';
import type { Answers } from '../chat-input.ts';
import type { Block, Field } from '../chat-message.ts';
import type { CaseContext, CaseConversation, OnTo } from '../conversation.ts';
import { chosenIn, contentOf, labelOfBox, optionsOf, readFormPlace } from '../forms/content-of.ts';
import { saySource } from '../page.ts';
import { commanded, hasErrors, longText, smallBlock, textBlock, wrong } from './fields.ts';
import { quote } from './quotes.ts';

/** As many boxes as stand on one page: with what is drafted above them, well within what a window can show. */
const onOnePage = 6;
const longestText = 3000;

/**
 * The board's own form, a few boxes at a time. What the case drafts is shown and can be corrected; what is left alone
 * is not recorded. Who the adult is stays apart: it is not shown here and can be corrected all the same.
 */
export const fillForm: CaseConversation = {
  does: 'fill-form',
  title: 'Fill in the form',
  submit: 'Save',
  writes: 'FormFilled',
  shows: (context) =>
    pageOf(context).boxes.flatMap((box) => {
      const content = contentOf(box);
      return content.kind === 'sealed' ? content.texts.map(({ words }) => words) : [];
    }),
  keptApart: (context) =>
    pageOf(context)
      .boxes.filter(({ field }) => field.restricted)
      .map(({ id }) => id),
  ask: (context) => {
    const { form, boxes, page, pages } = pageOf(context);
    if (form === undefined)
      return { intro: [textBlock('There is no such form here.')], fields: [], toRead: true };
    return {
      about: `${form.id}.${page}`,
      intro: [
        textBlock(`“${form.title}”${pages > 1 ? `, part ${page} of ${pages}` : ''}. ${saySource(form)}.`),
        textBlock(
          'What the case knows stands here already. Look it over, correct what is not right, and add the rest. What you leave as it is stays as it is, and you can save a part and come back.',
        ),
        ...boxes.flatMap((box) => shown(box, context)),
        smallBlock('Name the adult only in the boxes that are kept apart.'),
      ],
      fields: boxes.map((box) => fieldFor(box, form, context)),
    };
  },
  command: (context, answers, head, seal) => {
    const { form, boxes } = pageOf(context);
    if (form === undefined) return wrong({});
    const errors: Record<string, string> = {};
    const given = boxes.flatMap((box): (readonly [string, FormAnswer])[] => {
      const answer = answered(box, answers, errors, seal);
      return answer === undefined ? [] : [[box.id, answer]];
    });
    if (hasErrors(errors)) return wrong(errors);
    return commanded({ type: 'fill-form', ...head, form: form.id, answers: Object.fromEntries(given) });
  },
  after: (context) => {
    const { form, page, pages } = pageOf(context);
    if (form === undefined) return undefined;
    const left = missingNow(form, context.state, context.rules).filter(({ by }) => by === sideOf(context));
    const missing: readonly Block[] = [
      left.length === 0
        ? textBlock('Your part of the form is complete for now.')
        : textBlock('Your side has still to give:'),
      ...(left.length === 0
        ? []
        : [{ kind: 'list' as const, items: left.map((box) => labelOfBox(box, context.rules)) }]),
    ];
    return page < pages ? { blocks: missing, onTo: partOf(form, page + 1, context) } : { blocks: missing };
  },
};

/** The way from another page into this form: its button opens it. */
export function toFillForm(form: FormRule, { act }: Pick<CaseContext, 'act'>): OnTo {
  const { caseId } = act;
  return {
    label: 'Fill in the form',
    act: { do: 'fill-form', ...(caseId === undefined ? {} : { caseId }), on: form.id },
  };
}

function partOf(form: FormRule, page: number, context: CaseContext): OnTo {
  const { act } = toFillForm(form, context);
  return { label: 'Next part', act: { ...act, on: `${form.id}.${page}` } };
}

type Page = {
  readonly form?: FormRule;
  readonly boxes: readonly Box[];
  readonly page: number;
  readonly pages: number;
};

/** The part that is asked for; without one, the first in which something is missing. */
function pageOf(context: CaseContext): Page {
  const { state, rules, act } = context;
  const place = readFormPlace(act.on, rules.policy);
  const by = sideOf(context);
  if (place === undefined || by === undefined) return { boxes: [], page: 1, pages: 1 };
  const all = boxesToFill(place.form, by, state, rules);
  const pages = Math.max(Math.ceil(all.length / onOnePage), 1);
  const missing = missingNow(place.form, state, rules).map(({ id }) => id);
  const first = all.findIndex(({ id }) => missing.includes(id));
  const page = Math.min(place.page ?? Math.floor(Math.max(first, 0) / onOnePage) + 1, pages);
  const boxes = all.slice((page - 1) * onOnePage, page * onOnePage);
  return { form: place.form, boxes, page, pages };
}

function sideOf({ person, state, rules, now }: CaseContext) {
  const found = capacityOf(person.id, state, rules, now);
  return found?.acts === true ? found.side : undefined;
}

/** What stands in a box already, where it cannot stand in the field itself. */
function shown(box: Box, context: CaseContext): readonly Block[] {
  const content = contentOf(box);
  if (content.kind !== 'sealed') return [];
  const label = labelOfBox(box, context.rules);
  return content.texts.map((text) =>
    quote(text.label === box.field.label ? label : `${label}: ${text.label}`, text.words, context),
  );
}

function fieldFor(box: Box, form: FormRule, context: CaseContext): Field {
  const { id, field } = box;
  const base = {
    id,
    label: labelOfBox(box, context.rules),
    hint: hintOf(box, form, context),
    required: false,
  };
  const options = optionsOf(field);
  if (options.length > 0) {
    const chosen = chosenIn(box);
    if (field.type === 'choices') {
      return { ...base, kind: 'many', options, ...(chosen.length === 0 ? {} : { value: chosen }) };
    }
    const [one] = chosen;
    return { ...base, kind: 'choice', options, ...(one === undefined ? {} : { value: one }) };
  }
  const plain = plainIn(box);
  if (field.type === 'date') return { ...base, kind: 'date', ...(plain === '' ? {} : { value: plain }) };
  if (field.type === 'long-text' || field.repeats) return longText(base, false, plain);
  return { ...base, kind: 'text', long: false, max: longestText, ...(plain === '' ? {} : { value: plain }) };
}

function hintOf(box: Box, form: FormRule, context: CaseContext): string {
  const { field } = box;
  const own = field.hint === undefined ? '' : `${field.hint} `;
  const rows = field.repeats ? 'One on each line. ' : '';
  return `${own}${rows}${stands(box, form, context)} (${saySource(field)})`;
}

function stands(box: Box, form: FormRule, context: CaseContext): string {
  const isWritten = box.written !== undefined;
  const { kind } = contentOf(box);
  switch (kind) {
    case 'apart':
      return `${isWritten ? 'Given already' : 'Taken from who the adult is'}, and kept apart. Write here only to correct it.`;
    case 'sealed':
      return `${isWritten ? 'Answered already' : 'Drafted from the case'}: see above. Write here only to say it in another way.`;
    case 'plain':
      return isWritten ? 'Answered already.' : 'Drafted from the case. Correct it if it is not right.';
    case 'empty':
      return whenWanted(box, form, context);
  }
}

/** Nobody is asked at the first stage for what only the end can tell. */
function whenWanted(box: Box, form: FormRule, { state, rules }: CaseContext): string {
  const from = wantedFrom(box, form, state, rules);
  if (from === undefined) return 'You can leave this empty.';
  if (from === 'now') return 'Still missing.';
  const until = 'You can leave it empty until then.';
  return from === 'closed'
    ? `Asked for once this ${rules.policy.words.matter} is closed. ${until}`
    : `Asked for from ${from.label} on. ${until}`;
}

/** What stands in the field itself: facts. Words that people wrote are shown as quotes above. */
function plainIn(box: Box): string {
  const { written, drafted } = box;
  if (written !== undefined) return '';
  if (drafted?.kind === 'day') return box.field.type === 'date' ? drafted.on : '';
  const content = contentOf(box);
  return content.kind === 'plain' ? content.text : '';
}

/** The answer of a box where it differs from what stood there. */
function answered(
  box: Box,
  answers: Answers,
  errors: Record<string, string>,
  seal: (text: string) => Words,
): FormAnswer | undefined {
  const { id, field } = box;
  if (optionsOf(field).length > 0) {
    const chosen = manyOf(answers, id);
    const before = chosenIn(box);
    const same = chosen.length === before.length && chosen.every((one) => before.includes(one));
    return chosen.length === 0 || (same && isGiven(box)) ? undefined : { chosen };
  }
  const said = oneOf(answers, id);
  if (said === '' || said === plainIn(box)) return undefined;
  if (field.type === 'date' && !isCivilDate(said)) errors[id] = 'This is not a date. Write it as 2026-12-22.';
  if (said.length > longestText) errors[id] = `This is too long. Keep to ${longestText} letters.`;
  return { words: seal(field.type === 'date' && isCivilDate(said) ? sayDay(said) : said) };
}
