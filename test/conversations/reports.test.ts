import { describe, expect, test } from 'vitest';
import type { GivenAnswers } from '../../demo/client.ts';
import { someFigures } from '../contracts/case-fixture.ts';
import { platforms } from '../support/platforms/all.ts';
import { raise } from '../support/platforms/play.ts';
import type { BenchClient, Seen } from '../support/platforms/seen.ts';
import { tellings } from '../support/platforms/tellings.ts';
import { openWorld, type World } from '../support/platforms/world.ts';

/*
 * Reports over many cases, taken in chat on Tuesday 22 December 2026. Marguerite Sloane runs the board's office, Rajan Whitlow is
 * the hospital's senior manager, Tom Pennywort a professional there.
 */

const told = tellings();

describe.each(platforms)('reports in $platform', ({ platform, on }) => {
  test('the board’s office, an agency’s own people, and nobody else; who took what is kept', async () => {
    const world = await openWorld({ on });
    const reference = await raise(world);
    await closedCases(world, 6);

    const office = world.client('marguerite.sloane');
    await office.type('/escalate report');
    const asked = office.front();
    expect(asked?.words).toContain('That you take a report is recorded.');
    expect(await wrong(office, { period: 'days', from: '2026-12-24', to: '2026-12-22' })).toMatchObject({
      to: 'The first day, 2026-12-24, is after the last, 2026-12-22. Put the earlier day first.',
    });
    expect(await wrong(office, { period: 'days', from: '2026-12-01', to: '2027-01-31' })).toMatchObject({
      to: /still to come/,
    });
    const board = await everyPage(office, { period: 'this-year' });
    expect(board).toContain('Wednesday 1 April 2026 to Tuesday 22 December 2026');
    expect(board).toMatch(/raised in the period(?:\n|\t|: )7/);
    expect(board).toMatch(/Closed in the period(?:\n|\t|: )6/);
    expect(board).toMatch(/Information sharing\**: 6/);
    // Cases that the office has not come to see yet name no agency to it, and no report names a case.
    expect(board).not.toContain('St Aldhelm');
    expect(board).not.toContain(reference);
    await office.type('/escalate report');
    expect(await wrong(office, { which: 'published.redbridge', period: 'this-year' })).toMatchObject({
      period: /one whole financial year/,
    });
    const published = await everyPage(office, { which: 'published.redbridge', period: 'last-year' });
    expect(published).toContain('fewer than 5');

    const rajan = world.client('rajan.whitlow');
    await rajan.type('/escalate report');
    const own = await everyPage(rajan, { period: 'last-quarter' });
    expect(own).toContain('its disagreements under the Redbridge Safeguarding Adults Board');
    expect(own).toMatch(/Received by it(?:\n|\t|: )0/);
    await rajan.type('/escalate report');
    expect(await everyPage(rajan, { period: 'this-year' })).toContain(reference);

    const refused = 'Reports over many cases are for the board’s office';
    for (const name of ['tom.pennywort', 'desmond.fairlight']) {
      const other = world.client(name);
      await other.type('/escalate report');
      expect(other.front()?.words).toContain(refused);
      const forged = 'board.redbridge/2026-04-01/2026-12-22/2';
      const home = await other.openHome();
      await other.press(home, { label: 'Passed on', act: { do: 'read-report', on: forged } });
      expect(other.front()?.words).toContain(refused);
      await other.close();
    }
    // An agency's own people have no other agency's report, nor the board's.
    const home = await rajan.openHome();
    const forged = 'board.redbridge/2026-04-01/2026-12-22/1';
    await rajan.press(home, { label: 'Passed on', act: { do: 'read-report', on: forged } });
    expect(rajan.front()?.words).toContain(refused);
    await rajan.close();
    await world.client('stranger').type('/escalate report');
    expect(world.client('stranger').front()?.words).toContain('It does not know you here yet');

    const taken = await world.services.reportLog.ofBoard('redbridge');
    expect(taken.map(({ person, view, from, how }) => [person, view, from, how])).toEqual([
      [world.idOf('marguerite.sloane'), 'board', '2026-04-01', 'chat'],
      [world.idOf('marguerite.sloane'), 'published', '2025-04-01', 'chat'],
      [world.idOf('rajan.whitlow'), 'agency', '2026-07-01', 'chat, st-aldhelms'],
      [world.idOf('rajan.whitlow'), 'agency', '2026-04-01', 'chat, st-aldhelms'],
    ]);
    told.keep('reports', platform, world.transcript());
    await world.end();
  });

  test('the office of Cheshire East asks its agencies for their outcomes, and sees nothing by asking', async () => {
    const world = await openWorld({ on, board: 'cheshire-east' });
    await world.client('rajan.whitlow').openHome();
    const office = world.client('marguerite.sloane');
    await office.type('/escalate report');
    const page = await sent(office, { which: 'ask.cheshire-east', period: 'this-year' });
    expect(page?.words).toContain('The agencies are asked');
    expect(heard(world, 'rajan.whitlow').at(-1)).toMatch(
      /Marguerite Sloane \([^)]+\) asks for the outcomes of Step 2, Step 3 and Step 4, Wednesday 1 April 2026/,
    );
    // Delivered again, it asks nobody twice.
    const before = heard(world, 'rajan.whitlow').length;
    await office.again();
    expect(heard(world, 'rajan.whitlow')).toHaveLength(before);
    await office.close();
    told.keep('asked', platform, world.transcript());
    await world.end();
  });
});

test('all of it is said in the same words on every platform', () => {
  expect(told.differing()).toEqual([]);
});

/** Cases about information sharing that were settled at Stage 1 on Monday 21 December, between the council and the hospital. */
async function closedCases(world: World, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const figures = someFigures({
      closed: '2026-12-21',
      how: 'resolved',
      settled: '1',
      days: 3,
      themes: ['information-sharing'],
    });
    await world.services.figures.keep(`00000000-0000-4000-9000-00000000000${at}`, 1, figures);
  }
}

/** What somebody was told; of what belongs to no case an e-mail says all. */
function heard(world: World, name: string): readonly string[] {
  const client = world.client(name);
  return client.platform === 'Email' ? world.sentTo(name) : client.messages().map(({ words }) => words);
}

async function wrong(client: BenchClient, answers: GivenAnswers) {
  const sent = await client.submit(answers);
  return sent.kind === 'wrong' ? sent.errors : {};
}

/** What a report says on all its pages, one after the other. */
async function everyPage(client: BenchClient, answers: GivenAnswers): Promise<string> {
  let page: Seen | undefined = await sent(client, answers);
  const words: string[] = [];
  for (; page !== undefined; page = await sent(client, {})) {
    words.push(page.words);
    const [, at, of] = /Page (\d+) of (\d+)/u.exec(page.words) ?? [];
    if (at === of) break;
  }
  await client.close();
  return words.join('\n');
}

async function sent(client: BenchClient, answers: GivenAnswers): Promise<Seen | undefined> {
  const outcome = await client.submit(answers);
  if (outcome.kind === 'wrong') throw new Error(`${client.name}: ${JSON.stringify(outcome.errors)}`);
  return client.front();
}
