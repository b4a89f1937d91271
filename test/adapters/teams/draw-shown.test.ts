import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCarried } from '../../../src/adapters/teams/carry.ts';
import { drawForm } from '../../../src/adapters/teams/draw-form.ts';
import { drawMessage } from '../../../src/adapters/teams/draw-message.ts';
import type { Block, Field, Form } from '../../../src/flows/chat-message.ts';
import { squeezed } from '../../support/card-text.ts';
import { oddText } from '../../support/odd-text.ts';
import { showCard } from '../../support/shown-card.ts';

/* Cards as Microsoft's own renderer shows them. */

const traps = [
  '<b>bold</b> <img src=x onerror=alert(1)> <script>alert(1)</script>',
  '**bold** _it_ `code` [link](https://example.org) # heading',
  '- one\n- two\n1. three\n> quoted',
  '{{DATE(2026-12-22T10:00:00Z, SHORT)}} {{{{TIME(2026-12-22T10:00:00Z)}}}}',
  '<at>Jo Marsh</at> &amp; &lt;b&gt; &#60;',
  'ﷺ 👩🏽‍🚒 𝒳 مرحبا \uFFFE \u2028 new \u0301',
  'https://example.org www.example.org jo@example.org',
];

describe.each(traps)('%s', (words) => {
  const shown = squeezed(words);

  test('is seen as the very text in a text, in strong, in a quotation and in a heading', () => {
    const intro: readonly Block[] = [
      { kind: 'text', text: words },
      { kind: 'text', text: ['Strong: ', { strong: words }] },
      { kind: 'quote', label: 'Jo Marsh wrote', words },
      { kind: 'heading', text: words },
      { kind: 'list', items: [words] },
      { kind: 'facts', facts: [{ label: words, value: words }] },
    ];
    showCard(drawForm({ ...form([]), intro }), ({ lines, html }) => {
      const said = squeezed(lines().join(''));
      expect(said.split(shown).length - 1).toBe(7);
      expect(said).not.toContain('¿');
      expect(html).not.toMatch(/<(?:b|img|script|a|strong|em|code)\b/u);
    });
  });

  test('is seen in a choice, a label and a placeholder, and stands in its field to the letter', () => {
    const options = [{ id: 'a', label: words, hint: words }];
    const fields: readonly Field[] = [
      { kind: 'choice', id: 'which', label: words, required: false, options },
      {
        kind: 'text',
        id: 'what',
        label: 'What',
        long: true,
        required: false,
        value: words,
        placeholder: words,
      },
    ];
    showCard(drawForm(form(fields)), ({ lines, html, press }) => {
      const said = squeezed(lines().join(''));
      expect(said.split(shown).length - 1).toBe(3);
      expect(said).not.toContain('¿');
      expect(html).not.toMatch(/<(?:b|img|script|a|strong|em|code)\b/u);
      expect(press('Next')?.['field:what']).toBe(words);
    });
  });
});

test('whatever was typed is seen as it was typed', () => {
  fc.assert(
    fc.property(oddText, (words) => {
      showCard(drawForm({ ...form([]), intro: [{ kind: 'quote', label: 'Jo', words }] }), ({ lines }) => {
        expect(squeezed(lines().join(''))).toContain(squeezed(words));
      });
    }),
    { numRuns: 40 },
  );
});

describe('a form that is filled in', () => {
  const options = ['a', 'b,c', 'd'].map((id) => ({ id, label: `Choice ${id}` }));
  const menu = Array.from({ length: 12 }, (_, i) => ({ id: `o${i}`, label: `Choice ${i}` }));
  const fields: readonly Field[] = [
    { kind: 'text', id: 'short', label: 'A short text', long: false, required: true },
    { kind: 'text', id: 'long', label: 'A long text', long: true, required: false, value: 'as it was' },
    { kind: 'choice', id: 'one', label: 'One of a few', required: true, options, value: 'a' },
    { kind: 'choice', id: 'menu', label: 'One of many', required: false, options: menu, value: 'o3' },
    { kind: 'many', id: 'some', label: 'Some', required: false, options, value: ['b,c', 'd'] },
    { kind: 'date', id: 'day', label: 'A day', required: false, value: '2026-12-22' },
  ];

  test('sends what was there where nobody touched it, and what was typed and chosen where somebody did', () => {
    showCard(drawForm(form(fields)), ({ press }) => {
      const untouched = press('Next', { 'field:short': 'typed' });
      expect(untouched).toMatchObject({
        'field:short': 'typed',
        'field:long': 'as it was',
        'field:one': 'a',
        'field:menu': 'o3',
        'field:some': 'b%2Cc,d',
        'field:day': '2026-12-22',
      });
      expect(readCarried(untouched)).toMatchObject({ form: { step: 'issue' } });
      const typed = { 'field:long': 'two\nlines', 'field:one': 'b%2Cc', 'field:menu': 'o11' };
      expect(press('Next', { ...typed, 'field:some': 'a', 'field:day': '2026-12-23' })).toMatchObject({
        ...typed,
        'field:some': 'a',
        'field:day': '2026-12-23',
      });
    });
  });

  test('is not sent while a required answer is missing, which the client says in words', () => {
    showCard(drawForm(form(fields)), (shown) => {
      expect(shown.press('Next')).toBeUndefined();
      expect(shown.lines()).toContain('Write something here.');
    });
  });

  test('is put away without anything that was typed, and without being checked', () => {
    showCard(drawForm(form(fields)), ({ press }) => {
      expect(press('Close', { 'field:long': 'half a thought' })).toEqual({ concordat: { putAway: true } });
    });
  });

  test('has a name for every input', () => {
    showCard(drawForm(form(fields)), ({ namesOfInputs }) => {
      expect(namesOfInputs.join('\n')).toMatch(/A short text.*\nA long text\n/u);
      expect(namesOfInputs.filter((name) => name === '')).toEqual([]);
    });
  });
});

test('a button that wants a second thought acts only once its question was answered', () => {
  const confirm = { title: 'Withdraw?', text: 'Both sides are told.', yes: 'Withdraw it', no: 'Keep it' };
  const { card } = drawMessage({
    summary: 'RED-4F7K2',
    blocks: [
      { kind: 'buttons', buttons: [{ label: 'Withdraw', act: { do: 'withdraw', caseId: 'c1' }, confirm }] },
    ],
  });
  showCard(card, ({ press, lines }) => {
    expect(press('Withdraw')).toBeUndefined();
    expect(lines()).toContain('Both sides are told.');
    expect(press('Withdraw it')).toEqual({ concordat: { act: { do: 'withdraw', caseId: 'c1' } } });
  });
});

function form(fields: readonly Field[]): Form {
  return {
    title: 'Raise',
    context: { act: { do: 'raise' }, step: 'issue' },
    intro: [],
    fields,
    submit: 'Next',
  };
}
