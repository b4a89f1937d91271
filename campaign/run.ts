import { setTimeout as pause } from 'node:timers/promises';
import { usualAlarmTimes } from '../src/adapters/bullmq/alarms.ts';
import { usualTimes } from '../src/flows/relay.ts';
import type { Stops } from '../bench/support/stops.ts';
import { accountOf, type Account } from './account/account.ts';
import type { Evidence } from './account/evidence.ts';
import { notYet } from './account/overdue.ts';
import { gather } from './account/gather.ts';
import { openPeople } from './people/people.ts';
import { openPost } from './people/post.ts';
import { mailScreen } from './people/mail-screen.ts';
import { screenOf } from './people/screen.ts';
import { slackScreen } from './people/slack-screen.ts';
import { teamsScreen } from './people/teams-screen.ts';
import type { BackendName } from './plan/fault.ts';
import { stepOf } from './plan/plan.ts';
import { openCampaignClock, type CampaignClock } from './scene/campaign-clock.ts';
import { openInjector } from './scene/inject.ts';
import { patiently } from './scene/patiently.ts';
import { startScene, type Absent, type Scene } from './scene/scene.ts';

export type Wanted = {
  readonly minutes: number;
  readonly backend: BackendName;
  readonly seed: number;
  /** The folder of a small disk, which is then really filled. */
  readonly disk?: string;
};

/** A campaign that was fought to its end. */
export type Fought = {
  readonly account: Account;
  readonly evidence: Evidence;
  readonly steps: number;
  readonly acts: number;
  /** Where what the processes logged is. */
  readonly folder: string;
};

/** In a short campaign a lease is short too, so that many lapse in it; longer than a delivery may take, as in earnest. */
const shortTimes = { windowMs: 3_000, graceMs: 17_000, everyMs: 1_000 };
const shortMinutes = 5;

/** No more is left undelivered at the end of a step, or it is waited for: a day's notices are not to be two days'. */
const mostBehind = 150;
/** A step takes no longer than this, whatever hangs in it. */
const stepMs = 2_500;
const mostUnderWay = 24;
const patienceMs = 15_000;
/** What is still due this long after the last fault is lost. */
const settleMs = 300_000;
const sayEveryMs = 5_000;
/** What is put back for longer than this is gone to, instead of waited for. */
const goToMs = 2_000;

/** Fights a campaign and accounts for it. What was started is stopped through `stops`. */
export async function fight(
  { minutes, backend, seed, disk }: Wanted,
  stops: Stops,
  say: (line: string) => void,
): Promise<Fought | Absent> {
  const relayTimes = minutes < shortMinutes ? shortTimes : usualTimes;
  say(
    `starting: ${backend}, seed ${seed}, a lease of ${(relayTimes.windowMs + relayTimes.graceMs) / 1_000} s`,
  );
  const scene = await startScene(backend, relayTimes, stops, disk);
  if ('absent' in scene) return scene;
  const endAt = Date.now() + minutes * 60_000;
  const begun = Date.now();
  const post = openPost(scene, () => Date.now() > endAt + patienceMs);
  const screen = screenOf({
    slack: slackScreen(scene, post),
    teams: teamsScreen(scene, post),
    email: mailScreen(scene),
  });
  const people = openPeople(scene, screen, seed);
  const injector = openInjector(scene);
  const clock = openCampaignClock(scene, stops);
  const underWay = openUnderWay();
  let steps = 0;
  const progress = () => {
    const { cases, open, acts } = people.counts();
    const at = `${Math.round((Date.now() - begun) / 1_000)} s`.padStart(6);
    say(
      `${at}  step ${steps}, ${cases} cases (${open} under way), ${acts} acts, ` +
        `${scene.platform.taken.length} messages, ${injector.seen.length} faults, ${scene.clock.now().toISOString().slice(0, 16)}`,
    );
  };
  const saying = setInterval(progress, sayEveryMs);
  stops.add(() => {
    clearInterval(saying);
    return Promise.resolve();
  });

  while (Date.now() < endAt) {
    const step = stepOf(seed, backend, steps);
    const { fault } = step;
    const doings = [
      ...step.raiseUnder.map(people.raise),
      ...Array.from({ length: step.acts }, (_, nth) => people.act(step.number, nth)),
    ];
    await Promise.all([
      underWay.add(doings),
      fault && pause(fault.afterMs).then(() => injector.inject(fault.what, step.number)),
    ]);
    injector.endStep(step.number);
    await notTooFarBehind(scene);
    // Moving the clock takes leases back, as nothing does in earnest: what a queue has just lost could be sent twice by that.
    if (!injector.queueIsLosing()) await clock.move(step.clock);
    steps += 1;
  }
  await Promise.all([injector.endAll(), underWay.all()]);
  say('no more faults: everything settles');
  await settle(scene, clock);
  await scene.platform.mail.settled();
  progress();

  const { repeated, late } = post.counts();
  say(`${repeated} requests were sent twice at once, ${late} once more after a newer one`);
  const evidence: Evidence = {
    ...(await gather(scene)),
    now: scene.clock.now(),
    endedAt: Date.now(),
    taken: scene.platform.taken,
    promised: people.promised,
    faults: injector.seen,
    moves: clock.moves,
    endedByItself: Object.values(scene.parts).flatMap(({ name, endedByItself }) =>
      Array.from({ length: endedByItself() }, () => name),
    ),
    feltMs: relayTimes.windowMs + relayTimes.graceMs + usualAlarmTimes.lockDuration,
    concurrency: usualAlarmTimes.concurrency,
  };
  const { acts } = people.counts();
  return { account: accountOf(evidence), evidence, steps, acts, folder: scene.folder };
}

/** What people are doing. Where somebody waits for an answer, the others go on, up to so many. */
function openUnderWay() {
  const doing = new Set<Promise<void>>();
  const ended = (one: Promise<void>) => one.finally(() => doing.delete(one));
  return {
    /** Answers once these are done, or after a while where some hang; but no more than so many hang at once. */
    add: async (these: readonly Promise<void>[]): Promise<void> => {
      for (const one of these) doing.add(one);
      await Promise.race([Promise.all(these.map(ended)), pause(stepMs, undefined, { ref: false })]);
      while (doing.size > mostUnderWay) await Promise.race(doing);
    },
    all: () => Promise.all(doing),
  };
}

async function notTooFarBehind(scene: Scene): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (Date.now() < giveUpAt && (await behind(scene)).count > mostBehind) await pause(200);
}

/** Until nothing that is due waits any more. What was put back for minutes is gone to, by moving the clock. */
async function settle(scene: Scene, clock: CampaignClock): Promise<void> {
  const giveUpAt = Date.now() + settleMs;
  while (Date.now() < giveUpAt) {
    const { count, next } = await behind(scene);
    if (count === 0) return;
    const ahead = (next?.getTime() ?? 0) - scene.clock.now().getTime();
    if (ahead > goToMs) await clock.forward(ahead);
    await pause(250);
  }
}

/** How many rows are overdue, as the account will say, and when the first of them is tried next. */
async function behind({
  database,
  clock,
}: Scene): Promise<{ readonly count: number; readonly next: Date | null }> {
  const { rows } = await patiently(() =>
    database.pool.query<{ count: number; next: Date | null }>(
      `select count(*)::int as count, min(next_at) as next from effects where state = 'waiting' and due_at <= $1 and (next_at <= $1 or why is distinct from $2)`,
      [clock.now(), notYet],
    ),
  );
  return rows[0] ?? { count: 0, next: null };
}
