import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCarried } from '../../../src/adapters/teams/carry.ts';
import { drawForm, drawFormForMessage } from '../../../src/adapters/teams/draw-form.ts';
import { drawHome } from '../../../src/adapters/teams/draw-home.ts';
import { drawMessage } from '../../../src/adapters/teams/draw-message.ts';
import { drawSaid } from '../../../src/adapters/teams/draw-said.ts';
import type { Block, Button, Field, Form } from '../../../src/flows/chat-message.ts';
import { problemsOfCard } from '../../support/card-rules.ts';
import { saidBy, squeezed } from '../../support/card-text.ts';
import { oddBlocks, oddForm, oddMessage, oddText } from '../../support/odd-text.ts';

const runs = { numRuns: 60 };
const due = 'Thursday 31 December 2026, 17:00';
const acknowledge: Button = { label: 'Acknowledge', act: { do: 'acknowledge', caseId: 'c1' } };

describe('whatever the texts are, Teams takes', () => {
  test('a message, with a summary for the lock screen', () => {
    fc.assert(
      fc.property(oddMessage, (message) => {
        const { card, summary } = drawMessage(message);
        expect(problemsOfCard(card)).toEqual([]);
        expect(summary).toMatch(/^[^\n\t\p{Cc}]{1,300}$/u);
      }),
      runs,
    );
  });

  test('a form, also with something wrong in it and as a message', () => {
    fc.assert(
      fc.property(oddForm, oddText, (form, error) => {
        fc.pre(choicesIn(form) <= 150);
        expect(problemsOfCard(drawForm(form))).toEqual([]);
        expect(problemsOfCard(drawForm(form, { q0: error, q2: error, gone: error }))).toEqual([]);
        expect(problemsOfCard(drawFormForMessage(form))).toEqual([]);
      }),
      runs,
    );
  });

  test('the home view', () => {
    fc.assert(
      fc.property(oddBlocks, (blocks) => {
        expect(problemsOfCard(drawHome({ blocks }))).toEqual([]);
      }),
      runs,
    );
  });

  test('something said, with a way back', () => {
    fc.assert(
      fc.property(oddMessage, (message) => {
        const card = drawSaid(message);
        expect(problemsOfCard(card)).toEqual([]);
        expect(card.actions?.map(({ title, data }) => [title, readCarried(data)])).toEqual([
          ['Back', { putAway: true }],
        ]);
      }),
      runs,
    );
  });
});

describe('a message', () => {
  test('begins with its summary, which is what a lock screen and an old client show', () => {
    const { summary, card } = drawMessage({
      summary: 'RED-4F7K2: you owe an answer',
      blocks: [{ kind: 'text', text: `By ${due}` }],
    });
    expect(summary).toBe('RED-4F7K2: you owe an answer');
    expect(card).toMatchObject({ fallbackText: summary, speak: summary });
    expect(saidBy(card)).toEqual([summary, `By ${due}`]);
  });

  test('does not say its summary twice', () => {
    const { card } = drawMessage({ summary: 'RED-4F7K2', blocks: [{ kind: 'heading', text: 'RED-4F7K2' }] });
    expect(saidBy(card)).toEqual(['RED-4F7K2']);
  });

  test('never holds what a person wrote', () => {
    const { card } = drawMessage({ summary: 'RED-4F7K2', blocks: [quote('She has no food in the house')] });
    expect(JSON.stringify(card)).not.toContain('food');
    expect(saidBy(card)).toContain('What was written is not shown in messages. Open the case to read it.');
  });

  test('that is too long keeps its summary and its buttons, and says that it is shortened', () => {
    const lines = Array.from({ length: 600 }, (_, i): Block => ({
      kind: 'text',
      text: `Line ${i} ${'x'.repeat(300)}`,
    }));
    const { card } = drawMessage({
      summary: 'RED-4F7K2',
      blocks: [...lines, { kind: 'buttons', buttons: [acknowledge] }],
    });
    const said = saidBy(card);
    expect(said[0]).toBe('RED-4F7K2');
    expect(said[1]).toContain('Line 0 ');
    expect(said.at(-2)).toBe('… Teams has no room for more here. The full text is in the case record.');
    expect(said.at(-1)).toBe('Acknowledge');
    expect(said.length).toBeGreaterThan(80);
  });
});

describe('text', () => {
  const drawn = (text: Extract<Block, { kind: 'text' }>['text']) =>
    drawMessage({ summary: 'S', blocks: [{ kind: 'text', text }] }).card.body.slice(1);

  test('is strong where it is meant to be, whatever stands in it', () => {
    expect(drawn(['Ask ', { strong: '<!channel> *now*' }])).toEqual([
      {
        type: 'RichTextBlock',
        inlines: [
          { type: 'TextRun', text: 'Ask ' },
          { type: 'TextRun', text: '<!channel> *now*', weight: 'bolder' },
        ],
      },
    ]);
  });

  test('has a line of its own for each of its lines, and room where one is blank', () => {
    expect(drawn('one\ntwo\n\nthree')).toMatchObject([
      { inlines: [{ text: 'one' }] },
      { inlines: [{ text: 'two' }], spacing: 'none' },
      { inlines: [{ text: 'three' }], spacing: 'medium' },
    ]);
  });

  test('makes no date and no mention: what begins one stands in two runs', () => {
    expect(drawn('{{DATE(2026-12-22T10:00:00Z)}} <at>Jo</at>')).toMatchObject([
      {
        inlines: [
          { text: '{' },
          { text: '{DATE(2026-12-22T10:00:00Z)}} <' },
          { text: 'at>Jo<' },
          { text: '/at>' },
        ],
      },
    ]);
  });

  test.each([
    ['Due today: acknowledge the disagreement', 'TextBlock'],
    ['RED-4F7K2: Stage 2 (line managers)', 'TextBlock'],
    ['1. First of all', 'RichTextBlock'],
    ['- a dash', 'RichTextBlock'],
    ['See https://example.org', 'RichTextBlock'],
    ['*bold*', 'RichTextBlock'],
    ['<b>', 'RichTextBlock'],
  ])('of a heading is announced as one only where nothing in it means anything: %s', (text, type) => {
    const { card } = drawMessage({ summary: 'S', blocks: [{ kind: 'heading', text }] });
    expect(card.body.at(-1)).toMatchObject({ type });
    expect(saidBy(card).at(-1)).toBe(text);
  });

  test('of a fact stands behind its label, and a line above what follows a divider', () => {
    const card = drawHome({
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: 'Due', value: due },
            { label: 'Who?', value: '' },
          ],
        },
        { kind: 'divider' },
        { kind: 'list', items: ['one', { strong: 'two' }] },
        { kind: 'divider' },
      ],
    });
    expect(saidBy(card)).toEqual([`Due: ${due}`, 'Who? (left blank)', '• one', '• two']);
    expect(card.body.map(({ separator }) => separator === true)).toEqual([false, false, true, false]);
  });
});

describe('what a person wrote', () => {
  test('is shown whole and as typed in a page, however long it is', () => {
    fc.assert(
      fc.property(oddText, oddText, (first, second) => {
        const words = `${first} and ${second} end`;
        const card = drawForm({ ...form([]), intro: [quote(words)] });
        expect(squeezed(saidBy(card).join(''))).toContain(squeezed(`Jo Marsh wrote“${words}”`));
      }),
      runs,
    );
  });

  test('is cut where 100 KB of it do not fit, and that is said', () => {
    const words = 'A long answer, again and again. '.repeat(3200);
    const card = drawForm({ ...form([]), intro: [quote(words), { kind: 'text', text: 'After it' }] });
    expect(problemsOfCard(card)).toEqual([]);
    expect(saidBy(card).join('').length).toBeGreaterThan(25_000);
    expect(saidBy(card)).toContain('… Teams has no room for more here. The full text is in the case record.');
    expect(saidBy(card).at(-1)).toBe('Close');
  });

  test('is cut as well where it has 100,000 lines', () => {
    const card = drawForm({ ...form([]), intro: [quote('a\n'.repeat(100_000))] });
    expect(problemsOfCard(card)).toEqual([]);
  });
});

describe('a form', () => {
  test('is sent by its first button with its context and what it asks, and put away by its last', () => {
    const fields: readonly Field[] = [
      { kind: 'text', id: 'what', label: 'What', long: true, required: true },
      { kind: 'many', id: 'who', label: 'Who', required: false, options: [{ id: 'jo', label: 'Jo' }] },
      { kind: 'choice', id: 'none', label: 'Which', required: true, options: [] },
    ];
    const card = drawForm({ ...form(fields), close: 'Cancel' });
    expect(
      card.actions?.map((action) => [action.title, action.associatedInputs, readCarried(action.data)]),
    ).toEqual([
      ['Next', 'auto', { form: form([]).context, asks: [{ id: 'what' }, { id: 'who', many: true }] }],
      ['Cancel', 'none', { putAway: true }],
    ]);
    expect(saidBy(card)).toContain('There is nothing to choose from.');
  });

  test('to read has one button, which puts it away', () => {
    const { submit: _submit, ...page } = form([]);
    expect(drawForm(page).actions?.map(({ title }) => title)).toEqual(['Close']);
  });

  test('says what is wrong at its top and at each question, in words, and keeps what was typed', () => {
    const field: Field = {
      kind: 'text',
      id: 'what',
      label: 'What happened?',
      hint: 'In a few words.',
      long: true,
      required: true,
      value: '*mine*',
    };
    const card = drawForm(form([field]), { what: 'Write down what happened.', gone: 'Ask again.' });
    expect(saidBy(card)).toEqual([
      'Raise',
      'There are 2 problems. Please put them right and send this again.',
      '• Ask again.',
      '• What happened? Write down what happened.',
      'Problem: Write down what happened.',
      'What happened?',
      '*mine*',
      '',
      'In a few words.',
      'Next',
      'Close',
    ]);
  });

  test.each([
    [10, 'expanded'],
    [11, 'compact'],
    [130, 'compact'],
  ])('with %i choices is %s, one or many, and keeps what is chosen', (count, style) => {
    const options = Array.from({ length: count }, (_, i) => ({ id: `o,${i}`, label: `Choice ${i}` }));
    const one: Field = { kind: 'choice', id: 'one', label: 'Which', required: true, options, value: 'o,1' };
    const many: Field = { ...one, kind: 'many', id: 'many', required: false, value: ['o,0', 'o,2', 'gone'] };
    const card = drawForm(form([one, many]));
    expect(problemsOfCard(card)).toEqual([]);
    expect(card.body.slice(-2)).toMatchObject([
      { items: [{ id: 'field:one', style, isMultiSelect: false, isRequired: true, value: 'o%2C1' }] },
      { items: [{ id: 'field:many', style, isMultiSelect: true, value: 'o%2C0,o%2C2' }] },
    ]);
  });

  test('says choices in full that are cut short', () => {
    const label = `The ${'very '.repeat(50)}long choice`;
    const options = [
      { id: 'o', label, hint: 'A hint' },
      { id: 'p', label: 'Short', hint: 'Another' },
    ];
    const card = drawForm(form([{ kind: 'choice', id: 'k', label: 'Which', required: true, options }]));
    expect(saidBy(card)).toContain(`• ${label}: A hint`);
    expect(saidBy(card)).toContain('Short: Another');
  });

  test('leaves out of a message what people wrote, and says so', () => {
    const field: Field = {
      kind: 'text',
      id: 'what',
      label: 'What',
      long: true,
      required: true,
      value: 'no food in the house',
    };
    const card = drawFormForMessage({ ...form([field]), intro: [quote('She has no food')] });
    expect(JSON.stringify(card)).not.toContain('food');
    expect(saidBy(card)).toContain(
      'Jo Marsh wrote: what was written is not shown in a message. A newer version of Teams can show it to you alone.',
    );
    expect(saidBy(card)).toContain(
      'What was written here before is not shown in a message. Please write it again.',
    );
  });

  test('shows as much of what was typed as there is room for, and says how much', () => {
    const fields = Array.from({ length: 9 }, (_, i): Field => ({
      kind: 'text',
      id: `t${i}`,
      label: 'Words',
      long: true,
      required: true,
      value: '"'.repeat(100_000),
    }));
    const one = drawForm(form(fields.slice(0, 1)));
    expect(saidBy(one)).toContain('Only the first 3000 characters of what was written fit here.');
    const nine = drawForm(form(fields));
    expect(problemsOfCard(nine)).toEqual([]);
    expect(saidBy(nine)).toContain('Only the first 1000 characters of what was written fit here.');
  });

  test('with too many questions for one card is refused as the defect it is', () => {
    const fields = Array.from({ length: 150 }, (_, i): Field => ({
      kind: 'date',
      id: `d${i}`,
      label: `Which day was it? ${'x'.repeat(200)}`,
      required: true,
    }));
    expect(() => drawForm(form(fields))).toThrow('the form needs another step');
  });
});

describe('buttons', () => {
  const rowsOf = (buttons: readonly Button[]) =>
    drawHome({ blocks: [{ kind: 'buttons', buttons }] }).body.map((row) =>
      row.type === 'ActionSet' ? row.actions.map(({ title }) => title) : [],
    );

  test('stand in rows that can be read on a telephone', () => {
    const labelled = (...labels: readonly string[]) => labels.map((label) => ({ ...acknowledge, label }));
    expect(rowsOf(labelled('One', 'Two', 'Six', 'Ten', 'Five'))).toEqual([
      ['One', 'Two', 'Six', 'Ten'],
      ['Five'],
    ]);
    expect(rowsOf(labelled('I have read the case file', 'Why this date?', 'Answer'))).toEqual([
      ['I have read the case file'],
      ['Why this date?', 'Answer'],
    ]);
  });

  test('carry their act alone, the same on old clients, and are spoken in full', () => {
    const button: Button = { ...acknowledge, style: 'primary', spoken: 'Acknowledge: case RED-4F7K2' };
    const card = drawHome({ blocks: [{ kind: 'buttons', buttons: [button] }] });
    const sent = {
      title: 'Acknowledge',
      style: 'positive',
      tooltip: 'Acknowledge: case RED-4F7K2',
      data: { concordat: { act: { do: 'acknowledge', caseId: 'c1' } } },
      associatedInputs: 'none',
    };
    expect(card.body).toEqual([
      {
        type: 'ActionSet',
        actions: [
          { type: 'Action.Execute', verb: 'press', ...sent, fallback: { type: 'Action.Submit', ...sent } },
        ],
      },
    ]);
  });

  test('that want a second thought ask below themselves, with the act in the answer alone', () => {
    const confirm = { title: 'Withdraw?', text: 'Both sides are told.', yes: 'Withdraw it', no: 'Keep it' };
    const button: Button = { label: 'Withdraw', act: { do: 'withdraw' }, style: 'danger', confirm };
    const [row] = drawHome({ blocks: [{ kind: 'buttons', buttons: [button] }] }).body;
    expect(row).toMatchObject({
      actions: [
        {
          type: 'Action.ShowCard',
          title: 'Withdraw',
          style: 'destructive',
          card: { actions: [{ title: 'Withdraw it', data: { concordat: { act: { do: 'withdraw' } } } }] },
        },
      ],
    });
    expect(JSON.stringify(row)).toContain('Nothing is done until you press “Withdraw it”.');
  });
});

function form(fields: readonly Field[]): Form & { readonly submit: string } {
  return {
    title: 'Raise',
    context: { act: { do: 'raise' }, step: 'issue', draft: 'd1' },
    intro: [],
    fields,
    submit: 'Next',
  };
}

function quote(words: string): Block {
  return { kind: 'quote', label: 'Jo Marsh wrote', words };
}

/** How many choices a form offers; one with more than any of ours needs another step, and is refused. */
function choicesIn({ fields }: Form): number {
  return fields.reduce((sum, field) => sum + ('options' in field ? field.options.length : 0), 0);
}
