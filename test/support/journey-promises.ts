import type { Pool } from 'pg';

/**
 * What holds in every story, looked for in the database at its end: every message was sent for a row of its own,
 * nobody was sent the same thing twice, and nothing was sent about a duty that was already met or ended.
 *
 * @returns what was broken, a sentence each
 */
export async function brokenPromises(database: Pool, messages: number): Promise<readonly string[]> {
  const { rows: sent } = await database.query<{ count: string }>(
    `select count(*) from concordat.effects where kind = 'notice' and state = 'sent'`,
  );
  const rows = Number(sent[0]?.count);
  const { rows: twice } = await database.query<Sent>(sentTwice);
  const { rows: needless } = await database.query<Sent>(aboutSettledDuties);
  const { rows: late } = await database.query<{ count: string }>(
    `select count(*) from concordat.effects where kind = 'notice' and state = 'failed'`,
  );
  return [
    ...(rows === messages ? [] : [`${messages} messages were sent for ${rows} notices`]),
    ...twice.map(({ body, to_person }) => `${to_person} was sent twice: ${body}`),
    ...needless.map(({ body, to_person }) => `${to_person} was sent a reminder of a settled duty: ${body}`),
    ...(late[0]?.count === '0' ? [] : [`${late[0]?.count ?? '?'} notices failed`]),
  ];
}

type Sent = { readonly body: string; readonly to_person: string };

const sentTwice = `
  select body, to_person from concordat.effects
  where kind = 'notice' and state = 'sent'
  group by case_id, body, to_person having count(*) > 1`;

/** The last thing that happened to the duty before the message went out settled it. */
const aboutSettledDuties = `
  select e.body, e.to_person from concordat.effects e
  where e.kind = 'notice' and e.state = 'sent' and e.body::jsonb ? 'obligation' and (
    select v.type from concordat.events v
    where v.case_id = e.case_id and v.at < e.done_at
      and v.type in ('ObligationSet', 'ObligationMet', 'ObligationRevived', 'ObligationEnded')
      and coalesce(v.body::jsonb#>>'{event,obligation,id}', v.body::jsonb#>>'{event,obligation}')
        = e.body::jsonb->>'obligation'
    order by v.entry desc limit 1
  ) in ('ObligationMet', 'ObligationEnded')`;

/** Every row of every table of a database as text, the queue's own included. */
export async function everythingStored(database: Pool): Promise<string> {
  const { rows: tables } = await database.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
    texts.push(name, ...rows.map(({ row }) => row));
  }
  return texts.join('\n');
}
