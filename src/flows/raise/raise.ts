import type { Person } from '../../directory/directory.ts';
import { oneOf } from '../answers.ts';
import { rulesNow } from '../boards.ts';
import type { ChatInput } from '../chat-input.ts';
import type { Block, Form, Reply } from '../chat-message.ts';
import { loadDraft, saveDraft } from '../draft.ts';
import type { OpenDraft } from '../draft.ts';
import { tooLong, wrongAt } from '../filled.ts';
import { showPage, text } from '../page.ts';
import { sayHints } from '../personal-data-warning.ts';
import { sayUnreached } from '../say-unreached.ts';
import type { Services } from '../services.ts';
import { checkForm, sendIt, stepToChange } from './check-answers.ts';
import { raisedPage } from './raised-page.ts';
import { receiversOf } from './receivers.ts';
import { sendRaise } from './send-raise.ts';
import type { RaiseContext, RaiseStep } from './step.ts';
import { raiseTitle } from './raise-title.ts';
import { nextStep, stepForm, stepsOf } from './steps.ts';

type Submitted = Extract<ChatInput, { kind: 'submitted' }>;
const act = { do: 'raise' };

/** The answers to one step of a raise. What was typed is kept before anything is said about it. */
export async function answerRaise(services: Services, person: Person, input: Submitted): Promise<Reply> {
  const { draft: id, step } = input.form;
  const open = id === undefined ? undefined : await loadDraft(services, person, id);
  if (open === undefined) return (await raisedPage(services, person, id ?? '')) ?? lost(services);
  const context = contextOf(services, person, open);
  if (context === undefined) return lost(services);
  if (step === 'check') return answerCheck(services, person, input, open, context);
  const draft = { ...open.draft, typed: { ...open.draft.typed, [step]: { ...plain(input) } } };
  const typed: RaiseContext = { ...context, draft };
  const answered = stepsOf(typed).find(({ id: one }) => one === step);
  // A step that there is not, or is no more: whoever names one could fill the draft without end.
  if (answered === undefined) return showNext(services, person, open);
  const long = tooLong(answered.fields, input.answers);
  if (Object.keys(long).length > 0)
    return wrongAt(stepForm(open.id, answered, context.rules.policy), input.answers, long);
  const hints = hintsOf(typed, answered);
  const kept = { ...open, draft: hints.length > 0 ? { ...draft, warned: [...draft.warned, step] } : draft };
  await saveDraft(services, person, kept);
  const { checked } = answered;
  if (checked.kind === 'wrong')
    return wrongAt(stepForm(kept.id, answered, context.rules.policy), input.answers, checked.errors);
  if (checked.kind === 'again')
    return { kind: 'form', form: stepForm(kept.id, answered, context.rules.policy) };
  if (hints.length > 0)
    return { kind: 'form', form: stepForm(kept.id, answered, context.rules.policy, warning(hints)) };
  return showNext(services, person, kept);
}

/** Where a raise stands: the first step that still asks for something, else the last page. */
export async function showNext(
  services: Services,
  person: Person,
  open: OpenDraft,
  first: readonly Block[] = [],
): Promise<Reply> {
  const context = contextOf(services, person, open);
  if (context === undefined) return lost(services);
  const step = nextStep(context);
  const form =
    step === undefined
      ? await checked(services, context, open.id, first)
      : stepForm(open.id, step, context.rules.policy, first);
  return { kind: 'form', form };
}

async function answerCheck(
  services: Services,
  person: Person,
  input: Submitted,
  open: OpenDraft,
  context: RaiseContext,
): Promise<Reply> {
  const answer = oneOf(input.answers, 'next');
  const changing = stepToChange(answer);
  const step = stepsOf(context).find(({ id }) => id === changing);
  if (step !== undefined) return { kind: 'form', form: stepForm(open.id, step, context.rules.policy) };
  if (answer !== sendIt)
    return wrongAt(await checked(services, context, open.id), input.answers, {
      next: 'Choose “Send it”, or what to change.',
    });
  // Time has passed since the page was shown: the raise may have become late, a person may have left.
  if (nextStep(context) !== undefined) return showNext(services, person, open, changed);
  const sent = await sendRaise(services, context, open, input.id);
  if (sent.kind === 'refused') {
    const first = [text(`It was not sent. ${sent.says}`)];
    return { kind: 'form', form: await checked(services, context, open.id, first) };
  }
  await services.drafts.drop(open.id);
  return (await raisedPage(services, person, open.id)) ?? lost(services);
}

/** The last page, with whoever of the others cannot be reached just now. */
async function checked(
  services: Services,
  context: RaiseContext,
  draft: string,
  first: readonly Block[] = [],
): Promise<Form> {
  const people = receiversOf(context).map(({ professional }) => professional);
  return checkForm(context, draft, {
    first,
    unreached: await sayUnreached(services, context.person.id, people),
  });
}

function contextOf(services: Services, person: Person, { draft }: OpenDraft): RaiseContext | undefined {
  const current = services.policies.current(draft.board);
  if (current === undefined) return undefined;
  return {
    person,
    rules: rulesNow(services, current),
    version: current.version,
    draft,
    now: services.clock.now(),
  };
}

const changed = [
  text('Something has changed since you began, so one more thing is asked. All else was kept.'),
];

/** Which fields seem to name somebody, said once for each step, and only when nothing else is wrong. */
function hintsOf(context: RaiseContext, { id, checked, texts = [] }: RaiseStep): readonly string[] {
  if (checked.kind !== 'right' || context.draft.warned.includes(id)) return [];
  return sayHints(texts, context.now);
}

function warning(hints: readonly string[]): readonly Block[] {
  return [
    ...hints.map((hint): Block => ({ kind: 'text', text: { strong: hint } })),
    text(
      'Who the adult is has fields of its own, later, that are kept apart. Please take it out where it is named. If it is nothing of the kind, press Next.',
    ),
  ];
}

function lost(services: Services): Reply {
  return showPage(
    raiseTitle([]),
    [
      text(
        `This form is no longer open: it was sent, or another was begun. Nothing was changed. Type ${services.slashCommand} to begin, or ${services.slashCommand} list to see your cases.`,
      ),
    ],
    act,
  );
}

function plain({ answers }: Submitted): Record<string, string | string[] | null> {
  return Object.fromEntries(
    Object.entries(answers).map(([field, answer]) => {
      return [field, answer === null || typeof answer === 'string' ? answer : [...answer]];
    }),
  );
}
