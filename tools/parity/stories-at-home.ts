import { doAct, play, raise } from '../../test/support/platforms/play.ts';
import type { BenchClient } from '../../test/support/platforms/seen.ts';
import type { World } from '../../test/support/platforms/world.ts';
import { playUntil } from './stories-of-once.ts';

/* Stories that fill the lists of the home view. */

/** More than a page of the home view holds, and more than the list command shows. */
const many = 11;

/** Many cases in every list of whoever raised them, and in the register of the board's office. */
export async function manyCases(world: World): Promise<void> {
  const amara = world.client('amara.quill');
  const references = await raiseMany(world);
  await openAll(amara);
  await amara.type('/escalate list');
  for (const reference of references) await doAct(amara, reference, { does: 'escalate' }, world.clock.now());
  await openAll(amara);
  await world.goTo(new Date('2027-01-20T10:00:00Z'));
  await openAll(amara);
  await openAll(world.client('marguerite.sloane'));
  const manager = world.client('desmond.fairlight');
  await openAll(manager);
  await manager.type('/escalate list staff');
}

/** Whoever raised many cases is away the next day: their deputy has them all. */
export async function standingIn(world: World): Promise<void> {
  await raiseMany(world);
  await world.goTo(new Date('2026-12-23T10:00:00Z'));
  await openAll(world.client('piotr.lark'));
}

/** An agency reports what came of a case to the board's office, which sees nothing else of it. */
export async function withOutcomes(world: World): Promise<void> {
  await playUntil(world, await raise(world), { does: 'report-outcome' });
  await openAll(world.client('marguerite.sloane'));
}

/** More of what a forum said waits for an answer than the home view of the board's office has room for. */
export async function manyUnanswered(world: World): Promise<void> {
  const references: string[] = [];
  while (references.length < 5) references.push(await raise(world));
  for (const reference of references) {
    let made = false;
    await play(
      world,
      reference,
      { silent: true },
      {
        before: ({ state }) => {
          made = state.recommendations.length > 0;
          return Promise.resolve();
        },
        enough: () => made,
      },
    );
  }
  const office = world.client('marguerite.sloane');
  await openAll(office);
  await office.type('/escalate list');
}

async function raiseMany(world: World): Promise<readonly string[]> {
  const references: string[] = [];
  while (references.length < many) references.push(await raise(world));
  return references;
}

/** Opens the home view, and from it every list and every case that it has a button for. */
async function openAll(client: BenchClient): Promise<void> {
  const home = await client.openHome();
  for (const button of home.buttons) {
    const { act } = button;
    if (act?.do === 'home' || act?.do === 'home-case') await client.press(home, button);
  }
}
