import { afterAll, beforeAll, expect, test } from 'vitest';
import { openClock } from '../../../src/adapters/postgres/clock.ts';
import { type Listener, openListener } from '../../../src/adapters/postgres/listener.ts';
import { tellWorkers } from '../../../src/adapters/postgres/outbox.ts';
import { openPeople } from '../../../src/adapters/postgres/people.ts';
import { openPolicies } from '../../../src/adapters/postgres/policies.ts';
import type { Person } from '../../../src/directory/directory.ts';
import { monday, tuesday } from '../../contracts/case-fixture.ts';
import { christmas } from '../../contracts/policies.ts';
import { type AppDatabase, withDatabase } from '../../support/app-database.ts';

/* Two processes, as two listeners of one database. */

let opened: AppDatabase & { readonly close: () => Promise<void> };
const failures: unknown[] = [];
let [here, there]: Listener[] = [];
beforeAll(async () => {
  opened = await withDatabase((database) => database);
});
afterAll(async () => {
  await here?.close();
  await there?.close();
  await opened.close();
});

function listeners(rereadMs: number): readonly [Listener, Listener] {
  const open = () => openListener(opened.pool, { rereadMs, onError: (error) => failures.push(error) });
  [here, there] = [open(), open()];
  return [here, there];
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

test('a clock that one process moves is moved in the other', async () => {
  const [one, other] = listeners(3_600_000);
  const mine = await openClock(opened.pool, one, () => monday.getTime());
  const theirs = await openClock(opened.pool, other, () => monday.getTime());
  await mine.moveTo(tuesday);
  expect(mine.now()).toEqual(tuesday);
  await until(() => theirs.now().getTime() === tuesday.getTime());
  await Promise.all([one.close(), other.close()]);
});

test('a directory and a link that one process makes are known in the other', async () => {
  const [one, other] = listeners(3_600_000);
  const [mine, theirs] = [await openPeople(opened.pool, one), await openPeople(opened.pool, other)];
  const agency = { id: 'council', name: 'Council', sector: 'council', boards: [], spaces: [] };
  const person = (id: string): Person => {
    return { id, name: id, email: `${id}@example.org`, agency: 'council', roles: [], away: [] };
  };
  const people = new Map([
    ['ann', person('ann')],
    ['ben', person('ben')],
  ]);
  await mine.importDirectory({ agencies: new Map([['council', agency]]), people }, 0, monday);
  await until(() => theirs.directory().people.has('ann'));

  const account = { platform: 'slack', space: 'T1', user: 'U1' } as const;
  await mine.link(account, 'ann', monday);
  await until(async () => (await theirs.personOf(account)) === 'ann');
  await mine.link(account, 'ben', tuesday); // the other has 'ann' in memory by now
  await until(async () => (await theirs.personOf(account)) === 'ben');
  await Promise.all([one.close(), other.close()]);
});

test('a process that has not heard of a change knows that its directory is not the newest', async () => {
  const [one, other] = listeners(3_600_000);
  const [mine, theirs] = [await openPeople(opened.pool, one), await openPeople(opened.pool, other)];
  await other.close(); // it hears of nothing any more
  expect(await theirs.isNewest(theirs.directory())).toBe(true);
  await mine.importDirectory(mine.directory(), mine.version(), tuesday);
  const asked = Array.from({ length: 3 }, () => theirs.isNewest(theirs.directory()));
  expect(await Promise.all(asked)).toEqual([false, false, false]);
  expect(await mine.isNewest(mine.directory())).toBe(true);
  await one.close();
});

test('a process that delivers hears at once that one that does not has written something', async () => {
  const [answers, delivers] = listeners(3_600_000);
  let heard = 0;
  await delivers.follow('concordat_outbox', () => {
    heard += 1;
    return Promise.resolve();
  });
  const before = heard; // once when it begins
  const nothing = (): void => undefined;
  tellWorkers(opened.pool, { info: nothing, warn: nothing, error: nothing });
  await until(() => heard > before);
  await Promise.all([answers.close(), delivers.close()]);
});

test('what was changed while the connection was lost is known soon after', async () => {
  const [one, other] = listeners(50);
  const mine = await openClock(opened.pool, one, () => monday.getTime());
  const theirs = await openPolicies(opened.pool, other, christmas);
  expect(theirs.boards()).toEqual([]);
  await opened.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and query like 'listen %'`,
  );
  await opened.owner.query('update concordat.clock set offset_ms = 1000'); // without a word to anybody
  await until(() => mine.now().getTime() === monday.getTime() + 1_000);
  await Promise.all([one.close(), other.close()]);
});
