import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runAs, type Account } from './embedded-account.ts';
import { EmbeddedPostgresError, errorCode, useYourOwn } from './embedded-error.ts';

/**
 * Runs one of PostgreSQL's programs to its end, as the account. It gets a session of its own, so that Ctrl-C in the
 * terminal reaches only us and what we drain still finds its server; and of our variables only those that it cannot do
 * without: the others hold our secrets, which whoever runs as its account could read, and settings that change what it does.
 *
 * @param options.heed 'nothing' for a program that leaves a server behind: a pipe would stay open as long as that server runs
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly account: Account | undefined; readonly cwd: string; readonly heed?: 'nothing' },
): Promise<{ status: number | null; output: string }> {
  const output = options.heed === 'nothing' ? 'ignore' : 'pipe';
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...runAs(options.account),
      cwd: options.cwd,
      detached: true,
      windowsHide: true,
      env: cleanEnvironment(),
      stdio: ['ignore', output, output],
    });
    let said = '';
    const keep = (chunk: Buffer): void => {
      said += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (cause) => reject(cannotRun(program, options.cwd, cause)));
    child.on('close', (status) => resolve({ status, output: said }));
  });
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => needed.has(name.toUpperCase()));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
/** Where programs, libraries and temporary files are, on each kind of system; and the zone. */
const needed = new Set([
  ...['PATH', 'HOME', 'TMPDIR', 'TZ', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'],
  ...['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'TEMP', 'TMP', 'USERPROFILE'],
]);

function cannotRun(program: string, cwd: string, cause: Error): EmbeddedPostgresError {
  if (!existsSync(cwd)) {
    return new EmbeddedPostgresError(`${cwd} was removed.`, 'Start again to begin with an empty database.', {
      cause,
    });
  }
  // The file is there (npm installed it), so "no such file" speaks of the loader that it asks for.
  const musl = process.platform === 'linux' && errorCode(cause) === 'ENOENT';
  return new EmbeddedPostgresError(
    `Cannot run ${program} (${errorCode(cause) ?? cause.message}).`,
    `${musl ? 'It needs glibc: use Debian or Ubuntu, not Alpine. ' : ''}${useYourOwn}`,
    { cause },
  );
}
