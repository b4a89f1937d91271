import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openAlarms } from '../../../src/adapters/bullmq/alarms.ts';
import { prepareQueueTables } from '../../../src/adapters/bullmq/backend.ts';
import { openTraces } from '../../../src/adapters/system/traces.ts';
import { freshDatabase, type FreshDatabase } from '../../support/database.ts';

/* Traces of the queue, as a collector gets them over HTTP. */

const spanShape = z.object({
  name: z.string(),
  attributes: z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })),
});
const tracesShape = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanShape) })) })),
});

/** Ids of rows and workers, names that are the same for all, counts and moments. */
const harmless = [
  'bullmq.queue.name',
  'bullmq.queue.operation',
  'bullmq.job.id',
  'bullmq.job.name',
  'bullmq.job.bulk.count',
  'bullmq.job.bulk.names',
  'bullmq.job.attempts.made',
  'bullmq.job.processed.timestamp',
  'bullmq.job.attempt_finished_timestamp',
  'bullmq.worker.id',
  'bullmq.worker.force.close',
  'bullmq.worker.stalled.jobs',
];

let fresh: FreshDatabase;
let collector: Server;
const bodies: string[] = [];
const paths: string[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  await prepareQueueTables(fresh.pool, 'concordat_app');
  collector = createServer((request, response) => {
    paths.push(request.url ?? '');
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => void collector.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => collector.close(resolve));
  await fresh.close();
});

const urlOf = ({ port }: AddressInfo) => `http://127.0.0.1:${port}`;

test('an alarm leaves a trace of being set and of being seen to, with the id of its row and nothing else of a case', async () => {
  const address = collector.address();
  if (address === null || typeof address === 'string') throw new Error('The collector listens nowhere');
  const traces = openTraces(`${urlOf(address)}/`);
  const wrong: Error[] = [];
  const alarms = openAlarms(
    { postgresUrl: fresh.url },
    () => new Date(),
    (error) => wrong.push(error),
    {
      telemetry: traces.telemetry,
    },
  );
  const row = randomUUID();
  await new Promise<void>((resolve, reject) => {
    alarms
      .ring((id) => {
        resolve();
        return Promise.resolve(
          id === row ? { kind: 'finished' } : { kind: 'put-back', until: new Date(Date.now() + 3_600_000) },
        );
      })
      .then(() => alarms.set([{ id: row, at: new Date() }]))
      .catch(reject);
  });
  await alarms.stop();
  await traces.stop();

  expect(wrong).toEqual([]);
  expect(new Set(paths)).toEqual(new Set(['/v1/traces']));
  const spans = bodies
    .flatMap((body) => tracesShape.parse(JSON.parse(body)).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans: these }) => these));
  expect(spans.map(({ name }) => name)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^add/), expect.stringMatching(/^process/)]),
  );
  const seenTo = spans.find(({ name }) => name.startsWith('process'));
  expect(seenTo?.attributes).toContainEqual({ key: 'bullmq.job.id', value: { stringValue: row } });
  // Whatever a later version tells of a job besides, somebody is to look at it first.
  const told = new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
  expect([...told].filter((key) => !harmless.includes(key))).toEqual([]);
});

test('a collector that is away costs no alarm, and stopping waits for it no longer than a while', async () => {
  const traces = openTraces('http://127.0.0.1:9');
  const span = traces.telemetry.tracer.startSpan('nobody hears of it');
  span.end();
  await expect(traces.stop()).resolves.toBeUndefined();
});
