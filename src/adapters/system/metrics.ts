import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Finding, Wrong } from '../../flows/audit-ports.ts';
import type { DueRow, RowOutcome } from '../../flows/ports.ts';

/** What a look at the outbox finds when somebody asks for the figures. */
export type Late = { readonly count: number; readonly oldestSeconds: number };

/** The figures of one process, for whoever watches over it. Numbers and fixed words: nothing of a case, nobody's name. */
export type Metrics = {
  /** A row of the outbox was seen to: what it was, what came of it, and how long after its time. */
  readonly handled: (kind: DueRow['kind'], result: RowOutcome['kind'], lateSeconds: number) => void;
  /** A request was answered. */
  readonly answered: (path: string, status: number) => void;
  readonly audited: (findings: readonly Finding[], at: Date | undefined) => void;
  /** All of them as text, as Prometheus reads it. */
  readonly text: () => Promise<{ readonly type: string; readonly body: string }>;
};

/*
 * All that is counted is there from the start, at nothing: Prometheus sees no increase in a figure that was not there before,
 * so the first of its kind would ring nobody.
 */
const kinds = { notice: 0, mailbox: 0, wake: 0, refresh: 0 } satisfies Record<DueRow['kind'], 0>;
const results = {
  done: 0,
  sent: 0,
  superseded: 0,
  'put-back': 0,
  failed: 0,
  'not-deliverable': 0,
} satisfies Record<RowOutcome['kind'], 0>;
const wrongs = { 'no-alarm': 0, late: 0, 'not-in-queue': 0, unreadable: 0, clock: 0 } satisfies Record<
  Wrong,
  0
>;

/** Each process has its own; `lateNow` is asked when they are read, so that it is never old. */
export function openMetrics(lateNow: () => Promise<Late>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const handled = new Counter({
    name: 'concordat_outbox_handled_total',
    help: 'Rows of the outbox that were seen to, by what they were and what came of them',
    labelNames: ['kind', 'result'],
    registers,
  });
  const lateness = new Histogram({
    name: 'concordat_outbox_lateness_seconds',
    help: 'How long after its time a row of the outbox was seen to',
    labelNames: ['kind'],
    buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600],
    registers,
  });
  const answers = new Counter({
    name: 'concordat_http_answers_total',
    help: 'Requests that were answered, by path and status; 401, 403, 413 and 429 are refusals',
    labelNames: ['path', 'status'],
    registers,
  });
  const findings = new Counter({
    name: 'concordat_audit_findings_total',
    help: 'What the bot found wrong with itself and mended',
    labelNames: ['what'],
    registers,
  });
  const audited = new Gauge({
    name: 'concordat_audit_last_seconds',
    help: 'When the bot last looked after itself, in seconds since 1970',
    registers,
  });
  const late = new Gauge({
    name: 'concordat_outbox_late',
    help: 'Rows of the outbox that were due two minutes ago or longer',
    registers,
  });
  const oldest = new Gauge({
    name: 'concordat_outbox_oldest_late_seconds',
    help: 'How long ago the first of them was due',
    registers,
  });
  for (const kind of Object.keys(kinds))
    for (const result of Object.keys(results)) handled.inc({ kind, result }, 0);
  for (const what of Object.keys(wrongs)) findings.inc({ what }, 0);
  return {
    handled: (kind, result, lateSeconds) => {
      handled.inc({ kind, result });
      lateness.observe({ kind }, lateSeconds);
    },
    answered: (path, status) => answers.inc({ path, status: String(status) }),
    audited: (found, at) => {
      // Of a clock the count is how many seconds it is off.
      for (const { what, count } of found) findings.inc({ what }, what === 'clock' ? 1 : count);
      if (at !== undefined) audited.set(at.getTime() / 1000);
    },
    text: async () => {
      const { count, oldestSeconds } = await lateNow();
      late.set(count);
      oldest.set(oldestSeconds);
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
}
