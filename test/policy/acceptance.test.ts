import { expect, test } from 'vitest';
import { mayOpenCases } from '../../src/policy/acceptance.ts';
import { redbridge } from '../support/conversation.ts';

const accepted = { by: 'Marguerite Sloane', at: new Date('2026-12-01T09:00:00Z') };
const confirmed = {
  ...redbridge,
  readings: redbridge.readings.map((reading) => ({
    ...reading,
    confirmed: { by: 'The board', on: '2026-12-01' },
  })),
};

test('readings that change a date and that nobody confirmed keep cases from opening, until somebody accepts them', () => {
  expect(mayOpenCases(redbridge, undefined)).toBe(false);
  expect(mayOpenCases(redbridge, accepted)).toBe(true);
  expect(mayOpenCases(confirmed, undefined)).toBe(true);
});

test('a reading of wording alone keeps nothing from opening', () => {
  const [first, ...rest] = confirmed.readings;
  if (first === undefined) throw new Error('Redbridge has readings');
  const { confirmed: _confirmed, ...open } = first;
  const only = { ...confirmed, readings: [{ ...open, affects: ['wording' as const] }, ...rest] };
  expect(mayOpenCases(only, undefined)).toBe(true);
});

test('a draft opens cases only once it was accepted', () => {
  const draft = { ...confirmed, document: { ...confirmed.document, status: 'draft' as const } };
  expect(mayOpenCases(draft, undefined)).toBe(false);
  expect(mayOpenCases(draft, accepted)).toBe(true);
});
