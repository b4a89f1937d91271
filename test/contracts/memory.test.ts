import { makeMemoryTables } from '../support/memory/memory-tables.ts';
import { memoryAccessLog } from '../support/memory/memory-access-log.ts';
import { memoryCaseStore } from '../support/memory/memory-case-store.ts';
import { standingClock } from '../support/memory/memory-clock.ts';
import { memoryAddresses } from '../support/memory/memory-addresses.ts';
import { memoryDrafts } from '../support/memory/memory-drafts.ts';
import { memoryFigures } from '../support/memory/memory-figures.ts';
import { memoryInstallations } from '../support/memory/memory-installations.ts';
import { memoryLists } from '../support/memory/memory-lists.ts';
import { memoryOutbox } from '../support/memory/memory-outbox.ts';
import { memoryPeople } from '../support/memory/memory-people.ts';
import { memoryPolicies } from '../support/memory/memory-policies.ts';
import { memoryReaches } from '../support/memory/memory-reaches.ts';
import { memoryReportLog } from '../support/memory/memory-report-log.ts';
import { memoryTexts } from '../support/memory/memory-texts.ts';
import { accessLogContract } from './access-log.ts';
import { addressesContract } from './addresses.ts';
import { documentLinksContract } from './document-links.ts';
import { mailContract } from './mail.ts';
import { memoryDocumentLinks } from '../support/memory/memory-document-links.ts';
import { memoryMail } from '../support/memory/memory-mail.ts';
import { monday } from './case-fixture.ts';
import { caseListsContract } from './case-lists.ts';
import { caseStoreContract } from './case-store.ts';
import { clockContract } from './clock.ts';
import { installationsContract } from './installations.ts';
import { outboxContract } from './outbox.ts';
import { peopleContract } from './people.ts';
import { christmas, policiesContract } from './policies.ts';
import { reachesContract } from './reaches.ts';
import { reportsContract } from './reports.ts';
import { vaultContract } from './vault.ts';

/* The twins keep what the real ones keep, so that a conversation that is tested on them is tested on the real thing. */

const close = () => Promise.resolve();

caseStoreContract('memory', () => Promise.resolve({ cases: memoryCaseStore(makeMemoryTables()), close }));

outboxContract('memory', () => {
  const tables = makeMemoryTables();
  let now = monday;
  const setNow = (moment: Date) => void (now = moment);
  const outbox = memoryOutbox(tables, { now: () => now });
  return Promise.resolve({ cases: memoryCaseStore(tables), outbox, setNow, close });
});

caseListsContract('memory', () => {
  const tables = makeMemoryTables();
  return Promise.resolve({ cases: memoryCaseStore(tables), lists: memoryLists(tables), close });
});

vaultContract('memory', () => {
  const tables = makeMemoryTables();
  const [cases, drafts, texts] = [memoryCaseStore(tables), memoryDrafts(tables), memoryTexts(tables)];
  return Promise.resolve({ cases, drafts, texts, close });
});

peopleContract('memory', () => Promise.resolve({ people: memoryPeople(makeMemoryTables()), close }));

policiesContract('memory', () => Promise.resolve({ policies: memoryPolicies(christmas), close }));

clockContract('memory', () => {
  const tables = makeMemoryTables();
  const clock = standingClock(tables, monday);
  return Promise.resolve({
    clock,
    cases: memoryCaseStore(tables),
    outbox: memoryOutbox(tables, clock),
    close,
  });
});

documentLinksContract('memory', () =>
  Promise.resolve({ cases: memoryCaseStore(makeMemoryTables()), links: memoryDocumentLinks(), close }),
);

mailContract('memory', () => Promise.resolve({ mail: memoryMail(), close }));
addressesContract('memory', () => Promise.resolve({ addresses: memoryAddresses(), close }));

installationsContract('memory', () => Promise.resolve({ installations: memoryInstallations(), close }));

reportsContract('memory', () => {
  const tables = makeMemoryTables();
  return Promise.resolve({
    cases: memoryCaseStore(tables),
    figures: memoryFigures(tables),
    reportLog: memoryReportLog(tables),
    close,
  });
});

accessLogContract('memory', () => Promise.resolve({ access: memoryAccessLog(makeMemoryTables()), close }));

reachesContract('memory', () => {
  const tables = makeMemoryTables();
  return Promise.resolve({ reaches: memoryReaches(tables), people: memoryPeople(tables), close });
});
