import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { startJourney, type Journey } from '../support/journey.ts';
import { play, raiseUnder } from '../support/journey-play.ts';
import { sayBlocks } from '../support/journey-words.ts';

/* Weeks pass in these stories: some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 240_000 });

/*
 * Two boards that somebody wrote from the guide alone, having seen no other policy file: what they ask for, as people
 * then read it.
 */

test('A board for children and adults of two councils: both directors are told and decide together, and each message fits its reader', async () => {
  const { journey, said } = await unanswered('strathern-and-glenesk');
  const directors = [holder(journey, 'director-strathern'), holder(journey, 'director-glenesk')];
  for (const director of directors) {
    expect(journey.heard(director).join('\n')).toContain('This matter is referred to you');
  }
  const raiser = said('amara.quill');
  expect(raiser).toContain(
    'The Chief Social Work Officer of Strathern and the Chief Social Work Officer of Glenesk have been told',
  );
  expect(raiser).toMatch(/passed the matter on to Ambrose Figg \(.*\) and Leocadia Penn/);
  expect(raiser).toMatch(/Ambrose Figg \(.*\) and Leocadia Penn \(.*\) gave the determination/);
  // The chair is only made aware: the reference, at the beginning and at the end.
  const chair = journey.heard(holder(journey, 'chair'));
  expect(chair).toHaveLength(2);
  for (const one of chair) expect(one).toMatch(/You are told of this by its reference$/);

  // Reminders come three and one working day before; the first names the day.
  expect(journey.heard('helen.starling')).toContain(
    'Tue 5 Jan 08:30 Due on Friday 8 January 2027: agree an action plan',
  );
  expect(journey.heard('helen.starling')).toContain(
    'Thu 7 Jan 08:30 Due on the next working day: agree an action plan',
  );
  // Nobody of the board is asked to file, or offered a talk that they could not say yes to.
  const ended = 'You are offered this, if you would like it: A talk with your adviser.';
  expect(said('amara.quill')).toContain(ended);
  for (const role of ['lead-officer', 'director-strathern', 'director-glenesk']) {
    const read = said(holder(journey, role));
    expect(read).toContain('Closed');
    expect(read).not.toContain('You are offered this');
    expect(read).not.toContain('File the record');
  }
  await journey.end();
});

test('A review that the policy itself asks for is no reminder of ours; an office that owes a meeting is told at once', async () => {
  const { journey, said } = await unanswered('hafren-vale');
  expect(said('desmond.fairlight')).toContain(
    'You are reminded on Tuesday 5 January 2027, 17:00. Policy: paragraph 5.3.',
  );
  expect(said(holder(journey, 'business-unit'))).toMatch(
    /Now at Level 5, the partnership executives[^]*You owe: arrange a meeting[^]*By Tuesday 19 January 2027, 17:00/,
  );
  // This mediation asks no agency for an answer; what the executives say afterwards does.
  const mediated = /What came of the mediation\n[^]*?(?=HAF-)/.exec(said('helen.starling'))?.[0];
  expect(mediated).toContain('wrote down what came of the mediation');
  expect(mediated).not.toContain('Each agency says');
  expect(said('helen.starling')).toContain('Each agency says what it has done about it, or why not.');
  await journey.end();
});

/** A case that nobody settles, to the end; `said` is everything that one person read of it. */
async function unanswered(
  board: string,
): Promise<{ readonly journey: Journey; readonly said: (name: string) => string }> {
  const file = fileURLToPath(new URL(`../fixtures/policies/${board}.yaml`, import.meta.url));
  const journey = await startJourney({ at: '2026-12-22T10:00', board: file, inMemory: true });
  const { state } = await play(journey, await raiseUnder(journey), { silent: true });
  expect(Object.keys(state.stagesEntered)).toEqual(
    journey.policy.stages.filter(({ obligations }) => obligations.length > 0).map(({ id }) => id),
  );
  expect(state).toMatchObject({ status: 'closed', how: 'forum' });
  const said = (name: string) =>
    journey.chat.received
      .filter(({ to }) => to === name)
      .map(({ first }) => sayBlocks(first.blocks))
      .join('\n');
  return { journey, said };
}

/** Who holds a role, by the name before the at sign. */
function holder({ services }: Journey, role: string): string {
  const found = [...services.people.directory().people.values()].find(({ roles }) => roles.includes(role));
  if (found === undefined) throw new Error(`Nobody is ${role}`);
  return found.email.replace(/@.*/, '');
}
