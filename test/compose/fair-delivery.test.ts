import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openAlarms, usualAlarmTimes } from '../../src/adapters/bullmq/alarms.ts';
import { prepareQueueTables } from '../../src/adapters/bullmq/backend.ts';
import { slackChat } from '../../src/adapters/slack/chat.ts';
import { installationsOf } from '../../src/adapters/slack/installations.ts';
import { fairChat } from '../../src/flows/fair-chat.ts';
import { handleRow } from '../../src/flows/handle-row.ts';
import type { Chat } from '../../src/flows/ports.ts';
import { runCommand } from '../../src/flows/run-command.ts';
import type { Services } from '../../src/flows/services.ts';
import { everybody, raising, rulesWith } from '../support/case-world.ts';
import { accountOf, openConversation } from '../support/conversation.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { startStubSlack, type StubSlack } from '../support/stub-slack.ts';

/* A worker as the bot runs it, on the real queue and the real way to Slack: the hospital's Slack answers nothing for a long time. */

const monday = '2026-12-21T10:00:00Z';
const [hospital, council] = ['T-TRUST', 'T-COUNCIL'];
const spaceOf = (person: string): string => accountOf(person, everybody).space;
let fresh: FreshDatabase;
let slack: StubSlack;

beforeAll(async () => {
  fresh = await freshDatabase();
  await prepareQueueTables(fresh.pool, 'concordat_app');
  slack = await startStubSlack({
    workspaces: [hospital, council].map((teamId) => ({
      teamId,
      botToken: `xoxb-${teamId}`,
      botId: `B-${teamId}`,
      botUserId: `UBOT-${teamId}`,
    })),
    people: [...everybody.people.values()].map(({ id, email }) => ({
      id: `U-${id}`,
      teamId: spaceOf(id),
      email,
    })),
  });
});
afterAll(async () => {
  await slack.stop();
  await fresh.close();
});

describe('one organisation whose Slack hangs', () => {
  test('given more messages to it than a worker has places, all due first, then another’s go out all the same', async () => {
    const story = await openConversation({ at: monday, directory: everybody });
    const started = Date.now();
    const clock = { now: () => new Date(new Date(monday).getTime() + Date.now() - started) };
    const nothing = (): void => undefined;
    const connection = { apiUrl: slack.apiUrl, log: { info: nothing, warn: nothing, error: nothing } };
    const installationOf = installationsOf([`xoxb-${hospital}`, `xoxb-${council}`], connection);
    await installationOf(hospital);
    const { chat, begun } = counting(slackChat({ installationOf, connection, clock }));
    const fair = fairChat(chat, usualAlarmTimes.concurrency, () => performance.now());
    const services: Services = { ...story.services, clock, chat: fair };
    for (let count = 0; count < 75; count += 1) await raise(story.services, count);
    const rows = [...story.tables.effects.values()].flatMap(({ row }) =>
      row.kind === 'notice' && row.at <= new Date(monday) ? [row] : [],
    );
    const isHospital = ({ to }: { readonly to: string }) => spaceOf(to) === hospital;
    const [slow, quick] = [rows.filter(isHospital), rows.filter((row) => !isHospital(row)).slice(0, 20)];
    expect(slow.length).toBeGreaterThan(usualAlarmTimes.concurrency);

    slack.slow(60_000, `xoxb-${hospital}`);
    const alarms = openAlarms({ postgresUrl: fresh.url }, clock.now, nothing);
    await alarms.set(slow.map(({ id, at }) => ({ id, at })));
    await alarms.set(quick.map(({ id, at }) => ({ id, at })));
    await alarms.ring((id) => handleRow(services, id));
    const posted = () => slack.callsOf('chat.postMessage').filter(({ answer }) => answer === 'ok');
    await vi.waitFor(() => expect(posted().length).toBeGreaterThan(0), { timeout: 30_000, interval: 10 });
    // By then all places would be taken if the hospital were let: it is given half of them.
    expect(begun(hospital)).toBe(usualAlarmTimes.concurrency / 2);
    await vi.waitFor(() => expect(posted()).toHaveLength(quick.length), { timeout: 30_000, interval: 50 });
    expect(new Set(posted().map(({ token }) => token))).toEqual(new Set([`xoxb-${council}`]));
    // None of the hospital's is lost: each waits for its turn.
    for (const { id } of slow) expect(story.tables.effects.get(id)?.was.state).toBe('waiting');
    slack.slow(0);
    await alarms.forget();
    await alarms.stop();
  });
});

/** How many calls of a space were begun. */
function counting(chat: Chat): { readonly chat: Chat; readonly begun: (space: string) => number } {
  const spaces: string[] = [];
  return {
    chat: {
      ...chat,
      find: (space, email) => {
        spaces.push(space.id);
        return chat.find(space, email);
      },
    },
    begun: (space) => spaces.filter((one) => one === space).length,
  };
}

async function raise(services: Services, count: number): Promise<void> {
  const caseId = services.newId();
  const reference = `RB-2026-${String(count).padStart(5, '0')}`;
  const command = { ...raising('2026-12-21T09:00', { reference }), caseId, id: `raise-${count}` };
  const key = { caseId, keyId: 'k1', wrapped: new Uint8Array([1]) };
  const outcome = await runCommand(services, rulesWith(everybody), command, { texts: [], key });
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
}
