import type { PolicyFile } from '../adapters/files/policy-files.ts';
import type { StoredPolicies } from '../adapters/postgres/policies.ts';
import { StoreError } from '../adapters/postgres/store-error.ts';
import type { Clock } from '../flows/ports.ts';
import { newDaysOff } from '../policy/days-off.ts';
import type { Policy } from '../policy/policy.ts';
import type { TakenUp } from '../policy/take-up.ts';
import { CommandProblem } from './command-problem.ts';
import { knownPolicies } from './known-boards.ts';

/** What became of one policy file that can be read. */
export type TakenFile = {
  readonly file: string;
  readonly policy: Policy;
  readonly version: string;
  readonly became: TakenUp['kind'];
  /** The version that was in use before, where it was another. */
  readonly before?: { readonly policy: Policy; readonly version: string };
  readonly newDaysOff: ReturnType<typeof newDaysOff>;
};

/** What became of a folder of policy files. What could not be used left everything as it was. */
export type TakenFolder = {
  readonly taken: readonly TakenFile[];
  readonly unusable: readonly { readonly file: string; readonly why: string }[];
  /** Boards that are to be served and have no file here. */
  readonly missing: readonly string[];
};

type Kept = { readonly policies: StoredPolicies; readonly clock: Clock };

/**
 * Takes up the policy files of this installation. One that is wrong is left out, and its board goes on under the
 * version that the database has.
 *
 * @param boards those to serve; none means all
 * @throws CommandProblem when the folder cannot be read and no board's policy was ever stored
 */
export async function takeUpFiles(kept: Kept, boards: readonly string[]): Promise<TakenFolder> {
  const folder = await knownPolicies().catch((error: unknown) => {
    if (error instanceof CommandProblem && kept.policies.boards().length > 0) return error;
    throw error;
  });
  if (folder instanceof CommandProblem)
    return { taken: [], unusable: [{ file: '', why: folder.message }], missing: [] };
  const served = folder.policies.filter(({ policy }) => boards.length === 0 || boards.includes(policy.board));
  const taken: TakenFile[] = [];
  const unusable = folder.problems.map(({ file, problems }) => ({
    file,
    why: `${file} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`} and is not used: run "concordat policy check ${file}".`,
  }));
  for (const each of served) {
    try {
      taken.push(await takeUpFile(kept, each));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      unusable.push({ file: each.file, why: error.message });
    }
  }
  const here = new Set(folder.policies.map(({ policy }) => policy.board));
  return { taken, unusable, missing: boards.filter((board) => !here.has(board)) };
}

/** Takes up one file. @throws StoreError when the database has this version with another content */
export async function takeUpFile(
  { policies, clock }: Kept,
  { file, policy, version }: PolicyFile,
): Promise<TakenFile> {
  const current = policies.current(policy.board);
  const became = await policies.store(policy.board, version, policy, clock.now());
  const before =
    current === undefined || current.version === version
      ? {}
      : { before: { policy: current.policy, version: current.version } };
  const days = current === undefined || became !== 'in-use' ? [] : newDaysOff(current.policy, policy);
  return { file, policy, version, became, ...before, newDaysOff: days };
}
