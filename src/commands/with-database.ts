import { openVault, type CheckingVaults } from '../adapters/crypto/vault.ts';
import { VaultError } from '../adapters/crypto/vault-error.ts';
import { openAddresses } from '../adapters/postgres/addresses.ts';
import { openAccessLog, type ReadableAccessLog } from '../adapters/postgres/access-log.ts';
import { openCaseLists } from '../adapters/postgres/case-lists.ts';
import { openCaseStore } from '../adapters/postgres/case-store.ts';
import { openClock } from '../adapters/postgres/clock.ts';
import { openOutbox } from '../adapters/postgres/outbox.ts';
import { openPeople, type StoredPeople } from '../adapters/postgres/people.ts';
import { openPolicies, type StoredPolicies } from '../adapters/postgres/policies.ts';
import { openReaches } from '../adapters/postgres/reaches.ts';
import { openSealedTexts } from '../adapters/postgres/sealed-texts.ts';
import { StoreError } from '../adapters/postgres/store-error.ts';
import { openLog } from '../adapters/system/log.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { calendarOf } from '../compose/known-boards.ts';
import { openDatabase, type Database } from '../compose/open-database.ts';
import type { Config } from '../config.ts';
import type { Addresses, CaseLists, CaseStore, Clock, Outbox, Reaches, RulesOf } from '../flows/ports.ts';
import { configured } from './configured.ts';
import { sayDatabaseError } from './say-database-error.ts';

/** What a command may use of what is kept. */
export type Kept = {
  readonly database: Database;
  readonly clock: Clock;
  readonly people: StoredPeople;
  readonly policies: StoredPolicies;
  readonly rulesOf: RulesOf;
  readonly cases: CaseStore;
  readonly lists: CaseLists;
  readonly access: ReadableAccessLog;
  readonly addresses: Addresses;
  readonly reaches: Reaches;
  readonly outbox: Outbox;
  /** Opens and seals what people write. @throws VaultError without CONCORDAT_KEYS, or with the wrong ones */
  readonly vaults: () => CheckingVaults;
};

/**
 * Does one command's work on the database of this installation, and lets go of it. Works beside a bot that runs: the
 * embedded database is joined, or started and stopped again where nobody else uses it.
 *
 * @throws CommandProblem for a database that cannot be used, and for whatever the stores say has a remedy
 */
export async function withDatabase<T>(work: (kept: Kept) => Promise<T>): Promise<T> {
  const config = configured();
  const database = await opened(config);
  try {
    return await work(await keptIn(database, config));
  } catch (error) {
    if (error instanceof StoreError || error instanceof VaultError) throw new CommandProblem(error.message);
    throw error;
  } finally {
    await database.stop();
  }
}

async function opened(config: Config): Promise<Database> {
  const place = { url: config.databaseUrl, ownerUrl: config.databaseOwnerUrl, folder: config.folder };
  try {
    // Nobody follows the log of a command that ends in a moment, and standard output is the command's own.
    return await openDatabase(place, openLog('error'), (line) => process.stderr.write(`${line}\n`));
  } catch (error) {
    throw sayDatabaseError(config, error);
  }
}

async function keptIn(database: Database, config: Config): Promise<Kept> {
  const { pool, listener } = database;
  const people = await openPeople(pool, listener);
  const policies = await openPolicies(pool, listener, calendarOf);
  // Follows a demo's moved clock, so that nothing is written before what the demo wrote last.
  const clock = await openClock(pool, listener);
  return {
    database,
    clock,
    people,
    policies,
    rulesOf: async (board, version) => ({
      ...(await policies.frozen(board, version)),
      directory: people.directory(),
    }),
    cases: openCaseStore(pool),
    lists: openCaseLists(pool),
    access: openAccessLog(pool),
    addresses: openAddresses(pool),
    reaches: openReaches(pool),
    outbox: openOutbox(pool, clock),
    vaults: () => openVault(config.keys, openSealedTexts(pool)),
  };
}
