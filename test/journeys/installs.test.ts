import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { slackPath } from '../../src/adapters/slack/app.ts';
import { installPath } from '../../src/adapters/slack/installer.ts';
import type { ChatPlatform } from '../../src/compose/chat-platform.ts';
import { slackPlatform } from '../../src/compose/slack-platform.ts';
import type { Account } from '../../src/flows/chat-input.ts';
import { route } from '../../src/flows/route.ts';
import type { Chat } from '../../src/flows/ports.ts';
import type { JourneyChat } from '../support/journey-chat.ts';
import { raise } from '../support/journey-raise.ts';
import { startJourney } from '../support/journey.ts';
import { startSlackEmulators, type SlackEmulators } from '../support/slack-emulators.ts';
import { slackSender } from '../support/slack-sender.ts';

/*
 * Two organisations install the bot, each in its own Slack, and a case crosses them. Slack's OAuth and Web API are somebody
 * else's (npm `emulate`); what Slack sends of itself is signed and sent here, because `emulate` sends nothing.
 */

const council = 'T01COUNCIL';
const hospital = 'T02HOSPITAL';
const client = { clientId: '1234567890.9876543210', clientSecret: 'a-client-secret-for-this-test' };
const signingSecret = 'a-secret-for-this-test-only';

async function startWorld() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const base = `http://127.0.0.1:${address.port}`;
  const accounts = new Map<string, Account>();
  const world: { emulators?: SlackEmulators; slack?: ChatPlatform } = {};
  const journey = await startJourney({
    at: '2026-12-22T10:00',
    platform: (twin, needs) => {
      const slack = slackPlatform(
        {
          signingSecret,
          client,
          stateSecret: 'a-state-secret-for-this-test-only-000000',
          baseUrl: base,
          fetch: (url, init) => emulatorsOf(world).fetch(url, init),
        },
        needs,
      );
      world.slack = slack;
      const nameOf = (account: Account) =>
        [...accounts].find(([, one]) => one.user === account.user)?.[0] ?? account.user;
      return {
        ...twin,
        ...keepingWhatArrives(twin, slack.chat, nameOf, needs.stores.clock.now),
        accountOf: (name) => accounts.get(name) ?? twin.accountOf(name),
      };
    },
  });
  const { people, agencies } = journey.services.people.directory();
  const peopleOf = (teamId: string) =>
    [...people.values()].filter(({ agency }) => agencies.get(agency)?.spaces.some(({ id }) => id === teamId));
  world.emulators = await startSlackEmulators(
    [
      { teamId: council, name: 'Northbrook Council', people: peopleOf(council) },
      { teamId: hospital, name: 'St Aldhelm’s', people: peopleOf(hospital) },
    ],
    { ...client, redirectUrl: `${base}/slack/oauth_redirect` },
  );
  const emulators = emulatorsOf(world);
  const wayIn = world.slack?.open(async (input) => {
    const reply = await route(journey.services, input);
    await journey.settle();
    return reply;
  });
  server.on('request', (request, response) => {
    wayIn?.paths[(request.url ?? '').split('?', 1)[0] ?? '']?.(request, response);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await wayIn?.stop();
    await emulators.stop();
  });
  const sender = slackSender(`${base}${slackPath}`, signingSecret);
  let events = 0;

  return {
    journey,
    emulators,
    /** Somebody installs the bot as a browser does. @returns what the last page says */
    install: async (teamId: string): Promise<string> => {
      const page = await fetch(`${base}${installPath}`);
      const [cookie = ''] = (page.headers.get('set-cookie') ?? '').split(';');
      const link = /<a class="go" href="([^"]*)"/u.exec(await page.text())?.[1] ?? '';
      const back = await emulators.allow(teamId, link.replaceAll('&amp;', '&'));
      const last = await fetch(back, { headers: { cookie } });
      for (const { email } of peopleOf(teamId)) {
        const account = await journey.services.chat.find({ platform: 'slack', id: teamId }, email);
        if (account !== undefined) accounts.set(email.replace(/@.*/u, ''), account);
      }
      return /<h1>(.*?)<\/h1>/u.exec(await last.text())?.[1] ?? '';
    },
    /** Slack says that the bot was removed there, with an id of its own. */
    tell: async (teamId: string, event: object, at = journey.clock.now(), id = `Ev${(events += 1)}`) => {
      const payload = {
        type: 'event_callback',
        team_id: teamId,
        event_id: id,
        event_time: Math.floor(at.getTime() / 1000),
        event,
      };
      const { status } = await sender.event(payload);
      expect(status).toBe(200);
      await journey.settle();
    },
  };
}

function emulatorsOf({ emulators }: { readonly emulators?: SlackEmulators }): SlackEmulators {
  if (emulators === undefined) throw new Error('Slack is not there yet');
  return emulators;
}

/** Everything goes to the real platform, and what it took is kept for its reader to press. */
function keepingWhatArrives(
  { received, chat: twin }: JourneyChat,
  real: Chat,
  nameOf: (account: Account) => string,
  now: () => Date,
): { readonly chat: Chat } {
  const of = (account: Account) => (account.platform === 'slack' ? real : twin);
  return {
    chat: {
      send: async (account, message) => {
        const delivery = await of(account).send(account, message);
        if (account.platform === 'slack' && delivery.kind === 'sent' && delivery.message !== undefined)
          received.push({
            to: nameOf(account),
            at: now(),
            id: delivery.message.id,
            first: message,
            versions: [message],
          });
        return delivery;
      },
      update: (sent, message) => of(sent.account).update(sent, message),
      profile: (account) => of(account).profile(account),
      find: (space, email) => (space.platform === 'slack' ? real : twin).find(space, email),
      reach: (account) => of(account).reach(account),
      nameOf: (space) => real.nameOf(space),
    },
  };
}

const uninstalled = { type: 'app_uninstalled' };
const revoked = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0BOT'] } };

test('two organisations install the bot, a case crosses them, one removes it in the middle, and installs it again', async () => {
  const { journey, emulators, install, tell } = await startWorld();

  // Before anybody installed it, nobody can be reached.
  const { chat, installations } = { ...journey.services, ...journey.stores };
  const stranger = { platform: 'slack', space: hospital, user: 'U0ANY' } as const;
  const message = { summary: 'Something', blocks: [] };
  expect(await chat.send(stranger, message)).toEqual({
    kind: 'never',
    why: 'the bot is not installed in that Slack workspace',
  });

  expect(await install(council)).toBe('Concordat is installed in Northbrook Council (T01COUNCIL)');
  expect(await install(hospital)).toBe('Concordat is installed in St Aldhelm’s (T02HOSPITAL)');

  // The case crosses: raised in one Slack, told in the other.
  await raise(journey.person('amara.quill'));
  expect(journey.heard('tom.pennywort')).not.toEqual([]);
  expect(emulators.callsTo(hospital)).toContain('chat.postMessage');
  expect(emulators.callsTo(council)).toContain('users.info');
  journey.news();

  // In the middle of it the hospital's administrator removes the bot. Slack says so twice, and one of them twice over.
  await journey.goTo('2026-12-22T11:00');
  const before = emulators.callsTo(hospital).length;
  const removedAt = journey.clock.now();
  await tell(hospital, { ...revoked, tokens: { oauth: ['U0TOM'], bot: [] } });
  expect(installations.all().map(({ removedAt: at }) => at)).toEqual([undefined, undefined]);
  await tell(hospital, revoked, removedAt, 'Ev-revoked');
  const told = journey.news();
  expect(told).toEqual(['Tue 22 Dec 11:00 | Tom Pennywort cannot be reached here | amara.quill']);
  await tell(hospital, uninstalled, removedAt);
  await tell(hospital, revoked, removedAt, 'Ev-revoked');
  expect(journey.news()).toEqual([]);
  expect(journey.person('amara.quill').reads('cannot be reached')).toContain(
    'Concordat was removed from their organisation',
  );
  expect(await chat.send(journey.person('tom.pennywort').account, message)).toEqual({
    kind: 'never',
    why: 'the bot has been removed from that Slack workspace',
  });
  expect(emulators.callsTo(hospital)).toHaveLength(before);
  expect(JSON.stringify(await journey.everythingStored())).not.toContain('xoxb-');

  // They install it again; what Slack said of the removal comes once more, late, and changes nothing.
  await journey.goTo('2026-12-22T12:00');
  expect(await install(hospital)).toBe('Concordat is installed in St Aldhelm’s (T02HOSPITAL)');
  await tell(hospital, uninstalled, removedAt);
  expect(await chat.send(journey.person('tom.pennywort').account, message)).toMatchObject({ kind: 'sent' });
  const heard = journey.heard('tom.pennywort').length;
  await journey.goTo('2026-12-24T18:00');
  expect(journey.heard('tom.pennywort').length).toBeGreaterThan(heard);
  expect(journey.logged.join('\n')).not.toMatch(/xox|a-client-secret|a-state-secret/u);
});
