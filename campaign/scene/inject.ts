import { setTimeout as pause } from 'node:timers/promises';
import type { SilentNetwork } from '../../test/support/silent-network.ts';
import type { FaultSeen } from '../account/evidence.ts';
import { isWeb, processNames, type Fault } from '../plan/fault.ts';
import { patiently } from './patiently.ts';
import type { Scene } from './scene.ts';

/** Makes things go wrong, and keeps a list of what went wrong when. */
export type Injector = {
  /** Answers once it has gone wrong, and not when it is right again. */
  readonly inject: (fault: Fault, step: number) => Promise<void>;
  /** A step is over: the platform is well again, and those whose time has come have their account back. */
  readonly endStep: (step: number) => void;
  /** Everything is right again. */
  readonly endAll: () => Promise<void>;
  readonly seen: readonly FaultSeen[];
  /** Alarms that a queue has just lost may still be seen to. */
  readonly queueIsLosing: () => boolean;
};

/** A delivery takes ten seconds at most. */
const underWayMs = 12_000;

/** So long after a silence a connection may still be waited on that nobody answers (decision 91). */
const givenUpMs = 20_000;

async function silentFor(network: SilentNetwork, ms: number): Promise<void> {
  network.fallSilent();
  await pause(ms);
  network.restore();
  await pause(givenUpMs);
}

type Open = { -readonly [K in keyof FaultSeen]: FaultSeen[K] };

export function openInjector({ parts, platform, queue, database, ...scene }: Scene): Injector {
  const seen: Open[] = [];
  const ending: Promise<void>[] = [];
  const downNow = new Set<string>();
  let deactivated: { readonly who: number; readonly until: number; readonly fault: Open }[] = [];
  let ofPlatform: Open[] = [];

  function begins(kind: string, says: string, about: Partial<FaultSeen> = {}): Open {
    const fault: Open = { kind, says, from: Date.now(), until: Number.MAX_SAFE_INTEGER, ...about };
    seen.push(fault);
    return fault;
  }
  /** It is over once `mended` is done; nobody waits for that now. */
  function untilMended(fault: Open, what: string, mended: Promise<unknown>): void {
    downNow.add(what);
    ending.push(
      mended.then(() => {
        fault.until = Date.now();
        downNow.delete(what);
      }),
    );
  }
  const databaseAnswers = () => patiently(() => database.pool.query('select 1'));

  async function inject(fault: Fault, step: number): Promise<void> {
    switch (fault.kind) {
      case 'kill': {
        // Where nobody answered people at all, nothing would happen any more that could go wrong.
        if (downNow.has(fault.process) || (isWeb(fault.process) && [...downNow].some(isWeb))) return;
        const open = begins('kill', `kill -9 of ${fault.process}`, { process: fault.process });
        untilMended(open, fault.process, parts[fault.process].kill(fault.startAfterMs));
        return;
      }
      case 'kill-database': {
        // A process that is just starting would begin once more, and on a slow machine never come to its end.
        if (downNow.has('database') || processNames.some((name) => downNow.has(name))) return;
        const open = begins('database', 'PostgreSQL killed and started again');
        const runsAgain = await scene.killDatabase();
        untilMended(open, 'database', runsAgain().then(databaseAnswers));
        return;
      }
      case 'cut-connections': {
        if (downNow.has('database')) return;
        const open = begins('database', 'every connection to PostgreSQL cut');
        await patiently(scene.cutConnections);
        untilMended(open, 'connections', databaseAnswers());
        return;
      }
      case 'full-disk': {
        if (downNow.has('disk')) return;
        const open = begins('database', 'no room on the disk of PostgreSQL');
        await scene.disk.fill();
        untilMended(open, 'disk', pause(fault.forMs).then(scene.disk.empty));
        return;
      }
      case 'full-redis': {
        if (downNow.has('queue')) return;
        const open = begins('queue', 'no room in Redis');
        await queue.fill();
        untilMended(open, 'queue', pause(fault.forMs).then(queue.makeRoom));
        return;
      }
      case 'silent-database': {
        if (downNow.has('network')) return;
        const open = begins('database', 'a network that swallows everything before PostgreSQL');
        untilMended(open, 'network', silentFor(scene.networks.database, fault.forMs));
        return;
      }
      case 'silent-redis': {
        if (downNow.has('queue') || scene.networks.redis === undefined) return;
        const open = begins('queue', 'a network that swallows everything before Redis');
        untilMended(open, 'queue', silentFor(scene.networks.redis, fault.forMs));
        return;
      }
      case 'empty-queue': {
        if (downNow.has('queue')) return;
        const open = begins('queue', 'everything in the queue deleted');
        await queue.empty();
        open.until = Date.now();
        return;
      }
      case 'kill-redis': {
        if (downNow.has('queue')) return;
        const open = begins('queue', 'Redis killed and started again, empty');
        const startAgain = await queue.kill();
        untilMended(open, 'queue', pause(fault.startAfterMs).then(startAgain));
        return;
      }
      case 'deactivate': {
        const user = platform.setActive(fault.who, false);
        const open = begins('deactivated', `the account ${user} deactivated`, { user });
        deactivated.push({ who: fault.who, until: step + fault.steps, fault: open });
        return;
      }
      case 'platform': {
        const { how, times } = fault;
        const what = fault.of === 'email' ? 'e-mails' : `calls of ${fault.of} ${fault.method}`;
        ofPlatform.push(begins('platform', `the next ${times} ${what}: ${how}`));
        platform.fail(fault);
      }
    }
  }

  function endStep(step: number): void {
    const now = Date.now();
    platform.heal();
    for (const fault of ofPlatform) fault.until = now;
    ofPlatform = [];
    for (const { who, fault } of deactivated.filter(({ until }) => until <= step)) {
      platform.setActive(who, true);
      fault.until = now;
    }
    deactivated = deactivated.filter(({ until }) => until > step);
  }

  return {
    inject,
    endStep,
    seen,
    queueIsLosing: () => seen.some(({ kind, until }) => kind === 'queue' && until > Date.now() - underWayMs),
    endAll: async () => {
      endStep(Number.MAX_SAFE_INTEGER);
      await Promise.all(ending);
    },
  };
}
