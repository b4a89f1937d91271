import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readConfig } from '../../src/config.ts';

/* What a machine runs by these files is not run here; what they name has to be there. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const textOf = (file: string) => readFileSync(`${root}${file}`, 'utf8');

/** Each variable of .env.example, which has all that are read: test/config.test.ts. */
const known = new Set([...textOf('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name));

type Service = {
  readonly image: string;
  readonly build?: string;
  readonly user?: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly healthcheck?: unknown;
  readonly read_only?: boolean;
  readonly depends_on?: Readonly<Record<string, unknown>>;
};
type Compose = { readonly services: Readonly<Record<string, Service>> };
const compose = parse(textOf('compose.yaml'), { merge: true }) as Compose;
const bots = Object.entries(compose.services).filter(([, { image }]) => image === 'concordat');

test('compose starts two of each, after the tables are up to date', () => {
  const commands = bots.map(([name, { command }]) => `${name}: ${command.join(' ')}`);
  expect(commands).toEqual([
    'migrate: migrate',
    'web-1: start --only web',
    'web-2: start --only web',
    'worker-1: start --only worker',
    'worker-2: start --only worker',
  ]);
  for (const [name, { depends_on, read_only }] of bots) {
    expect(Object.keys(depends_on ?? {})).toContain(name === 'migrate' ? 'postgres' : 'migrate');
    expect(read_only).toBe(true);
  }
});

test('compose sets only what is read, and what it sets is right once the secrets are given', () => {
  for (const [name, { environment = {} }] of bots) {
    const unknown = Object.keys(environment).filter((one) => !known.has(one));
    expect(unknown).toEqual(['OTEL_EXPORTER_OTLP_HEADERS']); // what sends the traces reads it by itself
    const given = { ...environment, ...slack };
    const read = readConfig(filled(given), name === 'migrate' ? [] : ['chat', 'keys']);
    expect(read.kind === 'problems' ? read.problems : []).toEqual([]);
  }
});

/** What .env.example offers and compose does not pass on as it was given. */
const notPassedOn = {
  DATABASE_URL: 'the database is that of compose',
  DATABASE_OWNER_URL: 'the database is that of compose',
  REDIS_URL: 'Redis is that of compose',
  REDIS_SENTINEL_PASSWORD: 'the Redis of compose has no sentinels',
  REDIS_CA_FILE: 'the Redis of compose speaks no TLS',
  SLACK_API_URL: 'for tests only',
  CONCORDAT_FOLDER: 'for the embedded database',
  CONCORDAT_ANCHORS: 'ANCHORS_FOLDER is mounted there',
  HOST: 'that of the container',
  PORT: 'that of the container',
  WORKER_PORT: 'that of the container',
};

test('compose passes on every setting that .env.example offers, but those that it makes itself', () => {
  for (const [, { environment = {} }] of bots) {
    const passedOn = [...known].filter((name) => environment[name]?.startsWith(`\${${name}:`));
    expect(passedOn.concat(Object.keys(notPassedOn)).sort()).toEqual([...known].sort());
  }
});

test('Redis in compose does not run as root', () => {
  expect(compose.services['redis']?.user).toBe('redis');
});

test.each([
  ['a bot that answers', 'node dist/main.js start', 'there', 0],
  ['a bot that does not', 'node dist/main.js start', 'away', 1],
  ['a worker without a port', 'node dist/main.js start --only worker', 'none', 0],
  ['a worker that answers', 'node dist/main.js start --only worker', 'there', 0],
  ['a worker that does not', 'node dist/main.js start --only worker', 'away', 1],
] as const)('the check of the image says how it is with %s', async (_, runs, asked, exit) => {
  const server = createServer((request, response) =>
    response.writeHead(request.url === '/healthz' ? 200 : 404).end(),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  if (asked === 'away') server.close();
  const folder = mkdtempSync(join(tmpdir(), 'concordat-image-'));
  const first = join(folder, 'cmdline');
  writeFileSync(first, runs.replaceAll(' ', '\0'));
  const [, command = '[]'] = /^ {2}CMD (\[.*\])$/mu.exec(textOf('Dockerfile')) ?? [];
  const [, flag = '', script = ''] = JSON.parse(command) as string[];
  const variable = runs.includes('worker') ? 'WORKER_PORT' : 'PORT';
  const env = { PATH: process.env['PATH'], ...(asked === 'none' ? {} : { [variable]: String(port) }) };
  const checked = spawn(process.execPath, [flag, script.replace('/proc/1/cmdline', first)], { env });
  expect(await once(checked, 'exit')).toEqual([exit, null]);
  server.close();
  rmSync(folder, { recursive: true });
});

test('no secret has a default in compose, and none that is needed may be forgotten', () => {
  const text = textOf('compose.yaml');
  const defaults = [...text.matchAll(/\$\{([A-Z_]+):-([^}]*)\}/g)].filter(([, , value]) => value !== '');
  expect(defaults.map(([, name]) => name)).toEqual(['TRUST_PROXY']);
  for (const name of [
    'CONCORDAT_KEYS',
    'POSTGRES_PASSWORD',
    'OWNER_PASSWORD',
    'BOT_PASSWORD',
    'REDIS_PASSWORD',
  ])
    expect(text).toMatch(new RegExp(`\\$\\{${name}:\\?[^}]+\\}`));
});

test('what compose and the Dockerfile copy or mount is there', () => {
  const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) =>
    volumes.flatMap((volume) => (volume.startsWith('./') ? [volume.split(':')[0] ?? ''] : [])),
  );
  const copied = [...textOf('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = '']) =>
    from.split(' '),
  );
  expect(copied).toEqual(expect.arrayContaining(['package-lock.json', '.npmrc', 'src', 'policies']));
  expect([...mounted, ...copied].filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
});

type Container = {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string }[];
  readonly envFrom: readonly unknown[];
  readonly securityContext: { readonly readOnlyRootFilesystem: boolean };
  readonly lifecycle?: unknown;
  readonly livenessProbe: unknown;
  readonly readinessProbe: unknown;
};
type Kept = {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly selector?: { readonly matchLabels?: object };
    readonly egress?: readonly { readonly ports: readonly { readonly port: number }[] }[];
    readonly template?: {
      readonly metadata: { readonly labels: object };
      readonly spec: { readonly containers: readonly Container[] };
    };
  };
};

test('the example for Kubernetes has probes, a budget for each part, and sets only what is read', () => {
  const all = parseAllDocuments(textOf('deploy/kubernetes.yaml')).map((one) => one.toJS() as Kept);
  const deployments = all.filter(({ kind }) => kind === 'Deployment');
  const containers = deployments.flatMap(({ spec }) => spec?.template?.spec.containers ?? []);
  expect(containers.map(({ args }) => args.join(' '))).toEqual(['start --only web', 'start --only worker']);
  for (const { env, livenessProbe, readinessProbe, securityContext } of containers) {
    expect(env.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
    expect(livenessProbe).toMatchObject({ httpGet: { path: '/healthz' } });
    expect(readinessProbe).toMatchObject({ httpGet: { path: '/readyz' } });
    expect(securityContext.readOnlyRootFilesystem).toBe(true);
  }
  // The ingress learns a little later than the process that it ends.
  expect(containers[0]?.lifecycle).toEqual({ preStop: { exec: { command: ['sleep', '5'] } } });
  const ports = all.find(({ kind }) => kind === 'NetworkPolicy')?.spec?.egress?.[0]?.ports ?? [];
  expect(ports.map(({ port }) => port)).toEqual(
    expect.arrayContaining([53, 443, 465, 587, 4318, 5432, 6379, 26379]),
  );
  const settings = all.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};
  expect(Object.keys(settings).filter((name) => !known.has(name))).toEqual([]);
  for (const { spec } of deployments)
    expect(spec?.selector?.matchLabels).toEqual(spec?.template?.metadata.labels);
  const budgets = all.filter(({ kind }) => kind === 'PodDisruptionBudget');
  expect(budgets.map(({ spec }) => spec?.selector)).toEqual(deployments.map(({ spec }) => spec?.selector));
  expect(all.map(({ kind }) => kind)).not.toContain('Secret');
});

const slack = { SLACK_SIGNING_SECRET: 'f'.repeat(32), SLACK_BOT_TOKEN: 'xoxb-practice' };

/** As compose fills in what the environment gives. */
function filled(environment: Readonly<Record<string, string>>): Record<string, string> {
  const given: Readonly<Record<string, string>> = {
    CONCORDAT_KEYS: `2026a:${Buffer.alloc(32, 7).toString('base64')}`,
    BASE_URL: 'https://concordat.example.org',
  };
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value.replace(/\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g, (_all, asked: string, sign: string, rest = '') =>
        sign === '-' ? String(rest) : (given[asked] ?? 'practice'),
      ),
    ]),
  );
}
