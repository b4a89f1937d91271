import { hash, randomUUID } from 'node:crypto';
import { canonical } from '../../src/adapters/postgres/canonical.ts';
import { linksFor, noHash } from '../../src/adapters/postgres/chain.ts';
import { openOwnerPool } from '../../src/adapters/postgres/pool.ts';
import { verifyCases } from '../../src/adapters/postgres/verify-cases.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { openDatabase, type Database } from '../../src/compose/open-database.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { median, rowOf, takeTurns } from '../support/measure.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Checking the record of every case: how many entries a second, from the tables to the last hash. */
export const verify: Figure = {
  name: 'verify',
  title: 'entries a second that are checked, of a million in the database',
  measure,
};

const against = 'bare SHA-256 of as many texts in memory';
const entriesOfCase = 40;
const casesAtOnce = 250;
const moment = '2026-12-22T10:00:00.000Z';

async function measure(bench: Bench): Promise<readonly Row[]> {
  const many = bench.quick ? 20_000 : 1_000_000;
  const database = await openDatabase(
    { folder: await temporaryFolder(bench.stops) },
    openLog('warn'),
    () => undefined,
  );
  bench.stops.add(database.stop);
  bench.say(`writing ${many.toLocaleString('en-GB')} entries`);
  const texts = await fill(database, many);
  bench.say('checking them');
  const rounds = await takeTurns(
    { rounds: bench.quick ? 2 : 3, turns: bench.quick ? 2 : 1 },
    {
      ours: () => rate(many, () => checkAll(database, many)),
      baseline: () => rate(many, () => hashAll(texts, many)),
    },
  );
  const about = {
    figure: verify.name,
    what: `${many.toLocaleString('en-GB')} entries`,
    unit: 'a second',
    against,
  } as const;
  return [rowOf(about, rounds, median)];
}

/** Fills the tables as changes of cases would have. @returns the texts of the last cases, for the baseline to hash again */
async function fill({ url }: Database, many: number): Promise<readonly string[]> {
  const owner = openOwnerPool(url, { max: 1 });
  let texts: readonly string[] = [];
  try {
    await owner.query('set synchronous_commit = off');
    for (let written = 0; written < many; written += entriesOfCase * casesAtOnce)
      texts = await fillSome(owner);
    await owner.query('vacuum analyze concordat.events, concordat.cases, concordat.sealed_texts');
  } finally {
    await owner.end();
  }
  return texts;
}

async function fillSome(owner: ReturnType<typeof openOwnerPool>): Promise<readonly string[]> {
  const cases = Array.from({ length: casesAtOnce }, () => {
    const id = randomUUID();
    const events = Array.from({ length: entriesOfCase }, (_, index) => eventOf(index));
    const links = linksFor(id, moment, events, { entry: 0, hash: noHash });
    return { id, events, links, head: links.at(-1)?.hash };
  });
  const entries = cases.flatMap(({ id, events, links }) =>
    links.map((link, index) => ({ ...link, id, type: events[index]?.type })),
  );
  const texts = cases.flatMap(({ id, events }) =>
    events.flatMap((event) => (event.type === 'DiscussionLogged' ? [{ id, text: event.note.id }] : [])),
  );
  await owner.query(
    `insert into concordat.cases
     select id, id::text, 'bench', 'v1', 'open', '1', 'nothing', now(), null, $2, head, now()
     from jsonb_to_recordset($1::jsonb) as c (id uuid, head text)`,
    [canonical(cases.map(({ id, head }) => ({ id, head }))), entriesOfCase],
  );
  await owner.query(
    `insert into concordat.events (case_id, entry, type, at, body, prev_hash, hash)
     select id, entry, type, $2, body, previous, hash from jsonb_to_recordset($1::jsonb)
       as e (id uuid, entry int, type text, body text, previous text, hash text)`,
    [canonical(entries), moment],
  );
  await owner.query(
    `insert into concordat.case_keys (case_id, key_id, wrapped)
     select id, 'bench', '\\x00' from jsonb_to_recordset($1::jsonb) as c (id uuid)`,
    [canonical(cases.map(({ id }) => ({ id })))],
  );
  await owner.query(
    `insert into concordat.sealed_texts (id, case_id, nonce, sealed)
     select text, id, '\\x00', '\\x00' from jsonb_to_recordset($1::jsonb) as t (id uuid, text text)`,
    [canonical(texts)],
  );
  return entries.map(({ body }) => body);
}

/** Entries as long as those of a real case: a talk with its sealed note, a duty with its people, a duty that was met. */
function eventOf(index: number): CaseEvent {
  const by = randomUUID();
  const obligation = '1.speak:st-aldhelms';
  if (index % 4 === 0)
    return {
      type: 'DiscussionLogged',
      by,
      between: 'sides',
      how: 'telephone',
      tookPlace: moment,
      with: [randomUUID()],
      note: { id: randomUUID(), mac: hash('sha256', by, 'hex') },
      enteredLate: false,
    };
  if (index % 4 === 1)
    return {
      type: 'ObligationSet',
      obligation: {
        id: obligation,
        stage: '1',
        rule: 'speak',
        duty: 'speak',
        owedBy: [{ side: 'raising', role: 'professional', people: [by, randomUUID()] }],
        due: moment,
        source: 'p. 4',
        lapses: true,
        added: false,
      },
    };
  return { type: 'ObligationMet', obligation, by, late: false };
}

async function rate(many: number, work: () => Promise<void> | void): Promise<readonly number[]> {
  const before = performance.now();
  await work();
  return [(many * 1000) / (performance.now() - before)];
}

async function checkAll({ pool }: Database, many: number): Promise<void> {
  let entries = 0;
  for await (const page of verifyCases(pool))
    for (const one of page) {
      entries += one.entries;
      if (one.faults.length > 0)
        throw new Error(`A fault where there is none: ${JSON.stringify(one.faults)}`);
    }
  if (entries !== many) throw new Error(`${entries} entries were checked, of ${many}`);
}

let last = '';

function hashAll(texts: readonly string[], many: number): void {
  for (let done = 0; done < many; done += texts.length)
    for (const text of texts) last = hash('sha256', text, 'hex');
  if (last === '') throw new Error('Nothing was hashed');
}
