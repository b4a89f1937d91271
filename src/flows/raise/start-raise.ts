import { maySee } from '../../case/access.ts';
import type { Person } from '../../directory/directory.ts';
import { noteRefused } from '../access-notes.ts';
import type { Act } from '../chat-input.ts';
import type { Block, Reply } from '../chat-message.ts';
import { beginDraft, loadDraft, saveDraft } from '../draft.ts';
import { showPage, text } from '../page.ts';
import { knownCase } from '../rules-of-case.ts';
import type { KnownCase } from '../rules-of-case.ts';
import type { Services } from '../services.ts';
import { elsewhereForm } from '../triage/elsewhere-form.ts';
import { showNext } from './raise.ts';
import { raisedPage } from './raised-page.ts';
import { raiseTitle } from './raise-title.ts';

/**
 * Triage is done and the raise begins, with the routes that go beside it shown first. Triage that is delivered
 * again, or gone through again, throws nothing away that was typed since. A form names the case that the raise will be:
 * what it names may have been changed on its way.
 */
export async function startRaise(
  services: Services,
  person: Person,
  id: string,
  board: string,
  diversions: readonly string[],
  routes: readonly Block[],
): Promise<Reply> {
  const known = await knownCase(services, id);
  const instead =
    (known && (await notToRaise(services, person, known, { do: 'raise', caseId: id }))) ??
    (await begunByAnother(services, person, id, known));
  if (instead !== undefined) return instead;
  const began = await loadDraft(services, person, id);
  const atRisk = (known?.state.alerts ?? []).length > 0;
  const fresh = began ?? (await beginDraft(services, id, board, diversions, atRisk));
  const open = { ...fresh, draft: { ...fresh.draft, diversions: [...diversions], atRisk } };
  await saveDraft(services, person, open);
  return showNext(services, person, open, routes);
}

/** Raising the matter beside an alert, in the same case: what belongs elsewhere is asked first, as always. */
export async function raiseBesideAlert(services: Services, person: Person, act: Act): Promise<Reply> {
  const { caseId = '' } = act;
  const known = await knownCase(services, caseId);
  if (known === undefined) return notYours(act);
  const instead = await notToRaise(services, person, known, act);
  return instead ?? { kind: 'form', form: elsewhereForm(known.rules.policy, caseId) };
}

/** What is shown in place of a raise in a case that there is; `undefined` beside an alert that this person knows of. */
async function notToRaise(
  services: Services,
  person: Person,
  { caseId, state, rules }: KnownCase,
  act: Act,
): Promise<Reply | undefined> {
  if (maySee(person.id, state, rules, services.clock.now()) !== 'content') {
    await noteRefused(services, { caseId, person: person.id, act });
    return notYours(act);
  }
  if (state.status === 'alerted') return undefined;
  const sent = await raisedPage(services, person, caseId);
  return sent ?? showPage(raiseTitle([rules.policy]), [text(`${state.reference} was raised already.`)], act);
}

/**
 * A draft belongs to who began it. Who that is, is said to those alone who know of the same alert; what somebody began who
 * has left the directory by now keeps none of them from beginning afresh.
 */
async function begunByAnother(
  services: Services,
  person: Person,
  id: string,
  known: KnownCase | undefined,
): Promise<Reply | undefined> {
  const draft = await services.drafts.load(id);
  if (draft === undefined || draft.person === person.id) return undefined;
  if (known === undefined) return notYours({ do: 'raise' });
  const { directory } = known.rules;
  const name = directory.people.get(draft.person)?.name;
  if (name === undefined && (await services.people.isNewest(directory))) {
    await services.drafts.drop(id);
    return undefined;
  }
  const says = `${name ?? 'Somebody'} has begun to raise this and has not sent it. Ring them: one of you raises it.`;
  return showPage(raiseTitle([known.rules.policy]), [text(says)], { do: 'raise' });
}

function notYours(act: Act): Reply {
  const says = 'You are not part of this case, or it is not there any more.';
  return showPage(raiseTitle([]), [text(says)], act);
}
