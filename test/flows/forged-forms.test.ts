import { describe, expect, test } from 'vitest';
import type { Answers, FormContext } from '../../src/flows/chat-input.ts';
import { accountOf, formOf, openConversation, readAll } from '../support/conversation.ts';
import { goOn, reach, usualAnswers } from '../support/raising.ts';

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

describe('triage with somebody else’s case in it', () => {
  /** Rosa reported an immediate risk, of which Milan and Lena were told. Nadia, of another agency, got hold of its id. */
  async function alerted() {
    const conversation = await openConversation({ at: tuesday });
    const press = await conversation.press(rosa, { do: 'report-immediate-risk', on: 'redbridge' });
    const told = formOf(await conversation.submit(rosa, formOf(press), {}));
    const caseId = told.context.draft ?? '';
    const { tables } = conversation;
    /** The last form of triage, with the id of another case in the place of its own. */
    const forge = async (who: string, draft = caseId) => {
      const form = await reach(conversation, accountOf(who), 'elsewhere');
      const forged = { ...form, context: { ...form.context, draft } };
      return formOf(await conversation.submit(accountOf(who), forged, usualAnswers['elsewhere'] ?? {}));
    };
    const kept = () => [tables.drafts.size, tables.entries.get(caseId)?.length];
    return { conversation, told, caseId, forge, kept };
  }
  const notYours = 'You are not part of this case, or it is not there any more.';

  test('begins no raise beside an alert that they were not told of, and keeps nobody from it', async () => {
    const { conversation, told, caseId, forge, kept } = await alerted();
    for (const who of ['nadia', 'piet', 'sunita']) expect(readAll(await forge(who))).toContain(notYours);
    expect(kept()).toEqual([0, 1]);
    expect(conversation.tables.accesses.map(({ person, what }) => `${person}: ${what}`)).toEqual([
      'nadia: refused raise',
      'piet: refused raise',
      'sunita: refused raise',
    ]);
    // Whoever reported it raises it under its own id, as if nobody had tried.
    const check = await goOn(conversation, rosa, formOf(await conversation.submit(rosa, told, {})), 'check');
    expect(check.context.draft).toBe(caseId);
    expect(readAll(formOf(await conversation.submit(rosa, check, { next: 'send' })))).toContain('is raised');
  });

  test('is answered in the same words once it was raised, and to its raiser with where it stands', async () => {
    const { conversation, told, forge, kept } = await alerted();
    const check = await goOn(conversation, rosa, formOf(await conversation.submit(rosa, told, {})), 'check');
    await conversation.submit(rosa, check, { next: 'send' });
    const [drafts] = kept();
    expect(readAll(await forge('piet'))).toContain(notYours);
    expect(readAll(await forge('rosa'))).toContain('is raised');
    expect(kept()[0]).toBe(drafts);
  });

  test('takes nobody’s draft: another’s is not theirs, and who began one beside an alert is named to whoever was told of it', async () => {
    const { conversation, forge } = await alerted();
    const own = await reach(conversation, accountOf('nadia'), 'agency-1');
    expect(readAll(await forge('piet', own.context.draft))).toContain(notYours);
    expect((await forge('milan')).context.step).not.toBe('read');
    expect(readAll(await forge('rosa'))).toContain('Milan Example has begun to raise this');
    expect(conversation.tables.drafts.size).toBe(2);
  });
});
