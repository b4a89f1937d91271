import { availableActs, whyNot } from '../../../src/case/acts.ts';
import type { GivenAnswers } from '../../../demo/client.ts';
import type { Rules } from '../../../src/case/decision.ts';
import type { RaisedCase } from '../../../src/case/state.ts';
import { aboutOf } from '../../../src/flows/act-about.ts';
import { civilDateOf } from '../../../src/policy/civil.ts';
import { conversations } from '../../../src/flows/acts/all.ts';
import { readPages } from '../../../src/flows/read/all.ts';
import { caseOf, fillIn, findAct } from './play.ts';
import type { BenchClient } from './seen.ts';
import { sayAll } from './unlike.ts';
import type { World } from './world.ts';

/** What was met on the way, by the name of the act or page: everything that its reader saw, line by line. */
export type Met = Map<string, readonly string[]>;

/** What only some acts want to hear, and the demo's people would not say. */
function wantedBy(does: string, now: Date): GivenAnswers {
  switch (does) {
    case 'skip-to':
      return { 'at-risk': 'yes' };
    case 'set-protective-date':
      return { until: civilDateOf(now), time: '12:00' };
    default:
      return {};
  }
}

/**
 * Whatever can be done or read in a case as it now stands, and was not met yet: somebody to whom it is offered presses its
 * button, sends its form empty, then fills it in. The world is put back after each, so that the case goes on as if nobody
 * had done any of it.
 */
export async function explore(
  world: World,
  reference: string,
  { state, rules }: { readonly state: RaisedCase; readonly rules: Rules },
  met: Met,
): Promise<void> {
  const now = world.clock.now();
  for (const person of world.directory.people.keys()) {
    // The rules are asked for what was not met yet only: to ask them for everything takes most of the time.
    const unmet = [...conversations.keys()].filter((name) => !met.has(name));
    const turn = { by: person, state, rules, at: now };
    const some = !met.has('answer-alert') || unmet.some((name) => whyNot(name, turn) === undefined);
    for (const act of !some ? [] : availableActs(person, state, rules, now)) {
      if (met.has(act.type)) continue;
      const client = world.clientOf(person);
      const back = world.keep();
      const { where, button } = await findAct(client, reference, act.type, aboutOf(act));
      await client.press(where, button);
      met.set(act.type, await tryOut(client, now, wantedBy(act.type, now)));
      await client.close();
      // What it makes possible to others is there only until the world is put back.
      await explore(world, reference, await caseOf(world, reference), met);
      await back();
    }
    await readOn(world, world.clientOf(person), met);
  }
}

/** Whether everything was met that can be done or read in any case. */
export function isAllMet(met: Met): boolean {
  return [...conversations.keys(), ...readPages.keys()].every((name) => met.has(name));
}

/** Opens every kind of page for which this person has a button in a message, and which was not met yet. */
async function readOn(world: World, client: BenchClient, met: Met): Promise<void> {
  for (const where of [...client.messages()].reverse()) {
    for (const button of where.buttons) {
      const { act } = button;
      if (act === undefined || !readPages.has(act.do)) continue;
      // Not everybody who may read a form may read what is kept apart from it.
      const goesOn = act.do === 'read-form' && !met.has('read-form-apart');
      if (met.has(act.do) && !goesOn) continue;
      // On a page of ours a document is taken at once, by a press that no other platform has.
      if (act.do === 'get-document' && client.platform === 'Email') continue;
      const back = world.keep();
      const page = await client.press(where, button);
      if (page !== undefined) met.set(act.do, sayAll(page));
      await turnOver(world, client, met);
      await client.close();
      await back();
    }
  }
}

/** A page's own button opens what belongs to it: the next page, or what is kept apart. */
async function turnOver(world: World, client: BenchClient, met: Met): Promise<void> {
  for (let pages = 0; pages < 20 && client.front()?.submit !== undefined; pages += 1) {
    await client.submit({});
    const input = world.inputs.at(-1);
    const page = client.front();
    if (input?.kind === 'submitted' && page !== undefined && readPages.has(input.form.act.do))
      met.set(input.form.act.do, sayAll(page));
  }
}

/** Sends the form in front empty, then filled in: what it asks, what was missing, and what came of it. */
async function tryOut(client: BenchClient, now: Date, said: GivenAnswers): Promise<readonly string[]> {
  const wanted = Object.fromEntries(
    Object.entries(said).filter(([id]) => client.front()?.fields.some((field) => field.id === id)),
  );
  const form = client.front();
  if (form?.submit === undefined) return sayAll(form);
  if (form.fields.length === 0) return [...sayAll(form), ...sayAll(await fillIn(client, now, wanted))];
  // Slack lets nobody empty a question that has to be answered.
  const emptied = form.fields.filter(({ required, holds }) => !required || holds === undefined);
  const nothing = Object.fromEntries(emptied.map(({ id }) => [id, '']));
  const sent = await client.submit(nothing);
  const missing =
    sent.kind === 'wrong' ? Object.entries(sent.errors).map(([id, says]) => `${id}: ${says}`) : [];
  return [...sayAll(form), ...missing, ...sayAll(await fillIn(client, now, wanted))];
}
