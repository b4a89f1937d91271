import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { openAudit } from '../../src/adapters/postgres/audit.ts';
import { realClock } from '../../src/adapters/postgres/clock.ts';
import { selfAudit } from '../../src/flows/self-audit.ts';
import { civilDateOf, instantAt } from '../../src/policy/civil.ts';
import { addWorkingDays } from '../../src/policy/working-days.ts';
import { startRedis } from '../../test/support/redis.ts';
import { raiseAt } from '../support/cases.ts';
import { startChild, type Child } from '../support/child.ts';
import { startConcordat, type Around, type Concordat } from '../support/concordat.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { asOwner, groundBoard, openGround, servicesOf, userOf, workspace } from '../support/ground.ts';
import type { Ground } from '../support/ground.ts';
import { copyCases, type Copies } from '../support/many-cases.ts';
import { median, rowOf } from '../support/measure.ts';
import type { Round } from '../support/measure.ts';

/**
 * `concordat start` over a million open cases, each with its next alarm and a notice still to come: until it is ready, also
 * after its queue was lost; until everything is told that fell due while it was down; and how long its minute's look after
 * itself takes.
 */
export const start: Figure = {
  name: 'start',
  title: 'concordat start with a million open deadlines, and what was due meanwhile',
  measure,
};

/** How large everything is. */
type Size = { readonly open: number; readonly due: number; readonly rounds: number };
/** The first look of the bot after itself meets so many cases, of which it reads some hundreds. */
const firstLook = 20_000;
/** Two reminders of each case fall due at the same moment: of speaking and of reading the file. */
const remindersOfCase = 2;

async function measure(bench: Bench): Promise<readonly Row[]> {
  const size: Size = bench.quick
    ? { open: 50_000, due: 2_000, rounds: 1 }
    : { open: 1_000_000, due: 20_000, rounds: 3 };
  const redis = await startRedis();
  if (redis === undefined) bench.say('redis-server is not on the PATH: left out the queue on Redis');
  else bench.stops.add(redis.stop);
  const backends = [
    { name: 'PostgreSQL', letter: 'P', redisUrl: undefined },
    ...(redis === undefined ? [] : [{ name: 'Redis', letter: 'R', redisUrl: redis.url }]),
  ];
  const full = await openGround(bench, firstLook / 8);
  const empty = await openGround(bench, firstLook / 8);
  bench.say(`making ${size.open.toLocaleString('en-GB')} open cases`);
  await fill(
    full,
    size,
    backends.map(({ letter }) => letter),
  );
  const look = await lookRow(full, size);
  bench.say(`a look takes ${look.ours.toFixed(0)} ms`);
  const rows = [look];
  const slack = startChild('counting-slack.ts', bench.stops);
  const { apiUrl } = await slack.ask('start', slackSettings(full, empty), z.object({ apiUrl: z.string() }));
  for (const { name, letter, redisUrl } of backends) {
    const around = { slackApi: apiUrl, botToken: bot.botToken, redisUrl };
    rows.push(
      ...(await starts(bench, size, name, { ...around, ground: full }, { ...around, ground: empty })),
    );
    rows.push(await whatWasDue(bench, size, name, letter, { ...around, ground: full }, slack));
  }
  return rows;
}

const bot = {
  teamId: workspace,
  botToken: `xoxb-bench-${workspace}`,
  botId: 'B0BENCH',
  botUserId: 'U0BOT',
};

function slackSettings(...grounds: readonly Ground[]) {
  const people = grounds.flatMap(({ stores }) => [...stores.people.directory().people.values()]);
  return {
    workspace: bot,
    people: people.map(({ id, email }) => ({ id: userOf(id), teamId: workspace, email })),
  };
}

/** Most cases as they are raised today; for each backend some whose first reminders fell due this morning. */
async function fill(ground: Ground, { open, due }: Size, letters: readonly string[]): Promise<void> {
  const today = await raiseAt(ground, realClock.now());
  const others: Copies[] = [];
  for (const letter of letters) {
    const count = due / remindersOfCase;
    const like = await raiseAt(ground, remindedThisMorning(ground));
    others.push({ like, letter, open: count, recorded: count });
  }
  await copyCases(ground, [
    { like: today, letter: 'M', open, recorded: Math.min(open, firstLook), first: true },
    ...others,
  ]);
  // Until their turn comes, what is due waits; what was said of those that were copied is left out.
  await asOwner(ground, async (owner) => {
    await owner.query(
      `update effects set state = 'superseded', done_at = now() where next_at <= now() and kind = 'notice'`,
    );
    await owner.query(
      `update effects set next_at = now() + interval '1 day' where next_at <= now() and kind = 'wake'`,
    );
  });
}

/** When a case must have been raised, so that the reminder of the day before its first limit fell due at nine this working day. */
function remindedThisMorning({ stores }: Ground): Date {
  const calendar = stores.policies.current(groundBoard)?.calendar;
  if (calendar === undefined) throw new Error(`There is no policy of ${groundBoard}`);
  const now = realClock.now();
  const today = civilDateOf(now);
  const yesterday = addWorkingDays(today, -1, calendar, 'everyone');
  const isToday =
    addWorkingDays(yesterday, 1, calendar, 'everyone') === today && instantAt(today, '09:00') <= now;
  return instantAt(addWorkingDays(isToday ? today : yesterday, -2, calendar, 'everyone'), '10:00');
}

/** The look that the bot takes after itself each minute, from the first case on. */
async function lookRow(ground: Ground, { open, rounds }: Size): Promise<Row> {
  const audit = openAudit(ground.database.pool);
  const all: Round[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const before = performance.now();
    const { findings } = await selfAudit(
      { ...servicesOf(ground), audit, realNow: Date.now, notInQueue: () => Promise.resolve([]) },
      undefined,
    );
    all.push({ ours: [performance.now() - before], baseline: [5_000] });
    if (findings.length > 0)
      throw new Error(`Something was found where all is well: ${JSON.stringify(findings)}`);
  }
  const what = `a minute’s look after itself, ${open.toLocaleString('en-GB')} open`;
  const about = {
    figure: start.name,
    what,
    unit: 'ms',
    against: 'five seconds',
    goal: { atMost: 1 },
  } as const;
  return rowOf(about, all, median);
}

async function starts(
  { say, stops }: Bench,
  { open, rounds }: Size,
  backend: string,
  full: Around,
  empty: Around,
): Promise<readonly Row[]> {
  const usual: Round[] = [];
  const lost: Round[] = [];
  const readyOf = async (around: Around, end: (started: Concordat) => Promise<void>) => {
    const started = await startConcordat(stops, around);
    await end(started);
    return [started.readySeconds];
  };
  // The first start of each is not counted: afterwards the sources are translated and the figures known to be whole.
  for (let round = 0; round <= rounds; round += 1) {
    say(`${backend}, start ${round + 1}`);
    const baseline = await readyOf(empty, ({ stop }) => stop());
    const ours = await readyOf(full, ({ kill }) => kill());
    await loseQueue(full);
    const after = await readyOf(full, ({ stop }) => stop());
    if (round === 0) continue;
    say(
      `ready after ${seconds(ours)}, after the queue was lost ${seconds(after)}, without cases ${seconds(baseline)}`,
    );
    usual.push({ ours, baseline });
    lost.push({ ours: after, baseline });
  }
  const about = {
    figure: start.name,
    unit: 's',
    against: 'a start without cases',
    goal: { atMost: 2 },
  } as const;
  const many = open.toLocaleString('en-GB');
  return [
    rowOf({ ...about, what: `${backend}, ready with ${many} open deadlines` }, usual, median),
    rowOf({ ...about, what: `${backend}, the same after the queue was lost` }, lost, median),
  ];
}

function seconds([value = 0]: readonly number[]): string {
  return `${value.toFixed(1)} s`;
}

async function loseQueue({ ground, redisUrl }: Around): Promise<void> {
  if (redisUrl !== undefined) {
    const { Redis } = await import('ioredis');
    const redis = new Redis(redisUrl);
    await redis.flushall();
    redis.disconnect();
    return;
  }
  await asOwner(ground, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `select string_agg(format('bullmq.%I', tablename), ', ') as name from pg_tables
       where schemaname = 'bullmq' and tablename not like '%migration%'`,
    );
    await owner.query(`truncate ${rows[0]?.name ?? ''}`);
  });
}

/** So many reminders fell due while it was down. From the start of the process to the last of them. */
async function whatWasDue(
  { say, stops }: Bench,
  { due }: Size,
  backend: string,
  letter: string,
  around: Around,
  slack: Child,
): Promise<Row> {
  say(`${backend}, ${due.toLocaleString('en-GB')} reminders that are due`);
  await asOwner(around.ground, async (owner) => {
    await owner.query(
      `update effects set next_at = now() - interval '1 minute' from cases
       where cases.id = effects.case_id and reference like $1 and due_at <= now() and kind = 'wake' and state = 'waiting'`,
      [`RED-${letter}%`],
    );
    await owner.query('vacuum analyze effects');
  });
  const { startedAt, readySeconds, stop } = await startConcordat(stops, around);
  const count = () => slack.ask('count', `RED-${letter}`, countShape);
  const giveUpAt = Date.now() + 1_200_000;
  let counted = await count();
  for (; counted.different < due; counted = await count()) {
    if (Date.now() > giveUpAt) throw new Error(`${counted.different} reminders came, of ${due}`);
    await pause(250);
  }
  if (counted.twice > 0) say(`${counted.twice} of them came twice`);
  await stop();
  const took = (counted.lastAt - startedAt) / 1000;
  say(`ready after ${seconds([readySeconds])}, the last after ${seconds([took])}`);
  const what = `${backend}, ${due.toLocaleString('en-GB')} reminders due at the start, the last of them`;
  const about = { figure: start.name, what, unit: 's', against: 'a minute', goal: { atMost: 1 } } as const;
  return rowOf(about, [{ ours: [took], baseline: [60] }], median);
}

const countShape = z.object({ different: z.number(), twice: z.number(), lastAt: z.number() });
