import { maySee } from '../../case/access.ts';
import type { Person } from '../../directory/directory.ts';
import { noteRefused } from '../access-notes.ts';
import type { Act } from '../chat-input.ts';
import type { Block, Reply } from '../chat-message.ts';
import { beginDraft, loadDraft, saveDraft } from '../draft.ts';
import { showPage, text } from '../page.ts';
import { knownCase } from '../rules-of-case.ts';
import type { Services } from '../services.ts';
import { elsewhereForm } from '../triage/elsewhere-form.ts';
import { showNext } from './raise.ts';
import { raisedPage } from './raised-page.ts';
import { raiseTitle } from './raise-title.ts';

/**
 * Triage is done and the raise begins, with the routes that go beside it shown first. Triage that is delivered
 * again, or gone through again, throws nothing away that was typed since.
 */
export async function startRaise(
  services: Services,
  person: Person,
  id: string,
  board: string,
  diversions: readonly string[],
  routes: readonly Block[],
): Promise<Reply> {
  const began = await loadDraft(services, person, id);
  if (began === undefined) {
    const sent = await raisedPage(services, person, id);
    if (sent !== undefined) return sent;
  }
  const atRisk = ((await knownCase(services, id))?.state.alerts ?? []).length > 0;
  const fresh = began ?? (await beginDraft(services, id, board, diversions, atRisk));
  const open = { ...fresh, draft: { ...fresh.draft, diversions: [...diversions], atRisk } };
  await saveDraft(services, person, open);
  return showNext(services, person, open, routes);
}

/** Raising the matter beside an alert, in the same case: what belongs elsewhere is asked first, as always. */
export async function raiseBesideAlert(services: Services, person: Person, act: Act): Promise<Reply> {
  const { caseId = '' } = act;
  const known = await knownCase(services, caseId);
  const seen =
    known === undefined ? 'nothing' : maySee(person.id, known.state, known.rules, services.clock.now());
  if (known === undefined || seen !== 'content') {
    if (known !== undefined) await noteRefused(services, { caseId, person: person.id, act });
    return showPage(
      raiseTitle([]),
      [text('You are not part of this case, or it is not there any more.')],
      act,
    );
  }
  if (known.state.status !== 'alerted') {
    const sent = await raisedPage(services, person, caseId);
    return (
      sent ??
      showPage(raiseTitle([known.rules.policy]), [text(`${known.state.reference} was raised already.`)], act)
    );
  }
  return { kind: 'form', form: elsewhereForm(known.rules.policy, caseId) };
}
