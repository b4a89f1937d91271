import type { Scene } from './all.ts';
import { explore, isAllMet, type Met } from './explore.ts';
import { play, raise } from './play.ts';
import type { World } from './world.ts';

/**
 * A case from its raise on, in which everybody answers and nobody settles anything; at every step whatever is offered to
 * anybody and was not met yet is tried out, also in the case as it would be had the sides agreed. It ends once nothing is
 * left that was not met.
 */
export async function exploreScene(world: World, { answers = {}, settles }: Scene, met: Met): Promise<void> {
  const reference = await raise(world, answers);
  const agreed = new Set<string>();
  await play(
    world,
    reference,
    {},
    {
      enough: () => isAllMet(met),
      before: async (at) => {
        await explore(world, reference, at, met);
        const { stage } = at.state;
        if (agreed.has(stage) || (agreed.size > 0 && settles !== 'at-each-stage')) return;
        agreed.add(stage);
        const back = world.keep();
        await play(
          world,
          reference,
          { agreeAt: stage },
          { before: (then) => explore(world, reference, then, met) },
        );
        await back();
      },
    },
  );
}
