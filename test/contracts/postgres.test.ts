import type { Pool } from 'pg';
import { openSecrets } from '../../src/adapters/crypto/secrets.ts';
import { openAccessLog } from '../../src/adapters/postgres/access-log.ts';
import { openAddresses } from '../../src/adapters/postgres/addresses.ts';
import { openCaseLists } from '../../src/adapters/postgres/case-lists.ts';
import { openCaseStore } from '../../src/adapters/postgres/case-store.ts';
import { openClock } from '../../src/adapters/postgres/clock.ts';
import { openDrafts } from '../../src/adapters/postgres/drafts.ts';
import { openFigures } from '../../src/adapters/postgres/figures.ts';
import { openInstallations } from '../../src/adapters/postgres/installations.ts';
import { type Listener, openListener } from '../../src/adapters/postgres/listener.ts';
import { openOutbox } from '../../src/adapters/postgres/outbox.ts';
import { openPeople } from '../../src/adapters/postgres/people.ts';
import { openPolicies } from '../../src/adapters/postgres/policies.ts';
import { openReaches } from '../../src/adapters/postgres/reaches.ts';
import { openReportLog } from '../../src/adapters/postgres/report-log.ts';
import { openSealedTexts } from '../../src/adapters/postgres/sealed-texts.ts';
import { withDatabase } from '../support/app-database.ts';
import { accessLogContract } from './access-log.ts';
import { addressesContract } from './addresses.ts';
import { documentLinksContract } from './document-links.ts';
import { openDocumentLinks } from '../../src/adapters/postgres/document-links.ts';
import { mailContract } from './mail.ts';
import { openMail } from '../../src/adapters/postgres/mail.ts';
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

function listenerOn(pool: Pool): Listener {
  return openListener(pool, {
    onError: (error) => {
      throw error;
    },
  });
}

caseStoreContract('PostgreSQL', () => withDatabase(({ pool }) => ({ cases: openCaseStore(pool) })));

outboxContract('PostgreSQL', () =>
  withDatabase(({ pool }) => {
    let now = monday;
    const setNow = (moment: Date) => void (now = moment);
    return { cases: openCaseStore(pool), outbox: openOutbox(pool, { now: () => now }), setNow };
  }),
);

caseListsContract('PostgreSQL', () =>
  withDatabase(({ pool }) => ({ cases: openCaseStore(pool), lists: openCaseLists(pool) })),
);

vaultContract('PostgreSQL', () =>
  withDatabase(({ pool }) => {
    return { cases: openCaseStore(pool), drafts: openDrafts(pool), texts: openSealedTexts(pool) };
  }),
);

peopleContract('PostgreSQL', () =>
  withDatabase(async ({ pool }) => {
    const listener = listenerOn(pool);
    return { people: await openPeople(pool, listener), close: listener.close };
  }),
);

policiesContract('PostgreSQL', () =>
  withDatabase(async ({ pool }) => {
    const listener = listenerOn(pool);
    return { policies: await openPolicies(pool, listener, christmas), close: listener.close };
  }),
);

clockContract('PostgreSQL', () =>
  withDatabase(async ({ pool }) => {
    const listener = listenerOn(pool);
    const clock = await openClock(pool, listener, () => monday.getTime());
    return { clock, cases: openCaseStore(pool), outbox: openOutbox(pool, clock), close: listener.close };
  }),
);

documentLinksContract('PostgreSQL', () =>
  withDatabase(({ pool }) => ({ cases: openCaseStore(pool), links: openDocumentLinks(pool) })),
);

mailContract('PostgreSQL', () => withDatabase(({ pool }) => ({ mail: openMail(pool) })));
addressesContract('PostgreSQL', () => withDatabase(({ pool }) => ({ addresses: openAddresses(pool) })));

installationsContract('PostgreSQL', () =>
  withDatabase(async ({ pool }) => {
    const listener = listenerOn(pool);
    const secrets = openSecrets([{ id: '2026a', key: new Uint8Array(32).fill(7) }]);
    return { installations: await openInstallations(pool, listener, secrets), close: listener.close };
  }),
);

reportsContract('PostgreSQL', () =>
  withDatabase(({ pool }) => ({
    cases: openCaseStore(pool),
    figures: openFigures(pool),
    reportLog: openReportLog(pool),
  })),
);

accessLogContract('PostgreSQL', () => withDatabase(({ pool }) => ({ access: openAccessLog(pool) })));

reachesContract('PostgreSQL', () =>
  withDatabase(async ({ pool }) => {
    const listener = listenerOn(pool);
    return {
      reaches: openReaches(pool),
      people: await openPeople(pool, listener),
      close: listener.close,
    };
  }),
);
