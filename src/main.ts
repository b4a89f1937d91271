#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addBackupCommands } from './commands/backup.ts';
import { addBoardCommands } from './commands/board.ts';
import { addCaseCommands } from './commands/case.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDirectoryCommands } from './commands/directory.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addKeysCommands } from './commands/keys.ts';
import { addMailCommands } from './commands/mail.ts';
import { addMigrateCommand } from './commands/migrate.ts';
import { addPolicyCommands } from './commands/policy.ts';
import { addTeamsPackageCommand } from './commands/teams-package.ts';
import { CommandProblem } from './compose/command-problem.ts';
import { addReportCommands } from './commands/report.ts';
import { addStartCommand } from './commands/start.ts';
import { shown } from './commands/shown.ts';
import { addTimelineCommand } from './commands/timeline.ts';
import { sayUnexpected } from './commands/unexpected.ts';

/** The command line. Exit status 0: done; 1: it found a problem; 2: wrong use. */
async function main(args: readonly string[]): Promise<number> {
  const program = new Command('concordat')
    .description(
      'Takes a disagreement between agencies about an adult at risk through the board’s own escalation procedure.',
    )
    .showHelpAfterError('Run "concordat --help" to see what there is.')
    .exitOverride();
  addPolicyCommands(program);
  addTimelineCommand(program);
  addStartCommand(program);
  addDemoCommand(program);
  addDirectoryCommands(program);
  addCaseCommands(program);
  addReportCommands(program);
  addMailCommands(program);
  addBoardCommands(program);
  addKeysCommands(program);
  addBackupCommands(program);
  addMigrateCommand(program);
  addDoctorCommand(program);
  addTeamsPackageCommand(program);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommandProblem) {
      process.stderr.write(`${shown(error.message)}\n`);
      return error.exit;
    }
    // Commander has said already what was wrong; its own zero is --help and --version.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${sayUnexpected(error, (process.env['CONCORDAT_DEBUG'] ?? '') !== '')}\n`);
    return 1;
  }
}

// `concordat case list | head` is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// The variables of .env.example may stand in a file .env; what the environment itself says goes first.
if (existsSync('.env')) process.loadEnvFile('.env');
const exit = await main(process.argv.slice(2));
if (exit !== 0) process.exitCode = exit; // a command may have set one itself
