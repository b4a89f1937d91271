import { mayRecordReferral } from '../../case/rules/referral.ts';
import type { Rules } from '../../case/decision.ts';
import type { Person } from '../../directory/directory.ts';
import type { Policy } from '../../policy/policy.ts';
import { halfHours, momentOf, oneOf } from '../answers.ts';
import { noteLook, noteRefused } from '../access-notes.ts';
import type { Act, ChatInput } from '../chat-input.ts';
import type { Form, Reply } from '../chat-message.ts';
import { wrongAt } from '../filled.ts';
import { saySource, showPage, small, text } from '../page.ts';
import { knownCase } from '../rules-of-case.ts';
import type { KnownCase } from '../rules-of-case.ts';
import { runCommand } from '../run-command.ts';
import { contactLines } from '../say-contact.ts';
import type { Services } from '../services.ts';

type Submitted = Extract<ChatInput, { kind: 'submitted' }>;
const title = 'The referral';

/** When the adult was referred and the reference that was given: asked after the risk is being seen to. */
export async function askReferral(services: Services, person: Person, act: Act): Promise<Reply> {
  const known = act.caseId === undefined ? undefined : await knownCase(services, act.caseId);
  if (known === undefined) return showPage(title, [text(noSuchAlert)], act);
  const form = await formFor(services, person, act, known);
  return typeof form === 'string' ? showPage(title, [text(form)], act) : { kind: 'form', form };
}

/** The form for somebody who may record it now; or why not. Either is noted. */
async function formFor(
  services: Services,
  person: Person,
  act: Act,
  { caseId, state, rules }: KnownCase,
): Promise<Form | string> {
  const refused = mayRecordReferral(person.id, act.on ?? '', state, rules, services.clock.now());
  const rule = rules.policy.triage.risk.refers_to;
  const look = { caseId, person: person.id, act };
  if (refused === undefined && rule !== undefined) {
    await noteLook(services, look);
    return referralForm(act, state.reference, rules, rule);
  }
  if (refused?.code === 'not-yours') await noteRefused(services, look);
  return refused?.says ?? noSuchAlert;
}

type Rule = NonNullable<Policy['triage']['risk']['refers_to']>;

function referralForm(act: Act, reference: string, rules: Rules, rule: Rule): Form {
  return {
    title,
    context: { act, step: 'referral' },
    intro: [
      { kind: 'heading', text: reference },
      text(rule.says),
      { kind: 'list', items: contactLines(rules, rule.contact) },
      small(saySource(rule)),
    ],
    fields: [
      { kind: 'date', id: 'on', label: 'On which day was it referred?', required: true },
      { kind: 'choice', id: 'time', label: 'At what time?', required: false, options: halfHours },
      {
        kind: 'text',
        id: 'reference',
        label: 'To whom, and which reference were you given?',
        hint: 'Write “none yet” if you were given no reference. Do not name the adult.',
        required: true,
        long: false,
        max: 300,
      },
    ],
    submit: 'Record it',
    close: 'Cancel',
  };
}

/** The referral, in the record: whoever noticed the risk and whoever was told of it hear. */
export async function recordReferral(services: Services, person: Person, input: Submitted): Promise<Reply> {
  const { act } = input.form;
  const { caseId = '', on: alertId = '' } = act;
  const known = await knownCase(services, caseId);
  if (known === undefined) return showPage(title, [text(noSuchAlert)], act);
  const now = services.clock.now();
  const on = momentOf(input.answers, { date: 'on', time: 'time' }, now);
  const reference = oneOf(input.answers, 'reference');
  const errors: Record<string, string> = {
    ...(on === undefined ? { on: 'Say on which day it was referred.' } : 'errors' in on ? on.errors : {}),
    ...(reference === '' ? { reference: 'Say to whom, and the reference, or “none yet”.' } : {}),
  };
  if (on === undefined || 'errors' in on || reference === '') {
    const form = await formFor(services, person, act, known);
    if (typeof form === 'string') return showPage(title, [text(form)], act);
    return wrongAt(form, input.answers, errors);
  }
  const vault = await services.vault.forCase(caseId);
  const head = { type: 'record-referral' as const, id: input.id, caseId, at: now, by: person.id };
  const command = { ...head, alertId, on: on.at, reference: vault.seal(reference) };
  const outcome = await runCommand(services, known.rules, command, vault.rows());
  if (outcome.kind === 'refused') return showPage(title, [text(outcome.reason.says)], act);
  return showPage(
    title,
    [text('It is recorded that the adult was referred. Whoever was told of the risk is told of this too.')],
    act,
  );
}

const noSuchAlert = 'There is no such alert any more. In an emergency ring 999.';
