import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stops } from './stops.ts';

/** An empty folder that is gone when the figure is done. */
export async function temporaryFolder(stops: Stops): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'concordat-bench-'));
  stops.add(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
