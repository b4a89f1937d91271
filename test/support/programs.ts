import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installedPracticeClient, installedPracticeTeams } from '../../demo/install.ts';

/** Programs that some tests need and that a machine may lack, with what is left out then. */
const optionalPrograms = [
  { name: 'redis-server', leftOut: 'the queue on Redis', find: () => programOnPath('redis-server') },
  { name: 'openssl', leftOut: 'the queue on Redis with TLS', find: () => programOnPath('openssl') },
  {
    name: 'pg_dump, with initdb, pg_ctl and postgres of its version,',
    leftOut: 'a dump of a server that is put back',
    find: () => serverOfPgDump()?.pg_dump,
  },
  { name: 'chromium', leftOut: 'whole cases in a real browser', find: chromiumOnPath },
] as const;

/**
 * The full path of a program that the PATH offers, or `undefined`.
 *
 * @example
 * programOnPath('redis-server') // => '/usr/bin/redis-server'
 */
export function programOnPath(name: string): string | undefined {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders
    .flatMap((folder) => suffixes.map((suffix) => join(folder, name + suffix)))
    .find(isExecutable);
}

/**
 * The programs to dump a server of PostgreSQL, and those of a server that this pg_dump fits: an older one refuses a newer server,
 * and the embedded server comes without one.
 */
export function serverOfPgDump() {
  const names = ['pg_dump', 'pg_restore', 'initdb', 'pg_ctl', 'postgres'] as const;
  const [pg_dump, pg_restore, initdb, pg_ctl, postgres] = names.map(programOnPath);
  if (!pg_dump || !pg_restore || !initdb || !pg_ctl || !postgres) return undefined;
  const [dumps, serves] = [majorOf(pg_dump), majorOf(postgres)];
  return dumps !== undefined && dumps === serves ? { pg_dump, pg_restore, initdb, pg_ctl } : undefined;
}

/** `pg_dump (PostgreSQL) 18.1` => `18` */
function majorOf(program: string): string | undefined {
  const said = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout;
  return /PostgreSQL\) (\d+)/.exec(said)?.[1];
}

/** The browser in which whole cases are played on the practice clients. */
export function chromiumOnPath(): string | undefined {
  const found = ['chromium', 'chromium-browser', 'google-chrome'].map(programOnPath);
  return found.find((path) => path !== undefined);
}

/** One sentence for each optional program that is absent, saying which tests are left out for it. */
export function absentPrograms(): readonly string[] {
  const absent = optionalPrograms
    .filter(({ find }) => find() === undefined)
    .map(({ name, leftOut }) => `${name} is not on the PATH: left out ${leftOut}.`);
  const clients = [
    { name: 'Slack', path: installedPracticeClient() },
    { name: 'Teams', path: installedPracticeTeams() },
  ]
    .filter(({ path }) => path === undefined)
    .map(
      ({ name }) =>
        `The practice ${name} is not there (npm ci --prefix demo): left out the journeys through it.`,
    );
  return [...absent, ...clients];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not ours to run: the same to a test
  }
}
