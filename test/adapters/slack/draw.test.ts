import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawForm, drawPage } from '../../../src/adapters/slack/draw-form.ts';
import { drawHome } from '../../../src/adapters/slack/draw-home.ts';
import { drawMessage } from '../../../src/adapters/slack/draw-message.ts';
import { readInput } from '../../../src/adapters/slack/read-input.ts';
import type { Block, Field, Form } from '../../../src/flows/chat-message.ts';
import { press, submission } from '../../fixtures/slack/payloads.ts';
import { problemsOfMessage, problemsOfView } from '../../support/slack-rules.ts';
import { oddBlocks, oddForm, oddMessage, oddText } from '../../support/odd-text.ts';

const runs = { numRuns: 150 };
const due = 'Thursday 31 December 2026, 17:00';

describe('whatever the texts are, Slack takes', () => {
  test('a message', () => {
    fc.assert(
      fc.property(oddMessage, (message) => {
        expect(problemsOfMessage(drawMessage(message))).toEqual([]);
      }),
      runs,
    );
  });

  test('a form', () => {
    fc.assert(
      fc.property(oddForm, (form) => {
        expect(problemsOfView(drawForm(form))).toEqual([]);
      }),
      runs,
    );
  });

  test('the home view', () => {
    fc.assert(
      fc.property(oddBlocks, (blocks) => {
        expect(problemsOfView(drawHome({ blocks }))).toEqual([]);
      }),
      runs,
    );
  });

  test('a page that says something', () => {
    fc.assert(
      fc.property(oddMessage, (message) => {
        expect(problemsOfView(drawPage('Concordat', message))).toEqual([]);
      }),
      runs,
    );
  });
});

describe('a message', () => {
  test('shows its summary alone on a lock screen, first in the blocks and as the text', () => {
    const drawn = drawMessage({
      summary: 'RED-4F7K2: you owe an answer',
      blocks: [{ kind: 'text', text: `By ${due}` }],
    });
    expect(drawn.text).toBe('RED-4F7K2: you owe an answer');
    expect(drawn.blocks).toEqual([
      { type: 'section', text: { type: 'plain_text', text: 'RED-4F7K2: you owe an answer', emoji: false } },
      { type: 'section', text: { type: 'plain_text', text: `By ${due}`, emoji: false } },
    ]);
  });

  test('does not say its summary twice', () => {
    const drawn = drawMessage({ summary: 'RED-4F7K2', blocks: [{ kind: 'heading', text: 'RED-4F7K2' }] });
    expect(drawn.blocks).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'RED-4F7K2', emoji: false } },
    ]);
  });

  test('never holds what a person wrote', () => {
    const drawn = drawMessage({
      summary: 'RED-4F7K2',
      blocks: [{ kind: 'quote', label: 'Jo Marsh wrote', words: 'She has no food in the house' }],
    });
    expect(JSON.stringify(drawn)).not.toContain('food');
    expect(JSON.stringify(drawn)).toContain('Open the case to read it.');
  });

  test('that is too long keeps its summary and its buttons, and says that it is shortened', () => {
    const blocks: Block[] = [
      ...Array.from({ length: 60 }, (_, i): Block => ({
        kind: 'text',
        text: `Line ${i} ${'x'.repeat(300)}`,
      })),
      { kind: 'buttons', buttons: [{ label: 'Acknowledge', act: { do: 'acknowledge' } }] },
    ];
    const drawn = drawMessage({ summary: 'RED-4F7K2', blocks });
    expect(drawn.blocks[0]).toMatchObject({ text: { text: 'RED-4F7K2' } });
    expect(drawn.blocks.at(-1)).toMatchObject({ type: 'actions' });
    expect(drawn.blocks.at(-2)).toMatchObject({
      elements: [{ text: '… Slack has no room for more here. The full text is in the case record.' }],
    });
    expect(JSON.stringify(drawn.blocks)).toContain('Line 20 ');
  });

  test.each([['<!channel> ring &co'], ['<@U0JO>'], ['<https://example.org|look>']])(
    'cannot mention or link by %s',
    (summary) => {
      const { text } = drawMessage({ summary, blocks: [] });
      expect(text).not.toMatch(/[<>]/u);
    },
  );
});

describe('emphasis', () => {
  const drawn = (text: Extract<Block, { kind: 'text' }>['text']) =>
    drawMessage({ summary: 'S', blocks: [{ kind: 'text', text }] }).blocks[1];

  test('is bold where every character is harmless', () => {
    expect(drawn(['Due ', { strong: due }, ': 2 working days left'])).toEqual({
      type: 'section',
      text: { type: 'mrkdwn', text: `Due *${due}*: 2 working days left`, verbatim: true },
    });
  });

  test.each([
    [[{ strong: 'A_B' }, ' c'], 'A_B c'],
    [['Ask ', { strong: '<!channel>' }], 'Ask <!channel>'],
    [['x', { strong: 'y' }], 'xy'],
    [[{ strong: 'y' }, { strong: 'z' }], 'yz'],
    [['See :fire: ', { strong: 'now' }], 'See :fire: now'],
  ])('is given up where it could become something else (%#)', (text, words) => {
    expect(drawn(text)).toEqual({ type: 'section', text: { type: 'plain_text', text: words, emoji: false } });
  });
});

describe('what a person wrote', () => {
  test('is shown whole and as typed in a page, over as many blocks as it takes', () => {
    fc.assert(
      fc.property(oddText, oddText, (first, second) => {
        const words = `${first} and ${second} end`;
        const view = drawForm({ ...form([]), intro: [{ kind: 'quote', label: 'Jo', words }] });
        const shown = view.blocks.slice(1).map((block) => {
          return block.type === 'section' && block.text !== undefined ? block.text.text : '';
        });
        expect(squeezed(shown.join(''))).toBe(squeezed(`“${words}”`));
      }),
      runs,
    );
  });

  /** Without what is left out on purpose (see clean), and what cannot be seen, of which a piece may be dropped. */
  function squeezed(words: string): string {
    return words.replace(/\p{Cs}/gu, '\uFFFD').replace(/[\p{Cc}\p{Cf}\s]/gu, '');
  }
});

describe('a form', () => {
  test('comes back with the context and the button values that it was drawn with', () => {
    const drawn = drawForm({
      ...form([]),
      intro: [
        { kind: 'buttons', buttons: [{ label: 'Why?', act: { do: 'why-date', caseId: 'c1', on: 'o1' } }] },
      ],
    });
    const back = { ...submission, view: { ...submission.view, private_metadata: drawn.private_metadata } };
    expect(readInput(back, new Date(0), '/escalate')).toMatchObject({ form: form([]).context });
    expect(drawn.blocks[0]).toMatchObject({ type: 'actions' });
    const [row] = drawn.blocks;
    const value = row?.type === 'actions' && row.elements[0]?.type === 'button' ? row.elements[0].value : '';
    const pressed = { ...press, actions: [{ ...press.actions[0], value }] };
    expect(readInput(pressed, new Date(0), '/escalate')).toMatchObject({
      act: { do: 'why-date', caseId: 'c1', on: 'o1' },
    });
  });

  test.each([
    [10, 'radio_buttons'],
    [11, 'static_select'],
    [100, 'static_select'],
    [101, 'static_select'],
  ])('with %i choices asks by %s', (count, type) => {
    const field = choice(count);
    const drawn = drawForm(form([field])).blocks.at(-1);
    expect(drawn).toMatchObject({ block_id: 'kind', element: { type, initial_option: { value: 'o1' } } });
    const element =
      drawn?.type === 'input' && drawn.element.type === 'static_select' ? drawn.element : undefined;
    expect(element?.option_groups?.map((group) => group.options.length)).toEqual(
      count > 100 ? [100, count - 100] : undefined,
    );
  });

  test.each([
    [10, 'checkboxes'],
    [11, 'multi_static_select'],
  ])('with %i boxes to tick asks by %s', (count, type) => {
    const { options } = choice(count);
    const many: Field = {
      kind: 'many',
      id: 'who',
      label: 'Who',
      required: false,
      options,
      value: ['o0', 'o2'],
    };
    expect(drawForm(form([many])).blocks.at(-1)).toMatchObject({
      block_id: 'who',
      optional: true,
      element: { type, initial_options: [{ value: 'o0' }, { value: 'o2' }] },
    });
  });

  test('says choices in full that Slack cuts short', () => {
    const label = `The ${'very '.repeat(20)}long choice`;
    const blocks = drawForm(
      form([{ kind: 'choice', id: 'k', label: 'Which', required: true, options: [{ id: 'o', label }] }]),
    ).blocks;
    expect(JSON.stringify(blocks[1])).toContain(label);
    expect(blocks[2]).toMatchObject({ element: { options: [{ value: 'o' }] } });
  });

  test('says a title in full that Slack has no room for', () => {
    const view = drawForm({ ...form([]), title: 'Raise a disagreement between agencies' });
    expect(view.title.text).toBe('Raise a disagreement be…');
    expect(view.blocks[0]).toMatchObject({
      type: 'header',
      text: { text: 'Raise a disagreement between agencies' },
    });
  });

  test('with too many questions for one view is refused as the defect it is', () => {
    const fields = Array.from({ length: 101 }, (_, i): Field => ({
      kind: 'date',
      id: `d${i}`,
      label: 'Day',
      required: true,
    }));
    expect(() => drawForm(form(fields))).toThrow('the form needs another step');
  });

  test('warns where what was written elsewhere is longer than the field', () => {
    const field: Field = {
      kind: 'text',
      id: 't',
      label: 'Words',
      long: true,
      required: true,
      value: 'a'.repeat(3500),
    };
    expect(drawForm(form([field])).blocks[0]).toMatchObject({
      hint: { text: 'Only the first 3000 characters of what was written fit here.' },
      element: { max_length: 3000, initial_value: 'a'.repeat(3000) },
    });
  });
});

function form(fields: readonly Field[]): Form {
  return {
    title: 'Raise',
    context: { act: { do: 'raise' }, step: 'issue', draft: 'd1' },
    intro: fields.length === 0 ? [{ kind: 'text', text: 'Nothing to ask.' }] : [],
    fields,
    submit: 'Next',
  };
}

function choice(count: number): Extract<Field, { kind: 'choice' }> {
  const options = Array.from({ length: count }, (_, i) => ({ id: `o${i}`, label: `Choice ${i}` }));
  return { kind: 'choice', id: 'kind', label: 'Which', required: true, options, value: 'o1' };
}
