import type { Pool } from 'pg';
import type { Anchor } from '../../src/adapters/postgres/check-chain.ts';
import { verifyCases, type CheckedCase } from '../../src/adapters/postgres/verify-cases.ts';

/** Everything that the check of the record finds, of every case or of one. */
export async function verified(
  pool: Pool,
  only?: string,
  anchors?: ReadonlyMap<string, Anchor>,
): Promise<readonly CheckedCase[]> {
  const found: CheckedCase[] = [];
  const options = { ...(only === undefined ? {} : { only }), ...(anchors === undefined ? {} : { anchors }) };
  for await (const page of verifyCases(pool, options)) found.push(...page);
  return found;
}
