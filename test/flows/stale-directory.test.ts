import { describe, expect, test } from 'vitest';
import type { Directory } from '../../src/directory/directory.ts';
import { handleRow } from '../../src/flows/handle-row.ts';
import { runCommand } from '../../src/flows/run-command.ts';
import type { Services } from '../../src/flows/services.ts';
import { accountsChat } from '../support/accounts-chat.ts';
import { changed, everybody, raising, rulesWith } from '../support/case-world.ts';
import { openConversation } from '../support/conversation.ts';
import { housing, trust } from '../support/practice-directory.ts';

/* A worker reads the directory later than another one: what it does not know yet is no reason for a last word. */

const monday = '2026-12-21T10:00:00Z';

/** Everybody but for somebody who comes with the next import. */
function without(id: string): Directory {
  return { ...everybody, people: new Map([...everybody.people].filter(([one]) => one !== id)) };
}

/**
 * An import has put `everybody` in use, by which Rosa has raised a disagreement with Nadia. `behind` is a worker that still has
 * the directory from before it, `level` one that has read it.
 */
async function raisedAfterImport(before: Directory) {
  const opened = await openConversation({ at: monday, directory: before });
  const platform = accountsChat();
  for (const { id, email, agency } of everybody.people.values()) {
    const space = agency === trust.id ? 'T-TRUST' : 'T-COUNCIL';
    platform.has({ platform: 'slack', space, user: `U-${id}` }, email);
  }
  const level: Services = { ...opened.services, chat: platform.chat };
  const old = level.people.directory();
  const behind: Services = {
    ...level,
    people: { ...level.people, directory: () => old },
    rulesOf: async (board, version) => ({ ...(await level.rulesOf(board, version)), directory: old }),
  };
  await opened.people.importDirectory(everybody, opened.people.version(), opened.clock.now());
  const caseId = level.newId();
  const sealed = { texts: [], key: { caseId, keyId: 'k1', wrapped: new Uint8Array([1]) } };
  await runCommand(level, rulesWith(everybody), { ...raising('2026-12-21T09:00'), caseId }, sealed);
  const rows = await level.outbox.load([...opened.tables.effects.keys()]);
  const rowFor = (to: string) => {
    const row = rows.find((one) => one.kind === 'notice' && one.to === to);
    if (row === undefined) throw new Error(`${to} is not to be told`);
    return row.id;
  };
  const wake = rows.find((one) => one.kind === 'wake');
  if (wake === undefined) throw new Error('No alarm was set');
  return {
    ...opened,
    level,
    behind,
    caseId,
    rowFor,
    wake,
    to: (person: string) => platform.sent.filter(({ to }) => to.user === `U-${person}`).length,
    soon: () => opened.clock.moveTo(new Date('2026-12-21T10:00:10Z')),
    said: async () => (await level.cases.load(caseId))?.entries.map(({ event }) => event.type),
  };
}

describe('a worker that has an older directory', () => {
  test('leaves a newcomer’s notice to be tried again, and says nothing of them on the case', async () => {
    const story = await raisedAfterImport(without('nadia'));
    const row = story.rowFor('nadia');
    const said = await story.said();
    expect(await handleRow(story.behind, row)).toMatchObject({ kind: 'put-back' });
    expect(await story.said()).toEqual(said);
    await story.soon();
    await handleRow(story.level, row);
    expect(story.to('nadia')).toBe(1);
  });

  test('leaves the notice of somebody who has come to that agency since, and may see the case by that', async () => {
    const story = await raisedAfterImport(changed('nadia', { agency: housing.id }));
    const row = story.rowFor('nadia');
    expect(await handleRow(story.behind, row)).toMatchObject({ kind: 'put-back' });
    await story.soon();
    await handleRow(story.level, row);
    expect(story.to('nadia')).toBe(1);
  });

  test('leaves the notice of somebody whose workspace is listed since the import, and notes nothing of them', async () => {
    const nowhere = { ...trust, spaces: [] };
    const before = { ...everybody, agencies: new Map([...everybody.agencies, [trust.id, nowhere]]) };
    const story = await raisedAfterImport(before);
    const row = story.rowFor('nadia');
    const said = await story.said();
    expect(await handleRow(story.behind, row)).toMatchObject({ kind: 'put-back' });
    expect(await story.level.reaches.unreachable(['nadia'])).toEqual([]);
    expect(await story.said()).toEqual(said);
    await story.soon();
    await handleRow(story.level, row);
    expect(story.to('nadia')).toBe(1);
  });

  test('leaves an alarm, by which it would have told everybody but the newcomer', async () => {
    const story = await raisedAfterImport(without('nadia'));
    await story.clock.moveTo(story.wake.at);
    const said = await story.said();
    expect(await handleRow(story.behind, story.wake.id)).toMatchObject({ kind: 'put-back' });
    expect(await story.said()).toEqual(said);
    await story.clock.moveTo(new Date(story.wake.at.getTime() + 10_000));
    expect(await handleRow(story.level, story.wake.id)).toMatchObject({ kind: 'finished' });
    expect((await story.said())?.length).toBeGreaterThan(said?.length ?? 0);
  });
});

test('a notice that its reader may see no more is over where the directory is the newest', async () => {
  const { people, clock, level, rowFor } = await raisedAfterImport(everybody);
  const left = changed('nadia', { agency: housing.id });
  await people.importDirectory(left, people.version(), clock.now());
  expect(await handleRow(level, rowFor('nadia'))).toMatchObject({ did: { result: 'superseded' } });
});

test('who is not in the newest directory is not tried again: it is somebody’s task on the case', async () => {
  const story = await raisedAfterImport(everybody);
  const { people, clock } = story;
  await people.importDirectory(without('nadia'), people.version(), clock.now());
  expect(await handleRow(story.level, story.rowFor('nadia'))).toMatchObject({
    kind: 'finished',
    did: { result: 'not-deliverable' },
  });
  expect(await story.said()).toContain('PersonUnreachable');
});
