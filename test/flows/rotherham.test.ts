import { describe, expect, test } from 'vitest';
import type { Answers } from '../../src/flows/chat-input.ts';
import type { Form } from '../../src/flows/chat-message.ts';
import { shippedPolicy } from '../policy/policies.ts';
import { boardInHand } from '../support/board-in-hand.ts';
import { choicesOf, errorsOf, fieldOf, formOf, readAll, readMessage } from '../support/conversation.ts';

/* What people in Rotherham are shown and asked, on Tuesday 22 December 2026. */

const policy = shippedPolicy('rotherham');
const request = { 'stage-2-request': 'Please raise the plan for the medicines with the ward.' };
const spoken = {
  between: 'sides',
  how: 'telephone',
  tookPlace: '2026-12-22',
  time: '10:00',
  'discussion-what': 'Three doses were changed on Monday.',
  'discussion-opinion': 'Rosa thinks that it is not safe at home.',
  'discussion-next': 'Nadia asks the pharmacist by Wednesday.',
};
const settled = {
  'agreed-outcome': 'The pharmacist writes the plan.',
  rationale: 'The assessment of Monday shows the need.',
  outstanding: 'none',
  'outstanding-1-what': 'Write the plan',
  'outstanding-1-owner': 'nadia',
  'outstanding-1-by': '2026-12-30',
};

const entryAsks =
  "Have you put your own entry about the discussion and its outcome on the adult's case record?";

const before = () => boardInHand(policy);

/** Rosa's way through the questions of a raise, to one step of it. */
async function asked(step: string, answers: Readonly<Record<string, Answers>> = {}): Promise<Form> {
  const hand = await before();
  return hand.goOn('rosa', await hand.begin('rosa'), step, answers);
}

/** What the policy says to people at a point, each with its part of the document. */
function guidance(at: (typeof policy.guidance)[number]['at']): readonly string[] {
  const lines = policy.guidance.filter((one) => one.at === at);
  expect(lines).not.toEqual([]);
  return lines.map(({ text, source }) => `${text} (${source})`);
}

async function raised() {
  const hand = await before();
  const { caseId } = await hand.raise();
  const press = (who: string, does: string, on?: string) => hand.press(who, caseId, does, on);
  const form = async (who: string, does: string, on?: string) => formOf(await press(who, does, on));
  const fill = async (who: string, does: string, typed: Answers = {}, on?: string) => {
    const shown = await form(who, does, on);
    return hand.submit(who, shown, { ...valuesOf(shown), ...typed });
  };
  const read = async (who: string, does: string, on?: string) => readAll(await form(who, does, on));
  const casePage = async (who: string) => {
    await press(who, 'case-page');
    return readMessage(hand.conversation.written.at(-1));
  };
  const state = () => hand.state(caseId);
  const messagesTo = (who: string) => hand.messagesTo(who, caseId);
  const submit = hand.submit;
  const looks = () => hand.conversation.tables.accesses.map(({ person, what }) => `${person}: ${what}`);
  return { press, form, fill, read, casePage, state, messagesTo, submit, looks };
}
type Raised = Awaited<ReturnType<typeof raised>>;

/** What stands in a form already, such as the boxes that are drafted from the case. */
function valuesOf(form: Form): Answers {
  return Object.fromEntries(
    form.fields.flatMap((field) => ('value' in field ? [[field.id, field.value]] : [])),
  );
}

/** Taken to a stage by the raising side, with what each needs. */
async function atStage(to: '2' | '3' | '4'): Promise<Raised> {
  const hand = await raised();
  await hand.fill('rosa', 'escalate', { risk: 'no', ...request });
  if (to !== '2') await hand.fill('milan', 'escalate', { risk: 'no' });
  if (to === '4') await hand.fill('sunita', 'escalate', { risk: 'no' });
  expect((await hand.state()).stage).toBe(to);
  return hand;
}

async function settledBy(hand: Raised, other: string, own: string): Promise<void> {
  await hand.fill(other, 'propose-outcome', { ...settled, 'outstanding-1-owner': other });
  await hand.fill(own, 'agree-outcome', {}, String((await hand.state()).proposal?.entry));
  expect((await hand.state()).status).toBe('closed');
}

describe('before a difference is raised', () => {
  test('the risk comes first: one’s own manager and lead by name, at once, without waiting for the procedure', async () => {
    const hand = await before();
    const rosa = hand.account('rosa');
    const first = formOf(await hand.conversation.type(rosa, ''));
    expect(first.fields.map(({ label }) => label)).toEqual(['Is the risk to the adult serious or imminent?']);
    const told = readAll(formOf(await hand.conversation.submit(rosa, first, { risk: 'yes' })));
    expect(told).toContain('Milan Example');
    expect(told).toContain('Lena Example');
    expect(told).toContain('do not wait for this procedure');
  });

  test('whoever raises or asks for help reads that the document is a draft', async () => {
    const says = 'The board’s document is a draft.';
    expect(readAll(await asked('elsewhere'))).toContain(says);
    const hand = await before();
    expect(readAll(formOf(await hand.conversation.type(hand.account('rosa'), 'help')))).toContain(says);
    const other = await boardInHand(shippedPolicy('solihull'));
    expect(readAll(await other.begin('rosa'))).not.toContain(says);
  });

  test('advice on one’s own work goes to one’s supervisor, and a person’s conduct elsewhere: neither opens a case', async () => {
    for (const [elsewhere, says] of [
      ['supervision', 'Nothing here takes the place of supervision in your own organisation.'],
      ['conduct', 'This procedure is about practice and not about a person.'],
    ] as const) {
      const hand = await before();
      const form = await hand.begin('rosa');
      const page = formOf(await hand.submit('rosa', form, { elsewhere: [elsewhere], scope: 'yes' }));
      expect(page.submit).toBeUndefined();
      expect(readAll(page)).toContain(says);
      expect(hand.conversation.tables.drafts.size).toBe(0);
    }
  });

  test('help says that advice is no supervision and that the adult stays out of the difference', async () => {
    const hand = await before();
    const said = readAll(formOf(await hand.conversation.type(hand.account('rosa'), 'help')));
    for (const line of guidance('help')) expect(said).toContain(line);
  });

  test('whoever raises it reads to question the practice and not the person, to be exact, and to ask for support', async () => {
    const said = readAll(await asked('agency-1'));
    for (const line of guidance('raise')) expect(said).toContain(line);
  });

  test('what one disagrees about and what one wants to reach have to be said', async () => {
    const hand = await before();
    const first = await hand.goOn('rosa', await hand.begin('rosa'), 'words-1', {});
    expect(fieldOf(first, 'issue').hint).toContain('action or failure to act, and never the person');
    const typed = { risk: 'A wrong dose.', nature: 'We differ on the order.' };
    expect(errorsOf(await hand.submit('rosa', first, { ...typed, issue: '' }))).toHaveProperty('issue');
    const second = await hand.goOn('rosa', first, 'words-2', {});
    const empty = errorsOf(await hand.submit('rosa', second, { aim: '', evidence: '' }));
    expect(Object.keys(empty)).toEqual(expect.arrayContaining(['aim', 'evidence']));
    const third = await hand.goOn('rosa', second, 'words-3', {});
    expect(errorsOf(await hand.submit('rosa', third, { 'interim-safety': '' }))).toHaveProperty(
      'interim-safety',
    );
  });

  test('the circumstances, how it came to light and whom one has asked can be said, and hold nothing up', async () => {
    const first = await asked('words-1');
    expect(fieldOf(first, 'circumstances').required).toBe(false);
    expect(fieldOf(first, 'risk')).toMatchObject({ required: true });
    const second = await asked('words-2');
    expect(choicesOf(second, 'came-to-light')).toEqual(
      policy.raise.fields.find(({ id }) => id === 'came-to-light')?.choices?.map(({ id }) => id),
    );
    expect(choicesOf(second, 'came-to-light')).toContain('notified');
    expect(fieldOf(second, 'came-to-light').required).toBe(false);
    expect(fieldOf(second, 'supervisor').label).toBe(
      'Whom of your supervisors or managers have you asked, and when?',
    );
    expect(fieldOf(second, 'supervisor').required).toBe(false);
  });

  test('the kinds of difference are those of the running text', async () => {
    const form = await asked('about');
    expect(choicesOf(form, 'themes')).toEqual(policy.themes.map(({ id }) => id));
  });
});

describe('while a difference goes on', () => {
  test('the latest date, what is left of it and the paragraph are on the page of the case for both sides', async () => {
    const hand = await raised();
    for (const who of ['rosa', 'nadia']) {
      const page = await hand.casePage(who);
      expect(page).toContain('When the professional difference arose: Tuesday 22 December 2026, 09:30');
      expect(page).toContain('By Thursday 24 December 2026, 09:30 (2 working days left). Policy: Stage 1.');
    }
  });

  test('whoever it comes to reads to be open to looking again and that the adult comes first', async () => {
    const hand = await atStage('3');
    for (const who of ['nadia', 'tom', 'grace'])
      for (const line of guidance('receive')) expect(await hand.messagesTo(who)).toContain(line);
  });

  test('an answer asks for the risk, the reasons and the evidence', async () => {
    const hand = await raised();
    const form = await hand.form('nadia', 'respond');
    expect(form.fields[0]).toMatchObject({
      id: 'risk',
      label: 'Is the risk to the adult serious or imminent?',
    });
    for (const line of guidance('respond')) expect(readAll(form)).toContain(line);
  });

  test('it can be taken on from the first moment, and the form says that the times are the longest allowed', async () => {
    const hand = await raised();
    const form = await hand.form('rosa', 'escalate');
    expect(readAll(form)).toContain('You need not wait for it.');
    for (const line of guidance('escalate')) expect(readAll(form)).toContain(line);
  });

  test('every step up asks for the risk again', async () => {
    const hand = await raised();
    const steps = [
      ['rosa', request],
      ['milan', {}],
      ['sunita', {}],
    ] as const;
    for (const [who, more] of steps) {
      const form = await hand.form(who, 'escalate');
      expect(form.fields[0]).toMatchObject({ id: 'risk', required: true });
      expect(errorsOf(await hand.submit(who, form, { ...more }))).toHaveProperty('risk');
      await hand.submit(who, form, { risk: 'no', ...more });
    }
    expect((await hand.state()).stage).toBe('4');
  });

  test('a conversation is written down with facts, opinions and next steps apart, and both sides read all three', async () => {
    const hand = await raised();
    const form = await hand.form('rosa', 'log-discussion');
    const without = { ...spoken, with: ['nadia'], 'discussion-opinion': '' };
    expect(errorsOf(await hand.submit('rosa', form, without))).toHaveProperty('discussion-opinion');
    const noNext = { ...spoken, with: ['nadia'], 'discussion-next': '' };
    expect(errorsOf(await hand.submit('rosa', form, noNext))).toHaveProperty('discussion-next');
    await hand.submit('rosa', form, { ...spoken, with: ['nadia'] });
    for (const who of ['rosa', 'nadia']) {
      const record = await hand.read(who, 'read-case');
      expect(record).toContain('What are the facts? Three doses were changed on Monday.');
      expect(record).toContain('whose are they? Rosa thinks that it is not safe at home.');
      expect(record).toContain('by when? Nadia asks the pharmacist by Wednesday.');
    }
  });

  test('whoever took part is asked whether the record is true and their own entry is on the case record', async () => {
    const hand = await raised();
    await hand.fill('rosa', 'log-discussion', { ...spoken, with: ['nadia'] });
    const asks = await hand.read('nadia', 'approve-entry');
    expect(asks).toContain("is your own entry on the adult's case record?");
    expect(asks).toContain('a telephone call that took place on Tuesday 22 December 2026');
    await hand.fill('nadia', 'approve-entry');
    expect(await hand.read('rosa', 'read-case')).toContain('Approved by Nadia Example');
  });

  test('at Stage 2 the worker asks their own manager to raise it, in words that both managers read', async () => {
    const hand = await raised();
    const form = await hand.form('rosa', 'escalate');
    expect(fieldOf(form, 'stage-2-request').label).toBe(
      'What do you ask your supervisor or manager to raise?',
    );
    expect(errorsOf(await hand.submit('rosa', form, { risk: 'no' }))).toHaveProperty('stage-2-request');
    await hand.submit('rosa', form, { risk: 'no', ...request });
    for (const who of ['milan', 'tom'])
      expect(await hand.read(who, 'read-case')).toContain(request['stage-2-request']);
  });

  test('a talk of both managers without its hour, on the day on which Stage 3 began, is one of that stage', async () => {
    const hand = await atStage('3');
    const talk = { ...spoken, time: 'not-known', with: ['grace'] };
    await hand.fill('sunita', 'log-discussion', talk);
    const owed = (await hand.state()).obligations.find(({ id }) => id === '3.discuss');
    expect(owed?.status).toBe('met');
  });

  test('managers owe a conversation with the manager of the other side, and not with whoever raised it', async () => {
    const hand = await atStage('3');
    for (const who of ['milan', 'sunita', 'grace']) {
      const told = await hand.messagesTo(who);
      expect(told).toContain('speak with whoever acts for the other side');
      expect(told).not.toContain('speak with the person who raised it');
    }
    expect(await hand.messagesTo('nadia')).toContain('speak with the person who raised it');
  });

  test('the record form comes to those of the next stage with the matter, and is theirs to read at once', async () => {
    const hand = await raised();
    await hand.fill('rosa', 'escalate', { risk: 'no', ...request });
    await hand.fill('milan', 'fill-form', { evidence: 'In the case notes of Monday.' }, 'record.1');
    await hand.fill('milan', 'escalate', { risk: 'no' });
    for (const who of ['sunita', 'grace']) {
      expect(await hand.messagesTo(who)).toContain(
        'Read “Record of Escalation, Challenge and Conflict Resolution”',
      );
      expect(await hand.read(who, 'read-form', 'record')).toContain('In the case notes of Monday.');
    }
    expect(await hand.messagesTo('nadia')).not.toContain('"do":"read-form"');
  });
});

describe('the record form', () => {
  test('is drafted with who raised it, their title, agency and day, and who has a copy', async () => {
    const hand = await atStage('2');
    const part2 = await hand.form('milan', 'fill-form', 'record.2');
    expect(valuesOf(part2)).toMatchObject({
      'copied-to': 'Northbrook Council\nSt Aldhelm’s Hospital Trust',
      'referrer-name': 'Rosa Example',
      'referrer-title': 'Social worker',
    });
    const part3 = await hand.form('milan', 'fill-form', 'record.3');
    expect(valuesOf(part3)).toEqual({
      'referrer-agency': 'Northbrook Council',
      'referrer-date': '2026-12-22',
    });
  });

  test('takes kinds of evidence, where it is, next steps and notes from whoever acts', async () => {
    const hand = await atStage('2');
    const first = await hand.form('milan', 'fill-form', 'record.1');
    expect(choicesOf(first, 'evidence-kind')).toContain('supervision');
    const typed = { evidence: 'Minutes of Monday.', 'next-steps': 'To the senior managers.' };
    await hand.fill('milan', 'fill-form', { ...typed, 'evidence-kind': ['minutes'] }, 'record.1');
    await hand.fill('milan', 'fill-form', { notes: 'The family was rung.' }, 'record.2');
    const form = await hand.read('tom', 'read-form', 'record');
    for (const text of ['Minutes of Monday.', 'To the senior managers.', 'The family was rung.'])
      expect(form).toContain(text);
    expect(form).toContain('Minutes');
  });

  test('keeps the name of the adult apart from the rest', async () => {
    const hand = await atStage('2');
    const page = await hand.form('milan', 'read-form', 'record');
    expect(readAll(page)).not.toContain('Avery');
    const apart = formOf(await hand.submit('milan', page, {}));
    expect(readAll(apart)).toContain('Name of the adult at risk: Avery Example');
  });

  test('shows what was agreed once it is settled', async () => {
    const hand = await atStage('3');
    await settledBy(hand, 'grace', 'sunita');
    const form = await hand.read('milan', 'read-form', 'record');
    expect(form).toContain('The pharmacist writes the plan.');
    expect(form).toContain('Stage 3');
  });

  test('is not asked of anybody at Stage 1', async () => {
    const hand = await raised();
    expect(await hand.casePage('rosa')).not.toContain('Record of Escalation');
    await settledBy(hand, 'nadia', 'rosa');
    expect((await hand.state()).obligations.map(({ duty }) => duty)).not.toContain('submit-form');
  });
});

describe('settling a difference', () => {
  test('asks for the reasons and the evidence of what was agreed, and for next steps with owner and day', async () => {
    const hand = await raised();
    const form = await hand.form('nadia', 'propose-outcome');
    for (const line of guidance('close')) expect(readAll(form)).toContain(line);
    expect(errorsOf(await hand.submit('nadia', form, { ...settled, rationale: '' }))).toHaveProperty(
      'rationale',
    );
    const half = { ...settled, 'outstanding-1-by': '' };
    expect(errorsOf(await hand.submit('nadia', form, half))).toHaveProperty('outstanding-1-by');
    await hand.submit('nadia', form, settled);
    await hand.fill('rosa', 'agree-outcome', {}, String((await hand.state()).proposal?.entry));
    const step = (await hand.state()).obligations.find(({ duty }) => duty === 'step');
    expect(step).toMatchObject({ due: '2026-12-30T17:00:00.000Z', owedBy: [{ people: ['nadia'] }] });
    expect(await hand.read('rosa', 'read-case')).toContain('The assessment of Monday shows the need.');
  });

  test('lets whoever acted send a copy to those involved whom they choose, with a reason, which is recorded', async () => {
    const hand = await raised();
    await settledBy(hand, 'nadia', 'rosa');
    const form = await hand.form('rosa', 'send-copy', '1.all-involved.resolved');
    expect(errorsOf(await hand.submit('rosa', form, { people: ['nadia'], reason: '' }))).toHaveProperty(
      'reason',
    );
    await hand.submit('rosa', form, { people: ['nadia'], reason: 'She works with the adult.' });
    expect((await hand.state()).copies).toMatchObject([{ people: ['nadia'] }]);
    expect(await hand.messagesTo('nadia')).toContain('sent a copy to you');
  });

  test('asks what people and organisations can learn from it', async () => {
    const hand = await raised();
    await settledBy(hand, 'nadia', 'rosa');
    expect(readAll(await hand.form('rosa', 'note-learning'))).toContain(
      'What can people and organisations learn from this?',
    );
  });

  test('asks each agency for its own entry from Stage 1, and for the form as well from Stage 2', async () => {
    const first = await raised();
    await settledBy(first, 'nadia', 'rosa');
    expect(await first.read('nadia', 'confirm-filing')).not.toContain('record form');
    expect(await first.read('nadia', 'confirm-filing')).toContain(entryAsks);
    const second = await atStage('2');
    await settledBy(second, 'tom', 'milan');
    for (const who of ['tom', 'milan']) {
      const place = fieldOf(await second.form(who, 'confirm-filing'), 'place');
      expect(place).toMatchObject({
        options: [
          { id: 'case-record', label: entryAsks },
          { id: 'record-form', label: "Is a copy of the record form on the adult's record in your agency?" },
        ],
      });
    }
  });
});

describe('the Board Manager and the panel', () => {
  test('she reads everything from Stage 3, tells the Independent Chair, and each look of hers is noted', async () => {
    const hand = await atStage('3');
    expect(await hand.messagesTo('bella')).toContain(
      'Tell the Independent Chair of the RSAB that there is one',
    );
    expect(await hand.read('bella', 'read-case')).toContain(request['stage-2-request']);
    expect(hand.looks()).toContain('bella: read-case');
    await hand.press('bella', 'tell-head');
    expect((await hand.state()).obligations.find(({ id }) => id === '3.tell-chair')?.status).toBe('met');
  });

  test('its decision is written under the words that it hears the agencies and that it binds', async () => {
    const hand = await atStage('4');
    await hand.press('bella', 'pass-on');
    expect(await hand.read('iris', 'recommend')).toContain('No panel has been convened yet');
    await hand.fill('bella', 'convene-panel', {
      members: ['desi', 'nora', 'paula'],
      meets: '2026-12-23',
      time: '10:00',
    });
    const form = await hand.form('iris', 'recommend');
    for (const line of guidance('forum')) expect(readAll(form)).toContain(line);
    expect(await hand.messagesTo('iris')).toContain('give the decision');
  });
});
