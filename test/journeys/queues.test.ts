import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { onQueue } from '../support/journey-queue.ts';
import { startJourney } from '../support/journey.ts';
import { raise, theAdult } from '../support/journey-raise.ts';
import { programOnPath } from '../support/programs.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';

/* The same product with its real alarm clock. The clock runs on, so seconds pass: news is told to the minute. */

vi.setConfig({ testTimeout: 120_000 });

function journeysOnA(queueUrl: () => string | undefined): void {
  test('a reminder fires by itself once its moment comes', async () => {
    const { keeper } = onQueue(queueUrl());
    const journey = await startJourney({ at: '2026-12-22T10:00', keeper, clockRuns: true });
    await raise(journey.person('amara.quill'));
    expect(journey.news()).toEqual(['Tue 22 Dec 10:00 | Disagreement raised | amara.quill, tom.pennywort']);

    await journey.goTo('2026-12-24T09:01');
    expect(journey.news()).toEqual([
      'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | tom.pennywort',
      'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | tom.pennywort',
    ]);
    await journey.person('tom.pennywort').do('I have read the case file');
    expect(journey.heard('amara.quill').at(-1)).toBe('Thu 24 Dec 09:01 Case file read');
    await journey.end();
  });

  test('the queue is wiped in the middle: nothing is lost, and nothing is told twice', async () => {
    const { keeper, queue } = onQueue(queueUrl());
    const journey = await startJourney({ at: '2026-12-22T10:00', keeper, clockRuns: true });
    await raise(journey.person('amara.quill'));
    journey.news();
    // Two seconds before the reminder its alarms are set; then they are gone.
    await journey.goTo('2026-12-24T08:59:58');
    expect(await journey.everythingStored(), 'in the jobs of the queue').not.toContain(theAdult.name);
    await queue().alarms.forget();
    await journey.until(4);
    expect(journey.news()).toEqual([
      'Thu 24 Dec 09:00 | Due on the next working day: read and review the case file | tom.pennywort',
      'Thu 24 Dec 09:00 | Due on the next working day: speak with the person who raised it | tom.pennywort',
    ]);
    await journey.end();
  });
}

describe('on PostgreSQL', () => {
  journeysOnA(() => undefined);
});

describe.runIf(programOnPath('redis-server') !== undefined)('on Redis', () => {
  let redis: TestRedis | undefined;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  // Each story has a numbered database of its own on it.
  let stories = 0;
  journeysOnA(() => (redis === undefined ? undefined : `${redis.url}/${(stories += 1)}`));
});
