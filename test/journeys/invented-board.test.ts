import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { play, raiseUnder } from '../support/journey-play.ts';
import { read } from '../policy/policies.ts';

/* Weeks pass in these stories: some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 240_000 });

/*
 * Boards that do not exist, of which no code knows anything but the file: the example that uses nearly everything the
 * format can say, and the smallest file there is.
 */
const invented = example('policy-of-an-invented-board');
const smallest = example('policy-smallest');

describe.each([invented, smallest])('$name', ({ file, stages }) => {
  test.each(stages.slice(0, -1))('is settled at %s, and whoever raised it hears', async (stage) => {
    const journey = await startJourney({ at: '2026-12-22T10:00', board: file, inMemory: true });
    const { state } = await play(journey, await raiseUnder(journey), { agreeAt: stage });
    expect(state).toMatchObject({ status: 'closed', how: 'resolved', stage });
    expect(journey.heard('amara.quill').join('\n')).toMatch(/Every side agrees|Closed/);
    await journey.end();
  });
});

test('The smallest board is left unanswered, and its chair has the word', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00', board: smallest.file, inMemory: true });
  const { state } = await play(journey, await raiseUnder(journey), { silent: true });
  expect(Object.keys(state.stagesEntered)).toEqual(smallest.stages);
  expect(state).toMatchObject({ status: 'closed', how: 'forum' });
  await journey.end();
});

test('The board of two councils is left unanswered: two directors decide together, and the chair learns that there was a case and nothing more', async () => {
  const journey = await startJourney({ at: '2026-12-22T10:00', board: invented.file });
  const { state, moves } = await play(journey, await raiseUnder(journey), { silent: true });
  expect(Object.keys(state.stagesEntered)).toEqual(invented.stages);
  expect(state).toMatchObject({ status: 'closed', how: 'forum' });
  expect(moves.some((move) => move.includes('tom.pennywort'))).toBe(false);

  const directors = [holder(journey, 'director-aberwen'), holder(journey, 'director-glanmor')];
  for (const director of directors) expect(moves.filter((move) => move.includes(director))).not.toEqual([]);
  expect(moves.filter((move) => move.endsWith('agree-decision'))).toHaveLength(1);

  const chair = holder(journey, 'board-chair');
  const told = journey.chat.received
    .filter(({ to }) => to === chair)
    .map(({ first }) => JSON.stringify(first));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(state.reference);
  expect(told[0]).not.toMatch(/Made up|Level 3|St Aldhelm|director/i);
  await journey.end();
});

/** Who holds a role, by the name before the at sign. */
function holder({ services }: Journey, role: string): string {
  const found = [...services.people.directory().people.values()].find(({ roles }) => roles.includes(role));
  if (found === undefined) throw new Error(`Nobody is ${role}`);
  return found.email.replace(/@.*/, '');
}

function example(name: string): {
  readonly name: string;
  readonly file: string;
  readonly stages: readonly string[];
} {
  const file = fileURLToPath(new URL(`../../examples/${name}.yaml`, import.meta.url));
  const result = read(readFileSync(file, 'utf8'));
  if (result.kind === 'problems') throw new Error(result.problems.map(({ says }) => says).join('\n'));
  return { name, file, stages: result.policy.stages.map(({ id }) => id) };
}
