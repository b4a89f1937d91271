import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { platforms } from '../support/platforms/all.ts';
import { caseOf, doAct, fillIn, raise } from '../support/platforms/play.ts';
import type { BenchClient, Seen } from '../support/platforms/seen.ts';
import { tellings } from '../support/platforms/tellings.ts';
import { openWorld, type World } from '../support/platforms/world.ts';

/* What anybody can type, and what they open without a case: each asked of a person's own client, on each platform. */

const told = tellings();

describe.each(platforms)('in $platform', ({ platform, on }) => {
  let world: World;
  let amara: BenchClient;
  let tom: BenchClient;
  let reference: string;
  beforeAll(async () => {
    world = await openWorld({ on });
    amara = world.client('amara.quill');
    tom = world.client('tom.pennywort');
    reference = await raise(world);
  });
  afterAll(async () => {
    told.keep('what can be typed', platform, world.transcript());
    await world.end();
  });

  test('the command asks about the risk first, and is closed without anything being raised', async () => {
    const form = await amara.type('/escalate');
    expect(form?.words).toContain('Safety comes first. In an emergency do not fill in a form.');
    expect(form?.fields.map(({ id, kind }) => [id, kind])).toEqual([['risk', 'choice']]);
    await amara.close();
    expect(amara.front()).toBeUndefined();
  });

  test('help says what can be typed and whom one can ask', async () => {
    const page = await amara.type('/escalate help');
    expect(page?.words).toContain('/escalate list: your cases, what you owe first');
    expect(page?.words).toContain('Desmond Fairlight');
    expect(page?.words).toContain('In an emergency ring 999.');
    await amara.close();
  });

  test('what is not understood is said back, with what can be typed', async () => {
    const page = await amara.type('/escalate <b>what</b> is *due*?');
    expect(page?.words).toContain('<b>what</b> is *due*?');
    expect(page?.words).toContain('was not understood');
    await amara.close();
  });

  test('the list has each case with what is owed first, and opens it', async () => {
    await tom.type('/escalate list');
    const list = latest(tom);
    expect(list.words).toContain('Mine to do');
    expect(list.words).toContain(reference);
    await tom.press(list, button(list, `Open ${reference}`));
    expect(latest(tom).words).toContain('where it stands');
  });

  test('a reference brings the case, with every button; one that does not exist and one of others read the same', async () => {
    await tom.type(`/escalate ${reference.toLowerCase().replace('-', ' ')}`);
    expect(latest(tom).buttons.map(({ act }) => act?.do)).toContain('acknowledge');
    const none = await tom.type('/escalate ABC-1A2B3');
    await tom.close();
    const theirs = await world.client('isobel.crane').type(`/escalate ${reference}`);
    await world.client('isobel.crane').close();
    expect(none?.words.replace('ABC-1A2B3', '…')).toBe(theirs?.words.replace(reference, '…'));
  });

  test('a stranger is told what this is and whom to ask, whatever they type, and what to do at an immediate risk', async () => {
    const stranger = world.client('stranger');
    for (const text of ['/escalate list', '/escalate help', `/escalate ${reference}`]) {
      expect((await stranger.type(text))?.words).toContain('It does not know you here yet.');
      await stranger.close();
    }
    const form = await stranger.type('/escalate');
    expect(form?.fields.map(({ id }) => id)).toEqual(['risk']);
    await stranger.submit({ risk: 'yes' });
    expect(stranger.front()?.words).toContain('999');
    await stranger.close();
    expect((await stranger.openHome()).words).toContain('It does not know you here yet.');
  });
});

describe.each(platforms)('the home view in $platform', ({ platform, on }) => {
  test('has what is mine to do, what waits on others and what is overdue, and is paged', async () => {
    const world = await openWorld({ on });
    const amara = world.client('amara.quill');
    const empty = await amara.openHome();
    expect(empty.words).toContain('Nothing waits for you.');
    const references: string[] = [];
    for (let count = 0; count < 9; count += 1) references.push(await raise(world));

    const home = await amara.openHome();
    const shown = () => references.filter((one) => amara.home()?.words.includes(one) === true);
    const first = shown();
    expect(first).toHaveLength(8);
    await amara.press(home, button(home, /^More: /));
    const rest = shown();
    expect([...first, ...rest].sort()).toEqual([...references].sort());
    await amara.press(front(amara), button(front(amara), `Open ${rest[0] ?? ''}`));
    expect(amara.home()?.words).toContain('where it stands');
    await amara.press(front(amara), button(front(amara), 'Back to your cases'));
    expect(amara.home()?.words).toContain('Your cases');
    await amara.press(front(amara), button(front(amara), 'Closed cases'));
    expect(amara.home()?.words).toContain('No case of yours is closed.');

    const office = world.client('marguerite.sloane');
    const register = await office.openHome();
    await office.press(register, button(register, 'The board’s register'));
    expect(office.home()?.words).toContain('No open case has come to the board’s office.');
    await world.goTo(new Date('2026-12-30T10:00:00Z'));
    expect((await amara.openHome()).words).toContain('Overdue');
    told.keep('home', platform, world.transcript());
    await world.end();

    function front(client: BenchClient): Seen {
      const seen = client.home();
      if (seen === undefined) throw new Error('No home is shown');
      return seen;
    }
  });
});

describe.each(platforms)('immediate risk in $platform', ({ platform, on }) => {
  test('shows whom to ring first, tells them, is acknowledged, and who was referred is recorded', async () => {
    const world = await openWorld({ on });
    const amara = world.client('amara.quill');
    await amara.type('/escalate');
    await amara.submit({ risk: 'yes' });
    expect(amara.front()?.words).toContain('999');
    await amara.submit({ situation: 'The adult is alone and does not answer the door.' });
    await fillIn(amara, world.clock.now());
    await amara.close();
    const alerted = world.names().filter((name) =>
      world
        .client(name)
        .messages()
        .some((one) => one.buttons.some(({ act }) => act?.do === 'answer-alert')),
    );
    expect(alerted.length).toBeGreaterThan(0);
    const client = world.client(alerted[0] ?? '');
    const alert = client.messages().find((one) => one.buttons.some(({ act }) => act?.do === 'answer-alert'));
    const answer = alert?.buttons.find(({ act }) => act?.do === 'answer-alert');
    if (alert === undefined || answer === undefined) throw new Error('Nobody was alerted');
    const form = await client.press(alert, answer);
    const empty = await client.submit(Object.fromEntries((form?.fields ?? []).map(({ id }) => [id, ''])));
    expect(empty.kind).toBe('wrong');
    await fillIn(client, world.clock.now());
    expect(client.front()?.words ?? '').not.toBe('');
    await client.close();
    told.keep('immediate risk', platform, world.transcript());
    await world.end();
  });

  test('in a case that is under way, it is reported and answered, and a referral is recorded', async () => {
    const world = await openWorld({ on, board: 'cheshire-east' });
    const amara = world.client('amara.quill');
    const reference = await raise(world);
    const now = world.clock.now();
    await doAct(amara, reference, { does: 'report-immediate-risk' }, now);
    await doAct(amara, reference, { does: 'record-referral' }, now);
    const { state } = await caseOf(world, reference);
    expect(state.alerts).toHaveLength(1);
    expect(state.entries.map(({ event }) => event.type)).toContain('RiskReferred');
    told.keep('immediate risk in a case', platform, world.transcript());
    await world.end();
  });
});

describe.each(platforms)('triage in $platform', ({ platform, on }) => {
  test('sends each matter that belongs elsewhere its own way, and raises nothing', async () => {
    const world = await openWorld({ on });
    const amara = world.client('amara.quill');
    for (const { id, effect, choice } of world.policy.triage.diversions) {
      await amara.type('/escalate');
      await amara.submit({ risk: 'no' });
      // What goes beside a case begins a draft, which is offered again the next time.
      if (amara.front()?.fields[0]?.id === 'continue') await amara.submit({ continue: 'new' });
      await amara.submit({ elsewhere: [id], scope: 'yes' });
      if (effect !== 'ladder') expect(amara.front()?.words).toContain(choice);
      expect(amara.front()?.submit === undefined).toBe(effect === 'instead');
      await amara.close();
    }
    await amara.type('/escalate');
    await amara.submit({ risk: 'no' });
    if (amara.front()?.fields[0]?.id === 'continue') await amara.submit({ continue: 'new' });
    const both = await amara.submit({
      elsewhere: ['none-of-these', world.policy.triage.diversions[0]?.id ?? ''],
      scope: 'yes',
    });
    expect(both).toMatchObject({ kind: 'wrong', errors: { elsewhere: /None of these/ } });
    await amara.submit({ elsewhere: ['none-of-these'], scope: 'no' });
    expect(amara.front()?.words).toContain('Nothing was raised.');
    await amara.close();
    told.keep('triage', platform, world.transcript());
    await world.end();
  });

  test('what was begun and not sent is offered again, and can be changed before it is sent', async () => {
    const world = await openWorld({ on });
    const amara = world.client('amara.quill');
    await amara.type('/escalate');
    await amara.submit({ risk: 'no' });
    await amara.submit({ elsewhere: ['none-of-these'], scope: 'yes' });
    await amara.submit({ agency: 'st-aldhelms' });
    await amara.close();
    await amara.type('/escalate');
    await amara.submit({ risk: 'no' });
    expect(amara.front()?.words).toContain('did not send it');
    await amara.submit({ continue: 'go-on' });
    const page = await fillIn(amara, world.clock.now(), {
      professional: 'Tom Pennywort',
      'arose-date': '2026-12-22',
      'arose-time': '10:00',
    });
    expect(page?.words).toContain('is raised');
    told.keep('a draft', platform, world.transcript());
    await world.end();
  });

  test('a board that has accepted nothing opens no case', async () => {
    const world = await openWorld({ on, accepted: false });
    const amara = world.client('amara.quill');
    await amara.type('/escalate');
    await amara.submit({ risk: 'no' });
    expect(amara.front()?.words).toContain('has not yet accepted how its procedure is read');
    await world.end();
  });
});

test('all of it is said in the same words on every platform', () => {
  expect(told.differing()).toEqual([]);
});

function latest(client: BenchClient): Seen {
  const found = client.messages().at(-1);
  if (found === undefined) throw new Error(`${client.name} has no message`);
  return found;
}

function button(where: Seen, label: string | RegExp) {
  const found = where.buttons.find((one) =>
    typeof label === 'string' ? one.label === label : label.test(one.label),
  );
  if (found === undefined)
    throw new Error(
      `No button “${String(label)}”, only: ${where.buttons.map((one) => one.label).join(', ')}`,
    );
  return found;
}
