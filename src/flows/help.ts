import type { Person } from '../directory/directory.ts';
import { lineManagerOf, peopleWithRole, seniorManagerOf } from '../directory/lookup.ts';
import { sayRole, sharedWords, withArticle } from '../policy/board-words.ts';
import type { Policy } from '../policy/policy.ts';
import { boardsOf, rulesNow } from './boards.ts';
import type { Act } from './chat-input.ts';
import type { Block, Form, Text } from './chat-message.ts';
import { small, text } from './page.ts';
import { looksAfterPeople } from './people/looks-after.ts';
import { policyContacts } from './policy-contacts.ts';
import { mayTakeReports } from './reports/who-may.ts';
import { pagedForm } from './read/paged.ts';
import { contactLines } from './say-contact.ts';
import { sayDraft } from './say-draft.ts';
import { staffOf } from './staff-cases.ts';
import type { Services } from './services.ts';

/**
 * What can be typed, and who can help: the people on this person's own route, because whoever is unsure should speak
 * with their lead before they raise anything. Then every contact that their boards list, as pages. `unclear` is what was typed and not understood.
 */
export function helpPage(services: Services, person: Person, act: Act, unclear?: string): Form {
  const contacts = boardsOf(services, person).flatMap((board) => policyContacts(rulesNow(services, board)));
  return pagedForm('Concordat', [helpBlocks(services, person, unclear), ...contacts], { ...act, do: 'help' });
}

function helpBlocks(services: Services, person: Person, unclear?: string): readonly Block[] {
  const { slashCommand } = services;
  const boards = boardsOf(services, person);
  const [board] = boards;
  const { matter } = sharedWords(boards.map(({ policy }) => policy));
  return [
    ...(unclear === undefined
      ? []
      : [text(`“${shortened(unclear)}” was not understood. This is what you can type:`)]),
    {
      kind: 'list',
      items: [
        [
          { strong: slashCommand },
          `: raise ${withArticle(matter)} with another agency about an adult at risk`,
        ],
        [{ strong: `${slashCommand} list` }, ': your cases, what you owe first'],
        ...(staffOf(services, person).length > 0
          ? [
              [
                { strong: `${slashCommand} list staff` },
                ': the open cases of your staff, by reference and date',
              ],
            ]
          : []),
        [{ strong: `${slashCommand} ABC-1A2B3` }, ': one case, by its reference'],
        [{ strong: `${slashCommand} away` }, ': say when you are away, and who stands in'],
        ...(looksAfterPeople(services, person)
          ? [
              [
                { strong: `${slashCommand} people` },
                ': who is away, who cannot be reached, and who stands in',
              ],
            ]
          : []),
        ...(mayTakeReports(services, person)
          ? [[{ strong: `${slashCommand} report` }, ': figures over many cases, of the days that you choose']]
          : []),
        [{ strong: `${slashCommand} help` }, ': this page'],
      ],
    },
    { kind: 'heading', text: 'Whom you can ask' },
    {
      kind: 'list',
      items: [
        ...ownRoute(services, person, board?.policy),
        ...(board === undefined ? [] : officeOf(services, board)),
      ],
    },
    ...(board === undefined
      ? []
      : board.policy.guidance
          .filter(({ at }) => at === 'help')
          .map(({ text: says, source }) => small(`${says} (${source})`))),
    ...(board === undefined ? [] : sayDraft(board.policy)),
    small('In an emergency ring 999.'),
  ];
}

function ownRoute(services: Services, person: Person, policy: Policy | undefined): readonly Text[] {
  const called = (role: string) => (policy === undefined ? role.replaceAll('-', ' ') : sayRole(policy, role));
  const directory = services.people.directory();
  const manager = lineManagerOf(directory, person.id);
  const senior = seniorManagerOf(directory, person.id);
  const leads = peopleWithRole(directory, person.agency, 'safeguarding-lead');
  return [
    ...(manager === undefined ? [] : [line(`Your ${called('line-manager')}`, manager)]),
    ...(senior === undefined ? [] : [line(`Your ${called('senior-manager')}`, senior)]),
    ...leads
      .filter(({ id }) => id !== person.id)
      .map((lead) => line(`Your ${called('safeguarding-lead')}`, lead)),
  ];
}

function officeOf(services: Services, board: Parameters<typeof rulesNow>[1]): readonly Text[] {
  return contactLines(rulesNow(services, board), board.policy.board_office);
}

function line(what: string, { name, telephone, email }: Person): Text {
  return [
    `${what}: `,
    { strong: name },
    `, ${[telephone, email].filter((way) => way !== undefined).join(', ')}`,
  ];
}

function shortened(typed: string): string {
  return typed.length <= 60 ? typed : `${typed.slice(0, 57)}…`;
}
