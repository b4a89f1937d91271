import { createHash } from 'node:crypto';
import type { CaseFacts } from './evidence.ts';

/**
 * What is wrong with the chain of a case, a sentence each. Checked here anew from the stored texts alone, so that a mistake in
 * the bot's own check cannot hide one in its writing: each text has its hash and names the hash before.
 */
export function brokenChain({ reference, id, version, headHash, entries }: CaseFacts): readonly string[] {
  const broken: string[] = [];
  let before = '0'.repeat(64);
  entries.forEach(({ entry, body, hash }, index) => {
    const said = JSON.parse(body) as {
      readonly case?: string;
      readonly entry?: number;
      readonly previous?: string;
    };
    if (createHash('sha256').update(body, 'utf8').digest('hex') !== hash)
      broken.push(`${reference}: entry ${entry} does not have the hash that is kept for it`);
    if (entry !== index + 1 || said.entry !== entry)
      broken.push(`${reference}: entry ${index + 1} is missing or not in its place`);
    if (said.case !== id) broken.push(`${reference}: entry ${entry} is of another case`);
    if (said.previous !== before)
      broken.push(`${reference}: entry ${entry} does not follow the one before it`);
    before = hash;
  });
  if (entries.length !== version || headHash !== before)
    broken.push(`${reference}: the case says it has ${version} entries, and ${entries.length} are there`);
  return broken;
}
