import type { Wake } from '../case/commands.ts';
import { alarmsOfCase, type SetAlarm } from '../case/wakes.ts';
import type { Audit, Finding, Wrong } from './audit-ports.ts';
import { faultOf } from './fault-of.ts';
import { usualTimes } from './relay.ts';
import { knownCase } from './rules-of-case.ts';
import type { Services } from './services.ts';

/** What is due is seen to within seconds. Later than this, something holds it up: milliseconds. */
export const mayTakeMs = 120_000;
/** Cases a look: a million open ones have all been looked at within the hour. */
const casesALook = 20_000;
/** Of these, so many are read and compared with their alarms one by one; the others only have to have any. */
const readALook = 200;
/** How far ahead the queue is asked, and how many alarms of it: within what the relay hands over. */
const queueAheadMs = 30_000;
const alarmsALook = 200;
/** A row is leased a moment before the queue has it: those alone are asked for that were leased this long ago. */
const settledMs = 10_000;
const leaseMs = usualTimes.windowMs + usualTimes.graceMs;
/** Machines that keep their time are within milliseconds of one another. */
const mayBeOffMs = 5_000;

/** What one look found, and where the next one goes on. */
export type Looked = {
  readonly findings: readonly Finding[];
  /** Why something could not be looked at; where all was, none. */
  readonly failures: readonly unknown[];
  /** Since when the first that is late has been due. */
  readonly oldest?: Date;
  /** The last case that was looked at; none once all were. */
  readonly upTo?: string;
};

type Looking = Pick<Services, 'cases' | 'rulesOf' | 'clock' | 'wakeRelay' | 'log'> & {
  readonly audit: Audit;
  /** The real time of this machine. */
  readonly realNow: () => number;
  /** Which of these alarms the queue does not have. */
  readonly notInQueue: (ids: readonly string[]) => Promise<readonly string[]>;
};

/**
 * The bot looks after itself: every open case has the alarm by which it is looked at next, nothing due is older than it
 * may be, the queue has what it was handed, and this machine's clock is the database's. What can be mended is mended at once, and
 * all of it is told as a finding. What cannot be looked at keeps nobody from looking at the rest.
 *
 * @param after the case up to which the last look came
 */
export async function selfAudit(looking: Looking, after: string | undefined): Promise<Looked> {
  const failures: unknown[] = [];
  const tried = async <T>(work: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      failures.push(error);
      return otherwise;
    }
  };
  const { count: late, oldest } = await tried(seeToLate(looking), { count: 0 });
  const lost = await tried(seeToQueue(looking), 0);
  const { bare, unreadable, upTo } = await tried(seeToCases(looking, after), {
    bare: 0,
    unreadable: 0,
    upTo: after,
  });
  const off = await tried(secondsOff(looking), 0);
  const findings = [
    found('no-alarm', bare),
    found('late', late),
    found('not-in-queue', lost),
    found('unreadable', unreadable),
    found('clock', off),
  ].flat();
  if (findings.length > 0) {
    await looking.audit.note(findings, looking.clock.now());
    looking.wakeRelay([]);
  }
  return {
    findings,
    failures,
    ...(oldest === undefined ? {} : { oldest }),
    ...(upTo === undefined ? {} : { upTo }),
  };
}

async function seeToCases(looking: Looking, after: string | undefined) {
  const cases = await looking.audit.openCases(after, casesALook);
  const readFrom = Math.floor(Math.random() * Math.max(1, cases.length - readALook + 1));
  let bare = 0;
  let unreadable = 0;
  for (const [index, { caseId, alarmAt }] of cases.entries()) {
    const isRead = index >= readFrom && index < readFrom + readALook;
    if (alarmAt !== undefined && !isRead) continue;
    try {
      // Once more, for a connection that was cut says nothing of the case.
      if (await lackedAlarms(looking, caseId).catch(() => lackedAlarms(looking, caseId))) bare += 1;
    } catch (error) {
      unreadable += 1;
      looking.log.error({ ...faultOf(error), case: caseId }, 'an open case could not be looked at');
    }
  }
  const upTo = cases.length < casesALook ? undefined : cases.at(-1)?.caseId;
  return { bare, unreadable, upTo };
}

/** How far this machine's clock is from the database's in whole seconds, where that is more than it may be; the way there and back is not counted. */
async function secondsOff({ audit, realNow }: Looking): Promise<number> {
  const asked = realNow();
  const theirs = (await audit.realTime()).getTime();
  const answered = realNow();
  const off = Math.max(asked - theirs, theirs - answered);
  return off > mayBeOffMs ? Math.round(off / 1000) : 0;
}

/** Gives a case the alarms that it needs and does not have. */
async function lackedAlarms(looking: Looking, caseId: string): Promise<boolean> {
  const suspected = await missingAlarms(looking, caseId);
  if (suspected.length === 0) return false;
  // Looked at once more: somebody may have done something between the two looks, and what they did set alarms.
  const missing = await missingAlarms(looking, caseId);
  if (missing.length === 0) return false;
  await looking.audit.setAlarms(caseId, missing);
  return true;
}

/** The alarms still to come that a case needs and that do not wait; what is due already was rung, or rings. */
async function missingAlarms(looking: Looking, caseId: string): Promise<readonly SetAlarm[]> {
  const { audit, clock } = looking;
  const waiting = await audit.alarmsOf(caseId);
  const known = await knownCase(looking, caseId);
  if (known === undefined) return [];
  const needed = alarmsOfCase(known.state, known.rules);
  if (waiting.length === 0) return needed;
  const rings = ({ wake, at }: SetAlarm) =>
    waiting.some((one) => one.at <= at && keyOf(one.wake) === keyOf(wake));
  return needed.filter((one) => one.at > clock.now() && !rings(one));
}

function keyOf(wake: Wake): string {
  return JSON.stringify(Object.entries(wake).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * What is late is tried again when its lease lapses, in a minute and a half at most: whoever has it may be seeing to it just now, and nobody else
 * must. Only a lease that is longer than any that we give would hold it up.
 */
async function seeToLate({ audit, clock }: Looking): ReturnType<Audit['dueBefore']> {
  const now = clock.now().getTime();
  const before = new Date(now - mayTakeMs);
  const late = await audit.dueBefore(before);
  if (late.count > 0) await audit.takeBack({ dueBefore: before, leasedBeyond: new Date(now + leaseMs) });
  return late;
}

async function seeToQueue({ audit, clock, notInQueue }: Looking): Promise<number> {
  const now = clock.now().getTime();
  const handed = () =>
    audit.handedOver({
      from: new Date(now),
      to: new Date(now + queueAheadMs),
      leasedUntil: new Date(now + leaseMs - settledMs),
      limit: alarmsALook,
    });
  const missing = await notInQueue(await handed());
  if (missing.length === 0) return 0;
  // What was seen to meanwhile has left the queue as it should.
  const still = await handed();
  const lost = missing.filter((id) => still.includes(id));
  if (lost.length > 0) await audit.takeBack({ ids: lost });
  return lost.length;
}

function found(what: Wrong, count: number): readonly Finding[] {
  return count === 0 ? [] : [{ what, count }];
}
