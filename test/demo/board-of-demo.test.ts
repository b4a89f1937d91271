import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { boardOfDemo } from '../../demo/board-of-demo.ts';
import { CommandProblem } from '../../src/compose/command-problem.ts';
import { policyNamed } from '../../src/compose/known-boards.ts';
import { openConversation } from '../support/conversation.ts';
import { inPart } from '../support/in-part.ts';
import { redbridge, redbridgeText } from '../policy/policies.ts';

const at = '2026-12-22T10:00:00Z';

test('the demo plays a board whose procedure cases follow as a whole, and says of the others why not', async () => {
  const { policies } = await openConversation({ at, policies: [redbridge(), inPart()] });
  const demo = { stores: { policies } };
  expect(boardOfDemo(demo, 'redbridge').policy.board).toBe('redbridge');
  expect(() => boardOfDemo(demo, 'tilbury')).toThrow(/cannot follow all of the procedure of Tilbury/);
  // Neither is a fault of the program: one sentence is said, and no trace.
  expect(() => boardOfDemo(demo, 'tilbury')).toThrow(CommandProblem);
  expect(() => boardOfDemo(demo, 'nowhere')).toThrow(CommandProblem);
  expect(() => boardOfDemo(demo, 'nowhere')).toThrow(/There is: redbridge, tilbury/);
});

test('a board is found by its id or as a file of one’s own; a file with a problem is named with its line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'concordat-board-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'our-board.yaml');
  await writeFile(file, redbridgeText.replace('board: redbridge', 'board: our-board'));
  expect((await policyNamed('solihull')).policy.board).toBe('solihull');
  expect((await policyNamed(file)).policy.board).toBe('our-board');
  await expect(policyNamed('nowhere')).rejects.toThrow('There is no board "nowhere" here.');
  await writeFile(file, redbridgeText.replace('board: redbridge', 'bord: redbridge'));
  await expect(policyNamed(file)).rejects.toThrow(/our-board\.yaml:\d+:\d+ {2}.*bord/);
  await expect(policyNamed(join(folder, 'none.yaml'))).rejects.toThrow('cannot be read');
});
