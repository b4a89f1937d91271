import { expect, test } from 'vitest';
import { shippedPolicy } from '../../policy/policies.ts';
import { boardInHand } from '../../support/board-in-hand.ts';
import { errorsOf, formOf, readAll, readMessage } from '../../support/conversation.ts';

const whom = 'For the night nurse, who noticed it first.';

test.each([
  ['solihull', 'Who first saw the problem, and why do you raise it for them?'],
  ['rotherham', 'For whom do you raise it, or whom do you support in raising it?'],
])(
  '%s: a raise for somebody else says for whom, its readers hear that it is one and can read it',
  async (board, asks) => {
    const hand = await boardInHand(shippedPolicy(board));
    const form = await hand.goOn('rosa', await hand.begin('rosa'), 'behalf', {});
    expect(readAll(form)).toContain(asks);
    expect(errorsOf(await hand.submit('rosa', form, { behalf: 'yes' }))).toEqual({
      'for-whom': 'Say for whom, and why.',
    });
    const { caseId } = await hand.raise({ behalf: { behalf: 'yes', 'for-whom': whom } });
    expect(await hand.messagesTo('nadia', caseId)).toContain('It is raised for somebody else');
    expect(await hand.messagesTo('nadia', caseId)).not.toContain(whom);
    expect(readAll(formOf(await hand.press('nadia', caseId, 'read-case')))).toContain(`${asks}: ${whom}`);
  },
);

test('a raise of one’s own says nothing of it', async () => {
  const hand = await boardInHand(shippedPolicy('solihull'));
  const { caseId } = await hand.raise({ behalf: { behalf: 'no', 'for-whom': whom } });
  expect(await hand.messagesTo('nadia', caseId)).not.toContain('for somebody else');
  expect(readAll(formOf(await hand.press('nadia', caseId, 'read-case')))).not.toContain(whom);
});

test('Rotherham closes what was only to be clarified: the button is in the board’s words, its question is answered, both sides hear', async () => {
  const hand = await boardInHand(shippedPolicy('rotherham'));
  const { caseId } = await hand.raise({ start: { start: 'clarify' } });
  await hand.press('rosa', caseId, 'case-page');
  const page = readMessage(hand.conversation.written.at(-1));
  expect(page).toContain('[There is no practice issue] [It is being dealt with already]');
  const form = formOf(await hand.press('rosa', caseId, 'close-with', 'in-hand'));
  expect(readAll(form)).toContain('What is done or will be done, and by whom?');
  const words = 'The ward has changed the plan this morning.';
  const done = readAll(formOf(await hand.submit('rosa', form, { said: words })));
  expect(done).toContain('You closed the professional difference: it is being dealt with already.');
  expect(await hand.state(caseId)).toMatchObject({ status: 'closed', how: 'closing' });
  expect(await hand.messagesTo('nadia', caseId)).toContain('Closed: it is being dealt with already');
  expect(readAll(formOf(await hand.press('nadia', caseId, 'read-case')))).toContain(words);
});
