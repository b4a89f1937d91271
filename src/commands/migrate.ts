import type { Command } from 'commander';
import { say } from './say.ts';
import { withDatabase } from './with-database.ts';

/** `concordat migrate`: what every start does first, by itself, as for a step of its own before many processes start. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('brings the tables of the database up to date, and ends; "start" does it as well')
    .addHelpText('after', '\nExample: concordat migrate')
    .action(async () => {
      await withDatabase(() => Promise.resolve());
      say('The tables are up to date.');
    });
}
