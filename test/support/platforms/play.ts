import { answerOf } from '../../../demo/answers.ts';
import type { GivenAnswers } from '../../../demo/client.ts';
import { moveKey, nextMove, type Plot } from '../../../demo/plan.ts';
import { isRaised } from '../../../src/case/case-state.ts';
import type { RaisedCase } from '../../../src/case/state.ts';
import type { Rules } from '../../../src/case/decision.ts';
import { knownCase } from '../../../src/flows/rules-of-case.ts';
import type { BenchClient, Seen, SeenButton, SeenField } from './seen.ts';
import type { World } from './world.ts';

/* Whole cases, played through people's clients by what they see there. */

const mostMoves = 150;
const mostSteps = 30;

/** What a story is played in: people's clients, and a clock that is moved. */
type Stage = Pick<World, 'services' | 'clock' | 'client' | 'clientOf' | 'goTo'>;

/** What is answered to a form, where that depends on what it asks. */
export type Saying = (form: Seen) => GivenAnswers;

/** Somebody did something: where they pressed and what. */
export type Done = { readonly client: BenchClient; readonly where: Seen; readonly button: SeenButton };

/**
 * Plays a case to its end as the board's policy has it: everybody does what they owe, time passes to each limit, somebody
 * takes it on. With a plot the sides agree at a stage, or are silent.
 *
 * @returns one line for each move, and how the case then stands
 */
export async function play(
  world: Stage,
  reference: string,
  plot: Plot = {},
  each: {
    /** In place of what the demo's people would answer. */
    readonly says?: Saying;
    readonly before?: (at: { readonly state: RaisedCase; readonly rules: Rules }) => Promise<void>;
    /** Whether the story need not go on. */
    readonly enough?: () => boolean;
    readonly after?: (done: Done) => Promise<void>;
  } = {},
): Promise<{ readonly moves: readonly string[]; readonly state: RaisedCase }> {
  const played = new Set<string>();
  const moves: string[] = [];
  for (;;) {
    const { state, rules } = await caseOf(world, reference);
    const now = world.clock.now();
    await each.before?.({ state, rules });
    if (each.enough?.() === true) return { moves, state };
    const move = nextMove(state, rules, now, played, plot);
    played.add(moveKey(move, state));
    if (moves.length > mostMoves) throw new Error(`Round in circles:\n${moves.slice(-20).join('\n')}`);
    if (move.kind === 'end') return { moves, state };
    if (move.kind === 'wait') {
      await world.goTo(move.until);
      continue;
    }
    const client = world.clientOf(move.person);
    moves.push(`${now.toISOString().slice(0, 10)} ${client.name} ${move.does}`);
    const done = await doAct(client, reference, move, now, each.says);
    await each.after?.(done);
  }
}

export async function caseOf(
  { services }: Pick<World, 'services'>,
  reference: string,
): Promise<{ readonly caseId: string; readonly state: RaisedCase; readonly rules: Rules }> {
  const caseId = (await services.cases.idOfReference(reference)) ?? '';
  const known = await knownCase(services, caseId);
  if (known === undefined || !isRaised(known.state)) throw new Error(`${reference} is not there`);
  return { caseId, state: known.state, rules: known.rules };
}

/** Raises a disagreement through the command, answering whatever is asked: Amara Quill with Tom Pennywort. */
export async function raise(world: Stage, answers: GivenAnswers | Saying = {}): Promise<string> {
  const client = world.client('amara.quill');
  const said: GivenAnswers = {
    agency: 'st-aldhelms',
    professional: 'Tom Pennywort',
    'arose-date': '2026-12-22',
    'arose-time': '10:00',
  };
  await client.type('/escalate');
  const last = await fillIn(client, world.clock.now(), (form) => ({
    ...said,
    ...(typeof answers === 'function' ? answers(form) : answers),
  }));
  const reference = /[A-Z]{3}-[0-9A-Z]{5}/.exec(last?.words ?? '')?.[0];
  if (reference === undefined) throw new Error(`Nothing was raised: ${last?.words ?? 'nothing is shown'}`);
  await client.close();
  return reference;
}

/** Types the reference, presses the button of an act there, and fills in what comes up, to the last page. */
export async function doAct(
  client: BenchClient,
  reference: string,
  { does, on }: { readonly does: string; readonly on?: string },
  now: Date,
  says?: Saying,
): Promise<Done> {
  const found = await findAct(client, reference, does, on);
  await client.press(found.where, found.button);
  await fillIn(client, now, says);
  await client.close();
  return { client, ...found };
}

/** The button of an act, about one thing if several can be: in what came last, then in older messages. */
export async function findAct(
  client: BenchClient,
  reference: string,
  does: string,
  on?: string,
): Promise<{ readonly where: Seen; readonly button: SeenButton }> {
  await client.type(`/escalate ${reference}`);
  for (const where of [...client.messages()].reverse()) {
    const button = where.buttons.find(
      ({ act }) => act?.do === does && (on === undefined || act.on === undefined || act.on === on),
    );
    if (button !== undefined) return { where, button };
  }
  throw new Error(`${client.name} has no button for ${does}${on === undefined ? '' : ` ${on}`}`);
}

/**
 * Fills in the form in front step by step, until there is nothing to send any more. `said` stands in for what the
 * demo's people would answer.
 *
 * @returns the last page
 */
export async function fillIn(
  client: BenchClient,
  now: Date,
  said: GivenAnswers | Saying = {},
): Promise<Seen | undefined> {
  for (let step = 0; step < mostSteps; step += 1) {
    const form = client.front();
    if (form?.submit === undefined) return form;
    const here = typeof said === 'function' ? said(form) : said;
    let answers = answersTo(form.fields, now, here, () => false);
    let sent = await client.submit(answers);
    for (let tries = 0; sent.kind === 'wrong' && tries < 4; tries += 1) {
      const { errors } = sent;
      // What was left empty and is wanted all the same, because of another answer, is filled in after all.
      answers = { ...answers, ...answersTo(form.fields, now, here, ({ id }) => id in errors) };
      sent = await client.submit(answers);
    }
    if (sent.kind === 'wrong')
      throw new Error(`${client.name} could not send “${form.title}”: ${JSON.stringify(sent.errors)}`);
    if (form.fields.length === 0) return client.front();
  }
  throw new Error(`${client.name} filled in ${mostSteps} steps of a form, and it would not end`);
}

/** What the demo's people answer to these questions. */
export function answersTo(
  fields: readonly SeenField[],
  now: Date,
  said: GivenAnswers = {},
  insists: (field: SeenField) => boolean = () => false,
): GivenAnswers {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const { id, label, kind, required, hint = '', choices, holds } = field;
      const wanted = required || insists(field) || hint.includes('Still missing');
      const offered = holds !== undefined && !insists(field);
      const options = choices.map((one) => ({ value: one.id, label: one.label }));
      const asked = { id, label, kind, choices: options, optional: !wanted, offered };
      const answer = said[id] ?? answerOf(asked, now);
      return answer === undefined ? [] : [[id, answer]];
    }),
  );
}
