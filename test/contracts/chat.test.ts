import { slackChat } from '../../src/adapters/slack/chat.ts';
import { installationsOf } from '../../src/adapters/slack/installations.ts';
import { emailChat } from '../../src/adapters/email/chat.ts';
import { openMailer } from '../../src/adapters/email/mailer.ts';
import { openPost } from '../../src/adapters/email/post.ts';
import { teamsChat } from '../../src/adapters/teams/chat.ts';
import type { Account } from '../../src/flows/chat-input.ts';
import { directoryOf } from '../directory/build-directory.ts';
import { journeyChat, latest } from '../support/journey-chat.ts';
import { memoryAddresses } from '../support/memory/memory-addresses.ts';
import { memoryMail } from '../support/memory/memory-mail.ts';
import { startStubSmtp, type StubSmtp } from '../support/stub-smtp.ts';
import { startStubSlack } from '../support/stub-slack.ts';
import type { StubFailure, StubSlack } from '../support/stub-slack.ts';
import { startStubTeams } from '../support/stub-teams.ts';
import type { StubTeams, StubTeamsFailure } from '../support/stub-teams.ts';
import { chatContract } from './chat.ts';
import { monday } from './case-fixture.ts';

/* One suite for Slack's way out, for Teams', for e-mail's and for the twin that the journeys use: what one keeps, all keep. */

const nothing = (): void => undefined;
const log = { info: nothing, warn: nothing, error: nothing };
const fiveMinutes = 5 * 60_000;

slackContract();
teamsContract();
emailContract();
twinContract();

function slackContract(): void {
  let slack: StubSlack;
  const fails = (failure: StubFailure) => () => slack.fail('chat.postMessage', failure);
  const jo: Account = { platform: 'slack', space: 'T0NORTH', user: 'U0JO' };
  chatContract('Slack', {
    open: async () => {
      const joOf = (deleted: boolean) => {
        return { id: 'U0JO', teamId: 'T0NORTH', email: 'jo.marsh@example.org', deleted };
      };
      slack = await startStubSlack({
        workspaces: [
          { teamId: 'T0NORTH', botToken: 'xoxb-north', botId: 'B0N', botUserId: 'U0NBOT' },
          { teamId: 'T0NHS', botToken: 'xoxb-nhs', botId: 'B0H', botUserId: 'U0HBOT' },
        ],
        people: [
          { id: 'U0SAM', teamId: 'T0NHS', email: 'sam.okoro@example.org' },
          { id: 'U0GONE', teamId: 'T0NORTH', email: 'gone.away@example.org', deleted: true },
        ],
      });
      const connection = { apiUrl: slack.apiUrl, log };
      const installationOf = installationsOf(['xoxb-north', 'xoxb-nhs'], connection);
      let now = monday.getTime();
      const sam: Account = { platform: 'slack', space: 'T0NHS', user: 'U0SAM' };
      const held = () => {
        const done = slack.calls().filter(({ answer }) => answer === 'ok' || answer === 'answer-lost');
        const posts = done.filter(({ method }) => method === 'chat.postMessage');
        const changes = done.filter(({ method }) => method === 'chat.update');
        return posts.map(({ args, given }) => {
          const ts = String(given['ts']);
          const { args: newest } = changes.findLast((change) => change.args['ts'] === ts) ?? { args };
          const to = args['channel'] === sam.user ? sam : jo;
          return { to, id: ts, notification: String(newest['text']), held: JSON.stringify(newest['blocks']) };
        });
      };
      return {
        chat: slackChat({ installationOf, connection, clock: { now: () => new Date(now) } }),
        jo,
        sam,
        gone: { ...jo, user: 'U0GONE' },
        elsewhere: { platform: 'slack', id: 'T0FAR' },
        messages: held,
        requests: () => slack.callsOf('chat.postMessage').length + slack.callsOf('chat.update').length,
        joLeaves: () => slack.addPerson(joOf(true)),
        fiveMinutesPass: () => void (now += fiveMinutes),
        reset: () => {
          slack.reset();
          slack.addPerson(joOf(false));
          now += fiveMinutes;
          return Promise.resolve();
        },
        close: () => slack.stop(),
      };
    },
    unreachable: {
      'has left': ({ gone }) => gone,
      'is not known there': () => ({ ...jo, user: 'U0NOBODY' }),
      'is where the bot is not installed': () => ({ ...jo, space: 'T0FAR' }),
    },
    passing: {
      'Slack is busy': fails({ kind: 'rate-limited', retryAfter: 30 }),
      'Slack has a problem': fails({ kind: 'status', status: 503 }),
      'Slack says so itself': fails({ kind: 'code', code: 'internal_error' }),
      'the connection is cut': fails({ kind: 'cut' }),
      'something in between answers': fails({ kind: 'page' }),
      'something in between forbids it': fails({ kind: 'page', status: 403 }),
      "the bot's token is refused": fails({ kind: 'code', code: 'invalid_auth' }),
    },
    refused: {
      'Slack refuses the message': fails({ kind: 'code', code: 'invalid_blocks' }),
      'the message is too long': fails({ kind: 'status', status: 413 }),
      'the bot was removed': fails({ kind: 'code', code: 'account_inactive' }),
    },
    answerLost: () => slack.fail('chat.postMessage', { kind: 'answer-lost' }),
    real: {
      limitNow: () => slack.limitPosts(),
      silent: () => slack.fail('chat.postMessage', { kind: 'silent' }),
      profileFails: () => slack.fail('users.info', { kind: 'status', status: 500 }),
      profileRefused: () => slack.fail('users.info', { kind: 'code', code: 'account_inactive' }),
      markup: ['mrkdwn'],
    },
  });
}

function teamsContract(): void {
  let teams: StubTeams;
  const addresses = memoryAddresses();
  const fails = (failure: StubTeamsFailure) => () => teams.fail('send', failure);
  const refuses = (status: number, code: string) => fails({ kind: 'status', status, code });
  const accountOf = (space: string, user: string): Account => ({ platform: 'teams', space, user });
  const memberOf = (space: string, user: string, email: string) => {
    return { conversation: `a:${user}`, id: `29:${user}`, aadObjectId: user, tenantId: space, email };
  };
  const joThere = memberOf('tenant-north', 'jo', 'jo.marsh@example.org');
  const jo = accountOf('tenant-north', 'jo');
  const meet = ({ space, user }: Account) =>
    addresses.keep(
      {
        account: accountOf(space, user),
        channel: `a:${user}`,
        serviceUrl: teams.serviceUrl,
        member: `29:${user}`,
        bot: '28:bot',
      },
      monday,
    );
  chatContract('Teams', {
    open: async () => {
      const sam = accountOf('tenant-nhs', 'sam');
      const gone = accountOf('tenant-north', 'gone');
      const blocked = accountOf('tenant-north', 'blocked');
      teams = await startStubTeams({
        members: [
          memberOf('tenant-nhs', 'sam', 'sam.okoro@example.org'),
          memberOf('tenant-north', 'blocked', 'blocked@example.org'),
        ],
      });
      let now = monday.getTime();
      const connection = { identity: teams.identity, cloud: teams.cloud, log };
      const clock = { now: () => new Date(now) };
      let chat = teamsChat({ connection, addresses, clock });
      return {
        // What was counted of one test is not counted against the next.
        get chat() {
          return chat;
        },
        jo,
        sam,
        gone,
        elsewhere: { platform: 'teams', id: 'tenant-far' },
        messages: () =>
          teams.messages().map(({ conversation, id, versions }) => {
            const newest = versions.at(-1) ?? {};
            const to = conversation === 'a:sam' ? sam : jo;
            const notification = String(newest['summary']);
            return { to, id, notification, held: JSON.stringify(newest['attachments']) };
          }),
        requests: () => teams.callsOf('send').length + teams.callsOf('update').length,
        joLeaves: () => teams.removeMember(joThere),
        fiveMinutesPass: () => void (now += fiveMinutes),
        reset: async () => {
          teams.reset();
          teams.addMember(joThere);
          for (const account of [jo, sam, gone, blocked]) await meet(account);
          now += fiveMinutes;
          chat = teamsChat({ connection, addresses, clock });
        },
        close: () => teams.stop(),
      };
    },
    unreachable: {
      'has left': ({ gone }) => gone,
      'never added the bot': () => accountOf('tenant-north', 'stranger'),
      'removed the bot': async () => {
        await addresses.remove(jo, monday);
        return jo;
      },
      'blocked the bot': () => {
        teams.block('a:blocked');
        return accountOf('tenant-north', 'blocked');
      },
      'is in a conversation that the bot is not in any more': () => {
        teams.block('a:blocked', 'BotNotInConversationRoster');
        return accountOf('tenant-north', 'blocked');
      },
      'is where an administrator switched the bot off': () => {
        teams.block('a:blocked', 'BotDisabledByAdmin');
        return accountOf('tenant-north', 'blocked');
      },
    },
    passing: {
      'Teams is busy': fails({ kind: 'status', status: 429, code: 'Throttled', retryAfter: '30' }),
      'Teams is busy and does not say how long': refuses(429, 'Throttled'),
      'requests met': refuses(412, 'PreconditionFailed'),
      'Teams has a problem': fails({ kind: 'status', status: 503 }),
      'Teams took too long inside': fails({ kind: 'status', status: 504 }),
      'the credentials are refused': refuses(401, 'BotNotRegistered'),
      'the connection is cut': fails({ kind: 'cut' }),
      'something in between answers': fails({ kind: 'page' }),
      'something in between forbids it': fails({ kind: 'page', status: 403 }),
    },
    refused: {
      'Teams refuses the message': refuses(400, 'BadSyntax'),
      'the message is too long': refuses(413, 'MessageSizeTooBig'),
      'the conversation is gone': refuses(404, 'ConversationNotFound'),
      'the reader blocked the bot just now': refuses(403, 'ConversationBlockedByUser'),
    },
    answerLost: () => teams.fail('send', { kind: 'answer-lost' }),
    real: {
      limitNow: nothing,
      silent: () => teams.fail('send', { kind: 'silent' }),
      profileFails: () => teams.fail('member', { kind: 'status', status: 500 }),
      profileRefused: () =>
        teams.fail('member', { kind: 'status', status: 403, code: 'BotNotInConversationRoster' }),
      // A date that the card's renderer would word, and the one element of ours that reads Markdown.
      markup: ['{{DATE(', '"TextBlock"'],
    },
  });
}

function emailContract(): void {
  let smtp: StubSmtp;
  const accountOf = (name: string, space: string): Account => {
    return { platform: 'email', space, user: `${name}@${space}` };
  };
  const jo: Account = { platform: 'email', space: 'example.org', user: 'jo.marsh@example.org' };
  const sam = accountOf('sam.okoro', 'trust.example.org');
  const gone: Account = { ...jo, user: 'gone.away@example.org' };
  const closed = accountOf('closed', 'example.net');
  const refuses = (kind: 'sender' | 'recipient' | 'data', code: number, says: string) => () =>
    smtp.fail({ kind, code, says });
  chatContract('e-mail', {
    open: async () => {
      smtp = await startStubSmtp();
      const mail = memoryMail();
      const clock = { now: () => monday };
      const from = { name: 'Concordat', address: 'concordat@board.example.org' };
      const mailer = openMailer({ host: '127.0.0.1', port: smtp.port, security: 'plain' }, from);
      const post = openPost({ mailer, store: mail, clock, log, baseUrl: 'https://concordat.example.org' });
      const ids = new Map<string, string>();
      const chat = emailChat({ post, store: mail });
      return {
        chat: {
          ...chat,
          send: async (account, message) => {
            const delivery = await chat.send(account, message);
            const raw = smtp.arrived().at(-1)?.raw;
            if (delivery.kind === 'sent' && delivery.message !== undefined && raw !== undefined)
              ids.set(raw, delivery.message.id);
            return delivery;
          },
        },
        jo,
        sam,
        gone,
        elsewhere: { platform: 'email', id: 'example.com' },
        messages: () =>
          smtp.arrived().map(({ to, mail: { subject = '' }, raw }) => ({
            to: to === sam.user ? sam : { ...jo, user: to },
            id: ids.get(raw) ?? '',
            notification: subject,
            held: raw,
          })),
        requests: () => smtp.begun(),
        joLeaves: () => void mail.returns.note(jo, '5.1.1', monday),
        fiveMinutesPass: nothing,
        reset: async () => {
          smtp.reset();
          await mail.returns.lift(jo);
          await mail.returns.note(gone, '5.1.1', monday);
        },
        close: () => smtp.stop(),
      };
    },
    isMail: true,
    unreachable: {
      'has an address that e-mails came back from': ({ gone: account }) => account,
      'has an address outside the domain': () => ({ ...jo, space: 'example.com' }),
      'has no mailbox any more': () => {
        smtp.close(closed.user);
        return closed;
      },
    },
    passing: {
      'the mailbox is greylisted': refuses('recipient', 451, '4.7.1 Please try again later'),
      'the server is busy': refuses('sender', 421, '4.3.2 Too many connections'),
      'the server has no room': refuses('data', 452, '4.3.1 Insufficient system storage'),
      'the bot itself is refused': refuses('sender', 550, '5.7.1 Sender not allowed'),
      'a relay does not know the bot any more': refuses('recipient', 554, '5.7.1 Relay access denied'),
      'the connection is cut': () => smtp.fail({ kind: 'cut' }),
    },
    refused: {
      'the mailbox is not known, in words alone': refuses('recipient', 550, 'No such user here'),
      'the mailbox is full for good': refuses('recipient', 552, '5.2.2 Over quota'),
      'the server refuses what is in it': refuses('data', 554, '5.6.0 Content refused'),
    },
    answerLost: () => smtp.fail({ kind: 'answer-lost' }),
  });
}

function twinContract(): void {
  const directory = directoryOf(`
agencies:
  - { id: council, name: Northbrook Council, sector: adult-social-care, boards: [redbridge], slack: [T01COUNCIL] }
  - { id: trust, name: St Aldhelm's Trust, sector: health, boards: [redbridge], slack: [T01TRUST] }
people:
  - { name: Jo Marsh, email: jo.marsh@example.org, agency: council, roles: [] }
  - { name: Sam Okoro, email: sam.okoro@example.org, agency: trust, roles: [] }
  - { name: Gone Away, email: gone.away@example.org, agency: council, roles: [] }
`);
  const open = () => journeyChat({ now: () => monday }, () => directory);
  let twin = open();
  const later = { kind: 'later', afterMs: 30_000, why: 'the platform is busy' } as const;
  const jo: Account = { platform: 'slack', space: 'T01COUNCIL', user: 'U-jo.marsh' };
  const sam: Account = { platform: 'slack', space: 'T01TRUST', user: 'U-sam.okoro' };
  chatContract('the twin of the journeys', {
    open: () =>
      Promise.resolve({
        get chat() {
          return twin.chat;
        },
        jo,
        sam,
        gone: { ...jo, user: 'U-gone.away' },
        elsewhere: { platform: 'teams', id: 'tenant-far' },
        messages: () =>
          twin.received.map((received) => {
            const { summary, blocks } = latest(received);
            const to = received.to === 'sam.okoro' ? sam : jo;
            return { to, id: received.id, notification: summary, held: JSON.stringify(blocks) };
          }),
        requests: () => twin.received.length,
        joLeaves: () => twin.deactivate('jo.marsh'),
        fiveMinutesPass: nothing,
        reset: () => {
          twin = open();
          twin.deactivate('gone.away');
          return Promise.resolve();
        },
        close: () => Promise.resolve(),
      }),
    unreachable: { 'has left': ({ gone }) => gone },
    passing: { 'the platform is busy': () => twin.failNext('jo.marsh', later) },
    refused: {
      'the platform refuses it': () => twin.failNext('jo.marsh', { kind: 'never', why: 'it was refused' }),
    },
    answerLost: () => twin.failNext('jo.marsh', later),
  });
}
