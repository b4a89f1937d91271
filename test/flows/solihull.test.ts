import { describe, expect, test } from 'vitest';
import { isRaised } from '../../src/case/case-state.ts';
import type { Answers } from '../../src/flows/chat-input.ts';
import type { Form, Reply } from '../../src/flows/chat-message.ts';
import { fold } from '../../src/flows/run-command.ts';
import { wordNotice } from '../../src/flows/wording/word-notice.ts';
import { shippedPolicy } from '../policy/policies.ts';
import { directoryOf } from '../support/board-world.ts';
import {
  accountOf, errorsOf, fieldOf, formOf, openConversation, readAll,
} from '../support/conversation.ts'; // prettier-ignore
import { council, person } from '../support/practice-directory.ts';
import { goOn, reach } from '../support/raising.ts';

/* What people in Solihull are shown and asked, on Tuesday 22 December 2026. */

const policy = shippedPolicy('solihull');
const directory = directoryOf('solihull', [
  person('lara', 'Lara Example', council, ['learning-representative']),
]);
const rosa = accountOf('rosa', directory);
const answers = { behalf: { behalf: 'no' }, about: { themes: ['thresholds'] } };

function conversationHere() {
  return openConversation({ at: '2026-12-22T10:00:00Z', directory, policies: [policy] });
}

/** What the policy says to people at a point, each with its paragraph. */
function guidance(at: (typeof policy.guidance)[number]['at']): readonly string[] {
  const lines = policy.guidance.filter((one) => one.at === at);
  expect(lines).not.toEqual([]);
  return lines.map(({ text, source }) => `${text} (${source})`);
}

/** Raised by Rosa with Nadia, and everybody's hands on it. */
async function raisedHere() {
  const conversation = await conversationHere();
  const check = await reach(conversation, rosa, 'check', answers);
  formOf(await conversation.submit(rosa, check, { next: 'send' }));
  const caseId = check.context.draft ?? '';
  const state = async () => {
    const loaded = await conversation.services.cases.load(caseId);
    const found = loaded && fold(loaded);
    if (found === undefined || !isRaised(found)) throw new Error('Nothing was raised');
    return found;
  };
  const press = (who: string, does: string, on?: string): Promise<Reply> =>
    conversation.press(accountOf(who, directory), { do: does, caseId, ...(on === undefined ? {} : { on }) });
  const submit = (who: string, form: Form, typed: Answers): Promise<Reply> =>
    conversation.submit(accountOf(who, directory), form, typed);
  const fill = async (who: string, does: string, typed: Answers = {}, on?: string): Promise<Reply> =>
    submit(who, formOf(await press(who, does, on)), typed);
  const messagesTo = async (who: string): Promise<string> => {
    const now = await state();
    const rules = await conversation.services.rulesOf(now.board, now.policyVersion);
    const reader = directory.people.get(who);
    if (reader === undefined) throw new Error(`${who} is not in the directory`);
    const rows = [...conversation.tables.effects.values()].flatMap(({ row }) =>
      row.kind === 'notice' && row.to === who ? [row.about] : [],
    );
    const known = { caseId, state: now, rules };
    return JSON.stringify(
      rows.map((about) => wordNotice(about, reader, known, conversation.clock.now(), 'standing')),
    );
  };
  return { conversation, state, press, submit, fill, messagesTo };
}

/** Agreed at Stage 1, confirmed in writing by Nadia and accepted by Rosa. */
async function closedHere() {
  const hand = await raisedHere();
  const agreed = { 'agreed-outcome': 'The pharmacist writes the plan.', outstanding: 'none' };
  await hand.fill('nadia', 'propose-outcome', agreed);
  const { proposal } = await hand.state();
  await hand.fill('rosa', 'agree-outcome', {}, String(proposal?.entry));
  await hand.fill('nadia', 'confirm-outcome', { confirmation: 'As agreed.' });
  await hand.fill('rosa', 'accept-confirmation');
  expect((await hand.state()).status).toBe('closed');
  return hand;
}

describe('before a dispute is raised', () => {
  test('the risk comes first, and at immediate risk nobody has to settle it between themselves first', async () => {
    const conversation = await conversationHere();
    const form = formOf(await conversation.type(rosa, ''));
    expect(form.fields.map(({ id, label }) => [id, label])).toEqual([
      ['risk', 'Is the adult at immediate risk?'],
    ]);
    const told = readAll(formOf(await conversation.submit(rosa, form, { risk: 'yes' })));
    expect(told).toContain('You need not try to settle it between yourselves first.');
    expect(told).toContain('Milan Example');
    expect(told).toContain('Lena Example');
  });

  test('the conduct of a professional goes to the Position of Trust Framework, opens no case, and only ids are logged', async () => {
    const conversation = await conversationHere();
    const form = await reach(conversation, rosa, 'elsewhere');
    const page = formOf(await conversation.submit(rosa, form, { elsewhere: ['conduct'], scope: 'yes' }));
    expect(page.submit).toBeUndefined();
    expect(readAll(page)).toContain('Use the West Midlands Position of Trust Framework.');
    expect(readAll(page)).toContain('note after 2.10');
    expect(conversation.tables.entries.size + conversation.tables.drafts.size).toBe(0);
    expect(conversation.logged).toEqual([
      JSON.stringify({ board: 'solihull', diversion: 'conduct', effect: 'instead', says: 'diverted' }),
    ]);
  });

  test('what is no decision or response about the safeguarding of one adult is out of scope', async () => {
    const conversation = await conversationHere();
    const form = await reach(conversation, rosa, 'elsewhere');
    expect(fieldOf(form, 'scope').label).toContain(
      'the safeguarding case of one adult, and a decision or response of another organisation',
    );
    const page = formOf(await conversation.submit(rosa, form, { elsewhere: ['none-of-these'], scope: 'no' }));
    expect(readAll(page)).toContain('Nothing was raised');
    expect(conversation.tables.drafts.size).toBe(0);
  });

  test('whoever raises it reads that it is theirs to raise, directly and at once', async () => {
    const said = readAll(await reach(await conversationHere(), rosa, 'agency-1', answers));
    for (const line of guidance('raise')) expect(said).toContain(line);
  });

  test('help names the Business Team for whoever does not know another agency’s managers', async () => {
    const conversation = await conversationHere();
    const said = readAll(formOf(await conversation.type(rosa, 'help')));
    for (const line of guidance('help')) expect(said).toContain(line);
    expect(said).toContain('ssab@solihull.gov.uk');
    expect(said).toContain('0121 788 4392');
  });

  test('the decision or response that is challenged is asked for with a date of its own', async () => {
    const conversation = await conversationHere();
    const when = { 'received-date': '2026-12-18', 'received-time': '15:00' };
    const check = await reach(conversation, rosa, 'check', {
      ...answers,
      when: { 'arose-date': '2026-12-22', 'arose-time': '09:30', ...when },
    });
    expect(readAll(check)).toContain('The decision was received: Friday 18 December 2026, 15:00');
  });

  test('what keeps the adult safe meanwhile has to be said', async () => {
    const conversation = await conversationHere();
    const form = await reach(conversation, rosa, 'words-2', answers);
    const typed = { evidence: 'The assessment of Monday.', 'interim-safety': '' };
    expect(errorsOf(await conversation.submit(rosa, form, typed))).toHaveProperty('interim-safety');
    const next = await goOn(conversation, rosa, form, 'about');
    expect(next.context.step).toBe('about');
  });
});

describe('while a dispute goes on', () => {
  test('whoever it comes to reads of their own part, of openness and of keeping the adult safe', async () => {
    const said = await (await raisedHere()).messagesTo('nadia');
    for (const line of guidance('receive')) expect(said).toContain(line);
  });

  test('the risk to the adult is asked about again in the response and at every step up the line', async () => {
    const hand = await raisedHere();
    const asks = async (who: string, does: string, on?: string) => {
      const form = formOf(await hand.press(who, does, on));
      expect(form.fields[0]).toMatchObject({ id: 'risk', label: 'Is the adult at immediate risk?' });
      return form;
    };
    await asks('nadia', 'respond');
    const first = await asks('rosa', 'escalate', '2');
    for (const line of guidance('escalate')) expect(readAll(first)).toContain(line);
    const attempt = { 'stage-1-attempt': 'We spoke on Monday and saw it differently.' };
    await hand.submit('rosa', first, { risk: 'no', ...attempt });
    await hand.submit('milan', await asks('milan', 'escalate', '3'), { risk: 'no' });
    expect((await hand.state()).stage).toBe('3');
    await asks('sunita', 'go-up-a-rung');
  });

  test('what was said stands in the record that the other side reads', async () => {
    const hand = await raisedHere();
    await hand.fill('nadia', 'log-discussion', {
      between: 'sides',
      how: 'telephone',
      tookPlace: '2026-12-22',
      time: 'not-known',
      with: ['rosa'],
      'discussion-what': 'The plan for the medicines comes first.',
    });
    for (const who of ['nadia', 'rosa']) {
      const record = readAll(formOf(await hand.press(who, 'chronology')));
      expect(record).toContain('The plan for the medicines comes first.');
    }
  });

  test('taking it on asks how it was tried at Stage 1, and is not done without', async () => {
    const hand = await raisedHere();
    const form = formOf(await hand.press('rosa', 'escalate', '2'));
    expect(fieldOf(form, 'stage-1-attempt')).toMatchObject({ required: true });
    expect(errorsOf(await hand.submit('rosa', form, { risk: 'no' }))).toHaveProperty('stage-1-attempt');
    expect((await hand.state()).stage).toBe('1');
  });
});

describe('once a dispute is settled', () => {
  test('settling it asks how anything left open will be pursued, in the words of 2.7', async () => {
    const hand = await raisedHere();
    const form = formOf(await hand.press('nadia', 'propose-outcome'));
    for (const line of guidance('close')) expect(readAll(form)).toContain(line);
    expect(fieldOf(form, 'outstanding').label).toBe('What is still open, and how will it be pursued?');
    const typed = { 'agreed-outcome': 'The pharmacist writes the plan.', outstanding: '' };
    expect(errorsOf(await hand.submit('nadia', form, typed))).toHaveProperty('outstanding');
  });

  test('each agency is asked whether its records are on the case file and on its database', async () => {
    const hand = await closedHere();
    expect(fieldOf(formOf(await hand.press('rosa', 'confirm-filing')), 'place')).toMatchObject({
      options: [
        { id: 'case-file', label: "Are all records of this on the adult's case file in your agency?" },
        { id: 'agency-database', label: "Are all records of this on your agency's database?" },
      ],
    });
  });

  test('general issues and training are asked about, and a talk about how it went is offered', async () => {
    const hand = await closedHere();
    const form = formOf(await hand.press('rosa', 'note-learning'));
    expect(readAll(form)).toContain('Are there general issues that others could learn from?');
    expect(readAll(form)).toContain('Which training would help?');
    expect(await hand.messagesTo('rosa')).toContain(
      'A talk about how it went, so that you go on working well together.',
    );
  });
});
