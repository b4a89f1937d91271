import type { Command } from 'commander';
import { backupEmbedded } from '../adapters/postgres/embedded-backup.ts';
import { EmbeddedPostgresError } from '../adapters/postgres/embedded-error.ts';
import { restoreEmbedded } from '../adapters/postgres/embedded-restore.ts';
import { openRestores } from '../adapters/postgres/restores.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { messageOf } from '../compose/open-database.ts';
import type { Config } from '../config.ts';
import { readMoment } from '../policy/read-moment.ts';
import { sayDate } from '../policy/say-date.ts';
import { configured } from './configured.ts';
import { count, say, sayJson, type WithJson } from './say.ts';
import { withDatabase } from './with-database.ts';

/** `concordat backup | restore | note-restore`. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup')
    .description(
      'copies the embedded database, while the bot is stopped; of your own server use its own backups',
    )
    .requiredOption('--to <folder>', 'a folder that is not there yet')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat backup --to /backups/2026-12-03')
    .action(backup);
  program
    .command('restore')
    .description('puts a backup of the embedded database back, and notes that it was put back')
    .requiredOption('--from <folder>', 'a folder that "concordat backup" made')
    .option('--move-aside', 'keep a database that is there beside the one that is put back')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample: concordat restore --from /backups/2026-12-03')
    .action(restore);
  program
    .command('note-restore')
    .description(
      'after you put back a backup of your own server, before the bot starts: people are then told what is lost and what may come twice',
    )
    .requiredOption('--made <moment>', 'up to when the backup knows what happened')
    .addHelpText('after', '\nExample: concordat note-restore --made 2026-12-03T08:00')
    .action(noteRestore);
}

async function backup({ to, json }: WithJson & { readonly to: string }): Promise<void> {
  const config = embeddedOnly(
    'Make a backup with its own tools, such as: pg_dump --format=custom --schema=concordat --file=concordat.dump',
  );
  const keys = config.keys.map(({ id }) => id);
  const made = new Date();
  const done = await saying(backupEmbedded({ folder: config.folder, to, made, keys }));
  if (json === true) {
    sayJson({ to, made: made.toISOString(), keys, ...done });
    return;
  }
  say(
    `${count(done.files, 'file', 'files')} (${Math.ceil(done.bytes / 1e6)} MB) in ${to}. The hash of its manifest: ${done.hash}`,
  );
  say(
    `CONCORDAT_KEYS is not in it. Keep the keys${named(keys)} apart from it: without them nobody can read what people wrote.`,
  );
}

async function restore({
  from,
  moveAside = false,
  json,
}: WithJson & { readonly from: string; readonly moveAside?: boolean }): Promise<void> {
  const config = embeddedOnly('Put a backup back with its own tools, then run "concordat note-restore"');
  const done = await saying(restoreEmbedded({ from, folder: config.folder, moveAside, now: new Date() }));
  const missing = done.keys.filter((id) => !config.keys.some((key) => key.id === id));
  await noted(done.made).catch((error: unknown) => {
    // To restore again would be refused, for the database is there; without the note nobody would be told what is lost.
    throw new CommandProblem(
      `${messageOf(error)}\nApart from that the database is back, file for file; but that it was put back could not be noted. Once the database starts, run "concordat note-restore --made ${done.made.toISOString()}" before "concordat start".`,
    );
  });
  if (json === true) {
    sayJson({ from, ...done, made: done.made.toISOString(), missing });
    return;
  }
  say(`The backup of ${sayDate(done.made)} is back: ${count(done.files, 'file', 'files')}, each as it was.`);
  if (done.movedTo !== undefined) say(`The database that was there before is in ${done.movedTo}.`);
  if (missing.length > 0)
    say(
      `CONCORDAT_KEYS lacks the keys${named(missing)}: put them back, or what was written under them stays closed.`,
    );
  say(next);
}

async function noteRestore({ made: given }: { readonly made: string }): Promise<void> {
  const made = readMoment(given);
  if (made === undefined)
    throw new CommandProblem(
      `"${given}" is no moment. Write a date and a time, such as 2026-12-03T08:00.`,
      2,
    );
  await noted(made);
  say(`It is noted that the database was put back from a backup of ${sayDate(made)}.`);
  say(next);
}

const next =
  'Next: "concordat case verify", then "concordat start". When it starts, everybody who has a part in an open case and the boards’ offices are told what is lost, and that some messages may come again.';

function noted(made: Date): Promise<void> {
  return withDatabase(({ database, clock }) => openRestores(database.pool).note(made, clock.now()));
}

function embeddedOnly(otherwise: string): Config {
  const config = configured();
  if (config.databaseUrl === undefined) return config;
  throw new CommandProblem(`DATABASE_URL is set: the database is on a server of yours. ${otherwise}.`, 2);
}

async function saying<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw new CommandProblem(error.message);
    throw error;
  }
}

function named(ids: readonly string[]): string {
  return ids.length === 0 ? '' : ` ${ids.map((id) => `"${id}"`).join(', ')}`;
}
