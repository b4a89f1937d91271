import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { startRedis } from '../../test/support/redis.ts';
import { raiseCases, setProtectiveDate } from '../support/cases.ts';
import { fillOutbox } from '../support/fill-outbox.ts';
import { startChild } from '../support/child.ts';
import type { Child } from '../support/child.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { p50AndP99, percentile } from '../support/measure.ts';
import type { Round } from '../support/measure.ts';
import { startScene } from '../support/scene.ts';
import type { Scene } from '../support/scene.ts';

/**
 * How late a reminder comes. A limit passes at its own millisecond: the alarm rings, the case decides and records it,
 * and the prompt that follows is worded and delivered. Four people are told of each; measured are the one who owes it
 * and the last of the four. A bare delayed job with nothing to decide or record posts one message between each two.
 *
 * First with next to nothing waiting, then with a million rows of later days in the outbox. The queue never holds those: it is
 * given what falls due within a minute.
 */
export const reminders: Figure = {
  name: 'reminders',
  title: 'how late a reminder arrives at Slack after it is due',
  measure,
};

const against = 'a bare BullMQ delayed job that posts one message';
const goal = { atMost: 2 };
const owes = 'tom.pennywort';
/** Both professionals, and both line managers because it is the first limit that passes. */
const toldOfEach = 4;
/** So far apart that each is through before the next: this is not about how many at once. */
const apartMs = 400;

async function measure(bench: Bench): Promise<readonly Row[]> {
  const onPostgres = await onBackend(bench, 'PostgreSQL', undefined);
  const redis = await startRedis();
  if (redis === undefined) {
    bench.say('redis-server is not on the PATH: left out the queue on Redis');
    return onPostgres;
  }
  bench.stops.add(redis.stop);
  return [...onPostgres, ...(await onBackend(bench, 'Redis', redis.url))];
}

async function onBackend(
  bench: Bench,
  backend: string,
  redisUrl: string | undefined,
): Promise<readonly Row[]> {
  const scene = await startScene(bench, redisUrl === undefined ? {} : { redisUrl });
  const bare = startChild('bare-queue.ts', bench.stops);
  const { space } = scene.person(owes).account;
  const settings = { place: scene.alarmPlace, botToken: scene.tokenOf(space), apiUrl: scene.slack.apiUrl };
  await bare.ask('start', settings, z.unknown());
  const waiting = bench.quick ? 50_000 : 1_000_000;
  const idle = await rowsOf(bench, scene, bare, `${backend}, idle`);
  bench.say(`${backend}: filling the outbox with ${waiting.toLocaleString('en-GB')} rows`);
  await fillOutbox(scene, waiting);
  const what = `${backend}, ${waiting.toLocaleString('en-GB')} rows waiting`;
  return [...idle, ...(await rowsOf(bench, scene, bare, what))];
}

async function rowsOf(bench: Bench, scene: Scene, bare: Child, what: string): Promise<readonly Row[]> {
  const first: Round[] = [];
  const last: Round[] = [];
  for (let round = 0; round < (bench.quick ? 1 : 3); round += 1) {
    const late = await oneRound(scene, bare, bench.quick ? 20 : 60);
    first.push({ ours: late.owing, baseline: late.bare });
    last.push({ ours: late.last, baseline: late.bare });
    const [p99, longest] = [percentile(late.last, 99), Math.max(...late.last)].map(Math.round);
    bench.say(`${what}, round ${round + 1}: the last of four after ${p99} ms (p99), ${longest} ms at most`);
  }
  const about = { figure: reminders.name, unit: 'ms', against, goal } as const;
  return [
    ...p50AndP99({ ...about, what: `${what}, to whom owes it` }, first),
    ...p50AndP99({ ...about, what: `${what}, to the last of four` }, last),
  ];
}

type Lateness = {
  readonly owing: readonly number[];
  readonly last: readonly number[];
  readonly bare: readonly number[];
};

async function oneRound(scene: Scene, bare: Child, count: number): Promise<Lateness> {
  const { slack } = scene;
  const { account } = scene.person(owes);
  const cases = await raiseCases(scene, count);
  // Long enough to set them all and to tell of that before the first is due.
  const begin = Date.now() + 10_000 + count * 100;
  const ours = cases.map((one, index) => ({ ...one, at: begin + index * apartMs }));
  const theirs = cases.map((_, index) => ({ id: randomUUID(), at: begin + (index + 0.5) * apartMs }));
  for (const one of ours) await setProtectiveDate(scene, one, new Date(one.at));
  const jobs = theirs.map(({ id, at }) => ({ id, at: new Date(at), channel: account.user }));
  await bare.ask('set', jobs, z.unknown());
  await scene.settled();
  if (Date.now() > begin - 1_000) throw new Error('This machine is too busy: nothing was ready in time');
  await slack.forget();
  await pause(begin + count * apartMs - Date.now());

  const calls = await slack.calls('chat.postMessage', count * (toldOfEach + 1));
  const failed = calls.find(({ answer }) => answer !== 'ok');
  if (failed !== undefined) throw new Error(`a message was answered with ${failed.answer}`);
  const lateOf = (sign: string, at: number) => {
    const found = calls.filter(({ args }) => String(args['text']).includes(sign));
    return found.map(({ args, wall }) => ({ to: args['channel'], late: wall - at }));
  };
  const told = ours.map(({ reference, at }) => lateOf(reference, at));
  if (told.some((each) => each.length !== toldOfEach))
    throw new Error('Not everybody was told of every limit once');
  return {
    owing: told.flatMap((each) => each.filter(({ to }) => to === account.user).map(({ late }) => late)),
    last: told.map((each) => Math.max(...each.map(({ late }) => late))),
    bare: theirs.flatMap(({ id, at }) => lateOf(id, at).map(({ late }) => late)),
  };
}
