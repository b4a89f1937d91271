import { expect, test } from 'vitest';
import type { Form } from '../../../src/flows/chat-message.ts';
import { accountOf, formOf, openConversation, readAll } from '../../support/conversation.ts';
import { practiceDirectory, withoutPerson } from '../../support/practice-directory.ts';
import { goOn, usualAnswers } from '../../support/raising.ts';

/** Rosa reported an immediate risk, of which Milan was told; he began to raise the matter beside it. */
async function begunByMilan() {
  const conversation = await openConversation({ at: '2026-12-22T10:00:00Z' });
  const rosa = accountOf('rosa');
  const risk = formOf(await conversation.press(rosa, { do: 'report-immediate-risk', on: 'redbridge' }));
  const caseId = formOf(await conversation.submit(rosa, risk, {})).context.draft ?? '';
  const { people, tables, clock } = conversation;
  const begin = async (who: string): Promise<Form> => {
    const account = accountOf(who);
    const elsewhere = formOf(await conversation.press(account, { do: 'raise', caseId }));
    return formOf(await conversation.submit(account, elsewhere, usualAnswers['elsewhere'] ?? {}));
  };
  await begin('milan');
  const milanLeaves = () =>
    people.importDirectory(withoutPerson(practiceDirectory, 'milan'), people.version(), clock.now());
  const drafter = () => tables.drafts.get(caseId)?.person;
  return { conversation, caseId, begin, milanLeaves, drafter, rosa };
}

test('what somebody began beside an alert keeps others from it while they are there, and is dropped once they have left', async () => {
  const { conversation, caseId, begin, milanLeaves, drafter, rosa } = await begunByMilan();
  expect(readAll(await begin('rosa'))).toContain('Milan Example has begun to raise this');
  expect(drafter()).toBe('milan');
  await milanLeaves();
  const first = await begin('rosa');
  expect(drafter()).toBe('rosa');
  const check = await goOn(conversation, rosa, first, 'check');
  expect(check.context.draft).toBe(caseId);
  expect(readAll(formOf(await conversation.submit(rosa, check, { next: 'send' })))).toContain('is raised');
});

test('by a copy of the directory that is not the newest nothing of theirs is dropped', async () => {
  const { conversation, begin, milanLeaves, drafter } = await begunByMilan();
  await milanLeaves();
  Object.assign(conversation.services.people, { isNewest: () => Promise.resolve(false) });
  expect(readAll(await begin('rosa'))).toContain('has begun to raise this');
  expect(drafter()).toBe('milan');
});
