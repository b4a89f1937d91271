import { describe, expect, test } from 'vitest';
import type { Answers } from '../../../src/flows/chat-input.ts';
import { route } from '../../../src/flows/route.ts';
import {
  accountOf,
  choicesOf,
  errorsOf,
  fieldOf,
  formOf,
  openConversation,
  readAll,
  redbridge,
} from '../../support/conversation.ts';
import { council, practiceDirectory, withAgencies } from '../../support/practice-directory.ts';
import { goOn, reach } from '../../support/raising.ts';

const at = '2026-12-22T10:00:00Z';
const rosa = accountOf('rosa');
const stranger = { platform: 'slack', space: 'T-COUNCIL', user: 'U-nobody' } as const;

describe('the risk question', () => {
  test('comes first, in the policy’s words, with its paragraph and 999', async () => {
    const { type } = await openConversation({ at });
    const form = formOf(await type(rosa, ''));
    expect(fieldOf(form, 'risk').label).toBe('Is the adult at immediate risk of significant harm?');
    expect(readAll(form)).toContain('Policy, paragraph 4.1');
    expect(readAll(form)).toContain('Emergency services: 999');
    expect(form.fields.map(({ id }) => id)).toEqual(['risk']);
  });

  test('opens without asking the platform or the database who it is', async () => {
    const { services } = await openConversation({ at });
    const slow = () => Promise.reject(new Error('something slow stood before the form'));
    const cut = {
      ...services,
      people: { ...services.people, personOf: slow, link: slow },
      chat: { ...services.chat, profile: slow },
      cases: { ...services.cases, load: slow },
      drafts: { ...services.drafts, load: slow, latestOf: slow },
    };
    for (const account of [rosa, stranger]) {
      const input = {
        kind: 'command',
        id: 'c1',
        account,
        at: services.clock.now(),
        text: '',
        typed: 'elsewhere',
      } as const;
      expect((await route(cut, input)).kind).toBe('form');
    }
  });

  test('an unanswered question is asked for at its field', async () => {
    const { type, submit } = await openConversation({ at });
    const reply = await submit(rosa, formOf(await type(rosa, '')), { risk: null });
    expect(errorsOf(reply)).toEqual({ risk: 'Choose Yes or No. If you are not sure, choose Yes.' });
  });

  test('“no” from a stranger is refused kindly: what this is, whom to ask, and what to do at immediate risk', async () => {
    const { type, submit, tables } = await openConversation({ at });
    const said = readAll(formOf(await submit(stranger, formOf(await type(stranger, '')), { risk: 'no' })));
    expect(said).toContain('It does not know you here yet');
    expect(said).toContain('Bella Example, 020 7946 0300');
    expect(said).toContain('Emergency services: 999');
    expect(said).toContain('Northbrook Council, out of hours: 020 7946 0100');
    expect(tables.drafts.size).toBe(0);
  });

  test('somebody whose agency is no partner of a board is told whom to ask', async () => {
    const { type, submit } = await openConversation({ at });
    const hana = accountOf('hana');
    const form = formOf(await submit(hana, formOf(await type(hana, '')), { risk: 'no' }));
    expect(readAll(form)).toContain('not listed as a partner');
    expect(form.submit).toBeUndefined();
  });

  test('under a procedure that nobody accepted for the board, “no” opens no case, and “yes” tells people all the same', async () => {
    const { type, submit, tables } = await openConversation({ at, accepted: false });
    const said = readAll(formOf(await submit(rosa, formOf(await type(rosa, '')), { risk: 'no' })));
    expect(said).toContain('has not yet accepted how its procedure is read here');
    expect(tables.entries.size).toBe(0);
    const risk = formOf(await submit(rosa, formOf(await type(rosa, '')), { risk: 'yes' }));
    expect(readAll(risk)).toContain('Milan Example');
    // Nor does the raise that is offered beside the alert.
    const told = formOf(await submit(rosa, risk, {}));
    const beside = formOf(await submit(rosa, told, {}));
    expect(beside.context.step).toBe('elsewhere');
    const answer = formOf(await submit(rosa, beside, { elsewhere: ['none-of-these'], scope: 'yes' }));
    expect(readAll(answer)).toContain('has not yet accepted how its procedure is read here');
    expect(tables.drafts.size).toBe(0);
  });

  test('under a procedure that cases would follow only in part, “no” opens no case though it was accepted, and “yes” tells people all the same', async () => {
    const alternates = [
      { role: 'senior-manager', held_by: 'acting-agency' as const, prefer: false, source: '1' },
    ];
    const policy = { ...redbridge, roles: redbridge.roles.map((role) => ({ ...role, alternates })) };
    const { type, submit, tables } = await openConversation({ at, policies: [policy] });
    const said = readAll(formOf(await submit(rosa, formOf(await type(rosa, '')), { risk: 'no' })));
    expect(said).toContain('cannot follow all of the procedure of Redbridge Safeguarding Adults Board yet');
    expect(said).toContain('Use the written procedure. In an emergency ring 999.');
    expect(tables.entries.size + tables.drafts.size).toBe(0);
    const risk = formOf(await submit(rosa, formOf(await type(rosa, '')), { risk: 'yes' }));
    expect(readAll(risk)).toContain('Milan Example');
  });

  test('where no board has a procedure here, it says so', async () => {
    const { type } = await openConversation({ at, policies: [] });
    expect(readAll(formOf(await type(rosa, '')))).toContain('No board has put its procedure');
  });

  test('with several boards it asks whose procedure, and uses the one that was chosen', async () => {
    const other = { ...redbridge, board: 'northshire', name: 'Northshire Safeguarding Adults Board' };
    const directory = withAgencies(practiceDirectory, [{ ...council, boards: ['redbridge', 'northshire'] }]);
    const { type, submit } = await openConversation({ at, directory, policies: [redbridge, other] });
    const first = formOf(await type(rosa, ''));
    expect(choicesOf(first, 'board')).toEqual(['redbridge', 'northshire']);
    const next = formOf(await submit(rosa, first, { risk: 'no', board: 'northshire' }));
    expect(next.context).toMatchObject({ step: 'elsewhere', act: { on: 'northshire' } });
  });
});

describe('what belongs elsewhere', () => {
  const elsewhere = async (answers: Answers) => {
    const conversation = await openConversation({ at });
    const form = await reach(conversation, rosa, 'elsewhere');
    return { conversation, reply: await conversation.submit(rosa, form, answers) };
  };

  test.each([
    ['complaint', 'Complaints have their own route', '1.5'],
    ['own-agency', 'Use your own agency', '1.5'],
    ['conduct', 'names no route for a person', 'Added by Concordat'],
  ])(
    '%s: its route and its contact are shown, no case is opened, and only ids are logged',
    async (id, says, source) => {
      const { conversation, reply } = await elsewhere({ elsewhere: [id], scope: 'yes' });
      const page = formOf(reply);
      expect(page.submit).toBeUndefined();
      expect(readAll(page)).toContain(says);
      expect(readAll(page)).toContain(source);
      expect(readAll(page)).toContain('Bella Example');
      expect(readAll(page)).toContain('no case was opened');
      expect(conversation.tables.entries.size + conversation.tables.drafts.size).toBe(0);
      expect(conversation.logged).toEqual([
        JSON.stringify({ board: 'redbridge', diversion: id, effect: 'instead', says: 'diverted' }),
      ]);
      // For the board's figures: which answer, on which day, and nobody's name.
      expect([...conversation.tables.diversions.values()]).toEqual([
        { board: 'redbridge', way: id, on: '2026-12-22' },
      ]);
    },
  );

  test('a child whom nobody sees to yet goes to the children’s hub, and the adult’s case goes on', async () => {
    const { conversation, reply } = await elsewhere({ elsewhere: ['child-not-addressed'], scope: 'yes' });
    const form = formOf(reply);
    expect(form.context.step).toBe('agency-1');
    expect(readAll(form)).toContain('CPAT.Referrals@redbridge.gov.uk');
    expect(conversation.logged.join()).toContain('child-not-addressed');
  });

  test('a child whom services work with already: the case goes on, marked', async () => {
    const { conversation, reply } = await elsewhere({ elsewhere: ['child-worked-with'], scope: 'yes' });
    expect(formOf(reply).context.step).toBe('agency-1');
    const check = await goOn(conversation, rosa, formOf(reply), 'check');
    expect(readAll(check)).toContain('Marks: Concerns a child too');
  });

  test('a complaint beside a child’s risk shows both routes and opens no case', async () => {
    const { reply } = await elsewhere({ elsewhere: ['complaint', 'child-not-addressed'], scope: 'yes' });
    const said = readAll(formOf(reply));
    expect(said).toContain('Complaints have their own route');
    expect(said).toContain('CPAT.Referrals@redbridge.gov.uk');
  });

  test('something that bears on nobody’s welfare is out of scope, and the office can be asked', async () => {
    const { conversation, reply } = await elsewhere({ elsewhere: ['none-of-these'], scope: 'no' });
    expect(readAll(formOf(reply))).toContain('Nothing was raised');
    expect(readAll(formOf(reply))).toContain('Bella Example');
    expect(conversation.logged.join()).toContain('out-of-scope');
  });

  test('nothing chosen, or a choice beside “none”, is said at the field', async () => {
    expect(errorsOf((await elsewhere({ elsewhere: [], scope: null })).reply)).toEqual({
      elsewhere: 'Choose what fits, or “None of these”.',
      scope: 'Choose Yes or No.',
    });
    const both = await elsewhere({ elsewhere: ['none-of-these', 'complaint'], scope: 'yes' });
    expect(errorsOf(both.reply)['elsewhere']).toContain('does not go with another choice');
  });
});
