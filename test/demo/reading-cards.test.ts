import { expect, test } from 'vitest';
import { inputsWith, puttingAway, refusedByClient, shownCard, wrongIn } from '../../demo/reading-cards.ts';
import { drawForm } from '../../src/adapters/teams/draw-form.ts';
import { drawMessage } from '../../src/adapters/teams/draw-message.ts';
import type { Form, Message } from '../../src/flows/chat-message.ts';
import { cardIn, type Card } from '../../demo/practice-teams-shapes.ts';

/* The practice client reads cards as a person does, and knows ours by how they look: what we draw, it finds again. */

const form: Form = {
  title: 'Record a conversation',
  context: { act: { do: 'log-discussion', caseId: 'case-1' }, step: 'what' },
  intro: [{ kind: 'quote', label: 'What was raised', words: 'No heating.' }],
  fields: [
    {
      kind: 'text',
      id: 'about',
      label: 'What did you speak about?',
      required: true,
      long: true,
      value: 'The plan.',
    },
    {
      kind: 'choice',
      id: 'how',
      label: 'How did you speak?',
      hint: 'A message alone is not enough.',
      required: true,
      options: [
        { id: 'by telephone', label: 'By telephone' },
        { id: 'in person', label: 'In person', hint: 'Also by video' },
      ],
    },
    {
      kind: 'many',
      id: 'with',
      label: 'With whom?',
      required: false,
      options: [
        { id: 'a,b', label: 'Amara Quill' },
        { id: 'c', label: 'Kezia Marsh' },
      ],
      value: ['a,b', 'c'],
    },
    { kind: 'date', id: 'day', label: 'When?', required: true },
  ],
  submit: 'Save',
};

test('a form that was drawn is read again: its words, its questions, and what they hold', () => {
  const shown = shownCard('1', read(drawForm(form)));
  expect(shown.submit).toBe('Save');
  expect(shown.words).toContain('No heating.');
  expect(shown.fields).toEqual([
    question('about', 'What did you speak about?', 'text', { required: true, holds: 'The plan.' }),
    question('how', 'How did you speak?', 'choice', {
      required: true,
      hint: 'A message alone is not enough.',
      choices: [
        { id: 'by telephone', label: 'By telephone' },
        { id: 'in person', label: 'In person: Also by video' },
      ],
    }),
    question('with', 'With whom?', 'many', {
      choices: [
        { id: 'a,b', label: 'Amara Quill' },
        { id: 'c', label: 'Kezia Marsh' },
      ],
      holds: ['a,b', 'c'],
    }),
    question('day', 'When?', 'date', { required: true }),
  ]);
});

test('what the client asks for is sent only once it is there, and what the bot finds wrong is read at its question', () => {
  const card = read(drawForm(form));
  expect(refusedByClient(card, inputsWith(card, {}))).toEqual({
    how: 'Choose one of these.',
    day: 'Choose a date.',
  });
  const filled = inputsWith(card, { 'How did you speak?': 'In person: Also by video', day: '2026-12-22' });
  expect(refusedByClient(card, filled)).toEqual({});
  expect(wrongIn(card)).toEqual({});
  const errors = { day: 'That day is still to come.', about: 'Say a little more.' };
  expect(wrongIn(read(drawForm(form, errors)))).toEqual(errors);
});

test('an answer to a question that is not asked, or a choice that is not there, is a mistake of the story', () => {
  const card = read(drawForm(form));
  expect(() => inputsWith(card, { where: 'Here' })).toThrow(/No question "where".*"When\?" \(day\)/);
  expect(() => inputsWith(card, { how: 'By letter' })).toThrow(/no choice "By letter".*"By telephone"/);
});

test('a message is no form, and a button that asks first stands for its yes', () => {
  const message: Message = {
    summary: 'RED-4F7K2: an answer is due',
    blocks: [
      { kind: 'heading', text: 'RED-4F7K2: an answer is due' },
      {
        kind: 'buttons',
        buttons: [
          { label: 'Acknowledge', act: { do: 'acknowledge', caseId: 'case-1' } },
          {
            label: 'Withdraw',
            act: { do: 'withdraw', caseId: 'case-1' },
            confirm: { title: 'Withdraw?', text: 'It ends here.', yes: 'Withdraw it', no: 'Keep it' },
          },
        ],
      },
    ],
  };
  const card = read(drawMessage(message).card);
  expect(puttingAway(card)).toBeUndefined();
  expect(shownCard('1', card)).toEqual({
    id: '1',
    words: 'RED-4F7K2: an answer is due',
    buttons: [
      { label: 'Acknowledge', act: { do: 'acknowledge', caseId: 'case-1' } },
      { label: 'Withdraw', act: { do: 'withdraw', caseId: 'case-1' } },
    ],
    fields: [],
    submit: undefined,
  });
});

/** As it comes over the line. */
function read(drawn: object): Card {
  const card = cardIn({ type: 'application/vnd.microsoft.card.adaptive', value: drawn });
  if (card === undefined) throw new Error('no card');
  return card;
}

function question(id: string, label: string, kind: string, more: object) {
  return { id, label, kind, hint: undefined, choices: [], required: false, holds: undefined, ...more };
}
