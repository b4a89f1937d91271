import { isRaised, openObligations, runsTo } from '../../src/case/case-state.ts';
import { fold } from '../../src/flows/run-command.ts';
import { patiently } from '../scene/patiently.ts';
import type { Scene } from '../scene/scene.ts';
import type { CaseFacts, EffectRow, EntryFacts } from './evidence.ts';
import { groupedBy } from './grouped-by.ts';

/** What the database holds at the end, read by plain statements and none of the bot's own code that delivers. */
export function gather(
  scene: Scene,
): Promise<{ readonly rows: readonly EffectRow[]; readonly cases: readonly CaseFacts[] }> {
  return patiently(async () => ({ rows: await rowsOf(scene), cases: await casesOf(scene) }));
}

type StoredRow = {
  readonly id: string;
  readonly case_id: string;
  readonly kind: EffectRow['kind'];
  readonly user: string | null;
  readonly to_person: string | null;
  readonly sent_user: string | null;
  readonly body: string;
  readonly due_at: Date;
  readonly next_at: Date;
  readonly done_at: Date | null;
  readonly state: string;
  readonly why: string | null;
  readonly attempts: number;
  readonly sent_channel: string | null;
  readonly sent_message: string | null;
};

async function rowsOf({ database, stores }: Scene): Promise<readonly EffectRow[]> {
  const { people } = stores.people.directory();
  const addressOf = (person: string | null) => people.get(person ?? '')?.email;
  const { rows } = await database.pool.query<StoredRow>(
    `select e.*, a."user" from effects e left join (select distinct on (person) person, user_id as "user" from accounts) a
     on a.person = e.to_person order by e.due_at, e.id`,
  );
  return rows.map((row) => ({
    ...userOf(row.user ?? addressOf(row.to_person) ?? row.sent_user),
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    body: row.body,
    due: row.due_at,
    next: row.next_at,
    state: row.state,
    attempts: row.attempts,
    ...(row.why === null ? {} : { why: row.why }),
    ...(row.done_at === null ? {} : { done: row.done_at }),
    ...(row.sent_channel === null || row.sent_message === null
      ? {}
      : { message: { channel: row.sent_channel, id: row.sent_message } }),
  }));
}

function userOf(user: string | null): Pick<EffectRow, 'user'> {
  return user === null ? {} : { user };
}

type StoredCase = {
  readonly id: string;
  readonly reference: string;
  readonly closed_at: Date | null;
  readonly version: number;
  readonly head_hash: string;
};

async function casesOf({ database, stores }: Scene): Promise<readonly CaseFacts[]> {
  const { rows } = await database.pool.query<StoredCase>(
    'select id, reference, closed_at, version, head_hash from cases order by opened_at, id',
  );
  const { rows: entries } = await database.pool.query<EntryFacts & { readonly case_id: string }>(
    'select case_id, entry, at, body, hash from events order by case_id, entry',
  );
  const { rows: commands } = await database.pool.query<{ case_id: string; id: string; at: Date }>(
    'select case_id, id, at from command_ids order by at',
  );
  const entriesOf = groupedBy(entries, ({ case_id }) => case_id);
  const commandsOf = groupedBy(commands, ({ case_id }) => case_id);
  return Promise.all(
    rows.map(async ({ id, reference, closed_at, version, head_hash }) => ({
      id,
      reference,
      isOpen: closed_at === null,
      version,
      headHash: head_hash,
      entries: entriesOf.get(id) ?? [],
      commands: commandsOf.get(id) ?? [],
      limits: await limitsOf(stores, id),
    })),
  );
}

async function limitsOf({ cases }: Scene['stores'], caseId: string): Promise<CaseFacts['limits']> {
  const loaded = await cases.load(caseId);
  if (loaded === undefined) return [];
  const state = fold(loaded);
  if (!isRaised(state)) return [];
  return openObligations(state).flatMap((obligation) => {
    const due = runsTo(obligation);
    return due === undefined
      ? []
      : [{ obligation: obligation.id, due: new Date(due), passed: obligation.passed }];
  });
}
