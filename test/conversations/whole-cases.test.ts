import { describe, expect, test, vi } from 'vitest';
import { boards, onBoth, platforms } from '../support/platforms/all.ts';
import { play, raise } from '../support/platforms/play.ts';
import { tellings } from '../support/platforms/tellings.ts';
import { openWorld } from '../support/platforms/world.ts';

/* Weeks pass in these stories: some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

const told = tellings();

/**
 * With e-mail one board's case is played and not all: each e-mail is opened with a link and a code, so that a case takes four
 * times as long, and what is done in it goes through the same pages as every act (every-act.test.ts).
 */
const boardsOn = (platform: string) => (platform === 'Email' ? boards.slice(0, 1) : boards);

describe.each(platforms)('in $platform', ({ platform, on }) => {
  test.each(boardsOn(platform))(
    'a case of %s that nobody answers goes up stage by stage to the last forum; at each stage the sides could have settled it',
    async (board) => {
      const world = await openWorld({ board, on });
      const reference = await raise(world);
      const settled = new Map<string, string>();
      const { moves, state } = await play(
        world,
        reference,
        { silent: true },
        {
          before: async ({ state: { stage } }) => {
            if (settled.has(stage)) return;
            const back = world.keep();
            const { state: then } = await play(world, reference, { agreeAt: stage });
            settled.set(
              stage,
              'how' in then && then.how === 'resolved' ? `settled at ${then.stage}` : then.status,
            );
            await back();
          },
        },
      );
      expect(moves.some((move) => move.includes('tom.pennywort'))).toBe(false);
      expect(state.head).toBeDefined();
      expect([...settled.keys()]).toEqual(Object.keys(state.stagesEntered));
      // Where the last forum has the word, it may be too late for the sides to settle it.
      const last = world.policy.stages.at(-1)?.id;
      const unsettled = [...settled].filter(
        ([stage, how]) => stage !== last && how !== `settled at ${stage}`,
      );
      expect(unsettled).toEqual([]);
      told.keep(board, platform, world.transcript());
      await world.end();
    },
  );
});

test('with the council in Slack and the hospital in Teams a case goes up to the last forum, answered by everybody', async () => {
  const world = await openWorld({ board: 'hertfordshire', on: onBoth });
  const { state } = await play(world, await raise(world));
  expect(state.head).toBeDefined();
  const acted = new Set(
    world.inputs.flatMap((input) => ('account' in input ? [input.account.platform] : [])),
  );
  expect([...acted].sort()).toEqual(['slack', 'teams']);
  await world.end();
});

test('every case is told in the same words on every platform', () => {
  expect(told.differing()).toEqual([]);
});
