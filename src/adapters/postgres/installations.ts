import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import type { Installation, Installations, Tokens } from '../../flows/installations.ts';
import type { Listener } from './listener.ts';
import { newestOnly } from './newest-only.ts';
import { sqlState } from './sql-state.ts';
import { inTransaction } from './transaction.ts';

/** Seals tokens, and opens them; the vault's keys fill this. */
export type TokenSealer = {
  readonly seal: (as: string, plain: string) => { readonly keyId: string; readonly sealed: Uint8Array };
  readonly open: (as: string, secret: { readonly keyId: string; readonly sealed: Uint8Array }) => string;
};

/**
 * Longer than an exchange of tokens may take, so that whoever waits finds the new ones. A process that hangs while it holds
 * the lock loses it a little later (`idle_in_transaction_session_timeout` of the pool).
 */
const waitMs = 12_000;

/**
 * Where the bot is installed in Slack: kept in memory, sealed as it is stored, and read again when another process changed
 * it. Tokens are opened only when they are asked for.
 */
export async function openInstallations(
  pool: Pool,
  listener: Listener,
  sealer: TokenSealer,
): Promise<Installations> {
  let known: ReadonlyMap<string, Row> = new Map();

  const read = newestOnly(
    () => pool.query<Row>(`select ${columns} from slack_installations order by place`),
    ({ rows }) => (known = new Map(rows.map((row) => [row.place, row]))),
  );
  const change = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const answer = await inTransaction(pool, async (client) => {
      const done = await work(client);
      await client.query(`select pg_notify('concordat_installations', '')`);
      return done;
    });
    await read();
    return answer;
  };

  await listener.follow('concordat_installations', read);
  return {
    all: () => [...known.values()].map(installationOf),
    readAgain: read,
    tokensOf: (place) => {
      const row = known.get(place);
      return row && tokensIn(row, sealer);
    },
    keep: ({ place, wide, name, botId, botUserId, tokens }, at) =>
      change(async (client) => {
        const { keyId, sealed, runsOutAt } = sealedTokens(place, tokens, sealer);
        await client.query(keep, [place, wide, name, botId, botUserId, keyId, sealed, runsOutAt, at]);
      }),
    remove: (place, at) =>
      change(async (client) => {
        const { rows } = await client.query<Row>(remove, [place, at]);
        return rows[0] && installationOf(rows[0]);
      }),
    noteWorkspaces: (place, workspaces) =>
      change(async (client) => {
        await client.query('update slack_installations set workspaces = $2 where place = $1', [
          place,
          workspaces,
        ]);
      }),
    renew: async (place, by, exchange) => {
      try {
        return await change(async (client) => {
          const row = await lock(client, place);
          const tokens = row && tokensIn(row, sealer);
          if (!runsOut(row, by) || tokens?.refresh === undefined) return 'not-needed';
          const exchanged = await exchange(tokens.refresh);
          if (exchanged.kind === 'refused') {
            await client.query(spend, [place, exchanged.at]);
            return 'refused';
          }
          const { keyId, sealed, runsOutAt } = sealedTokens(place, exchanged.tokens, sealer);
          await client.query(renewed, [place, keyId, sealed, runsOutAt]);
          return 'renewed';
        });
      } catch (error) {
        if (sqlState(error) === lockNotAvailable) return 'busy';
        throw error;
      }
    },
  };
}

type Row = {
  readonly place: string;
  readonly wide: boolean;
  readonly name: string;
  readonly bot_id: string;
  readonly bot_user: string;
  readonly workspaces: readonly string[];
  readonly key_id: string | null;
  readonly tokens: Buffer | null;
  readonly runs_out_at: Date | null;
  readonly installed_at: Date;
  readonly spent_at: Date | null;
  readonly removed_at: Date | null;
};

const columns =
  'place, wide, name, bot_id, bot_user, workspaces, key_id, tokens, runs_out_at, installed_at, spent_at, removed_at';

const keep = `
  insert into slack_installations (place, wide, name, bot_id, bot_user, key_id, tokens, runs_out_at, installed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (place) do update set
    wide = excluded.wide, name = excluded.name, bot_id = excluded.bot_id, bot_user = excluded.bot_user,
    key_id = excluded.key_id, tokens = excluded.tokens, runs_out_at = excluded.runs_out_at,
    installed_at = excluded.installed_at, spent_at = null, removed_at = null`;

/** Word that is older than the install is of the one before it, and comes late. */
const remove = `
  update slack_installations
  set removed_at = coalesce(removed_at, $2), tokens = null, key_id = null, runs_out_at = null
  where place = $1 and installed_at < $2
  returning ${columns}`;

const renewed = `
  update slack_installations set key_id = $2, tokens = $3, runs_out_at = $4 where place = $1`;
const spend = 'update slack_installations set spent_at = $2 where place = $1';

const lockNotAvailable = '55P03';

async function lock(client: PoolClient, place: string): Promise<Row | undefined> {
  await client.query(`set local lock_timeout = ${waitMs}`);
  const { rows } = await client.query<Row>(
    `select ${columns} from slack_installations where place = $1 for update`,
    [place],
  );
  return rows[0];
}

function runsOut(row: Row | undefined, by: Date): boolean {
  return row?.spent_at === null && row.runs_out_at !== null && row.runs_out_at <= by;
}

const tokensShape = z.object({ access: z.string(), refresh: z.string().optional() });

function sealedTokens(place: string, { access, refresh, runsOutAt }: Tokens, sealer: TokenSealer) {
  return {
    ...sealer.seal(purposeOf(place), JSON.stringify({ access, refresh })),
    runsOutAt: runsOutAt ?? null,
  };
}

function tokensIn({ place, key_id, tokens, runs_out_at }: Row, sealer: TokenSealer): Tokens | undefined {
  if (key_id === null || tokens === null) return undefined;
  const opened = sealer.open(purposeOf(place), { keyId: key_id, sealed: tokens });
  const { access, refresh } = tokensShape.parse(JSON.parse(opened));
  return {
    access,
    ...(refresh === undefined ? {} : { refresh }),
    ...(runs_out_at === null ? {} : { runsOutAt: runs_out_at }),
  };
}

function purposeOf(place: string): string {
  return `Slack token of ${place}`;
}

function installationOf(row: Row): Installation {
  const { place, wide, name, workspaces } = row;
  return {
    place,
    wide,
    name,
    botId: row.bot_id,
    botUserId: row.bot_user,
    workspaces,
    installedAt: row.installed_at,
    ...(row.runs_out_at === null ? {} : { runsOutAt: row.runs_out_at }),
    ...(row.spent_at === null ? {} : { spentAt: row.spent_at }),
    ...(row.removed_at === null ? {} : { removedAt: row.removed_at }),
  };
}

/** How many installations each key of the environment has sealed the tokens of. */
export async function tokensOfEachKey(pool: Pool): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ key_id: string; many: number }>(
    'select key_id, count(*)::int as many from slack_installations where key_id is not null group by key_id',
  );
  return new Map(rows.map(({ key_id, many }) => [key_id, many]));
}

/**
 * Seals tokens anew that another key than this has sealed, all or none; a bot that runs hears of it.
 *
 * @returns how many
 */
export function resealTokens(
  pool: Pool,
  keyId: string,
  reseal: (as: string, secret: ReturnType<TokenSealer['seal']>) => ReturnType<TokenSealer['seal']>,
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Row>(
      `select ${columns} from slack_installations where key_id <> $1 order by place for update`,
      [keyId],
    );
    for (const { place, key_id, tokens } of rows) {
      if (key_id === null || tokens === null) continue;
      const anew = reseal(purposeOf(place), { keyId: key_id, sealed: tokens });
      await client.query('update slack_installations set key_id = $2, tokens = $3 where place = $1', [
        place,
        anew.keyId,
        anew.sealed,
      ]);
    }
    if (rows.length > 0) await client.query(`select pg_notify('concordat_installations', '')`);
    return rows.length;
  });
}
