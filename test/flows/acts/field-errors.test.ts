import { describe, expect, test } from 'vitest';
import type { Answers } from '../../../src/flows/chat-input.ts';
import { errorsOf, formOf } from '../../support/conversation.ts';
import {
  agreedCase,
  atStage,
  beforeTheChair,
  caseInHand,
  holding,
  something,
  usual,
} from './case-in-hand.ts';
import type { CaseInHand } from './case-in-hand.ts';

/** What is said at the fields when a form is filled in like this; the record stays as it was. */
async function wrong(hand: CaseInHand, who: string, does: string, typed: Answers, on?: string) {
  const before = (await hand.state()).entries.length;
  const errors = errorsOf(await hand.submit(who, formOf(await hand.press(who, does, on)), typed));
  expect((await hand.state()).entries).toHaveLength(before);
  return errors;
}

describe('what is wrong is said at its field, on Tuesday 22 December 2026', () => {
  test('confirm-file-read: no day, no such day, a day to come', async () => {
    const hand = await caseInHand();
    const on = async (day: string) => (await wrong(hand, 'nadia', 'confirm-file-read', { on: day }))['on'];
    expect(await on('')).toBe('Give the day on which you read the file.');
    expect(await on('2026-02-30')).toBe('This is not a date. Write it as 2026-12-22.');
    expect(await on('2026-12-23')).toBe('This day has not come yet. Give today or an earlier day.');
  });

  test('respond: the risk and every question that the policy requires', async () => {
    expect(await wrong(await caseInHand(), 'nadia', 'respond', { risk: null })).toEqual({
      risk: 'Choose Yes or No. If you are not sure, choose Yes.',
      'response-aim': 'The policy asks for this (4.2). Please fill it in.',
    });
  });

  test('log-discussion: everything that it needs', async () => {
    expect(
      Object.keys(await wrong(await caseInHand(), 'nadia', 'log-discussion', { tookPlace: '' })),
    ).toEqual(['tookPlace', 'discussion-what', 'between', 'how']);
  });

  test('log-discussion: a day to come, a day before it arose, and who took part', async () => {
    const hand = await caseInHand();
    const log = (typed: Answers) => wrong(hand, 'nadia', 'log-discussion', { ...usual.spoke, ...typed });
    expect(await log({ tookPlace: '2026-12-23' })).toEqual({
      tookPlace: holding('has not come yet'),
    });
    expect(await log({ time: '10:30' })).toEqual({ time: holding('has not come yet') });
    expect(await log({ tookPlace: '2026-12-18' })).toEqual({
      tookPlace: holding('before the matter arose'),
    });
    expect(await log({ with: [] })).toEqual({ with: 'Choose who of the other agencies took part.' });
    expect(await log({ between: 'inside' })).toEqual({
      between: holding('somebody of another agency'),
    });
    expect(await log({ between: 'inside', with: [] })).toEqual({
      colleagues: 'Choose which colleague you spoke to.',
    });
  });

  test('set-protective-date: nothing, no date, a moment that has passed, and one later than the limit', async () => {
    const hand = await caseInHand();
    const set = (typed: Answers) =>
      wrong(hand, 'nadia', 'set-protective-date', { time: '12:00', ...usual.reason, ...typed });
    expect(Object.keys(await set({ until: '', time: null, reason: ' ' }))).toEqual([
      'until',
      'time',
      'reason',
    ]);
    expect(await set({ until: 'soon' })).toEqual({ until: 'This is not a date. Write it as 2026-12-22.' });
    expect(await set({ until: '2026-12-21' })).toEqual({ until: holding('has passed') });
    expect(await set({ until: '2027-01-04' })).toEqual({
      until: holding('can only be earlier than the limit'),
    });
  });

  test('reassess-risk: the risk', async () => {
    expect(await wrong(await caseInHand(), 'nadia', 'reassess-risk', {})).toEqual({
      risk: something(),
    });
  });

  test('propose-outcome: the policy’s questions, and next steps that are half said', async () => {
    const hand = await caseInHand();
    expect(await wrong(hand, 'nadia', 'propose-outcome', {})).toEqual({
      'agreed-outcome': 'The policy asks for this (4.3). Please fill it in.',
      outstanding: 'The policy asks for this (4.3). Please fill it in.',
    });
    const step = {
      'outstanding-1-what': '',
      'outstanding-1-owner': null,
      'outstanding-2-what': 'Ring the family',
    };
    expect(
      await wrong(hand, 'nadia', 'propose-outcome', {
        ...usual.outcome,
        ...step,
        'outstanding-2-by': '2026-12-21',
      }),
    ).toEqual({
      'outstanding-1-what': 'Say what is to be done, or empty the other two.',
      'outstanding-1-owner': 'Choose who does it.',
      'outstanding-2-owner': 'Choose who does it.',
      'outstanding-2-by': 'This day has passed. Give today or a later day.',
    });
    expect(
      await wrong(hand, 'nadia', 'propose-outcome', { ...usual.outcome, 'outstanding-1-by': '' }),
    ).toEqual({
      'outstanding-1-by': 'Give the day by which it is done.',
    });
  });

  test.each([
    ['rosa', 'dispute-outcome'],
    ['nadia', 'declare-unresolved'],
    ['rosa', 'withdraw'],
  ])('%s, %s: the reason', async (who, does) => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'propose-outcome', usual.outcome);
    expect(await wrong(hand, who, does, {})).toEqual({ reason: 'Say why, in a sentence or two.' });
  });

  test('dispute-confirmation and confirm-outcome: the words', async () => {
    const hand = await agreedCase();
    expect(await wrong(hand, 'nadia', 'confirm-outcome', { confirmation: '' })).toEqual({
      confirmation: 'Write down the outcome.',
    });
    await hand.fill('nadia', 'confirm-outcome');
    expect(await wrong(hand, 'rosa', 'dispute-confirmation', {})).toEqual({ reason: something() });
  });

  test('escalate: the risk', async () => {
    expect(await wrong(await caseInHand(), 'rosa', 'escalate', { reason: 'x' })).toEqual({
      risk: something(),
    });
  });

  test('bring-in: whom', async () => {
    expect(await wrong(await atStage('2'), 'milan', 'bring-in', {})).toEqual({
      person: 'Choose whom you ask.',
    });
  });

  test('hand-over: to whom and why', async () => {
    const hand = await caseInHand();
    expect(await wrong(hand, 'nadia', 'hand-over', {})).toEqual({
      to: 'Choose one from the list.',
      reason: 'Say why, in a sentence.',
    });
    expect(await wrong(hand, 'nadia', 'hand-over', { to: 'rosa', reason: 'x' })).toEqual({
      to: 'Choose one from the list.',
    });
  });

  test('mark-policy-issue: the risk, for the stage changes, and the reason', async () => {
    expect(await wrong(await atStage('3'), 'sunita', 'mark-policy-issue', {})).toEqual({
      risk: 'Choose Yes or No. If you are not sure, choose Yes.',
      reason: something(),
    });
  });

  test('advise-other-board: when and whom', async () => {
    const about = { themes: ['risk'], 'flag-out-of-area': 'yes', 'other-board': 'Eastmere Board' };
    const hand = await atStage('3', { about });
    expect(await wrong(hand, 'bella', 'advise-other-board', { on: '2026-12-23' })).toEqual({
      on: 'This day has not come yet. Give today or an earlier day.',
      whom: 'Say whom you told.',
    });
    expect(await wrong(hand, 'bella', 'advise-other-board', { on: 'x', whom: 'y' })).toEqual({
      on: holding('not a date'),
    });
  });

  test('ask-information: whom, what, and a working day that is to come', async () => {
    const hand = await beforeTheChair();
    const ask = (typed: Answers) =>
      wrong(hand, 'conny', 'ask-information', { of: ['rosa'], question: 'Who?', ...typed });
    expect(Object.keys(await ask({ of: [], question: '', until: '' }))).toEqual(['question', 'until', 'of']);
    expect(await ask({ until: '2026-12-25' })).toEqual({ until: 'This is no working day. Choose one.' });
    expect(await ask({ until: '2026-12-21' })).toEqual({ until: 'This day is over. Choose a day to come.' });
    expect(await ask({ until: 'x' })).toEqual({ until: 'This is not a date. Write it as 2026-12-22.' });
    expect(await ask({ until: '2099-12-21' })).toEqual({ until: holding('too far ahead') });
  });

  test('give-information, recommend and answer-recommendation: what is left out', async () => {
    const hand = await beforeTheChair();
    await hand.fill('conny', 'ask-information', {
      of: ['rosa'],
      question: 'Who wrote it?',
      until: '2026-12-24',
    });
    expect(await wrong(hand, 'rosa', 'give-information', {})).toEqual({ answer: 'Write down your answer.' });
    const one = { 'recommendations-northbrook-council-1': 'Name one contact.' };
    expect(await wrong(hand, 'conny', 'recommend', one)).toEqual({
      'recommendations-st-aldhelms-1': holding('St Aldhelm’s Hospital Trust'),
    });
    await hand.fill('conny', 'recommend', { ...one, 'recommendations-st-aldhelms-1': 'Write the plan.' });
    expect(await wrong(hand, 'sunita', 'answer-recommendation', {})).toEqual({
      words: 'Say what was done, or why not.',
      answer: 'Choose one of the three.',
    });
  });

  test('correct-entry and correct-concern: what is right, and never later', async () => {
    const hand = await caseInHand();
    expect(await wrong(hand, 'rosa', 'correct-entry', {})).toEqual({
      correction: 'Write down what is right.',
      entry: 'Choose the entry that is not right.',
    });
    const none = { 'concern-arose': '', 'concern-arose-time': null };
    expect(await wrong(hand, 'rosa', 'correct-concern', none)).toEqual({
      reason: 'Say why it is corrected.',
      'concern-arose': 'Give at least one of the two dates.',
    });
    expect(
      await wrong(hand, 'rosa', 'correct-concern', { ...usual.reason, 'concern-arose': '2026-12-23' }),
    ).toEqual({
      'concern-arose': holding('has not come yet'),
    });
    const later = { ...usual.reason, 'concern-arose-time': '10:00' };
    expect(await wrong(hand, 'rosa', 'correct-concern', later)).toEqual({
      'concern-arose': holding('only make the date earlier'),
    });
  });

  test('reopen: the reason', async () => {
    const hand = await caseInHand();
    await hand.fill('rosa', 'withdraw', usual.reason);
    expect(await wrong(hand, 'rosa', 'reopen', {})).toEqual({ reason: something() });
  });
});

test('say-not-spoken in a case with two receiving agencies asks which of them', async () => {
  const hand = await caseInHand({
    'professional-1': { professional: 'nadia', another: 'yes' },
    'agency-2': { agency: 'eastmere-police' },
    'professional-2': { professional: 'piet', another: 'no' },
  });
  expect(await wrong(hand, 'rosa', 'say-not-spoken', {})).toEqual({
    agency: 'Choose the agency that has not spoken with you.',
  });
});
