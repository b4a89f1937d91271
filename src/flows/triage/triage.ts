import type { Rules } from '../../case/decision.ts';
import type { Person } from '../../directory/directory.ts';
import { mayOpenCases } from '../../policy/acceptance.ts';
import { civilDateOf } from '../../policy/civil.ts';
import { oneOf } from '../answers.ts';
import { boardsHere, boardsOf, rulesNow } from '../boards.ts';
import type { CurrentPolicy } from '../boards.ts';
import type { Account, ChatInput } from '../chat-input.ts';
import type { Block, Reply } from '../chat-message.ts';
import { latestDraft } from '../draft.ts';
import { wrongAt } from '../filled.ts';
import { identify } from '../identify.ts';
import { immediateRisk } from '../immediate-risk/report.ts';
import { showPage, text } from '../page.ts';
import { raiseTitle } from '../raise/raise-title.ts';
import { outOfScope } from '../reports/beside.ts';
import { startRaise } from '../raise/start-raise.ts';
import { showNext } from '../raise/raise.ts';
import { contactLines } from '../say-contact.ts';
import type { Services } from '../services.ts';
import { strangerPage } from '../stranger.ts';
import { continueForm } from './continue-form.ts';
import { diversionsOf, sayRoute } from './diversions.ts';
import { elsewhereForm, readElsewhere } from './elsewhere-form.ts';
import { noProcedure, notAccepted, riskForm } from './risk-form.ts';

type Submitted = Extract<ChatInput, { kind: 'submitted' }>;

/** `/escalate`: the risk question, from memory alone and to anybody, so that nothing slow stands before it. */
export function openTriage(services: Services, account: Account): Reply {
  const [first, ...others] = boardsHere(services, account);
  if (first === undefined) return showPage(raiseTitle([]), noProcedure, { do: 'triage' });
  return { kind: 'form', form: riskForm([first, ...others], services.newId()) };
}

/** Before it is known whose procedure applies. */
function titleHere(services: Services, account: Account): string {
  return raiseTitle(boardsHere(services, account).map(({ policy }) => policy));
}

/** The answers to the questions that come before a disagreement is raised. */
export async function answerTriage(services: Services, input: Submitted): Promise<Reply> {
  const { step, draft } = input.form;
  if (draft === undefined) return openTriage(services, input.account);
  if (step === 'risk') return answerRisk(services, input, draft);
  const who = await identify(services, input.account);
  if (who.kind === 'stranger')
    return showPage(
      titleHere(services, input.account),
      strangerPage(services, input.account),
      input.form.act,
    );
  const board = boardsOf(services, who.person).find(({ policy }) => policy.board === input.form.act.on);
  if (board === undefined) return openTriage(services, input.account);
  if (step === 'continue') return answerContinue(services, input, who.person, board, draft);
  if (step === 'elsewhere') return answerElsewhere(services, input, who.person, board, draft);
  return openTriage(services, input.account);
}

async function answerRisk(services: Services, input: Submitted, draft: string): Promise<Reply> {
  const { form, answers, account } = input;
  const risk = oneOf(answers, 'risk');
  const chosen = form.act.on ?? oneOf(answers, 'board');
  if (risk === 'yes') return immediateRisk(services, account, draft, chosen);
  if (risk !== 'no') return riskMissing(services, input, draft);
  const who = await identify(services, account);
  if (who.kind === 'stranger')
    return showPage(titleHere(services, account), strangerPage(services, account), form.act);
  const boards = boardsOf(services, who.person);
  const [first, ...others] = boards;
  if (first === undefined)
    return showPage(titleHere(services, account), notAPartner(services, account), form.act);
  const board =
    boards.find(({ policy }) => policy.board === chosen) ?? (others.length === 0 ? first : undefined);
  if (board === undefined) return { kind: 'form', form: riskForm([first, ...others], draft) };
  if (!mayOpenCases(board.policy, board.accepted))
    return showPage(raiseTitle([board.policy]), notAccepted(board.policy), form.act);
  const unfinished = await latestDraft(services, who.person);
  return {
    kind: 'form',
    form:
      unfinished === undefined || unfinished.id === draft
        ? elsewhereForm(board.policy, draft)
        : continueForm(board.policy, draft, unfinished.draft),
  };
}

function riskMissing(services: Services, { account, answers }: Submitted, draft: string): Reply {
  const [first, ...others] = boardsHere(services, account);
  if (first === undefined) return showPage(raiseTitle([]), noProcedure, { do: 'triage' });
  const errors = { risk: 'Choose Yes or No. If you are not sure, choose Yes.' };
  return wrongAt(riskForm([first, ...others], draft), answers, errors);
}

async function answerContinue(
  services: Services,
  input: Submitted,
  person: Person,
  board: CurrentPolicy,
  draft: string,
): Promise<Reply> {
  const choice = oneOf(input.answers, 'continue');
  const unfinished = await latestDraft(services, person);
  if (choice === 'go-on' && unfinished !== undefined) return showNext(services, person, unfinished);
  if (unfinished !== undefined && choice !== 'new' && choice !== 'go-on') {
    const form = continueForm(board.policy, draft, unfinished.draft);
    return wrongAt(form, input.answers, { continue: 'Choose one of the two.' });
  }
  if (unfinished !== undefined && unfinished.id !== draft) await services.drafts.drop(unfinished.id);
  return { kind: 'form', form: elsewhereForm(board.policy, draft) };
}

async function answerElsewhere(
  services: Services,
  { answers, form }: Submitted,
  person: Person,
  board: CurrentPolicy,
  draft: string,
): Promise<Reply> {
  const { policy } = board;
  // A raise beside an alert comes here without the risk question, and nothing opens before the policy is accepted.
  if (!mayOpenCases(policy, board.accepted))
    return showPage(raiseTitle([policy]), notAccepted(policy), form.act);
  const known = rulesNow(services, board);
  const read = readElsewhere(policy, answers);
  if ('errors' in read) return wrongAt(elsewhereForm(policy, form.draft ?? ''), answers, read.errors);
  const chosen = diversionsOf(policy, read.diversions);
  for (const { id, effect } of chosen)
    services.log.info({ board: policy.board, diversion: id, effect }, 'diverted');
  const instead = chosen.some(({ effect }) => effect === 'instead');
  const ways = [...chosen.map(({ id }) => id), ...(instead || read.inScope ? [] : [outOfScope])];
  await count(services, policy.board, draft, ways);
  const routes = chosen.filter(({ effect }) => effect !== 'ladder').flatMap((one) => sayRoute(known, one));
  if (instead) {
    return showPage(
      'Another route',
      [...routes, text('Nothing was raised and no case was opened.')],
      form.act,
    );
  }
  if (!read.inScope) {
    services.log.info({ board: policy.board, diversion: 'out-of-scope' }, 'diverted');
    return showPage('Another route', [...routes, ...sayOutOfScope(known)], form.act);
  }
  return startRaise(services, person, draft, policy.board, read.diversions, routes);
}

/** For the board's report. Nobody is kept from the right route because it could not be counted. */
async function count(
  { figures, clock, log }: Services,
  board: string,
  draft: string,
  ways: readonly string[],
): Promise<void> {
  await figures.divert(board, draft, ways, civilDateOf(clock.now())).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : 'unknown';
    log.warn({ board, error: why }, 'what belongs elsewhere could not be counted');
  });
}

function sayOutOfScope(known: Pick<Rules, 'policy' | 'directory'>): readonly Block[] {
  const { policy } = known;
  return [
    text(
      `${policy.document.title} is for differences that bear on an adult’s welfare or safety. Nothing was raised.`,
    ),
    text('If you are not sure whether yours does, ask:'),
    { kind: 'list', items: contactLines(known, policy.board_office) },
  ];
}

function notAPartner(services: Services, account: Account): readonly Block[] {
  return [
    text(
      'Your agency is not listed as a partner of a board whose procedure is in use here, so you cannot raise anything. Ask the board’s office to list it:',
    ),
    {
      kind: 'list',
      items: boardsHere(services, account).flatMap((board) =>
        contactLines(rulesNow(services, board), board.policy.board_office),
      ),
    },
  ];
}
