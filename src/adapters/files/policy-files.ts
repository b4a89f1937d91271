import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Policy } from '../../policy/policy.ts';
import type { Problem } from '../../policy/problem.ts';
import { readPolicy, type ReadPolicy } from '../../policy/read-policy.ts';

/** A policy file that was read, with the version that its content has. */
export type PolicyFile = { readonly file: string; readonly policy: Policy; readonly version: string };

/** What a folder of policy files holds. A file with any problem is never used. */
export type PolicyFolder = {
  readonly policies: readonly PolicyFile[];
  readonly problems: readonly { readonly file: string; readonly problems: readonly Problem[] }[];
};

/** Larger than any procedure; a file of this size is not a policy. Read no further, so that it cannot fill the memory. */
const mostBytes = 10_000_000;

/** Reads one policy file. @throws the system's error when the file cannot be opened */
export async function readPolicyFile(file: string): Promise<ReadPolicy> {
  const bytes = await readFile(file);
  if (bytes.byteLength >= mostBytes) {
    const says = `${file} has ${Math.round(bytes.byteLength / 1_000_000)} MB: this is not a policy file.`;
    return { kind: 'problems', problems: [{ line: 1, column: 1, says }] };
  }
  return readPolicy(bytes.toString('utf8'), file, sha256);
}

/** Reads every `.yaml` and `.yml` of a folder, in order of name. Two files for one board are a problem of the second. */
export async function readPolicyFolder(folder: string): Promise<PolicyFolder> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  const policies: PolicyFile[] = [];
  const problems: { file: string; problems: readonly Problem[] }[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const read = await readPolicyFile(file);
    if (read.kind === 'problems') {
      problems.push({ file, problems: read.problems });
      continue;
    }
    const same = policies.find(({ policy }) => policy.board === read.policy.board);
    if (same === undefined) policies.push({ file, policy: read.policy, version: read.version });
    else {
      const says = `The board "${read.policy.board}" has a policy already, in ${same.file}. Keep one file for a board.`;
      problems.push({ file, problems: [{ line: 1, column: 1, says }] });
    }
  }
  return { policies, problems };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
