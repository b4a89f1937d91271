import { describe, expect, test } from 'vitest';
import { conversations } from '../../../src/flows/acts/all.ts';
import type { Reply } from '../../../src/flows/chat-message.ts';
import { errorsOf, formOf, readAll } from '../../support/conversation.ts';
import {
  agreedCase,
  atStage,
  beforeTheChair,
  caseInHand,
  holding,
  something,
  usual,
} from './case-in-hand.ts';

const said = (reply: Reply): string => readAll(formOf(reply));
const outOfArea = {
  about: { themes: ['risk'], 'flag-out-of-area': 'yes', 'other-board': 'Eastmere Safeguarding Adults Board' },
};

describe('each act, from its button to the record', () => {
  test('acknowledge is one press; the page says who is told and what is owed next, by when', async () => {
    const hand = await caseInHand();
    const page = said(await hand.press('nadia', 'acknowledge'));
    expect(page).toContain('You acknowledged what was raised.');
    expect(page).toContain('Told now: Rosa Example (Northbrook Council).');
    expect(page).toContain('Tuesday 29 December 2026, 17:00 (3 working days left)');
    expect(await hand.events()).toContain('Acknowledged');
  });

  test('confirm-file-read offers today and takes an earlier day', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'confirm-file-read'));
    expect(form.fields).toMatchObject([{ id: 'on', value: '2026-12-22' }]);
    await hand.submit('nadia', form, { on: '2026-12-21' });
    expect((await hand.state()).entries.map(({ event }) => event)).toContainEqual({
      type: 'FileReadConfirmed',
      by: 'nadia',
      on: '2026-12-21',
    });
  });

  test('respond asks the risk first, then the policy’s own questions, with its guidance', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'respond'));
    expect(form.fields.map(({ id }) => id)).toEqual(['risk', 'response-aim', 'response-view']);
    expect(readAll(form)).toContain('Read the case file first, then speak with the person who raised it.');
    expect(said(await hand.submit('nadia', form, usual.response))).toContain(
      'You said what the receiving agency wants',
    );
    expect(await hand.events()).toContain('Responded');
  });

  test('log-discussion with the other side meets the duty to speak, and one inside the agency does not', async () => {
    const hand = await caseInHand();
    const inside = { ...usual.spoke, between: 'inside', with: [], colleagues: ['tom'] };
    await hand.fill('nadia', 'log-discussion', inside);
    expect((await hand.state()).obligations.find(({ duty }) => duty === 'speak')?.status).toBe('open');
    await hand.fill('nadia', 'log-discussion', usual.spoke);
    expect((await hand.state()).obligations.find(({ duty }) => duty === 'speak')?.status).toBe('met');
  });

  test('a conversation on the day of the raise, at a time nobody remembers, counts as held after it arose at 09:30', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'log-discussion', usual.spoke);
    expect(
      (await hand.state()).entries.find(({ event }) => event.type === 'DiscussionLogged')?.event,
    ).toMatchObject({
      tookPlace: '2026-12-22T09:30:00.000Z',
      enteredLate: false,
    });
  });

  test('approve-entry shows what was written and keeps the approval', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'log-discussion', usual.spoke);
    const entry = await hand.entryOf('DiscussionLogged');
    const form = formOf(await hand.press('rosa', 'approve-entry', entry));
    expect(readAll(form)).toContain('The plan for the medicines comes first.');
    expect(readAll(form)).toContain('Is this a true record of the discussion?');
    await hand.submit('rosa', form, {});
    expect((await hand.state()).entries.at(-1)?.event).toEqual({
      type: 'EntryApproved',
      by: 'rosa',
      entry: Number(entry),
    });
  });

  test('say-not-spoken opens the duty to speak again, at its old date', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'log-discussion', usual.spoke);
    await hand.fill('rosa', 'say-not-spoken', { reason: 'We only wrote to each other.' });
    const speak = (await hand.state()).obligations.find(({ duty }) => duty === 'speak');
    expect(speak).toMatchObject({ status: 'open', due: '2026-12-29T17:00:00.000Z' });
  });

  test('set-protective-date says that it only shortens, and shortens', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('rosa', 'set-protective-date'));
    expect(readAll(form)).toContain('It can only shorten the time');
    expect(readAll(form)).toContain('Thursday 31 December 2026, 17:00');
    const page = said(
      await hand.submit('rosa', form, { until: '2026-12-23', time: '12:00', ...usual.reason }),
    );
    expect(page).toContain('Wednesday 23 December 2026, 12:00');
    expect((await hand.state()).obligations.find(({ duty }) => duty === 'resolve')?.due).toBe(
      '2026-12-23T12:00:00.000Z',
    );
  });

  test('reassess-risk with "no" is written down', async () => {
    const hand = await caseInHand();
    expect(said(await hand.fill('nadia', 'reassess-risk', { risk: 'no' }))).toContain('answered no to');
    expect(await hand.events()).toContain('RiskReassessed');
  });

  test('propose-outcome keeps each next step with its owner and day; agree-outcome shows the words first', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'propose-outcome', usual.outcome);
    expect((await hand.state()).proposal).toMatchObject({
      outstanding: [{ owner: 'nadia', by: '2026-12-23' }],
    });
    const form = formOf(await hand.press('rosa', 'agree-outcome', await hand.entryOf('OutcomeProposed')));
    expect(readAll(form)).toContain('What was agreed?: The pharmacist writes the plan before the discharge.');
    expect(readAll(form)).toContain(
      'Next step 1: Nadia Example, by Wednesday 23 December 2026: Write the plan',
    );
    expect(said(await hand.submit('rosa', form, {}))).toContain(
      'What happens next: The receiving side confirms it in writing',
    );
    expect((await hand.state()).status).toBe('agreed');
  });

  test('dispute-outcome takes the proposal off the table and leaves the dates', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'propose-outcome', usual.outcome);
    await hand.fill('rosa', 'dispute-outcome', usual.reason, await hand.entryOf('OutcomeProposed'));
    const state = await hand.state();
    expect(state).toMatchObject({ status: 'open' });
    expect(state.proposal).toBeUndefined();
  });

  test('confirm-outcome offers a draft from what was agreed; accepting it closes the case', async () => {
    const hand = await agreedCase();
    const form = formOf(await hand.press('nadia', 'confirm-outcome'));
    expect(form.fields).toMatchObject([
      {
        id: 'confirmation',
        value: holding('The pharmacist writes the plan before the discharge.'),
      },
    ]);
    await hand.submit('nadia', form, {});
    const reading = formOf(await hand.press('rosa', 'accept-confirmation'));
    expect(readAll(reading)).toContain('The pharmacist writes the plan before the discharge.');
    expect(said(await hand.submit('rosa', reading, {}))).toContain('closed: resolved');
    expect(await hand.state()).toMatchObject({ status: 'closed', how: 'resolved' });
  });

  test('dispute-confirmation opens the case again at the same stage', async () => {
    const hand = await agreedCase();
    await hand.fill('nadia', 'confirm-outcome');
    await hand.fill('rosa', 'dispute-confirmation', usual.reason);
    expect(await hand.state()).toMatchObject({ status: 'open', stage: '1' });
  });

  test('declare-unresolved asks both sides to take it on, the same working day', async () => {
    const hand = await caseInHand();
    await hand.fill('rosa', 'declare-unresolved', usual.reason);
    const owed = (await hand.state()).obligations.find(({ duty }) => duty === 'escalate');
    expect(owed).toMatchObject({ due: '2026-12-22T17:00:00.000Z' });
  });

  test('escalate says to whom it goes by name, the paragraph, the dates that follow, and asks the risk', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('rosa', 'escalate', '2'));
    const shown = readAll(form);
    expect(shown).toContain('Stage 2, between the line managers');
    expect(shown).toContain('Northbrook Council: Milan Example');
    expect(shown).toContain('St Aldhelm’s Hospital Trust: Tom Example');
    expect(shown).toContain('Thursday 31 December 2026, 17:00 (5 working days left). Policy, paragraph 4.5');
    expect(form.fields.map(({ id }) => id)).toEqual(['risk', 'reason']);
    await hand.submit('rosa', form, usual.escalation);
    expect(await hand.state()).toMatchObject({
      stage: '2',
      actors: [{ person: 'milan' }, { person: 'tom' }],
    });
  });

  test('escalate to Stage 4 names the business manager who passes it on and the Chair', async () => {
    const hand = await atStage('3');
    const shown = readAll(formOf(await hand.press('sunita', 'escalate', '4')));
    expect(shown).toContain('Bella Example (Board office) passes it on to Conny Example (Board office).');
    expect(shown).toContain('the date follows later');
  });

  test('bring-in asks an adviser of the stage and changes nobody’s duty', async () => {
    const hand = await atStage('2');
    const before = (await hand.state()).obligations;
    await hand.fill('milan', 'bring-in', {
      person: 'designated-professional:dez',
      question: 'Is the plan safe?',
    });
    const state = await hand.state();
    expect(state.participants).toContainEqual(expect.objectContaining({ person: 'dez', as: 'brought-in' }));
    expect(state.obligations.filter(({ duty }) => duty === 'resolve')).toEqual(
      before.filter(({ duty }) => duty === 'resolve'),
    );
  });

  test('bring-in at Stage 1 asks one’s own safeguarding lead, marked as added', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'bring-in'));
    expect(readAll(form)).toContain('Added by Concordat');
    await hand.submit('nadia', form, { person: 'safeguarding-lead:ines', question: '' });
    expect((await hand.state()).participants).toContainEqual(
      expect.objectContaining({ person: 'ines', as: 'brought-in', side: 'receiving:st-aldhelms' }),
    );
  });

  test('bring-in, where nobody holds the role, says whom to ask instead', async () => {
    const hand = await atStage('2');
    const form = formOf(await hand.press('tom', 'bring-in'));
    expect(form.fields).toEqual([]);
    expect(readAll(form)).toContain('The directory names nobody in these roles');
    expect(form.submit).toBeUndefined();
  });

  test('hand-over gives a colleague everything that is owed, at the same dates', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'hand-over', { to: 'ines', reason: 'I am on leave from tomorrow.' });
    const speak = (await hand.state()).obligations.find(({ duty }) => duty === 'speak');
    expect(speak).toMatchObject({ due: '2026-12-29T17:00:00.000Z', owedBy: [{ people: ['ines'] }] });
  });

  test('mark-policy-issue goes to the Chair’s stage from Stage 3', async () => {
    const hand = await atStage('3');
    const reason = 'Discharge at weekends has no agreed rule.';
    await hand.fill('sunita', 'mark-policy-issue', { risk: 'no', reason });
    expect(await hand.state()).toMatchObject({ stage: '4' });
  });

  test('pass-on is one press, and the Chair’s five working days count from it', async () => {
    const hand = await atStage('4');
    expect(said(await hand.press('bella', 'pass-on'))).toContain('Conny Example (Board office)');
    expect((await hand.state()).obligations.find(({ duty }) => duty === 'recommend')?.due).toBe(
      '2026-12-31T17:00:00.000Z',
    );
  });

  test('advise-other-board shows which board was named at the raise and keeps when and whom', async () => {
    const hand = await atStage('3', outOfArea);
    await hand.fill('bella', 'advise-other-board', { on: '2026-12-22', whom: 'Their business manager' });
    expect((await hand.state()).obligations.find(({ duty }) => duty === 'advise-other-board')?.status).toBe(
      'met',
    );
  });

  test('ask-information sets a day, give-information shows the question and answers it', async () => {
    const hand = await beforeTheChair();
    await hand.fill('conny', 'ask-information', {
      of: ['rosa'],
      question: 'Who wrote the plan?',
      until: '2026-12-24',
    });
    const form = formOf(await hand.press('rosa', 'give-information', await hand.entryOf('InformationAsked')));
    expect(readAll(form)).toContain('Who wrote the plan?');
    expect(readAll(form)).toContain('Thursday 24 December 2026, 17:00');
    await hand.submit('rosa', form, { answer: 'The pharmacist did.' });
    expect((await hand.state()).requests[0]?.given).toMatchObject([{ by: 'rosa' }]);
  });

  test('the Chair confers with others as required, of an agency that is no party too; a manager asks in their own agency alone', async () => {
    const hand = await beforeTheChair();
    await hand.fill('conny', 'bring-in', { person: 'professional:piet', question: '' });
    const { participants } = await hand.state();
    expect(participants).toContainEqual(
      expect.objectContaining({ person: 'piet', as: 'brought-in', side: 'board' }),
    );
    const own = formOf(await hand.press('sunita', 'bring-in'));
    expect(JSON.stringify(own.fields)).not.toContain('Piet Example');
    const chairs = formOf(await hand.press('conny', 'bring-in'));
    expect(JSON.stringify(chairs.fields)).toContain('Piet Example');
  });

  test('the Chair confers, recommends to each agency, and each agency answers: the case is closed', async () => {
    const hand = await beforeTheChair();
    await hand.fill('conny', 'bring-in', { person: 'head-of-service:omar', question: '' });
    await hand.fill('conny', 'recommend', {
      'recommendations-northbrook-council-1': 'Name one contact for discharges.',
      'recommendations-st-aldhelms-1': 'Write the plan before each discharge.',
      'recommendations-st-aldhelms-2': 'Tell the council two days before.',
    });
    const { recommendations } = await hand.state();
    expect(recommendations.map(({ to }) => to)).toEqual(['northbrook-council', 'st-aldhelms', 'st-aldhelms']);
    for (const { id, to } of recommendations) {
      const who = to === 'st-aldhelms' ? 'rajan' : 'sunita';
      await hand.fill(who, 'answer-recommendation', { answer: 'acted-on', words: 'Done.' }, id);
    }
    expect(await hand.state()).toMatchObject({ status: 'closed', how: 'forum' });
  });

  test('done-step shows what was agreed and by when, and takes what was done', async () => {
    const hand = await agreedCase();
    const [step] = (await hand.state()).obligations.filter(({ duty }) => duty === 'step');
    expect(step).toMatchObject({ due: '2026-12-23T17:00:00.000Z', owedBy: [{ people: ['nadia'] }] });
    const form = formOf(await hand.press('nadia', 'done-step', step?.id));
    expect(readAll(form)).toContain('Write the plan');
    expect(readAll(form)).toContain('Wednesday 23 December 2026, 17:00');
    expect(said(await hand.submit('nadia', form, { done: 'The plan is written.' }))).toContain(
      'what was agreed as a next step is done',
    );
    const after = await hand.state();
    expect(after.obligations.find(({ id }) => id === step?.id)?.status).toBe('met');
    expect(said(await hand.press('rosa', 'read-case'))).toContain('The plan is written.');
  });

  test('done-step can be said without a word', async () => {
    const hand = await agreedCase();
    await hand.fill('nadia', 'done-step');
    expect((await hand.state()).entries.map(({ event }) => event)).toContainEqual({
      type: 'StepDone',
      by: 'nadia',
      step: `1.step:${await hand.entryOf('OutcomeProposed')}.1`,
    });
  });

  test('confirm-filing asks the policy’s question, once for each agency', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('rosa', 'confirm-filing', 'adults-file'));
    expect(readAll(form)).toContain('on the adult’s file in your agency?'.replace('’', "'"));
    await hand.submit('rosa', form, {});
    expect((await hand.state()).filings).toEqual([{ agency: 'northbrook-council', place: 'adults-file' }]);
  });

  test('correct-entry adds an entry that points at the old one', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'respond', usual.response);
    const entry = await hand.entryOf('Responded');
    const form = formOf(await hand.press('nadia', 'correct-entry', entry));
    expect(readAll(form)).toContain('The ward wants the bed and a safe discharge.');
    await hand.submit('nadia', form, { correction: 'The ward wants a safe discharge.' });
    expect((await hand.state()).entries.at(-1)?.event).toMatchObject({
      type: 'EntryCorrected',
      entry: Number(entry),
    });
  });

  test('correct-entry without an entry offers one’s own, the latest first', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'respond', usual.response);
    const form = formOf(await hand.press('nadia', 'correct-entry'));
    expect(form.fields[0]).toMatchObject({
      id: 'entry',
      options: [{ label: holding('Tuesday 22 December 2026, 10:00') }],
    });
  });

  test('correct-concern brings a limit forward and never back', async () => {
    const hand = await caseInHand();
    const typed = { 'concern-arose': '2026-12-21', 'concern-arose-time': '09:00', ...usual.reason };
    await hand.fill('rosa', 'correct-concern', typed);
    expect((await hand.state()).concern.arose).toBe('2026-12-21T09:00:00.000Z');
  });

  test('withdraw closes with its reason, and reopen opens it at the old dates', async () => {
    const hand = await caseInHand();
    expect(said(await hand.fill('rosa', 'withdraw', usual.reason))).toContain('closed: withdrawn');
    await hand.fill('rosa', 'reopen', { reason: 'The plan was not kept.' });
    const state = await hand.state();
    expect(state).toMatchObject({ status: 'open', stage: '1' });
    expect(state.obligations.find(({ duty }) => duty === 'resolve')).toMatchObject({
      status: 'open',
      due: '2026-12-31T17:00:00.000Z',
    });
  });

  test('every act of the table is named once and has a title that a Slack window can show', () => {
    for (const [does, { title, submit }] of conversations) {
      expect([does, title.length <= 24, submit.length <= 24]).toEqual([does, true, true]);
    }
    expect(conversations.size).toBeGreaterThan(35);
  });
});

describe('what people wrote', () => {
  test('stands in no message and in no log, whatever was done', async () => {
    const hand = await agreedCase();
    await hand.fill('nadia', 'confirm-outcome');
    await hand.fill('rosa', 'dispute-confirmation', { reason: 'Secretword in a reason' });
    await hand.fill('nadia', 'respond', { risk: 'no', 'response-aim': 'Secretword in a response' });
    await hand.fill('nadia', 'log-discussion', { ...usual.spoke, 'discussion-what': 'Secretword in a note' });
    await hand.fill('rosa', 'escalate', { risk: 'no', reason: 'Secretword in an escalation' });
    const messages = await hand.messages();
    expect(messages).toContain('Stage 2');
    for (const word of ['Secretword', 'pharmacist', 'Avery', '943 476 5919']) {
      expect(messages).not.toContain(word);
      expect(hand.conversation.logged.join('\n')).not.toContain(word);
      expect(JSON.stringify((await hand.state()).entries)).not.toContain(word);
    }
  });
});

test('a form with nothing filled in says at each field what is missing', async () => {
  const hand = await caseInHand();
  const empty = async (who: string, does: string, typed = {}) =>
    errorsOf(await hand.submit(who, formOf(await hand.press(who, does)), typed));
  expect(await empty('nadia', 'respond')).toMatchObject({
    risk: something(),
    'response-aim': something(),
  });
  expect(await empty('rosa', 'withdraw')).toEqual({ reason: 'Say why, in a sentence or two.' });
});
