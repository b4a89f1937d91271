import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { raiseCases } from '../support/cases.ts';
import type { Child } from '../support/child.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { median, rowOf } from '../support/measure.ts';
import type { Round } from '../support/measure.ts';
import { openedView } from '../support/opened-view.ts';
import { startScene } from '../support/scene.ts';
import { submitForms } from './answer-form.ts';

/**
 * Resident memory of the bot's process beside that of a bare Bolt app: before anybody has come, and the most of it while 32
 * people at once answer a form, again and again. Both run from the sources, so that the program that reads them is in both.
 */
export const memory: Figure = {
  name: 'memory',
  title: 'resident memory of the bot at rest and while 32 people answer at once',
  measure,
};

const against = 'a bare Bolt app';
const receiver = 'tom.pennywort';
const atOnce = 32;
/** Long enough for what a process does when it starts to be over. */
const restMs = 5_000;

async function measure(bench: Bench): Promise<readonly Row[]> {
  const scene = await startScene(bench);
  const { botProcess } = scene;
  if (botProcess === undefined) throw new Error('There is no bot');
  const [sample] = await raiseCases(scene, 1);
  if (sample === undefined) throw new Error('Nothing was raised');
  const view = await openedView(scene, receiver, 'respond', sample);
  const bare = await scene.startBareBolt(view);
  await scene.settled();
  await pause(restMs);
  const atRest = [await both(botProcess, bare.process)];

  const loaded: Round[] = [];
  const turns = bench.quick ? 3 : 15;
  while (loaded.length < (bench.quick ? 1 : 3)) {
    bench.say(`round ${loaded.length + 1}: ${turns * atOnce} forms`);
    const cases = [...(await raiseCases(scene, turns * atOnce))];
    await scene.settled();
    const ours = await mostWhile(botProcess, async () => {
      while (cases.length > 0) await submitForms(scene, scene.bot, view, cases.splice(0, atOnce), 'update');
    });
    const same = Array.from({ length: atOnce }, () => sample);
    const baseline = await mostWhile(bare.process, async () => {
      for (let turn = 0; turn < turns; turn += 1) await submitForms(scene, bare, view, same, 'clear');
    });
    loaded.push({ ours: [ours], baseline: [baseline] });
  }
  const about = { figure: memory.name, unit: 'MB', against } as const;
  return [
    rowOf({ ...about, what: 'at rest' }, atRest, median),
    rowOf({ ...about, what: `the most of it, ${atOnce} at once` }, loaded, median),
  ];
}

async function both(ours: Child, baseline: Child): Promise<Round> {
  return { ours: [await residentOf(ours)], baseline: [await residentOf(baseline)] };
}

async function residentOf(process: Child): Promise<number> {
  const { resident } = await process.ask('usage', undefined, z.object({ resident: z.number() }));
  return resident / 1e6;
}

/** The most that a process held while something was done. */
async function mostWhile(process: Child, work: () => Promise<void>): Promise<number> {
  const done = work().then(() => true);
  for (let most = 0; ;) {
    const isDone = await Promise.race([done, pause(50, false)]);
    most = Math.max(most, await residentOf(process));
    if (isDone) return most;
  }
}
