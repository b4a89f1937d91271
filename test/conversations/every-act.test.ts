import { describe, expect, test, vi } from 'vitest';
import { conversations } from '../../src/flows/acts/all.ts';
import { readPages } from '../../src/flows/read/all.ts';
import { platforms, scenes } from '../support/platforms/all.ts';
import type { Met } from '../support/platforms/explore.ts';
import { exploreScene } from '../support/platforms/explore-scene.ts';
import { tellings } from '../support/platforms/tellings.ts';
import { openWorld } from '../support/platforms/world.ts';

/* Some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 120_000 });

const told = tellings();

/**
 * With e-mail the first three: each e-mail is opened with a link and a code, which takes three times as long, and what the others
 * offer beside them is drawn by the same few elements. A scene leaves out what was met before it, so none between is left out.
 */
const scenesOn = (platform: string) => (platform === 'Email' ? scenes.slice(0, 3) : scenes);

/** A code is another each time, and by e-mail there is none: test/conversations/documents.test.ts tells of both. */
function isDocument(line: string): boolean {
  return line.includes(': Get as a document') || line.includes('The document that you asked for');
}

describe.each(platforms)('in $platform', ({ platform, on }) => {
  const here: Met = new Map();

  test.each(scenesOn(platform))(
    'whatever a case of $board offers is reached by its button; what is missing in its form is said, and it is done',
    async (scene) => {
      const { board, vacant = [] } = scene;
      const world = await openWorld({ board, vacant, on });
      await exploreScene(world, scene, here);
      told.keep(
        board,
        platform,
        world.transcript().filter((line) => !isDocument(line)),
      );
      await world.end();
    },
  );

  if (scenesOn(platform) === scenes)
    test('no act and no page is left out', () => {
      const names = [...conversations.keys(), ...readPages.keys()];
      expect(names.filter((name) => !here.has(name))).toEqual([]);
    });
});

test('every act and page asks, refuses and answers in the same words on every platform', () => {
  expect(told.differing()).toEqual([]);
});
