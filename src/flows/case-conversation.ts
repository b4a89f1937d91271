import { maySee } from '../case/access.ts';
import { isRaised } from '../case/case-state.ts';
import { reliedOn } from '../case/relied-on.ts';
import type { Person } from '../directory/directory.ts';
import { conversations } from './acts/all.ts';
import { noteLook, noteRefused } from './access-notes.ts';
import { isAvailable } from './acts/available.ts';
import { closingPage, writtenBy } from './acts/closing-page.ts';
import { toFillForm } from './acts/fill-form.ts';
import { formOf, hintsIn, lengthsIn } from './acts/form-of.ts';
import { notPartPage, refusedPage, stalePage } from './acts/stale-page.ts';
import { typedQuotes } from './acts/typed-quotes.ts';
import { oneOf } from './answers.ts';
import type { Answers, ChatInput } from './chat-input.ts';
import type { Field, Form, Reply } from './chat-message.ts';
import type { CaseContext, CaseConversation } from './conversation.ts';
import { wrongAt } from './filled.ts';
import { immediateRiskInCase } from './immediate-risk/report.ts';
import { isOpening, showPage, text } from './page.ts';
import type { CaseVault } from './ports.ts';
import { limitedPages, readPages } from './read/all.ts';
import { notForYou } from './read/read-page.ts';
import { knownCase, type ReadCase } from './rules-of-case.ts';
import { runCommand } from './run-command.ts';
import { sayUnreached } from './say-unreached.ts';
import type { Services } from './services.ts';

type Input = Extract<ChatInput, { kind: 'pressed' | 'submitted' }>;

/** Everything that one input needs while it is answered. */
type Sitting = {
  readonly services: Services;
  readonly caseId: string;
  readonly known: ReadCase;
  readonly conversation: CaseConversation;
  readonly context: CaseContext;
  readonly vault: CaseVault;
};

/**
 * Answers a press or a form about one case. Asked every time: may this person see it, and can it be done now. What
 * cannot be done any more changes nothing, and the person is told what happened since.
 */
export async function answerCaseInput(services: Services, person: Person, input: Input): Promise<Reply> {
  const act = input.kind === 'pressed' ? input.act : input.form.act;
  const conversation = conversations.get(act.do);
  // At once, for each is a round trip; what the key opens is opened only for who may read it.
  const [known, vault] = await Promise.all([
    act.caseId === undefined ? undefined : knownCase(services, act.caseId),
    act.caseId === undefined || conversation === undefined ? undefined : services.vault.forCase(act.caseId),
  ]);
  const now = services.clock.now();
  if (known === undefined) return notPartPage(services);
  const { state, rules, caseId } = known;
  const sight = maySee(person.id, state, rules, now);
  const refused = () => noteRefused(services, { caseId, person: person.id, act });
  if (sight === 'nothing') {
    await refused();
    return notPartPage(services);
  }
  const page = readPages.get(act.do);
  if (page !== undefined) {
    const reading = { services, person, known, act, sight, now, account: input.account, input: input.id };
    return sight === 'content' || limitedPages.has(act.do) ? page(reading) : notForYou(reading);
  }
  const typed = input.kind === 'submitted' ? input.answers : {};
  if (conversation === undefined || vault === undefined || !isRaised(state)) {
    await refused();
    return refusedPage(services, act, typed);
  }
  const context: CaseContext = { person, state, rules, act, now, opened: new Map() };
  // Whoever sees no more than that there is a case can still do in it what is offered to them.
  if (sight !== 'content' && !isAvailable(context)) {
    await refused();
    return refusedPage(services, act, typed);
  }
  const sitting: Sitting = { services, caseId, known, conversation, context, vault };
  return input.kind === 'pressed' || isOpening(input.form)
    ? press(sitting, input.id)
    : submit(sitting, input);
}

async function press(sitting: Sitting, id: string): Promise<Reply> {
  const { conversation, context } = sitting;
  if (!isAvailable(context)) return (await doneBefore(sitting, id)) ?? stale(sitting);
  if (conversation.ask === undefined || conversation.pressed?.(context) === true)
    return carryOut(sitting, id, {});
  return { kind: 'form', form: formOf(conversation, await withWords(sitting), {}, 'ask') };
}

async function submit(sitting: Sitting, input: Extract<Input, { kind: 'submitted' }>): Promise<Reply> {
  const { services, conversation, context, caseId } = sitting;
  const { answers, form, id } = input;
  if (conversation.risk !== undefined && oneOf(answers, 'risk') === 'yes') {
    const recorded = conversation.risk === 'and-done' && (await isRecorded(sitting, id, answers));
    const reply = await immediateRiskInCase(services, context.person, caseId);
    return reply.kind === 'form' ? alsoSaid(reply, sitting, answers, recorded) : reply;
  }
  return carryOut(sitting, id, answers, form.step);
}

/** What was filled in beside an immediate risk is not lost, where all of it was right. The risk comes first all the same. */
async function isRecorded(sitting: Sitting, id: string, answers: Answers): Promise<boolean> {
  const made = commandOf(sitting, id, answers);
  if (made.kind !== 'command') return false;
  const { services, known, context, vault } = sitting;
  const outcome = await runCommand(services, context.rules, made.command, vault.rows(), known);
  return outcome.kind === 'done' || outcome.kind === 'repeated';
}

/** Below whom to ring: whether what was filled in was recorded, and if not, what was typed, so that it is not lost. */
function alsoSaid(
  reply: Extract<Reply, { kind: 'form' }>,
  { conversation, context }: Sitting,
  answers: Answers,
  recorded: boolean,
): Reply {
  const { title, risk } = conversation;
  const says = recorded
    ? `What you filled in (“${title}”) was recorded as well.`
    : `What you filled in (“${title}”) was not recorded. Come back to it once the adult is safe.`;
  const typed = recorded ? [] : typedQuotes(answers, { conversation, context });
  const said = risk === 'instead' ? [] : [text(says)];
  return { kind: 'form', form: { ...reply.form, intro: [...reply.form.intro, ...said, ...typed] } };
}

/** From answers to the closing page; or what is wrong, at its field. */
async function carryOut(sitting: Sitting, id: string, answers: Answers, step = 'ask'): Promise<Reply> {
  const { services, known, conversation, context, vault } = sitting;
  const made = commandOf(sitting, id, answers);
  const riskMissing = conversation.risk !== undefined && oneOf(answers, 'risk') !== 'no';
  if (made.kind === 'again') return show(sitting, answers, step, []);
  if (made.kind === 'wrong' || riskMissing) {
    const errors = {
      ...(riskMissing ? { risk: riskProblem } : {}),
      ...(made.kind === 'wrong' ? made.errors : {}),
    };
    // A form that was delivered again meets a case in which it is done already, and may look wrong there.
    const before = await doneBefore(sitting, id);
    if (before !== undefined) return before;
    return Object.keys(errors).length === 0
      ? stale(sitting, { typed: answers })
      : wrongAt(await asFilledIn(sitting, answers, step), answers, errors);
  }
  const hints = step === 'warned' ? [] : hintsIn(conversation, context, answers);
  if (hints.length > 0) return (await doneBefore(sitting, id)) ?? show(sitting, answers, 'warned', hints);
  const outcome = await runCommand(services, context.rules, made.command, vault.rows(), known);
  switch (outcome.kind) {
    case 'done':
      return isRaised(outcome.state)
        ? closed(sitting, { ...context, state: outcome.state })
        : notPartPage(services);
    case 'repeated':
      return (await closedAgain(sitting)) ?? notPartPage(services);
    case 'refused': {
      const field = fieldNamed(outcome.reason.field, conversation, context, answers);
      if (field !== undefined)
        return wrongAt(await asFilledIn(sitting, answers, step), answers, { [field]: outcome.reason.says });
      const form = context.rules.policy.forms.find(({ id: one }) => one === outcome.reason.form);
      return stale(sitting, {
        says: outcome.reason.says,
        typed: answers,
        ...(form === undefined ? {} : { onTo: toFillForm(form, context) }),
      });
    }
    case 'early':
      throw new Error(`${made.command.type} is done by a person, and was put off like an alarm`);
  }
}

const riskProblem = 'Choose Yes or No. If you are not sure, choose Yes.';

function commandOf(
  { services, caseId, conversation, context, vault }: Sitting,
  id: string,
  answers: Answers,
) {
  const errors = lengthsIn(conversation, context, answers);
  if (Object.keys(errors).length > 0) return { kind: 'wrong', errors } as const;
  const head = { id, caseId, at: services.clock.now(), by: context.person.id };
  return conversation.command(context, answers, head, vault.seal);
}

async function show(
  sitting: Sitting,
  answers: Answers,
  step: string,
  hints: readonly string[],
): Promise<Reply> {
  return { kind: 'form', form: await asFilledIn(sitting, answers, step, hints) };
}

async function asFilledIn(
  sitting: Sitting,
  answers: Answers,
  step: string,
  hints: readonly string[] = [],
): Promise<Form> {
  return formOf(sitting.conversation, await withWords(sitting), answers, step, hints);
}

/** The context with what the form shows, noted and then opened for this person. */
async function withWords({ services, caseId, conversation, context, vault }: Sitting): Promise<CaseContext> {
  const shown = conversation.shows?.(context) ?? [];
  if (shown.length === 0) return context;
  const act = { ...context.act, do: conversation.does };
  await noteLook(services, { caseId, person: context.person.id, act });
  return { ...context, opened: await vault.open(shown.map(({ id }) => id)) };
}

/** The closing page of an input that was written before and is delivered again; `undefined` for a new one. */
async function doneBefore(sitting: Sitting, id: string): Promise<Reply | undefined> {
  const { services, caseId } = sitting;
  const answer = await services.cases.change(caseId, id, () => ({ result: undefined }));
  return answer.kind === 'repeated' ? closedAgain(sitting) : undefined;
}

async function closedAgain(sitting: Sitting): Promise<Reply | undefined> {
  const { services, caseId, context } = sitting;
  const known = await knownCase(services, caseId);
  if (known === undefined || !isRaised(known.state)) return undefined;
  return closed(sitting, { ...context, state: known.state });
}

/** What happened since is for those who may read it; others are told that it cannot be done. */
function stale(
  { services, conversation, context }: Sitting,
  more: Parameters<typeof stalePage>[2] = {},
): Reply {
  return readsAll(context)
    ? stalePage(conversation, context, more)
    : refusedPage(services, context.act, more.typed ?? {});
}

function readsAll({ person, state, rules, now }: CaseContext): boolean {
  return maySee(person.id, state, rules, now) === 'content';
}

/** The closing page, with whoever the act relies on and cannot be reached just now; no more than that it is done, where they see no more. */
async function closed({ services, conversation }: Sitting, context: CaseContext): Promise<Reply> {
  if (!readsAll(context))
    return showPage(
      conversation.title,
      [text(`${context.state.reference}: done. It is recorded.`)],
      context.act,
    );
  const people = reliedOn(writtenBy(conversation, context));
  return closingPage(conversation, context, await sayUnreached(services, context.person.id, people));
}

/** The form's field that a refusal is about: the one it names, or the first of those that begin with its name. */
function fieldNamed(
  name: string | undefined,
  { ask }: CaseConversation,
  context: CaseContext,
  answers: Answers,
): string | undefined {
  if (name === undefined || ask === undefined) return undefined;
  const ids = ask(context, answers).fields.map((field: Field) => field.id);
  return ids.find((id) => id === name) ?? ids.find((id) => id.startsWith(`${name}-`));
}
