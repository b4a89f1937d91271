import type { GivenAnswers } from '../../demo/client.ts';
import { availableActs } from '../../src/case/acts.ts';
import type { RaisedCase } from '../../src/case/state.ts';
import { fillIn, findAct, play, raise } from '../../test/support/platforms/play.ts';
import type { World } from '../../test/support/platforms/world.ts';

/* Stories for what is told only where somebody does one thing at the right moment, and not as the demo's people would. */

/** Whether a matter goes to mediation is considered, and it does not. */
export async function notTakenOn(world: World): Promise<void> {
  await playUntil(world, await raise(world), {
    does: 'escalate',
    when: ({ stage }) => stage === '3',
    said: { consider: 'no' },
  });
}

/** Both managers have signed the form, and then one side changes what it said in it: the other is asked to sign again. */
export async function filledInAgain(world: World): Promise<void> {
  await playUntil(world, await raise(world), {
    does: 'fill-form',
    when: ({ forms }) => forms.some(({ signatures }) => Object.keys(signatures).length > 1),
    said: { consulted: 'no' },
  });
}

/** A day off is announced once the limits are set. */
export async function announcedLate(world: World): Promise<void> {
  await world.announce('2026-12-29', await raise(world));
}

/**
 * Plays a case on until somebody who acts for the raising side can do something and it is time for it; then they do it,
 * with these answers.
 */
export async function playUntil(
  world: World,
  reference: string,
  wanted: {
    readonly does: string;
    readonly when?: (state: RaisedCase) => boolean;
    readonly said?: GivenAnswers;
  },
): Promise<void> {
  const { does, when = () => true, said = {} } = wanted;
  let done = false;
  await play(
    world,
    reference,
    {},
    {
      enough: () => done,
      before: async ({ state, rules }) => {
        const now = world.clock.now();
        const able = state.actors.find(
          ({ side, person }) =>
            side === 'raising' && availableActs(person, state, rules, now).some(({ type }) => type === does),
        );
        if (able === undefined || !when(state)) return;
        const client = world.clientOf(able.person);
        const { where, button } = await findAct(client, reference, does);
        await client.press(where, button);
        await fillIn(client, now, said);
        await client.close();
        done = true;
      },
    },
  );
}
