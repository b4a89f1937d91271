import { existsSync, readFileSync } from 'node:fs';
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
    expect(Object.keys(environment).filter((one) => !known.has(one))).toEqual([]);
    const given = { ...environment, ...slack };
    const read = readConfig(filled(given), name === 'migrate' ? [] : ['chat', 'keys']);
    expect(read.kind === 'problems' ? read.problems : []).toEqual([]);
  }
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
  readonly livenessProbe: unknown;
  readonly readinessProbe: unknown;
};
type Kept = {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: {
    readonly selector?: { readonly matchLabels?: object };
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
