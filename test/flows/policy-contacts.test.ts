import { expect, test } from 'vitest';
import { shippedPolicy } from '../policy/policies.ts';
import { boardInHand } from '../support/board-in-hand.ts';
import { formOf, readAll } from '../support/conversation.ts';

test('help and the contacts of a case list every contact of the file, as pages, each with its paragraph and its note', async () => {
  const policy = shippedPolicy('hertfordshire');
  const hand = await boardInHand(policy);
  const { caseId } = await hand.raise();
  const firsts = [
    formOf(await hand.conversation.type(hand.account('rosa'), 'help')),
    formOf(await hand.press('rosa', caseId, 'contacts')),
  ];
  for (const first of firsts) {
    let said = '';
    let form = first;
    for (let pages = 0; pages < 9; pages += 1) {
      said += readAll(form);
      if (form.submit === undefined) break;
      form = formOf(await hand.submit('rosa', form, {}));
    }
    expect(form.submit).toBeUndefined();
    for (const { label, email, telephone } of policy.contacts) {
      for (const part of [label, email, telephone]) if (part !== undefined) expect(said).toContain(part);
    }
    expect(said).toContain('From paragraph 5.');
    expect(said).toContain(
      'The document leaves the address for the form blank. From paragraph 5 and Appendix A.',
    );
  }
});

test('the words that a formal message of a stage carries stand in the form that takes it there, and in the message', async () => {
  const policy = shippedPolicy('hertfordshire');
  const words = 'This is a formal escalation.';
  const stages = policy.stages.map((stage, at) => (at === 1 ? { ...stage, set_words: words } : stage));
  const hand = await boardInHand({ ...policy, stages });
  const { caseId } = await hand.raise();
  // The stage waits for the board's form, so that Rosa fills in her part before she goes on.
  const before = formOf(await hand.press('rosa', caseId, 'fill-form', 'monitoring.1'));
  await hand.submit('rosa', before, { consulted: 'yes', attempted: 'yes', equivalent: 'na' });
  const form = formOf(await hand.press('rosa', caseId, 'escalate'));
  expect(readAll(form)).toContain(words);
  await hand.submit('rosa', form, { risk: 'no' });
  expect((await hand.state(caseId)).stage).toBe('2');
  expect(await hand.messagesTo('nadia', caseId)).toContain(words);
});

test('Hertfordshire’s outer limit at immediate risk stands with what to do and in the alert, never as a time to wait for', async () => {
  const hand = await boardInHand(shippedPolicy('hertfordshire'));
  const first = formOf(await hand.conversation.type(hand.account('rosa'), ''));
  const form = formOf(await hand.conversation.submit(hand.account('rosa'), first, { risk: 'yes' }));
  const says =
    'The policy’s outer limit for this is Tuesday 22 December 2026, 17:00 (paragraph 4.1). That is no time to wait for: do it now.';
  expect(readAll(form)).toContain(says);
  expect(readAll(formOf(await hand.submit('rosa', form, {})))).toContain(says);
  const { caseId } = await hand.raise({ start: { start: '1' } }, 'yes');
  expect(await hand.messagesTo('milan', caseId)).toContain(says);
  const stranger = { platform: 'slack', space: 'T-COUNCIL', user: 'U-nobody' } as const;
  const asked = formOf(await hand.conversation.type(stranger, ''));
  expect(readAll(formOf(await hand.conversation.submit(stranger, asked, { risk: 'yes' })))).toContain(says);
});

test.each([
  ['redbridge', 'Say that you have seen it, read the case file, and speak with the person who raised it.'],
  [
    'hertfordshire',
    'Say that you have seen it, read the case file, and speak with the person who raised it.',
  ],
  ['rotherham', 'Say that you have seen it, and speak with the person who raised it.'],
  ['cheshire-east', 'Say that you have seen it, and speak with the person who raised it.'],
  ['solihull', 'Say that you have seen it, and speak with the person who raised it.'],
])(
  '%s: whoever a matter comes to is asked to read the case file only where the policy asks it',
  async (board, says) => {
    const hand = await boardInHand(shippedPolicy(board));
    const { caseId } = await hand.raise();
    expect(await hand.messagesTo('nadia', caseId)).toContain(says);
  },
);
