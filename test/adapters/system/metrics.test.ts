import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openMetrics } from '../../../src/adapters/system/metrics.ts';
import { startHttpServer, type HttpServer } from '../../../src/adapters/system/http-server.ts';

let server: HttpServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const token = 'a-token-for-this-test-alone';

async function serve(late = { count: 0, oldestSeconds: 0 }) {
  const metrics = openMetrics(() => Promise.resolve(late));
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    paths: { '/slack/events': (_request, response) => response.writeHead(401).end() },
    health: { problems: () => Promise.resolve([]) },
    measured: { token, text: metrics.text },
    onAnswered: metrics.answered,
  });
  const at = `http://127.0.0.1:${server.port}`;
  const read = async (bearer = token) =>
    fetch(`${at}/metrics`, { headers: { authorization: `Bearer ${bearer}` } });
  return { metrics, at, read };
}

test('whoever shows the token reads what was seen to, what came of it and how late it was', async () => {
  const { metrics, read } = await serve({ count: 3, oldestSeconds: 240 });
  metrics.handled('notice', 'sent', 0.4);
  metrics.handled('notice', 'not-deliverable', 1);
  metrics.audited([{ what: 'no-alarm', count: 2 }], new Date('2026-12-22T10:00:00Z'));
  const text = await (await read()).text();
  expect(text).toContain('concordat_outbox_handled_total{kind="notice",result="sent"} 1');
  expect(text).toContain('concordat_outbox_handled_total{kind="notice",result="not-deliverable"} 1');
  expect(text).toContain('concordat_outbox_lateness_seconds_bucket{le="0.5",kind="notice"} 1');
  expect(text).toContain('concordat_outbox_late 3');
  expect(text).toContain('concordat_outbox_oldest_late_seconds 240');
  expect(text).toContain('concordat_audit_findings_total{what="no-alarm"} 2');
  expect(text).toContain(`concordat_audit_last_seconds ${Date.parse('2026-12-22T10:00:00Z') / 1000}`);
});

test('whatever an alert waits for is there from the start, at nothing, so that the first of each kind is an increase', async () => {
  const { read } = await serve();
  const text = await (await read()).text();
  for (const what of ['no-alarm', 'late', 'not-in-queue', 'unreadable', 'clock'])
    expect(text).toContain(`concordat_audit_findings_total{what="${what}"} 0`);
  for (const kind of ['notice', 'mailbox', 'wake', 'refresh'])
    for (const result of ['done', 'sent', 'superseded', 'put-back', 'failed', 'not-deliverable'])
      expect(text).toContain(`concordat_outbox_handled_total{kind="${kind}",result="${result}"} 0`);
});

test('what cannot be delivered rings for people and for mailboxes', () => {
  const alerts = readFileSync(new URL('../../../deploy/alerts.yaml', import.meta.url), 'utf8');
  const { expr } = (parse(alerts) as Alerts).groups
    .flatMap(({ rules }) => rules)
    .find(({ alert }) => alert === 'ConcordatCannotDeliver') ?? { expr: '' };
  const asks = /kind=~"([^"]*)",result=~"([^"]*)"/u.exec(expr)?.slice(1);
  expect(asks).toEqual(['notice|mailbox', 'not-deliverable|failed']);
});
type Alerts = {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
};

test('nobody else does, and is told what to send', async () => {
  const { read } = await serve();
  const answer = await read('another token altogether');
  expect(answer.status).toBe(401);
  expect(await answer.text()).toContain('METRICS_TOKEN');
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
});

test('refused requests are counted by path and status, and never by what came after the path', async () => {
  const { at, read } = await serve();
  await fetch(`${at}/slack/events?who=amara`, { method: 'POST', body: 'x' });
  await fetch(`${at}/somebody-else/secret`);
  const text = await (await read()).text();
  expect(text).toContain('concordat_http_answers_total{path="/slack/events",status="401"} 1');
  expect(text).toContain('concordat_http_answers_total{path="other",status="404"} 1');
  expect(text).not.toMatch(/amara|secret/u);
});

test.each(['alerts.yaml', 'dashboard.json'])('every figure that deploy/%s reads is there', async (file) => {
  const { metrics, read } = await serve();
  metrics.handled('notice', 'sent', 0);
  const there = await (await read()).text();
  const text = readFileSync(new URL(`../../../deploy/${file}`, import.meta.url), 'utf8');
  const named = [...new Set(text.match(/\b(concordat|process)_[a-z_]+/gu))];
  expect(named.length).toBeGreaterThan(3);
  for (const name of named) expect(there).toContain(`# TYPE ${name.replace(/_bucket$/u, '')} `);
});
