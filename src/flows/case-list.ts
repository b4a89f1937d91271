import type { Person } from '../directory/directory.ts';
import type { Block } from './chat-message.ts';
import { lineText } from './home.ts';
import { small } from './page.ts';
import type { Services } from './services.ts';

const longest = 10;
const lists = [
  { which: 'overdue', title: 'Overdue' },
  { which: 'mine', title: 'Mine to do' },
  { which: 'waiting', title: 'Waiting on others' },
] as const;

/** The list command: the cases of a person, next deadline first, each with a button that opens it. */
export async function caseList(services: Services, person: Person): Promise<readonly Block[]> {
  const pages = await Promise.all(
    lists.map(({ which }) => services.lists.ofPerson(person.id, which, undefined, longest)),
  );
  const sections = lists.flatMap(({ title }, index): readonly Block[] => {
    const page = pages[index];
    if (page === undefined || page.items.length === 0) return [];
    return [
      { kind: 'heading', text: title },
      ...page.items.flatMap((line): readonly Block[] => [
        { kind: 'text', text: lineText(services, line) },
        {
          kind: 'buttons',
          buttons: [{ label: `Open ${line.reference}`, act: { do: 'case-page', caseId: line.caseId } }],
        },
      ]),
      ...(page.next === undefined ? [] : [small('There are more. The Home tab has them all, page by page.')]),
    ];
  });
  if (sections.length > 0) return sections;
  return [
    { kind: 'text', text: `You have no open cases. Type ${services.slashCommand} to raise a disagreement.` },
  ];
}
