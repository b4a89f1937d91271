import { randomBytes } from 'node:crypto';
import { openVault } from '../../src/adapters/crypto/vault.ts';
import { openAccessLog } from '../../src/adapters/postgres/access-log.ts';
import { openListener } from '../../src/adapters/postgres/listener.ts';
import { openPool } from '../../src/adapters/postgres/pool.ts';
import { openSealedTexts } from '../../src/adapters/postgres/sealed-texts.ts';
import type { Kept } from '../../src/commands/with-database.ts';
import { openStores } from '../../src/compose/open-stores.ts';
import type { CaseCommand, Raise } from '../../src/case/commands.ts';
import type { PersonId } from '../../src/directory/directory.ts';
import { runCommand } from '../../src/flows/run-command.ts';
import { at, redbridge } from '../policy/policies.ts';
import type { FreshDatabase } from './database.ts';

export const practiceKey = randomBytes(32);

/** What a command has of a database, with a clock that stands still and Redbridge's policy in use. */
export async function openKept({ url }: FreshDatabase, now: string) {
  const pool = openPool(url, { max: 6 });
  const problems: unknown[] = [];
  const listener = openListener(pool, { onError: (error) => void problems.push(error) });
  const database = { url, pool, listener, stop: () => Promise.resolve() };
  const keys = [{ id: 'practice', key: practiceKey }];
  const stores = await openStores(database, keys, { now: () => at(now) });
  await stores.policies.store('redbridge', 'v1', redbridge(), at(now));
  await stores.policies.accept('redbridge', 'Bella Example', at(now));
  const kept: Kept = {
    ...stores,
    database,
    access: openAccessLog(pool),
    vaults: () => openVault(keys, openSealedTexts(pool)),
  };
  const close = async (): Promise<void> => {
    await listener.close();
    await pool.end();
    if (problems.length > 0) throw new Error('The listener failed', { cause: problems[0] });
  };

  /** Runs a command that has to be accepted. */
  async function step(command: CaseCommand): Promise<void> {
    const rules = await stores.rulesOf('redbridge', 'v1');
    const outcome = await runCommand({ cases: kept.cases, wakeRelay: () => undefined }, rules, command);
    if (outcome.kind !== 'done') throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
  }

  /** Raises a disagreement about the medicines of a discharge; `about` is what the raiser wrote as the issue. */
  async function raise(
    reference: string,
    { by, to, about }: { readonly by: PersonId; readonly to: PersonId; readonly about: string },
  ): Promise<string> {
    const caseId = stores.newId();
    const vault = await kept.vaults().forCase(caseId);
    const fields = ['issue', 'risk', 'nature', 'aim', 'evidence', 'interim-safety'];
    const command: Raise = {
      type: 'raise',
      id: stores.newId(),
      caseId,
      at: at(now),
      by,
      reference,
      board: 'redbridge',
      policyVersion: 'v1',
      receiving: [{ agency: agencyOf(to), professional: to }],
      concern: { arose: at(now) },
      words: Object.fromEntries(
        fields.map((field) => [field, vault.seal(field === 'issue' ? about : field)]),
      ),
      themes: [],
      flags: [],
      adult: { given: 'sealed', words: vault.seal('{"name":"Avery Example"}') },
    };
    const rules = await stores.rulesOf('redbridge', 'v1');
    const services = { cases: kept.cases, wakeRelay: () => undefined };
    const outcome = await runCommand(services, rules, command, vault.rows());
    if (outcome.kind !== 'done') throw new Error(`raise: ${JSON.stringify(outcome)}`);
    return caseId;
  }

  function agencyOf(person: PersonId): string {
    const found = stores.people.directory().people.get(person);
    if (found === undefined) throw new Error(`${person} is not in the directory`);
    return found.agency;
  }

  return { kept, close, step, raise };
}

/** The id of somebody of the directory, by their address. */
export function idOf(kept: Kept, email: string): PersonId {
  const found = [...kept.people.directory().people.values()].find((person) => person.email === email);
  if (found === undefined) throw new Error(`${email} is not in the directory`);
  return found.id;
}
