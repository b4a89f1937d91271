import fc from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Block, Button, Field, Form, Message, Text } from '../../src/flows/chat-message.ts';

/* Texts and forms that nobody would write, and somebody will. */

const traps = [
  '<!channel>',
  '<@U0JO>',
  '<https://example.org|click>',
  '*bold* _it_ ~no~ `code`',
  '&amp; & < >',
  ':fire:',
  '> quoted\n> twice',
  '\u202Eesrever',
  '\uD800',
  '\u0000\u0007',
  '   ',
  '\n\n',
  'x'.repeat(4000),
  'wörd '.repeat(1500),
  '👩🏽‍🚒'.repeat(400),
  '&'.repeat(3000),
  '"\\'.repeat(2500),
];

export const oddText: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...traps) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 100, maxLength: 4000 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 200 }) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...traps), { maxLength: 5 }).map((parts) => parts.join(' ')),
  },
);

const span = fc.oneof(oddText, fc.record({ strong: oddText }));
const text: Arbitrary<Text> = fc.oneof(span, fc.array(span, { maxLength: 5 }));
const act = fc.record(
  {
    do: fc.constantFrom('acknowledge', 'read-case', 'why-date'),
    caseId: fc.uuid(),
    on: fc.string({ minLength: 1, maxLength: 100 }),
  },
  { requiredKeys: ['do'] },
);
const button: Arbitrary<Button> = fc.record(
  {
    label: oddText,
    act,
    style: fc.constantFrom('primary', 'danger'),
    spoken: oddText,
    confirm: fc.record({ title: oddText, text: oddText, yes: oddText, no: oddText }),
  },
  { requiredKeys: ['label', 'act'] },
);

const oddBlock: Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: oddText }),
  fc.record({ kind: fc.constant('text' as const), text }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: oddText, value: text }), { maxLength: 14 }),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(text, { maxLength: 20 }) }),
  fc.record({ kind: fc.constant('quote' as const), label: oddText, words: oddText }),
  fc.record({ kind: fc.constant('small' as const), text }),
  fc.record({ kind: fc.constant('divider' as const) }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { maxLength: 30 }) }),
);
export const oddBlocks = fc.array(oddBlock, { maxLength: 12 });
export const oddMessage: Arbitrary<Message> = fc.record({ summary: oddText, blocks: oddBlocks });

const base = { label: oddText, required: fc.boolean() };
const options = fc
  .uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,75}$/u), { maxLength: 120 })
  .chain((ids) =>
    fc.tuple(
      fc.constant(ids),
      fc.array(fc.record({ label: oddText, hint: oddText }, { requiredKeys: ['label'] }), {
        minLength: 3,
        maxLength: 3,
      }),
    ),
  )
  .map(([ids, words]) => ids.map((id, i) => ({ id, ...(words[i % 3] ?? { label: id }) })));

const field: Arbitrary<Omit<Field, 'id'>> = fc.oneof(
  fc.record(
    {
      ...base,
      kind: fc.constant('text' as const),
      long: fc.boolean(),
      hint: oddText,
      value: oddText,
      max: fc.integer({ min: 1, max: 5000 }),
      placeholder: oddText,
    },
    { requiredKeys: ['kind', 'label', 'required', 'long'] },
  ),
  fc
    .tuple(options, fc.record({ ...base, hint: oddText }, { requiredKeys: ['label', 'required'] }), fc.nat())
    .map(([all, rest, n]) => ({
      ...rest,
      kind: 'choice' as const,
      options: all,
      value: all[n % 130]?.id ?? 'gone',
    })),
  fc
    .tuple(options, fc.record({ ...base, hint: oddText }, { requiredKeys: ['label', 'required'] }))
    .map(([all, rest]) => ({
      ...rest,
      kind: 'many' as const,
      options: all,
      value: ['gone', ...all.filter((_, i) => i % 3 === 0).map((option) => option.id)],
    })),
  fc.record({
    ...base,
    kind: fc.constant('date' as const),
    value: fc.constantFrom('2026-12-22', 'tomorrow', ''),
  }),
);

export const oddForm: Arbitrary<Form> = fc
  .record(
    {
      title: oddText,
      context: fc.record(
        { act, step: fc.string({ maxLength: 100 }), draft: fc.uuid() },
        { requiredKeys: ['act', 'step'] },
      ),
      intro: oddBlocks,
      fields: fc.array(field, { maxLength: 8 }),
      submit: oddText,
      close: oddText,
    },
    { requiredKeys: ['title', 'context', 'intro', 'fields'] },
  )
  .map((form) => ({
    ...form,
    fields: form.fields.map((one, i): Field => ({ ...one, id: `q${i}` }) as Field),
  }));
