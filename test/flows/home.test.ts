import { describe, expect, test } from 'vitest';
import type { Act } from '../../src/flows/chat-input.ts';
import { casesStoodInFor } from '../../src/flows/standing-in.ts';
import {
  accountOf,
  formOf,
  openConversation,
  readHome,
  readMessage,
  type Conversation,
} from '../support/conversation.ts';
import { ines, milan, nadia, rosa, withPeople } from '../support/practice-directory.ts';
import { reach } from '../support/raising.ts';
import { agreedCase, atStage, caseInHand, directory, type CaseInHand } from './acts/case-in-hand.ts';

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
  return readHome(reply);
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

describe('a deputy', () => {
  const away = { from: '2026-12-22', to: '2026-12-31' };

  /** Nadia is away from Tuesday 22 to Thursday 31 December 2026, and Ines stands in for her. */
  async function nadiaAway(hand: CaseInHand): Promise<CaseInHand> {
    const changed = withPeople(directory, [{ ...nadia, deputy: 'ines', away: [away] }]);
    await hand.conversation.people.importDirectory(
      changed,
      hand.conversation.people.version(),
      hand.clock.now(),
    );
    return hand;
  }

  async function raiseAnother({ conversation }: CaseInHand): Promise<void> {
    const rosa = accountOf('rosa', directory);
    const check = await reach(conversation, rosa, 'check');
    formOf(await conversation.submit(rosa, check, { next: 'send' }));
  }

  test('sees on Home what the one who is away owes, by name, and can open it', async () => {
    const hand = await nadiaAway(await caseInHand());
    const shown = await home(hand.conversation, 'ines');
    const after = shown.slice(shown.indexOf('Standing in for Nadia Example'));
    expect(after).toContain(`${await referenceOf(hand)}, Stage 1`);
    expect(after).toContain('Nadia Example owes: ');
    expect(after).not.toContain('You owe');
    const opened = await home(hand.conversation, 'ines', { do: 'home-case', caseId: hand.caseId });
    expect(opened).toContain('where it stands');
  });

  test('sees it in the list command too', async () => {
    const hand = await nadiaAway(await caseInHand());
    await hand.conversation.type(accountOf('ines', directory), 'list');
    const listed = readMessage(hand.conversation.written.at(-1));
    expect(listed).toContain('Standing in for Nadia Example');
    expect(listed).toContain(await referenceOf(hand));
  });

  test('sees nothing of it while nobody is away, and nobody else ever does', async () => {
    const before = await caseInHand();
    expect(await home(before.conversation, 'ines')).not.toContain('Standing in');
    const hand = await nadiaAway(before);
    expect(await home(hand.conversation, 'ines')).toContain('Standing in');
    const pressed = { do: 'home', on: 'instead:nadia:' };
    expect(await home(hand.conversation, 'piet', pressed)).not.toContain(await referenceOf(hand));
    // Back at work on Friday 1 January 2027.
    await hand.clock.moveTo(new Date('2027-01-01T10:00:00Z'));
    expect(await home(hand.conversation, 'ines')).not.toContain('Standing in');
  });

  test('sees nothing of a case that is not open to them', async () => {
    const hand = await caseInHand();
    const changed = withPeople(directory, [{ ...nadia, deputy: 'piet', away: [away] }]);
    await hand.conversation.people.importDirectory(changed, 0, hand.clock.now());
    expect(await home(hand.conversation, 'piet')).not.toContain(await referenceOf(hand));
  });

  test('gets page by page each case once: the overdue ones, then the others', async () => {
    const hand = await caseInHand();
    await raiseAnother(hand);
    await raiseAnother(hand);
    await nadiaAway(hand);
    const { tables, services } = hand.conversation;
    const [, second] = [...tables.views.keys()];
    const views = tables.views.get(second ?? '');
    if (second === undefined || views === undefined) throw new Error('There is no second case');
    const dues = views.dues.map((due) => ({ ...due, passed: true }));
    tables.views.set(second, { ...views, dues });
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      const page = await casesStoodInFor(services, ines, nadia, after, 2);
      pages.push(page.items.map(({ caseId }) => caseId));
      after = page.next;
    } while (after !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([2, 1]);
    expect(pages[0]?.[0]).toBe(second);
    expect(new Set(pages.flat())).toEqual(new Set(tables.views.keys()));
  });
});

describe('a manager', () => {
  const staff = { do: 'home', on: 'staff:' };

  test('sees the open cases of their staff by reference and date, and nothing else of them', async () => {
    const hand = await caseInHand();
    expect(await home(hand.conversation, 'milan')).toContain('[My staff’s cases]');
    const shown = await home(hand.conversation, 'milan', staff);
    expect(shown).toContain(
      `${await referenceOf(hand)}, opened on Tuesday 22 December 2026. Rosa Example. Redbridge Safeguarding Adults Board`,
    );
    for (const word of ['Stage', 'owe', 'Nadia', 'Aldhelm', 'Open '])
      expect(shown.replace('The open cases', '')).not.toContain(word);
    await hand.conversation.type(accountOf('milan', directory), 'list staff');
    expect(readMessage(hand.conversation.written.at(-1))).toContain(await referenceOf(hand));
    expect(hand.looks()).toEqual([]);
  });

  test('is whoever the directory names at that moment: not a former one, and nobody of another agency', async () => {
    const hand = await caseInHand();
    const { conversation } = hand;
    const moved = withPeople(directory, [
      { ...rosa, lineManager: 'lena' },
      { ...nadia, lineManager: 'milan' },
    ]);
    await conversation.people.importDirectory(moved, conversation.people.version(), hand.clock.now());
    expect(await home(conversation, 'milan')).not.toContain('My staff');
    expect(await home(conversation, 'milan', staff)).not.toContain(await referenceOf(hand));
    expect(await home(conversation, 'lena', staff)).toContain(await referenceOf(hand));
  });

  test('who is away has a deputy that sees the list, for as long as they are away', async () => {
    const hand = await caseInHand();
    const { conversation } = hand;
    const away = { from: '2026-12-22', to: '2026-12-31' };
    const changed = withPeople(directory, [{ ...milan, deputy: 'lena', away: [away] }]);
    await conversation.people.importDirectory(changed, conversation.people.version(), hand.clock.now());
    expect(await home(conversation, 'lena', staff)).toContain(await referenceOf(hand));
    await hand.clock.moveTo(new Date('2027-01-01T10:00:00Z'));
    expect(await home(conversation, 'lena', staff)).not.toContain(await referenceOf(hand));
  });

  test('sees no closed case, and none that is no longer a case of their staff', async () => {
    const hand = await caseInHand();
    const left = withPeople(directory, [{ ...rosa, agency: 'other-borough-homes' }]);
    await hand.conversation.people.importDirectory(
      left,
      hand.conversation.people.version(),
      hand.clock.now(),
    );
    expect(await home(hand.conversation, 'milan', staff)).not.toContain(await referenceOf(hand));
    const other = await caseInHand();
    await other.fill('rosa', 'withdraw', { reason: 'It was settled between the wards.' });
    const shown = await home(other.conversation, 'milan', staff);
    expect(shown).toContain('Nobody whose line manager you are has an open case.');
  });

  test('without staff is told so where they type it, and learns nothing', async () => {
    const hand = await caseInHand();
    await hand.conversation.type(accountOf('piet', directory), 'list staff');
    const shown = readMessage(hand.conversation.written.at(-1));
    expect(shown).toContain('Nobody whose line manager you are has an open case.');
    expect(shown).not.toContain(await referenceOf(hand));
  });
});

test('whoever has moved to another agency finds the case in no list of theirs any more', async () => {
  const hand = await caseInHand();
  expect(await home(hand.conversation, 'rosa')).toContain(await referenceOf(hand));
  const moved = withPeople(directory, [{ ...rosa, agency: 'other-borough-homes' }]);
  await hand.conversation.people.importDirectory(moved, hand.conversation.people.version(), hand.clock.now());
  const reply = await hand.conversation.press(accountOf('rosa', moved), { do: 'home' });
  expect(JSON.stringify(reply)).not.toContain(await referenceOf(hand));
});
