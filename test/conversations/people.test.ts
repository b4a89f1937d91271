import { describe, expect, test } from 'vitest';
import type { GivenAnswers } from '../../demo/client.ts';
import { platforms } from '../support/platforms/all.ts';
import { caseOf, raise } from '../support/platforms/play.ts';
import type { BenchClient, Seen } from '../support/platforms/seen.ts';
import { tellings } from '../support/platforms/tellings.ts';
import { openWorld, type World } from '../support/platforms/world.ts';

/*
 * Who is who, set from chat: by the board's office for everybody, by an administrator for their own agency, by everybody
 * for themselves. Desmond Fairlight is the council's administrator, Beatrix Oakes the hospital's.
 */

const told = tellings();

describe.each(platforms)('people in $platform', ({ platform, on }) => {
  /** What is said is the same on every platform, but for where somebody is reached. */
  const keep = (story: string, world: World) =>
    told.keep(
      story,
      platform,
      world
        .transcript()
        .map((line) => line.replaceAll(/yes, (?:in Microsoft Teams|by e-mail)/gu, 'yes, in Slack')),
    );

  test('the board’s office finds somebody and sets a deputy; everybody concerned is told', async () => {
    const world = await openWorld({ on });
    const office = world.client('marguerite.sloane');
    await reached(world, 'amara.quill', 'piotr.lark', 'yusuf.meadows');
    const home = await office.openHome();
    await office.press(home, button(home, 'People'));
    expect(office.front()?.words).toContain('nobody is away today and everybody can be reached');
    const page = await choose(office, { who: world.idOf('amara.quill') });
    expect(page.words).toMatch(/Amara Quill \(Northbrook Council\)/);
    expect(page.words).toMatch(/Deputy(?:\n|\t|: )Piotr Lark/);
    expect(page.words).toMatch(/yes, (?:in Slack|in Microsoft Teams|by e-mail)/);
    expect(page.words).toMatch(/Cases(?:\n|\t|: )none is open/);
    await choose(office, { what: 'deputy' });
    const done = await choose(office, { deputy: world.idOf('yusuf.meadows') });
    expect(done.words).toContain('Yusuf Meadows is the deputy of Amara Quill.');
    expect(done.words).toContain('Everybody whom this concerns is told.');
    expect(last(world, 'amara.quill')).toMatch(
      /Yusuf Meadows is your deputy now[^]*Marguerite Sloane \(Safeguarding Adults Board office\) set this in Concordat on Tuesday 22 December 2026/,
    );
    expect(last(world, 'yusuf.meadows')).toContain('You are the deputy of Amara Quill now');
    expect(last(world, 'piotr.lark')).toContain('You are no longer the deputy of Amara Quill');
    expect(deputyOf(world, 'amara.quill')).toBe(world.idOf('yusuf.meadows'));
    // The same form, delivered again, shows the same page and tells nobody twice.
    const messages = world.client('amara.quill').messages().length;
    expect((await office.again()).status).toBe(200);
    expect(office.front()?.words).toContain('Yusuf Meadows is the deputy of Amara Quill.');
    expect(world.client('amara.quill').messages()).toHaveLength(messages);
    await choose(office, {});
    expect(office.front()?.words).toContain(
      'Marguerite Sloane set the deputy: Yusuf Meadows, Tuesday 22 December 2026, 10:00',
    );
    await office.close();
    keep('a deputy', world);
    await world.end();
  });

  test('an administrator sets days away, is warned where nobody stands in, and ends them; what is wrong is said', async () => {
    const world = await openWorld({ on });
    const desmond = world.client('desmond.fairlight');
    await reached(world, 'amara.quill', 'piotr.lark');
    const amara = world.idOf('amara.quill');
    await desmond.type('/escalate people');
    await choose(desmond, { who: amara });
    await choose(desmond, { what: 'away' });
    const wrong = async (answers: GivenAnswers) => {
      const sent = await desmond.submit(answers);
      return sent.kind === 'wrong' ? sent.errors : {};
    };
    expect(await wrong({ from: '2026-12-30', to: '2026-12-24' })).toMatchObject({ to: /before the first/ });
    expect(await wrong({ from: '2026-12-01', to: '2026-12-21' })).toMatchObject({ to: /are over/ });
    const page = await choose(desmond, { from: '2026-12-22', to: '2026-12-31' });
    expect(page.words).toContain(
      'Amara Quill is away: Tuesday 22 December 2026 to Thursday 31 December 2026.',
    );
    expect(page.words).toContain('Piotr Lark is told of what falls due in those days, and can do it.');
    expect(last(world, 'piotr.lark')).toContain('You stand in for Amara Quill');
    expect(last(world, 'amara.quill')).toContain('Your days away were set');
    await desmond.close();

    // Piotr is away in the same days: nobody stands in for either.
    const piotr = world.client('piotr.lark');
    await piotr.type('/escalate away');
    const own = await choose(piotr, { from: '2026-12-28', to: '2026-12-29' });
    expect(own.words).toContain('Nobody stands in for Piotr Lark while Amara Quill is away too');
    await choose(piotr, {});
    await choose(piotr, { deputy: 'nobody' });
    expect(piotr.front()?.words).toContain('Nobody stands in for Piotr Lark: they have no deputy.');
    await piotr.close();

    await world.goTo(new Date('2026-12-28T10:00:00Z'));
    await desmond.type('/escalate people');
    expect(desmond.front()?.words).toContain('Away now, and nobody stands in: 2');
    expect(desmond.front()?.words).toContain('the deputy, Piotr Lark, is away too');
    await choose(desmond, { who: amara });
    await choose(desmond, { what: 'back' });
    expect(desmond.front()?.words).toContain('Amara Quill is not away.');
    expect(awayOf(world, 'amara.quill')).toEqual([{ from: '2026-12-22', to: '2026-12-27' }]);
    await desmond.close();
    keep('days away', world);
    await world.end();
  });

  test('somebody who leaves has their cases handed over, and the record names who did it', async () => {
    const world = await openWorld({ on });
    const references = [await raise(world), await raise(world)];
    const beatrix = world.client('beatrix.oakes');
    await reached(world, 'kezia.marsh');
    await beatrix.type('/escalate people');
    const page = await choose(beatrix, { who: world.idOf('tom.pennywort') });
    expect(page.words).toMatch(/Cases(?:\n|\t|: )2 open cases/);
    await choose(beatrix, { what: 'hand-over' });
    const reason = 'He leaves the ward at the end of the month.';
    const check = await choose(beatrix, { to: world.idOf('kezia.marsh'), reason });
    expect(check.words).toContain('Check your answers');
    for (const reference of references) expect(check.words).toContain(reference);
    const done = await choose(beatrix, {});
    expect(done.words).toContain('2 open cases of Tom Pennywort are handed over to Kezia Marsh.');
    for (const reference of references) {
      const { state } = await caseOf(world, reference);
      expect(state.sides.map(({ professional }) => professional)).toContain(world.idOf('kezia.marsh'));
      expect(state.entries.at(-1)?.event).toMatchObject({
        type: 'HandedOver',
        by: world.idOf('beatrix.oakes'),
        from: world.idOf('tom.pennywort'),
      });
    }
    expect(last(world, 'kezia.marsh')).toContain('This was handed over to you');
    const entries = (await caseOf(world, references[0] ?? '')).state.entries.length;
    expect((await beatrix.again()).status).toBe(200);
    expect(beatrix.front()?.words).toContain('2 open cases of Tom Pennywort are handed over to Kezia Marsh.');
    expect((await caseOf(world, references[0] ?? '')).state.entries).toHaveLength(entries);
    await beatrix.close();
    keep('cases handed over', world);
    await world.end();
  });

  test('the office hands over cases of which it may not see even the reference yet: it is told their number', async () => {
    const world = await openWorld({ on });
    const reference = await raise(world);
    const office = world.client('marguerite.sloane');
    await office.type('/escalate people');
    await choose(office, { who: world.idOf('tom.pennywort') });
    await choose(office, { what: 'hand-over' });
    const check = await choose(office, { to: world.idOf('kezia.marsh'), reason: 'He has left.' });
    expect(check.words).toContain('1 open case');
    expect(check.words).not.toContain(reference);
    await choose(office, {});
    expect((await caseOf(world, reference)).state.entries.at(-1)?.event).toMatchObject({
      type: 'HandedOver',
      by: world.idOf('marguerite.sloane'),
    });
    await office.close();
    keep('handed over by the office', world);
    await world.end();
  });

  test('nobody changes what is not theirs: a forged button, a role that was lost, nobody at all', async () => {
    const world = await openWorld({ on });
    const reference = await raise(world);
    const [beatrix, desmond] = [world.client('beatrix.oakes'), world.client('desmond.fairlight')];
    const refused = 'You do not look after this person in Concordat, or there is no such person.';
    for (const act of ['person', 'set-deputy', 'set-away', 'hand-over-cases'])
      for (const id of [world.idOf('amara.quill'), 'nobody-at-all'])
        expect(await press(beatrix, { do: act, on: id }), act).toContain(refused);
    const tom = world.client('tom.pennywort');
    const nobodys = 'You look after nobody in Concordat';
    expect(await press(tom, { do: 'people' })).toContain(nobodys);
    expect(await press(tom, { do: 'hand-over-cases', on: world.idOf('tom.pennywort') })).toContain(refused);
    await tom.type('/escalate people');
    expect(tom.front()?.words).toContain(nobodys);
    expect(tom.front()?.words).toContain('Beatrix Oakes');
    await tom.close();

    await desmond.type('/escalate people');
    await choose(desmond, { who: world.idOf('amara.quill') });
    await choose(desmond, { what: 'deputy' });
    await change(world, 'desmond.fairlight', { roles: ['line-manager'] });
    const lost = await choose(desmond, { deputy: world.idOf('yusuf.meadows') });
    expect(lost.words).toContain(refused);
    await desmond.close();
    expect(deputyOf(world, 'amara.quill')).toBe(world.idOf('piotr.lark'));
    expect((await caseOf(world, reference)).state.entries.map(({ event }) => event.type)).not.toContain(
      'HandedOver',
    );
    keep('not theirs', world);
    await world.end();
  });

  test('of two at once the second is shown what the first did, and overwrites nothing', async () => {
    const world = await openWorld({ on });
    const [office, desmond] = [world.client('marguerite.sloane'), world.client('desmond.fairlight')];
    await reached(world, 'amara.quill');
    for (const client of [office, desmond]) {
      await client.type('/escalate people');
      await choose(client, { who: world.idOf('amara.quill') });
      await choose(client, { what: 'deputy' });
    }
    await choose(office, { deputy: world.idOf('yusuf.meadows') });
    const second = await choose(desmond, { deputy: 'nobody' });
    expect(second.words).toContain('Somebody else has changed this meanwhile');
    expect(second.words).toContain('Marguerite Sloane set the deputy: Yusuf Meadows');
    expect(deputyOf(world, 'amara.quill')).toBe(world.idOf('yusuf.meadows'));
    await office.close();
    await desmond.close();
    keep('two at once', world);
    await world.end();
  });

  test('who cannot be reached is said first, with why and since when', async () => {
    const world = await openWorld({ on });
    const why = 'they removed Concordat from their chat';
    const amara = world.idOf('amara.quill');
    await world.services.reaches.note(amara, { kind: 'unreachable', why }, world.clock.now());
    const desmond = world.client('desmond.fairlight');
    await desmond.type('/escalate people');
    expect(desmond.front()?.words).toContain('Cannot be reached: 1');
    expect(desmond.front()?.words).toContain(
      `Amara Quill (Northbrook Council), since Tuesday 22 December 2026: ${why}`,
    );
    const page = await choose(desmond, { who: amara });
    expect(page.words).toContain(`no, since Tuesday 22 December 2026, 10:00: ${why}`);
    await desmond.close();
    const beatrix = world.client('beatrix.oakes');
    await beatrix.type('/escalate people');
    expect(beatrix.front()?.words).not.toContain('Amara');
    await beatrix.close();
    keep('who cannot be reached', world);
    await world.end();
  });
});

test('all of it is said in the same words on every platform', () => {
  expect(told.differing()).toEqual([]);
});

/** Sends the form in front, which has to be right, and gives what is shown then. */
async function choose(client: BenchClient, answers: GivenAnswers): Promise<Seen> {
  const sent = await client.submit(answers);
  if (sent.kind === 'wrong') throw new Error(`${client.name}: ${JSON.stringify(sent.errors)}`);
  const page = client.front();
  if (page === undefined) throw new Error(`${client.name} is shown nothing`);
  return page;
}

/** A press of a button that was forged, or passed on. */
async function press(
  client: BenchClient,
  act: { readonly do: string; readonly on?: string },
): Promise<string> {
  const home = await client.openHome();
  await client.press(home, { label: 'Passed on', act });
  const words = client.front()?.words ?? '';
  await client.close();
  return words;
}

/** People whom Concordat has met, so that they can be written to. */
async function reached(world: World, ...names: readonly string[]): Promise<void> {
  for (const name of names) await world.client(name).openHome();
}

/** The last message that somebody has; of one that belongs to no case an e-mail says all, and its page has nothing of it. */
function last(world: World, name: string): string {
  if (world.client(name).platform === 'Email') return world.sentTo(name).at(-1) ?? '';
  const message = world.client(name).messages().at(-1);
  return `${message?.summary ?? ''}\n${message?.words ?? ''}`;
}

function personOf({ services, idOf }: World, name: string) {
  return services.people.directory().people.get(idOf(name));
}

function deputyOf(world: World, name: string): string | undefined {
  return personOf(world, name)?.deputy;
}

function awayOf(world: World, name: string) {
  return personOf(world, name)?.away;
}

/** Somebody is changed by an import of the directory file. */
async function change(world: World, name: string, to: { readonly roles: readonly string[] }): Promise<void> {
  const { people } = world;
  const listed = people.listed();
  const person = listed.people.get(world.idOf(name));
  if (person === undefined) throw new Error(`${name} is not there`);
  const changed = new Map(listed.people).set(person.id, { ...person, ...to });
  await people.importDirectory({ ...listed, people: changed }, people.version(), world.clock.now());
}

function button(where: Seen, label: string) {
  const found = where.buttons.find((one) => one.label === label);
  if (found === undefined) throw new Error(`No button “${label}”`);
  return found;
}
