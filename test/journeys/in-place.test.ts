import { expect, test } from 'vitest';
import type { Account, ChatInput, SentMessage } from '../../src/flows/chat-input.ts';
import type { Reply } from '../../src/flows/chat-message.ts';
import { route } from '../../src/flows/route.ts';
import { startJourney, type Journey } from '../support/journey.ts';
import { raise } from '../support/journey-raise.ts';
import { sayBlocks } from '../support/journey-words.ts';

/*
 * A platform that opens forms in place of a message: the message is left alone while one stands there, and seen again
 * when it is put away.
 */

/** Where the newest message of somebody is, as the platform would say it with a press. */
function newestOf(journey: Journey, name: string): SentMessage {
  const received = journey.chat.received.findLast(({ to }) => to === name);
  if (received === undefined) throw new Error(`${name} has no message`);
  return { account: journey.chat.accountOf(name), channel: `D-${name}`, id: received.id };
}

let inputs = 0;
type OfPerson = { readonly account: Account; readonly of: SentMessage };
async function send(
  journey: Journey,
  { account, of }: OfPerson,
  what:
    | { readonly kind: 'pressed'; readonly does: string; readonly caseId: string }
    | { readonly kind: 'put-away' },
): Promise<Reply> {
  const head = { id: `in-place-${(inputs += 1)}`, account, at: journey.clock.now(), of };
  const input: ChatInput =
    what.kind === 'put-away'
      ? { kind: 'put-away', ...head }
      : { kind: 'pressed', ...head, act: { do: what.does, caseId: what.caseId } };
  const reply = await route(journey.services, input);
  await journey.settle();
  return reply;
}

async function raised() {
  const journey = await startJourney({ at: '2026-12-22T10:00' });
  const reference = await raise(journey.person('amara.quill'));
  const caseId = (await journey.services.cases.idOfReference(reference)) ?? '';
  const of = newestOf(journey, 'tom.pennywort');
  const tom = { account: of.account, of };
  return { journey, caseId, tom };
}

const versionsOf = (journey: Journey, { id }: SentMessage): number =>
  journey.chat.received.find((one) => one.id === id)?.versions.length ?? 0;

test('while somebody fills in a form in its place, a message is not brought up to date under their hands', async () => {
  const { journey, caseId, tom } = await raised();
  expect((await send(journey, tom, { kind: 'pressed', does: 'log-discussion', caseId })).kind).toBe('form');
  // From another screen the same matter is acknowledged, which changes what the message asks for.
  await journey.person('tom.pennywort').press('I have seen this');
  expect(versionsOf(journey, tom.of)).toBe(1);
  await journey.goTo('2026-12-22T10:59');
  expect(versionsOf(journey, tom.of)).toBe(1);
  await journey.goTo('2026-12-22T11:00');
  expect(versionsOf(journey, tom.of)).toBe(2);
  await journey.end();
});

test('a form that was put away shows the message again as it now reads, and frees it', async () => {
  const { journey, caseId, tom } = await raised();
  await send(journey, tom, { kind: 'pressed', does: 'log-discussion', caseId });
  const shown = await send(journey, tom, { kind: 'put-away' });
  expect(shown.kind === 'message' && sayBlocks(shown.message.blocks)).toContain('Disagreement raised');
  await journey.person('tom.pennywort').press('I have seen this');
  expect(versionsOf(journey, tom.of)).toBe(2);
  await journey.end();
});

test('somebody else who has the message put away sees their own home, and nothing of it', async () => {
  const { journey, tom } = await raised();
  const rajan = journey.chat.accountOf('rajan.whitlow');
  const shown = await send(journey, { account: rajan, of: tom.of }, { kind: 'put-away' });
  expect(shown.kind === 'home' && sayBlocks(shown.home.blocks)).toContain('Nothing waits for you.');
  await journey.end();
});

test('where what is put away stood in no message of a case, the home is shown', async () => {
  const { journey, tom } = await raised();
  const shown = await send(journey, { ...tom, of: { ...tom.of, id: 'another' } }, { kind: 'put-away' });
  expect(shown.kind === 'home' && sayBlocks(shown.home.blocks)).toContain('Mine to do');
  await journey.end();
});
