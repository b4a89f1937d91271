import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GivenAnswers } from '../../demo/client.ts';
import type { Act } from '../../src/flows/chat-input.ts';
import { platforms } from '../support/platforms/all.ts';
import { answersTo, caseOf, doAct, findAct, raise } from '../support/platforms/play.ts';
import type { BenchClient, Seen } from '../support/platforms/seen.ts';
import { tellings } from '../support/platforms/tellings.ts';
import { openWorld, type World } from '../support/platforms/world.ts';

/* Everything that can be wrong with what somebody does, on each platform: nothing changes, and they are told why. */

const told = tellings();

describe.each(platforms)('in $platform', ({ platform, on }) => {
  let world: World;
  let reference: string;
  let back: () => Promise<void>;
  let amara: BenchClient;
  let tom: BenchClient;
  beforeAll(async () => {
    world = await openWorld({ on });
    amara = world.client('amara.quill');
    tom = world.client('tom.pennywort');
    reference = await raise(world);
  });
  beforeEach(() => {
    back = world.keep();
    return async () => {
      for (const client of [amara, tom]) await client.close();
      await back();
    };
  });
  afterAll(async () => {
    told.keep('refusals', platform, world.transcript());
    await world.end();
  });

  const record = async () => (await caseOf(world, reference)).state.entries.map(({ event }) => event.type);
  const now = () => world.clock.now();
  const press = async (client: BenchClient, act: Act): Promise<Seen> => {
    const [where] = client.messages();
    if (where === undefined) throw new Error(`${client.name} has no message`);
    const page = await client.press(where, { label: 'A button of before', act });
    if (page === undefined) throw new Error(`${client.name} is shown nothing`);
    return page;
  };

  test('at every step of a raise that is sent empty, what is missing is said at its question, and what was typed is kept', async () => {
    const form = await amara.type('/escalate');
    let steps = 0;
    const said: GivenAnswers = {
      agency: 'st-aldhelms',
      professional: 'Tom Pennywort',
      'arose-date': '2026-12-22',
    };
    for (let front = form; front?.submit !== undefined; front = amara.front()) {
      if ((steps += 1) > 30) throw new Error(`Stuck at “${front.title}”`);
      const asks = front.fields.filter(({ required, holds }) => required && holds === undefined);
      if (asks.length > 0) {
        const sent = await amara.submit(Object.fromEntries(asks.map(({ id }) => [id, ''])));
        expect(Object.keys(sent.kind === 'wrong' ? sent.errors : {}), front.title).not.toEqual([]);
        // With one thing typed, that one is kept while the others are still missing.
        const [first, ...others] = asks.filter(({ kind }) => kind === 'text');
        if (first !== undefined && others.length > 0) {
          await amara.submit({ [first.id]: 'The ward plans to discharge too soon.' });
          const kept = amara.front()?.fields.find(({ id }) => id === first.id);
          expect(kept).toMatchObject({ holds: 'The ward plans to discharge too soon.' });
          expect(kept?.wrong).toBeUndefined();
        }
      }
      const sent = await amara.submit(answersTo(front.fields, now(), said));
      if (sent.kind === 'wrong')
        await amara.submit(answersTo(front.fields, now(), said, ({ id }) => id in sent.errors));
    }
    expect(amara.front()?.words).toContain('is raised');
  });

  test('a value that cannot be is refused at its question, and stays as it was typed', async () => {
    const { where, button } = await findAct(amara, reference, 'set-protective-date');
    await amara.press(where, button);
    const late = { until: '2027-02-01', time: '10:00', reason: 'She goes home on Monday.' };
    const known = (amara.front()?.fields ?? []).map(({ id }) => id);
    const answers = Object.fromEntries(Object.entries(late).filter(([id]) => known.includes(id)));
    const sent = await amara.submit(answers);
    expect(sent).toMatchObject({ kind: 'wrong' });
    expect(amara.front()?.fields.find(({ id }) => id === 'until')).toMatchObject({ holds: '2027-02-01' });
    expect(amara.front()?.fields.find(({ id }) => id === 'reason')).toMatchObject({
      holds: 'She goes home on Monday.',
    });
    expect(await record()).not.toContain('ProtectiveDateSet');
  });

  test('a choice that nobody was offered is refused, and changes nothing', async () => {
    const before = await record();
    const { where, button } = await findAct(tom, reference, 'log-discussion');
    await tom.press(where, button);
    const fields = tom.front()?.fields ?? [];
    const sent = await tom.submit({ ...answersTo(fields, now()), between: 'nobody-at-all' });
    expect(sent.kind === 'wrong' || /cannot|nothing to do/i.test(tom.front()?.words ?? '')).toBe(true);
    expect(await record()).toEqual(before);
  });

  test('a second click is told that it is done already, and writes nothing', async () => {
    const { button } = await doAct(tom, reference, { does: 'acknowledge' }, now());
    const before = await record();
    const page = await press(tom, button.act ?? { do: '' });
    expect(page.words).toContain('there is nothing to do here now');
    expect(page.words).toContain('Nothing was changed by this press.');
    expect(await record()).toEqual(before);
  });

  test('a press and a form that are delivered again change nothing, and show the same page', async () => {
    const first = await findAct(tom, reference, 'acknowledge');
    await tom.press(first.where, first.button);
    const page = tom.front()?.words;
    const acknowledged = await record();
    expect((await tom.again()).status).toBe(200);
    expect(await record()).toEqual(acknowledged);
    expect(tom.front()?.words).toBe(page);
    await tom.close();

    const { where, button } = await findAct(tom, reference, 'respond');
    const form = await tom.press(where, button);
    await tom.submit(answersTo(form?.fields ?? [], now(), {}, () => true));
    const responded = await record();
    expect(responded).toContain('Responded');
    expect((await tom.again()).status).toBe(200);
    expect(await record()).toEqual(responded);
  });

  test('a form that the case has left behind says what happened since, and gives back what was typed', async () => {
    const { where, button } = await findAct(tom, reference, 'respond');
    const form = await tom.press(where, button);
    await doAct(amara, reference, { does: 'withdraw' }, now());
    await tom.submit({
      ...answersTo(form?.fields ?? [], now(), {}, () => true),
      'response-aim': 'A bed on a quiet ward.',
    });
    expect(tom.front()?.words).toContain('there is nothing to do here now');
    expect(tom.front()?.words).toContain('A bed on a quiet ward.');
    expect(await record()).not.toContain('Responded');
  });

  test('a stranger who got hold of a button learns nothing, not even whether there is such a case', async () => {
    const before = await record();
    const { button } = await findAct(tom, reference, 'acknowledge');
    for (const name of ['stranger', 'elsewhere']) {
      const client = world.client(name);
      await client.type('/escalate list');
      await client.close();
      const page = await pressAnyhow(client, button.act);
      expect(page?.words).toContain('It does not know you here yet.');
      expect(page?.words).not.toContain(reference);
      await client.close();
    }
    expect(await record()).toEqual(before);
  });

  test('a colleague who is no part of a case is answered as if there were none, whichever case it is', async () => {
    const { button } = await findAct(tom, reference, 'acknowledge');
    const isobel = world.client('isobel.crane');
    const theirs = await pressAnyhow(isobel, button.act);
    await isobel.close();
    const none = await pressAnyhow(isobel, {
      do: 'acknowledge',
      caseId: '00000000-0000-4000-8000-0000000fffff',
    });
    await isobel.close();
    const odd = await pressAnyhow(isobel, { do: 'acknowledge', caseId: 'no case at all' });
    await isobel.close();
    expect(theirs?.words).toContain('You are not part of this case, or there is none.');
    expect(none?.words).toBe(theirs?.words);
    expect(odd?.words).toBe(theirs?.words);
  });

  test('what is another’s to do is refused to whoever presses it in their place', async () => {
    const before = await record();
    const { button } = await findAct(tom, reference, 'acknowledge');
    const page = await press(amara, button.act ?? { do: '' });
    expect(page.words).toMatch(/there is nothing to do here now/);
    expect(await record()).toEqual(before);
  });

  test('a button of nothing that is known any more says so', async () => {
    const { caseId } = await caseOf(world, reference);
    expect((await press(tom, { do: 'sing', caseId })).words).toContain(
      'You cannot do this in this case now.',
    );
    await tom.close();
    expect((await press(tom, { do: 'sing' })).words).toContain('This button is from an older message');
  });

  test('odd and long texts come back as they were typed, and are never markup', async () => {
    const odd =
      '*bold* _it_ <!channel> <at>All</at> [link](https://example.org) {{DATE(2026-12-22T10:00:00Z)}} é 漢字 😀 & < >';
    const { where, button } = await findAct(tom, reference, 'respond');
    const form = await tom.press(where, button);
    await tom.submit({
      ...answersTo(form?.fields ?? [], now(), {}, () => true),
      'response-aim': odd,
      risk: '',
    });
    expect(tom.front()?.fields.find(({ id }) => id === 'response-aim')?.holds).toBe(odd);
    await tom.submit({ risk: 'no' });
    await tom.close();
    const read = await findAct(amara, reference, 'read-case');
    const page = await amara.press(read.where, read.button);
    expect(page?.words).toContain(odd);
  });

  async function pressAnyhow(client: BenchClient, act: Act | undefined): Promise<Seen | undefined> {
    const where = client.messages().at(-1) ?? (await client.openHome());
    return client.press(where, { label: 'A button of before', act });
  }
});

test('all of it is said in the same words on every platform', () => {
  expect(told.differing()).toEqual([]);
});
