import { caseStoreContract } from './case-store.ts';
import { makeMemoryTables } from '../support/memory/memory-tables.ts';
import { memoryCaseStore } from '../support/memory/memory-case-store.ts';

const close = () => Promise.resolve();

caseStoreContract('memory', () => Promise.resolve({ cases: memoryCaseStore(makeMemoryTables()), close }));
