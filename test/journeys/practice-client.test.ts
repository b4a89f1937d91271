import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boardOfDemo } from '../../demo/board-of-demo.ts';
import { policyNamed } from '../../src/compose/known-boards.ts';
import { installedPracticeClient } from '../../demo/install.ts';
import { playScript } from '../../demo/script.ts';
import { startDemo, type Demo } from '../../demo/start-demo.ts';

/*
 * The whole system as a newcomer meets it: two practice Slacks, signed HTTP, Bolt, the embedded database and the queue
 * on it. One case goes from /escalate to the answers to the chair's recommendations.
 */
describe.runIf(installedPracticeClient() !== undefined)('a case through the practice clients', () => {
  let demo: Demo;
  let folder: string;
  const told: string[] = [];
  let exit: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concordat-demo-'));
    demo = await startDemo({
      folder,
      board: await policyNamed('redbridge'),
      fresh: false,
      log: () => undefined,
    });
    exit = await playScript(demo, boardOfDemo(demo, 'redbridge'), (line) => told.push(line));
  }, 600_000);
  afterAll(async () => {
    await demo.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('it comes to its end', () => {
    expect(exit).toBe(0);
    expect(told.at(-1)).toContain('The case is closed.');
  });

  test('each stage begins on the day that the worked example of the readings gives', () => {
    const acts = told.filter((line) => line.startsWith('# ') && line.includes('presses “Take it to'));
    expect(acts).toEqual([
      '# Thursday 31 December 2026, 17:00. Amara Quill presses “Take it to the next stage”.',
      '# Friday 8 January 2027, 17:00. Desmond Fairlight presses “Take it to the next stage”.',
      '# Friday 15 January 2027, 17:00. Helen Starling presses “Take it to the next stage”.',
    ]);
    expect(told.join('\n')).toContain('Friday 22 January 2027, 17:00');
  });

  test('the board’s business manager hears at Stage 3 and not before', () => {
    const stage3 = told.findIndex((line) => line.includes('Desmond Fairlight presses “Take it to'));
    const heard = told.findIndex((line) => line.includes('To Marguerite Sloane:'));
    expect(stage3).toBeGreaterThan(0);
    expect(heard).toBeGreaterThan(stage3);
  });

  test('nothing that is left to do is due any more, and nothing failed', async () => {
    const next = await demo.stores.outbox.nextDue();
    expect(next === undefined || next > demo.clock.now()).toBe(true);
  });

  test('what people wrote was read in windows and never stood in a message', () => {
    const messages = told.filter((line) => line.startsWith('    | ')).join('\n');
    expect(messages).toContain('RED-');
    expect(messages).not.toContain('discharge before the home is safe');
    expect(told.filter((line) => line.startsWith('    ( ')).join('\n')).toContain(
      'discharge before the home is safe',
    );
  });
});
