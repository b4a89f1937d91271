import type { Pool } from 'pg';
import { normalEmail } from '../../directory/lookup.ts';
import type { Addresses, KnownAddress } from '../../flows/ports.ts';

/** Where people can be written to, kept for every process that delivers. */
export function openAddresses(pool: Pool): Addresses {
  return {
    of: async (account) => {
      const { platform, space, user } = account;
      const { rows } = await pool.query<AddressRow>(of, [platform, space, user]);
      const [row] = rows;
      return row && { account, ...addressOf(row) };
    },
    withEmail: async ({ platform, id }, email) => {
      const { rows } = await pool.query<{ user_id: string }>(withEmail, [platform, id, normalEmail(email)]);
      const [row] = rows;
      return row && { platform, space: id, user: row.user_id };
    },
    keep: async ({ account: { platform, space, user }, channel, serviceUrl, member, bot }, at) => {
      const values = [platform, space, user, channel, serviceUrl, member, bot, at];
      const { rows } = await pool.query<{ before: boolean }>(keep, values);
      return rows[0]?.before === true ? 'known' : 'new';
    },
    noteEmail: async ({ platform, space, user }, email) => {
      const noted = email === undefined ? null : normalEmail(email);
      await pool.query(noteEmail, [platform, space, user, noted]);
    },
    remove: async ({ platform, space, user }, at) => {
      await pool.query(remove, [platform, space, user, at]);
    },
  };
}

type AddressRow = {
  readonly channel: string;
  readonly service_url: string;
  readonly member: string;
  readonly bot: string;
  readonly email: string | null;
  readonly removed: boolean;
};

const theirs = 'platform = $1 and space = $2 and user_id = $3';
const of = `
  select channel, service_url, member, bot, email, removed_at is not null as removed
  from addresses where ${theirs}`;

/** The one kept last, where two accounts of a space have the same address. */
const withEmail = `
  select user_id from addresses
  where platform = $1 and space = $2 and email = $3 and removed_at is null
  order by kept_at desc, user_id limit 1`;

/**
 * Teams says in two ways at once that somebody added the bot, and only one of them is news. The row is locked before it is
 * looked at; where there was none yet, whoever comes second finds the other's (`xmax`) and changes it.
 */
const keep = `
  with was as materialized (select removed_at is null as there from addresses where ${theirs} for update)
  insert into addresses (platform, space, user_id, channel, service_url, member, bot, kept_at)
  select $1, $2, $3, $4, $5, $6, $7, $8::timestamptz from (select) as one left join was on true
  on conflict (platform, space, user_id) do update set
    channel = excluded.channel, service_url = excluded.service_url, member = excluded.member, bot = excluded.bot,
    kept_at = excluded.kept_at, removed_at = null
  returning coalesce((select there from was), xmax <> 0) as before`;

const noteEmail = `update addresses set email = $4 where ${theirs} and email is distinct from $4`;

const remove = `update addresses set removed_at = $4 where ${theirs} and removed_at is null`;

function addressOf({
  channel,
  service_url,
  member,
  bot,
  email,
  removed,
}: AddressRow): Omit<KnownAddress, 'account'> {
  return { channel, serviceUrl: service_url, member, bot, ...(email === null ? {} : { email }), removed };
}
