import { expect, test } from 'vitest';
import type { Policy } from '../../src/policy/policy.ts';
import { accountOf, formOf, openConversation, readAll, redbridge } from '../support/conversation.ts';
import { reach } from '../support/raising.ts';
import { atStage, beforeTheChair, caseInHand, type CaseInHand } from './acts/case-in-hand.ts';

type At = Policy['guidance'][number]['at'];

/** What the policy says to people at a point, each with its paragraph. */
function guidance(at: At): readonly string[] {
  const lines = redbridge.guidance.filter((one) => one.at === at);
  expect(lines).not.toEqual([]);
  return lines.map(({ text, source }) => `${text} (${source})`);
}

async function saidBy(hand: CaseInHand, who: string, does: string): Promise<string> {
  return readAll(formOf(await hand.press(who, does)));
}

test('the policy’s words about raising stand before the first question of a raise', async () => {
  const conversation = await openConversation({ at: '2026-12-22T10:00:00Z' });
  const said = readAll(await reach(conversation, accountOf('rosa'), 'agency-1'));
  for (const line of guidance('raise')) expect(said).toContain(line);
});

test('and those about responding, escalating, settling and the Chair’s part at those acts', async () => {
  const hand = await caseInHand();
  const responding = await saidBy(hand, 'nadia', 'respond');
  for (const line of guidance('respond')) expect(responding).toContain(line);
  const escalating = await saidBy(hand, 'rosa', 'escalate');
  for (const line of guidance('escalate')) expect(escalating).toContain(line);
  const settling = await saidBy(await atStage('2'), 'tom', 'propose-outcome');
  for (const line of guidance('close')) expect(settling).toContain(line);
  const recommending = await saidBy(await beforeTheChair(), 'conny', 'recommend');
  for (const line of guidance('forum')) expect(recommending).toContain(line);
});

test('help shows the principles of the Care Act and one’s own route', async () => {
  const conversation = await openConversation({ at: '2026-12-22T10:00:00Z' });
  const said = readAll(formOf(await conversation.type(accountOf('rosa'), 'help')));
  for (const line of guidance('help')) expect(said).toContain(line);
});
