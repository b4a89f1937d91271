import type { Command } from 'commander';
import { sealAnew, wrapAnew } from '../adapters/crypto/rotate.ts';
import { unwrapKey } from '../adapters/crypto/sealing.ts';
import { VaultError } from '../adapters/crypto/vault-error.ts';
import { resealTokens, tokensOfEachKey } from '../adapters/postgres/installations.ts';
import {
  casesOfEachKey,
  notWrappedBy,
  oneOfEachKey,
  rewrap,
  type WrappedKey,
} from '../adapters/postgres/wrapped-keys.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import type { WrappingKey } from '../config.ts';
import { configured } from './configured.ts';
import { progress } from './progress.ts';
import { count, say, sayJson, table, type WithJson } from './say.ts';
import { withDatabase, type Kept } from './with-database.ts';

type Pool = Kept['database']['pool'];

/** `concordat keys list | rotate`. */
export function addKeysCommands(program: Command): void {
  const keys = program.command('keys').description('the keys of CONCORDAT_KEYS, and what lies under each');
  keys
    .command('list')
    .description('how much lies under each key, so that one under which nothing lies can be taken away')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat keys list')
    .action(listKeys);
  keys
    .command('rotate')
    .description(
      'wraps everything by the first key of CONCORDAT_KEYS; beside a bot that runs, and again where it was broken off',
    )
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat keys rotate')
    .action(rotateKeys);
}

type ListedKey = {
  readonly id: string;
  readonly cases: number;
  readonly tokens: number;
  readonly state: 'first' | 'older' | 'missing' | 'wrong';
};

async function listKeys({ json }: WithJson): Promise<void> {
  const { keys } = configured();
  const listed = await withDatabase(({ database }) => allKeys(database.pool, keys));
  if (json === true) sayJson(listed);
  else if (listed.length === 0) say('CONCORDAT_KEYS is not set, and nothing was sealed so far.');
  else for (const line of table(listed.map((one) => [one.id, sayKey(one), sayState(one)]))) say(line);
  const lost = listed.filter(({ state }) => state === 'missing' || state === 'wrong');
  if (lost.length > 0)
    throw new CommandProblem(
      `What lies under ${lost.map(({ id }) => `"${id}"`).join(', ')} does not open. Put the right key back into CONCORDAT_KEYS, behind the first one.`,
    );
}

async function allKeys(pool: Pool, keys: readonly WrappingKey[]): Promise<readonly ListedKey[]> {
  const [cases, tokens, probes] = await Promise.all([
    casesOfEachKey(pool),
    tokensOfEachKey(pool),
    oneOfEachKey(pool),
  ]);
  const ids = [...new Set([...keys.map(({ id }) => id), ...cases.keys(), ...tokens.keys()])];
  return ids.map((id) => {
    const place = keys.findIndex((key) => key.id === id);
    const probe = probes.find(({ keyId }) => keyId === id);
    const opens = probe === undefined || problemOf(keys, probe) === undefined;
    const state = place === -1 ? 'missing' : !opens ? 'wrong' : place === 0 ? 'first' : 'older';
    return { id, cases: cases.get(id) ?? 0, tokens: tokens.get(id) ?? 0, state };
  });
}

function sayKey({ cases, tokens }: ListedKey): string {
  const parts = [
    ...(cases === 0 ? [] : [count(cases, 'case', 'cases')]),
    ...(tokens === 0 ? [] : [count(tokens, 'Slack workspace', 'Slack workspaces')]),
  ];
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function sayState({ state, cases, tokens }: ListedKey): string {
  switch (state) {
    case 'first':
      return 'the first one: what is new is wrapped by it';
    case 'older':
      return cases + tokens === 0
        ? 'nothing lies under it: it can be taken out of CONCORDAT_KEYS'
        : 'still needed; "concordat keys rotate" moves what lies under it to the first one';
    case 'missing':
      return 'not in CONCORDAT_KEYS';
    case 'wrong':
      return 'another key stands in CONCORDAT_KEYS by this id';
  }
}

/** A key that is lost or wrong is found before anything is changed. */
async function rotateKeys({ json }: WithJson): Promise<void> {
  const { keys } = configured(['keys']);
  const first = keys[0]?.id ?? '';
  const done = await withDatabase(async ({ database: { pool } }) => {
    const lost = (await oneOfEachKey(pool)).flatMap((probe) => problemOf(keys, probe) ?? []);
    if (lost.length > 0) throw new CommandProblem(['Nothing was changed.', ...lost].join('\n'));
    // All or none, and before the cases: a key that does not open them is found here.
    const tokens = await resealTokens(pool, first, (as, secret) => sealAnew(keys, as, secret));
    return { tokens, ...(await rotateCases(pool, keys, first)) };
  });
  if (json === true) sayJson({ to: first, ...done });
  else
    say(
      `${count(done.cases, 'case is', 'cases are')} and ${count(done.tokens, 'Slack workspace is', 'Slack workspaces are')} under "${first}" now that were not before.`,
    );
  if (done.spoilt.length > 0)
    throw new CommandProblem(
      `The keys of ${count(done.spoilt.length, 'case', 'cases')} do not open and were left as they are: ${done.spoilt.slice(0, 10).join(', ')}. Bring these rows of case_keys back from a backup.`,
    );
}

type Rotated = { readonly cases: number; readonly spoilt: readonly string[] };

async function rotateCases(pool: Pool, keys: readonly WrappingKey[], first: string): Promise<Rotated> {
  const told = progress('cases');
  const spoilt: string[] = [];
  let cases = 0;
  let after: string | undefined;
  for (;;) {
    const page = await notWrappedBy(pool, first, after, atOnce);
    const end = page.at(-1);
    if (end === undefined) break;
    after = end.caseId;
    const anew = page.flatMap((from) => {
      if (problemOf(keys, from) === undefined) return [{ from, to: wrapAnew(keys, from.caseId, from) }];
      spoilt.push(from.caseId);
      return [];
    });
    await rewrap(pool, anew);
    cases += anew.length;
    told.at(cases);
  }
  told.end();
  return { cases, spoilt };
}

const atOnce = 500;

function problemOf(keys: readonly WrappingKey[], { caseId, ...wrapped }: WrappedKey): string | undefined {
  try {
    unwrapKey(keys, caseId, wrapped);
    return undefined;
  } catch (error) {
    if (error instanceof VaultError) return error.message;
    throw error;
  }
}
