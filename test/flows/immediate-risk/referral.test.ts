import { expect, test } from 'vitest';
import { shippedPolicy } from '../../policy/policies.ts';
import { boardInHand } from '../../support/board-in-hand.ts';
import { errorsOf, formOf, readAll } from '../../support/conversation.ts';

const reference = 'The adults’ front door, AFD-77120.';

test('Cheshire East: the referral is asked for with whom to reach, recorded later with its reference, and told to whoever knew of the risk', async () => {
  const hand = await boardInHand(shippedPolicy('cheshire-east'));
  const first = formOf(await hand.conversation.type(hand.account('rosa'), ''));
  const risk = formOf(await hand.conversation.submit(hand.account('rosa'), first, { risk: 'yes' }));
  expect(readAll(risk)).toContain('Refer the adult to the local authority.');
  const told = formOf(await hand.submit('rosa', risk, {}));
  expect(readAll(told)).toContain('Once the adult is referred, record when and the reference');
  const { caseId } = await hand.raise({}, 'yes');
  const alertId = (await hand.state(caseId)).alerts[0]?.id ?? '';
  await hand.conversation.press(hand.account('milan'), { do: 'answer-alert', caseId, on: alertId });
  const form = formOf(await hand.press('rosa', caseId, 'record-referral', alertId));
  expect(errorsOf(await hand.submit('rosa', form, { on: '2026-12-22' }))).toEqual({
    reference: 'Say to whom, and the reference, or “none yet”.',
  });
  expect(errorsOf(await hand.submit('rosa', form, { on: '2026-12-24', reference }))).toEqual({
    on: 'This day has not come yet. Choose the day on which it happened.',
  });
  const done = formOf(await hand.submit('rosa', form, { on: '2026-12-22', reference }));
  expect(readAll(done)).toContain('It is recorded that the adult was referred');
  const state = await hand.state(caseId);
  expect(state.alerts[0]?.referred).toMatchObject({ by: 'rosa', on: '2026-12-22T00:00:00.000Z' });
  expect(state.alerts[0]?.answered).toBeUndefined();
  expect(JSON.stringify(state)).not.toContain('AFD-77120');
  const heard = await hand.messagesTo('milan', caseId);
  expect(heard).toContain('The adult was referred');
  expect(heard).toContain('A referral alone is no answer to that.');
  expect(heard).not.toContain('AFD-77120');
  expect(readAll(formOf(await hand.press('milan', caseId, 'read-alert', alertId)))).toContain(reference);
  expect(readAll(formOf(await hand.press('milan', caseId, 'read-case')))).toContain(reference);
  const again = formOf(await hand.press('milan', caseId, 'record-referral', alertId));
  expect(readAll(again)).toContain('Somebody has recorded the referral already');
});

test('where the policy asks for no referral, none is offered and none is taken', async () => {
  const hand = await boardInHand(shippedPolicy('solihull'));
  const { caseId } = await hand.raise({ start: { start: '1' } }, 'yes');
  const alertId = (await hand.state(caseId)).alerts[0]?.id ?? '';
  const page = formOf(await hand.press('rosa', caseId, 'record-referral', alertId));
  expect(readAll(page)).toContain('The policy asks for no referral at such a risk');
  expect(await hand.messagesTo('milan', caseId)).not.toContain('Record the referral');
});
