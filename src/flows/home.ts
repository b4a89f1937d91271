import type { Person } from '../directory/directory.ts';
import { reviewHasPassed, sayMonth } from '../policy/review.ts';
import type { Policy } from '../policy/policy.ts';
import { sayDate, sayTimeLeft } from '../policy/say-date.ts';
import { boardsOf } from './boards.ts';
import type { CurrentPolicy } from './boards.ts';
import type { Act } from './chat-input.ts';
import type { Block, Button, Home, Span, Text } from './chat-message.ts';
import { howReachedLabel } from './how-reached.ts';
import { openCasePage } from './limited-page.ts';
import type { CaseLine, OpenCase, Page } from './ports.ts';
import { officeBoard } from './office-board.ts';
import { looksAfterPeople } from './people/looks-after.ts';
import { raiseLabel } from './raise/raise-title.ts';
import type { Services } from './services.ts';
import { staffCases, staffOf } from './staff-cases.ts';
import { casesStoodInFor, openTo, stoodInFor } from './standing-in.ts';
import { waitingBlocks } from './waiting-answers.ts';
import { dateNames } from './wording/date-words.ts';
import { sayOwed } from './wording/duty-words.ts';
import { sayDayOf, lowerFirst, sayList, sayStage } from './wording/telling.ts';

/** Cases on one page of a list: with three lists and their buttons it stays far under what a home view may hold. */
const pageSize = 8;

type List = 'mine' | 'overdue' | 'waiting' | 'closed' | 'register' | 'register-closed' | 'outcomes';
const lists: Readonly<Record<List, { readonly title: string; readonly none: string }>> = {
  overdue: { title: 'Overdue', none: 'Nothing is overdue.' },
  mine: { title: 'Mine to do', none: 'Nothing waits for you.' },
  waiting: { title: 'Waiting on others', none: 'Nothing waits on others.' },
  closed: { title: 'Closed cases', none: 'No case of yours is closed.' },
  register: { title: 'The board’s register', none: 'No open case has come to the board’s office.' },
  outcomes: { title: 'Outcomes that agencies reported', none: 'No agency has reported an outcome.' },
  'register-closed': { title: 'The register of closed cases', none: 'No case of the register is closed.' },
};

/**
 * The home view: what is mine to do with the next deadline first, what waits on others, what is overdue; what
 * those owe whom this person stands in for today; closed cases and the register behind buttons. `act.on` is the list
 * and, after a colon, where its page begins.
 */
export async function homeOf(services: Services, person: Person, act?: Act): Promise<Home> {
  if (act?.do === 'home-case' && act.caseId !== undefined) return caseHome(services, person, act.caseId);
  const [which, after] = readList(act?.on);
  if (which !== undefined) return oneList(services, person, which, after);
  if (act?.on?.startsWith(ofStaff) === true) return staffList(services, person, act.on);
  if (act?.on?.startsWith(unanswered) === true) return waitingList(services, person, act.on);
  const away = stoodInFor(services, person).find(({ id }) => act?.on?.startsWith(insteadOf(id)) === true);
  if (away !== undefined) return insteadList(services, person, away, act?.on);
  const shown: readonly List[] = ['overdue', 'mine', 'waiting'];
  const sections = await Promise.all(shown.map((list) => section(services, person, list, undefined)));
  const absent = stoodInFor(services, person);
  // Together they take no more room than one list.
  const room = Math.max(1, Math.floor(pageSize / Math.max(1, absent.length)));
  const instead = await Promise.all(
    absent.map((away) => insteadSection(services, person, away, undefined, room)),
  );
  const raise = raiseLabel(boardsOf(services, person).map(({ policy }) => policy));
  return {
    blocks: [
      { kind: 'heading', text: 'Your cases' },
      ...sections.flat(),
      ...instead.flat(),
      ...(await waitingBlocks(services, person, { limit: fewOnHome }, 'home-case', moreWaiting)),
      ...reviewNotes(services, person),
      { kind: 'divider' },
      {
        kind: 'buttons',
        buttons: [
          { label: raise, act: { do: 'raise' }, style: 'primary' },
          listButton('closed'),
          ...(staffOf(services, person).length > 0 ? [staffButton] : []),
          ...(isOffice(services, person) ? [listButton('register'), listButton('register-closed')] : []),
          ...(hearsOfOutcomes(services, person) ? [listButton('outcomes')] : []),
          { label: 'I am away', act: { do: 'set-away', on: person.id } },
          ...(looksAfterPeople(services, person) ? [peopleButton] : []),
          { label: howReachedLabel, act: { do: 'how-reached' } },
        ],
      },
      {
        kind: 'small',
        text: `Type ${services.slashCommand} to ${lowerFirst(raise)}, or ${services.slashCommand} help.`,
      },
    ],
  };
}

const peopleButton: Button = { label: 'People', act: { do: 'people' } };
const ofStaff = 'staff:';
const staffButton: Button = { label: 'My staff’s cases', act: { do: 'home', on: ofStaff } };
const backButton: Button = { label: 'Back to your cases', act: { do: 'home' } };

const unanswered = 'unanswered:';
/** Of a list that only tells the office what others owe. */
const fewOnHome = 4;

function moreWaiting(next: string, title: string): Block {
  return {
    kind: 'buttons',
    buttons: [{ label: `More: ${lowerFirst(title)}`, act: { do: 'home', on: `${unanswered}${next}` } }],
  };
}

/** Further pages of what waits for an agency's answer. */
async function waitingList(services: Services, person: Person, on: string): Promise<Home> {
  const page = { after: on.slice(unanswered.length), limit: pageSize };
  const blocks = await waitingBlocks(services, person, page, 'home-case', moreWaiting);
  const none: readonly Block[] = [{ kind: 'small', text: 'Nothing more waits for an answer.' }];
  return {
    blocks: [...(blocks.length === 0 ? none : blocks), { kind: 'buttons', buttons: [backButton] }],
  };
}

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

/** The open cases of a manager's staff: by reference and date, without a button that opens them. */
async function staffList(services: Services, person: Person, on: string): Promise<Home> {
  const { items, next } = await staffCases(services, person, on.slice(ofStaff.length), pageSize);
  const more: Button = {
    label: 'More: my staff’s cases',
    act: { do: 'home', on: `${ofStaff}${next ?? ''}` },
  };
  return {
    blocks: [
      ...staffBlocks(services, items, next !== undefined),
      { kind: 'buttons', buttons: [...(next === undefined ? [] : [more]), backButton] },
    ],
  };
}

/** `more`: there are others beside these. */
export function staffBlocks(
  { people, policies }: Services,
  items: readonly OpenCase[],
  more: boolean,
): readonly Block[] {
  const nameOf = (id: string) => people.directory().people.get(id)?.name ?? 'somebody who has left';
  const lines = items.map(({ reference, board, openedAt, people: staff }): Block => {
    const name = policies.current(board)?.policy.name ?? board;
    const opened = `opened on ${sayDayOf(openedAt.toISOString())}`;
    return {
      kind: 'text',
      text: [{ strong: reference }, `, ${opened}. ${sayList(staff.map(nameOf))}. ${name}.`],
    };
  });
  const none = more ? 'None on this page.' : 'Nobody whose line manager you are has an open case.';
  return [
    { kind: 'heading', text: 'My staff’s cases' },
    { kind: 'small', text: 'The open cases of those whose line manager you are, by reference and date.' },
    ...(lines.length === 0 ? [{ kind: 'small', text: none } as const] : lines),
  ];
}

async function insteadList(
  services: Services,
  person: Person,
  away: Person,
  on: string | undefined,
): Promise<Home> {
  const after = on?.slice(insteadOf(away.id).length);
  const blocks = await insteadSection(services, person, away, after, pageSize);
  const none: readonly Block[] = [{ kind: 'small', text: `Nothing more waits for ${away.name}.` }];
  return {
    blocks: [...(blocks.length === 0 ? none : blocks), { kind: 'buttons', buttons: [backButton] }],
  };
}

/** What somebody who is away owes, for their deputy; nothing at all where they owe nothing. */
async function insteadSection(
  services: Services,
  person: Person,
  away: Person,
  after: string | undefined,
  limit: number,
): Promise<readonly Block[]> {
  const { items, next } = await casesStoodInFor(services, person, away, after, limit);
  if (items.length === 0) return [];
  const on = `${insteadOf(away.id)}${next ?? ''}`;
  const more: Button = { label: `More: standing in for ${away.name}`, act: { do: 'home', on } };
  return [
    { kind: 'heading', text: `Standing in for ${away.name}` },
    ...(await Promise.all(items.map((line) => lineBlocks(services, line, away)))).flat(),
    ...(next === undefined ? [] : [{ kind: 'buttons', buttons: [more] } as const]),
  ];
}

function insteadOf(person: string): string {
  return `instead:${person}:`;
}

async function caseHome(services: Services, person: Person, caseId: string): Promise<Home> {
  const back: Block = { kind: 'buttons', buttons: [backButton] };
  const shown = await openCasePage(services, person, caseId);
  if (shown === undefined) {
    return { blocks: [{ kind: 'text', text: 'You are not part of this case, or it does not exist.' }, back] };
  }
  return { blocks: [...shown.blocks, back] };
}

async function section(
  services: Services,
  person: Person,
  which: List,
  after: string | undefined,
): Promise<readonly Block[]> {
  const page = await load(services, person, which, after);
  const { title, none } = lists[which];
  const lines =
    which === 'outcomes'
      ? page.items.flatMap((line) => outcomeBlocks(line, 'home-case'))
      : (await Promise.all(page.items.map((line) => lineBlocks(services, line)))).flat();
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
  if (which !== 'register' && which !== 'register-closed' && which !== 'outcomes') {
    const page = await services.lists.ofPerson(person.id, which, after, pageSize);
    return { ...page, items: await openTo(person, page.items, services) };
  }
  const board = officeBoard(services, person);
  const kept = which === 'register' ? 'open' : which === 'outcomes' ? which : 'closed';
  return board === undefined ? { items: [] } : services.lists.register(board, kept, after, pageSize);
}

async function lineBlocks(services: Services, line: CaseLine, away?: Person): Promise<readonly Block[]> {
  return [
    { kind: 'text', text: await lineText(services, line, away) },
    {
      kind: 'buttons',
      buttons: [{ label: `Open ${line.reference}`, act: { do: 'home-case', caseId: line.caseId } }],
    },
  ];
}

/** A case of which the office sees what an agency reported and nothing else: not even where it stands. */
export function outcomeBlocks(
  { caseId, reference }: CaseLine,
  opens: 'home-case' | 'case-page',
): readonly Block[] {
  return [
    { kind: 'text', text: [{ strong: reference }, '. An agency reported what came of it.'] },
    { kind: 'buttons', buttons: [{ label: `Open ${reference}`, act: { do: opens, caseId } }] },
  ];
}

/** "RED-4F7K2, Stage 1: speak with the person who raised it, by Thursday 31 December 2026, 17:00 (2 working days left)". `away`: whose line it is, where a deputy reads it. */
export async function lineText(services: Services, line: CaseLine, away?: Person): Promise<Text> {
  // By the edition that the case runs by, which need not be the one in use.
  const own = await services.policies.frozen(line.board, line.policyVersion);
  const known = own.policy.stages.some(({ id }) => id === line.stage);
  const stage = known ? `, ${sayStage(line.stage, own)}` : '';
  return [{ strong: line.reference }, `${stage}. `, ...nextOf(services, line, own, away)];
}

function nextOf(
  services: Services,
  { nextDue, status, stage }: CaseLine,
  { policy, calendar }: Pick<CurrentPolicy, 'policy' | 'calendar'>,
  away: Person | undefined,
): readonly Span[] {
  if (status === 'closed') return ['Closed.'];
  if (nextDue === undefined) return ['Nobody owes a step now.'];
  const who = away !== undefined ? `${away.name} owes` : nextDue.mine ? 'You owe' : 'Others owe';
  const owed = `${who}: ${sayOwed(nextDue.duty, nextDue.mine && away === undefined, { stage, policy })}`;
  if (nextDue.due === undefined) return [`${owed}.`];
  const left = sayTimeLeft(services.clock.now(), nextDue.due, calendar);
  const name = dateNameOf(nextDue, policy);
  if (name === 'limit') return [`${owed}, by `, { strong: `${sayDate(nextDue.due)} (${left})` }, '.'];
  const passed = nextDue.due <= services.clock.now();
  const when = passed ? sayDate(nextDue.due) : `${sayDate(nextDue.due)} (${left.replace('due ', '')})`;
  return [`${owed}; the ${name} ${passed ? 'was' : 'is'} `, { strong: when }, '.'];
}

/** What the date of a line is called: only a limit is something to be done "by". */
function dateNameOf(
  { obligation, duty, passed }: NonNullable<CaseLine['nextDue']>,
  { stages }: Policy,
): string {
  if (duty === 'review') return dateNames.review;
  const id = obligation.split(':')[0];
  const rule = stages.flatMap((stage) =>
    stage.obligations.filter((one) => `${stage.id}.${one.id}` === id),
  )[0];
  if (rule !== undefined && rule.due === undefined && rule.target !== undefined) return dateNames.target;
  return rule?.strict === 'aim' && !passed ? dateNames.aim : dateNames.limit;
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

/** Whether the policy of somebody's board has agencies report outcomes to its office. */
export function hearsOfOutcomes(services: Services, person: Person): boolean {
  const board = officeBoard(services, person);
  const stages = board === undefined ? [] : (services.policies.current(board)?.policy.stages ?? []);
  return stages.some(({ office_sees: sees }) => sees === 'reported-outcomes');
}

/** The board's office is told that the review of its document is due, for as long as it is. It stops nothing. */
function reviewNotes(services: Services, person: Person): readonly Block[] {
  const board = officeBoard(services, person);
  const policy = board === undefined ? undefined : services.policies.current(board)?.policy;
  const review = policy?.document.review;
  if (policy === undefined || review === undefined || !reviewHasPassed(policy, services.clock.now()))
    return [];
  const text = `The review of “${policy.document.title}” was due in ${sayMonth(review)}. If there is a new edition, ask whoever runs Concordat to load it.`;
  return [{ kind: 'small', text }];
}
