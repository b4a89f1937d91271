import type { Block, Form } from '../../flows/chat-message.ts';
import type { Card, Container, Execute } from './card.ts';
import { drawBlocks } from './draw-blocks.ts';
import { drawPutAway, drawSubmit } from './draw-buttons.ts';
import { drawField, isAsked } from './draw-field.ts';
import { drawHeading, labelBefore, richText } from './draw-text.ts';
import { fitCard } from './fit-card.ts';
import { limits } from './limits.ts';
import { lineOf } from './plain.ts';
import { wholeCard } from './whole-card.ts';

/** What is wrong with a form that was sent, by field id. */
type Errors = Readonly<Record<string, string>>;

/**
 * A form, or without `submit` a page to read, as a card that is answered to the one who pressed, in place of the message.
 * After it was sent with something wrong it is drawn again: what is wrong stands at the top and at each field.
 */
export function drawForm(form: Form, errors: Errors = {}): Card {
  return drawAnyForm(form, errors, false);
}

/**
 * A form or page that has to be sent as a message, because it was typed for, or because a version of Teams is too old to
 * be answered in place. What people wrote is left out of it: chat keeps a copy of every message.
 */
export function drawFormForMessage(form: Form, errors: Errors = {}): Card {
  return drawAnyForm({ ...form, intro: form.intro.map(withoutQuote) }, errors, true);
}

function withoutQuote(block: Block): Block {
  if (block.kind !== 'quote') return block;
  return {
    kind: 'small',
    text: `${block.label}: what was written is not shown in a message. A newer version of Teams can show it to you alone.`,
  };
}

/** As many characters of what was typed into a field as there may be room for, the most first. */
const rooms = [limits.typed, 1000, 300, 0];

/** @throws Error where the questions alone do not fit, which is a defect of the flow that asks them. */
function drawAnyForm(form: Form, errors: Errors, inMessage: boolean): Card {
  for (const room of rooms) {
    const problems = drawProblems(form, errors);
    const opening = [...drawHeading(form.title, 'large'), ...problems];
    const body = [
      ...opening,
      ...drawBlocks(form.intro),
      ...form.fields.flatMap((field) => drawField(field, { error: errors[field.id], room, inMessage })),
    ];
    const fitted = fitCard(wholeCard(form.title, body, actionsOf(form)), opening.length);
    if (fitted !== undefined) return fitted;
  }
  throw new Error(`${form.fields.length} questions do not fit a card of Teams: the form needs another step`);
}

/** A form is sent or put away, a page is put away. */
function actionsOf(form: Form): readonly Execute[] {
  const submit = form.submit ?? (form.fields.length > 0 ? 'Continue' : undefined);
  return [
    ...(submit === undefined ? [] : [drawSubmit(submit, form.context, form.fields.filter(isAsked))]),
    drawPutAway(form.close ?? 'Close'),
  ];
}

/** All that is wrong, at the top where it is read first, each with the question that it is about. */
function drawProblems(form: Form, errors: Errors): readonly Container[] {
  // In the order of the questions; what is about none of them comes first.
  const placeOf = (id: string) => form.fields.findIndex((field) => field.id === id);
  const said = Object.entries(errors).sort(([one], [other]) => placeOf(one) - placeOf(other));
  if (said.length === 0) return [];
  const items = said.flatMap(([id, error]) => {
    const label = form.fields.find((field) => field.id === id)?.label;
    return richText(
      ['• ', ...(label === undefined ? [] : [labelBefore(label, limits.label)]), lineOf(error, limits.error)],
      {},
      'small',
    );
  });
  const opening =
    said.length === 1
      ? 'There is a problem. Please put it right and send this again.'
      : `There are ${said.length} problems. Please put them right and send this again.`;
  return [
    {
      type: 'Container',
      style: 'emphasis',
      items: [...richText({ strong: opening }, { color: 'attention' }), ...items],
    },
  ];
}
