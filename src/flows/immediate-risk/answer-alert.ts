import { mayAnswerAlert } from '../../case/rules/immediate-risk.ts';
import type { Alert } from '../../case/state.ts';
import type { Person } from '../../directory/directory.ts';
import { sayDate } from '../../policy/say-date.ts';
import { oneOf } from '../answers.ts';
import type { Act, ChatInput } from '../chat-input.ts';
import type { Block, Form, Reply } from '../chat-message.ts';
import { wrongAt } from '../filled.ts';
import { showPage, small, text } from '../page.ts';
import { noteLook, noteRefused } from '../access-notes.ts';
import { knownCase } from '../rules-of-case.ts';
import type { KnownCase } from '../rules-of-case.ts';
import { runCommand } from '../run-command.ts';
import { sayPersonToRing } from '../say-contact.ts';
import type { Services } from '../services.ts';

type Submitted = Extract<ChatInput, { kind: 'submitted' }>;
const title = 'Immediate risk';

/** "I have this": what the person who noticed the risk wrote, and the one question that ends the alarm. */
export async function askWhatIsInPlace(services: Services, person: Person, act: Act): Promise<Reply> {
  const found = await alertOf(services, person, act);
  if ('says' in found) return showPage(title, [text(found.says)], act);
  return { kind: 'form', form: await alertForm(services, person, act, found) };
}

async function alertForm(
  services: Services,
  person: Person,
  act: Act,
  { alert, known }: FoundAlert,
): Promise<Form> {
  return {
    title,
    context: { act, step: 'answer' },
    intro: [
      { kind: 'heading', text: known.state.reference },
      ...(await noticed(services, person, act, alert, known)),
    ],
    fields: [
      {
        kind: 'text',
        id: 'in-place',
        label: 'What is in place for the adult now?',
        hint: 'What was done, by whom, and what happens next. Do not name the adult.',
        required: true,
        long: true,
        max: 3000,
      },
    ],
    submit: 'I have this',
    close: 'Cancel',
  };
}

/** The answer: the alarm stops for everybody who was told, and the person who noticed the risk hears of it. */
export async function sayWhatIsInPlace(services: Services, person: Person, input: Submitted): Promise<Reply> {
  const { act } = input.form;
  const { caseId = '', on: alertId = '' } = act;
  const inPlace = oneOf(input.answers, 'in-place');
  if (inPlace === '') {
    const found = await alertOf(services, person, act);
    if ('says' in found) return showPage(title, [text(found.says)], act);
    const form = await alertForm(services, person, act, found);
    return wrongAt(form, input.answers, { 'in-place': 'Say what is in place for the adult.' });
  }
  const known = await knownCase(services, caseId);
  if (known === undefined) return showPage(title, [text(noSuchAlert)], act);
  const vault = await services.vault.forCase(caseId);
  const outcome = await runCommand(
    services,
    known.rules,
    {
      type: 'answer-alert',
      id: input.id,
      caseId,
      at: services.clock.now(),
      by: person.id,
      alertId,
      inPlace: vault.seal(inPlace),
    },
    vault.rows(),
  );
  if (outcome.kind === 'refused') return showPage(title, [text(outcome.reason.says)], act);
  const reporter = known.state.alerts.find(({ id }) => id === alertId)?.reporter ?? '';
  const name = known.rules.directory.people.get(reporter)?.name ?? 'The person who noticed the risk';
  return showPage(
    title,
    [
      text(
        `Thank you. It is recorded that you have this. ${name} is being told, and the alarm stops for everybody.`,
      ),
      small(
        'If the adult is still not safe, or no longer safe, report it again: ring 999 first in an emergency.',
      ),
    ],
    act,
  );
}

const noSuchAlert = 'There is no such alert any more. In an emergency ring 999.';

type FoundAlert = { readonly alert: Alert; readonly known: KnownCase };

async function alertOf(
  services: Services,
  person: Person,
  act: Act,
): Promise<{ readonly says: string } | FoundAlert> {
  const { caseId = '', on = '' } = act;
  const known = await knownCase(services, caseId);
  const alert = known?.state.alerts.find(({ id }) => id === on);
  if (known === undefined || alert === undefined) return { says: noSuchAlert };
  const refused = mayAnswerAlert(person.id, on, known.state, known.rules, services.clock.now());
  if (refused === undefined) return { alert, known };
  if (refused.code === 'not-yours') await noteRefused(services, { caseId, person: person.id, act });
  if (refused.code !== 'already-done' || alert.answered === undefined) return { says: refused.says };
  const by = known.rules.directory.people.get(alert.answered.by)?.name ?? 'Somebody';
  const when = sayDate(new Date(alert.answered.at));
  return {
    says: `${by} already said what is in place, on ${when}. There is nothing more for you to do here.`,
  };
}

async function noticed(
  services: Services,
  person: Person,
  act: Act,
  { reporter, reportedAt, situation }: Alert,
  { rules }: KnownCase,
): Promise<readonly Block[]> {
  const who = rules.directory.people.get(reporter);
  const agency = rules.directory.agencies.get(who?.agency ?? '')?.name ?? 'an agency';
  const words = await wordsOf(services, person, act, situation?.id);
  return [
    text(`Reported on ${sayDate(new Date(reportedAt))}. Ring the person who noticed it:`),
    ...(who === undefined ? [] : [{ kind: 'list' as const, items: [sayPersonToRing(who, agency)] }]),
    ...(words === undefined ? [] : [{ kind: 'quote' as const, label: 'What is happening', words }]),
  ];
}

/** Opened for this person, and noted that it was. */
async function wordsOf(services: Services, person: Person, act: Act, id: string | undefined) {
  const { caseId = '' } = act;
  await noteLook(services, { caseId, person: person.id, act });
  if (id === undefined) return undefined;
  const vault = await services.vault.forCase(caseId);
  return (await vault.open([id])).get(id);
}
