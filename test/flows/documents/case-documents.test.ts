import { toldOf } from '../../../src/flows/told.ts';
import { describe, expect, test } from 'vitest';
import { isRaised } from '../../../src/case/case-state.ts';
import { documentOf, fileName, wordsOf, type Wanted } from '../../../src/flows/documents/case-document.ts';
import type { Document } from '../../../src/flows/documents/document.ts';
import { knownCase } from '../../../src/flows/rules-of-case.ts';
import { agreedCase, beforeTheChair, usual, type CaseInHand } from '../acts/case-in-hand.ts';

async function made(hand: CaseInHand, wanted: Wanted): Promise<Document> {
  const { services } = hand.conversation;
  const found = await knownCase(services, hand.caseId);
  if (found === undefined || !isRaised(found.state)) throw new Error('Nothing was raised');
  const known = { ...found, state: found.state, hash: 'the-hash' };
  const opened = await (await services.vault.forCase(hand.caseId)).open(wordsOf(wanted, known));
  const notices = await toldOf(services, hand.caseId);
  return documentOf(wanted, { known, opened, notices, now: services.clock.now(), by: 'Rosa Example' });
}

const all = ({ blocks }: Document): string => JSON.stringify(blocks);

describe('the record as a document', () => {
  test('holds every entry with what was written, what was owed and met, who was told, and no name of the adult', async () => {
    const hand = await agreedCase();
    await hand.fill('nadia', 'log-discussion', usual.spoke);
    await hand.fill(
      'nadia',
      'correct-entry',
      { correction: 'It was a video call.' },
      await hand.entryOf('DiscussionLogged'),
    );
    const document = await made(hand, { kind: 'record' });
    const said = all(document);
    const { entries } = await hand.state();
    for (const { entry } of entries) expect(said).toContain(`"level":3,"text":"${entry}. `);
    expect(said).toContain('The discharge was decided without a plan for the medicines.');
    expect(said).toContain('It was a video call.');
    expect(said).toContain('Corrected: see entry');
    expect(said).toContain('Not approved yet by Rosa Example');
    expect(said).toContain('Done on Tuesday 22 December 2026');
    expect(said).toContain('Paragraph 4.4');
    expect(said).toContain('Who was told');
    expect(said).toContain('the-hash');
    expect(said).not.toContain('Avery');
    expect(said).not.toMatch(/\b[Yy]ou\b (?:raised|wrote|acknowledged)/u);
  });

  test('says of what is not kept any more that it is not', async () => {
    const hand = await agreedCase();
    hand.conversation.tables.texts.clear();
    expect(all(await made(hand, { kind: 'record' }))).toContain('This is no longer kept.');
  });
});

test('the pack holds each side’s view, what was tried at each stage, how long it took, and what the policy asks', async () => {
  const hand = await beforeTheChair();
  const said = all(await made(hand, { kind: 'pack' }));
  expect(said).toContain('We think that the plan has to stand first');
  for (const stage of ['Stage 1', 'Stage 2', 'Stage 3', 'Stage 4'])
    expect(said).toContain(`What was tried: ${stage}`);
  expect(said).toContain('How long it took');
  expect(said).toContain('What is outstanding');
  expect(said).toContain('What the policy asks of the forum');
  expect(said).not.toContain('Avery');
});

test('the report of a forum holds the issues, and says where nothing was decided yet', async () => {
  const hand = await beforeTheChair();
  const wanted = { kind: 'report', title: 'The report of the panel' } as const;
  const before = await made(hand, wanted);
  expect(before.title).toBe('The report of the panel');
  expect(all(before)).toContain('The issues');
  expect(all(before)).toContain('Nothing was decided yet.');
  expect(all(before)).toContain('The discharge was decided without a plan for the medicines.');
});

test('a file is called by the reference and what it is, in letters that every system takes', () => {
  expect(fileName('RED-4F7K2', { kind: 'record' }, 'pdf')).toBe('RED-4F7K2-record.pdf');
  expect(fileName('RED/../4F"7', { kind: 'pack' }, 'docx')).toBe('RED-4F-7-pack.docx');
});
