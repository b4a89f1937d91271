import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLog } from '../../../src/adapters/system/log.ts';

/** A device of Linux on which there is never any room. */
const alwaysFull = '/dev/full';

it('writes one line of JSON an event, without what a case says', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'concordat-log-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'log');

  openLog('info', file).info({ caseId: 'c-1', words: 'Mrs Invented is at home alone' }, 'changed');

  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    caseId: 'c-1',
    words: '[struck out]',
    msg: 'changed',
  });
});

it.skipIf(!existsSync(alwaysFull))('stands in nobody’s way when there is no room for its lines', () => {
  const log = openLog('info', alwaysFull);

  // The first error is the one that pino gives back; every later one comes straight from the stream.
  for (const line of ['one', 'two', 'three']) expect(() => log.error({}, line)).not.toThrow();
});
