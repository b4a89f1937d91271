import { describe, expect, test } from 'vitest';
import { writeNotice } from '../../src/adapters/email/write-mail.ts';
import { drawReply as drawMailPage } from '../../src/adapters/email/draw-page.ts';
import { drawForm as drawSlackForm } from '../../src/adapters/slack/draw-form.ts';
import { drawHome as drawSlackHome } from '../../src/adapters/slack/draw-home.ts';
import { drawMessage as drawSlackMessage } from '../../src/adapters/slack/draw-message.ts';
import { writeDocx } from '../../src/adapters/documents/write-docx.ts';
import { documentPage } from '../../src/adapters/pages/document-page.ts';
import { availableActs } from '../../src/case/acts.ts';
import { isRaised } from '../../src/case/case-state.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { conversations } from '../../src/flows/acts/all.ts';
import { formOf as askedForm } from '../../src/flows/acts/form-of.ts';
import type { Form, Message, Reply } from '../../src/flows/chat-message.ts';
import { documentOf, wordsOf } from '../../src/flows/documents/case-document.ts';
import { wrongAt } from '../../src/flows/filled.ts';
import { knownCase } from '../../src/flows/rules-of-case.ts';
import { toldOf } from '../../src/flows/told.ts';
import { shippedPolicy } from '../policy/policies.ts';
import { boardRules, directoryOf } from '../support/board-world.ts';
import { accountOf, openConversation } from '../support/conversation.ts';
import { cardsOfReply, wrongWith } from '../support/drawn-cards.ts';
import { caseId, formInHand } from '../support/form-in-hand.ts';
import type { Simulation } from '../support/given.ts';
import { reach } from '../support/raising.ts';
import { readDocx } from '../support/read-document.ts';
import { problemsOfMessage, problemsOfView } from '../support/slack-rules.ts';
import { unanswered, wordedOf } from '../support/whole-case.ts';
import { beforeTheChair, caseInHand } from './acts/case-in-hand.ts';

/*
 * Names and texts that nobody should have and somebody will, in every kind of message, form, page and document, on every
 * platform: within its limits, as text and never as markup, and with no character that hides or turns what follows.
 */

/** What must not reach anybody as it is, in turn: overrides of direction, control characters, halves of a character. */
const hidden = /[\u202A-\u202E\u2066-\u2069]|(?![\n\r\t])\p{Cc}|\p{Cs}/u;
const traps =
  '\u202Ebats\u202C <b onclick="x">*_Zoë_*</b> <!channel> [x](https://evil.example) \u0000\u0007\u009B\u200B\uFEFF \u2066👩🏽‍🚒\u2069 שלום مرحبا \uD800 ';
const name = (who: string): string => `${who} ${traps}`.padEnd(300, 'Ñ');
const long = `${traps}${'word '.repeat(4_000)}`.slice(0, 20_000);

function oddPeople(directory: Directory): Directory {
  const agencies = [...directory.agencies].map(
    ([id, agency]) => [id, { ...agency, name: name(agency.name) }] as const,
  );
  const people = [...directory.people].map(([id, person]) => {
    return [id, { ...person, name: name(person.name), jobTitle: name('Nurse') }] as const;
  });
  return { agencies: new Map(agencies), people: new Map(people) };
}

type Shown = Exclude<Reply, { kind: 'close' | 'nothing' | 'wait' }>;
const key = { action: '/o/x', key: 'k', page: 'p', of: '' };

/** Every text that stands in a value, by where it stands. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function problemsOfTexts(drawn: unknown): readonly string[] {
  return textsIn(drawn)
    .filter((text) => hidden.test(text))
    .map(
      (text) => `hidden: ${JSON.stringify(text.slice(Math.max(0, text.search(hidden) - 40)).slice(0, 80))}`,
    );
}

function problemsOfHtml(html: string): readonly string[] {
  return [
    ...problemsOfTexts(html),
    ...(/<b onclick|<!channel|<script/u.test(html) ? ['html: markup that somebody wrote'] : []),
  ];
}

/** What is wrong with a reply on any platform. */
function problemsOf(reply: Shown): readonly string[] {
  const cards = cardsOfReply(reply);
  return [
    ...inSlack(reply),
    ...wrongWith(cards).filter((one) => !one.startsWith('lost: ')),
    ...problemsOfTexts(cards.map(({ card }) => card)),
    ...problemsOfHtml(drawMailPage(reply, '/escalate', key)),
  ];
}

function inSlack(reply: Shown): readonly string[] {
  switch (reply.kind) {
    case 'form':
    case 'field-errors': {
      const view = drawSlackForm(reply.form);
      return [...problemsOfView(view), ...problemsOfTexts(view)];
    }
    case 'home': {
      const view = drawSlackHome(reply.home);
      return [...problemsOfView(view), ...problemsOfTexts(view)];
    }
    default: {
      const drawn = drawSlackMessage(reply.message);
      return [...problemsOfMessage(drawn), ...problemsOfTexts(drawn)];
    }
  }
}

function inMail(message: Message): readonly string[] {
  const { subject, text, html } = writeNotice(
    message.brief,
    'https://concordat.example.org/o/x',
    new Date(0),
  );
  return [
    ...problemsOfTexts([subject, text]),
    ...problemsOfHtml(html),
    ...(/[\r\n]/u.test(subject) || subject.length > 250 ? [`subject: ${subject.length}`] : []),
  ];
}

const once = (problems: readonly string[]): readonly string[] => [...new Set(problems)].slice(0, 12);

/** The form of each act, whoever opened it and whether they may or not, each once. */
function formsOf(story: Simulation): readonly Form[] {
  const { rules } = story;
  const state = story.raised();
  const now = new Date(story.entries().at(-1)?.at ?? 0);
  const forms = new Map<string, Form>();
  const about = [undefined, ...state.obligations.slice(-1).map(({ id }) => id)];
  for (const person of [...rules.directory.people.values()].slice(0, 4)) {
    for (const conversation of conversations.values()) {
      if (conversation.ask === undefined) continue;
      for (const on of about) {
        const act = { do: conversation.does, caseId: 'case-1', ...(on === undefined ? {} : { on }) };
        const form = askedForm(
          conversation,
          { person, state, rules, act, now, opened: new Map() },
          {},
          'ask',
        );
        forms.set(`${conversation.does} ${form.fields.map(({ id }) => id).join(' ')}`, form);
      }
    }
  }
  return [...forms.values()];
}

const storyOf = (board: string): Simulation => unanswered(boardRules(board, oddPeople(directoryOf(board))));

describe('people and agencies with such names', () => {
  test('stand in every message within the limits, and plainly', () => {
    const different = new Map(wordedOf(storyOf('redbridge')).map((one) => [kindOf(one), one]));
    const messages = [...different.values()];
    expect(messages.length).toBeGreaterThan(20);
    const wrong = messages.flatMap((message) => [
      ...problemsOf({ kind: 'message', message }),
      ...inMail(message),
    ]);
    expect(once(wrong)).toEqual([]);
  });

  test('stand in every form, which says 20,000 letters back in all that can be typed', () => {
    const forms = formsOf(storyOf('hertfordshire'));
    expect(forms.length).toBeGreaterThan(30);
    const filled = forms.flatMap((form): readonly Shown[] => {
      const ids = form.fields.flatMap(({ id, kind }) => (kind === 'text' ? [id] : []));
      const says = `Nobody of ${name('the Trust')} is on it.`;
      const wrong = wrongAt(
        form,
        Object.fromEntries(ids.map((id) => [id, long])),
        Object.fromEntries(ids.map((id) => [id, says])),
      );
      return wrong.kind === 'field-errors' ? [{ kind: 'form', form }, wrong] : [];
    });
    expect(once(filled.flatMap(problemsOf))).toEqual([]);
  });
});

/** One of each kind is enough: what it is about, and what it is made of. */
function kindOf({ summary, blocks }: Message): string {
  return [summary, ...blocks.map(({ kind }) => kind)].join(' ');
}

/** Everything that Rosa can read of a case in which this was written, page by page to the last, and the record as a document. */
async function readOf(text: string) {
  const written = Object.fromEntries(shippedPolicy('hertfordshire').raise.fields.map(({ id }) => [id, text]));
  const hand = await formInHand('hertfordshire', undefined, oddPeople(directoryOf('hertfordshire')), written);
  const replies: Shown[] = [];
  for (const page of ['read-case', 'chronology', 'read-form', 'contacts', 'who-was-told']) {
    let reply = await hand.press('rosa', page, page === 'read-form' ? 'monitoring' : undefined);
    for (let pages = 0; reply.kind === 'form' && pages < 40; pages += 1) {
      replies.push(reply);
      if (reply.form.submit !== 'Next page') break;
      reply = await hand.submit('rosa', reply.form);
    }
  }
  const { services } = hand.conversation;
  const found = await knownCase(services, caseId);
  if (found === undefined || !isRaised(found.state)) throw new Error('Nothing was raised');
  const known = { ...found, state: found.state };
  const wanted = { kind: 'record' } as const;
  const opened = await (await services.vault.forCase(caseId)).open(wordsOf(wanted, known));
  const notices = await toldOf(services, caseId);
  const by = name('Rosa');
  const document = documentOf(wanted, { known, opened, notices, now: services.clock.now(), by });
  return { replies, document };
}

describe('what was written', () => {
  test.each([
    ['as long as a question takes', `${traps}${'word '.repeat(600)}`.slice(0, 3_000)],
    ['as long as a question takes, and nothing but signs', '&👩🏽‍🚒<'.repeat(400).slice(0, 3_000)],
  ])('%s, is read whole, page by page, and had as a document', async (_what, text) => {
    const { replies, document } = await readOf(text);
    expect(replies.length).toBeGreaterThan(8);
    expect(
      JSON.stringify(replies).includes(
        JSON.stringify(text.replace(/\p{Cs}/gu, '\uFFFD').trim()).slice(1, -1),
      ),
    ).toBe(true);
    expect(once(replies.flatMap(problemsOf))).toEqual([]);
    expect(once(problemsOfHtml(documentPage(document)))).toEqual([]);
    const { text: inWord } = readDocx(await writeDocx(document));
    expect(once(problemsOfTexts(inWord))).toEqual([]);
  });

  test('in 20,000 letters, by an older version, breaks no limit', async () => {
    const { replies } = await readOf(long);
    const isLimit = (one: string) => !one.startsWith('cut short: ');
    expect(once(replies.flatMap(problemsOf).filter(isLimit))).toEqual([]);
  });
});

test('an adult with such a name is asked for, said back and opened within the limits, and named in no message', async () => {
  const adult = name('Avery').slice(0, 300);
  const answers = { adult: { given: 'here', 'adult-name': adult, 'adult-born': '1948-03-21' } };
  const hand = await caseInHand(answers);
  const conversation = await openConversation({ at: '2026-12-22T10:00:00Z' });
  const check = await reach(conversation, accountOf('rosa'), 'check', answers);
  const opened = await hand.press('nadia', 'who-is-the-adult');
  if (opened.kind !== 'form') throw new Error('Nothing was opened');
  expect(JSON.stringify(opened).includes('Avery')).toBe(true);
  expect(once([{ kind: 'form', form: check } as const, opened].flatMap(problemsOf))).toEqual([]);
  expect((await hand.messages()).includes('Avery')).toBe(false);
});

describe('a text of 20,000 letters', () => {
  test.each(['1', '4'] as const)(
    'is not taken at Stage %s in any form of a case, and is said to be too long at its field',
    async (stage) => {
      const hand = stage === '1' ? await caseInHand() : await beforeTheChair();
      const before = (await hand.events()).length;
      const refused = new Set<string>();
      for (const who of ['rosa', 'nadia', 'milan', 'sunita', 'bella', 'conny']) {
        const state = await hand.state();
        const rules = await hand.conversation.services.rulesOf(state.board, state.policyVersion);
        for (const { type } of availableActs(who, state, rules, hand.clock.now())) {
          if (conversations.get(type)?.ask === undefined || type === 'report-immediate-risk') continue;
          const reply = await hand.press(who, type);
          if (reply.kind !== 'form') continue;
          const typed = reply.form.fields.filter((field) => field.kind === 'text' && field.max !== undefined);
          if (typed.length === 0) continue;
          const answers = Object.fromEntries(typed.map(({ id }) => [id, long]));
          const answer = await hand.submit(who, reply.form, { risk: 'no', ...answers });
          expect([type, answer.kind]).toEqual([type, 'field-errors']);
          if (answer.kind !== 'field-errors') continue;
          for (const { id } of typed) expect(answer.errors[id]).toMatch(/letters too long\. Keep to \d+\./u);
          refused.add(type);
        }
      }
      expect(refused.size).toBeGreaterThan(stage === '1' ? 8 : 3);
      expect((await hand.events()).length).toBe(before);
    },
  );

  test.each(['words-1', 'about', 'adult'])(
    'is not taken at the step %s of a raise, nor kept in its draft',
    async (step) => {
      const conversation = await openConversation({ at: '2026-12-22T10:00:00Z' });
      const rosa = accountOf('rosa');
      const form = await reach(conversation, rosa, step);
      const kept = () => conversation.tables.drafts.get(form.context.draft ?? '')?.sealed.length ?? 0;
      const before = kept();
      const typed = form.fields.filter((field) => field.kind === 'text' && field.max !== undefined);
      expect(typed.length).toBeGreaterThan(0);
      const answers = Object.fromEntries(typed.map(({ id }) => [id, long]));
      const reply = await conversation.submit(rosa, form, answers);
      expect([reply.kind, kept()]).toEqual(['field-errors', before]);
    },
  );
});
