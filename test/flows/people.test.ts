import { describe, expect, test } from 'vitest';
import type { Directory, Person } from '../../src/directory/directory.ts';
import type { Act, Answers } from '../../src/flows/chat-input.ts';
import type { Form, Reply } from '../../src/flows/chat-message.ts';
import {
  accountOf,
  choicesOf,
  errorsOf,
  fieldOf,
  formOf,
  openConversation,
  readAll,
  readHome,
} from '../support/conversation.ts';
import {
  council,
  housing,
  person,
  practiceDirectory,
  trust,
  withPeople,
} from '../support/practice-directory.ts';
import { reach } from '../support/raising.ts';

const at = '2026-12-22T10:00:00Z';
const christmas = { from: '2026-12-21', to: '2026-12-31' };
const ada = person('ada', 'Ada Example', council, ['administrator']);
const chair = person('conny', 'Conny Example', { ...council, id: 'board-office' }, ['independent-chair']);
const directory = withPeople(practiceDirectory, [ada, chair]);

/** Somebody at work on people, in a directory with more of them. */
async function begun(more: readonly Person[] = []) {
  const everybody = withPeople(directory, more);
  const conversation = await openConversation({ at, directory: everybody });
  return {
    conversation,
    press: (who: string, act: Act) => conversation.press(accountOf(who, everybody), act),
    type: (who: string, text: string) => conversation.type(accountOf(who, everybody), text),
    submit: (who: string, form: Form, answers: Answers, id?: string) =>
      conversation.submit(accountOf(who, everybody), form, answers, id),
    now: (id: string) => conversation.people.directory().people.get(id),
  };
}

const says = (reply: Reply) => readAll(formOf(reply));
const namesIn = (reply: Reply) =>
  choicesOf(formOf(reply), 'who').map((id) => directory.people.get(id)?.name ?? id);

describe('who looks after whom', () => {
  test('an administrator looks after their own agency, and nobody else’s', async () => {
    const { press } = await begun();
    const names = namesIn(await press('ada', { do: 'people' }));
    expect(names).toEqual(['Ada Example', 'Lena Example', 'Milan Example', 'Rosa Example', 'Sunita Example']);
  });

  test('the board’s office looks after its own and every agency of its board; a chair alone after nobody', async () => {
    const { press } = await begun();
    const names = namesIn(await press('bella', { do: 'people' }));
    expect(names).toContain('Conny Example');
    expect(names).toContain('Nadia Example');
    // Other Borough Homes works to no board.
    expect(names).not.toContain('Hana Example');
    expect(says(await press('conny', { do: 'people' }))).toContain('You look after nobody');
  });

  test('whoever looks after nobody is told so, and whom to ask: their administrator and the board’s office', async () => {
    const { type } = await begun();
    const shown = says(await type('rosa', 'people'));
    expect(shown).toContain('You look after nobody in Concordat, so there is nobody to show here.');
    expect(shown).not.toContain('this person');
    expect(shown).toContain('Ada Example, administrator');
    expect(shown).toContain('Bella Example');
    expect(shown).toContain('/escalate away');
  });

  test('of an agency without an administrator and without a board only their own days away are left', async () => {
    const { type } = await begun();
    const shown = says(await type('hana', 'people'));
    expect(shown).toContain('You look after nobody');
    expect(shown).not.toContain('ask:');
    expect(shown).toContain('/escalate away');
  });

  test('everybody may say when they are away, and nothing of anybody else', async () => {
    const { press, type } = await begun();
    expect(says(await type('hana', 'away'))).toContain('Hana Example (Other Borough Homes)');
    const own = formOf(await press('rosa', { do: 'person', on: 'rosa' }));
    expect(choicesOf(own, 'what')).toEqual(['deputy', 'away']);
    expect(says(await press('rosa', { do: 'person', on: 'milan' }))).toContain('You do not look after');
  });

  test('help and the home view have the way there for whoever looks after people', async () => {
    const { press } = await begun();
    expect(says(await press('ada', { do: 'help' }))).toContain('/escalate people');
    expect(says(await press('rosa', { do: 'help' }))).not.toContain('/escalate people');
    const home = async (who: string) => readHome(await press(who, { do: 'home' }));
    expect(await home('ada')).toContain('[People]');
    expect(await home('rosa')).toContain('[I am away]');
    expect(await home('rosa')).not.toContain('[People]');
  });
});

describe('finding somebody', () => {
  const many = Array.from({ length: 120 }, (_, index) =>
    person(`n${index}`, `Number ${index} Example`, council, [], { email: `worker${index}@example.org` }),
  );

  test('among more than a menu holds, by name or e-mail address', async () => {
    const { press, submit } = await begun(many);
    const form = formOf(await press('ada', { do: 'people' }));
    expect(fieldOf(form, 'who-search').hint).toContain('part of the name or e-mail address');
    expect(errorsOf(await submit('ada', form, { 'who-search': '' }))).toHaveProperty('who-search');
    expect(errorsOf(await submit('ada', form, { 'who-search': 'zzz' }))).toHaveProperty('who-search');
    expect(says(await submit('ada', form, { 'who-search': 'WORKER77@' }))).toContain('Number 77 Example');
    const few = formOf(await submit('ada', form, { 'who-search': 'number 7' }));
    expect(choicesOf(few, 'who')).toHaveLength(11);
    expect(says(await submit('ada', few, { who: 'n70' }))).toContain('Number 70 Example');
  });

  test('turns the pages of a long list, and a problem is said before what is none', async () => {
    const away = many.map((one, index) => ({
      ...one,
      away: [christmas],
      ...(index < 60 ? {} : { deputy: 'milan' }),
    }));
    const { press, submit } = await begun(away);
    const shown: string[] = [];
    let form = formOf(await press('ada', { do: 'people' }));
    for (let page = 1; page < 12; page += 1) {
      shown.push(readAll(form));
      if (!readAll(form).includes('turn the page')) break;
      const next = await submit('ada', form, { 'who-search': '' });
      if (next.kind !== 'form') break;
      form = next.form;
    }
    const all = shown.join('\n');
    for (const { name } of many) expect(all).toContain(`${name} (`);
    expect(all.indexOf('nobody stands in: 60')).toBeLessThan(all.indexOf('Away now: 60'));
    expect(shown[0]).toContain('until Thursday 31 December 2026: no deputy');
  });
});

describe('setting', () => {
  test('a deputy of another agency, oneself, or nobody at all who was offered, is refused', async () => {
    const { press, submit, now } = await begun();
    const form = formOf(await press('bella', { do: 'set-deputy', on: 'rosa' }));
    expect(choicesOf(form, 'deputy')).toEqual(['nobody', 'ada', 'lena', 'milan', 'sunita']);
    for (const deputy of ['nadia', 'rosa', 'nobody-at-all'])
      expect(errorsOf(await submit('bella', form, { deputy }))).toHaveProperty('deputy');
    expect(now('rosa')?.deputy).toBeUndefined();
  });

  test('what is no date is refused, and days that overlap are joined', async () => {
    const { press, submit, now } = await begun();
    const form = formOf(await press('ada', { do: 'set-away', on: 'rosa' }));
    for (const from of ['2026-02-30', 'soon', '22/12/2026'])
      expect(errorsOf(await submit('ada', form, { from, to: '2026-12-24' }))).toHaveProperty('from');
    expect(errorsOf(await submit('ada', form, { from: '2026-12-24' }))).toHaveProperty('to');
    expect(errorsOf(await submit('ada', form, {}))).toHaveProperty('from');
    await submit('ada', form, { from: '2026-12-22', to: '2026-12-24' });
    const next = formOf(await press('ada', { do: 'set-away', on: 'rosa' }));
    await submit('ada', next, { from: '2026-12-24', to: '2026-12-31' });
    expect(now('rosa')?.away).toEqual([{ from: '2026-12-22', to: '2026-12-31' }]);
    const last = formOf(await press('ada', { do: 'set-away', on: 'rosa' }));
    expect(choicesOf(last, 'gone')).toEqual(['2026-12-22/2026-12-31']);
    await submit('ada', last, { gone: ['2026-12-22/2026-12-31'] });
    expect(now('rosa')?.away).toEqual([]);
  });

  test('two who deputise for each other and are away in the same days are warned of', async () => {
    const { press, submit } = await begun([
      person('ulla', 'Ulla Example', trust, [], { deputy: 'vera', away: [christmas] }),
      person('vera', 'Vera Example', trust, [], { deputy: 'ulla' }),
    ]);
    const form = formOf(await press('bella', { do: 'set-away', on: 'vera' }));
    const page = says(await submit('bella', form, { from: '2026-12-30', to: '2027-01-02' }));
    expect(page).toContain(
      'Nobody stands in for Vera Example while Ulla Example is away too: Wednesday 30 December 2026 to Thursday 31 December 2026. Each is the deputy of the other.',
    );
  });

  test('what people are told of it may be said in full where it is kept, such as in an e-mail', async () => {
    const { conversation, press, submit } = await begun();
    const found = { platform: 'slack', space: 'T-COUNCIL', user: 'U-somebody' } as const;
    Object.assign(conversation.services.chat, { find: () => Promise.resolve(found) });
    const form = formOf(await press('ada', { do: 'set-deputy', on: 'rosa' }));
    await submit('ada', form, { deputy: 'lena' });
    expect(conversation.written.map(({ brief, tidings }) => [brief, tidings?.title])).toEqual([
      [undefined, 'Lena Example is your deputy now'],
      [undefined, 'You are the deputy of Rosa Example now'],
    ]);
    expect(conversation.written[0]?.tidings?.says.join(' ')).toContain('Ada Example');
  });

  test('whoever cannot be written to is named to the one who set it, and it is set all the same', async () => {
    const { conversation, press, submit, now } = await begun();
    Object.assign(conversation.services.chat, {
      send: () => Promise.reject(new Error('the platform is down')),
      find: () => Promise.resolve({ platform: 'slack', space: 'T-COUNCIL', user: 'U-somebody' }),
    });
    const form = formOf(await press('ada', { do: 'set-deputy', on: 'rosa' }));
    const page = says(await submit('ada', form, { deputy: 'lena' }));
    expect(page).toContain('Concordat could not write to Rosa Example and Lena Example just now.');
    expect(now('rosa')?.deputy).toBe('lena');
    expect(conversation.logged.join('')).not.toContain('Rosa');
  });

  test('nothing is said of an agency that works to no board, also where somebody guesses an id', async () => {
    const { press } = await begun([person('zoe', 'Zoe Example', housing, [])]);
    expect(says(await press('bella', { do: 'set-deputy', on: 'zoe' }))).not.toContain('Zoe');
  });
});

describe('handing over all that somebody has', () => {
  /** Rosa raised it with Nadia; Ada administers the council's people, and has no part in it. */
  async function raisedBy(people: Directory) {
    const conversation = await openConversation({ at, directory: people });
    const rosa = accountOf('rosa', people);
    await conversation.submit(rosa, await reach(conversation, rosa, 'check'), { next: 'send' });
    const [[caseId] = ['']] = [...conversation.tables.entries];
    const ada = accountOf('ada', people);
    const ask = async () => formOf(await conversation.press(ada, { do: 'hand-over-cases', on: 'rosa' }));
    /** The last form, as if it had been filled in with somebody to whom it was not offered. */
    const send = async (form: Form, to: string) =>
      conversation.submit(
        ada,
        { ...form, context: { act: { do: 'hand-over-cases', on: `rosa:${to}` }, step: 'check' } },
        { reason: 'She is ill.' },
      );
    const events = () => conversation.tables.entries.get(caseId)?.map(({ event }) => event.type) ?? [];
    return { ask, send, events };
  }

  test('goes to a colleague, and not to an administrator who may not read it and would hand it to themselves', async () => {
    const { ask, send, events } = await raisedBy(directory);
    const form = await ask();
    expect(choicesOf(form, 'to')).toContain('lena');
    expect(choicesOf(form, 'to')).not.toContain('ada');
    const page = says(await send(form, 'ada'));
    expect(page).toContain('Not all of them can be handed over');
    expect(page).toContain('1 open case: You may not read this');
    expect(page).toContain('Choose a colleague');
    expect(events()).not.toContain('HandedOver');
    expect(says(await send(form, 'lena'))).toContain(
      '1 open case of Rosa Example is handed over to Lena Example.',
    );
  });

  test('goes to the administrator where they are the only colleague there is', async () => {
    const small = [...directory.people].filter(([id, { agency }]) => {
      return agency !== council.id || ['rosa', 'ada'].includes(id);
    });
    const { ask, send, events } = await raisedBy({ ...directory, people: new Map(small) });
    const form = await ask();
    expect(choicesOf(form, 'to')).toEqual(['ada']);
    expect(says(await send(form, 'ada'))).toContain('is handed over to Ada Example.');
    expect(events()).toContain('HandedOver');
  });
});
