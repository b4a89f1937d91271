import { expect, test } from 'vitest';
import { drawForm } from '../../../src/adapters/teams/draw-form.ts';
import type { Form } from '../../../src/flows/chat-message.ts';
import { problemsOfCard } from '../../support/card-rules.ts';
import { lostFromForm } from '../../support/card-text.ts';

/* What checks the cards is checked itself: each of these is a card that must not go out. */

const form: Form = {
  title: 'Raise',
  context: { act: { do: 'raise' }, step: 'issue' },
  intro: [
    { kind: 'text', text: 'Some words' },
    { kind: 'buttons', buttons: [{ label: 'Why?', act: { do: 'why-date' } }] },
  ],
  fields: [
    { kind: 'text', id: 'what', label: 'What', long: false, required: true, value: 'a' },
    {
      kind: 'choice',
      id: 'who',
      label: 'Who',
      required: true,
      options: [{ id: 'jo', label: 'Jo' }],
      value: 'jo',
    },
  ],
  submit: 'Next',
};
const json = JSON.stringify(drawForm(form));

test('the card itself is none of them', () => {
  expect(problemsOfCard(JSON.parse(json))).toEqual([]);
  expect(lostFromForm(form, drawForm(form))).toEqual([]);
});

test.each([
  ['a later version', '"version":"1.5"', '"version":"1.6"', 'version: Invalid input'],
  ['a language that clients do not know', '"lang":"en"', '"lang":"en-GB"', 'for property "lang"'],
  [
    'a property that nobody knows',
    '"isMultiline":false',
    '"isMultiline":false,"rows":3',
    'no rows in version 1.5',
  ],
  ['a property of version 1.6', '"isMultiline":false', '"labelWidth":"20px"', 'labelWidth'],
  ['an element of version 1.6', '"type":"ActionSet"', '"type":"Carousel"', 'type'],
  ['an unknown value', '"spacing":"medium"', '"spacing":"wide"', 'spacing'],
  ['a date in a run', 'Some words', '{{DATE(2026-12-22T10:00:00Z)}}', 'a date could be made'],
  ['a mention in a run', 'Some words', '<at>Jo</at>', 'a mention could be made'],
  ['a line break in a run', 'Some words', 'Some\\nwords', 'a line break'],
  ['half a character', 'Some words', '\\ud800', 'half a character'],
  ['a text that is turned around', 'Some words', '\\u202Ewords', 'the direction is turned'],
  ['nothing to see', 'Some words', ' \\u200B ', 'nothing to see'],
  ['Markdown in a label', '"label":"What"', '"label":"*What*"', 'label: markup'],
  ['a tag in a choice', '"title":"Jo"', '"title":"<b>Jo"', 'choice: markup'],
  ['a list in a choice', '"title":"Jo"', '"title":"1. Jo"', 'begins a list'],
  ['a link on a button', '"title":"Why?"', '"title":"https://example.org"', 'button: a link'],
  [
    'an answer that nobody offered',
    '"title":"Jo","value":"jo"',
    '"title":"Jo","value":"al"',
    'chosen and not offered',
  ],
  [
    'a text longer than its field',
    '"maxLength":3000,"value":"a"',
    '"maxLength":1,"value":"ab"',
    'longer than it may be',
  ],
  ['an input twice', '"field:who"', '"field:what"', 'the same id twice'],
  ['an input that poses as a button', '"field:who"', '"concordat"', 'could pose as what a button carries'],
  ['a message that is missing', ',"errorMessage":"Choose one of these."', '', 'no message'],
  [
    'something else on old clients',
    '"act":{"do":"why-date"}',
    '"act":{"do":"help"}',
    'something else on old clients',
  ],
  ['no way to send', '"associatedInputs":"auto"', '"associatedInputs":"none"', 'no button sends them'],
  ['too much', 'Some words', 'x'.repeat(40_000), 'card: '],
])('%s is found', (_what, from, to, problem) => {
  const changed = from.startsWith('"act"') ? json.replace(from, to) : json.replaceAll(from, to);
  expect(changed).not.toBe(json);
  expect(problemsOfCard(JSON.parse(changed)).join('\n')).toContain(problem);
});

test.each(['Some words', 'Why?', 'What', 'Jo', 'Next'])('a card that lost “%s” is found', (text) => {
  expect(lostFromForm(form, drawForm({ ...form, ...without(text) }))).toEqual([text]);
});

/** The form with other words in the place of these. */
function without(lost: string): Partial<Form> {
  const other = (text: string): string => (text === lost ? 'else' : text);
  return {
    intro: [
      { kind: 'text', text: other('Some words') },
      { kind: 'buttons', buttons: [{ label: other('Why?'), act: { do: 'why-date' } }] },
    ],
    fields: form.fields.map((field) =>
      'options' in field
        ? { ...field, options: field.options.map((one) => ({ ...one, label: other(one.label) })) }
        : { ...field, label: other(field.label) },
    ),
    submit: other('Next'),
  };
}
