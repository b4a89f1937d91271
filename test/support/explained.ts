import type { Pool } from 'pg';

/** What PostgreSQL did for one query. */
export type Explained = {
  /** Tables that were read from end to end. */
  readonly readWhole: readonly string[];
  /** Rows of tables and indexes that were looked at, those too that were then left out. */
  readonly rowsRead: number;
};

type Node = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
};

/**
 * Runs what a store asks, and answers how PostgreSQL found it. The store gets its answers all the same.
 *
 * @param work asks the store that is opened on the pool it is given
 */
export async function explained(pool: Pool, work: (pool: Pool) => Promise<unknown>): Promise<Explained> {
  const nodes: Node[] = [];
  const explain = async (text: string, values?: unknown[]) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ readonly Plan: Node }] }>(
        `explain (analyze, format json) ${text}`,
        values,
      );
      await client.query('rollback'); // what was explained was done
      nodes.push(...rows.flatMap((row) => withBelow(row['QUERY PLAN'][0].Plan)));
    } finally {
      client.release();
    }
  };
  const query = async (text: string, values?: unknown[]) => {
    await explain(text, values);
    return pool.query(text, values);
  };
  // Of what is read in a transaction of its own, what its cursor is for.
  const connect = async () => {
    const client = await pool.connect();
    const asks = async (text: string, values?: unknown[]) => {
      const [, read] = /^declare .* cursor for(.+)/su.exec(text) ?? [];
      if (read !== undefined) await explain(read, values);
      return client.query(text, values);
    };
    return { query: asks, release: (broken?: boolean) => client.release(broken) };
  };
  await work({ query, connect } as unknown as Pool);
  const scans = nodes.filter((node) => node['Relation Name'] !== undefined);
  return {
    readWhole: scans.flatMap((node) =>
      node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : [],
    ),
    rowsRead: scans
      .map((node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'])
      .reduce((sum, rows) => sum + rows, 0),
  };
}

function withBelow(node: Node): readonly Node[] {
  return [node, ...(node.Plans ?? []).flatMap(withBelow)];
}
