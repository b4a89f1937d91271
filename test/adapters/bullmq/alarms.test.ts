import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAlarms, type AlarmClock } from '../../../src/adapters/bullmq/alarms.ts';
import { prepareQueueTables, type AlarmPlace } from '../../../src/adapters/bullmq/backend.ts';
import { freshDatabase, type FreshDatabase } from '../../support/database.ts';
import { programOnPath } from '../../support/programs.ts';
import { freePort, startRedis } from '../../support/redis.ts';

/** Rings as they come, for a test to wait on. */
function bell() {
  const heard: string[] = [];
  let listen: (() => void) | undefined;
  return {
    heard,
    ring: (id: string): void => {
      heard.push(id);
      listen?.();
    },
    until: async (count: number): Promise<void> => {
      while (heard.length < count) await new Promise<void>((resolve) => (listen = resolve));
    },
  };
}

/** Closed until somebody opens it. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** With room for the queue's own rounding to whole milliseconds. */
async function hasPassed(moment: Date): Promise<void> {
  while (Date.now() < moment.getTime() + 10) await new Promise((resolve) => setImmediate(resolve));
}

const real = () => new Date();
const soon = (ms: number) => new Date(Date.now() + ms);
/** Nobody dies here, so nothing is given up as lost: on a machine that is busy, a short lock lapses while its alarm rings. */
const times = { concurrency: 8, lockDuration: 120_000, stalledInterval: 60_000 };

function alarmsKeepTheirWord(place: () => AlarmPlace): void {
  const opened: AlarmClock[] = [];
  const errors: Error[] = [];
  const open = (now = real) => {
    const alarms = openAlarms(place(), now, (error) => errors.push(error));
    opened.push(alarms);
    return alarms;
  };
  afterAll(async () => {
    await Promise.all(opened.map((alarms) => alarms.stop()));
    expect(errors).toEqual([]);
  });

  test('an alarm rings once at its time, however often it was set', async () => {
    const alarms = open();
    const { heard, ring, until } = bell();
    const [first, second] = [randomUUID(), randomUUID()];
    const [at, later] = [soon(300), soon(600)];
    await alarms.set([{ id: first, at }]);
    await alarms.set([
      { id: first, at },
      { id: second, at: later },
    ]);
    const rung = new Map<string, number>();
    await alarms.ring((id) => {
      rung.set(id, Date.now());
      ring(id);
      return Promise.resolve({ kind: 'finished' });
    }, times);
    await until(2);
    // On a machine that is busy both may be due by the time the worker is ready; then either may ring first.
    expect([...heard].sort()).toEqual([first, second].sort());
    expect(rung.get(first)).toBeGreaterThanOrEqual(at.getTime());
    expect(rung.get(second)).toBeGreaterThanOrEqual(later.getTime());
    await alarms.stop();
  });

  test('one that is put back rings again at the new time, and may be set anew once it is finished', async () => {
    const alarms = open();
    const { ring, until } = bell();
    const id = randomUUID();
    const until2 = soon(400);
    let first = true;
    const rungAt: number[] = [];
    await alarms.ring((rung) => {
      rungAt.push(Date.now());
      const answer = first ? ({ kind: 'put-back', until: until2 } as const) : ({ kind: 'finished' } as const);
      first = false;
      ring(rung);
      return Promise.resolve(answer);
    }, times);
    await alarms.set([{ id, at: soon(0) }]);
    await until(2);
    expect(rungAt[1]).toBeGreaterThanOrEqual(until2.getTime());
    await alarms.stop();

    const again = open();
    const second = bell();
    await again.ring((rung) => {
      second.ring(rung);
      return Promise.resolve({ kind: 'finished' });
    }, times);
    await again.set([{ id, at: soon(0) }]);
    await second.until(1);
    expect(second.heard).toEqual([id]);
    await again.stop();
  });

  test('forgotten alarms do not ring; set anew on a clock that was moved, they ring at once', async () => {
    let offset = 0;
    const moved = () => new Date(Date.now() + offset);
    const alarms = open(moved);
    const { heard, ring, until } = bell();
    const [monday, tuesday] = [randomUUID(), randomUUID()];
    const inADay = soon(24 * 3_600_000);
    await alarms.set([{ id: monday, at: inADay }]);
    await alarms.forget();
    offset = 24 * 3_600_000;
    await alarms.set([{ id: tuesday, at: inADay }]);
    await alarms.ring((id) => {
      ring(id);
      return Promise.resolve({ kind: 'finished' });
    }, times);
    await until(1);
    expect(heard).toEqual([tuesday]);
    await alarms.stop();
  });

  test('given two hundred that wait, one that is urgent rings next, also where its time comes later or it is put back', async () => {
    const alarms = open();
    const { heard, ring, until } = bell();
    const reminders = Array.from({ length: 200 }, () => randomUUID());
    const [alert, repeats] = [randomUUID(), randomUUID()];
    await alarms.set(reminders.map((id) => ({ id, at: soon(0) })));
    const urgentAreSet = gate();
    let comesAt = soon(0);
    await alarms.ring(
      async (id) => {
        ring(id);
        const isFirst = heard.filter((one) => one === id).length === 1;
        if (id === alert && isFirst) return { kind: 'put-back', until: (comesAt = soon(50)) };
        if (id !== alert && id !== repeats) {
          await urgentAreSet.opened;
          await hasPassed(comesAt);
        }
        return { kind: 'finished' };
      },
      { ...times, concurrency: 1 },
    );
    await until(1);

    await alarms.set([{ id: alert, at: soon(0), urgent: true }]);
    comesAt = soon(50);
    await alarms.set([{ id: repeats, at: comesAt, urgent: true }]);
    urgentAreSet.open();

    await until(reminders.length + 3);
    const turns = heard.flatMap((id, turn) => (id === alert || id === repeats ? [turn] : []));
    // After the one that was held at first; and the alert again after the next one that was held, or before it on a machine that is busy.
    expect(turns.slice(0, 2)).toEqual([1, 2]);
    expect(turns[2]).toBeLessThanOrEqual(4);
    expect([...heard].sort()).toEqual([...reminders, alert, alert, repeats].sort());
    await alarms.stop();
  });

  test('a thousand at once all ring, over two workers', async () => {
    const [one, other] = [open(), open()];
    const { heard, ring, until } = bell();
    const ids = Array.from({ length: 1_000 }, () => randomUUID());
    const hear = (id: string) => {
      ring(id);
      return Promise.resolve({ kind: 'finished' } as const);
    };
    await one.ring(hear, times);
    await other.ring(hear, times);
    await one.set(ids.map((id) => ({ id, at: soon(50) })));
    await until(ids.length);
    expect([...heard].sort()).toEqual([...ids].sort());
    await Promise.all([one.stop(), other.stop()]);
  });
}

describe('alarms on PostgreSQL', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    await prepareQueueTables(database.pool, 'concordat_app');
  });
  afterAll(() => database.close());
  alarmsKeepTheirWord(() => ({ postgresUrl: database.url }));

  test('a queue that lost its connection while it was opened is opened again, and the process lives', async () => {
    const id = randomUUID();
    const owner = await database.pool.connect();
    await owner.query('begin; lock table bullmq.migration in access exclusive mode');
    const alarms = openAlarms({ postgresUrl: database.url }, real, () => undefined);
    const set = alarms.set([{ id, at: soon(0) }]);
    const failed = expect(set).rejects.toThrow();
    let killed = 0;
    while (killed === 0) {
      // By another connection: within one transaction it would see the same activity for ever.
      const { rowCount } = await database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'concordat-alarms' and wait_event_type = 'Lock'`,
      );
      killed = rowCount ?? 0;
    }
    await failed;
    await owner.query('commit');
    owner.release();

    // As the relay does, it tries again: the pool may hold the broken connection for a moment longer.
    let isSet = false;
    while (!isSet)
      isSet = await alarms.set([{ id, at: soon(0) }]).then(
        () => true,
        () => false,
      );
    expect(await alarms.missing([id])).toEqual([]);
    await alarms.forget();
    await alarms.stop();
  });
});

describe.runIf(programOnPath('redis-server') !== undefined)('alarms on Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  alarmsKeepTheirWord(() => ({ redisUrl: redis?.url ?? '' }));

  test('where nothing listens yet, ringing begins all the same, and rings once Redis is there', async () => {
    // Given an address of Redis at which nothing listens
    const port = await freePort();
    const errors: Error[] = [];
    const alarms = openAlarms({ redisUrl: `redis://127.0.0.1:${port}` }, real, (error) => errors.push(error));
    const { heard, ring, until } = bell();
    const id = randomUUID();

    // When ringing begins, then whoever began it may go on: it would else answer nobody meanwhile
    await alarms.ring((rung) => {
      ring(rung);
      return Promise.resolve({ kind: 'finished' });
    }, times);
    expect(errors.map(({ message }) => message).join()).toContain('ECONNREFUSED');

    // And once Redis is there, what is set rings
    const late = await startRedis(port);
    try {
      let isSet = false;
      while (!isSet)
        isSet = await alarms.set([{ id, at: soon(0) }]).then(
          () => true,
          () => false,
        );
      await until(1);
      expect(heard).toEqual([id]);
    } finally {
      await alarms.stop();
      await late?.stop();
    }
  }, 60_000);

  test('it stops where Redis never was', async () => {
    const alarms = openAlarms({ redisUrl: `redis://127.0.0.1:${await freePort()}` }, real, () => undefined);
    await alarms.ring(() => Promise.resolve({ kind: 'finished' }), times);
    await alarms.stop();
  });
});
