import { read, textOf } from '../policy/policies.ts';
import type { Policy } from '../../src/policy/policy.ts';

/** What is said of the one thing in {@link inPartText} that no case would follow. */
export const missingInPart =
  'Another agency’s line manager can act for one that has none. Concordat does not look there yet.';

/**
 * The file of an invented board whose cases would follow its procedure only in part: a shipped file in which somebody
 * of another agency may act. What Concordat refuses must be tried on an invented board, because it follows all that
 * are shipped as a whole.
 */
export function inPartText(): string {
  const shipped = textOf('redbridge').replace(/^board: .*$/m, 'board: tilbury');
  const text = shipped
    .replace(/^name: .*$/m, 'name: Tilbury Safeguarding Adults Board')
    .replace(/^( +)prefer: true$/m, '$&\n$1held_by: acting-agency');
  if (!text.includes('held_by: acting-agency'))
    throw new Error('The shipped file has no alternate to change');
  return text;
}

/** The policy in {@link inPartText}. */
export function inPart(): Policy {
  const result = read(inPartText());
  if (result.kind === 'policy') return result.policy;
  throw new Error(result.problems.map(({ line, says }) => `${line}: ${says}`).join('\n'));
}
