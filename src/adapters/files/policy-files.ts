import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
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
  const bytes = await bytesOf(file);
  if (bytes === 'too-large') return whole(`${file} has more than 10 MB: this is not a policy file.`);
  const text = textOf(bytes);
  if (text === undefined)
    return whole(`${file} is not plain text in UTF-8. Save it again with the encoding UTF-8.`);
  return readPolicy(text, file, sha256);
}

async function bytesOf(file: string): Promise<Buffer | 'too-large'> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of createReadStream(file, { end: mostBytes })) {
    if (!Buffer.isBuffer(part)) continue;
    parts.push(part);
    size += part.byteLength;
  }
  return size > mostBytes ? 'too-large' : Buffer.concat(parts);
}

/** Text without the mark that some editors put before it; `undefined` for anything but UTF-8, such as UTF-16. */
function textOf(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function whole(says: string): Extract<ReadPolicy, { kind: 'problems' }> {
  return { kind: 'problems', problems: [{ line: 1, column: 1, says }] };
}

/** Reads every `.yaml` and `.yml` of a folder, in order of name. What cannot be read stops none of the others. Two files for one board are a problem of the second. */
export async function readPolicyFolder(folder: string): Promise<PolicyFolder> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  const policies: PolicyFile[] = [];
  const problems: { file: string; problems: readonly Problem[] }[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const read = await readPolicyFile(file).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
      return whole(`${file} cannot be opened${code}.`);
    });
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
