import { hasConflict, maySee } from '../case/access.ts';
import { isRaised } from '../case/case-state.ts';
import { waitingAnswers, type WaitingAnswer } from '../case/waiting-answers.ts';
import type { Person } from '../directory/directory.ts';
import { plural } from '../policy/board-words.ts';
import type { Block, Button } from './chat-message.ts';
import { officeBoard } from './office-board.ts';
import type { Page } from './ports.ts';
import { knownCase, type KnownCase } from './rules-of-case.ts';
import type { Services } from './services.ts';
import { sayAgency, sayDayOf, upperFirst } from './wording/telling.ts';

/** A case in which something that a forum said waits for its agency's answer. */
type Waiting = {
  readonly known: KnownCase;
  readonly answers: readonly WaitingAnswer[];
  /** Whether whoever reads the list may open the case. */
  readonly opens: boolean;
};

/**
 * For the board's office: what waits for an agency's answer, the oldest first; empty for everybody else. Found by an index, and
 * only the cases of the page are looked into. A case in which the reader has a conflict of interest is left out.
 *
 * @param opens the act of the button that opens a case
 * @param more what stands after a page that is not the last
 */
export async function waitingBlocks(
  services: Services,
  person: Person,
  page: { readonly after?: string; readonly limit: number },
  opens: 'home-case' | 'case-page',
  more: (next: string, title: string) => Block,
): Promise<readonly Block[]> {
  const board = officeBoard(services, person);
  const policy = board === undefined ? undefined : services.policies.current(board)?.policy;
  if (board === undefined || policy === undefined) return [];
  const { items, next } = await waiting(services, person, board, page);
  if (items.length === 0 && next === undefined) return [];
  const title = `${upperFirst(plural(policy.words.output))} that wait for an answer`;
  return [
    { kind: 'heading', text: title },
    ...items.flatMap((one) => lineBlocks(one, opens)),
    ...(next === undefined ? [] : [more(next, title)]),
  ];
}

async function waiting(
  services: Services,
  person: Person,
  board: string,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<Page<Waiting>> {
  const { items, next } = await services.figures.waiting(board, after, limit);
  const found = await Promise.all(items.map(({ caseId }) => waitingIn(services, person, caseId)));
  return { items: found.flat(), ...(next === undefined ? {} : { next }) };
}

async function waitingIn(services: Services, person: Person, caseId: string): Promise<readonly Waiting[]> {
  const known = await knownCase(services, caseId);
  if (known === undefined || !isRaised(known.state) || hasConflict(person.id, known.state)) return [];
  const answers = waitingAnswers(known.state);
  const sight = maySee(person.id, known.state, known.rules, services.clock.now());
  return answers.length === 0 ? [] : [{ known, answers, opens: sight === 'content' }];
}

function lineBlocks({ known, answers, opens }: Waiting, does: 'home-case' | 'case-page'): readonly Block[] {
  const { caseId, state, rules } = known;
  const said = answers.map(({ to, since, promised }) => {
    const soFar = promised === undefined ? '' : `, which said that it ${promises[promised] ?? promised}`;
    return `to ${sayAgency(to, rules)}, since ${sayDayOf(since)}${soFar}`;
  });
  const open: Button = { label: `Open ${state.reference}`, act: { do: does, caseId } };
  return [
    { kind: 'text', text: [{ strong: state.reference }, `: ${said.join('; ')}.`] },
    ...(opens ? [{ kind: 'buttons', buttons: [open] } as const] : []),
  ];
}

/** A promise is no answer yet to whether it was acted upon. */
const promises: Readonly<Partial<Record<NonNullable<WaitingAnswer['promised']>, string>>> = {
  'will-act': 'will act on it',
  'cannot-yet': 'cannot act on it yet',
};
