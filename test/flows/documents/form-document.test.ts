import { describe, expect, test } from 'vitest';
import type { Document } from '../../../src/flows/documents/document.ts';
import { formDocument, wordsOfForm } from '../../../src/flows/documents/form-document.ts';
import { formVersion } from '../../../src/flows/forms/form-version.ts';
import { labelOfBox } from '../../../src/flows/forms/content-of.ts';
import { on } from '../../support/case-world.ts';
import { caseId, formInHand, words } from '../../support/form-in-hand.ts';

const now = new Date('2026-12-23T10:00:00Z');

/** How each case comes to the stage from which its form is filled in. */
const climbs = {
  hertfordshire: [],
  rotherham: [['rosa', '2']],
  'cheshire-east': [
    ['rosa', '2'],
    ['milan', '3'],
    ['sunita', '3'],
  ],
} as const;

async function made(board: keyof typeof climbs, apart = true) {
  const hand = await formInHand(board);
  let hour = 10;
  for (const [who, to] of climbs[board])
    await hand.run(on(`2026-12-22T${(hour += 1)}:00`, who, 'escalate', { to }));
  const known = { caseId, state: await hand.state(), rules: hand.rules };
  const [form] = hand.policy.forms;
  const version = form && formVersion({ form }, known);
  if (version === undefined) throw new Error('There is no form yet');
  const vault = await hand.conversation.services.vault.forCase(caseId);
  const opened = await vault.open(wordsOfForm(version, apart));
  const document = formDocument({ known, opened, now, by: 'Rosa Example', version, apart });
  return { hand, known, version, document, form };
}

const all = ({ blocks }: Document): string => JSON.stringify(blocks);

describe.each(Object.keys(climbs) as (keyof typeof climbs)[])('the form of %s', (board) => {
  test('has every box of the policy, what the case knows in it, and what is missing said as missing', async () => {
    const { version, known, document, hand } = await made(board);
    for (const box of version.boxes) expect(all(document)).toContain(labelOfBox(box, known.rules));
    expect(all(document)).toContain('Avery Example');
    expect(all(document)).toContain(words);
    expect(version.missing.length > 0).toBe(all(document).includes('This form is not complete'));
    expect(all(document).match(/"missing":true/gu)?.length ?? 0).toBe(version.missing.length);
    expect(document.title).not.toContain('Avery');
    expect(document.marking).toBe(hand.policy.document.marking);
    expect(document.foot.join(' ')).toContain('Made for Rosa Example, Wednesday 23 December 2026, 10:00');
  });

  test('leaves out who the adult is for somebody who may not open that', async () => {
    const { document } = await made(board, false);
    expect(all(document)).not.toContain('Avery');
    expect(all(document)).toContain('Given, and kept apart. It is not in this copy.');
  });
});

test('a form as it stood at an entry holds nothing that was written later, and says at which entry', async () => {
  const { hand, form } = await made('hertfordshire');
  const before = (await hand.state()).entries.length;
  const given = { answers: { consulted: { chosen: ['yes'] } }, form: 'monitoring' } as const;
  await hand.run(on('2026-12-22T12:00', 'rosa', 'fill-form', given));
  const known = { caseId, state: await hand.state(), rules: hand.rules };
  const at = (entry?: number) => {
    const version = form && formVersion({ form, ...(entry === undefined ? {} : { entry }) }, known);
    if (version === undefined) throw new Error('There was no form yet');
    return formDocument({ known, opened: new Map(), now, by: 'Rosa Example', version, apart: true });
  };
  const answerIn = (document: Document) =>
    document.blocks.flatMap((block) => (block.kind === 'checklist' ? block.items : []))[0]?.answer;
  expect(answerIn(at())).toBe('yes');
  expect(answerIn(at(before))).toBe('unanswered');
  expect(all(at(before))).toContain(`At entry ${before} of the record`);
});
