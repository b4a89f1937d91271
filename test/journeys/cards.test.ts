import { describe, expect, test, vi } from 'vitest';
import { conversations } from '../../src/flows/acts/all.ts';
import { readPages } from '../../src/flows/read/all.ts';
import { cardsOfMessage, cardsOfReply, wrongWith } from '../support/drawn-cards.ts';
import { startJourney } from '../support/journey.ts';
import type { JourneyPerson } from '../support/journey-person.ts';
import { play, raiseUnder } from '../support/journey-play.ts';
import { buttonsOf } from '../support/journey-words.ts';

/* Weeks pass in these stories: some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

/*
 * Every board's case from the raise to the end, and all that anybody is shown in it, drawn for Teams: whoever acts also
 * opens each form and page that they have a button for.
 */
const opened = new Set<string>();

describe.each(['redbridge', 'cheshire-east', 'rotherham', 'solihull', 'hertfordshire'])('%s', (board) => {
  test.each([
    { how: 'goes up stage by stage', plot: {} },
    { how: 'is settled at once', plot: { agreeAt: '1' } },
  ])(
    'all that is shown of a case that $how is a card that Teams takes, and says all of it',
    async ({ plot }) => {
      const journey = await startJourney({ at: '2026-12-22T10:00', board, inMemory: true });
      const reference = await raiseUnder(journey);
      const seen = new Set<string>();
      await play(journey, reference, plot, ({ person }) => openAll(person, reference, seen));
      const { replies, chat } = journey;
      for (const to of new Set(chat.received.map((one) => one.to))) {
        await openAll(journey.person(to), reference, seen);
      }
      for (const reply of replies) if (reply.kind === 'form') opened.add(reply.form.context.act.do);
      const messages = chat.received.flatMap(({ versions }) => versions);
      expect(wrongWith([...replies.flatMap(cardsOfReply), ...messages.flatMap(cardsOfMessage)])).toEqual([]);
    },
  );
});

test('every page of a case was opened on the way, but for those of whoever sees a part of it alone', () => {
  const apart = ['read-alert', 'read-summary', 'read-reported'];
  expect([...readPages.keys()].filter((page) => !opened.has(page))).toEqual(apart);
});

/** Opens whatever they have a button for and have not opened yet: nothing is sent, so that nothing changes. */
async function openAll(person: JourneyPerson, reference: string, seen: Set<string>): Promise<void> {
  await person.home();
  await person.command(reference);
  const buttons = person.inbox().flatMap(({ versions }) => buttonsOf(versions.at(-1)?.blocks ?? []));
  for (const { act } of buttons) {
    const one = `${person.name} ${act.do}`;
    if (seen.has(one) || !onlyOpens(act.do)) continue;
    seen.add(one);
    await person.act(act);
  }
}

function onlyOpens(does: string): boolean {
  const conversation = conversations.get(does);
  if (conversation === undefined) return readPages.has(does);
  return conversation.ask !== undefined && conversation.pressed === undefined;
}
