import { answerOf, type Asked } from '../../demo/answers.ts';
import { moveKey, nextMove, type Plot } from '../../demo/plan.ts';
import { isRaised } from '../../src/case/case-state.ts';
import type { RaisedCase } from '../../src/case/state.ts';
import type { Act, Answers } from '../../src/flows/chat-input.ts';
import type { Field, Form, Reply } from '../../src/flows/chat-message.ts';
import { knownCase } from '../../src/flows/rules-of-case.ts';
import type { Journey } from './journey.ts';
import type { JourneyPerson } from './journey-person.ts';

/** What was played: who did what, and when; and how the case then stands. */
export type Played = { readonly moves: readonly string[]; readonly state: RaisedCase };

/** Who pressed which button. */
export type Done = { readonly person: JourneyPerson; readonly act: Act };

/** No story of any board is longer. */
const mostMoves = 150;

/**
 * Plays a case to its end through the conversations, as the board's policy has it: everybody does what they owe, time
 * passes to each limit, somebody takes it on. With a plot the sides agree at a stage.
 *
 * @returns one line for each move, such as `2026-12-24 amara.quill escalate`
 */
export async function play(
  journey: Journey,
  reference: string,
  plot: Plot = {},
  afterEach: (done: Done) => Promise<void> = () => Promise.resolve(),
): Promise<Played> {
  const { services, clock } = journey;
  const caseId = (await services.cases.idOfReference(reference)) ?? '';
  const played = new Set<string>();
  const moves: string[] = [];
  for (;;) {
    const known = await knownCase(services, caseId);
    if (known === undefined || !isRaised(known.state)) throw new Error(`${reference} is not there`);
    const { state, rules } = known;
    const now = clock.now();
    const move = nextMove(state, rules, now, played, plot);
    played.add(moveKey(move, state));
    if (moves.length > mostMoves) throw new Error(`Round in circles:\n${moves.slice(-20).join('\n')}`);
    if (move.kind === 'end') return { moves, state };
    if (move.kind === 'wait') {
      await journey.goTo(move.until.toISOString());
      continue;
    }
    const person = personOf(journey, move.person);
    moves.push(`${now.toISOString().slice(0, 10)} ${person.name} ${move.does}`);
    await afterEach({ person, act: await doAct(person, reference, move, now) });
  }
}

/**
 * Raises a disagreement under the journey's board, answering whatever it asks: Amara Quill at the council with Tom
 * Pennywort at the hospital, on Tuesday 22 December 2026 at 10:00. `answers` stand in for what would be said, and
 * `atStep` for what would be said at one step.
 *
 * @returns the reference of the case
 */
export async function raiseUnder(
  journey: Journey,
  answers: Answers = {},
  atStep: Readonly<Record<string, Answers>> = {},
): Promise<string> {
  const person = journey.person('amara.quill');
  const said: Answers = {
    agency: 'st-aldhelms',
    professional: 'Tom Pennywort',
    'arose-date': '2026-12-22',
    'arose-time': '10:00',
    ...answers,
  };
  await person.command();
  for (let steps = 0; person.form().submit !== undefined; steps += 1) {
    if (steps > 30) throw new Error(`The raise is stuck at ${person.form().context.step}`);
    const form = person.form();
    const here = { ...said, ...atStep[form.context.step] };
    const told = Object.fromEntries(
      form.fields.flatMap(({ id }) => (id in here ? [[id, here[id] ?? null]] : [])),
    );
    await person.submit({ ...answersTo(form, journey.clock.now(), () => false), ...told });
  }
  const reference = /[A-Z]{3}-[0-9A-Z]{5}/.exec(person.sees())?.[0];
  if (reference === undefined) throw new Error(`Nothing was raised: ${person.sees()}`);
  return reference;
}

function personOf(journey: Journey, id: string): JourneyPerson {
  const { email = '' } = journey.services.people.directory().people.get(id) ?? {};
  return journey.person(email.replace(/@.*/, ''));
}

/** Presses the button of an act where the person has it, and fills in what comes up. */
export async function doAct(
  person: JourneyPerson,
  reference: string,
  { does, on }: { readonly does: string; readonly on?: string },
  now: Date,
): Promise<Act> {
  await person.command(reference);
  const button = person.buttonFor(does, on);
  const { act } = button;
  const reply = await person.act(act);
  if (reply.kind !== 'form' || reply.form.submit === undefined) return act;
  const filled = await fillIn(person, now);
  // Whoever is warned that a text seems to hold a name looks at it, and sends it as it is.
  if (filled.kind === 'form' && filled.form.context.step === 'warned') await fillIn(person, now);
  return act;
}

/** Fills in the form in front; what turns out to be wanted because of another answer is filled in after all. */
async function fillIn(person: JourneyPerson, now: Date): Promise<Reply> {
  const form = person.form();
  let answers = answersTo(form, now, () => false);
  for (let tries = 0; tries < 4; tries += 1) {
    const reply = await person.trySubmit(answers);
    if (reply.kind !== 'field-errors') return reply;
    answers = { ...answers, ...answersTo(form, now, ({ id }) => id in reply.errors) };
  }
  return person.submit(answers);
}

function answersTo(form: Form, now: Date, insists: (field: Field) => boolean): Answers {
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      const answer = answerOf(askedBy(field, insists(field)), now);
      return answer === undefined ? [] : [[field.id, answer]];
    }),
  );
}

function askedBy(field: Field, insists: boolean): Asked {
  const { id, label, kind, required, hint = '' } = field;
  const wanted = required || insists || hint.includes('Still missing');
  const options = 'options' in field ? field.options : [];
  const choices = options.map((option) => ({ value: option.id, label: option.label }));
  const offered = 'value' in field && field.value.length > 0;
  return { id, label, kind, choices, optional: !wanted, offered: offered && !insists };
}
