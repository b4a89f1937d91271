import { describe, expect, test } from 'vitest';
import { isRaised } from '../../src/case/case-state.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import type { Answers } from '../../src/flows/chat-input.ts';
import { casePage } from '../../src/flows/case-page.ts';
import { fold } from '../../src/flows/run-command.ts';
import { wordNotice } from '../../src/flows/wording/word-notice.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { shippedPolicy } from '../policy/policies.ts';
import { directoryOf } from '../support/board-world.ts';
import {
  accountOf, choicesOf, fieldOf, formOf, openConversation, readAll, readMessage,
} from '../support/conversation.ts'; // prettier-ignore
import { goOn, reach } from '../support/raising.ts';

/* What people read and are asked under the procedure of Cheshire East, as it is shipped. */

const policy = shippedPolicy('cheshire-east');
const directory = directoryOf('cheshire-east');
const rosa = accountOf('rosa', directory);

/** What Rosa answers on the way of a raise with Nadia, where it differs from the usual answers. */
const answers: Readonly<Record<string, Answers>> = {
  about: { themes: ['decision-making'] },
  adult: { given: 'by-telephone' },
};

const opened = () => openConversation({ at: '2026-12-22T10:00:00Z', directory, policies: [policy] });

async function raised(said: Readonly<Record<string, Answers>> = answers) {
  const conversation = await opened();
  const { services, clock } = conversation;
  const check = await reach(conversation, rosa, 'check', said);
  await conversation.submit(rosa, check, { next: 'send' });
  const caseId = check.context.draft ?? '';
  const state = async () => {
    const loaded = await services.cases.load(caseId);
    const found = loaded && fold(loaded);
    if (found === undefined || !isRaised(found)) throw new Error('Nothing was raised');
    return found;
  };
  const press = async (who: string, does: string, on?: string) => {
    const act = { do: does, caseId, ...(on === undefined ? {} : { on }) };
    return formOf(await conversation.press(accountOf(who, directory), act));
  };
  const fill = async (who: string, does: string, typed: Answers = {}, on?: string) => {
    const form = await press(who, does, on);
    return formOf(await conversation.submit(accountOf(who, directory), form, typed));
  };
  /** The message about the last event of a kind, as somebody gets it. */
  const told = async (who: string, what: CaseEvent['type']): Promise<string> => {
    const now = await state();
    const entry = now.entries.findLast(({ event }) => event.type === what)?.entry;
    const reader = directory.people.get(who);
    if (entry === undefined || reader === undefined) throw new Error(`${who} was told of no ${what}`);
    const rules = await services.rulesOf(now.board, now.policyVersion);
    const worded = wordNotice({ what, entry }, reader, { caseId, state: now, rules }, clock.now());
    return worded === 'superseded' ? worded : readMessage(worded.message);
  };
  /** Where the challenge stands, as somebody of it is shown. */
  const page = async (who: string): Promise<string> => {
    const now = await state();
    const reader = directory.people.get(who);
    if (reader === undefined) throw new Error(`${who} is not in the directory`);
    const rules = await services.rulesOf(now.board, now.policyVersion);
    return readMessage(casePage(reader, { caseId, state: now, rules }, clock.now()));
  };
  return { press, fill, told, page, state, clock };
}

const clear: Answers = {
  risk: 'no',
  'step-2-problem': 'The discharge has no plan.',
  'step-2-challenge': 'The order of plan and discharge.',
  'step-2-aim': 'A plan first.',
};

const talk: Answers = {
  between: 'sides',
  how: 'telephone',
  tookPlace: '2026-12-22',
  time: 'not-known',
  with: ['rosa'],
  'discussion-what': 'The pharmacist will be asked.',
};

type At = Policy['guidance'][number]['at'];
const guidance = (at: At) =>
  policy.guidance.filter((one) => one.at === at).map(({ text, source }) => `${text} (${source})`);

describe('Under the procedure of Cheshire East', () => {
  test('the first question is whether the adult is at significant risk now, and it is asked again on the way up', async () => {
    const conversation = await opened();
    const first = formOf(await conversation.type(rosa, ''));
    expect(fieldOf(first, 'risk')).toMatchObject({
      label: 'Is the adult at significant risk now?',
      required: true,
    });
    expect(readAll(first)).toContain('Principles');
    const hand = await raised();
    expect(fieldOf(await hand.press('rosa', 'escalate', '2'), 'risk').required).toBe(true);
    expect(fieldOf(await hand.press('nadia', 'respond'), 'risk').required).toBe(true);
  });

  test('at significant risk one’s own manager and lead are told at once, and the local authority is to be asked', async () => {
    const conversation = await opened();
    const first = formOf(await conversation.type(rosa, ''));
    const said = readAll(formOf(await conversation.submit(rosa, first, { risk: 'yes' })));
    expect(said).toContain('Make an adult safeguarding referral to the local authority now');
    expect(said).toContain('Milan Example');
    expect(said).toContain('Lena Example');
  });

  test.each([
    ['complaint', 'Complaints have their own route', 'Introduction'],
    ['own-agency', 'The steps of this procedure are for challenges between agencies', 'Introduction'],
    ['conduct', 'names no route for a person', 'Added by Concordat'],
  ])('%s: is shown its own route, and no challenge begins', async (id, says, source) => {
    const conversation = await opened();
    const form = await reach(conversation, rosa, 'elsewhere');
    const page = formOf(await conversation.submit(rosa, form, { elsewhere: [id], scope: 'yes' }));
    expect(page.submit).toBeUndefined();
    expect(readAll(page)).toContain(says);
    expect(readAll(page)).toContain(source);
    expect(conversation.tables.drafts.size).toBe(0);
  });

  test('it is for challenges between agencies about an adult at risk of abuse or neglect, and for nothing else', async () => {
    const conversation = await opened();
    const form = await reach(conversation, rosa, 'elsewhere');
    expect(fieldOf(form, 'scope').label).toBe(
      'The challenge is between agencies and concerns an adult at risk of abuse or neglect.',
    );
    const page = formOf(await conversation.submit(rosa, form, { elsewhere: ['none-of-these'], scope: 'no' }));
    expect(readAll(page)).toContain('Nothing was raised');
    expect(conversation.tables.drafts.size).toBe(0);
  });

  test('it can be about practice, a decision or the adult’s wishes, and the adult’s wishes are asked', async () => {
    const conversation = await opened();
    const words = await reach(conversation, rosa, 'words-1');
    expect(fieldOf(words, 'issue').label).toBe('What is the concern?');
    const more = await goOn(conversation, rosa, words, 'words-2');
    expect(fieldOf(more, 'wishes')).toMatchObject({ label: 'What does the adult think and want?' });
    const about = await goOn(conversation, rosa, more, 'about');
    expect(choicesOf(about, 'themes')).toEqual(['practice', 'decision-making', 'wishes', 'other']);
  });

  test('what the adult wants is read at every step, by whoever acts there', async () => {
    const hand = await raised();
    const wishes = 'What does the adult think and want?: To go home soon.';
    expect(readAll(await hand.press('nadia', 'read-case'))).toContain(wishes);
    await hand.fill('rosa', 'escalate', clear, '2');
    expect(readAll(await hand.press('tom', 'read-case'))).toContain(wishes);
    await hand.fill('milan', 'escalate', { risk: 'no' }, '3');
    await hand.fill('sunita', 'escalate', { risk: 'no' }, '3');
    expect(readAll(await hand.press('tessa', 'read-case'))).toContain(wishes);
  });

  test('its words about raising, answering, going on, settling and helping stand where people act, with their part of the document', async () => {
    const conversation = await opened();
    const raising = readAll(await reach(conversation, rosa, 'agency-1'));
    const helping = readAll(formOf(await conversation.type(rosa, 'help')));
    const hand = await raised();
    const shown: Readonly<Record<string, string>> = {
      raise: raising,
      help: helping,
      receive: await hand.told('nadia', 'CaseRaised'),
      respond: readAll(await hand.press('nadia', 'respond')),
      escalate: readAll(await hand.press('rosa', 'escalate', '2')),
      close: readAll(await hand.press('nadia', 'propose-outcome')),
    };
    for (const at of ['raise', 'help', 'receive', 'respond', 'escalate', 'close'] as const) {
      expect(guidance(at)).not.toEqual([]);
      for (const line of guidance(at)) expect(shown[at]).toContain(line);
    }
  });

  test('help names one’s own manager, lead and representative, and the business unit', async () => {
    const conversation = await opened();
    const said = readAll(formOf(await conversation.type(rosa, 'help')));
    for (const who of ['Milan Example', 'Lena Example', 'Sunita Example']) expect(said).toContain(who);
    expect(said).toContain('LSAB@cheshireeast.gov.uk');
  });

  test('everybody of the challenge reads when it arose and how much time is left', async () => {
    const hand = await raised();
    for (const who of ['rosa', 'nadia']) {
      const page = await hand.page(who);
      expect(page).toContain('When the challenge arose');
      expect(page).toContain('Tuesday 22 December 2026');
      expect(page).toContain(
        'By Thursday 24 December 2026, 17:00 (2 working days left). Policy: the flowchart.',
      );
      expect(page).toContain('Step 1, between the workers');
    }
  });

  test('a step that begins late says to everybody how much time was lost before it', async () => {
    const hand = await raised();
    await hand.fill('rosa', 'declare-unresolved', { reason: 'We see the risk in another way.' });
    await hand.clock.moveTo(new Date('2026-12-24T10:00:00Z'));
    await hand.fill('rosa', 'escalate', clear, '2');
    for (const who of ['rosa', 'milan', 'tom'])
      expect(await hand.page(who)).toContain('Step 2 began 2 working days after Step 1');
  });

  test('the concern, the answer, what was done and what came of it stand in the record', async () => {
    const hand = await raised();
    await hand.fill('nadia', 'respond', { risk: 'no', 'response-view': 'The ward sees a safe way home.' });
    await hand.fill('nadia', 'log-discussion', talk);
    await hand.fill('nadia', 'propose-outcome', {
      'agreed-outcome': 'The plan comes first.',
      outstanding: 'none',
    });
    const read = readAll(await hand.press('rosa', 'read-case'));
    for (const words of [
      'The discharge was decided without a plan for the medicines.',
      'The ward sees a safe way home.',
      'The pharmacist will be asked.',
      'The plan comes first.',
    ])
      expect(read).toContain(words);
  });

  test('Step 4 begins with the form, goes through the business manager to the Chair, and says that the weight of the output is not stated', async () => {
    const adult = {
      given: 'here',
      'adult-name': 'Avery Example',
      'adult-born': '1948-03-21',
      'adult-address': '1 Practice Road',
    };
    const hand = await raised({ ...answers, adult });
    await hand.fill('nadia', 'log-discussion', talk);
    await hand.fill('rosa', 'escalate', clear, '2');
    await hand.fill('milan', 'escalate', { risk: 'no' }, '3');
    await hand.fill('sunita', 'escalate', { risk: 'no' }, '3');
    const going = readAll(await hand.press('bram', 'escalate', '4'));
    expect(going).toContain('Bella Example (Board office) passes it on to Iris Example (Board office).');
    expect(going).toContain('Policy: Step four. It gives no time; Concordat added the date.');
    const gone = readAll(await hand.fill('bram', 'escalate', { risk: 'no' }, '4'));
    expect(gone).toContain('(Step 4)” came to Cheshire East Safeguarding Adults Board');
    await hand.press('bella', 'pass-on');
    const recommending = readAll(await hand.press('iris', 'recommend'));
    for (const line of guidance('forum')) expect(recommending).toContain(line);
    await hand.fill('iris', 'recommend', {
      'recommendations-northbrook-council-1': 'Name one contact.',
      'recommendations-st-aldhelms-1': 'Write the plan.',
    });
    expect((await hand.state()).status).toBe('answering');
    expect(await hand.told('rosa', 'RecommendationsMade')).toContain(
      'The procedure does not say what weight that has',
    );
  });
});
