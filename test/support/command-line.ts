import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError } from 'commander';
import { vi } from 'vitest';
import { addBackupCommands } from '../../src/commands/backup.ts';
import { addBoardCommands } from '../../src/commands/board.ts';
import { addCaseCommands } from '../../src/commands/case.ts';
import { addDirectoryCommands } from '../../src/commands/directory.ts';
import { addDoctorCommand } from '../../src/commands/doctor.ts';
import { addKeysCommands } from '../../src/commands/keys.ts';
import { addMailCommands } from '../../src/commands/mail.ts';
import { addPolicyCommands } from '../../src/commands/policy.ts';
import { addReportCommands } from '../../src/commands/report.ts';
import { addTeamsPackageCommand } from '../../src/commands/teams-package.ts';
import { addTimelineCommand } from '../../src/commands/timeline.ts';
import { CommandProblem } from '../../src/compose/command-problem.ts';

export type Ran = { readonly exit: number | null; readonly out: string; readonly err: string };
type Environment = Readonly<Record<string, string>>;

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

/**
 * Runs the real command line as a process of its own, with nothing of our environment but what finds programs.
 *
 * @example
 * await concordat(['case', 'list'], { DATABASE_URL: database.url })
 */
export function concordat(args: readonly string[], environment: Environment = {}): Promise<Ran> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', tsx, main, ...args], {
    cwd: tmpdir(), // where no .env of a developer is
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => resolve({ exit, out, err }));
  });
}

/** The commands as the command line has them, without a process: a process takes a second to start. */
export function commands(): Command {
  const program = new Command('concordat').exitOverride();
  for (const add of [
    addPolicyCommands,
    addTimelineCommand,
    addDirectoryCommands,
    addCaseCommands,
    addDoctorCommand,
    addMailCommands,
    addReportCommands,
    addBackupCommands,
    addBoardCommands,
    addKeysCommands,
    addTeamsPackageCommand,
  ])
    add(program);
  return program;
}

/** Runs a command here. What it writes is caught, and the environment is as it was afterwards. */
export async function concordatHere(args: readonly string[], environment: Environment = {}): Promise<Ran> {
  let [out, err] = ['', ''];
  const caught = (take: (text: string) => void) => (chunk: string | Uint8Array) => {
    take(String(chunk));
    return true;
  };
  const written = vi.spyOn(process.stdout, 'write').mockImplementation(caught((text) => (out += text)));
  const said = vi.spyOn(process.stderr, 'write').mockImplementation(caught((text) => (err += text)));
  vi.stubEnv('BASE_URL', ''); // Vite sets its own
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  try {
    await commands().parseAsync([...args], { from: 'user' });
    return { exit: 0, out, err };
  } catch (error) {
    if (error instanceof CommandProblem) return { exit: error.exit, out, err: `${err}${error.message}\n` };
    if (error instanceof CommanderError) return { exit: error.exitCode === 0 ? 0 : 2, out, err };
    throw error;
  } finally {
    written.mockRestore();
    said.mockRestore();
    vi.unstubAllEnvs();
  }
}
