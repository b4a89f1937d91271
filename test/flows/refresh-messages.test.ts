import { expect, test } from 'vitest';
import type { Directory } from '../../src/directory/directory.ts';
import { handleRow } from '../../src/flows/handle-row.ts';
import type { Chat } from '../../src/flows/ports.ts';
import { runCommand } from '../../src/flows/run-command.ts';
import type { Services } from '../../src/flows/services.ts';
import { everybody, on, raising, rulesWith, words } from '../support/case-world.ts';
import { openConversation } from '../support/conversation.ts';

/* The messages of a case that carry buttons are brought up to date by whichever workers have its rows. */

const rules = rulesWith(everybody);

/** Rosa has raised a disagreement with Nadia; both were told, by messages that carry buttons. */
async function told() {
  const opened = await openConversation({ at: '2026-12-21T10:00:00Z', directory: everybody });
  /** What each message reads, as its reader sees it now. */
  const shown = new Map<string, string>();
  let messages = 0;
  const chat: Chat = {
    ...opened.services.chat,
    find: (space, email) =>
      Promise.resolve({ platform: space.platform, space: space.id, user: email.replace(/@.*/u, '') }),
    send: (account, message) => {
      messages += 1;
      shown.set(account.user, JSON.stringify(message));
      return Promise.resolve({
        kind: 'sent',
        message: { account, channel: account.user, id: `m${messages}` },
      });
    },
    update: (sent, message) => {
      shown.set(sent.channel, JSON.stringify(message));
      return Promise.resolve({ kind: 'sent' });
    },
  };
  const services: Services = { ...opened.services, chat };
  const { clock, tables } = opened;
  const due = async (kind: 'notice' | 'refresh') => {
    const rows = await services.outbox.load([...tables.effects.keys()]);
    return rows.filter((row) => row.kind === kind && row.at <= clock.now()).map(({ id }) => id);
  };
  const caseId = services.newId();
  const sealed = { texts: [], key: { caseId, keyId: 'k1', wrapped: new Uint8Array([1]) } };
  await runCommand(services, rules, { ...raising('2026-12-21T09:00'), caseId }, sealed);
  for (const id of await due('notice')) await handleRow(services, id);
  for (const id of await due('refresh')) await handleRow(services, id);
  return {
    ...opened,
    services,
    caseId,
    shown,
    refreshes: () => due('refresh'),
    /** Somebody acts, and the row that follows from it. */
    acts: async (command: Parameters<typeof runCommand>[2]): Promise<string> => {
      const before = await due('refresh');
      const outcome = await runCommand(services, rules, { ...command, caseId });
      if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
      const [row] = (await due('refresh')).filter((id) => !before.includes(id));
      if (row === undefined) throw new Error('Nothing is to be brought up to date');
      return row;
    },
  };
}

const acknowledged = () => on('2026-12-21T10:00', 'nadia', 'acknowledge', {});
const withdrawn = () => on('2026-12-21T10:00', 'rosa', 'withdraw', { reason: words('reason') });

/** A promise that is settled from outside. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

test('an update that arrives after a later one is made good: the message ends as the case does', async () => {
  // Given a worker that brings Nadia's message up to date after her acknowledgement, and whose update is slow
  const story = await told();
  const first = await story.acts(acknowledged());
  const [begun, arrives] = [gate(), gate()];
  const slow: Services = {
    ...story.services,
    chat: {
      ...story.services.chat,
      update: async (sent, message) => {
        begun.open();
        await arrives.opened;
        return story.services.chat.update(sent, message);
      },
    },
  };
  const slowly = handleRow(slow, first);
  await begun.opened;
  // When the case goes on, another worker brings the messages up to date, and then the slow update arrives
  const second = await story.acts(withdrawn());
  await handleRow(story.services, second);
  const asTheCaseStands = new Map(story.shown);
  arrives.open();
  await slowly;
  // Then what is left to do brings it back to what the case says
  for (const id of await story.refreshes()) await handleRow(story.services, id);
  expect(story.shown).toEqual(asTheCaseStands);
});

test('an update that nothing overtook is over', async () => {
  const story = await told();
  const row = await story.acts(acknowledged());
  expect(await handleRow(story.services, row)).toMatchObject({ kind: 'finished' });
});

test('whoever comes after somebody whose workspace is down has their message brought up to date all the same', async () => {
  // Given that the workspaces of both are down for a while, and Nadia's, whose message comes second, is back sooner
  const story = await told();
  const before = new Map(story.shown);
  const down = new Map([
    ['rosa', 90_000],
    ['nadia', 60_000],
  ]);
  const update: Chat['update'] = (sent, message) => {
    const afterMs = down.get(sent.channel);
    return afterMs === undefined
      ? story.services.chat.update(sent, message)
      : Promise.resolve({ kind: 'later', afterMs, why: 'it is down' });
  };
  const services = { ...story.services, chat: { ...story.services.chat, update } };
  const row = await story.acts(withdrawn());
  // Then it is tried again when the first of them may be back
  const both = { kind: 'put-back', until: new Date('2026-12-21T10:01:00Z') };
  expect(await handleRow(services, row)).toMatchObject(both);
  expect(story.shown).toEqual(before);
  // And where only the first one's is down, the other's is up to date
  await story.clock.moveTo(new Date('2026-12-21T10:01:00Z'));
  down.delete('nadia');
  const hers = { kind: 'put-back', until: new Date('2026-12-21T10:02:30Z') };
  expect(await handleRow(services, row)).toMatchObject(hers);
  expect(story.shown.get('rosa')).toBe(before.get('rosa'));
  expect(story.shown.get('nadia')).not.toBe(before.get('nadia'));
});

test('a form that somebody opens while another place is waited for is not taken away from them', async () => {
  // Given that Rosa's workspace is asked in vain, and Nadia opens a form in her message meanwhile
  const story = await told();
  const before = story.shown.get('nadia');
  const row = await story.acts(withdrawn());
  const until = new Date('2026-12-21T11:00:00Z');
  const update: Chat['update'] = async (sent, message) => {
    if (sent.channel !== 'rosa') return story.services.chat.update(sent, message);
    const live = await story.services.outbox.liveMessages(story.caseId);
    const hers = live.find(({ to }) => to === 'nadia');
    if (hers !== undefined) await story.services.outbox.hold(hers.message, until);
    return { kind: 'later', afterMs: 7_200_000, why: 'it is down' };
  };
  const services = { ...story.services, chat: { ...story.services.chat, update } };
  expect(await handleRow(services, row)).toMatchObject({ kind: 'put-back', until });
  expect(story.shown.get('nadia')).toBe(before);
});

test('a worker with an older directory passes nobody over for good', async () => {
  // Given a worker that has not read the import yet by which Nadia came
  const story = await told();
  const people = new Map([...everybody.people].filter(([id]) => id !== 'nadia'));
  const old: Directory = { ...everybody, people };
  const behind: Services = {
    ...story.services,
    people: { ...story.services.people, directory: () => old },
    rulesOf: async (board, version) => ({
      ...(await story.services.rulesOf(board, version)),
      directory: old,
    }),
  };
  const before = story.shown.get('nadia');
  const row = await story.acts(acknowledged());
  expect(await handleRow(behind, row)).toMatchObject({ kind: 'put-back' });
  await story.clock.moveTo(new Date('2026-12-21T10:00:10Z'));
  expect(await handleRow(story.services, row)).toMatchObject({ kind: 'finished' });
  expect(story.shown.get('nadia')).not.toBe(before);
});
