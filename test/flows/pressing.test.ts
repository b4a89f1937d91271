import { expect, test } from 'vitest';
import { handleRow } from '../../src/flows/handle-row.ts';
import { runCommand } from '../../src/flows/run-command.ts';
import { accountsChat } from '../support/accounts-chat.ts';
import { everybody, on, risk, rulesWith } from '../support/case-world.ts';
import { openConversation } from '../support/conversation.ts';

const milan = { platform: 'slack', space: 'T-COUNCIL', user: 'U-milan' } as const;
const milansEmail = everybody.people.get('milan')?.email ?? '';
const atOnce = () => Promise.resolve();

/** On Monday at ten Rosa says that somebody is at immediate risk. Milan, her manager, is in a workspace that does not answer. */
async function reported() {
  const { services, clock } = await openConversation({ at: '2026-12-21T10:00:00Z', directory: everybody });
  const platform = accountsChat();
  platform.has(milan, milansEmail, { kind: 'unknown', afterMs: 20_000, why: 'Slack is down' });
  const caseId = services.newId();
  const command = { ...on('2026-12-21T10:00', 'rosa', 'report-immediate-risk', risk()), caseId };
  const key = { caseId, keyId: 'k1', wrapped: new Uint8Array([1]) };
  await runCommand(services, rulesWith(everybody), command, { texts: [], key });
  await services.people.link(milan, 'milan', clock.now());
  const rows = await services.outbox.load(
    (await services.outbox.claim(clock.now(), clock.now(), 100)).map(({ id }) => id),
  );
  const row = rows.find((one) => one.kind === 'notice' && one.to === 'milan');
  if (row === undefined) throw new Error('Milan is not to be told');
  const handledAt = (time: string, chat = platform.chat) =>
    handleRow({ ...services, chat, clock: { now: () => new Date(`2026-12-21T${time}Z`) } }, row.id, atOnce);
  const unreached = async () =>
    (await services.cases.load(caseId))?.entries.filter(({ event }) => event.type === 'PersonUnreachable') ??
    [];
  return { platform, handledAt, unreached };
}

test('an alert waits a minute for a platform; then somebody stands in, once, and it goes out all the same when it can', async () => {
  const { platform, handledAt, unreached } = await reported();
  expect(await handledAt('10:00:30')).toMatchObject({ kind: 'put-back' });
  expect(await unreached()).toEqual([]);

  expect(await handledAt('10:01:00')).toMatchObject({
    kind: 'put-back',
    until: new Date('2026-12-21T10:01:20Z'),
  });
  expect(await handledAt('10:01:20')).toMatchObject({ kind: 'put-back' });
  expect(await unreached()).toMatchObject([{ event: { person: 'milan', why: 'Slack is down' } }]);

  platform.has(milan, milansEmail);
  expect(await handledAt('10:01:40')).toMatchObject({ kind: 'finished' });
  expect(platform.sent.map(({ to }) => to)).toEqual([milan]);
});

test('a place where nobody can be looked for just now is no reason to give an alert up', async () => {
  const { platform, handledAt, unreached } = await reported();
  platform.has(milan, milansEmail, { kind: 'refuses', why: 'the account is gone' });
  const deaf = { ...platform.chat, find: () => Promise.reject(new Error('no answer')) };
  expect(await handledAt('10:01:00', deaf)).toMatchObject({
    kind: 'put-back',
    until: new Date('2026-12-21T10:01:05Z'),
  });
  expect(await unreached()).toHaveLength(1);
});
