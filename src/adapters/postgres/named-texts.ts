import type { Pool, PoolClient } from 'pg';
import type { Words } from '../../case/commands.ts';
import { textsIn } from './check-chain.ts';
import { readEntries } from './read-entries.ts';
import { inSnapshot } from './snapshot.ts';

export type NamedText = { readonly entry: number; readonly words: Words };

/** The sealed texts that a case's record names, each with its entry, some at a time; also of a record that is spoilt. */
export function namedTexts(pool: Pool, caseId: string): AsyncIterable<readonly NamedText[]> {
  return inSnapshot(pool, (client) => named(client, caseId));
}

async function* named(client: PoolClient, caseId: string): AsyncGenerator<readonly NamedText[]> {
  for await (const page of readEntries(client, caseId))
    yield page.flatMap(({ entry, body }) => textsIn(body).map((words) => ({ entry, words })));
}
