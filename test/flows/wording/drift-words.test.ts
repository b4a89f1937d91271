import { expect, test } from 'vitest';
import type { PersonId } from '../../../src/directory/directory.ts';
import { casePage } from '../../../src/flows/case-page.ts';
import { runCommand } from '../../../src/flows/run-command.ts';
import { readMessage } from '../../support/conversation.ts';
import { caseInHand, directory, usual, type CaseInHand } from '../acts/case-in-hand.ts';

/** Stage 1 lapses on Thursday 31 December 2026 at 17:00; its alarm rings then. */
async function lapse(hand: CaseInHand): Promise<void> {
  const { services, clock } = hand.conversation;
  const { board, policyVersion } = await hand.state();
  const due = '2026-12-31T17:00:00.000Z';
  await clock.moveTo(new Date(due));
  await runCommand(services, await services.rulesOf(board, policyVersion), {
    type: 'wake',
    id: `1.resolve ${due}`,
    caseId: hand.caseId,
    at: clock.now(),
    wake: { for: 'limit', obligation: '1.resolve', due },
  });
}

async function pageOf(hand: CaseInHand, who: PersonId): Promise<string> {
  const state = await hand.state();
  const reader = directory.people.get(who);
  if (reader === undefined) throw new Error(`${who} is not in the directory`);
  const rules = await hand.conversation.services.rulesOf(state.board, state.policyVersion);
  return readMessage(casePage(reader, { caseId: hand.caseId, state, rules }, hand.clock.now()));
}

test('an escalation on Tuesday 5 January 2027 says to everyone that it came 2 working days after the lapse', async () => {
  const hand = await caseInHand();
  await lapse(hand);
  await hand.clock.moveTo(new Date('2027-01-05T10:00:00Z'));
  await hand.fill('rosa', 'escalate', usual.escalation);
  expect(await hand.messages()).toContain('This was 2 working days after Stage 1 had lapsed.');
  expect(await pageOf(hand, 'tom')).toContain(
    'Time lost between stages: Stage 2 began 2 working days after Stage 1 had lapsed.',
  );
});

test('a matter that was declared unresolved on Tuesday and taken further on Wednesday says so', async () => {
  const hand = await caseInHand();
  await hand.fill('rosa', 'declare-unresolved', usual.reason);
  await hand.clock.moveTo(new Date('2026-12-23T10:00:00Z'));
  await hand.fill('rosa', 'escalate', usual.escalation);
  expect(await hand.messages()).toContain(
    'This was 1 working day after Stage 1 had been declared unresolved.',
  );
});

test('an escalation before the lapse, or on the day of a declaration, lost no time', async () => {
  const early = await caseInHand();
  await early.fill('rosa', 'escalate', usual.escalation);
  const declared = await caseInHand();
  await declared.fill('rosa', 'declare-unresolved', usual.reason);
  await declared.fill('rosa', 'escalate', usual.escalation);
  for (const hand of [early, declared]) {
    expect(await hand.events()).toContain('StageEntered');
    expect(await hand.messages()).not.toContain('This was ');
    expect(await pageOf(hand, 'tom')).not.toContain('Time lost');
  }
});
