import { existsSync } from 'node:fs';
import { everyCase } from '../adapters/postgres/every-case.ts';
import { readPolicyFile } from '../adapters/files/policy-files.ts';
import { isRaised } from '../case/case-state.ts';
import { isDifferent, replayUnder, type Replay } from '../case/replay-under.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { calendarOf, policyOf } from '../compose/known-boards.ts';
import { fold } from '../flows/run-command.ts';
import { comparePolicies, kindsOfDifference, type Difference } from '../policy/compare.ts';
import type { Policy } from '../policy/policy.ts';
import { sayDate } from '../policy/say-date.ts';
import { count, say, sayFileError, sayJson, type WithJson } from './say.ts';
import { withDatabase, type Kept } from './with-database.ts';

type Named = { readonly name: string; readonly policy: Policy; readonly version: string };
type ReplayedCase = { readonly reference: string } & Replay;

/**
 * `concordat policy compare OLD NEW`: what is different, in words for a board's office. With `--dry-run`, also what
 * would have been different in the board's finished cases. Each is a file, a board's id for the file that is here, or
 * `BOARD@VERSION` for a version that the database has (the first digits are enough).
 */
export async function comparePolicyFiles(
  old: string,
  fresh: string,
  { json, dryRun }: WithJson & { readonly dryRun?: boolean },
): Promise<void> {
  const stored = [old, fresh].some(isStored);
  const work = async (kept: Kept | undefined) => {
    const before = await named(old, kept);
    const after = await named(fresh, kept);
    if (before.policy.board !== after.policy.board)
      throw new CommandProblem(
        `${before.name} is of ${before.policy.board} and ${after.name} of ${after.policy.board}. Compare two versions of one board.`,
      );
    const cases = kept === undefined || dryRun !== true ? undefined : await replayed(after, kept);
    return { before, after, cases, differences: comparePolicies(before.policy, after.policy) };
  };
  const found = stored || dryRun === true ? await withDatabase(work) : await work(undefined);
  const { before, after, cases, differences } = found;
  if (json === true) {
    const { board } = after.policy;
    sayJson({
      board,
      before: before.version,
      after: after.version,
      differences,
      ...(cases === undefined ? {} : { cases }),
    });
    return;
  }
  say(
    `${after.policy.name}: ${before.name} (version ${before.version.slice(0, 12)}) and ${after.name} (version ${after.version.slice(0, 12)})`,
  );
  for (const line of sayDifferences(differences)) say(line);
  if (cases !== undefined) for (const line of sayCases(cases)) say(line);
}

function isStored(name: string): boolean {
  return /^[a-z0-9-]+@[0-9a-z]+$/.test(name) && !existsSync(name);
}

async function named(name: string, kept: Kept | undefined): Promise<Named> {
  if (isStored(name) && kept !== undefined) return storedVersion(name, kept);
  if (/^[a-z0-9][a-z0-9-]*$/.test(name) && !existsSync(name)) return { name, ...(await policyOf(name)) };
  const read = await readPolicyFile(name).catch((error: unknown) => {
    throw sayFileError(name, error);
  });
  if (read.kind === 'policy') return { name, policy: read.policy, version: read.version };
  for (const { line, column, says } of read.problems)
    process.stderr.write(`${name}:${line}:${column}  ${says}\n`);
  const many = count(read.problems.length, 'problem was', 'problems were');
  throw new CommandProblem(`${many} found in ${name}, so it is not compared.`);
}

async function storedVersion(name: string, { policies }: Kept): Promise<Named> {
  const [board = '', wanted = ''] = name.split('@');
  const known = await policies.versions(board);
  const meant = known.filter((version) => version.startsWith(wanted));
  const [version] = meant;
  if (version === undefined || meant.length > 1) {
    const there = known.length === 0 ? 'none' : known.map((one) => one.slice(0, 12)).join(', ');
    throw new CommandProblem(
      `The database has ${meant.length === 0 ? 'no version' : 'more than one version'} "${wanted}" of ${board}. There are: ${there}.`,
      2,
    );
  }
  const { policy } = await policies.frozen(board, version);
  return { name, policy, version };
}

/** Every finished case of the board, under the other version. */
async function replayed(after: Named, kept: Kept): Promise<readonly ReplayedCase[]> {
  const { policy } = after;
  const rows = await everyCase(kept.database.pool, { board: policy.board, which: 'closed' });
  const found: ReplayedCase[] = [];
  for (const { reference } of rows) {
    const caseId = await kept.cases.idOfReference(reference);
    const loaded = caseId === undefined ? undefined : await kept.cases.load(caseId);
    const state = loaded === undefined ? undefined : fold(loaded);
    if (state === undefined || !isRaised(state)) continue;
    const was = await kept.rulesOf(state.board, state.policyVersion);
    const other = { policy, calendar: calendarOf(policy), directory: was.directory };
    found.push({ reference, ...replayUnder(state, was, other) });
  }
  return found;
}

function sayDifferences(differences: readonly Difference[]): readonly string[] {
  if (differences.length === 0) return ['Nothing is different: the rules are the same.'];
  return kindsOfDifference.flatMap((kind) => {
    const those = differences.filter((one) => one.kind === kind);
    if (those.length === 0) return [];
    return [
      '',
      kind,
      ...those.map(({ says, source }) => `  ${says}${source === undefined ? '' : ` (${source})`}`),
    ];
  });
}

function sayCases(cases: readonly ReplayedCase[]): readonly string[] {
  const differing = cases.filter(isDifferentCase);
  const limits = differing.flatMap((one) => one.limits);
  const late = limits.filter((one) => !one.late && one.wouldBeLate).length;
  const inTime = limits.filter((one) => one.late && !one.wouldBeLate).length;
  return [
    '',
    `In ${count(cases.length, 'finished case', 'finished cases')} that the database has, with every step at the moment when it was really taken:`,
    differing.length === 0
      ? '  nothing would have been different.'
      : `  ${count(differing.length, 'case', 'cases')} would have been different: ${count(limits.length, 'date', 'dates')} other than they were, ${late} late that were in time, ${inTime} in time that were late.`,
    ...differing.flatMap((one) => [`  ${one.reference}`, ...sayReplay(one).map((line) => `    ${line}`)]),
  ];
}

function isDifferentCase({ reference: _reference, ...replay }: ReplayedCase): boolean {
  return isDifferent(replay);
}

function sayReplay(replay: Replay): readonly string[] {
  const date = (moment: string) => sayDate(new Date(moment));
  return [
    ...replay.limits.map(({ stage, duty, was, wouldBe, late, wouldBeLate }) => {
      const verdict = late === wouldBeLate ? '' : wouldBeLate ? '; late then' : '; in time then';
      return `${stage}: ${duty}: was ${date(was)}, would have been ${date(wouldBe)}${verdict}`;
    }),
    ...replay.stagesGone.map((stage) => `${stage} would not have been there`),
    ...replay.dutiesNew.map((duty) => `would also have been owed: ${duty}`),
    ...replay.dutiesGone.map((duty) => `would not have been owed: ${duty}`),
    ...replay.alsoTold.map((who) => `would also have been told: ${who}`),
    ...replay.notTold.map((who) => `would not have been told: ${who}`),
  ];
}
