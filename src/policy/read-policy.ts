import { canonicalText } from './canonical.ts';
import { checkDates } from './check-dates.ts';
import { checkFilling } from './check-filling.ts';
import { checkForms } from './check-forms.ts';
import { checkGoingUp } from './check-going-up.ts';
import { checkPeople } from './check-people.ts';
import { checkReferences } from './check-references.ts';
import { checkStages } from './check-stages.ts';
import { policySchema } from './policy.ts';
import type { Policy } from './policy.ts';
import { inOrder } from './problem.ts';
import type { Finding, Problem } from './problem.ts';
import { readYaml } from './read-yaml.ts';
import { sayIssues } from './say-issue.ts';

/** A policy that is right in every respect that can be checked, or everything that is wrong with it. */
export type ReadPolicy =
  | { readonly kind: 'policy'; readonly policy: Policy; readonly version: string }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/**
 * Reads a policy file. Every problem is reported at once, each with its line and column, in words for the
 * board's office. `hash` makes the version out of the policy's canonical text: the first twelve digits of its
 * SHA-256 in hexadecimal. This room may not touch the machine, so the caller brings it.
 *
 * @param file the file's name, for messages about the file as a whole
 */
export function readPolicy(text: string, file: string, hash: (canonical: string) => string): ReadPolicy {
  const yaml = readYaml(text, file);
  if (yaml.kind === 'problems') return yaml;
  const parsed = policySchema.safeParse(yaml.value);
  const findings: readonly Finding[] = parsed.success
    ? [checkReferences, checkPeople, checkStages, checkGoingUp, checkForms, checkFilling, checkDates].flatMap(
        (check) => check(parsed.data),
      )
    : sayIssues(parsed.error.issues, yaml.value);
  if (!parsed.success || findings.length > 0) {
    return {
      kind: 'problems',
      problems: inOrder(findings.map((finding) => ({ ...yaml.place(finding), says: finding.says }))),
    };
  }
  return { kind: 'policy', policy: parsed.data, version: hash(canonicalText(parsed.data)).slice(0, 12) };
}
