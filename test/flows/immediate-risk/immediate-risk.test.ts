import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/flows/chat-input.ts';
import type { Form } from '../../../src/flows/chat-message.ts';
import { route } from '../../../src/flows/route.ts';
import { knownCase } from '../../../src/flows/rules-of-case.ts';
import { fold, runCommand } from '../../../src/flows/run-command.ts';
import { wordNotice } from '../../../src/flows/wording/word-notice.ts';
import { changed } from '../../support/case-world.ts';
import {
  accountOf,
  choicesOf,
  errorsOf,
  fieldOf,
  formOf,
  openConversation,
  readAll,
  type Conversation,
} from '../../support/conversation.ts';
import { council, person, practiceDirectory, withPeople } from '../../support/practice-directory.ts';
import { goOn, reach } from '../../support/raising.ts';

const christmasNight = '2026-12-25T23:40:00Z';
const rosa = accountOf('rosa');
const milan = accountOf('milan');
const stranger = { platform: 'slack', space: 'T-COUNCIL', user: 'U-nobody' } as const;

async function riskForm(conversation: Conversation, account: Account = rosa): Promise<Form> {
  return formOf(
    await conversation.submit(account, formOf(await conversation.type(account, '')), { risk: 'yes' }),
  );
}

async function reported(conversation: Conversation, answers = {}) {
  const form = await riskForm(conversation);
  const told = formOf(await conversation.submit(rosa, form, answers));
  const caseId = form.context.act.caseId ?? '';
  const state = async () => {
    const loaded = await conversation.services.cases.load(caseId);
    if (loaded === undefined) throw new Error('There is no case');
    return fold(loaded);
  };
  return { form, told, caseId, state };
}

describe('somebody who has to hear of a risk and cannot be reached, before anything was raised', () => {
  const dora = person('dora', 'Dora Example', council, ['line-manager']);
  const everybody = changed('milan', { deputy: 'dora' }, withPeople(practiceDirectory, [dora]));

  async function unreached() {
    const conversation = await openConversation({ at: christmasNight, directory: everybody });
    const { caseId, state } = await reported(conversation);
    const { services, tables, clock } = conversation;
    const known = await knownCase(services, caseId);
    if (known === undefined) throw new Error('There is no case');
    await runCommand(services, known.rules, {
      type: 'note-unreachable',
      id: 'unreachable:1',
      caseId,
      at: clock.now(),
      person: 'milan',
      why: 'this account was deactivated',
      about: 'alert',
    });
    const word = async (who: string, when: 'sending' | 'standing' = 'sending') => {
      const now = await knownCase(services, caseId);
      const reader = everybody.people.get(who);
      const found = [...tables.effects.values()].flatMap(({ row }) =>
        row.kind === 'notice' && row.to === who && row.about.what === 'PersonUnreachable' ? [row.about] : [],
      );
      const [about] = found;
      if (now === undefined || reader === undefined || about === undefined)
        throw new Error('Nothing to word');
      const worded = wordNotice(about, reader, now, clock.now(), when);
      return worded === 'superseded' ? worded : JSON.stringify(worded);
    };
    return { conversation, caseId, state, word };
  }

  test('is the alert itself to whoever stands in for them, who can answer it', async () => {
    const { word } = await unreached();
    const said = await word('dora');
    expect(said).toContain('An adult may be at immediate risk');
    expect(said).toContain('answer-alert');
    expect(said).toContain('020 7946 0101');
  });

  test('is word to the reporter to ring, with the numbers', async () => {
    const { word } = await unreached();
    const said = await word('rosa');
    expect(said).toContain('Milan Example cannot be reached here');
    expect(said).toContain('Ring now');
    expect(said).toContain('020 7946 0102');
    expect(said).not.toContain('hand over');
  });

  test('is not sent any more once somebody has said what is in place', async () => {
    const { conversation, state, caseId, word } = await unreached();
    const id = (await state()).alerts[0]?.id ?? '';
    const lena = accountOf('lena', everybody);
    const form = formOf(await conversation.press(lena, { do: 'answer-alert', caseId, on: id }));
    await conversation.submit(lena, form, { 'in-place': 'The police are with the adult.' });
    for (const who of ['dora', 'rosa']) {
      expect(await word(who)).toBe('superseded');
      expect(await word(who, 'standing')).toContain('Somebody is seeing to the immediate risk');
    }
  });
});

describe('an adult at immediate risk', () => {
  test('first whom to ring: 999, out of hours, one’s own manager and lead with their numbers', async () => {
    const said = readAll(await riskForm(await openConversation({ at: christmasNight })));
    const order = [
      'Emergency services: 999',
      'Northbrook Council, out of hours: 020 7946 0100',
      'Milan Example',
      'Lena Example',
    ];
    const places = order.map((words) => said.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((one, other) => one - other)).toEqual(places);
    expect(said).toContain('020 7946 0102');
    expect(said).toContain('020 7946 0103');
    expect(said).toContain('Policy, paragraph 4.1');
  });

  test('nothing has to be filled in: one press tells manager and lead, at any hour of any day', async () => {
    const conversation = await openConversation({ at: christmasNight });
    const { told, state } = await reported(conversation);
    const { alerts, status } = await state();
    expect(status).toBe('alerted');
    expect(alerts[0]?.told.map(({ person }) => person)).toEqual(['milan', 'lena']);
    const notices = [...conversation.tables.effects.values()].flatMap(({ row }) =>
      row.kind === 'notice' && row.at <= new Date(christmasNight) ? [row.to] : [],
    );
    expect(notices).toEqual(expect.arrayContaining(['milan', 'lena']));
    expect(conversation.woken.length).toBeGreaterThan(0);
    expect(readAll(told)).toContain('Nobody has acknowledged yet. Ring them now');
    expect(readAll(told)).toContain('Friday 25 December 2026, 23:40');
    expect(readAll(told)).toContain('020 7946 0102');
  });

  test('another agency’s lead is offered with name and number, and told if chosen', async () => {
    const conversation = await openConversation({ at: christmasNight });
    const form = await riskForm(conversation);
    expect(choicesOf(form, 'also')).toEqual(['st-aldhelms']);
    const field = fieldOf(form, 'also');
    expect('options' in field ? field.options[0]?.hint : '').toBe('Ines Example, 020 7946 0203');
    const { told, state } = await reported(conversation, { also: 'st-aldhelms' });
    expect((await state()).alerts[0]?.told.map(({ person }) => person)).toEqual(['milan', 'lena', 'ines']);
    expect(readAll(told)).toContain('Ines Example');
  });

  test('what is happening is sealed: no word of it is in the record, the log or the messages to come', async () => {
    const conversation = await openConversation({ at: christmasNight });
    const { state } = await reported(conversation, { situation: 'Locked in without insulin' });
    const { tables, logged } = conversation;
    const kept = JSON.stringify([[...tables.entries], [...tables.effects], [...tables.views], logged]);
    expect(kept).not.toContain('insulin');
    expect((await state()).alerts[0]?.situation?.id).toBeDefined();
  });

  test('the press delivered again tells nobody twice and shows the same page', async () => {
    const conversation = await openConversation({ at: christmasNight });
    const form = await riskForm(conversation);
    const input = conversation.submission(rosa, form, { situation: 'Alone' });
    const first = await conversation.route(input);
    const effects = conversation.tables.effects.size;
    expect(await conversation.route(input)).toEqual(first);
    expect(conversation.tables.effects.size).toBe(effects);
    expect(conversation.tables.entries.size).toBe(1);
  });

  test('a stranger is shown what to do and told that nobody was told', async () => {
    const conversation = await openConversation({ at: christmasNight });
    const form = await riskForm(conversation, stranger);
    expect(form.submit).toBeUndefined();
    expect(readAll(form)).toContain('Emergency services: 999');
    expect(readAll(form)).toContain('Northbrook Council, out of hours: 020 7946 0100');
    expect(readAll(form)).toContain('has told nobody');
    expect(conversation.tables.entries.size).toBe(0);
  });

  test.each([
    ['says that it does not know', () => Promise.reject(new Error('down'))],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('a platform that %s who it is keeps nothing of this back', async (_, profile) => {
    const conversation = await openConversation({ at: christmasNight });
    const down = { ...conversation.services.chat, profile };
    const form = formOf(await conversation.type(rosa, ''));
    const input = conversation.submission(rosa, form, { risk: 'yes' });
    const reply = await route({ ...conversation.services, chat: down }, input);
    expect(readAll(formOf(reply))).toContain('Emergency services: 999');
    expect(conversation.logged.join()).toContain('not identified');
  });

  test('the disagreement can be raised beside it, under the same reference', async () => {
    const conversation = await openConversation({ at: '2026-12-22T10:00:00Z' });
    const { told, state, caseId } = await reported(conversation);
    const before = await state();
    expect(told.submit).toBe('Raise it as well');
    const elsewhere = formOf(await conversation.submit(rosa, told, {}));
    expect(elsewhere.context).toMatchObject({ step: 'elsewhere', draft: caseId });
    const check = await goOn(conversation, rosa, elsewhere, 'check');
    await conversation.submit(rosa, check, { next: 'send' });
    const after = await state();
    expect(after.status).toBe('open');
    expect(after.alerts).toHaveLength(1);
    expect('reference' in after && 'reference' in before && after.reference === before.reference).toBe(true);
  });

  test('somebody who is no part of the case cannot report in it, and is still shown whom to ring', async () => {
    const conversation = await openConversation({ at: christmasNight });
    const { caseId } = await reported(conversation);
    const page = formOf(await conversation.press(accountOf('piet'), { do: 'report-immediate-risk', caseId }));
    expect(readAll(page)).toContain('You are not part of this matter');
    expect(readAll(page)).toContain('Emergency services: 999');
  });
});

describe('“I have this”', () => {
  test('asks what is in place, shows what was written and whom to ring, and notes who looked', async () => {
    const conversation = await openConversation({ at: christmasNight });
    const { caseId } = await reported(conversation, { situation: 'Locked in without insulin' });
    const form = formOf(await conversation.press(milan, { do: 'answer-alert', caseId, on: 'alert-1' }));
    expect(readAll(form)).toContain('Locked in without insulin');
    expect(readAll(form)).toContain('Rosa Example, Northbrook Council: 020 7946 0101');
    expect(conversation.tables.accesses).toMatchObject([
      { caseId, person: 'milan', what: 'answer-alert alert-1' },
    ]);
  });

  test('what is in place has to be said; then the alarm is answered', async () => {
    const conversation = await openConversation({ at: christmasNight });
    const { caseId, state } = await reported(conversation);
    const form = formOf(await conversation.press(milan, { do: 'answer-alert', caseId, on: 'alert-1' }));
    expect(errorsOf(await conversation.submit(milan, form, { 'in-place': '  ' }))).toEqual({
      'in-place': 'Say what is in place for the adult.',
    });
    const input = conversation.submission(milan, form, { 'in-place': 'A nurse is with the adult.' });
    const reply = await conversation.route(input);
    expect(readAll(formOf(reply))).toContain('Rosa Example is being told');
    expect((await state()).alerts[0]?.answered?.by).toBe('milan');
    expect(await conversation.route(input)).toEqual(reply);
  });

  test('a stale button says kindly who answered and when', async () => {
    const conversation = await openConversation({ at: christmasNight });
    const { caseId } = await reported(conversation);
    const act = { do: 'answer-alert', caseId, on: 'alert-1' };
    await conversation.submit(milan, formOf(await conversation.press(milan, act)), {
      'in-place': 'Seen to.',
    });
    const page = formOf(await conversation.press(accountOf('lena'), act));
    expect(readAll(page)).toContain(
      'Milan Example already said what is in place, on Friday 25 December 2026, 23:40',
    );
    expect(page.submit).toBeUndefined();
  });

  test('neither the reporter nor somebody else can answer', async () => {
    const conversation = await openConversation({ at: christmasNight });
    const { caseId } = await reported(conversation, { situation: 'Locked in without insulin' });
    const act = { do: 'answer-alert', caseId, on: 'alert-1' };
    expect(readAll(formOf(await conversation.press(rosa, act)))).toContain('You reported this yourself');
    const outside = readAll(formOf(await conversation.press(accountOf('piet'), act)));
    expect(outside).toContain('Only somebody who was told');
    expect(outside).not.toContain('insulin');
    const looks = conversation.tables.accesses.map(({ person: who, what }) => `${who}: ${what}`);
    expect(looks).toEqual(['rosa: refused answer-alert', 'piet: refused answer-alert']);
  });
});

test('“no” at the risk question tells nobody', async () => {
  const conversation = await openConversation({ at: christmasNight });
  await reach(conversation, rosa, 'elsewhere');
  expect(conversation.tables.entries.size).toBe(0);
});
