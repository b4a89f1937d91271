import type { Command } from 'commander';
import { readPolicyFile } from '../adapters/files/policy-files.ts';
import { notYetHonoured } from '../policy/not-yet.ts';
import { secondLook } from '../policy/second-look.ts';
import { unconfirmedReadings } from '../policy/policy-lookup.ts';
import type { Policy } from '../policy/policy.ts';
import type { ObligationRule } from '../policy/obligation.ts';
import { sayRule } from '../policy/say-rule.ts';
import { reviewHasPassed, reviewWarning, sayMonth } from '../policy/review.ts';
import { knownPolicies, policyNamed } from '../compose/known-boards.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { acceptPolicy } from './accept-policy.ts';
import { comparePolicyFiles } from './compare-policies.ts';
import { loadPolicies } from './load-policy.ts';
import { unknownThemes } from '../report/themes.ts';
import { count, say, sayFileError, sayJson, table, type WithJson } from './say.ts';

/** `concordat policy check | list | show | accept | load | compare`. */
export function addPolicyCommands(program: Command): void {
  const policy = program.command('policy').description('the boards’ procedures, each a file');
  policy
    .command('check')
    .description('every problem of policy files at once, with line and column')
    .argument('<file...>', 'policy files (YAML)')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat policy check policies/redbridge.yaml')
    .action(checkPolicies);
  policy
    .command('list')
    .description('the policies that are here, and which readings no board has confirmed')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat policy list --json')
    .action(listPolicies);
  policy
    .command('show')
    .description('a board’s procedure: stages, dates, readings')
    .argument('<board>', 'the board’s id, such as redbridge, or a policy file')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat policy show redbridge')
    .action(showPolicy);
  policy
    .command('accept')
    .description(
      'records that a named person accepts the policy for the board, with the readings it rests on',
    )
    .argument('<board>', 'the board’s id, such as redbridge')
    .requiredOption('--by <name>', 'who accepts it for the board')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample: concordat policy accept redbridge --by "Bella Example, business manager"',
    )
    .action(acceptPolicy);

  policy
    .command('load')
    .description('brings new versions of policy files into the database, and so into a bot that runs')
    .argument('<file...>', 'policy files (YAML)')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat policy load policies/redbridge.yaml')
    .action(loadPolicies);
  policy
    .command('compare')
    .description('what is different between two versions of a policy, in words for a board’s office')
    .argument(
      '<old>',
      'a policy file, a board’s id for the file that is here, or BOARD@VERSION for one that is stored',
    )
    .argument('<new>', 'the same, for the other version')
    .option('--dry-run', 'also what would have been different in the finished cases of the database')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat policy compare redbridge new-edition.yaml --dry-run')
    .action(comparePolicyFiles);
}

async function checkPolicies(files: readonly string[], { json }: WithJson): Promise<void> {
  const results = [];
  for (const file of files) {
    const read = await readPolicyFile(file).catch((error: unknown) => {
      throw sayFileError(file, error);
    });
    results.push(
      read.kind === 'policy'
        ? {
            file,
            problems: [],
            board: read.policy.board,
            version: read.version,
            lookAgain: [...secondLook(read.policy), ...unknownThemes(read.policy)],
            notYet: notYetHonoured(read.policy),
          }
        : { file, problems: read.problems },
    );
  }
  const found = results.reduce((sum, { problems }) => sum + problems.length, 0);
  if (json === true) sayJson(results);
  else {
    for (const result of results) {
      for (const { line, column, says } of result.problems) say(`${result.file}:${line}:${column}  ${says}`);
      if ('board' in result)
        for (const line of [
          `${result.file}  right: the policy of ${result.board}, version ${result.version}`,
          ...(result.lookAgain ?? []).map((line) => `  Look again: ${line}`),
          ...sayNotYet(result.notYet ?? []),
        ])
          say(line);
    }
  }
  if (found > 0)
    throw new CommandProblem(
      `${found === 1 ? 'One problem was' : `${found} problems were`} found. A file with any problem is not used.`,
    );
}

async function listPolicies({ json }: WithJson): Promise<void> {
  const { policies, problems } = await knownPolicies();
  const now = new Date();
  const rows = policies.map(({ policy, version }) => ({
    board: policy.board,
    name: policy.name,
    status: policy.document.status,
    version,
    unconfirmed: unconfirmedReadings(policy).map(({ id }) => id),
    ...(reviewHasPassed(policy, now) ? { reviewWasDue: policy.document.review } : {}),
  }));
  if (json === true) sayJson({ policies: rows, unusable: problems });
  else {
    for (const line of table(
      rows.map((row) => [
        row.board,
        row.status,
        row.version,
        `${row.name}; ${row.unconfirmed.length} readings not confirmed${row.reviewWasDue === undefined ? '' : `; its review was due in ${sayMonth(row.reviewWasDue)}`}`,
      ]),
    ))
      say(line);
  }
  const [broken] = problems;
  if (broken !== undefined)
    throw new CommandProblem(
      `${broken.file} has problems and is not used: run "concordat policy check ${broken.file}".`,
    );
}

async function showPolicy(board: string, { json }: WithJson): Promise<void> {
  const { policy, version } = await policyNamed(board);
  if (json === true) sayJson({ version, notYet: notYetHonoured(policy), ...policy });
  else for (const line of describe(policy, version)) say(line);
}

function describe(policy: Policy, version: string): readonly string[] {
  const { document } = policy;
  const edition = [
    document.title,
    document.edition,
    document.published,
    document.status === 'draft' ? 'a draft' : undefined,
  ].filter((part) => part !== undefined);
  const unconfirmed = unconfirmedReadings(policy);
  return [
    `${policy.name} (${policy.board}), version ${version}`,
    edition.join(', '),
    ...(document.parent === undefined ? [] : [`Belongs to: ${document.parent}`]),
    ...document.warnings.map((warning) => `Warning: ${warning}`),
    ...[reviewWarning(policy, new Date())].flatMap((warning) =>
      warning === undefined ? [] : [`Warning: ${warning}`],
    ),
    '',
    ...policy.stages.flatMap((stage) => [
      `${stage.label}: ${stage.title} (${stage.source})`,
      ...table(
        stage.obligations.map((rule) => [
          `  ${rule.id}`,
          `${rule.owed_by.side} ${rule.owed_by.role}`,
          `${rule.strict}, ${sayTimes(rule)}, ${rule.source}${rule.added === true ? ', added by the software' : ''}`,
        ]),
      ),
    ]),
    '',
    sayUnconfirmed(unconfirmed.length, policy.readings.length),
    ...unconfirmed.flatMap(({ id, about, chosen, affects }) => [
      `  ${id}  ${about} (changes: ${affects.join(', ')})`,
      `      we read it so: ${chosen}`,
    ]),
    ...sayNotYet(notYetHonoured(policy)),
  ];
}

/** By when a duty is owed, and the earlier date where the document names one too. */
function sayTimes({ due, target }: ObligationRule): string {
  const aims = target === undefined ? [] : [`target ${sayRule(target.due)}`];
  const limits = due === undefined ? (aims.length === 0 ? ['no date'] : []) : [sayRule(due)];
  return [...limits, ...aims].join(', ');
}

function sayUnconfirmed(unconfirmed: number, of: number): string {
  if (of === 0) return 'It declares no readings.';
  if (unconfirmed === 0) return `The board has confirmed ${of === 1 ? 'its reading' : `all ${of} readings`}.`;
  return `${unconfirmed} of ${count(of, 'reading', 'readings')} ${unconfirmed === 1 ? 'is' : 'are'} not confirmed by the board:`;
}

/** Notes, not problems: the file is right, and a case would not follow all of it. */
function sayNotYet(lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return [
    `Note: ${count(lines.length, 'thing', 'things')} in this procedure Concordat does not do yet, so no case opens under it:`,
    ...lines.map((line) => `  ${line}`),
  ];
}
