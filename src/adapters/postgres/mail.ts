import type { Pool } from 'pg';
import type { Account } from '../../flows/chat-input.ts';
import { linkLimits, longestSessionHours, type MailLink, type MailStore } from '../../flows/mail-ports.ts';

/** Links, codes, sessions and what came back, kept for every process that answers or delivers. */
export function openMail(pool: Pool): MailStore {
  return { links: linksIn(pool), sessions: sessionsIn(pool), returns: returnsIn(pool) };
}

/** Forgets what is of no use any more: sessions and links that are over, and e-mails that can hardly come back now. */
export async function sweepMail(pool: Pool, now: Date, before: Date): Promise<void> {
  await pool.query('delete from mail_sessions where until < $1', [now]);
  await pool.query('delete from mail_links where until < $1', [before]);
  await pool.query('delete from mail_sent where at < $1', [before]);
}

function linksIn(pool: Pool): MailStore['links'] {
  return {
    keep: async ({ id, account, message, until }, hash) => {
      const values = [id, hash, account.space, account.user, message, until];
      await pool.query(keepLink, values);
    },
    drop: async (id) => {
      await pool.query('delete from mail_links where id = $1', [id]);
    },
    find: async (hash) => {
      const { rows } = await pool.query<LinkRow>(findLink, [hash]);
      const [row] = rows;
      return row && { ...linkOf(row), isSpent: row.spent };
    },
    newCode: async (id, codeHash, until) => {
      const { rowCount } = await pool.query(newCode, [id, codeHash, until, linkLimits.codes]);
      return rowCount === 1;
    },
    tryCode: async (id, codeHash, at) => {
      const { rows } = await pool.query<Tried>(tryCode, [id, codeHash, at, linkLimits.tries]);
      const [tried] = rows;
      if (tried !== undefined) return tried.is_right ? 'right' : tried.spent ? 'spent' : 'wrong';
      const { rowCount } = await pool.query('select from mail_links where id = $1 and not spent', [id]);
      return rowCount === 1 ? 'old' : 'spent';
    },
    renew: async (id) => {
      const { rowCount } = await pool.query(renew, [id, linkLimits.renewals]);
      return rowCount === 1;
    },
  };
}

function sessionsIn(pool: Pool): MailStore['sessions'] {
  return {
    open: async ({ link, account }, hash, at, until) => {
      await pool.query(openSession, [hash, link, account.space, account.user, at, until]);
    },
    goOn: async (hash, at, until) => {
      const { rows } = await pool.query<SessionRow>(goOn, [hash, at, until, longestSessionHours]);
      const [row] = rows;
      return row && { link: row.link, account: accountOf(row) };
    },
    end: async (hash) => {
      await pool.query('delete from mail_sessions where hash = $1', [hash]);
    },
  };
}

function returnsIn(pool: Pool): MailStore['returns'] {
  return {
    noteSent: async (id, { space, user }, at) => {
      await pool.query('insert into mail_sent (id, space, user_id, at) values ($1, $2, $3, $4)', [
        id,
        space,
        user,
        at,
      ]);
    },
    sentTo: async (id) => {
      const { rows } = await pool.query<OfAccount>('select space, user_id from mail_sent where id = $1', [
        id,
      ]);
      const [row] = rows;
      return row && accountOf(row);
    },
    isReturned: async ({ space, user }) => {
      const { rowCount } = await pool.query('select from mail_returned where space = $1 and user_id = $2', [
        space,
        user,
      ]);
      return rowCount === 1;
    },
    note: async ({ space, user }, why, at) => {
      const { rowCount } = await pool.query(noteReturned, [space, user, why, at]);
      return rowCount === 1 ? 'new' : 'known';
    },
    lift: async ({ space, user }) => {
      const { rowCount } = await pool.query('delete from mail_returned where space = $1 and user_id = $2', [
        space,
        user,
      ]);
      return rowCount === 1;
    },
  };
}

type OfAccount = { readonly space: string; readonly user_id: string };
type LinkRow = OfAccount & {
  readonly id: string;
  readonly message: string;
  readonly until: Date;
  readonly spent: boolean;
};
type SessionRow = OfAccount & { readonly link: string };
type Tried = { readonly is_right: boolean; readonly spent: boolean };

const keepLink = `
  insert into mail_links (id, hash, space, user_id, message, until) values ($1, $2, $3, $4, $5, $6)`;

const findLink = 'select id, space, user_id, message, until, spent from mail_links where hash = $1';

const newCode = `
  update mail_links set code_hash = $2, code_until = $3, codes = codes + 1
  where id = $1 and not spent and codes < $4`;

const tryCode = `
  update mail_links set tries = tries + 1, spent = code_hash = $2 or tries + 1 >= $4
  where id = $1 and not spent and code_until > $3
  returning code_hash = $2 as is_right, spent`;

const renew = 'update mail_links set renewals = renewals + 1 where id = $1 and renewals < $2';

const openSession = `
  insert into mail_sessions (hash, link, space, user_id, opened, until) values ($1, $2, $3, $4, $5, $6)`;

const goOn = `
  update mail_sessions set until = least($3, opened + $4 * interval '1 hour') where hash = $1 and until > $2
  returning link, space, user_id`;

const noteReturned = `
  insert into mail_returned (space, user_id, why, at) values ($1, $2, $3, $4) on conflict do nothing`;

function accountOf({ space, user_id }: OfAccount): Account {
  return { platform: 'email', space, user: user_id };
}

function linkOf(row: LinkRow): MailLink {
  return { id: row.id, account: accountOf(row), message: row.message, until: row.until };
}
