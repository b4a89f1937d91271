import { describe, expect, test } from 'vitest';
import type { Answers, FormContext } from '../../src/flows/chat-input.ts';
import { accountOf, formOf, openConversation, readAll } from '../support/conversation.ts';
import { reach } from '../support/raising.ts';

/*
 * Whoever is on Teams or has a page open can change what a form carries: the step, the draft, the act, and which questions it asked.
 */

const tuesday = '2026-12-22T10:00:00Z';
const rosa = accountOf('rosa');

async function halfWay() {
  const conversation = await openConversation({ at: tuesday });
  const form = await reach(conversation, rosa, 'when');
  const draft = form.context.draft ?? '';
  const send = async (context: Partial<FormContext>, answers: Answers, from = rosa) => {
    const forged = { ...form, fields: [], context: { ...form.context, ...context } };
    return formOf(await conversation.submit(from, forged, answers));
  };
  const saved = () => conversation.tables.drafts.get(draft)?.sealed.length ?? 0;
  return { conversation, draft, send, saved };
}

describe('a form that was changed on its way', () => {
  test('cannot jump to the end: the first step that is not answered is asked, and nothing is raised', async () => {
    const { conversation, send } = await halfWay();
    const next = await send({ step: 'check' }, { next: 'send' });
    expect(next.context.step).toBe('when');
    expect(conversation.tables.entries.size).toBe(0);
  });

  test.each(['no-such-step', '__proto__', 'constructor', 'check ', 'x'.repeat(200)])(
    'with the step %s is asked where it stands, and nothing of it is kept',
    async (step) => {
      const { send, saved } = await halfWay();
      const before = saved();
      const next = await send({ step }, { anything: 'x'.repeat(9_000) });
      expect([next.context.step, saved()]).toEqual(['when', before]);
    },
  );

  test('with answers to what it did not ask raises with none of them', async () => {
    const { conversation } = await halfWay();
    const check = await reach(conversation, accountOf('milan'), 'check');
    const forged: Answers = {
      next: 'send',
      by: 'nadia',
      caseId: 'another-case',
      status: 'closed',
      receiving: ['northbrook-council'],
      __proto__: null,
    };
    expect(readAll(formOf(await conversation.submit(accountOf('milan'), check, forged)))).toContain(
      'is raised',
    );
    const [[caseId, entries] = ['', []]] = [...conversation.tables.entries];
    expect(caseId).toBe(check.context.draft);
    expect(entries[0]?.event).toMatchObject({ by: 'milan', receiving: [{ professional: 'nadia' }] });
  });

  test('with another person’s draft opens and changes nothing of it', async () => {
    const { conversation, send, saved } = await halfWay();
    const before = saved();
    const said = await send({}, { 'arose-date': '2026-12-21' }, accountOf('lena'));
    expect(readAll(said)).toContain('no longer open');
    expect([saved(), conversation.tables.entries.size]).toEqual([before, 0]);
  });

  test('with an act that there is not does nothing, with a case and without', async () => {
    const { conversation, send } = await halfWay();
    for (const does of ['__proto__', 'constructor', 'drop-table', 'erase'])
      for (const caseId of [undefined, 'no case at all', '__proto__']) {
        const act = { do: does, ...(caseId === undefined ? {} : { caseId }) };
        expect((await send({ act, step: 'ask' }, { risk: 'no' })).fields).toEqual([]);
      }
    expect(conversation.tables.entries.size).toBe(0);
  });
});
