import { describe, expect, test } from 'vitest';
import { maySee } from '../../src/case/access.ts';
import { availableActs } from '../../src/case/acts.ts';
import { handsOver } from '../../src/case/rules/colleagues.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { conversations } from '../../src/flows/acts/all.ts';
import { viewsOf } from '../../src/flows/case-views.ts';
import { readPages } from '../../src/flows/read/all.ts';
import { wordNotice } from '../../src/flows/wording/word-notice.ts';
import { at } from '../policy/policies.ts';
import { changed, machine, on, risk, words } from '../support/case-world.ts';
import {
  accountOf,
  choicesOf,
  errorsOf,
  formOf,
  openConversation,
  readAll,
} from '../support/conversation.ts';
import type { Simulation } from '../support/given.ts';
import { council, person, withoutPerson, withPeople } from '../support/practice-directory.ts';
import { agree, plainly, shippedRules, shippedStory } from '../support/shipped-case.ts';
import { caseInHand } from './acts/case-in-hand.ts';

/*
 * Every kind of person × every page and act × every stage of every board: what they see. Who is to see what was read off
 * the five documents by hand. Rosa (council) raised it with Nadia (hospital trust); Milan and Tom are their line managers,
 * Sunita and Grace the senior managers, Lena and Ines the safeguarding leads, Bo and Bea the representatives on the board,
 * Hugo and Hedda the heads of service, Nora the trust's named professional; Bella is the business manager, Iris the independent chair, Carla chairs the
 * sub-committee. Ada administers the council's people, Omar is Rosa's colleague, Coco commissions, Lara learns, Stan is the
 * safeguarding team; Piet and Paula are of the police, who have no part; Hana's agency works to no board.
 */

const ada = person('ada', 'Ada Example', council, ['administrator']);
const kinds = [
  ...[
    'rosa',
    'nadia',
    'milan',
    'tom',
    'sunita',
    'grace',
    'lena',
    'ines',
    'bo',
    'bea',
    'hugo',
    'hedda',
    'nora',
  ],
  ...['bella', 'iris', 'carla', 'ada', 'omar', 'coco', 'lara', 'stan', 'piet', 'paula', 'hana', 'nobody'],
];
/** One of each kind of those who see nothing; who sees nothing is worked out above for everybody. */
const outside = ['bella', 'iris', 'ada', 'omar', 'coco', 'piet', 'hana'];
const professionals = ['rosa', 'nadia'];
const theirManagers = ['milan', 'tom'];

/** The line manager of somebody who acts knows that there is a case, and hands over for them; the policy brings them in later (decision 82). */
const aboveMilan = 'sunita';

type Row = {
  readonly stage: string;
  readonly see: readonly string[];
  readonly know?: readonly string[];
  readonly act: readonly string[];
};

/**
 * Of each board, from stage to stage: who sees the case, who knows its reference alone, and who acts for a side. Everybody else
 * sees nothing at all.
 */
const boards: Readonly<Record<string, readonly Row[]>> = {
  redbridge: [
    { stage: '1', see: professionals, know: theirManagers, act: professionals },
    // In a hospital the named safeguarding professional acts in the line manager's place (4.5).
    { stage: '2', see: [...professionals, ...theirManagers, 'nora'], know: [aboveMilan], act: ['milan', 'nora'] },
    { stage: '3', see: [...professionals, ...theirManagers, 'nora', 'sunita', 'grace', 'bella'], act: ['sunita', 'grace'] },
    { stage: '4', see: [...professionals, ...theirManagers, 'nora', 'sunita', 'grace', 'bella'], act: ['sunita', 'grace'] },
  ],
  'cheshire-east': [
    { stage: '1', see: professionals, know: theirManagers, act: professionals },
    { stage: '2', see: [...professionals, ...theirManagers], know: [aboveMilan], act: theirManagers },
    // Of Steps 2 and 3 the office sees what an agency reports, and none has.
    { stage: '3', see: [...professionals, ...theirManagers, 'bo', 'bea'], act: ['bo', 'bea'] },
    { stage: '4', see: [...professionals, ...theirManagers, 'bo', 'bea', 'bella'], act: ['bo', 'bea'] },
  ],
  rotherham: [
    { stage: '1', see: professionals, know: theirManagers, act: professionals },
    { stage: '2', see: [...professionals, ...theirManagers], know: [aboveMilan], act: theirManagers },
    { stage: '3', see: [...professionals, ...theirManagers, 'sunita', 'grace', 'bella'], act: ['sunita', 'grace'] },
    { stage: '4', see: [...professionals, ...theirManagers, 'sunita', 'grace', 'bella'], act: ['sunita', 'grace'] },
  ],
  solihull: [
    { stage: '1', see: professionals, know: theirManagers, act: professionals },
    { stage: '2', see: [...professionals, ...theirManagers], know: [aboveMilan], act: theirManagers },
    { stage: '3', see: [...professionals, ...theirManagers, 'sunita', 'grace'], act: ['sunita', 'grace'] },
    {
      stage: '4',
      see: [...professionals, ...theirManagers, 'sunita', 'grace', 'hugo', 'hedda', 'bella'],
      act: ['hugo', 'hedda'],
    },
  ],
  hertfordshire: [
    { stage: '1', see: professionals, know: theirManagers, act: professionals },
    { stage: '2', see: [...professionals, ...theirManagers, 'sunita', 'grace', 'bella'], act: ['sunita', 'grace'] },
    // The chair has a copy of all of it from Stage 3 on (4.7).
    { stage: '3', see: [...professionals, ...theirManagers, 'sunita', 'grace', 'bella', 'iris'], act: ['sunita', 'grace'] },
  ],
}; // prettier-ignore

const now = '2026-12-22T16:00';
const directoryOf = (board: string) => withPeople(shippedRules(board).directory, [ada]);

/** The case at a stage, taken there by whoever acts for the raising side. */
function storyAt(board: string, stage: string): Simulation {
  const policy = plainly(board);
  const story = shippedStory(board, policy);
  for (let hour = 11; story.raised().stage !== stage; hour += 1) {
    const next = policy.stages[policy.stages.findIndex(({ id }) => id === story.raised().stage) + 1];
    const climber = story.raised().actors.find(({ side }) => side === 'raising')?.person ?? '';
    story.step(on(`2026-12-22T${hour}:00`, climber, 'escalate', { to: next?.id ?? '' }));
  }
  return story;
}

/** The conversations over such a case: whatever was written is the word CANARY. */
async function opened(story: Simulation, directory: Directory) {
  const { policy } = story.rules;
  const conversation = await openConversation({ at: at(now).toISOString(), directory, policies: [policy] });
  const { services, tables } = conversation;
  tables.entries.set('case-1', story.entries());
  tables.views.set('case-1', viewsOf(story.raised(), { ...story.rules, directory }));
  const vault = await services.vault.forCase('case-1');
  Object.assign(services, {
    vault: {
      forCase: () =>
        Promise.resolve({
          ...vault,
          open: (ids: readonly string[]) => Promise.resolve(new Map(ids.map((id) => [id, 'CANARY']))),
        }),
    },
  });
  /** What somebody is shown, and what was noted of it. */
  const press = async (who: string, does: string) => {
    const before = tables.accesses.length;
    const on = does === 'get-document' ? { on: 'record' } : {};
    const act = { do: does, caseId: 'case-1', ...on };
    const reply = await conversation.press(accountOf(who, directory), act);
    const noted = tables.accesses.slice(before).map(({ what }) => what);
    return { shown: JSON.stringify(reply), noted };
  };
  return { conversation, press };
}

/** What nobody outside may come across: what was written, the reference, the people and agencies of the case. */
const tells = ['CANARY', 'RB-2026-0001', 'Rosa Example', 'Nadia Example', 'Aldhelm', 'Northbrook'];

/** Those pages that are for some of the people who see the case, or for none while there is nothing on them. */
const forSome = [
  'who-is-the-adult',
  'who-looked',
  'read-learning',
  'read-reported',
  'read-form',
  'read-form-apart',
];
/** What only whoever acts for a side can do. */
const deciding = [
  'escalate',
  'respond',
  'propose-outcome',
  'agree-outcome',
  'declare-unresolved',
  'withdraw',
];

describe.each(Object.keys(boards))('%s', (board) => {
  const rows = boards[board] ?? [];

  test('has a row for every stage of its policy', () => {
    expect(rows.map(({ stage }) => stage)).toEqual(plainly(board).stages.map(({ id }) => id));
  });

  test.each(rows)(
    'stage $stage: who sees it, who acts, and nobody else',
    ({ stage, see, know = [], act }) => {
      const story = storyAt(board, stage);
      const state = story.raised();
      const rules = { ...story.rules, directory: directoryOf(board) };
      const sights = kinds.map((who) => [who, maySee(who, state, rules, at(now))]);
      expect(Object.fromEntries(sights)).toEqual(
        Object.fromEntries(
          kinds.map((who) => [
            who,
            see.includes(who) ? 'content' : know.includes(who) ? 'reference' : 'nothing',
          ]),
        ),
      );
      for (const who of kinds) {
        const acts = availableActs(who, state, rules, at(now)).map(({ type }) => type as string);
        const decides = acts.some((type) => deciding.includes(type));
        expect(decides, `${who} decides`).toBe(act.includes(who));
        // A line manager hands over for their staff; an immediate risk is reported afresh, and not in somebody else's case.
        if (!see.includes(who)) expect(acts, who).toEqual(know.includes(who) ? ['hand-over'] : []);
      }
    },
  );

  test.each([...rows.slice(0, 1), ...rows.slice(-1)])(
    'stage $stage: which pages open, each noted before it is shown',
    async ({ stage, see }) => {
      const directory = directoryOf(board);
      const { press } = await opened(storyAt(board, stage), directory);
      for (const who of [...see, ...outside.filter((one) => !see.includes(one))]) {
        for (const does of readPages.keys()) {
          const { shown, noted } = await press(who, does);
          const about = `${who}: ${does}`;
          if (!see.includes(who)) {
            expect(noted, about).toEqual([`refused ${does}`]);
            for (const word of tells) expect(shown, about).not.toContain(word);
          } else if (!forSome.includes(does)) {
            expect(noted, about).toEqual([does === 'get-document' ? `${does} record` : does]);
          }
        }
        const isOffice = who === 'bella';
        if (!see.includes(who) || who === 'iris') continue;
        expect((await press(who, 'who-is-the-adult')).noted).toEqual([
          `${isOffice ? 'refused ' : ''}who-is-the-adult`,
        ]);
        expect((await press(who, 'who-looked')).noted).toEqual([`${isOffice ? '' : 'refused '}who-looked`]);
      }
    },
  );
});

describe('a line manager before the procedure brings them in', () => {
  /** What is nobody's of their own: what was written, and the people and agency of the other side. */
  const others = ['CANARY', 'Nadia Example', 'Aldhelm', 'Stage 1', 'professionals'];

  test.each(Object.keys(boards))(
    'of %s opens no page of the case, and is told its reference and date',
    async (board) => {
      const directory = directoryOf(board);
      const { press } = await opened(storyAt(board, '1'), directory);
      for (const does of readPages.keys()) {
        const { shown, noted } = await press('milan', does);
        // There may be no such form yet; whoever is not let in is noted, and nothing is opened.
        expect(
          noted.filter((what) => what !== `refused ${does}`),
          does,
        ).toEqual([]);
        for (const word of others) expect(shown, does).not.toContain(word);
      }
      const { shown, noted } = await press('milan', 'home-case');
      expect(noted).toEqual(['case-page']);
      expect(shown).toContain('RB-2026-0001, opened on Tuesday 22 December 2026');
      expect(shown).toContain('Hand over');
      for (const word of others) expect(shown).not.toContain(word);
    },
  );

  test('can do nothing in it but hand over for their own staff, and learns nothing by it', async () => {
    const directory = directoryOf('redbridge');
    const { press } = await opened(storyAt('redbridge', '1'), directory);
    for (const does of conversations.keys()) {
      const { shown, noted } = await press('milan', does);
      for (const word of others) expect(shown, does).not.toContain(word);
      if (does !== 'hand-over') expect(noted, does).toEqual([`refused ${does}`]);
    }
    const { shown } = await press('milan', 'hand-over');
    expect(shown).toContain('Who takes over?');
  });

  test('hands over for their staff, with a reason, and is told that it is done and no more', async () => {
    const hand = await caseInHand();
    const { reference } = await hand.state();
    const form = formOf(await hand.press('milan', 'hand-over'));
    expect(choicesOf(form, 'to').length).toBeGreaterThan(0);
    // To somebody else: as the one who acts they would read it.
    expect(choicesOf(form, 'to')).not.toContain('milan');
    const taken = await hand.submit('milan', form, { to: 'milan', reason: 'I take it.' });
    expect(errorsOf(taken)).toHaveProperty('to');
    for (const word of others) expect(JSON.stringify(taken)).not.toContain(word);
    expect(await hand.events()).not.toContain('HandedOver');
    expect(JSON.stringify(await hand.submit('milan', form, { to: 'lena', reason: '' }))).toContain('Say why');
    const done = formOf(await hand.submit('milan', form, { to: 'lena', reason: 'She is on leave.' }, 'once'));
    expect(readAll(done)).toContain(`${reference}: done. It is recorded.`);
    for (const word of others) expect(readAll(done)).not.toContain(word);
    expect((await hand.state()).actors.find(({ side }) => side === 'raising')?.person).toBe('lena');
    // The same press, delivered again, changes nothing and says no more.
    const again = await hand.submit('milan', form, { to: 'lena', reason: 'She is on leave.' }, 'once');
    for (const word of others) expect(JSON.stringify(again)).not.toContain(word);
    expect((await hand.events()).filter((type) => type === 'HandedOver')).toHaveLength(1);
  });

  test('is part of it once a limit has passed, or once they are told in place of somebody who cannot be reached', () => {
    const sees = (story: Simulation, who: string) =>
      maySee(who, story.raised(), story.rules, new Date(story.entries().at(-1)?.at ?? 0));
    const story = storyAt('redbridge', '1');
    expect([sees(story, 'milan'), sees(story, 'tom')]).toEqual(['reference', 'reference']);
    story.until('2027-01-06T09:00');
    expect([sees(story, 'milan'), sees(story, 'tom')]).toEqual(['content', 'content']);
    const other = storyAt('redbridge', '1');
    other.step(
      machine(at('2026-12-22T12:00'), 'note-unreachable', {
        person: 'rosa',
        why: 'no account',
        about: 'CaseRaised',
      }),
    );
    expect([sees(other, 'milan'), sees(other, 'tom')]).toEqual(['content', 'reference']);
  });

  test('knows nothing of it any more once they have a conflict of interest, or manage nobody in it', () => {
    const story = storyAt('redbridge', '1');
    const moved = changed('milan', { agency: 'eastmere-police' }, directoryOf('redbridge'));
    expect(maySee('milan', story.raised(), { ...story.rules, directory: moved }, at(now))).toBe('nothing');
    const alone = changed('rosa', { lineManager: 'omar' }, directoryOf('redbridge'));
    expect(maySee('milan', story.raised(), { ...story.rules, directory: alone }, at(now))).toBe('nothing');
  });
});

describe('somebody who is no part of a case', () => {
  test('is refused every act and every other way to it, and each is noted', async () => {
    const directory = directoryOf('redbridge');
    const { press } = await opened(storyAt('redbridge', '3'), directory);
    for (const does of [
      ...conversations.keys(),
      'case-page',
      'home-case',
      'raise',
      'answer-alert',
      'record-referral',
    ]) {
      const { shown, noted } = await press('piet', does);
      for (const word of tells) expect(shown, does).not.toContain(word);
      const known = does.startsWith('answer-alert') || does.startsWith('record-ref');
      const page = does === 'home-case' ? 'case-page' : does;
      expect(noted, does).toEqual(known ? [] : [`refused ${page}`]);
    }
  });

  test('is refused it by its reference too, in the words in which they would be told that there is none', async () => {
    const directory = directoryOf('redbridge');
    const { conversation } = await opened(storyAt('redbridge', '3'), directory);
    Object.assign(conversation.services.cases, {
      idOfReference: (reference: string) => Promise.resolve(reference === 'RED-4F7K2' ? 'case-1' : undefined),
    });
    const says = async (reference: string) =>
      JSON.stringify(await conversation.type(accountOf('piet', directory), reference)).replace(reference, '');
    expect(await says('RED-4F7K2')).toBe(await says('RED-4F7K3'));
    expect(conversation.tables.accesses.map(({ what }) => what)).toEqual(['refused case-page']);
  });
});

describe('an immediate risk reported in somebody else’s case', () => {
  /** Milan and Sunita manage; Lena leads on safeguarding and would be told; Omar is a colleague, Ada administers, Bella runs the office. */
  const noParts = ['omar', 'milan', 'sunita', 'lena', 'ada', 'bella', 'piet'];

  test.each(noParts)('by %s opens nothing, before and after, and reported afresh it is told', async (who) => {
    const directory = directoryOf('redbridge');
    const story = storyAt('redbridge', '1');
    const rules = { ...story.rules, directory };
    const { conversation, press } = await opened(story, directory);
    const { tables } = conversation;
    const account = accountOf(who, directory);
    const entries = (caseId = 'case-1') => tables.entries.get(caseId)?.length ?? 0;
    const sights = () => kinds.map((one) => [one, maySee(one, story.raised(), rules, at(now))]);
    const before = { entries: entries(), sights: sights() };
    // Given a button whose value was changed, and the form behind it
    const own = await conversation.press(accountOf('omar', directory), { do: 'report-immediate-risk' });
    const pressed = await conversation.press(account, { do: 'report-immediate-risk', caseId: 'case-1' });
    const forged = {
      ...formOf(own),
      context: { act: { do: 'report-immediate-risk', caseId: 'case-1' }, step: 'report' },
    };
    // When it is sent
    const sent = await conversation.submit(account, forged, {
      situation: 'Alone, and no answer at the door',
    });
    // Then nothing of the case is told, written or opened
    for (const reply of [pressed, sent]) {
      expect(readAll(formOf(reply))).toContain('You are not part of this matter');
      expect(readAll(formOf(reply))).toContain('Emergency services: 999');
      // The number of their own agency is theirs to know.
      for (const word of tells.filter((one) => one !== 'Northbrook'))
        expect(JSON.stringify(reply)).not.toContain(word);
    }
    expect({ entries: entries(), sights: sights() }).toEqual(before);
    for (const does of [...readPages.keys(), 'case-page']) {
      const { shown, noted } = await press(who, does);
      expect(
        noted.filter((what) => what === does && does !== 'case-page'),
        does,
      ).toEqual([]);
      for (const word of ['CANARY', 'Nadia Example']) expect(shown, does).not.toContain(word);
    }
    // And from the same page it is reported afresh, in a matter of its own
    const afresh = formOf(await conversation.submit(account, formOf(sent), {}));
    expect(afresh.submit).toBe('Tell them now');
    await conversation.submit(account, afresh, { situation: 'Alone, and no answer at the door' });
    const caseId = afresh.context.act.caseId ?? '';
    expect([caseId === 'case-1', entries(caseId), entries()]).toEqual([false, 1, before.entries]);
  });
});

describe('one part of a case and nothing else', () => {
  /** The pages that somebody can open, of all there are. */
  async function pagesOf(story: Simulation, who: string, directory: Directory): Promise<readonly string[]> {
    const { press } = await opened(story, directory);
    const pages: string[] = [];
    for (const does of readPages.keys()) {
      const { noted } = await press(who, does);
      if (noted.length === 1 && noted[0] === does) pages.push(does);
    }
    return pages;
  }

  test('Cheshire East’s office: of Steps 2 and 3 what an agency reported, of Step 1 nothing', async () => {
    const directory = directoryOf('cheshire-east');
    const first = shippedStory('cheshire-east');
    agree(first, '2026-12-22', 'nadia', 'rosa');
    expect(await pagesOf(first, 'bella', directory)).toEqual([]);
    const story = storyAt('cheshire-east', '3');
    story.step(on('2026-12-22T15:00', 'bo', 'report-outcome', { stage: '2', words: words('came') }));
    expect(await pagesOf(story, 'bella', directory)).toEqual(['read-reported']);
  });

  test('Rotherham’s commissioner, who was sent a copy: the summary', async () => {
    const directory = directoryOf('rotherham');
    const story = storyAt('rotherham', '3');
    agree(story, '2026-12-23', 'grace', 'sunita');
    expect(await pagesOf(story, 'coco', directory)).toEqual([]);
    const copy = { copy: '3.commissioning.resolved', people: ['coco'], reason: words('reason') };
    story.step(on('2026-12-23T12:00', 'sunita', 'send-copy', copy));
    expect(await pagesOf(story, 'coco', directory)).toEqual(['read-summary']);
    expect(await pagesOf(story, 'stan', directory)).toEqual([]);
  });

  test('Solihull’s representative for learning: what their own agency’s side wrote for others', async () => {
    const directory = directoryOf('solihull');
    const story = storyAt('solihull', '1');
    agree(story, '2026-12-22', 'nadia', 'rosa');
    story.step(on('2026-12-23T09:00', 'nadia', 'confirm-outcome', { words: words('confirmed') }));
    if (story.raised().status !== 'closed')
      story.step(on('2026-12-23T09:30', 'rosa', 'accept-confirmation', {}));
    expect(story.raised().status).toBe('closed');
    const said = { words: { 'general-issues': words('yes') }, anything: true };
    story.step(on('2026-12-23T10:00', 'rosa', 'note-learning', said));
    expect(await pagesOf(story, 'lara', directory)).toEqual(['read-learning']);
    expect(await pagesOf(story, 'luis', directory)).toEqual([]);
  });

  test('a head with a conflict of interest: nothing any more, in no list either', async () => {
    const directory = directoryOf('solihull');
    const head = 'carla';
    const listed = (story: Simulation) => {
      const { participants, dues } = viewsOf(story.raised(), story.rules);
      return [...participants, ...dues].map(({ person: who }) => who);
    };
    const story = storyAt('solihull', '4');
    story.step(on('2026-12-22T15:00', 'bella', 'pass-on', {}));
    expect(await pagesOf(story, head, directory)).toContain('chronology');
    expect(listed(story)).toContain(head);
    story.step(on('2026-12-22T15:30', head, 'say-conflict', { reason: words('reason') }));
    expect(await pagesOf(story, head, directory)).toEqual([]);
    expect(listed(story)).not.toContain(head);
  });

  test('a line manager with a conflict of interest: hands nothing over for their staff any more', () => {
    const directory = changed('rosa', { lineManager: 'carla' }, directoryOf('solihull'));
    const story = storyAt('solihull', '4');
    const rules = { ...story.rules, directory };
    const handed = () => handsOver({ by: 'carla', state: story.raised(), rules, at: at(now) });
    story.step(on('2026-12-22T15:00', 'bella', 'pass-on', {}));
    expect(handed()).toContain('rosa');
    story.step(on('2026-12-22T15:30', 'carla', 'say-conflict', { reason: words('reason') }));
    expect(handed()).toEqual([]);
  });

  test('a head with a conflict of interest who was told of an immediate risk before: the alarm, and nothing of the case', async () => {
    const directory = directoryOf('solihull');
    const story = storyAt('solihull', '4');
    story.step(on('2026-12-22T15:00', 'bella', 'pass-on', {}));
    story.step(
      on('2026-12-22T15:10', 'rosa', 'report-immediate-risk', { ...risk(['carla']), board: 'solihull' }),
    );
    story.step(on('2026-12-22T15:20', 'carla', 'report-immediate-risk', { ...risk(), board: 'solihull' }));
    expect(await pagesOf(story, 'carla', directory)).toContain('read-alert');
    story.step(on('2026-12-22T15:30', 'carla', 'say-conflict', { reason: words('reason') }));
    expect(await pagesOf(story, 'carla', directory)).toEqual([]);
    const { participants } = viewsOf(story.raised(), story.rules);
    expect(participants.map(({ person: who }) => who)).not.toContain('carla');
    // The alarm still reaches her, and she can say what is in place: waiting costs more than it protects.
    const known = { caseId: 'case-1', state: story.raised(), rules: { ...story.rules, directory } };
    const reader = directory.people.get('carla') ?? ada;
    const entry = story.entries().find(({ event }) => event.type === 'ImmediateRiskReported')?.entry ?? 0;
    const alarm = JSON.stringify(
      wordNotice(
        { what: 'alert', entry, alertId: story.raised().alerts[0]?.id ?? '' },
        reader,
        known,
        at(now),
      ),
    );
    expect(alarm).toContain('An adult may be at immediate risk');
    expect(alarm).toContain('answer-alert');
    for (const word of ['read-case', 'read-alert']) expect(alarm).not.toContain(word);
  });

  test('whoever left, and whoever moved to another agency: nothing', async () => {
    const story = storyAt('redbridge', '3');
    const state = story.raised();
    const left = withoutPerson(directoryOf('redbridge'), 'rosa');
    expect(maySee('rosa', state, { ...story.rules, directory: left }, at(now))).toBe('nothing');
    const moved = changed('rosa', { agency: 'eastmere-police' }, directoryOf('redbridge'));
    expect(await pagesOf(story, 'rosa', moved)).toEqual([]);
  });
});
