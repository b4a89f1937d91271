import { expect, test } from 'vitest';
import { route } from '../../src/flows/route.ts';
import { startJourney, type Journey } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';
import { sayBlocks } from '../support/journey-words.ts';

/* A platform where each person adds the bot, and may remove it. */

async function send(journey: Journey, name: string, kind: 'bot-added' | 'bot-removed', id: string) {
  const reply = await route(journey.services, {
    kind,
    id,
    account: journey.chat.accountOf(name),
    at: journey.clock.now(),
  });
  await journey.settle();
  return reply.kind === 'message' ? sayBlocks(reply.message.blocks) : reply.kind;
}

test('whoever adds the bot is greeted by name and known from then on', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  expect(await send(journey, 'tom.pennywort', 'bot-added', 'added-1')).toContain(
    'You are known here as Tom Pennywort',
  );
  const id = journey.idOf('tom.pennywort');
  expect(await journey.services.people.accountsOf(id)).toEqual([journey.chat.accountOf('tom.pennywort')]);
  await journey.end();
});

test('a stranger who adds it is told whom to ask, and what to do in an emergency', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const shown = await send(journey, 'nobody.known', 'bot-added', 'added-2');
  expect(shown).toContain('Concordat does not know you here yet.');
  expect(shown).toContain('999');
  await journey.end();
});

test('whoever removes it while a case waits for them is somebody’s task at once, and once for each time', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  await raise(journey.person('amara.quill'));
  journey.news();
  expect(await send(journey, 'tom.pennywort', 'bot-removed', 'removed-1')).toBe('nothing');
  expect(journey.news()).toEqual([
    'Tue 22 Dec 10:00 | Tom Pennywort cannot be reached here | amara.quill, kezia.marsh',
  ]);
  await send(journey, 'tom.pennywort', 'bot-removed', 'removed-1');
  expect(journey.news()).toEqual([]);
  expect(journey.person('kezia.marsh').reads('cannot be reached')).toContain(
    'they removed Concordat from their chat',
  );
  await journey.end();
});

test('whoever removes it and has no part in any case, or is unknown, is nobody’s task', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  await raise(journey.person('amara.quill'));
  journey.news();
  await send(journey, 'rajan.whitlow', 'bot-removed', 'removed-2');
  await send(journey, 'nobody.known', 'bot-removed', 'removed-3');
  expect(journey.news()).toEqual([]);
  await journey.end();
});
