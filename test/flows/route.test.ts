import { describe, expect, test } from 'vitest';
import type { Account } from '../../src/flows/chat-input.ts';
import { accountOf, formOf, openConversation, readAll, readMessage } from '../support/conversation.ts';
import { reach } from '../support/raising.ts';

const at = '2026-12-22T10:00:00Z';
const rosa = accountOf('rosa');
const stranger = { platform: 'slack', space: 'T-COUNCIL', user: 'U-nobody' } as const;

async function withCase() {
  const conversation = await openConversation({ at });
  const check = await reach(conversation, rosa, 'check');
  await conversation.submit(rosa, check, { next: 'send' });
  const caseId = check.context.draft ?? '';
  const reference = conversation.tables.views.get(caseId)?.case.reference ?? '';
  return { conversation, caseId, reference };
}

describe('a command', () => {
  test('with a reference in small letters and with spaces sends the case to the person alone', async () => {
    const { conversation, reference } = await withCase();
    const reply = await conversation.type(rosa, ` ${reference.toLowerCase().replace('-', ' ')} `);
    expect(JSON.stringify(reply)).toContain('See your own chat with Concordat');
    expect(JSON.stringify(reply)).not.toContain(reference);
    expect(readMessage(conversation.written.at(-1))).toContain(reference);
    expect(readMessage(conversation.written.at(-1))).not.toContain('Avery');
  });

  test('that is typed on a page is answered there, and nothing is sent', async () => {
    const { conversation, reference } = await withCase();
    const before = conversation.written.length;
    for (const text of [reference, 'list']) {
      const reply = await conversation.type(rosa, text, 'on-page');
      expect(reply.kind === 'message' ? readMessage(reply.message) : reply.kind).toContain(reference);
    }
    expect(conversation.written).toHaveLength(before);
  });

  test('with a reference says the same of a case that is not one’s own and of one that does not exist', async () => {
    const { conversation, reference } = await withCase();
    const outside = accountOf('piet');
    const own = readAll(formOf(await conversation.type(outside, reference)));
    const none = readAll(formOf(await conversation.type(outside, 'RED-00000')));
    expect(own).toContain('is not one that you are part of, or there is none');
    expect(own.replace(reference, 'X')).toBe(none.replace('RED-00000', 'X'));
  });

  test('list sends each case with what is owed and a button that opens it', async () => {
    const { conversation, reference } = await withCase();
    await conversation.type(accountOf('nadia'), 'list');
    const said = readMessage(conversation.written.at(-1));
    expect(said).toContain(reference);
    expect(said).toContain(`[Open ${reference}]`);
    expect(said).toContain('Mine to do');
    await conversation.type(accountOf('piet'), 'LIST');
    expect(readMessage(conversation.written.at(-1))).toContain(
      'You have no open cases. Type /escalate to raise a disagreement.',
    );
  });

  test('help names one’s own route: line manager, senior manager, lead and the board’s office', async () => {
    const { type } = await openConversation({ at });
    const said = readAll(formOf(await type(rosa, 'help')));
    for (const who of ['Milan Example', 'Sunita Example', 'Lena Example', 'Bella Example']) {
      expect(said).toContain(who);
    }
    expect(said).toContain('/escalate list');
  });

  test('that is not understood is said back with what can be typed', async () => {
    const { type } = await openConversation({ at });
    const said = readAll(formOf(await type(rosa, 'lsit my stuff')));
    expect(said).toContain('“lsit my stuff” was not understood');
    expect(said).toContain('/escalate list');
  });

  test.each(['list', 'help', 'RED-4F7K2', 'anything'])(
    '“%s” from a stranger says whom to ask',
    async (text) => {
      const { type } = await openConversation({ at });
      expect(readAll(formOf(await type(stranger, text)))).toContain('It does not know you here yet');
    },
  );
});

describe('a press', () => {
  test('on “Raise a disagreement” asks the risk question, before it is known who pressed', async () => {
    const { press, profilesAsked } = await openConversation({ at });
    expect(formOf(await press(rosa, { do: 'raise' })).context.step).toBe('risk');
    expect(profilesAsked).toEqual([]);
  });

  test('on “Immediate risk now” outside a case shows whom to ring at once', async () => {
    const { press } = await openConversation({ at });
    expect(readAll(formOf(await press(rosa, { do: 'report-immediate-risk' })))).toContain('Milan Example');
    expect(readAll(formOf(await press(stranger, { do: 'report-immediate-risk' })))).toContain('999');
  });

  test('on a button that means nothing any more is answered kindly and changes nothing', async () => {
    const { press, tables } = await openConversation({ at });
    expect(readAll(formOf(await press(rosa, { do: 'no-such-act' })))).toContain('does nothing any more');
    expect(tables.entries.size).toBe(0);
  });

  test('on a case opens its page, and for whoever may not see it says that there is none', async () => {
    const { conversation, caseId, reference } = await withCase();
    const act = { do: 'case-page', caseId };
    expect(await conversation.press(accountOf('nadia'), act)).toEqual({ kind: 'nothing' });
    expect(conversation.written.map(({ summary }) => summary)).toEqual([`${reference}: where it stands`]);
    expect(readAll(formOf(await conversation.press(accountOf('piet'), act)))).toContain(
      'is not one that you are part of',
    );
  });

  test('on “raise it as well” of a case that was raised shows that it was', async () => {
    const { conversation, caseId, reference } = await withCase();
    expect(readAll(formOf(await conversation.press(rosa, { do: 'raise', caseId })))).toContain(
      `${reference} is raised`,
    );
    expect(readAll(formOf(await conversation.press(accountOf('nadia'), { do: 'raise', caseId })))).toContain(
      `${reference} was raised already`,
    );
    expect(readAll(formOf(await conversation.press(accountOf('piet'), { do: 'raise', caseId })))).toContain(
      'You are not part of this case',
    );
  });
});

describe('a form', () => {
  test('of which nothing is known is answered kindly', async () => {
    const { submit } = await openConversation({ at });
    const form = { title: '', context: { act: { do: 'nothing' }, step: 'x' }, intro: [], fields: [] };
    expect(readAll(formOf(await submit(rosa, form, {})))).toContain('does nothing any more');
  });

  test('that a stranger sends back says whom to ask', async () => {
    const conversation = await openConversation({ at });
    const form = await reach(conversation, rosa, 'words-1');
    expect(readAll(formOf(await conversation.submit(stranger, form, {})))).toContain(
      'It does not know you here yet',
    );
  });

  test('of triage with a garbled step begins again', async () => {
    const { submit } = await openConversation({ at });
    const context = { act: { do: 'triage', on: 'redbridge' }, step: 'garbled', draft: 'x' };
    const form = { title: '', context, intro: [], fields: [] };
    expect(formOf(await submit(rosa, form, {})).context.step).toBe('risk');
    const lost = { ...form, context: { act: { do: 'triage' }, step: 'risk' } };
    expect(formOf(await submit(rosa, lost, { risk: 'no' })).context.step).toBe('risk');
  });
});

describe('the home view', () => {
  test('is the person’s own, and a stranger’s says whom to ask', async () => {
    const { services, route } = await openConversation({ at });
    const opened = (account: Account) =>
      route({ kind: 'home-opened', id: 'h', account, at: services.clock.now() });
    const mine = await opened({ ...stranger, user: 'U-rosa' });
    expect(JSON.stringify(mine)).toContain('Your cases');
    const theirs = await opened(stranger);
    expect(theirs.kind).toBe('home');
    expect(JSON.stringify(theirs)).toContain('does not know you here yet');
  });
});

test('what no platform’s adapter understood is answered with nothing', async () => {
  const { route } = await openConversation({ at });
  expect(await route({ kind: 'unsupported', why: 'a reaction' })).toEqual({ kind: 'nothing' });
});
