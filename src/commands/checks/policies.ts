import { CommandProblem } from '../../compose/command-problem.ts';
import { knownPolicies } from '../../compose/known-boards.ts';
import type { Config } from '../../config.ts';
import type { Policy } from '../../policy/policy.ts';
import { unconfirmedReadings } from '../../policy/policy-lookup.ts';
import { reviewHasPassed } from '../../policy/review.ts';
import { count } from '../say.ts';
import type { Finding } from './finding.ts';

const check = 'policies';

/** The boards' policy files: whether each can be used, and what its board should be asked. */
export async function checkPolicies(
  { boards }: Pick<Config, 'boards'>,
  now: Date,
): Promise<{ readonly served: readonly Policy[]; readonly findings: readonly Finding[] }> {
  const folder = await knownPolicies().catch((error: unknown) => {
    if (error instanceof CommandProblem) return error;
    throw error;
  });
  if (folder instanceof CommandProblem)
    return { served: [], findings: [{ check, state: 'wrong', says: folder.message }] };
  const known = folder.policies.map(({ policy }) => policy);
  const served = known.filter(({ board }) => boards.length === 0 || boards.includes(board));
  const missing = boards.filter((board) => !known.some((policy) => policy.board === board));
  return {
    served,
    findings: [
      ...folder.problems.map(({ file, problems }) =>
        wrong(
          `${file} has ${count(problems.length, 'problem', 'problems')} and is not used: run "concordat policy check ${file}"`,
        ),
      ),
      ...missing.map((board) => wrong(`BOARDS names "${board}", which has no policy file here`)),
      ...(served.length === 0 ? [wrong('no policy can be used, so no case can be raised')] : []),
      ...served.flatMap((policy) => [
        { check, state: 'ok' as const, says: `${policy.board}: readable` },
        ...cautions(policy, now).map((says): Finding => ({ check, state: 'note', says })),
      ]),
    ],
  };
}

/** What the board should be asked before its policy is relied on. */
export function cautions(policy: Policy, now: Date): readonly string[] {
  const { board, document } = policy;
  const open = unconfirmedReadings(policy, 'mattering');
  return [
    ...(document.status === 'draft'
      ? [`${board}: the document is a draft. Ask the board whether it applies`]
      : []),
    ...(document.review !== undefined && reviewHasPassed(policy, now)
      ? [
          `${board}: the review date, ${document.review}, has passed. Ask the board whether this edition still applies`,
        ]
      : []),
    ...(open.length === 0
      ? []
      : [
          `${board}: ${count(open.length, 'reading', 'readings')} that change a date, a recipient or a route ${open.length === 1 ? 'is' : 'are'} not confirmed by the board. "concordat policy show ${board}" lists them`,
        ]),
  ];
}

function wrong(says: string): Finding {
  return { check, state: 'wrong', says };
}
