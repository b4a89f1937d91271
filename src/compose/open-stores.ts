import { randomUUID } from 'node:crypto';
import { openSecrets } from '../adapters/crypto/secrets.ts';
import { openVault } from '../adapters/crypto/vault.ts';
import type { Keys } from '../adapters/crypto/sealing.ts';
import { openAccessLog } from '../adapters/postgres/access-log.ts';
import { openAddresses } from '../adapters/postgres/addresses.ts';
import { openCaseLists } from '../adapters/postgres/case-lists.ts';
import { openMail } from '../adapters/postgres/mail.ts';
import { openCaseStore } from '../adapters/postgres/case-store.ts';
import { openDocumentLinks } from '../adapters/postgres/document-links.ts';
import { openDrafts } from '../adapters/postgres/drafts.ts';
import { openFigures } from '../adapters/postgres/figures.ts';
import { openInstallations } from '../adapters/postgres/installations.ts';
import { openOutbox } from '../adapters/postgres/outbox.ts';
import { openPeople, type StoredPeople } from '../adapters/postgres/people.ts';
import { openPolicies, type StoredPolicies } from '../adapters/postgres/policies.ts';
import { openReaches } from '../adapters/postgres/reaches.ts';
import { openReportLog } from '../adapters/postgres/report-log.ts';
import { openSealedTexts } from '../adapters/postgres/sealed-texts.ts';
import type { Installations } from '../flows/installations.ts';
import type { Addresses, Clock, RulesOf } from '../flows/ports.ts';
import type { MailStore } from '../flows/mail-ports.ts';
import type { Services } from '../flows/services.ts';
import { calendarOf } from './known-boards.ts';
import type { Database } from './open-database.ts';

/** Everything that is kept, behind the ports of the conversations. */
export type Stores = Omit<Services, 'chat' | 'log' | 'slashCommand' | 'wakeRelay'> & {
  readonly people: StoredPeople;
  readonly policies: StoredPolicies;
  /** For platforms on which nobody can be written to before they met the bot. */
  readonly addresses: Addresses;
  /** For platforms that give the bot a token for each place where it is installed. */
  readonly installations: Installations;
  /** For those whom only e-mail reaches. */
  readonly mail: MailStore;
};

/**
 * Opens the stores on a database.
 *
 * @param keys wrap the cases' keys and seal the bot's own tokens; the first is used for what is new
 * @throws VaultError when a key is not of 32 bytes, or there is none
 */
export async function openStores({ pool, listener }: Database, keys: Keys, clock: Clock): Promise<Stores> {
  const people = await openPeople(pool, listener);
  const policies = await openPolicies(pool, listener, calendarOf);
  const rulesOf: RulesOf = async (board, version) => ({
    ...(await policies.frozen(board, version)),
    directory: people.directory(),
  });
  return {
    clock,
    people,
    policies,
    rulesOf,
    cases: openCaseStore(pool),
    lists: openCaseLists(pool),
    drafts: openDrafts(pool),
    vault: openVault(keys, openSealedTexts(pool)),
    access: openAccessLog(pool),
    figures: openFigures(pool),
    reportLog: openReportLog(pool),
    documentLinks: openDocumentLinks(pool),
    addresses: openAddresses(pool),
    installations: await openInstallations(pool, listener, openSecrets(keys)),
    mail: openMail(pool),
    outbox: openOutbox(pool, clock),
    reaches: openReaches(pool),
    newId: randomUUID,
  };
}
