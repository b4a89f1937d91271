import { describe, expect, test } from 'vitest';
import type { Directory } from '../../src/directory/directory.ts';
import type { Account } from '../../src/flows/chat-input.ts';
import { reachEach } from '../../src/flows/check-reach.ts';
import { handleRow } from '../../src/flows/handle-row.ts';
import { identify } from '../../src/flows/identify.ts';
import { reachOf } from '../../src/flows/reach.ts';
import { runCommand } from '../../src/flows/run-command.ts';
import { accountsChat } from '../support/accounts-chat.ts';
import { everybody, raising, rulesWith } from '../support/case-world.ts';
import { openConversation } from '../support/conversation.ts';
import { person, trust, withPeople } from '../support/practice-directory.ts';

const monday = '2026-12-21T10:00:00Z';
const inSlack: Account = { platform: 'slack', space: 'T-TRUST', user: 'U-nadia' };
const inTeams: Account = { platform: 'teams', space: 'tenant-trust', user: 'nadia' };
const deactivated = { kind: 'unreachable', why: 'that Slack account has been deactivated' } as const;
const blocked = { kind: 'refuses', why: 'they blocked Concordat in Teams' } as const;
const busy = { kind: 'unknown', afterMs: 1_000, why: 'Slack asked us to slow down' } as const;
const email = 'nadia@example.org';

/** The trust is in Slack and in Teams; whoever is not given an account has theirs in Slack. */
const bothSpaces = [...trust.spaces, { platform: 'teams', id: 'tenant-trust' } as const];
const onBoth = spaces(bothSpaces);

function spaces(listed: typeof bothSpaces): Directory {
  return {
    ...everybody,
    agencies: new Map([...everybody.agencies, [trust.id, { ...trust, spaces: listed }]]),
  };
}

async function open(directory: Directory = onBoth) {
  const opened = await openConversation({ at: monday, directory });
  const platform = accountsChat();
  for (const one of directory.people.values()) {
    const space = one.agency === trust.id ? 'T-TRUST' : 'T-COUNCIL';
    if (one.id !== 'nadia') platform.has({ platform: 'slack', space, user: `U-${one.id}` }, one.email);
  }
  const services = { ...opened.services, chat: platform.chat };
  const nadia = () => {
    const found = services.people.directory().people.get('nadia');
    if (found === undefined) throw new Error('Nadia has left');
    return found;
  };
  return {
    ...opened,
    services,
    platform,
    nadia,
    /** Rosa raises a disagreement with Nadia, and everything that follows is delivered. */
    raise: async (): Promise<string> => {
      const caseId = services.newId();
      const reference = `RB-2026-${caseId.slice(-4)}`;
      const command = { ...raising('2026-12-21T09:00', { reference }), caseId };
      const rules = rulesWith(services.people.directory());
      const outcome = await runCommand(services, rules, command, { texts: [], key: keyOf(caseId) });
      if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
      for (;;) {
        const rows = await services.outbox.claim(opened.clock.now(), opened.clock.now(), 50);
        if (rows.length === 0) return caseId;
        for (const { id } of rows) await handleRow(services, id);
      }
    },
    /** What each message to an account was about, in the words of its lock screen. */
    to: (account: Account) => platform.sent.filter(({ to }) => to.user === account.user).length,
    unreachable: () => services.reaches.unreachable([...services.people.directory().people.keys()]),
  };
}

function keyOf(caseId: string) {
  return { caseId, keyId: 'k1', wrapped: new Uint8Array([1]) };
}

describe('by which accounts somebody is written to', () => {
  test('on both platforms: the one that was linked first, until they choose', async () => {
    const story = await open();
    story.platform.has(inSlack, email);
    story.platform.has(inTeams, email);
    for (const account of [inSlack, inTeams]) await identify(story.services, account);
    await story.raise();
    expect([story.to(inSlack), story.to(inTeams)]).toEqual([1, 0]);
    await story.services.people.prefer(inTeams, 'nadia', story.clock.now());
    await story.raise();
    expect([story.to(inSlack), story.to(inTeams)]).toEqual([1, 1]);
    expect(story.platform.looked).not.toContain('tenant-trust');
  });

  test('where the one that they chose fails, the other is used, and they are not unreachable', async () => {
    const story = await open();
    story.platform.has(inSlack, email);
    story.platform.has(inTeams, email, blocked);
    for (const account of [inSlack, inTeams]) await identify(story.services, account);
    await story.services.people.prefer(inTeams, 'nadia', story.clock.now());
    await story.raise();
    expect([story.to(inSlack), story.to(inTeams)]).toEqual([1, 0]);
    expect(await story.unreachable()).toEqual([]);
  });

  test('a new account with the same address in the same workspace takes over, though the old one is linked', async () => {
    const story = await open();
    story.platform.has(inSlack, email);
    await identify(story.services, inSlack);
    story.platform.has(inSlack, email, deactivated);
    const anew = { ...inSlack, user: 'U-nadia-2' };
    story.platform.has(anew, email);
    await story.raise();
    expect([story.to(inSlack), story.to(anew)]).toEqual([0, 1]);
    expect(await story.services.people.accountsOf('nadia')).toEqual([inSlack, anew]);
    expect(await story.unreachable()).toEqual([]);
  });

  test('a changed workspace: the account in the one that is no longer listed is passed over, the new one found', async () => {
    const story = await open();
    story.platform.has(inSlack, email);
    await identify(story.services, inSlack);
    const caseId = await story.raise();
    const moved = { ...inSlack, space: 'T-NEW', user: 'U-new' };
    story.platform.has(moved, email);
    const elsewhere = { platform: 'slack', id: 'T-NEW' } as const;
    await story.people.importDirectory(spaces([elsewhere]), story.people.version(), story.clock.now());
    await story.raise();
    expect([story.to(inSlack), story.to(moved)]).toEqual([1, 1]);
    expect(await identify(story.services, moved)).toMatchObject({ person: { id: 'nadia' } });
    expect(await identify(story.services, inSlack)).toEqual({ kind: 'stranger' });
    // What she had stays hers: a case belongs to the person.
    const mine = await story.services.lists.ofPerson('nadia', 'mine', undefined, 10);
    expect(mine.items.map((line) => line.caseId)).toContain(caseId);
  });

  test('an account in a space that is no longer listed is not written to, also where there is no other', async () => {
    const story = await open();
    story.platform.has(inSlack, email);
    await identify(story.services, inSlack);
    await story.people.importDirectory(spaces([]), story.people.version(), story.clock.now());
    await story.raise();
    expect(story.to(inSlack)).toBe(0);
    expect(await story.unreachable()).toContainEqual({
      person: 'nadia',
      why: 'has no account where Concordat is installed',
      since: new Date(monday),
    });
  });

  test('the same address in a workspace that is not listed is nobody’s', async () => {
    const story = await open();
    const strange = { ...inSlack, space: 'T-ELSEWHERE' };
    story.platform.has(strange, email);
    await story.raise();
    expect(story.to(strange)).toBe(0);
    expect(await story.services.people.accountsOf('nadia')).toEqual([]);
    expect(await identify(story.services, strange)).toEqual({ kind: 'stranger' });
  });

  test('the address changed and the account did not: whoever has the new address is recognised by it', async () => {
    const story = await open();
    story.platform.has(inSlack, email);
    await identify(story.services, inSlack);
    // The directory holds her under the new address as a new person, to whom an import hands her cases over.
    const renamed = person('nadia-new', 'Nadia Example', trust, ['professional'], { lineManager: 'tom' });
    const people = new Map(withPeople(story.people.directory(), [renamed]).people);
    people.delete('nadia');
    const directory = { ...story.people.directory(), people };
    await story.people.importDirectory(directory, story.people.version(), story.clock.now());
    expect(await identify(story.services, inSlack)).toEqual({ kind: 'stranger' });
    story.platform.has(inSlack, renamed.email);
    expect(await identify(story.services, inSlack)).toMatchObject({ person: { id: 'nadia-new' } });
    expect(await story.services.people.accountsOf('nadia-new')).toEqual([inSlack]);
  });
});

describe('whether somebody can be reached', () => {
  test('by the first of their accounts that does; what is found is noted', async () => {
    const story = await open();
    story.platform.has(inSlack, email, deactivated);
    story.platform.has(inTeams, email);
    await story.services.people.link(inSlack, 'nadia', story.clock.now());
    expect(await reachOf(story.services, story.nadia())).toEqual({ kind: 'reachable', account: inTeams });
    story.platform.has(inTeams, email, { kind: 'unreachable', why: 'removed Concordat in Teams' });
    expect(await reachOf(story.services, story.nadia())).toMatchObject({ kind: 'unreachable' });
    expect(await story.unreachable()).toEqual([
      { person: 'nadia', why: 'removed Concordat in Teams', since: new Date(monday) },
    ]);
    story.platform.has(inSlack, email);
    expect(await reachOf(story.services, story.nadia())).toEqual({ kind: 'reachable', account: inSlack });
    expect(await story.unreachable()).toEqual([]);
  });

  test('without any account', async () => {
    const story = await open();
    expect(await reachOf(story.services, story.nadia())).toEqual({
      kind: 'unreachable',
      why: 'has no account where Concordat is installed',
    });
  });

  test('a platform that does not answer is no reason: nothing is noted, and one that does answer still counts', async () => {
    const story = await open();
    story.platform.has(inSlack, email, busy);
    expect(await reachOf(story.services, story.nadia())).toMatchObject(busy);
    expect(await story.unreachable()).toEqual([]);
    story.platform.has(inTeams, email, deactivated);
    await story.services.people.link(inTeams, 'nadia', story.clock.now());
    expect(await reachOf(story.services, story.nadia())).toMatchObject(busy);
    story.platform.has(inTeams, email);
    expect(await reachOf(story.services, story.nadia())).toEqual({ kind: 'reachable', account: inTeams });
  });

  test('a platform that breaks while it is asked is one that did not answer', async () => {
    const story = await open();
    const find = () => Promise.reject(new TypeError('no such thing'));
    const services = { ...story.services, chat: { ...story.platform.chat, find } };
    expect(await reachOf(services, story.nadia())).toMatchObject({ kind: 'unknown', why: 'TypeError' });
    expect(story.logged.join()).toContain('could not be asked');
  });

  test('whose message was refused stays unreachable until one arrives, whatever a check finds', async () => {
    const story = await open();
    story.platform.has(inTeams, email, blocked);
    await story.services.people.link(inTeams, 'nadia', story.clock.now());
    await story.raise();
    const noted = { person: 'nadia', why: blocked.why, since: new Date(monday), refused: true };
    expect(await story.unreachable()).toEqual([noted]);
    expect(await reachOf(story.services, story.nadia())).toEqual({
      kind: 'unreachable',
      why: blocked.why,
      account: inTeams,
    });
    expect(await story.unreachable()).toEqual([noted]);
    story.platform.has(inTeams, email);
    expect(await reachOf(story.services, story.nadia())).toMatchObject({ kind: 'unreachable' });
    await story.raise();
    expect(await story.unreachable()).toEqual([]);
    expect(await reachOf(story.services, story.nadia())).toMatchObject({ kind: 'reachable' });
  });

  test('an account that was deactivated and is back is found by a check', async () => {
    const story = await open(spaces(trust.spaces as typeof bothSpaces));
    story.platform.has(inSlack, email, deactivated);
    await story.services.people.link(inSlack, 'nadia', story.clock.now());
    await story.raise();
    expect(await story.unreachable()).toMatchObject([{ person: 'nadia', why: deactivated.why }]);
    story.platform.has(inSlack, email);
    expect(await reachOf(story.services, story.nadia())).toMatchObject({ kind: 'reachable' });
    expect(await story.unreachable()).toEqual([]);
  });
});

test('many are asked about a few at a time; who asks to be left alone is asked again later, and told as not known in the end', async () => {
  const story = await open();
  story.platform.has(inSlack, email, { ...busy, afterMs: 7 });
  const waited: number[] = [];
  const found = new Map<string, string>();
  const people = [...story.people.directory().people.values()];
  const patience = {
    goOn: () => true,
    pause: (ms: number) => {
      waited.push(ms);
      if (waited.length === 2) story.platform.has(inSlack, email);
      return Promise.resolve();
    },
  };
  const note = ({ id }: { readonly id: string }, { kind }: { readonly kind: string }) =>
    void found.set(id, kind);
  await reachEach(story.services, people, patience, note);
  expect(waited).toEqual([7, 7]);
  expect(found.size).toBe(people.length);
  expect(found.get('nadia')).toBe('reachable');
  story.platform.has(inSlack, email, busy);
  await reachEach(story.services, [story.nadia()], patience, note);
  expect(found.get('nadia')).toBe('unknown');
});
