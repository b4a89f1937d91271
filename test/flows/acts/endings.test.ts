import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/flows/chat-message.ts';
import { caseList } from '../../../src/flows/case-list.ts';
import { homeOf } from '../../../src/flows/home.ts';
import { wordNotice } from '../../../src/flows/wording/word-notice.ts';
import type { NoticeAbout } from '../../../src/case/effect.ts';
import type { CaseEvent } from '../../../src/case/events.ts';
import { policySchema } from '../../../src/policy/policy.ts';
import { accountOf, fieldOf, formOf, readAll, readMessage, redbridge } from '../../support/conversation.ts';
import { cardsOfReply, wrongWith } from '../../support/drawn-cards.ts';
import { council, person, trust, withPeople } from '../../support/practice-directory.ts';
import { agreedCase, caseInHand, directory, usual, type CaseInHand } from './case-in-hand.ts';

/* What others hear and read of a case, from the button to the page, and that they read nothing else of it. */

const source = 'a paragraph';
const people = [
  person('lara', 'Lara Example', council, ['learning-representative']),
  person('coco', 'Coco Example', council, ['commissioning']),
  person('hedda', 'Hedda Example', trust, ['head-of-service']),
];
const everybody = withPeople(directory, people);

/** Redbridge's ladder with what other boards ask for: feedback, copies, outcomes that are reported, learning, two places to file. */
const policy = policySchema.parse({
  ...redbridge,
  roles: [
    ...redbridge.roles,
    ...['learning-representative', 'commissioning'].map((id) => ({
      id,
      label: id.replace('-', ' '),
      of: 'agency',
      source,
    })),
  ],
  stages: redbridge.stages.map((stage, index) => ({
    ...stage,
    ...(index === 0
      ? {
          office_sees: 'reported-outcomes',
          confirmation: { by: 'either', written: true, offered: true, source },
          copies: [
            { to: 'commissioning', on: 'resolved', content: 'summary', chosen: true, source },
            { to: 'head-of-service', on: 'resolved', content: 'reference', source },
          ],
        }
      : {}),
    obligations: [
      ...stage.obligations,
      ...(index === 0
        ? [
            {
              id: 'feedback',
              duty: 'feedback',
              owed_by: { side: 'receiving', role: 'professional' },
              strict: 'must',
              source,
            },
          ]
        : []),
    ],
  })),
  filing: [...redbridge.filing, { id: 'form', asks: 'Is the form filed?', from_stage: '1', source }],
  learning: {
    fields: [
      { id: 'general', label: 'Anything for others?', type: 'yes-no', required: true, source },
      { id: 'what', label: 'What is it?', required: false, source },
    ],
    goes_to: [{ role: 'learning-representative', source }],
    debrief: { offers: 'A talk over tea.', source },
    source,
  },
});

const hands = (): Promise<CaseInHand> => caseInHand({}, [policy], people);
const settled = async (): Promise<CaseInHand> => agreedCase(await hands());
const said = (reply: Reply): string => readAll(formOf(reply));

/** A notice as this reader gets it now, or that there is none for them. */
async function worded(hand: CaseInHand, who: string, what: CaseEvent['type']): Promise<string> {
  const about: NoticeAbout = { what, entry: Number(await hand.entryOf(what)) };
  const state = await hand.state();
  const rules = await hand.conversation.services.rulesOf(state.board, state.policyVersion);
  const reader = everybody.people.get(who);
  if (reader === undefined) throw new Error(`${who} is not in the directory`);
  const notice = wordNotice(about, reader, { caseId: hand.caseId, state, rules }, hand.clock.now());
  return notice === 'superseded' ? notice : readMessage(notice.message);
}

/** Everything that this person is shown when they open the case, the home, the list and every page that there is. */
async function everything(hand: CaseInHand, who: string): Promise<string> {
  const { services } = hand.conversation;
  const reader = everybody.people.get(who);
  if (reader === undefined) throw new Error(`${who} is not in the directory`);
  const homes = [undefined, 'register:', 'register-closed:', 'outcomes:', 'mine:', 'waiting:', 'closed:'].map(
    (on) => homeOf(services, reader, { do: 'home', ...(on === undefined ? {} : { on }) }),
  );
  const caseHome = homeOf(services, reader, { do: 'home-case', caseId: hand.caseId });
  const pages = ['read-case', 'chronology', 'contacts', 'who-is-the-adult', 'why-date', 'read-alert'];
  const own = ['read-summary', 'read-learning', 'read-reported'];
  const read = await Promise.all([...pages, ...own].map((page) => hand.press(who, page)));
  const lists = { kind: 'list', blocks: await caseList(services, reader) };
  const notices = await Promise.all([...new Set(await hand.events())].map((what) => worded(hand, who, what)));
  const shown = [...(await Promise.all([...homes, caseHome])), ...read, lists, ...notices];
  return JSON.stringify(shown);
}

/** What people wrote in the case, and who of its agencies they are. */
const written = [
  'discharge was decided',
  'The pharmacist writes the plan',
  'Transport is still open',
  'Nadia Example',
  'Avery',
];

describe('word to whoever raised it', () => {
  test('is given in a form that names them, and read by them on a click, never in a message', async () => {
    const hand = await hands();
    const form = formOf(await hand.press('nadia', 'give-feedback'));
    expect(readAll(form)).toContain('Rosa Example (Northbrook Council) raised this and hears from you');
    await hand.submit('nadia', form, { feedback: 'The pharmacist was asked today.' });
    const told = await worded(hand, 'rosa', 'FeedbackGiven');
    expect(told).toContain('What was done about what you raised');
    expect(told).not.toContain('pharmacist');
    expect(said(await hand.press('rosa', 'read-case'))).toContain('The pharmacist was asked today.');
  });

  test('given empty is said at its field', async () => {
    const hand = await hands();
    const form = formOf(await hand.press('nadia', 'give-feedback'));
    expect(await hand.submit('nadia', form, { feedback: '' })).toMatchObject({
      kind: 'field-errors',
      errors: { feedback: 'Say what was done, in a sentence or two.' },
    });
  });
});

describe('a confirmation that either side can give and nobody owes', () => {
  test('is spoken of as such when every side agrees, and in its form', async () => {
    const hand = await settled();
    expect(await worded(hand, 'rosa', 'MatterResolved')).toContain(
      'Either side can confirm it in writing. It is good practice; nobody owes it and it has no date',
    );
    const form = readAll(formOf(await hand.press('rosa', 'confirm-outcome')));
    expect(form).toContain('Every side gets a copy. Nobody has to answer it.');
    await hand.fill('rosa', 'confirm-outcome', { confirmation: 'As agreed.' });
    expect(await worded(hand, 'nadia', 'OutcomeConfirmed')).toContain('Nobody has to answer it.');
  });
});

describe('what an agency files', () => {
  test('is one button for several places, asked in the policy’s own words, and shown as done or not', async () => {
    const hand = await settled();
    const message = await worded(hand, 'rosa', 'CaseClosed');
    expect(message.match(/\[Confirm what is filed\]/g)).toHaveLength(1);
    const form = formOf(await hand.press('rosa', 'confirm-filing'));
    expect(fieldOf(form, 'place')).toMatchObject({
      options: [{ id: 'adults-file' }, { id: 'form', label: 'Is the form filed?' }],
    });
    await hand.submit('rosa', form, { place: 'form' });
    const rosa = everybody.people.get('rosa');
    if (rosa === undefined) throw new Error('Rosa is there');
    const home = await homeOf(hand.conversation.services, rosa, { do: 'home-case', caseId: hand.caseId });
    const page = readMessage({ summary: '', blocks: home.blocks });
    expect(page).toContain('Northbrook Council: Is the form filed? Yes, confirmed.');
    expect(page).toContain('St Aldhelm’s Hospital Trust: Is the form filed? Not confirmed yet.');
  });
});

describe('a copy that somebody sends', () => {
  test('says what its reader can read, takes a reason, and opens a summary with nothing that anybody wrote', async () => {
    const hand = await settled();
    const form = formOf(await hand.press('rosa', 'send-copy', '1.commissioning.resolved'));
    expect(readAll(form)).toContain('They cannot read what anybody wrote.');
    expect(fieldOf(form, 'people')).toMatchObject({ options: [{ id: 'coco' }], value: ['coco'] });
    await hand.submit('rosa', form, { reason: 'The contract asks for it.' });
    expect(await worded(hand, 'coco', 'CopySent')).toContain('A copy for you');
    const summary = await hand.press('coco', 'read-summary');
    expect(wrongWith(cardsOfReply(summary))).toEqual([]);
    const page = said(summary);
    expect(page).toContain('Northbrook Council');
    expect(page).toContain('settled');
    const all = await everything(hand, 'coco');
    for (const words of [...written.filter((one) => one !== 'Nadia Example'), 'The contract asks'])
      expect(all).not.toContain(words);
  });

  test('of the reference alone shows nothing but that there is a case', async () => {
    const hand = await settled();
    expect(await worded(hand, 'hedda', 'MatterResolved')).toContain('You are told of this by its reference');
    const all = await everything(hand, 'hedda');
    for (const words of [...written, 'Rosa Example', 'Northbrook Council and'])
      expect(all).not.toContain(words);
    expect(said(await hand.press('hedda', 'read-summary'))).toContain('not for you to read');
  });

  test('is not there for anybody to whom none was sent', async () => {
    const hand = await settled();
    expect(said(await hand.press('coco', 'read-summary'))).toContain('You are not part of this case');
  });
});

describe('the board’s office, where agencies report outcomes', () => {
  test('is shown nothing at all before one does', async () => {
    const hand = await settled();
    const all = await everything(hand, 'bella');
    const { reference } = await hand.state();
    for (const words of [...written, reference, 'Stage 1']) expect(all).not.toContain(words);
  });

  test('then finds it in a list of its own, reads that outcome, and nothing else on any page, notice or list', async () => {
    const hand = await settled();
    const form = formOf(await hand.press('rosa', 'report-outcome', '1'));
    expect(readAll(form)).toContain('It sees nothing else of this case.');
    await hand.submit('rosa', form, { outcome: 'A plan now comes first.' });
    const bella = everybody.people.get('bella');
    if (bella === undefined) throw new Error('Bella is there');
    const list = await homeOf(hand.conversation.services, bella, { do: 'home', on: 'outcomes:' });
    const { reference } = await hand.state();
    expect(readMessage({ summary: '', blocks: list.blocks })).toContain(
      `${reference}. An agency reported what came of it.`,
    );
    const typedList = await caseList(hand.conversation.services, bella);
    expect(readMessage({ summary: '', blocks: typedList })).toContain(
      `Outcomes that agencies reported\n${reference}. An agency reported what came of it.\n[Open ${reference}]`,
    );
    const reported = await hand.press('bella', 'read-reported');
    expect(said(reported)).toContain('A plan now comes first.');
    expect(wrongWith(cardsOfReply(reported))).toEqual([]);
    expect(await worded(hand, 'bella', 'OutcomeReported')).toContain('[Read what was reported]');
    const all = await everything(hand, 'bella');
    for (const words of written) expect(all).not.toContain(words);
    const typed = hand.conversation;
    await typed.type(accountOf('bella', everybody), reference);
    const shown = readMessage(typed.written.at(-1));
    expect(shown).toContain('You have no part in this case.');
    expect(shown).not.toContain('St Aldhelm');
  });

  test('an outcome that names somebody is warned of before it goes', async () => {
    const hand = await settled();
    const form = formOf(await hand.press('rosa', 'report-outcome', '1'));
    const warned = formOf(await hand.submit('rosa', form, { outcome: 'Nadia Example wrote the plan.' }));
    expect(readAll(warned)).toContain('“What came of it?” names Nadia Example.');
    expect(await hand.events()).not.toContain('OutcomeReported');
  });
});

describe('what others can learn', () => {
  test('is asked with the closing, warns of names, and is read by its recipients, who read nothing else', async () => {
    const hand = await settled();
    const closing = await worded(hand, 'rosa', 'CaseClosed');
    expect(closing).toContain('You owe: say what others can learn from this');
    expect(closing).toContain('[What others can learn]');
    const form = formOf(await hand.press('rosa', 'note-learning'));
    expect(readAll(form)).toContain(
      'It goes to the learning representative, who reads nothing else of this case.',
    );
    const named = { general: 'yes', what: 'Ask Nadia Example first.' };
    expect(readAll(formOf(await hand.submit('rosa', form, named)))).toContain('names Nadia Example');
    await hand.submit('rosa', form, { general: 'yes', what: 'Ask the pharmacy first.' });
    const notice = await worded(hand, 'lara', 'LearningNoted');
    expect(notice).toContain('[Read what others can learn]');
    expect(notice).not.toContain('St Aldhelm');
    const page = said(await hand.press('lara', 'read-learning'));
    expect(page).toContain('Ask the pharmacy first.');
    expect(page).not.toContain('Rosa Example');
    const all = await everything(hand, 'lara');
    for (const words of [...written, 'Rosa Example', 'Northbrook Council']) expect(all).not.toContain(words);
    expect(hand.looks()).toContain('lara: read-learning');
  });

  test('answered with no, goes to nobody', async () => {
    const hand = await settled();
    await hand.fill('rosa', 'note-learning', { general: 'no' });
    expect((await hand.state()).learning).toMatchObject([{ side: 'raising', anything: false }]);
    expect(said(await hand.press('lara', 'read-learning'))).toContain('You are not part of this case');
  });
});

test('a talk about how it went is offered in the policy’s words with the closing, and one press says yes', async () => {
  const hand = await settled();
  expect(await worded(hand, 'rosa', 'CaseClosed')).toContain('A talk over tea.');
  await hand.fill('rosa', 'want-debrief');
  await hand.fill('nadia', 'want-debrief');
  expect((await hand.state()).debriefs).toEqual(['rosa', 'nadia']);
  expect(await worded(hand, 'rosa', 'DebriefWanted')).toContain('would like a talk about how it went');
});

test('nobody is sent what was written in any message of all this', async () => {
  const hand = await settled();
  await hand.fill('nadia', 'note-learning', { general: 'yes', what: 'Ask the pharmacy first.' });
  await hand.fill('rosa', 'report-outcome', { outcome: 'A plan now comes first.' }, '1');
  const messages = await hand.messages();
  for (const words of ['Ask the pharmacy', 'A plan now comes', usual.outcome['agreed-outcome']])
    expect(messages).not.toContain(words);
});
