import { describe, expect, test } from 'vitest';
import { shippedPolicy } from '../../policy/policies.ts';
import { boardInHand } from '../../support/board-in-hand.ts';
import { choicesOf, errorsOf, formOf, readAll, readMessage } from '../../support/conversation.ts';

const why = 'The adult cannot wait for another conversation.';

describe('where a raise begins', () => {
  test('Rotherham asks whether to begin with clarifying it, and Stage 3 is offered only once a risk was reported', async () => {
    const hand = await boardInHand(shippedPolicy('rotherham'));
    const calm = await hand.goOn('rosa', await hand.begin('rosa'), 'start', {});
    expect(choicesOf(calm, 'start')).toEqual(['1', 'clarify']);
    expect(calm.fields).toMatchObject([{ id: 'start', value: '1' }]);
    const grave = await hand.goOn('rosa', await hand.begin('rosa', 'yes'), 'start', {});
    expect(choicesOf(grave, 'start')).toEqual(['1', 'clarify', '3']);
    expect(readAll(grave)).toContain('so you may go straight to Stage 3');
    expect(readAll(grave)).toContain('Stage 1 and Stage 2');
  });

  test('a skip needs its reason; then the case stands at that stage, and its people are asked', async () => {
    const hand = await boardInHand(shippedPolicy('rotherham'));
    const start = await hand.goOn('rosa', await hand.begin('rosa', 'yes'), 'start', {});
    expect(errorsOf(await hand.submit('rosa', start, { start: '3' }))).toEqual({
      'start-reason': 'Say why it begins at Stage 3.',
    });
    const { caseId, page } = await hand.raise({ start: { start: '3', 'start-reason': why } }, 'yes');
    const state = await hand.state(caseId);
    expect(state.stage).toBe('3');
    expect(state.actors.map(({ role }) => role)).toEqual(['senior-manager', 'senior-manager']);
    expect(readAll(formOf(page))).toContain('This is Stage 3');
    const told = await hand.messagesTo('grace', caseId);
    expect(told).toContain('It begins at Stage 3');
    expect(told).toContain('Say that you have seen it');
    expect(await hand.messagesTo('nadia', caseId)).not.toContain('Say that you have seen it');
    const record = readAll(formOf(await hand.press('nadia', caseId, 'read-case')));
    expect(record).toContain(why);
  });

  test('Solihull begins at Stage 2 without a first attempt, and no lateness is asked about there', async () => {
    const hand = await boardInHand(shippedPolicy('solihull'));
    const { caseId } = await hand.raise(
      { start: { start: '2', 'start-reason': why }, when: { 'arose-date': '2026-12-14' } },
      'yes',
    );
    const state = await hand.state(caseId);
    expect(state.stage).toBe('2');
    expect(state.obligations.some(({ duty }) => duty === 'raise')).toBe(false);
  });

  test('Hertfordshire at an immediate risk offers every stage, and nothing beside the first without one', async () => {
    const hand = await boardInHand(shippedPolicy('hertfordshire'));
    const calm = await hand.goOn('rosa', await hand.begin('rosa'), 'agency-1', {});
    expect(calm.context.step).toBe('agency-1');
    const grave = await hand.goOn('rosa', await hand.begin('rosa', 'yes'), 'start', {});
    expect(choicesOf(grave, 'start')).toEqual(['1', '2', '3']);
  });

  test('an informal beginning is called informal, and goes on to Stage 1', async () => {
    const hand = await boardInHand(shippedPolicy('rotherham'));
    const { caseId, page } = await hand.raise({ start: { start: 'clarify' } });
    expect((await hand.state(caseId)).stage).toBe('clarify');
    expect(readAll(formOf(page))).toContain(
      'Clarifying it first, before Stage 1, if you are not sure that there is an issue (informal)',
    );
    await hand.submit('rosa', formOf(await hand.press('rosa', caseId, 'escalate')), { risk: 'no' });
    expect((await hand.state(caseId)).stage).toBe('1');
  });
});

describe('going straight further up', () => {
  test('is offered by its stage; the risk is confirmed, the reason given, and people are told at once', async () => {
    const hand = await boardInHand(shippedPolicy('hertfordshire'));
    const { caseId } = await hand.raise();
    await hand.press('rosa', caseId, 'case-page');
    expect(readMessage(hand.conversation.written.at(-1))).toContain(
      '[Go straight to Stage 2] [Go straight to Stage 3]',
    );
    const form = formOf(await hand.press('nadia', caseId, 'skip-to', '3'));
    expect(readAll(form)).toContain('you may begin at the stage that you think right');
    const errors = errorsOf(await hand.submit('nadia', form, { 'at-risk': 'no', reason: why }));
    expect(errors['at-risk']).toContain('This way is for such a risk only');
    const done = readAll(formOf(await hand.submit('nadia', form, { 'at-risk': 'yes', reason: why })));
    expect(done).toContain('You took it there.');
    expect(done).toContain('Told now:');
    const state = await hand.state(caseId);
    expect(state.stage).toBe('3');
    expect(state.alerts).toMatchObject([{ reporter: 'nadia' }]);
    expect(await hand.messagesTo('rosa', caseId)).toContain('It went past what comes before');
  });
});
