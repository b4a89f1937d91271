import type { CaseLine, CaseLists, CaseViews, Page } from '../../../src/flows/ports.ts';
import { never, readCursor, writeCursor } from '../../../src/adapters/postgres/page-cursor.ts';
import type { MemoryTables } from './memory-tables.ts';

type Line = { readonly line: CaseLine; readonly views: CaseViews; readonly sortAt: number };

/** The twin of the lists. */
export function memoryLists(tables: MemoryTables): CaseLists {
  const linesFor = (person: string): Line[] =>
    [...tables.views].map(([caseId, views]) => lineOf(caseId, views, person));
  return {
    ofPerson: (person, which, after, limit) => {
      const lines = linesFor(person).filter(({ views }) => ofPerson[which](views, person));
      return Promise.resolve(
        which === 'closed'
          ? pageOf(lines.map(byClosing), -1, after, limit)
          : pageOf(lines.map(byNextDue), 1, after, limit),
      );
    },
    register: (board, which, after, limit) => {
      const lines = linesFor('').filter(({ views }) => views.case.board === board);
      if (which === 'outcomes') {
        const reported = lines.filter(({ views }) => views.case.officeSees === 'reported-outcomes');
        return Promise.resolve(pageOf(reported.map(byOpening), -1, after, limit));
      }
      return Promise.resolve(
        which === 'open'
          ? pageOf(
              lines
                .filter(({ views }) => isOpen(views) && views.case.officeSees === 'content')
                .map(byOpening),
              -1,
              after,
              limit,
            )
          : pageOf(
              lines
                .filter(({ views }) => !isOpen(views) && views.case.officeSees === 'content')
                .map(byClosing),
              -1,
              after,
              limit,
            ),
      );
    },
    openOf: (people, after, limit) => {
      const found = [...tables.views]
        .filter(([, views]) => isOpen(views))
        .flatMap(([caseId, views]) => {
          const theirs = [...havePart(views)].filter((person) => people.includes(person)).sort();
          return theirs.length === 0 ? [] : [{ caseId, views, people: theirs }];
        });
      const lines = found.map(({ caseId, views }) => byOpening(lineOf(caseId, views, '')));
      const { items, next } = pageOf(lines, -1, after, limit);
      const cases = items.map(({ caseId, reference, board, openedAt }) => {
        const theirs = found.find((one) => one.caseId === caseId)?.people ?? [];
        return { caseId, reference, board, openedAt, people: theirs };
      });
      return Promise.resolve({ items: cases, ...(next === undefined ? {} : { next }) });
    },
    withOpenCase: (people) => {
      const open = [...tables.views.values()].filter(isOpen).map(havePart);
      return Promise.resolve(people.filter((person) => open.some((part) => part.has(person))));
    },
    openCasesOf: (people) => {
      const found = [...tables.views.values()].flatMap((views) => {
        const reference = views.case.reference;
        return [...havePart(views)]
          .filter((person) => isOpen(views) || owes(views, person))
          .filter((person) => people.includes(person))
          .map((person) => ({ person, reference }));
      });
      return Promise.resolve(found.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)));
    },
  };
}

const ofPerson = {
  mine: (views: CaseViews, person: string) => isOpen(views) && owes(views, person) && !isLate(views),
  waiting: (views: CaseViews, person: string) =>
    isOpen(views) && isPart(views, person) && !owes(views, person) && !isLate(views),
  overdue: (views: CaseViews, person: string) => isOpen(views) && isPart(views, person) && isLate(views),
  closed: (views: CaseViews, person: string) => !isOpen(views) && isPart(views, person),
};

/** Everybody with a part in a case: who was only sent a copy has none. */
function havePart({ participants, dues }: CaseViews): ReadonlySet<string> {
  const acting = participants.filter((participant) => participant.as !== 'copied');
  return new Set([...acting, ...dues].map(({ person }) => person));
}

function isOpen(views: CaseViews): boolean {
  return views.case.closedAt === undefined;
}
function owes(views: CaseViews, person: string): boolean {
  return views.dues.some((due) => due.person === person);
}
function isLate(views: CaseViews): boolean {
  return views.dues.some(({ passed }) => passed);
}
function isPart(views: CaseViews, person: string): boolean {
  return views.participants.some((participant) => participant.person === person);
}

function lineOf(caseId: string, views: CaseViews, person: string): Line {
  const { reference, board, policyVersion, status, stage, openedAt } = views.case;
  const [next] = [...views.dues].sort(
    (one, other) =>
      Number(other.person === person) - Number(one.person === person) ||
      (one.due?.getTime() ?? never) - (other.due?.getTime() ?? never) ||
      (one.obligation < other.obligation ? -1 : 1),
  );
  const line = { caseId, reference, board, policyVersion, status, stage, openedAt };
  if (next === undefined) return { line, views, sortAt: 0 };
  const { obligation, duty, due, passed } = next;
  const mine = next.person === person;
  return {
    line: { ...line, nextDue: { obligation, duty, passed, mine, ...(due === undefined ? {} : { due }) } },
    views,
    sortAt: 0,
  };
}

function byNextDue(line: Line): Line {
  return { ...line, sortAt: line.line.nextDue?.due?.getTime() ?? never };
}
function byClosing(line: Line): Line {
  return { ...line, sortAt: line.views.case.closedAt?.getTime() ?? never };
}
function byOpening(line: Line): Line {
  return { ...line, sortAt: line.line.openedAt.getTime() };
}

function pageOf(
  lines: readonly Line[],
  way: 1 | -1,
  after: string | undefined,
  limit: number,
): Page<CaseLine> {
  const from = readCursor(after);
  const compare = (one: { at: number; id: string }, other: { at: number; id: string }): number =>
    way * (one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  const rows = lines
    .map(({ line, sortAt }) => ({ line, at: sortAt, id: line.caseId }))
    .sort(compare)
    .filter((row) => from === undefined || compare(row, from) > 0);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(({ line }) => line);
  return rows.length <= limit || last === undefined ? { items } : { items, next: writeCursor(last) };
}

function keyOf({ person, reference }: { person: string; reference: string }): string {
  return `${person} ${reference}`;
}
