import type { Person } from '../directory/directory.ts';
import { sharedWords, withArticle } from '../policy/board-words.ts';
import { boardsOf } from './boards.ts';
import type { Block } from './chat-message.ts';
import { hearsOfOutcomes, lineText, outcomeBlocks, staffBlocks } from './home.ts';
import { officeBoard } from './office-board.ts';
import { small } from './page.ts';
import type { CaseLine, Page } from './ports.ts';
import type { Services } from './services.ts';
import { staffCases } from './staff-cases.ts';
import { casesStoodInFor, openTo, stoodInFor } from './standing-in.ts';
import { waitingBlocks } from './waiting-answers.ts';

/** Slack shows fifty blocks, of which a case takes two, and there are five lists or more. */
const longest = 5;
const moreAtHome = 'There are more. Concordat’s home has them all, page by page.';
const lists = [
  { which: 'overdue', title: 'Overdue' },
  { which: 'mine', title: 'Mine to do' },
  { which: 'waiting', title: 'Waiting on others' },
] as const;

/**
 * The list command: the cases of a person, next deadline first, and what those owe whom they stand in for today, each
 * with a button that opens it.
 */
export async function caseList(services: Services, person: Person): Promise<readonly Block[]> {
  const own = await Promise.all(
    lists.map(async ({ which, title }) => {
      const page = await services.lists.ofPerson(person.id, which, undefined, longest);
      return section(services, title, { ...page, items: await openTo(person, page.items, services) });
    }),
  );
  const instead = await Promise.all(
    stoodInFor(services, person).map(async (away) => {
      const page = await casesStoodInFor(services, person, away, undefined, longest);
      return section(services, `Standing in for ${away.name}`, page, away);
    }),
  );
  const page = { limit: longest };
  const waiting = await waitingBlocks(services, person, page, 'case-page', () => small(moreAtHome));
  const sections = [...own, ...instead, await outcomesReported(services, person), waiting].flat();
  if (sections.length > 0) return sections;
  const { matter } = sharedWords(boardsOf(services, person).map(({ policy }) => policy));
  return [
    {
      kind: 'text',
      text: `You have no open cases. Type ${services.slashCommand} to raise ${withArticle(matter)}.`,
    },
  ];
}

/** The list of a manager's staff: their open cases by reference and date. */
export async function staffList(services: Services, person: Person): Promise<readonly Block[]> {
  const { items, next } = await staffCases(services, person, undefined, longest);
  const more = next !== undefined;
  return [...staffBlocks(services, items, more), ...(more ? [small(moreAtHome)] : [])];
}

/** For the board's office: the cases of which it hears what an agency reported, and nothing else. */
async function outcomesReported(services: Services, person: Person): Promise<readonly Block[]> {
  const board = hearsOfOutcomes(services, person) ? officeBoard(services, person) : undefined;
  if (board === undefined) return [];
  const { items, next } = await services.lists.register(board, 'outcomes', undefined, longest);
  if (items.length === 0) return [];
  return [
    { kind: 'heading', text: 'Outcomes that agencies reported' },
    ...items.flatMap((line) => outcomeBlocks(line, 'case-page')),
    ...(next === undefined ? [] : [small(moreAtHome)]),
  ];
}

async function section(
  services: Services,
  title: string,
  { items, next }: Page<CaseLine>,
  away?: Person,
): Promise<readonly Block[]> {
  if (items.length === 0) return [];
  const lines = items.map(async (line): Promise<readonly Block[]> => [
    { kind: 'text', text: await lineText(services, line, away) },
    {
      kind: 'buttons',
      buttons: [{ label: `Open ${line.reference}`, act: { do: 'case-page', caseId: line.caseId } }],
    },
  ]);
  return [
    { kind: 'heading', text: title },
    ...(await Promise.all(lines)).flat(),
    ...(next === undefined ? [] : [small(moreAtHome)]),
  ];
}
