import type { Rules } from '../../case/decision.ts';
import { mayReport } from '../../case/rules/immediate-risk.ts';
import type { Person } from '../../directory/directory.ts';
import { agencyOf } from '../../directory/lookup.ts';
import { noteRefused } from '../access-notes.ts';
import { oneOf } from '../answers.ts';
import { boardsOf, rulesNow } from '../boards.ts';
import type { Account, ChatInput } from '../chat-input.ts';
import type { Reply } from '../chat-message.ts';
import { wrongAt } from '../filled.ts';
import { identify } from '../identify.ts';
import type { Identity } from '../identify.ts';
import { showPage, showPageOnTo, text } from '../page.ts';
import { readPick } from '../pick.ts';
import { newReference } from '../raise/case-reference.ts';
import { knownCase } from '../rules-of-case.ts';
import type { KnownCase } from '../rules-of-case.ts';
import { runCommand } from '../run-command.ts';
import type { Services } from '../services.ts';
import { strangerAtRisk } from '../stranger.ts';
import { withinMoment } from '../within-moment.ts';
import { otherAgency, reportForm } from './report-form.ts';
import { toldPage } from './told-page.ts';
import { leadsOf, whatToDo } from './what-to-do.ts';

type Submitted = Extract<ChatInput, { kind: 'submitted' }>;
const title = 'Immediate risk';
const act = { do: 'report-immediate-risk' };

/**
 * Somebody said that the adult is at immediate risk. A person who is known sees whom to ring and can tell them all
 * at once; anybody else sees what to do. Not even a platform that does not answer keeps that back.
 */
export async function immediateRisk(
  services: Services,
  account: Account,
  caseId: string,
  board: string,
): Promise<Reply> {
  const who = await identifyOrStranger(services, account);
  const boards = who.kind === 'known' ? boardsOf(services, who.person) : [];
  const found = boards.find(({ policy }) => policy.board === board) ?? boards[0];
  if (who.kind === 'stranger' || found === undefined) {
    return showPage(title, strangerAtRisk(services, account), act);
  }
  const form = reportForm(who.person, rulesNow(services, found), caseId, services.clock.now());
  return { kind: 'form', form };
}

/** The same from a button of a case. Whoever is no part of the case is told to ring and to report it afresh. */
export async function immediateRiskInCase(
  services: Services,
  person: Person,
  caseId: string,
): Promise<Reply> {
  const known = await knownCase(services, caseId);
  const now = services.clock.now();
  if (known === undefined)
    return showPage(title, [text('There is no such case. In an emergency ring 999.')], act);
  const refused = mayReport(person.id, known.state, known.rules, now);
  if (refused !== undefined) {
    await noteRefused(services, { caseId, person: person.id, act });
    return refusedPage(person, known.rules, refused.says, now);
  }
  return { kind: 'form', form: reportForm(person, known.rules, caseId, now, { state: known.state }) };
}

/** "Tell them now". The same press delivered again tells nobody twice and shows the same page. */
export async function tellThemNow(services: Services, person: Person, input: Submitted): Promise<Reply> {
  const { caseId = services.newId(), on = '' } = input.form.act;
  const known = await knownCase(services, caseId);
  const opening = await openingOf(services, known, on);
  if (opening === undefined) return immediateRisk(services, input.account, caseId, on);
  const { rules } = opening;
  // What was filled in wrongly is shown again only to somebody whom the case concerns.
  if (known !== undefined && mayReport(person.id, known.state, rules, services.clock.now()) !== undefined)
    return immediateRiskInCase(services, person, caseId);
  const picked = readPick(otherAgency(person, rules), input.answers);
  const now = services.clock.now();
  if (picked.kind === 'wrong' || picked.kind === 'again') {
    const shown = { typed: input.answers, ...(known === undefined ? {} : { state: known.state }) };
    const form = reportForm(person, rules, caseId, now, shown);
    return picked.kind === 'again' ? { kind: 'form', form } : wrongAt(form, input.answers, picked.errors);
  }
  const leads = picked.kind === 'picked' ? leadsOf(picked.id, rules.policy, rules.directory) : [];
  const situation = oneOf(input.answers, 'situation');
  const vault = await services.vault.forCase(caseId);
  const words = situation === '' ? {} : { situation: vault.seal(situation) };
  const head = { type: 'report-immediate-risk' as const, id: input.id, caseId, at: now, by: person.id };
  const command = { ...head, ...opening.frozen, ...words, alsoTell: leads.map(({ id }) => id) };
  const outcome = await runCommand(services, rules, command, vault.rows());
  if (outcome.kind === 'refused') return refusedPage(person, rules, outcome.reason.says, now);
  return showTold(services, person, caseId);
}

type Opening = {
  readonly rules: Rules;
  readonly frozen: { readonly reference: string; readonly board: string; readonly policyVersion: string };
};

async function openingOf(
  services: Services,
  known: KnownCase | undefined,
  board: string,
): Promise<Opening | undefined> {
  if (known !== undefined) {
    const { reference, board: frozen, policyVersion } = known.state;
    return { rules: known.rules, frozen: { reference, board: frozen, policyVersion } };
  }
  const current = services.policies.current(board);
  if (current === undefined) return undefined;
  const reference = await newReference(services, board);
  return { rules: rulesNow(services, current), frozen: { reference, board, policyVersion: current.version } };
}

/** From the record, so that it is the same when the press is delivered again. */
async function showTold(services: Services, person: Person, caseId: string): Promise<Reply> {
  const written = await knownCase(services, caseId);
  const alert = written?.state.alerts.filter(({ reporter }) => reporter === person.id).at(-1);
  if (written === undefined || alert === undefined) {
    throw new Error(`Case ${caseId} has no alert after one was reported`);
  }
  return { kind: 'form', form: toldPage(caseId, written.state, alert, written.rules) };
}

/** Nothing was reported here; one press leads to where everybody can report it, and whom to ring comes first. */
function refusedPage(person: Person, rules: Rules, says: string, now: Date): Reply {
  const own = agencyOf(rules.directory, person.id);
  const blocks = [text(says), ...whatToDo(rules, own === undefined ? [] : [own], now)];
  const afresh = { label: 'Report it afresh', act: { ...act, on: rules.policy.board } };
  return showPageOnTo(title, blocks, act, afresh);
}

/** Where it cannot be found out at once who it is, what to do in an emergency is shown all the same. */
async function identifyOrStranger(services: Services, account: Account): Promise<Identity> {
  const notIdentified = (why: string): Identity => {
    services.log.error({ platform: account.platform, space: account.space, why }, 'not identified');
    return { kind: 'stranger' };
  };
  const [found] = await withinMoment([
    identify(services, account).catch((error: unknown) =>
      notIdentified(error instanceof Error ? error.name : 'unknown'),
    ),
  ]);
  return found ?? notIdentified('no answer');
}
