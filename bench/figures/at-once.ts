import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { AlarmPlace } from '../../src/adapters/bullmq/backend.ts';
import { startRedis } from '../../test/support/redis.ts';
import { startChild } from '../support/child.ts';
import type { Child } from '../support/child.ts';
import { makeDue, notHandedOver, raiseWithAlarms, remindersIn } from '../support/due-rows.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { median, rowOf } from '../support/measure.ts';
import type { Round } from '../support/measure.ts';
import { startScene } from '../support/scene.ts';
import type { Scene } from '../support/scene.ts';
import { openStops } from '../support/stops.ts';

/**
 * Nine in the morning: so many reminders are due at one instant, two of each case,
 * half of them in each of two workspaces. Measured is from that instant until the
 * last message has come to Slack. Rows were handed to the queue by the relay in the minute before; each is loaded, worded
 * from its case as it stands, drawn, sent and marked. Once more, with fewer, from the alarms before them: there each case
 * decides first that it reminds, and records it. Ours and the bare queue go alone, one after the other.
 */
export const atOnce: Figure = {
  name: 'at-once',
  title: '10,000 reminders that are due at one instant: how many a second',
  measure,
};

const against = 'a bare BullMQ worker that posts the same message, drawn beforehand';
/** Whom the bare jobs write to. */
const reader = 'tom.pennywort';
const method = 'chat.postMessage';

type Place = { readonly backend: string; readonly place: AlarmPlace };
type Sides = { readonly scene: Scene; readonly bare: Child };
/** Rows of the outbox that are due at once; one message comes of each. */
type Due = readonly string[];

async function measure(bench: Bench): Promise<readonly Row[]> {
  const rounds = bench.quick ? 1 : 3;
  const scene = await startScene(bench, { withoutBot: true });
  const places = await placesOf(bench, scene);
  const count = bench.quick ? 500 : 10_000;
  bench.say(`raising cases with ${count} reminders`);
  const alarms = await raiseWithAlarms(scene, count);
  const each = Math.ceil(count / (places.length * (rounds + 1)));
  const fromAlarms: Row[] = [];
  for (const [index, { backend, place }] of places.entries()) {
    const what = `${backend}, ${each} alarms, each decided and recorded`;
    const lists = Array.from({ length: rounds + 1 }, (_, round) => {
      const from = (index * (rounds + 1) + round) * each;
      return alarms.slice(from, from + each);
    });
    fromAlarms.push(rowOf({ ...about, what }, await takeRounds(bench, scene, place, what, lists), median));
  }
  const ids = await remindersIn(scene);
  const due: Row[] = [];
  for (const { backend, place } of places) {
    const what = `${backend}, ${ids.length.toLocaleString('en-GB')} reminders`;
    const all = Array.from({ length: rounds }, () => ids);
    const taken = await takeRounds(bench, scene, place, what, [ids.slice(0, 500), ...all]);
    due.push(rowOf({ ...about, what, goal: { atLeast: 0.7 } }, taken, median));
  }
  return [...due, ...fromAlarms];
}

const about = { figure: atOnce.name, unit: 'a second', against } as const;

async function placesOf(bench: Bench, { alarmPlace }: Scene): Promise<readonly Place[]> {
  const onPostgres = { backend: 'PostgreSQL', place: alarmPlace };
  const redis = await startRedis();
  if (redis === undefined) {
    bench.say('redis-server is not on the PATH: left out the queue on Redis');
    return [onPostgres];
  }
  bench.stops.add(redis.stop);
  return [onPostgres, { backend: 'Redis', place: { redisUrl: redis.url } }];
}

/** A round for each list; the first warms both sides up and is not counted. */
async function takeRounds(
  bench: Bench,
  scene: Scene,
  place: AlarmPlace,
  what: string,
  [warmUp, ...lists]: readonly Due[],
): Promise<readonly Round[]> {
  if (warmUp === undefined) throw new Error('There is nothing to warm up with');
  const stops = openStops();
  bench.stops.add(stops.all);
  bench.say(`${what}: warming up`);
  await scene.startBot(stops, place);
  await ours(scene, warmUp);
  const [sample] = await scene.slack.calls(method, 1);
  const sides = { scene, bare: startChild('bare-queue.ts', stops) };
  const { space } = scene.person(reader).account;
  const settings = { place, botToken: scene.tokenOf(space), apiUrl: scene.slack.apiUrl };
  await sides.bare.ask('start', { ...settings, message: sample?.args }, z.unknown());
  await baseline(sides, warmUp);
  const rounds: Round[] = [];
  for (const [index, list] of lists.entries()) {
    bench.say(`${what}: round ${index + 1}`);
    const first = index % 2 === 0 ? await ours(scene, list) : undefined;
    const theirs = await baseline(sides, list);
    rounds.push({ ours: [first ?? (await ours(scene, list))], baseline: [theirs] });
    const [round] = rounds.slice(-1);
    bench.say(`  ${Math.round(round?.ours[0] ?? 0)} and ${Math.round(theirs)} a second`);
  }
  await stops.all();
  return rounds;
}

async function ours(scene: Scene, ids: Due): Promise<number> {
  const { slack, database } = scene;
  const at = soon(ids.length);
  await makeDue(database.pool, ids, at);
  await slack.forget();
  await pause(at.getTime() - 500 - Date.now());
  const left = await notHandedOver(database.pool, ids);
  if (left > 0) throw new Error(`This machine is too busy: ${left} rows were not handed over in time`);
  const rate = await rateUntilTaken(slack, at, ids.length);
  await scene.settled();
  const { ok } = await slack.taken(method);
  if (ok !== ids.length) throw new Error(`${ok} messages came of ${ids.length} rows`);
  return rate;
}

async function baseline({ scene, bare }: Sides, { length: messages }: Due): Promise<number> {
  const at = soon(messages);
  const channel = scene.person(reader).account.user;
  await scene.slack.forget();
  const jobs = Array.from({ length: messages }, () => ({ id: randomUUID(), at, channel }));
  await bare.ask('set', jobs, z.unknown());
  if (Date.now() > at.getTime() - 500)
    throw new Error('This machine is too busy: not every job was set in time');
  await pause(at.getTime() - Date.now());
  return rateUntilTaken(scene.slack, at, messages);
}

/** So long beforehand that the relay looks, which it does every five seconds, and all are in the queue before the instant. */
function soon(count: number): Date {
  return new Date(Date.now() + 8_000 + count);
}

/** How many a second, from the instant until the last came. @throws where not all have come after two minutes */
async function rateUntilTaken(slack: Scene['slack'], at: Date, count: number): Promise<number> {
  const giveUpAt = at.getTime() + 120_000;
  for (;;) {
    const { ok, refused, last } = await slack.taken(method);
    if (refused > 0) throw new Error(`${refused} messages were refused`);
    if (ok >= count) return (count * 1000) / (last - at.getTime());
    if (Date.now() > giveUpAt) throw new Error(`${ok} of ${count} messages came`);
    await pause(100);
  }
}
