import { describe, expect, test } from 'vitest';
import type { NoticeAbout } from '../../../src/case/effect.ts';
import type { CaseEvent } from '../../../src/case/events.ts';
import { runCommand } from '../../../src/flows/run-command.ts';
import { wordNotice } from '../../../src/flows/wording/word-notice.ts';
import { readMessage } from '../../support/conversation.ts';
import { atStage, caseInHand, directory, usual, type CaseInHand } from '../acts/case-in-hand.ts';

/** The message about the last event of a kind, as this reader gets it. */
async function heard(hand: CaseInHand, who: string, what: CaseEvent['type']): Promise<string> {
  return worded(hand, who, { what, entry: Number(await hand.entryOf(what)) });
}

async function worded(hand: CaseInHand, who: string, about: NoticeAbout): Promise<string> {
  const { caseId, conversation, clock } = hand;
  const state = await hand.state();
  const rules = await conversation.services.rulesOf(state.board, state.policyVersion);
  const reader = directory.people.get(who);
  if (reader === undefined) throw new Error(`${who} is not in the directory`);
  const notice = wordNotice(about, reader, { caseId, state, rules }, clock.now());
  return notice === 'superseded' ? notice : readMessage(notice.message);
}

describe('a new stage', () => {
  test('asks whoever comes in whether its limit is soon enough, and about the risk, with the buttons for both', async () => {
    const hand = await atStage('2');
    const said = await heard(hand, 'tom', 'StageEntered');
    expect(said).toContain('Is the time here soon enough to keep the adult safe?');
    expect(said).toContain('[Set an earlier date]');
    expect(said).toContain('[Immediate risk now]');
    expect(said).not.toContain('It does not count here');
  });

  test('names the protective date of the stage before, which ended with that stage', async () => {
    const hand = await caseInHand();
    const earlier = { until: '2026-12-23', time: '20:00', reason: 'The medicines run out tomorrow night.' };
    await hand.fill('rosa', 'set-protective-date', earlier);
    await hand.fill('rosa', 'escalate', usual.escalation);
    expect(await heard(hand, 'milan', 'StageEntered')).toContain(
      'At Stage 1, between the professionals, an earlier date was set to protect the adult: Wednesday 23 December 2026, 20:00. It does not count here.',
    );
  });

  test('asks nobody who only hears of it', async () => {
    const said = await heard(await atStage('2'), 'rosa', 'StageEntered');
    expect(said).not.toContain('soon enough');
    expect(said).not.toContain('[Set an earlier date]');
    expect(said).not.toContain('[Immediate risk now]');
  });
});

test.each([
  ['1.speak:st-aldhelms', '2026-12-29T17:00:00.000Z'],
  ['1.resolve', '2026-12-31T17:00:00.000Z'],
])('a missed limit, %s, asks about the risk again, with the button to report it', async (obligation, due) => {
  const hand = await caseInHand();
  const { services, clock } = hand.conversation;
  const { board, policyVersion } = await hand.state();
  await clock.forward(new Date(due).getTime() - clock.now().getTime());
  await runCommand(services, await services.rulesOf(board, policyVersion), {
    type: 'wake',
    id: 'wake-1',
    caseId: hand.caseId,
    at: clock.now(),
    wake: { for: 'limit', obligation, due },
  });
  const missed = (await hand.state()).entries.find(
    ({ event }) => event.type === 'DeadlinePassed' && event.obligation === obligation,
  );
  for (const who of ['rosa', 'nadia']) {
    const said = await worded(hand, who, { what: 'limit-passed', entry: missed?.entry ?? 0, obligation });
    expect(said).toContain('Is the adult at immediate risk of significant harm? Think again');
    expect(said).toContain('[Immediate risk now]');
  }
});

test('whoever a matter comes to reads how the policy asks them to take it, with its paragraph', async () => {
  const prompt = 'Keep an open mind and respond in proportion. (1.3)';
  const hand = await caseInHand();
  expect(await heard(hand, 'nadia', 'CaseRaised')).toContain(prompt);
  expect(await heard(hand, 'rosa', 'CaseRaised')).not.toContain(prompt);
  expect(await heard(await atStage('2'), 'milan', 'StageEntered')).toContain(prompt);
});

test('a withdrawal asks for the record to be filed, with the button for it', async () => {
  const hand = await caseInHand();
  await hand.fill('rosa', 'withdraw', usual.reason);
  const said = await heard(hand, 'nadia', 'Withdrawn');
  expect(said).toContain(
    'File the record as the policy asks, and confirm here that you have (paragraph 4.3).',
  );
  expect(said).toContain('[Confirm what is filed]');
});
