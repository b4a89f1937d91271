import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseLists, CaseStore, CaseViews, Page, CaseLine } from '../../src/flows/ports.ts';
import { caseIdFor, monday, newReference, someFigures, thursday, tuesday, written } from './case-fixture.ts';

export type OpenedLists = {
  readonly cases: CaseStore;
  readonly lists: CaseLists;
  readonly close: () => Promise<void>;
};
type Due = CaseViews['dues'][number];

/** What every set of lists keeps, the real one and its twin. */
export function caseListsContract(name: string, open: () => Promise<OpenedLists>): void {
  describe(`the lists of cases (${name})`, () => {
    let opened: OpenedLists;
    let [ann, ben, board] = ['', '', ''];
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    beforeEach(() => {
      [ann, ben, board] = [`ann-${randomUUID()}`, `ben-${randomUUID()}`, `board-${randomUUID()}`];
    });

    const owed = (person: string, due: Date | undefined, more: Partial<Due> = {}): Due => {
      return { obligation: '1.speak', person, duty: 'speak', passed: false, ...(due && { due }), ...more };
    };
    async function opens(dues: readonly Due[], more: Partial<CaseViews['case']> = {}): Promise<string> {
      const reference = newReference();
      await written(opened.cases, { reference, participants: [ann, ben], dues, case: { board, ...more } });
      return reference;
    }
    const references = ({ items }: Page<CaseLine>): readonly string[] =>
      items.map(({ reference }) => reference);
    async function list(
      which: Parameters<CaseLists['ofPerson']>[1],
      person = ann,
    ): Promise<readonly string[]> {
      return references(await opened.lists.ofPerson(person, which, undefined, 50));
    }

    test('mine are the open cases in which I owe something, the next deadline first, what has no date last', async () => {
      const [undated, late, soon] = [
        await opens([owed(ann, undefined)]),
        await opens([owed(ann, thursday)]),
        await opens([owed(ann, tuesday), owed(ann, thursday, { obligation: '1.resolve', duty: 'resolve' })]),
      ];
      await opens([owed(ben, tuesday)]);
      await opens([owed(ann, tuesday)], { status: 'closed', closedAt: tuesday });
      expect(await list('mine')).toEqual([soon, late, undated]);
    });

    test('a line says what is owed next: by me if I owe anything, else by somebody', async () => {
      const reference = await opens([
        owed(ben, monday, { obligation: '1.respond', duty: 'respond', passed: true }),
        owed(ann, tuesday),
      ]);
      const page = await opened.lists.ofPerson(ann, 'overdue', undefined, 50);
      expect(page).toEqual({
        items: [
          {
            caseId: caseIdFor(reference),
            reference,
            board,
            policyVersion: 'v1',
            status: 'open',
            stage: '1',
            openedAt: monday,
            nextDue: { obligation: '1.speak', duty: 'speak', due: tuesday, passed: false, mine: true },
          },
        ],
      });
      const other = await opens([
        owed(ben, thursday),
        owed(`cat-${board}`, tuesday, { obligation: '1.plan' }),
      ]);
      const waiting = await opened.lists.ofPerson(ann, 'waiting', undefined, 50);
      expect(waiting.items).toMatchObject([
        { reference: other, nextDue: { obligation: '1.plan', mine: false } },
      ]);
    });

    test('I wait for others where I take part and owe nothing', async () => {
      await opens([owed(ann, tuesday)]);
      const [others, quiet] = [await opens([owed(ben, thursday)]), await opens([])];
      expect(await list('waiting')).toEqual([others, quiet]);
      expect(await list('waiting', `nobody-${board}`)).toEqual([]);
    });

    test('overdue are my open cases in which a limit has passed, whoever owes it', async () => {
      await opens([owed(ann, thursday)]);
      const [mine, others] = [
        await opens([owed(ann, tuesday, { passed: true })]),
        await opens([owed(ben, monday, { passed: true })]),
      ];
      expect(await list('overdue')).toEqual([others, mine]);
    });

    test('what is overdue stands in that list and in no other', async () => {
      await opens([owed(ann, tuesday, { passed: true }), owed(ann, thursday, { obligation: '1.plan' })]);
      await opens([owed(ben, monday, { passed: true })]);
      const due = await opens([owed(ann, thursday)]);
      expect([await list('mine'), await list('waiting')]).toEqual([[due], []]);
    });

    test('closed cases begin with the one closed last, and one that is re-opened is open again', async () => {
      const first = await opens([], { status: 'closed', closedAt: monday });
      const last = await opens([], { status: 'closed', closedAt: tuesday });
      expect(await list('closed')).toEqual([last, first]);
      await written(opened.cases, { reference: first, participants: [ann], dues: [], case: { board } });
      expect(await list('closed')).toEqual([last]);
      expect(await list('waiting')).toEqual([first]);
    });

    test('who is no longer part of a case no longer sees it', async () => {
      const reference = await opens([owed(ann, tuesday)]);
      await written(opened.cases, {
        reference,
        participants: [ben],
        dues: [owed(ben, tuesday)],
        case: { board },
      });
      expect([await list('mine'), await list('waiting')]).toEqual([[], []]);
      expect(await list('mine', ben)).toEqual([reference]);
    });

    test('the pages of a list hold every case once and in order, also where many are due at the same moment', async () => {
      const dates = [tuesday, tuesday, tuesday, tuesday, undefined, undefined, undefined, thursday, thursday];
      for (const date of dates) await opens([owed(ann, date)]);
      const whole = await list('mine');
      expect(whole).toHaveLength(dates.length);
      const paged: string[] = [];
      let after: string | undefined;
      do {
        const page: Page<CaseLine> = await opened.lists.ofPerson(ann, 'mine', after, 2);
        paged.push(...references(page));
        after = page.next;
      } while (after !== undefined);
      expect(paged).toEqual(whole);
    });

    test('a case that leaves the list between two pages moves no other out of sight', async () => {
      const all = [
        await opens([owed(ann, monday)]),
        await opens([owed(ann, tuesday)]),
        await opens([owed(ann, thursday)]),
      ];
      const first = await opened.lists.ofPerson(ann, 'mine', undefined, 2);
      await written(opened.cases, {
        reference: all[0] ?? '',
        participants: [ann],
        dues: [],
        case: { board },
      });
      expect(references(await opened.lists.ofPerson(ann, 'mine', first.next, 2))).toEqual([all[2]]);
    });

    test('a last page that is exactly full says that nothing follows', async () => {
      await opens([owed(ann, tuesday)]);
      await opens([owed(ann, tuesday)]);
      expect((await opened.lists.ofPerson(ann, 'mine', undefined, 2)).next).toBeUndefined();
    });

    test('a spoilt cursor shows the first page', async () => {
      const reference = await opens([owed(ann, tuesday)]);
      expect(references(await opened.lists.ofPerson(ann, 'mine', `'; select 1`, 2))).toEqual([reference]);
    });

    test('the register holds the open cases that the office may read, the last one opened first', async () => {
      await opens([], { officeSees: 'nothing' });
      await opens([], { officeSees: 'reported-outcomes' });
      const [early, late] = [
        await opens([], { officeSees: 'content', openedAt: monday }),
        await opens([owed(ben, thursday)], { officeSees: 'content', openedAt: tuesday }),
      ];
      const page = await opened.lists.register(board, 'open', undefined, 1);
      expect(page.items).toMatchObject([{ reference: late, nextDue: { duty: 'speak', mine: false } }]);
      expect(references(await opened.lists.register(board, 'open', page.next, 1))).toEqual([early]);
      expect((await opened.lists.register('another-board', 'open', undefined, 50)).items).toEqual([]);
    });

    test('the register of closed cases holds those that the office may read, and no other', async () => {
      const closed = { status: 'closed', closedAt: tuesday };
      await opens([], { ...closed, officeSees: 'nothing' });
      await opens([], { ...closed, officeSees: 'reported-outcomes', closedAt: monday });
      const read = await opens([], { ...closed, officeSees: 'content' });
      expect(references(await opened.lists.register(board, 'closed', undefined, 50))).toEqual([read]);
    });

    test('cases of which the office hears a reported outcome have a list of their own, open and closed, page by page', async () => {
      await opens([], { officeSees: 'content' });
      await opens([], { officeSees: 'nothing' });
      const early = await opens([], { officeSees: 'reported-outcomes', openedAt: monday });
      const late = await opens([], {
        officeSees: 'reported-outcomes',
        openedAt: tuesday,
        status: 'closed',
        closedAt: tuesday,
      });
      const page = await opened.lists.register(board, 'outcomes', undefined, 1);
      expect(references(page)).toEqual([late]);
      expect(references(await opened.lists.register(board, 'outcomes', page.next, 1))).toEqual([early]);
    });

    test('the open cases of people, last opened first, say who of them has a part; nothing of a closed one', async () => {
      const early = await opens([owed(ben, tuesday)]);
      const late = await opens([], { openedAt: tuesday });
      await opens([], { status: 'closed', closedAt: tuesday });
      const page = await opened.lists.openOf([ben, ann, 'somebody-else'], undefined, 1);
      expect(page.items).toEqual([
        { caseId: caseIdFor(late), reference: late, board, openedAt: tuesday, people: [ann, ben] },
      ]);
      const rest = await opened.lists.openOf([ben], page.next, 1);
      expect(rest.items).toMatchObject([{ reference: early, people: [ben] }]);
      expect(rest.next).toBeUndefined();
      expect(await opened.lists.openOf([], undefined, 5)).toEqual({ items: [] });
    });

    test('of many people those are found who have a part in something open', async () => {
      const cat = `cat-${board}`;
      await opens([owed(ben, tuesday)]);
      await opens([owed(cat, tuesday)], { status: 'closed', closedAt: tuesday });
      expect(await opened.lists.withOpenCase(['somebody-else', ben, ann, cat])).toEqual([ben, ann]);
      expect(await opened.lists.withOpenCase([])).toEqual([]);
    });

    test('people who leave are named with the open cases they have and the closed ones in which they owe something, but not with those they only had a copy of', async () => {
      const reference = await opens([owed(ben, tuesday)]);
      await opens([], { status: 'closed', closedAt: tuesday });
      expect(await opened.lists.openCasesOf([ben, ann, 'somebody-else'])).toEqual([
        { person: ann, reference },
        { person: ben, reference },
      ]);
      const cat = `cat-${board}`;
      await opened.cases.change(caseIdFor(reference), randomUUID(), () => ({
        change: {
          at: tuesday,
          events: [],
          effects: [],
          sealed: { texts: [] },
          views: {
            case: {
              reference,
              board,
              policyVersion: 'v1',
              status: 'open',
              stage: '1',
              officeSees: 'nothing',
              openedAt: monday,
            },
            participants: [{ person: cat, side: 'board', role: 'chair', as: 'copied' }],
            dues: [],
          },
          figures: someFigures({ board }),
        },
        result: undefined,
      }));
      expect(await opened.lists.openCasesOf([cat])).toEqual([]);
      const owing = await opens([owed(cat, tuesday)], { status: 'closed', closedAt: tuesday });
      expect(await opened.lists.openCasesOf([cat, ann])).toEqual([{ person: cat, reference: owing }]);
      expect(await opened.lists.openCasesOf([])).toEqual([]);
    });
  });
}
