import { describe, expect, test } from 'vitest';
import { unopened } from '../../src/case/evolve.ts';
import { viewsOf } from '../../src/flows/case-views.ts';
import { fold } from '../../src/flows/run-command.ts';
import { accountOf, formOf, openConversation } from '../support/conversation.ts';
import { reach } from '../support/raising.ts';

const at = '2026-12-22T10:00:00Z';
const rosa = accountOf('rosa');

describe('the rows by which a case is found again', () => {
  test('of a raised case: the case, its people and what each of them owes', async () => {
    const conversation = await openConversation({ at });
    const check = await reach(conversation, rosa, 'check');
    await conversation.submit(rosa, check, { next: 'send' });
    const caseId = check.context.draft ?? '';
    const views = conversation.tables.views.get(caseId);
    expect(views?.case).toMatchObject({
      board: 'redbridge',
      policyVersion: 'v1',
      status: 'open',
      stage: '1',
      officeSees: 'nothing',
      openedAt: new Date(at),
    });
    expect(views?.case).not.toHaveProperty('closedAt');
    expect(views?.participants.map(({ person }) => person)).toEqual(
      expect.arrayContaining(['rosa', 'nadia']),
    );
    const speak = views?.dues.find(({ duty }) => duty === 'speak');
    expect(speak).toMatchObject({ person: 'nadia', due: new Date('2026-12-29T17:00:00Z'), passed: false });
    const resolve = views?.dues.filter(({ duty }) => duty === 'resolve').map(({ person }) => person);
    expect(resolve?.sort()).toEqual(['nadia', 'rosa']);
    expect(views?.dues.some(({ duty }) => duty === 'raise')).toBe(false);
  });

  test('are the same when they are made again from the record', async () => {
    const conversation = await openConversation({ at });
    const check = await reach(conversation, rosa, 'check');
    await conversation.submit(rosa, check, { next: 'send' });
    const caseId = check.context.draft ?? '';
    const loaded = await conversation.services.cases.load(caseId);
    const rules = await conversation.services.rulesOf('redbridge', 'v1');
    expect(viewsOf(fold(loaded ?? { version: 0, entries: [] }), rules)).toEqual(
      conversation.tables.views.get(caseId),
    );
  });

  test('of an alert without a case: whoever was told owes an answer, until somebody has answered', async () => {
    const conversation = await openConversation({ at });
    const form = formOf(
      await conversation.submit(rosa, formOf(await conversation.type(rosa, '')), { risk: 'yes' }),
    );
    await conversation.submit(rosa, form, {});
    const caseId = form.context.act.caseId ?? '';
    const views = () => conversation.tables.views.get(caseId);
    expect(views()?.case).toMatchObject({ status: 'alerted', officeSees: 'nothing', stage: '' });
    expect(views()?.participants.map(({ person }) => person)).toEqual(['rosa', 'milan', 'lena']);
    expect(views()?.dues).toEqual(
      ['milan', 'lena'].map((person) => ({
        obligation: 'alert-1',
        person,
        duty: 'answer-alert',
        due: new Date(at),
        passed: false,
      })),
    );
    const act = { do: 'answer-alert', caseId, on: 'alert-1' };
    const answer = formOf(await conversation.press(accountOf('milan'), act));
    await conversation.submit(accountOf('milan'), answer, { 'in-place': 'A nurse is there.' });
    expect(views()?.dues).toEqual([]);
  });

  test('a case without a record has none', async () => {
    const { services } = await openConversation({ at });
    const rules = await services.rulesOf('redbridge', 'v1');
    expect(() => viewsOf(unopened, rules)).toThrow('no views');
  });
});
