import type { Command } from 'commander';
import { CommandProblem } from '../compose/command-problem.ts';
import type { Config } from '../config.ts';
import type { Directory } from '../directory/directory.ts';
import { spacesOn } from '../directory/lookup.ts';
import type { Policy } from '../policy/policy.ts';
import { checkAnchors } from './checks/anchors.ts';
import { checkConfiguration } from './checks/configuration.ts';
import { checkDatabase, findDatabase } from './checks/database.ts';
import { skipped, type Finding } from './checks/finding.ts';
import { checkKept } from './checks/kept.ts';
import { checkPolicies } from './checks/policies.ts';
import { checkQueue } from './checks/queue.ts';
import type { KeptInstallation } from './checks/slack-installs.ts';
import { count, say, sayJson, table, type WithJson } from './say.ts';

/** `concordat doctor`. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'configuration, database, queue, policies, directory, keys, anchors, Slack, Teams, e-mail: what is wrong and what to do',
    )
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat doctor')
    .action(doctor);
}

/** Looks and changes nothing, so it may be run at any time, also beside a bot that runs. */
async function doctor({ json }: WithJson): Promise<void> {
  const { config, findings: first } = checkConfiguration(process.env);
  const policies = await checkPolicies(config ?? { boards: [] }, new Date());
  const rest =
    config === undefined
      ? ['database', 'queue', 'directory', 'keys', 'slack', 'teams', 'e-mail'].map((check) =>
          skipped(check, 'the configuration has problems'),
        )
      : await checkWorld(config, policies.served);
  const findings = grouped([...first, ...policies.findings, ...rest]);
  if (json === true) sayJson(findings);
  else for (const line of table(findings.map(({ state, check, says }) => [state, check, says]))) say(line);
  const wrong = findings.filter(({ state }) => state === 'wrong').length;
  if (wrong > 0)
    throw new CommandProblem(`${count(wrong, 'thing is', 'things are')} wrong. Each line says what to do.`);
  if (json !== true) say('Nothing is wrong.');
}

/** What belongs together stands together, in the order in which it was first met. */
function grouped(findings: readonly Finding[]): readonly Finding[] {
  const checks = [...new Set(findings.map(({ check }) => check))];
  return checks.flatMap((check) => findings.filter((finding) => finding.check === check));
}

async function checkWorld(config: Config, served: readonly Policy[]): Promise<readonly Finding[]> {
  const stored = await checkStored(config, served);
  // The other commands need not wait for the platforms' kits.
  const { checkSlack } = await import('./checks/slack.ts');
  const { checkTeams } = await import('./checks/teams.ts');
  const { checkMail } = await import('./checks/mail.ts');
  const { directory, installations } = stored;
  return [
    ...stored.findings,
    ...(await checkAnchors(config, new Date())),
    ...(await checkSlack(config, directory && spacesOn(directory, 'slack'), installations)),
    ...(await checkTeams(config, directory && spacesOn(directory, 'teams'))),
    ...(await checkMail(config, directory && spacesOn(directory, 'email'))),
    ...(stored.mailboxes ?? []),
  ];
}

type Stored = {
  readonly findings: readonly Finding[];
  readonly directory?: Directory;
  readonly installations?: readonly KeptInstallation[];
  /** Of the boards' offices. */
  readonly mailboxes?: readonly Finding[];
};

/** Database and queue, then what is kept in the database, where it can be read. */
async function checkStored(config: Config, served: readonly Policy[]): Promise<Stored> {
  const found = await findDatabase(config);
  const later = (because: string) => [skipped('directory', because), skipped('keys', because)];
  if ('says' in found) {
    const queue = await checkQueue(config, undefined);
    return { findings: [found, ...queue, ...later('there is no database to look into')] };
  }
  try {
    const database = await checkDatabase(config, found.url);
    const sound = database.every(({ state }) => state !== 'wrong');
    const reachable = database.some(({ state }) => state === 'ok');
    const queue = await checkQueue(config, reachable ? found.url : undefined);
    if (!sound) return { findings: [...database, ...queue, ...later('the database is not right')] };
    const kept = await checkKept(config, found.url, served);
    const { findings, ...rest } = kept;
    return { ...rest, findings: [...database, ...queue, ...findings] };
  } finally {
    await found.stop();
  }
}
