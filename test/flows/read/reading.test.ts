import { describe, expect, test } from 'vitest';
import { drawForm } from '../../../src/adapters/slack/draw-form.ts';
import type { Account } from '../../../src/flows/chat-input.ts';
import type { Form, Message, Reply } from '../../../src/flows/chat-message.ts';
import { handleRow } from '../../../src/flows/handle-row.ts';
import { accountOf, formOf, openConversation, readAll } from '../../support/conversation.ts';
import { cardsOfReply, wrongWith } from '../../support/drawn-cards.ts';
import {
  agreedCase,
  atStage,
  beforeTheChair,
  caseInHand,
  directory,
  tuesday,
  usual,
} from '../acts/case-in-hand.ts';
import type { CaseInHand } from '../acts/case-in-hand.ts';

const said = (reply: Reply): string => readAll(formOf(reply));

/** Every page of something long, turned with its own button. */
async function allPages(hand: CaseInHand, who: string, does: string): Promise<readonly Form[]> {
  const pages = [formOf(await hand.press(who, does))];
  for (let page = pages.at(-1); page?.submit !== undefined; page = pages.at(-1)) {
    pages.push(formOf(await hand.submit(who, page, {})));
  }
  return pages;
}

describe('read-case', () => {
  test('shows what was raised as quotes under the policy’s questions, by whom and when', async () => {
    const hand = await caseInHand();
    const page = said(await hand.press('nadia', 'read-case'));
    expect(page).toContain('Raised by: Rosa Example (Northbrook Council), Tuesday 22 December 2026, 10:00');
    expect(page).toContain('What is the issue?: The discharge was decided without a plan for the medicines.');
    expect(page).toContain('What does the adult want to happen?: To go home soon.');
    expect(page).toContain('About: Level of risk and how it is assessed');
    expect(page).not.toContain('Avery');
    expect(hand.looks()).toEqual(['nadia: read-case']);
  });

  test('shows each side’s words, conversations with who approved them, the proposal with who agreed, and corrections', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'respond', usual.response);
    await hand.fill('nadia', 'log-discussion', usual.spoke);
    const pages = async () => (await allPages(hand, 'rosa', 'read-case')).map(readAll).join('\n');
    expect(await pages()).toContain('Not approved yet by you (Policy, paragraph 4.3).');
    await hand.fill('rosa', 'approve-entry', {}, await hand.entryOf('DiscussionLogged'));
    await hand.fill(
      'nadia',
      'correct-entry',
      { correction: 'It was a video call.' },
      await hand.entryOf('DiscussionLogged'),
    );
    await agreedCase(hand);
    const shown = await pages();
    expect(shown).toContain(
      'What does your agency want to achieve?: The ward wants the bed and a safe discharge.',
    );
    expect(shown).toContain('Approved by you on Tuesday 22 December 2026, 10:00');
    expect(shown).toContain('It was a video call.');
    expect(shown).toContain(
      'Agreed by St Aldhelm’s Hospital Trust on Tuesday 22 December 2026, 10:00 and Northbrook Council',
    );
  });

  test('says of a conversation who approved its record, who has not, and that it was written down late', async () => {
    const hand = await caseInHand();
    await hand.clock.moveTo(new Date('2026-12-24T10:00:00Z'));
    await hand.fill('nadia', 'log-discussion', { ...usual.spoke, how: 'chat', colleagues: ['tom', 'ines'] });
    const entry = await hand.entryOf('DiscussionLogged');
    expect(said(await hand.press('rosa', 'approve-entry', entry))).toContain(
      'It was written down later than the day it took place.',
    );
    // That his staff spoke with him brings a line manager into the case no more than anybody else.
    expect(said(await hand.press('tom', 'approve-entry', entry))).toContain(
      'You cannot do this in this case now',
    );
    await hand.fill('rosa', 'approve-entry', {}, entry);
    const approvals =
      'Approved by you on Thursday 24 December 2026, 10:00. Not approved yet by Tom Example (St Aldhelm’s Hospital Trust) and Ines Example (St Aldhelm’s Hospital Trust) (Policy, paragraph 4.3). Tom Example and Ines Example have no part in this case, and can approve it only once they are brought into it.';
    const read = said(await hand.press('rosa', 'read-case'));
    expect(read).toContain('A conversation in chat between agencies on Tuesday 22 December 2026');
    expect(read).toContain('Written down later than the day it took place');
    expect(read).toContain(approvals);
    const record = (await allPages(hand, 'rosa', 'chronology')).map(readAll).join('\n');
    expect(record).toContain('It was written down later than the day it took place.');
    expect(record).toContain(approvals);
  });

  test('a case with more than one page holds is paged by the form’s own button, and nothing is left out', async () => {
    const hand = await caseInHand();
    const notes = Array.from(
      { length: 12 },
      (_, index) => `note ${index + 1} ${'about the plan and the bed '.repeat(80)}`,
    );
    for (const note of notes)
      await hand.fill('nadia', 'log-discussion', { ...usual.spoke, 'discussion-what': note });
    const pages = await allPages(hand, 'nadia', 'read-case');
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map(({ submit }) => submit)).toEqual([...pages.slice(1).map(() => 'Next page'), undefined]);
    const shown = pages.map(readAll).join('\n');
    for (const note of notes) expect(shown).toContain(note.trim());
    for (const page of pages) expect(JSON.stringify(drawForm(page))).not.toContain('no room for more');
    expect(hand.looks()).toEqual(
      pages.map((_, index) => (index === 0 ? 'nadia: read-case' : `nadia: read-case ${index + 1}`)),
    );
  });

  test('where the key of a case was destroyed, says that the words are no longer kept', async () => {
    const hand = await caseInHand();
    hand.conversation.tables.texts.clear();
    expect(said(await hand.press('nadia', 'read-case'))).toContain(
      'What is the issue?: These words are no longer kept.',
    );
  });

  test('the business manager cannot read a case at Stage 2 and can from Stage 3', async () => {
    expect(said(await (await atStage('2')).press('bella', 'read-case'))).toContain(
      'You are not part of this case',
    );
    expect(said(await (await atStage('3')).press('bella', 'read-case'))).toContain('What is the issue?');
  });
});

describe('who-is-the-adult', () => {
  test('opens for the receiving side on a click, and the look is noted', async () => {
    const hand = await caseInHand();
    const page = said(await hand.press('nadia', 'who-is-the-adult'));
    expect(page).toContain('Name: Avery Example');
    expect(page).toContain('Date of birth: Sunday 21 March 1948');
    expect(page).toContain('NHS number: 943 476 5919');
    expect(hand.looks()).toEqual(['nadia: who-is-the-adult']);
  });

  test('stays closed for the business manager and the Chair, who know the case by its reference', async () => {
    const hand = await beforeTheChair();
    for (const who of ['bella', 'conny']) {
      const page = said(await hand.press(who, 'who-is-the-adult'));
      expect(page).toContain('Only the agencies of this case');
      expect(page).not.toContain('Avery');
    }
    expect(hand.looks()).toEqual(['bella: refused who-is-the-adult', 'conny: refused who-is-the-adult']);
  });

  test('says whom to ring where it was given by telephone', async () => {
    const hand = await caseInHand({ adult: { given: 'by-telephone' } });
    const page = said(await hand.press('nadia', 'who-is-the-adult'));
    expect(page).toContain('Rosa Example, Northbrook Council: 020 7946 0101');
  });
});

describe('why-date', () => {
  test('counts the days of Stage 1 over Christmas 2026 and names the holidays, the paragraph and the reading', async () => {
    const hand = await caseInHand();
    const page = said(await hand.press('nadia', 'why-date', '1.resolve'));
    expect(page).toContain('Thursday 31 December 2026, 17:00 (5 working days left)');
    expect(page).toContain('Friday 25 December 2026: Christmas Day, not counted');
    expect(page).toContain('Saturday 26 December 2026: weekend, not counted');
    expect(page).toContain('Monday 28 December 2026');
    expect(page).toContain('It comes from the flowchart of the policy.');
    expect(page).toContain('Your board has not yet confirmed this reading.');
    expect(page).not.toContain('Counted in this way it would be');
  });

  test('of a duty that is due on the limit of another says so', async () => {
    const page = said(await (await caseInHand()).press('nadia', 'why-date', '1.read-file:st-aldhelms'));
    expect(page).toContain('This is the limit of another duty');
  });

  test('shows a protective date beside what the policy would have given, and when it was set', async () => {
    const hand = await caseInHand();
    await hand.fill('rosa', 'set-protective-date', { until: '2026-12-23', time: '12:00', ...usual.reason });
    const page = said(await hand.press('nadia', 'why-date', '1.resolve'));
    expect(page).toContain('What counts is the date in the record, Wednesday 23 December 2026, 12:00.');
    expect(page).toContain(
      'from Thursday 31 December 2026, 17:00 to Wednesday 23 December 2026, 12:00: somebody set an earlier date',
    );
  });

  test('explains both dates of Stage 3: the target of two working days and the limit of five', async () => {
    const page = said(await (await atStage('3')).press('sunita', 'why-date', '3.resolve'));
    expect(page).toContain('Thursday 31 December 2026: working day 5');
    expect(page).toContain('The earlier date');
    expect(page).toContain('Thursday 24 December 2026: working day 2');
  });

  test('explains the same working day of a declaration, and a written confirmation', async () => {
    const hand = await caseInHand();
    await hand.fill('rosa', 'declare-unresolved', usual.reason);
    expect(said(await hand.press('rosa', 'why-date', '2.escalate'))).toContain(
      'owed on the same working day',
    );
    const agreed = await agreedCase();
    const page = said(await agreed.press('nadia', 'why-date', '1.confirm:st-aldhelms'));
    expect(page).toContain('2 working days after every side agreed an outcome');
    expect(page).toContain('paragraph 4.4 and the flowchart');
  });

  test('says of a date that the policy does not give that it was added', async () => {
    const agreed = await agreedCase();
    await agreed.fill('nadia', 'confirm-outcome');
    expect(said(await agreed.press('rosa', 'why-date', '1.accept'))).toContain('Concordat added one');
  });

  test('explains below it every other date that its reader owes, soonest first, and nobody else’s', async () => {
    const hand = await caseInHand();
    const form = formOf(await hand.press('nadia', 'why-date', '1.resolve'));
    const headings = form.intro.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
    const owed = (await hand.state()).obligations
      .filter(({ status, due, owedBy }) => {
        return (
          status === 'open' && due !== undefined && owedBy.some(({ people }) => people.includes('nadia'))
        );
      })
      .map(({ id, due }) => `${due ?? ''} ${id}`);
    expect(owed.length).toBeGreaterThan(2);
    expect(headings).toHaveLength(owed.length);
    expect(headings[0]).toBe('Find a way forward that both sides accept');
    expect(headings[1]).toBe('Speak with the person who raised it');
    const rosas = formOf(await hand.press('rosa', 'why-date', '1.speak:st-aldhelms'));
    expect(readAll(rosas)).toContain('Owed by Nadia Example');
    expect(headings).toContain('Read and review the case file');
    expect(readAll(rosas)).not.toContain('Read and review the case file');
  });

  test('goes on to another page where one does not hold all of them, and shows each once', async () => {
    const hand = await beforeTheChair();
    for (let asked = 0; asked < 15; asked += 1) {
      const question = `Who wrote part ${asked} of the plan?`;
      await hand.fill('conny', 'ask-information', { of: ['rosa'], question, until: '2026-12-24' });
    }
    const information = (await hand.state()).obligations.filter(({ rule }) => rule === 'information');
    expect(information).toHaveLength(15);
    const first = formOf(await hand.press('rosa', 'why-date', information[0]?.id));
    const second = formOf(await hand.submit('rosa', first, {}));
    expect([first.submit, second.submit]).toEqual(['Next page', undefined]);
    const headings = [first, second].flatMap(({ intro }) => intro.filter(({ kind }) => kind === 'heading'));
    expect(headings).toHaveLength(15);
    expect(JSON.stringify(drawForm(first))).not.toContain('no room for more');
  });

  test('of something that is not owed says so', async () => {
    expect(said(await (await caseInHand()).press('nadia', 'why-date', '9.nothing'))).toContain(
      'Nothing with this date is owed here now.',
    );
  });
});

describe('chronology', () => {
  test('gives the Chair the whole record in order, what was missed, and how long each stage took', async () => {
    const hand = await caseInHand();
    await hand.clock.moveTo(new Date('2026-12-30T10:00:00Z'));
    await hand.fill('nadia', 'log-discussion', { ...usual.spoke, tookPlace: '2026-12-30', time: '09:30' });
    for (const who of ['rosa', 'milan', 'sunita']) await hand.fill(who, 'escalate', usual.escalation);
    await hand.press('bella', 'pass-on');
    const pages = (await allPages(hand, 'conny', 'chronology')).map(readAll);
    const shown = pages.join('\n');
    expect(pages[0]).toContain(
      'Speak with the person who raised it (Stage 1, between the professionals; paragraph 4.4): due Tuesday 29 December 2026, 17:00, done on Wednesday 30 December 2026, 10:00. 1 working day late.',
    );
    expect(pages[0]).toContain(
      'Stage 1, between the professionals: 4 working days, from Tuesday 22 December 2026, 10:00',
    );
    expect(pages[0]).toContain('Altogether, until now: 4 working days');
    expect(shown.indexOf('1. Tuesday 22 December 2026')).toBeLessThan(shown.indexOf('Now at Stage 4'));
    expect(shown).toContain('The discharge was decided without a plan for the medicines.');
    expect(shown).toContain('The plan for the medicines comes first.');
    expect(shown).not.toContain('Avery');
    expect(hand.looks()[0]).toBe('conny: chronology');
  });

  test('is closed to the Chair until the matter was passed on', async () => {
    const hand = await atStage('4');
    expect(said(await hand.press('conny', 'chronology'))).toContain('You are not part of this case');
    await hand.press('bella', 'pass-on');
    expect(said(await hand.press('conny', 'chronology'))).toContain('How long it took');
  });
});

describe('who-was-told', () => {
  /** Everything that is due is delivered; Tom cannot be reached. */
  async function delivered(hand: CaseInHand): Promise<void> {
    const { services, tables } = hand.conversation;
    const { send } = services.chat;
    const reached = {
      ...services,
      chat: {
        ...services.chat,
        send: (account: Account, message: Message) =>
          account.user === 'U-tom'
            ? Promise.resolve({ kind: 'never' as const, why: 'their account is switched off' })
            : send(account, message),
      },
    };
    for (const [id, { row }] of [...tables.effects]) {
      if (row.kind === 'notice' && row.at <= hand.clock.now()) await handleRow(reached, id);
    }
  }

  test('says of each message to whom it went, about what, whether it arrived, and whether they looked since', async () => {
    const hand = await caseInHand();
    await hand.fill('nadia', 'log-discussion', usual.spoke);
    const before = said(await hand.press('rosa', 'who-was-told'));
    expect(before).toContain(
      'Nadia Example (St Aldhelm’s Hospital Trust)\nTuesday 22 December 2026, 10:00: Disagreement raised. Still to be sent.',
    );
    await delivered(hand);
    await hand.clock.moveTo(new Date('2026-12-22T11:00:00Z'));
    await hand.press('nadia', 'read-case');
    const page = said(await hand.press('rosa', 'who-was-told'));
    expect(page).toContain(
      'Sent on Tuesday 22 December 2026, 10:00. They looked at the case on Tuesday 22 December 2026, 11:00.',
    );
    expect(page).toContain('A discussion between the agencies was recorded. Sent on');
    expect(page).not.toContain('The plan for the medicines comes first.');
    expect(page).not.toContain('Avery');
    expect(hand.looks().at(-1)).toBe('rosa: who-was-told');
  });

  test('names whoever could not be told, and why', async () => {
    const hand = await caseInHand();
    await hand.conversation.press(accountOf('tom', directory), { do: 'home' });
    await hand.fill('rosa', 'escalate', usual.escalation);
    await delivered(hand);
    const pages = (await allPages(hand, 'rosa', 'who-was-told')).map(readAll).join('\n');
    expect(pages).toContain(
      'Could not be delivered on Tuesday 22 December 2026, 10:00: their account is switched off.',
    );
  });

  test('is closed to everybody else, and that they asked is noted', async () => {
    const hand = await caseInHand();
    for (const who of ['piet', 'bella'])
      expect(said(await hand.press(who, 'who-was-told'))).toContain('You are not part of this case');
    expect(hand.looks()).toEqual(['piet: refused who-was-told', 'bella: refused who-was-told']);
  });
});

describe('who-looked', () => {
  test('shows the board’s office who opened what and who was not let in, once it may see the case', async () => {
    const hand = await atStage('3');
    await hand.press('nadia', 'who-is-the-adult');
    await hand.press('piet', 'read-case');
    await hand.conversation.type(accountOf('rosa', directory), (await hand.state()).reference);
    const page = said(await hand.press('bella', 'who-looked'));
    expect(page).toContain('Nadia Example (St Aldhelm’s Hospital Trust): “Who is the adult?”.');
    expect(page).toContain('Piet Example (Eastmere Police): was not let in to “Read what was written”.');
    expect(page).toContain('Rosa Example (Northbrook Council): the page of the case.');
    expect(page).toContain('You: “Who looked”.');
  });

  test('is for the office alone, and not before its stage', async () => {
    const third = await atStage('3');
    expect(said(await third.press('rosa', 'who-looked'))).toContain('This part of the case is not for you');
    const second = await atStage('2');
    expect(said(await second.press('bella', 'who-looked'))).toContain('You are not part of this case');
  });
});

describe('contacts', () => {
  test('names one’s own managers and leads with their numbers, who acts for the others, and the board’s office', async () => {
    const hand = await caseInHand();
    const page = said(await hand.press('rosa', 'contacts'));
    expect(page).toContain('Milan Example, your line manager: 020 7946 0102');
    expect(page).toContain('Sunita Example, your senior manager: no telephone number in the directory');
    expect(page).toContain('Lena Example, safeguarding lead: 020 7946 0103');
    expect(page).toContain('Dez Example, designated safeguarding adult professional: 020 7946 0104');
    expect(page).toContain('Nadia Example, acts for St Aldhelm’s Hospital Trust now: 020 7946 0201');
    expect(page).toContain('Bella Example, RSAB Business Manager: 020 7946 0300');
    expect(page).toContain('Out of hours: 020 7946 0100');
    expect(page).toContain('999');
  });
});

describe('read-alert', () => {
  test('shows what is happening and what is in place to whoever was told', async () => {
    const hand = await caseInHand();
    const { conversation } = hand;
    const report = formOf(
      await conversation.press(accountOf('rosa', directory), {
        do: 'report-immediate-risk',
        caseId: hand.caseId,
      }),
    );
    await conversation.submit(accountOf('rosa', directory), report, {
      situation: 'No medicines were sent along.',
    });
    const alert = await hand.press('milan', 'read-alert', (await hand.state()).alerts[0]?.id);
    expect(wrongWith(cardsOfReply(alert))).toEqual([]);
    const page = said(alert);
    expect(page).toContain('What is happening: No medicines were sent along.');
    expect(page).toContain('Nobody has said yet what is in place for the adult.');
    expect(page).toContain('020 7946 0101');
    expect(hand.looks().at(-1)).toMatch(/^milan: read-alert/);
  });

  test('before anything was raised, every page of the case is that alert', async () => {
    const conversation = await openConversation({ at: tuesday, directory });
    const rosa = accountOf('rosa', directory);
    const report = formOf(await conversation.press(rosa, { do: 'report-immediate-risk', on: 'redbridge' }));
    await conversation.submit(rosa, report, { situation: 'No medicines were sent along.' });
    const caseId = report.context.act.caseId ?? '';
    const press = (who: string, does: string) =>
      conversation.press(accountOf(who, directory), { do: does, caseId });
    for (const does of ['read-case', 'read-alert', 'chronology']) {
      expect(said(await press('milan', does))).toContain('What is happening: No medicines were sent along.');
      expect(said(await press('nadia', does))).toContain('You are not part of this case');
    }
    expect(said(await press('milan', 'who-is-the-adult'))).toContain('nobody has said who the adult is');
    expect(said(await press('milan', 'respond'))).toContain('Nothing was changed.');
  });
});
