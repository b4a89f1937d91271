import { openCaseStore } from '../../src/adapters/postgres/case-store.ts';
import { withDatabase } from '../support/app-database.ts';
import { caseStoreContract } from './case-store.ts';

caseStoreContract('PostgreSQL', () => withDatabase(({ pool }) => ({ cases: openCaseStore(pool) })));
