import type { CommandOf } from '../../src/case/commands.ts';
import { boardRules, directoryOf, raisingAt } from './board-world.ts';
import { on, words } from './case-world.ts';
import { simulate } from './given.ts';
import type { Simulation } from './given.ts';

/*
 * A disagreement under the file of Hertfordshire, raised on Tuesday 22 December 2026 at 10:00 by Rosa of the council
 * with Nadia of the hospital trust. Friday 25 and Monday 28 December are bank holidays.
 */

type Said = Parameters<typeof raisingAt>[2];

export const board = 'hertfordshire';
export const adult: CommandOf<'raise'>['adult'] = { given: 'sealed', words: words('adult'), holds: ['name'] };
export const yes = { chosen: ['yes'] } as const;

/** Raised, by default as it is told above. */
export function raised(
  said: Said = {},
  directory = directoryOf(board),
  when = '2026-12-22T10:00',
): Simulation {
  const story = simulate(boardRules(board, directory));
  story.step(raisingAt(board, when, { adult, ...said }));
  return story;
}

/** The raising side fills in what the monitoring form asks before Stage 2; then Rosa takes it there at 11:00. */
export function atStage2(directory = directoryOf(board)): Simulation {
  const story = raised({}, directory);
  const answers = { consulted: yes, attempted: yes, equivalent: { chosen: ['na'] } };
  story.step(on('2026-12-22T10:30', 'rosa', 'fill-form', { form: 'monitoring', answers }));
  story.step(on('2026-12-22T11:00', 'rosa', 'escalate', { to: '2' }));
  return story;
}

/** Sunita signs, says that they spoke and that she goes to the Chair, and takes it to Stage 3 at 12:00. */
export function atStage3(directory = directoryOf(board)): Simulation {
  const story = atStage2(directory);
  const answers = { 'senior-discussed': yes, 'seeks-chair': yes };
  story.step(on('2026-12-22T11:30', 'sunita', 'fill-form', { form: 'monitoring', answers }));
  story.step(on('2026-12-22T11:40', 'sunita', 'sign-form', { form: 'monitoring' }));
  story.step(on('2026-12-22T12:00', 'sunita', 'escalate', { to: '3' }));
  return story;
}

/** The HSAB Team passes it on to the Chair at 13:00. */
export function withTheChair(directory = directoryOf(board)): Simulation {
  const story = atStage3(directory);
  story.step(on('2026-12-22T13:00', 'bella', 'pass-on', {}));
  return story;
}
