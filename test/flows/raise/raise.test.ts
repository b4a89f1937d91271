import { describe, expect, test } from 'vitest';
import { isRaised } from '../../../src/case/case-state.ts';
import type { RaisedCase } from '../../../src/case/state.ts';
import type { Answers } from '../../../src/flows/chat-input.ts';
import { readAdultDetails } from '../../../src/flows/raise/adult-details.ts';
import { fold } from '../../../src/flows/run-command.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import {
  accountOf,
  choicesOf,
  errorsOf,
  fieldOf,
  formOf,
  openConversation,
  readAll,
  redbridge,
  type Conversation,
} from '../../support/conversation.ts';
import {
  nadia,
  person,
  practiceDirectory,
  trust,
  withAgencies,
  withoutPerson,
  withPeople,
} from '../../support/practice-directory.ts';
import { goOn, reach, usualAnswers } from '../../support/raising.ts';

const tuesday = '2026-12-22T10:00:00Z';
const rosa = accountOf('rosa');

async function stateOf(conversation: Conversation, caseId: string): Promise<RaisedCase> {
  const loaded = await conversation.services.cases.load(caseId);
  const state = loaded && fold(loaded);
  if (state === undefined || !isRaised(state)) throw new Error('Nothing was raised');
  return state;
}

async function raised(answers: Readonly<Record<string, Answers>> = {}, at = tuesday) {
  const conversation = await openConversation({ at });
  const check = await reach(conversation, rosa, 'check', answers);
  const page = formOf(await conversation.submit(rosa, check, { next: 'send' }));
  const caseId = check.context.draft ?? '';
  return { conversation, page, caseId, state: await stateOf(conversation, caseId) };
}

/** What is said at the fields of a step when it is answered so. */
async function wrong(step: string, answer: Answers, before: Readonly<Record<string, Answers>> = {}) {
  const conversation = await openConversation({ at: tuesday });
  const form = await reach(conversation, rosa, step, before);
  return errorsOf(await conversation.submit(rosa, form, answer));
}

describe('a raise, step by step', () => {
  test('on Tuesday 22 December 2026: the closing page says who was told and each date with its paragraph', async () => {
    const { page, state } = await raised();
    const said = readAll(page);
    expect(said).toContain(`${state.reference} is raised`);
    expect(state.reference).toMatch(/^RED-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(said).toContain('Nadia Example (St Aldhelm’s Hospital Trust) is being told now');
    expect(said).toContain('speak with the person who raised it, by Tuesday 29 December 2026, 17:00');
    expect(said).toContain('Thursday 31 December 2026, 17:00');
    expect(said).toContain('Policy, paragraph 4.4');
    expect(page.submit).toBeUndefined();
  });

  test('what was answered becomes the case', async () => {
    const { state } = await raised();
    expect(state).toMatchObject({
      raiser: 'rosa',
      board: 'redbridge',
      policyVersion: 'v1',
      concern: { arose: '2026-12-22T09:30:00.000Z' },
      raised: '2026-12-22T10:00:00.000Z',
      themes: ['risk', 'communication'],
      flags: [],
      sides: [
        { key: 'raising', agency: 'northbrook-council', professional: 'rosa' },
        { key: 'receiving:st-aldhelms', agency: 'st-aldhelms', professional: 'nadia' },
      ],
    });
    expect(Object.keys(state.words).sort()).toEqual([
      'aim', 'evidence', 'interim-safety', 'issue', 'nature', 'risk', 'wishes',
    ]); // prettier-ignore
  });

  test('every text is sealed and opens again; no word of one is in the record, the outbox, the lists or the log', async () => {
    const { conversation, caseId, state } = await raised();
    const { tables, services, logged } = conversation;
    const vault = await services.vault.forCase(caseId);
    const opened = await vault.open([state.words['issue']?.id ?? '']);
    expect([...opened.values()]).toEqual([usualAnswers['words-1']?.['issue']]);
    const kept = JSON.stringify([[...tables.entries], [...tables.effects], [...tables.views], logged]);
    for (const word of ['medicines', 'dose', 'Avery', '1948', '943 476']) expect(kept).not.toContain(word);
  });

  test('who the adult is is one sealed text; the NHS number is kept as it is written', async () => {
    const { conversation, caseId, state } = await raised();
    const words = state.adult.given === 'sealed' ? state.adult.words : undefined;
    const vault = await conversation.services.vault.forCase(caseId);
    const [json] = (await vault.open([words?.id ?? ''])).values();
    expect(readAdultDetails(json ?? '')).toEqual({
      name: 'Avery Example',
      born: '1948-03-21',
      nhsNumber: '943 476 5919',
    });
  });

  test('the adult may be named by telephone instead', async () => {
    const { state } = await raised({ adult: { given: 'by-telephone' } });
    expect(state.adult).toEqual({ given: 'by-telephone' });
  });

  test('nothing is written to the record before it is sent', async () => {
    const conversation = await openConversation({ at: tuesday });
    await reach(conversation, rosa, 'check');
    expect(conversation.tables.entries.size).toBe(0);
    expect(conversation.tables.effects.size).toBe(0);
  });

  test('the last page shows everything, and sending again after the press is delivered twice changes nothing', async () => {
    const conversation = await openConversation({ at: tuesday });
    const check = await reach(conversation, rosa, 'check');
    const said = readAll(check);
    for (const answer of [
      'St Aldhelm’s Hospital Trust',
      'Nadia Example, Ward sister',
      'Tuesday 22 December 2026, 09:30',
      'The adult may take the wrong dose at home.',
      'Not answered',
      'Level of risk and how it is assessed',
      'Avery Example',
      'Sunday 21 March 1948',
    ]) {
      expect(said).toContain(answer);
    }
    const input = conversation.submission(rosa, check, { next: 'send' });
    const first = await conversation.route(input);
    const effects = conversation.tables.effects.size;
    expect(await conversation.route(input)).toEqual(first);
    expect(await conversation.submit(rosa, check, { next: 'send' })).toEqual(first);
    expect(conversation.tables.effects.size).toBe(effects);
    expect(conversation.tables.drafts.size).toBe(0);
  });

  test('a draft is not sent once cases would follow only a part of the procedure, and is kept', async () => {
    const conversation = await openConversation({ at: tuesday });
    const check = await reach(conversation, rosa, 'check');
    const { policies } = conversation;
    const alternates = [
      { role: 'senior-manager', held_by: 'acting-agency' as const, prefer: false, source: '1' },
    ];
    const roles = redbridge.roles.map((role) => ({ ...role, alternates }));
    await policies.store(redbridge.board, 'v2', { ...redbridge, roles }, new Date(tuesday));
    await policies.accept(redbridge.board, 'Bella Example', new Date(tuesday));
    const said = readAll(formOf(await conversation.submit(rosa, check, { next: 'send' })));
    expect(said).toContain('It was not sent. Concordat cannot follow all of the procedure');
    expect(conversation.tables.entries.size).toBe(0);
    expect(conversation.tables.drafts.size).toBe(1);
  });

  test('a press that was written and whose answer was lost is answered the same once the draft is still there', async () => {
    const conversation = await openConversation({ at: tuesday });
    const check = await reach(conversation, rosa, 'check');
    const [draftId, draft] = [...conversation.tables.drafts][0] ?? [];
    const input = conversation.submission(rosa, check, { next: 'send' });
    const first = await conversation.route(input);
    if (draftId !== undefined && draft !== undefined) conversation.tables.drafts.set(draftId, draft);
    expect(await conversation.route(input)).toEqual(first);
    expect(conversation.tables.drafts.size).toBe(0);
  });
});

describe('choosing with whom', () => {
  test('one’s own agency, the board’s office and agencies of other boards cannot be chosen', async () => {
    const conversation = await openConversation({ at: tuesday });
    const form = await reach(conversation, rosa, 'agency-1');
    expect(choicesOf(form, 'agency')).toEqual(['eastmere-police', 'st-aldhelms']);
    expect(errorsOf(await conversation.submit(rosa, form, { agency: 'northbrook-council' }))).toEqual({
      agency: 'Choose one from the list.',
    });
  });

  test('only people of that agency can be chosen, and who is away is said to be', async () => {
    const away = { ...nadia, away: [{ from: '2026-12-21', to: '2026-12-31' }] };
    const conversation = await openConversation({
      at: tuesday,
      directory: withPeople(practiceDirectory, [away]),
    });
    const form = await reach(conversation, rosa, 'professional-1');
    const field = fieldOf(form, 'professional');
    const options = 'options' in field ? field.options : [];
    expect(options.map(({ id }) => id)).toEqual(['ines', 'nadia', 'tom']);
    expect(options[1]?.hint).toBe('Away until Thursday 31 December 2026. Their deputy is told as well.');
    expect(errorsOf(await conversation.submit(rosa, form, { professional: 'piet' }))).toEqual({
      professional: 'Choose one from the list.',
    });
  });

  test('several agencies: each is asked once, none twice', async () => {
    const answers = {
      'professional-1': { professional: 'nadia', another: 'yes' },
      'agency-2': { agency: 'eastmere-police' },
      'professional-2': { professional: 'piet' },
    };
    const conversation = await openConversation({ at: tuesday });
    const second = await reach(conversation, rosa, 'agency-2', answers);
    expect(choicesOf(second, 'agency')).toEqual(['eastmere-police']);
    const { state, page } = await raised(answers);
    expect(state.sides.map(({ key }) => key)).toEqual([
      'raising',
      'receiving:st-aldhelms',
      'receiving:eastmere-police',
    ]);
    expect(readAll(page)).toContain(
      'Nadia Example (St Aldhelm’s Hospital Trust) and Piet Example (Eastmere Police) are being told now',
    );
  });

  test('over a hundred agencies are searched by part of their name', async () => {
    const many = Array.from({ length: 120 }, (_, index) => ({
      ...trust,
      id: `practice-${index}`,
      name: `Practice ${index}`,
    }));
    const conversation = await openConversation({
      at: tuesday,
      directory: withAgencies(practiceDirectory, many),
    });
    const form = await reach(conversation, rosa, 'agency-1');
    const found = formOf(await conversation.submit(rosa, form, { 'agency-search': 'practice 11' }));
    expect(choicesOf(found, 'agency')).toHaveLength(11);
    const next = formOf(await conversation.submit(rosa, found, { agency: 'practice-117' }));
    expect(next.context.step).toBe('professional-1');
    expect(readAll(next)).toContain('The directory lists nobody at Practice 117');
    expect(next.submit).toBeUndefined();
  });

  test('somebody who leaves the directory before it is sent is asked for again, and all else is kept', async () => {
    const conversation = await openConversation({ at: tuesday });
    const check = await reach(conversation, rosa, 'check');
    await conversation.people.importDirectory(
      withoutPerson(practiceDirectory, 'nadia'),
      0,
      new Date(tuesday),
    );
    const again = formOf(await conversation.submit(rosa, check, { next: 'send' }));
    expect(again.context.step).toBe('professional-1');
    expect(readAll(again)).toContain('Something has changed since you began');
    const next = formOf(await conversation.submit(rosa, again, { professional: 'ines' }));
    expect(next.context.step).toBe('check');
  });
});

describe('when it arose', () => {
  test('one of the two dates is needed', async () => {
    expect(await wrong('when', {})).toEqual({
      'arose-date': 'Say when it arose or, below, when you received the decision.',
    });
  });

  test('a day to come, an hour to come, a time without its day and a year too long ago are said at the field', async () => {
    expect(await wrong('when', { 'arose-date': '2026-12-23' })).toEqual({
      'arose-date': 'This day has not come yet. Choose the day on which it happened.',
    });
    expect(await wrong('when', { 'arose-date': '2026-12-22', 'arose-time': '10:30' })).toEqual({
      'arose-time': 'This time has not come yet. Choose an earlier one, or “Time not known”.',
    });
    expect(await wrong('when', { 'received-time': '09:00' })).toMatchObject({
      'received-date': 'Give the date as well as the time.',
    });
    expect((await wrong('when', { 'arose-date': '1926-12-22' }))['arose-date']).toContain('Check the year.');
    expect(await wrong('when', { 'arose-date': '22 December' })).toEqual({
      'arose-date': 'This is not a date. Write it as 2026-12-22.',
    });
  });

  test('times are local: 09:30 on a day in summer is 08:30 in UTC', async () => {
    const { state } = await raised(
      { when: { 'received-date': '2026-07-01', 'received-time': '09:30' } },
      '2026-07-01T12:00:00Z',
    );
    expect(state.concern).toEqual({ decisionReceived: '2026-07-01T08:30:00.000Z' });
  });

  test('a day whose time is not known counts from its start', async () => {
    const { state } = await raised({ when: { 'arose-date': '2026-12-21', 'arose-time': 'not-known' } });
    expect(state.concern).toEqual({ arose: '2026-12-21T00:00:00.000Z' });
  });
});

describe('a late raise', () => {
  const late = { when: { 'arose-date': '2026-12-17', 'arose-time': '10:00' } };

  test('is taken: it says what the limit was, asks why, and keeps the reason sealed', async () => {
    const conversation = await openConversation({ at: tuesday });
    const form = await reach(conversation, rosa, 'late', late);
    expect(readAll(form)).toContain('by Monday 21 December 2026, 17:00');
    expect(readAll(form)).toContain('Policy, paragraph 4.4');
    const { state } = await raised(late);
    const entry = state.entries.find(({ event }) => event.type === 'CaseRaised');
    expect(entry?.event).toHaveProperty('lateBecause');
    expect(state.obligations.find(({ rule }) => rule === 'raise')).toMatchObject({
      status: 'met',
      metLate: true,
    });
  });

  test('the reason may be left empty', async () => {
    const { state } = await raised({ ...late, late: { 'late-because': '' } });
    const entry = state.entries.find(({ event }) => event.type === 'CaseRaised');
    expect(entry?.event).not.toHaveProperty('lateBecause');
  });

  test('that was raised in time outside chat is not late, and counts from then', async () => {
    const already = { already: 'telephone', 'raised-date': '2026-12-18', 'raised-time': '15:00' };
    const conversation = await openConversation({ at: tuesday });
    const next = await reach(conversation, rosa, 'words-1', { ...late, already });
    expect(next.context.step).toBe('words-1');
    const { state } = await raised({ ...late, already });
    expect(state.raised).toBe('2026-12-18T15:00:00.000Z');
    expect(state.entries[0]?.event).not.toHaveProperty('lateBecause');
  });

  test('that was raised on the day it arose, at a time nobody remembers, counts from when it arose', async () => {
    const already = { already: 'telephone', 'raised-date': '2026-12-22', 'raised-time': 'not-known' };
    const { state } = await raised({ already });
    expect(state.raised).toBe('2026-12-22T09:30:00.000Z');
  });

  test('a raise that becomes late while the form is open is asked why before it is sent', async () => {
    const conversation = await openConversation({ at: '2026-12-21T16:50:00Z' });
    const check = await reach(conversation, rosa, 'check', late);
    await conversation.clock.forward(20 * 60_000);
    const form = formOf(await conversation.submit(rosa, check, { next: 'send' }));
    expect(form.context.step).toBe('late');
    expect((await goOn(conversation, rosa, form, 'check')).context.step).toBe('check');
  });

  test('it cannot have been raised before it arose, nor without a day', async () => {
    expect(
      (await wrong('already', { already: 'meeting', 'raised-date': '2026-12-21' }))['raised-date'],
    ).toContain('before it arose, Tuesday 22 December 2026, 09:30');
    expect(await wrong('already', { already: 'meeting' })).toEqual({
      'raised-date': 'Say on which day you raised it.',
    });
    expect(await wrong('already', { already: null })).toEqual({ already: 'Choose one of these.' });
  });
});

describe('the questions of the policy', () => {
  test('each one says its paragraph, and what is required cannot be left out or filled with spaces', async () => {
    const conversation = await openConversation({ at: tuesday });
    const form = await reach(conversation, rosa, 'words-1');
    expect(form.fields.map(({ id, required }) => [id, required])).toEqual([
      ['issue', true],
      ['risk', true],
      ['nature', true],
      ['aim', true],
    ]);
    expect(fieldOf(form, 'issue').hint).toContain('Policy, paragraph 4.2');
    const errors = errorsOf(await conversation.submit(rosa, form, { issue: 'No plan', risk: '   ' }));
    expect(Object.keys(errors)).toEqual(['risk', 'nature', 'aim']);
    expect(errors['risk']).toBe('The policy asks for this (4.2). Please fill it in.');
  });

  test('a text that is too long is said to be so, by how much', async () => {
    const errors = await wrong('words-1', { ...usualAnswers['words-1'], aim: 'a'.repeat(3012) });
    expect(errors).toEqual({ aim: 'This is 12 letters too long. Keep to 3000.' });
  });

  test('what was typed survives an error, closing the form, and coming back days later', async () => {
    const conversation = await openConversation({ at: tuesday });
    const form = await reach(conversation, rosa, 'words-1');
    await conversation.submit(rosa, form, { issue: 'No plan for the medicines' });
    await conversation.clock.forward(2 * 86_400_000);
    const offered = formOf(
      await conversation.submit(rosa, formOf(await conversation.type(rosa, '')), { risk: 'no' }),
    );
    expect(readAll(offered)).toContain('on Tuesday 22 December 2026, 10:00');
    const back = formOf(await conversation.submit(rosa, offered, { continue: 'go-on' }));
    expect(back.context).toEqual(form.context);
    expect(fieldOf(back, 'issue')).toMatchObject({ value: 'No plan for the medicines' });
  });

  test('beginning a new one throws the old one away', async () => {
    const conversation = await openConversation({ at: tuesday });
    const old = await reach(conversation, rosa, 'words-1');
    const offered = formOf(
      await conversation.submit(rosa, formOf(await conversation.type(rosa, '')), { risk: 'no' }),
    );
    expect(errorsOf(await conversation.submit(rosa, offered, {}))).toEqual({
      continue: 'Choose one of the two.',
    });
    const fresh = formOf(await conversation.submit(rosa, offered, { continue: 'new' }));
    expect(fresh.context.step).toBe('elsewhere');
    expect(conversation.tables.drafts.size).toBe(0);
    const lost = formOf(await conversation.submit(rosa, old, usualAnswers['words-1'] ?? {}));
    expect(readAll(lost)).toContain('This form is no longer open');
  });

  test('a draft is never another person’s', async () => {
    const conversation = await openConversation({ at: tuesday });
    const form = await reach(conversation, rosa, 'words-1');
    const other = formOf(await conversation.submit(accountOf('milan'), form, usualAnswers['words-1'] ?? {}));
    expect(readAll(other)).toContain('This form is no longer open');
    const offered = await conversation.submit(
      accountOf('milan'),
      formOf(await conversation.type(accountOf('milan'), '')),
      { risk: 'no' },
    );
    expect(formOf(offered).context.step).toBe('elsewhere');
  });

  test('nothing that was typed stands readable in the draft', async () => {
    const conversation = await openConversation({ at: tuesday });
    await reach(conversation, rosa, 'check');
    const [draft] = conversation.tables.drafts.values();
    const bytes = Buffer.from(draft?.sealed ?? []).toString('latin1');
    expect(bytes.length).toBeGreaterThan(100);
    for (const word of ['medicines', 'Avery', 'st-aldhelms']) expect(bytes).not.toContain(word);
  });
});

describe('a text that seems to name the adult', () => {
  test('is kept, warned of once, and let through', async () => {
    const conversation = await openConversation({ at: tuesday });
    const form = await reach(conversation, rosa, 'words-1');
    const typed = { ...usualAnswers['words-1'], issue: 'Mrs Example (born 21/03/1948) was sent home' };
    const warned = formOf(await conversation.submit(rosa, form, typed));
    expect(warned.context).toEqual(form.context);
    expect(readAll(warned)).toContain('“What is the issue?” seems to hold a name and a date of birth.');
    expect(readAll(warned).match(/seems to hold/g)).toHaveLength(1);
    expect(fieldOf(warned, 'issue')).toMatchObject({ value: typed.issue });
    const next = formOf(await conversation.submit(rosa, warned, {}));
    expect(next.context.step).toBe('words-2');
  });
});

describe('themes, marks and the adult', () => {
  test('a theme is needed, the mark is answered, and the other board is named', async () => {
    expect(await wrong('about', {})).toEqual({
      themes: 'Choose at least one. “Something else” is fine.',
      'flag-out-of-area': 'Choose Yes or No.',
    });
    expect(await wrong('about', { themes: ['other'], 'flag-out-of-area': 'yes' })).toEqual({
      'other-board': 'Name the other board, or its area.',
    });
    const { state } = await raised({
      about: { themes: ['other'], 'flag-out-of-area': 'yes', 'other-board': 'Northshire' },
    });
    expect(state.flags).toEqual(['out-of-area']);
    expect(state.otherBoard?.id).toBeDefined();
  });

  test('how urgent it is, is asked where the policy’s times depend on it', async () => {
    const urgent: Policy = {
      ...redbridge,
      raise: {
        ...redbridge.raise,
        priorities: [
          { id: 'high', label: 'High' },
          { id: 'low', label: 'Low' },
        ],
      },
    };
    const conversation = await openConversation({ at: tuesday, policies: [urgent] });
    const form = await reach(conversation, rosa, 'about');
    expect(
      errorsOf(await conversation.submit(rosa, form, { themes: ['other'], 'flag-out-of-area': 'no' })),
    ).toEqual({
      priority: 'Choose how urgent it is.',
    });
    const answers = { about: { themes: ['other'], 'flag-out-of-area': 'no', priority: 'high' } };
    const check = await goOn(conversation, rosa, form, 'check', answers);
    expect(readAll(check)).toContain('How urgent: High');
  });

  test('the adult’s name and a birthday or NHS number are needed, each checked at its field', async () => {
    expect(await wrong('adult', { given: null })).toEqual({ given: 'Choose one of the two.' });
    expect(Object.keys(await wrong('adult', { given: 'here' }))).toEqual(['adult-name', 'adult-born']);
    const slip = { given: 'here', 'adult-name': 'Avery Example', 'adult-nhs': '943 476 5918' };
    expect(Object.keys(await wrong('adult', slip))).toEqual(['adult-nhs']);
    const future = { given: 'here', 'adult-name': 'Avery Example', 'adult-born': '2027-01-01' };
    expect((await wrong('adult', future))['adult-born']).toContain('cannot be a date of birth');
  });

  test('what a board’s own form asks about the adult is kept with who the adult is', async () => {
    const field = {
      id: 'adult-reference',
      label: 'Your reference for the adult',
      type: 'text',
      required: true,
      restricted: true,
      source: 'form',
    } as const;
    const asking: Policy = {
      ...redbridge,
      raise: { ...redbridge.raise, fields: [...redbridge.raise.fields, field] },
    };
    const conversation = await openConversation({ at: tuesday, policies: [asking] });
    const form = await reach(conversation, rosa, 'adult');
    const answer = { given: 'here', 'adult-name': 'Avery Example', 'adult-born': '1948-03-21' };
    expect(Object.keys(errorsOf(await conversation.submit(rosa, form, answer)))).toEqual(['adult-reference']);
    const check = formOf(await conversation.submit(rosa, form, { ...answer, 'adult-reference': 'ASC-77' }));
    expect(readAll(check)).toContain('Your reference for the adult: ASC-77');
  });
});

describe('changing an answer on the last page', () => {
  test('shows the step as it was filled in, then comes back', async () => {
    const conversation = await openConversation({ at: tuesday });
    const check = await reach(conversation, rosa, 'check');
    const form = formOf(await conversation.submit(rosa, check, { next: 'change:words-2' }));
    expect(fieldOf(form, 'wishes')).toMatchObject({ value: 'To go home soon.' });
    const back = formOf(await conversation.submit(rosa, form, { wishes: 'To go home with help.' }));
    expect(back.context.step).toBe('check');
    expect(readAll(back)).toContain('To go home with help.');
  });

  test('another agency asks for its professional again and for nothing else', async () => {
    const conversation = await openConversation({ at: tuesday });
    const check = await reach(conversation, rosa, 'check');
    const form = formOf(await conversation.submit(rosa, check, { next: 'change:agency-1' }));
    const who = formOf(await conversation.submit(rosa, form, { agency: 'eastmere-police' }));
    expect(who.context.step).toBe('professional-1');
    const back = formOf(await conversation.submit(rosa, who, { professional: 'piet' }));
    expect(back.context.step).toBe('check');
  });

  test('nothing chosen is said at the field', async () => {
    expect(await wrong('check', { next: null })).toEqual({ next: 'Choose “Send it”, or what to change.' });
  });
});

test('triage that is delivered again throws nothing away that was typed since', async () => {
  const conversation = await openConversation({ at: tuesday });
  const elsewhere = await reach(conversation, rosa, 'elsewhere');
  const input = conversation.submission(rosa, elsewhere, usualAnswers['elsewhere'] ?? {});
  const first = formOf(await conversation.route(input));
  await goOn(conversation, rosa, first, 'words-1');
  expect(formOf(await conversation.route(input)).context.step).toBe('words-1');
  expect(conversation.tables.drafts.size).toBe(1);
});

test('a professional without a job title is shown by name', async () => {
  const noor = person('noor', 'Noor Example', trust, ['professional']);
  const conversation = await openConversation({
    at: tuesday,
    directory: withPeople(practiceDirectory, [noor]),
  });
  const form = await reach(conversation, rosa, 'professional-1');
  const field = fieldOf(form, 'professional');
  expect('options' in field ? field.options.map(({ label }) => label) : []).toContain('Noor Example');
});
