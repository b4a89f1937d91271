import { randomBytes } from 'node:crypto';
import { openVault } from '../../../src/adapters/crypto/vault.ts';
import type { Clock, People, Policies } from '../../../src/flows/ports.ts';
import type { Services } from '../../../src/flows/services.ts';
import { memoryAccessLog } from './memory-access-log.ts';
import { memoryCaseStore } from './memory-case-store.ts';
import { memoryDocumentLinks } from './memory-document-links.ts';
import { memoryDrafts } from './memory-drafts.ts';
import { memoryFigures } from './memory-figures.ts';
import { memoryLists } from './memory-lists.ts';
import { memoryOutbox } from './memory-outbox.ts';
import { memoryReaches } from './memory-reaches.ts';
import { memoryReportLog } from './memory-report-log.ts';
import type { MemoryTables } from './memory-tables.ts';
import { memoryTexts } from './memory-texts.ts';

/** Everything that conversations keep, in memory: what is left are the platform, the log and the ids. */
export function memoryServices<P extends People, Q extends Policies>(
  tables: MemoryTables,
  { clock, people, policies }: { readonly clock: Clock; readonly people: P; readonly policies: Q },
) {
  return {
    clock,
    people,
    policies,
    cases: memoryCaseStore(tables),
    lists: memoryLists(tables),
    drafts: memoryDrafts(tables),
    rulesOf: async (board, version) => ({
      ...(await policies.frozen(board, version)),
      directory: people.directory(),
    }),
    reaches: memoryReaches(tables),
    figures: memoryFigures(tables),
    reportLog: memoryReportLog(tables),
    documentLinks: memoryDocumentLinks(),
    documentsAt: 'https://concordat.example.org',
    vault: openVault([{ id: 'k1', key: randomBytes(32) }], memoryTexts(tables)),
    access: memoryAccessLog(tables),
    outbox: memoryOutbox(tables, clock),
    slashCommand: '/escalate',
  } satisfies Omit<Services, 'chat' | 'log' | 'newId' | 'wakeRelay'>;
}
