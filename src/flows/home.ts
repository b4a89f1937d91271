import { maySee } from '../case/access.ts';
import { boardRolesOf } from '../case/capacity.ts';
import type { Person } from '../directory/directory.ts';
import { sayDate, sayTimeLeft } from '../policy/say-date.ts';
import { casePage } from './case-page.ts';
import type { Act } from './chat-input.ts';
import type { Block, Button, Home, Span, Text } from './chat-message.ts';
import type { CaseLine, Page } from './ports.ts';
import { knownCase } from './rules-of-case.ts';
import type { Services } from './services.ts';
import { sayOwed } from './wording/duty-words.ts';
import { sayStage } from './wording/telling.ts';

/** Cases on one page of a list: with three lists and their buttons it stays far under what a home view may hold. */
const pageSize = 8;

type List = 'mine' | 'overdue' | 'waiting' | 'closed' | 'register' | 'register-closed';
const lists: Readonly<Record<List, { readonly title: string; readonly none: string }>> = {
  overdue: { title: 'Overdue', none: 'Nothing is overdue.' },
  mine: { title: 'Mine to do', none: 'Nothing waits for you.' },
  waiting: { title: 'Waiting on others', none: 'Nothing waits on others.' },
  closed: { title: 'Closed cases', none: 'No case of yours is closed.' },
  register: { title: 'The board’s register', none: 'No open case has come to the board’s office.' },
  'register-closed': { title: 'The register of closed cases', none: 'No case of the register is closed.' },
};

/**
 * The home view: what is mine to do with the next deadline first, what waits on others, what is overdue; closed
 * cases and the register behind buttons. `act.on` is the list and, after a colon, where its page begins.
 */
export async function homeOf(services: Services, person: Person, act?: Act): Promise<Home> {
  if (act?.do === 'home-case' && act.caseId !== undefined) return caseHome(services, person, act.caseId);
  const [which, after] = readList(act?.on);
  if (which !== undefined) return oneList(services, person, which, after);
  const shown: readonly List[] = ['overdue', 'mine', 'waiting'];
  const sections = await Promise.all(shown.map((list) => section(services, person, list, undefined)));
  return {
    blocks: [
      { kind: 'heading', text: 'Your cases' },
      ...sections.flat(),
      { kind: 'divider' },
      {
        kind: 'buttons',
        buttons: [
          raiseButton,
          listButton('closed'),
          ...(isOffice(services, person) ? [listButton('register'), listButton('register-closed')] : []),
        ],
      },
      {
        kind: 'small',
        text: `Type ${services.slashCommand} to raise a disagreement, or ${services.slashCommand} help.`,
      },
    ],
  };
}

const raiseButton: Button = { label: 'Raise a disagreement', act: { do: 'raise' }, style: 'primary' };
const backButton: Button = { label: 'Back to your cases', act: { do: 'home' } };

async function oneList(
  services: Services,
  person: Person,
  which: List,
  after: string | undefined,
): Promise<Home> {
  return {
    blocks: [...(await section(services, person, which, after)), { kind: 'buttons', buttons: [backButton] }],
  };
}

async function caseHome(services: Services, person: Person, caseId: string): Promise<Home> {
  const back: Block = { kind: 'buttons', buttons: [backButton] };
  const known = await knownCase(services, caseId);
  const now = services.clock.now();
  if (known === undefined || maySee(person.id, known.state, known.rules, now) === 'nothing') {
    return { blocks: [{ kind: 'text', text: 'You are not part of this case, or it does not exist.' }, back] };
  }
  return { blocks: [...casePage(person, known, now).blocks, back] };
}

async function section(
  services: Services,
  person: Person,
  which: List,
  after: string | undefined,
): Promise<readonly Block[]> {
  const page = await load(services, person, which, after);
  const { title, none } = lists[which];
  const lines = page.items.flatMap((line) => lineBlocks(services, line));
  return [
    { kind: 'heading', text: title },
    ...(lines.length === 0 ? [{ kind: 'small', text: none } as const] : lines),
    ...(page.next === undefined
      ? []
      : [
          {
            kind: 'buttons',
            buttons: [
              { label: `More: ${title.toLowerCase()}`, act: { do: 'home', on: `${which}:${page.next}` } },
            ],
          } as const,
        ]),
  ];
}

async function load(
  services: Services,
  person: Person,
  which: List,
  after: string | undefined,
): Promise<Page<CaseLine>> {
  if (which !== 'register' && which !== 'register-closed')
    return services.lists.ofPerson(person.id, which, after, pageSize);
  const board = officeBoard(services, person);
  const status = which === 'register' ? 'open' : 'closed';
  return board === undefined ? { items: [] } : services.lists.register(board, status, after, pageSize);
}

function lineBlocks(services: Services, line: CaseLine): readonly Block[] {
  return [
    { kind: 'text', text: lineText(services, line) },
    {
      kind: 'buttons',
      buttons: [{ label: `Open ${line.reference}`, act: { do: 'home-case', caseId: line.caseId } }],
    },
  ];
}

/** "RED-4F7K2, Stage 1: speak with the person who raised it, by Thursday 31 December 2026, 17:00 (2 working days left)". */
export function lineText(services: Services, line: CaseLine): Text {
  const current = services.policies.current(line.board);
  // A newer edition may not know the stage of a case that began under an older one.
  const known = current?.policy.stages.some(({ id }) => id === line.stage) === true;
  const stage = current === undefined || !known ? '' : `, ${sayStage(line.stage, current)}`;
  return [{ strong: line.reference }, `${stage}. `, ...nextOf(services, line)];
}

function nextOf(services: Services, { board, nextDue, status }: CaseLine): readonly Span[] {
  if (status === 'closed') return ['Closed.'];
  if (nextDue === undefined) return ['Nobody owes a step now.'];
  const owed = `${nextDue.mine ? 'You owe' : 'Others owe'}: ${sayOwed(nextDue.duty, nextDue.mine)}`;
  const calendar = services.policies.current(board)?.calendar;
  if (nextDue.due === undefined || calendar === undefined) return [`${owed}.`];
  const left = sayTimeLeft(services.clock.now(), nextDue.due, calendar);
  return [`${owed}, by `, { strong: `${sayDate(nextDue.due)} (${left})` }, '.'];
}

function listButton(list: List): Button {
  return { label: lists[list].title, act: { do: 'home', on: `${list}:` } };
}

function readList(on: string | undefined): readonly [List | undefined, string | undefined] {
  const [which = '', ...rest] = (on ?? '').split(':');
  const after = rest.join(':');
  return which in lists ? [which as List, after === '' ? undefined : after] : [undefined, undefined];
}

function isOffice(services: Services, person: Person): boolean {
  return officeBoard(services, person) !== undefined;
}

/** The board whose register somebody keeps. Whoever only heads a forum sees a matter once they are told of it. */
function officeBoard(services: Services, person: Person): string | undefined {
  const directory = services.people.directory();
  return services.policies.boards().find((board) => {
    const current = services.policies.current(board);
    if (current === undefined) return false;
    const heads = current.policy.stages.flatMap(({ forum }) => forum?.head ?? []);
    const held = boardRolesOf(person.id, { ...current, directory }, services.clock.now());
    return held.some((role) => !heads.includes(role));
  });
}
