import type { Pool } from 'pg';

/** One case of the whole installation, for whoever administers it: where it stands, and nothing that anybody wrote. */
export type AnyCase = {
  readonly reference: string;
  readonly board: string;
  readonly status: string;
  readonly stage: string;
  readonly openedAt: Date;
  readonly closedAt?: Date;
  /** What is owed next, by anybody. */
  readonly next?: { readonly duty: string; readonly due?: Date; readonly passed: boolean };
};

/** Every case, the last one opened first; of one board, or only those that are open or closed, where asked. */
export async function everyCase(
  pool: Pool,
  { board, which }: { readonly board?: string | undefined; readonly which?: 'open' | 'closed' | undefined },
): Promise<readonly AnyCase[]> {
  const { rows } = await pool.query<CaseRow>(select, [board ?? null, which ?? null]);
  return rows.map(({ opened_at, closed_at, duty, due, passed, ...row }) => ({
    ...row,
    openedAt: opened_at,
    ...(closed_at === null ? {} : { closedAt: closed_at }),
    ...(duty === null ? {} : { next: { duty, passed: passed === true, ...(due === null ? {} : { due }) } }),
  }));
}

type CaseRow = Pick<AnyCase, 'reference' | 'board' | 'status' | 'stage'> & {
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly duty: string | null;
  readonly due: Date | null;
  readonly passed: boolean | null;
};

const select = `
  select c.reference, c.board, c.status, c.stage, c.opened_at, c.closed_at, next.duty, next.due, next.passed
  from cases c left join lateral (
    select duty, due, passed from dues where case_id = c.id order by due nulls last, obligation limit 1
  ) next on true
  where ($1::text is null or c.board = $1)
    and ($2::text is null or ($2 = 'open') = (c.closed_at is null))
  order by c.opened_at desc, c.id desc`;
