import { describe, expect, test } from 'vitest';
import type { Act } from '../../src/flows/chat-input.ts';
import { accountOf, openConversation, readMessage, type Conversation } from '../support/conversation.ts';
import { agreedCase, atStage, directory, type CaseInHand } from './acts/case-in-hand.ts';

/** What somebody's Home says, whole or on the page that a button opens. */
async function home(conversation: Conversation, who: string, act?: Act): Promise<string> {
  const account = accountOf(who, directory);
  const at = conversation.clock.now();
  const reply = await conversation.route(
    act === undefined
      ? { kind: 'home-opened', id: 'h', account, at }
      : { kind: 'pressed', id: 'h', account, at, act },
  );
  if (reply.kind !== 'home') throw new Error(`A home view was expected, and this came: ${reply.kind}`);
  return readMessage({ summary: '', ...reply.home });
}

const register = { do: 'home', on: 'register:' };
const closed = { do: 'home', on: 'register-closed:' };
const referenceOf = async (hand: CaseInHand): Promise<string> => (await hand.state()).reference;

describe('the register', () => {
  test('holds what the business manager may see: nothing at Stage 2, the case at Stage 3', async () => {
    const second = await atStage('2');
    expect(await home(second.conversation, 'bella', register)).not.toContain(await referenceOf(second));
    const third = await atStage('3');
    expect(await home(third.conversation, 'bella', register)).toContain(await referenceOf(third));
  });

  test('keeps a case that was closed at Stage 3, apart from the open ones', async () => {
    const hand = await atStage('3');
    await hand.fill('sunita', 'withdraw', { reason: 'It was settled between the wards.' });
    expect(await home(hand.conversation, 'bella', register)).not.toContain(await referenceOf(hand));
    expect(await home(hand.conversation, 'bella', closed)).toContain(await referenceOf(hand));
  });

  test('is not the Chair’s: a matter that nobody passed on is not even named to them', async () => {
    const hand = await atStage('4');
    expect(await home(hand.conversation, 'conny')).not.toContain('register');
    expect(await home(hand.conversation, 'conny', register)).not.toContain(await referenceOf(hand));
    expect(await home(hand.conversation, 'bella')).toContain('[The board’s register]');
  });

  test('is nobody’s of an agency', async () => {
    const hand = await atStage('3');
    expect(await home(hand.conversation, 'milan', closed)).not.toContain(await referenceOf(hand));
  });
});

test('a case under an older edition, whose stage the new one does not know, is listed all the same', async () => {
  const hand = await agreedCase();
  const views = hand.conversation.tables.views.get(hand.caseId);
  if (views === undefined) throw new Error('The case has no views');
  hand.conversation.tables.views.set(hand.caseId, { ...views, case: { ...views.case, stage: 'gone' } });
  expect(await home(hand.conversation, 'nadia')).toContain(`${await referenceOf(hand)}. You owe`);
});

test('nothing at all says so', async () => {
  const conversation = await openConversation({ at: '2026-12-22T10:00:00Z', directory });
  expect(await home(conversation, 'rosa')).toContain('Nothing waits for you.');
});
