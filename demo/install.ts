import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const folder = fileURLToPath(new URL('.', import.meta.url));
const binary = fileURLToPath(new URL('node_modules/local-slack-linux-x64/bin/local-slack', import.meta.url));
const program = fileURLToPath(
  new URL('node_modules/@microsoft/m365agentsplayground/cli.js', import.meta.url),
);

/** The programs that play Slack and Teams on this machine. */
export type PracticeClients = { readonly slack: string; readonly teams: string };

/**
 * The programs that play Slack and Teams on this machine; downloaded on first use (two packages, no scripts run), never
 * with Concordat itself.
 *
 * @param log gets one line at a time while something is fetched; silent when it is already there.
 * @returns their paths; that of Slack has been seen to run.
 * @throws an Error in plain words where a program does not exist for this machine, could not be fetched, or does not run.
 */
export async function ensurePracticeClients(log: (line: string) => void): Promise<PracticeClients> {
  refuseOtherPlatforms();
  if (installedPracticeClient() === undefined || installedPracticeTeams() === undefined) {
    log(
      'Fetching the practice Slack (local-slack) and the practice Teams (Microsoft 365 Agents Playground, under ' +
        'Microsoft’s own licence), about 110 MB on disk. This happens once.',
    );
    await npmInstall(log);
  }
  log(`Practice Slack ${await versionOf(binary)} and practice Teams are ready.`);
  return { slack: binary, teams: program };
}

/** The practice Slack's path when it has been fetched already; tests use it to decide whether they can run. */
export function installedPracticeClient(): string | undefined {
  return existsSync(binary) ? binary : undefined;
}

/** As `installedPracticeClient`, for the practice Teams. */
export function installedPracticeTeams(): string | undefined {
  return existsSync(program) ? program : undefined;
}

function refuseOtherPlatforms(): void {
  if (process.platform === 'linux' && process.arch === 'x64') return;
  throw new Error(
    `The practice Slack exists for Linux on x64 only, and this is ${process.platform} on ${process.arch}. ` +
      'Either run the demo in a Linux container or in WSL, or connect a free Slack development workspace instead: ' +
      'README.md, "Connect Slack".',
  );
}

async function npmInstall(log: (line: string) => void): Promise<void> {
  const npm = spawn(
    'npm',
    ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'http'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  for (const stream of [npm.stdout, npm.stderr]) {
    createInterface({ input: stream }).on('line', (line) => log(`  ${line}`));
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    npm.on('error', reject);
    npm.on('close', resolve);
  }).catch((cause: unknown) => {
    throw new Error('npm could not be started. It comes with Node.js and must be on the PATH.', { cause });
  });
  if (exitCode === 0 && installedPracticeClient() !== undefined && installedPracticeTeams() !== undefined)
    return;
  throw new Error(
    `The practice clients could not be fetched (npm ended with ${String(exitCode)}; its own words are above). ` +
      'They need the npm registry once; afterwards the demo works without a network.',
  );
}

async function versionOf(path: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 20_000 });
    return stdout.trim();
  } catch (cause) {
    throw new Error(
      `The practice Slack is at ${path} but does not run here. It needs glibc (Debian, Ubuntu, Fedora; not Alpine). ` +
        'Delete demo/node_modules to fetch it again.',
      { cause },
    );
  }
}
