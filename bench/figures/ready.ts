import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { installedPracticeClient } from '../../demo/install.ts';
import type { Bench, Figure, Row } from '../support/figure.ts';
import { median, rowOf } from '../support/measure.ts';
import type { Round } from '../support/measure.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/**
 * From typing `npm run demo`, where everything is installed, until it says that it is ready. It runs in a copy of the
 * sources, so that the demo somebody plays with here keeps its cases, and the first start is really a first one.
 */
export const ready: Figure = { name: 'ready', title: 'npm run demo until it is ready', measure };

const against = 'npm run of an empty program by tsx';

async function measure(bench: Bench): Promise<readonly Row[]> {
  if (installedPracticeClient() === undefined) {
    bench.say('The practice Slack is not installed (npm ci --prefix demo): left out.');
    return [];
  }
  const first: Round[] = [];
  const second: Round[] = [];
  for (let round = 0; round < (bench.quick ? 1 : 5); round += 1) {
    const folder = await copyOfSources(bench);
    bench.say(`round ${round + 1}: first start`);
    const baseline = [await secondsUntil(bench, folder, 'nothing', /^Nothing/u)];
    first.push({ ours: [await secondsUntil(bench, folder, 'demo', /^Ready after/u)], baseline });
    bench.say(`round ${round + 1}: second start`);
    second.push({ ours: [await secondsUntil(bench, folder, 'demo', /^Ready after/u)], baseline });
  }
  const about = { figure: ready.name, unit: 's', against } as const;
  return [
    rowOf({ ...about, what: 'first start, makes its database' }, first, median),
    rowOf({ ...about, what: 'second start' }, second, median),
  ];
}

async function copyOfSources({ stops }: Bench): Promise<string> {
  const folder = await temporaryFolder(stops);
  const root = fileURLToPath(new URL('../../', import.meta.url));
  for (const part of ['src', 'test', 'policies', 'tsconfig.json', 'package.json']) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  const installed = join(root, 'demo', 'node_modules');
  await cp(join(root, 'demo'), join(folder, 'demo'), {
    recursive: true,
    filter: (from) => from !== installed,
  });
  await symlink(installed, join(folder, 'demo', 'node_modules'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'nothing.ts'), `console.log('Nothing');\n`);
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      type: 'module',
      scripts: { demo: 'tsx src/main.ts demo', nothing: 'tsx nothing.ts' },
    }),
  );
  return folder;
}

/** Runs a script of the copy until it prints a line, then ends it as Ctrl-C does and waits until it is gone. */
async function secondsUntil({ stops }: Bench, folder: string, script: string, line: RegExp): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: folder,
    detached: true, // a group of its own, to which Ctrl-C can be sent
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close'); // of npm, and of what it runs: they share the pipe
  const end = async () => {
    interrupt(child);
    await ended;
  };
  stops.add(end);
  for await (const said of createInterface({ input: child.stdout })) {
    if (!line.test(said)) continue;
    const seconds = (performance.now() - began) / 1000;
    child.stdout.resume();
    await end();
    return seconds;
  }
  throw new Error(`npm run ${script} ended before it said that it was ready`);
}

function interrupt({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(-pid, 'SIGINT');
}
