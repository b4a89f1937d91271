import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { castFor } from '../../demo/cast.ts';
import type { AlarmPlace } from '../../src/adapters/bullmq/backend.ts';
import { unlimited } from '../../src/adapters/email/limits.ts';
import { openClock } from '../../src/adapters/postgres/clock.ts';
import { slackPath } from '../../src/adapters/slack/app.ts';
import { openLog } from '../../src/adapters/system/log.ts';
import { teamsPath } from '../../src/adapters/teams/app.ts';
import { openDatabase } from '../../src/compose/open-database.ts';
import { openStores } from '../../src/compose/open-stores.ts';
import { startBot } from '../../src/compose/start-bot.ts';
import type { Directory, Platform, Space } from '../../src/directory/directory.ts';
import { mergeDirectory } from '../../src/directory/merge-directory.ts';
import type { Account } from '../../src/flows/chat-input.ts';
import { at, shippedPolicy } from '../policy/policies.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { stepTo } from './journey-time.ts';
import { emailClient, type EmailDesk } from './platforms/email-client.ts';
import type { BenchClient } from './platforms/seen.ts';
import { slackClient } from './platforms/slack-client.ts';
import { conversationOf, memberOf, teamsClient } from './platforms/teams-client.ts';
import { slackSender } from './slack-sender.ts';
import { startStubSlack } from './stub-slack.ts';
import { startStubSmtp, type StubSmtp } from './stub-smtp.ts';
import { startStubTeams } from './stub-teams.ts';
import { teamsSender } from './teams-sender.ts';
import { watchedClient } from './platforms/watched-client.ts';

/** Where each agency is: the hospital in Teams, the board's office on e-mail alone, all else in Slack. */
const spaces: Readonly<Record<string, Space>> = {
  'st-aldhelms': { platform: 'teams', id: '22222222-2222-4222-8222-222222222222' },
  'board-office': { platform: 'email', id: 'example.org' },
};
const council = 'T01COUNCIL';
const signingSecret = 'a-secret-for-this-test-only';
const pages = '/o/';
/** For a machine that has other work to do; the stories themselves never wait that long. */
const patienceMs = 90_000;
/** No limit of a policy is so near to another moment of a case. */
const momentMs = 5_000;

type Member = { readonly name: string; readonly email: string; readonly account: Account };

/**
 * The bot as `concordat start` makes it, on a database, a queue and a mail server that are real, between a Slack and a Teams
 * over HTTP, with the demo's people as partners of a board. Its clock stands still until it is moved.
 *
 * @param wanted.redisUrl where the queue is; on the database where it is not said
 * @param wanted.prepare done with the migrated database before the bot starts
 */
export async function startWholeBot(wanted: {
  readonly board: string;
  readonly begins: string;
  readonly redisUrl?: string | undefined;
  readonly prepare?: (database: FreshDatabase) => Promise<void>;
}) {
  const fresh = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'concordat-whole-'));
  const log = openLog('debug', join(folder, 'log'));
  const database = await openDatabase({ url: fresh.url, folder: '' }, log, () => undefined);
  await wanted.prepare?.(fresh);
  const begins = at(wanted.begins);
  const clock = await openClock(database.pool, database.listener, () => begins.getTime());
  const stores = await openStores(database, [{ id: 'whole', key: randomBytes(32) }], clock);
  const { people, policies, outbox } = stores;
  const policy = shippedPolicy(wanted.board);
  await policies.store(policy.board, 'v1', policy, clock.now());
  await policies.accept(policy.board, 'Marguerite Sloane', clock.now());
  const cast = mergeDirectory(people.directory(), await castFor(policy), randomUUID).directory;
  await people.importDirectory(placed(cast), people.version(), clock.now());
  const members = membersOf(people.directory());

  const slack = await startStubSlack({
    workspaces: [{ teamId: council, botToken: 'xoxb-1', botId: 'B1', botUserId: 'U1' }],
    people: on('slack', members).map(({ account, email }) => ({
      id: account.user,
      teamId: account.space,
      email,
    })),
  });
  const teams = await startStubTeams({
    members: on('teams', members).map(({ account, email }) => ({
      conversation: conversationOf(account),
      id: memberOf(account),
      aadObjectId: account.user,
      tenantId: account.space,
      email,
    })),
  });
  const smtp = await startStubSmtp();
  const metricsToken = 'a-token-for-this-test-only';
  const alarmPlace: AlarmPlace =
    wanted.redisUrl === undefined ? { postgresUrl: database.url } : { redisUrl: wanted.redisUrl };
  const bot = await startBot({
    database,
    stores,
    log,
    alarmPlace,
    slack: { signingSecret, botTokens: ['xoxb-1'], apiUrl: slack.apiUrl },
    teams: { identity: teams.identity, cloud: teams.cloud },
    email: {
      server: { host: '127.0.0.1', port: smtp.port, security: 'plain' },
      from: { name: 'Concordat', address: 'concordat@board.example.org' },
      baseUrl: 'http://localhost',
      proxies: 0,
      limits: unlimited,
    },
    documents: { baseUrl: 'https://concordat.example.org', proxies: 0 },
    // A few people do the work of weeks in seconds.
    inputRates: { person: { burst: 1e6, aMinute: 1e6 }, space: { burst: 1e6, aMinute: 1e6 } },
    slashCommand: '/escalate',
    host: '127.0.0.1',
    port: 0,
    metricsToken,
  });
  const base = `http://127.0.0.1:${bot.port}`;

  async function moveTo(moment: Date): Promise<void> {
    await clock.moveTo(moment);
    await moved();
  }
  async function moved(): Promise<void> {
    await bot.alarms.forget();
    await bot.relay?.runNow();
  }
  /** Waits until nothing is due any more; what was put back for a moment, because Teams takes only so many at once, is due then. */
  async function settle(): Promise<void> {
    const giveUpAt = Date.now() + patienceMs;
    for (;;) {
      const next = await outbox.nextDue();
      const wait = (next?.getTime() ?? Infinity) - clock.now().getTime();
      if (next === undefined || wait > momentMs) return;
      if (wait > 0) await moveTo(next);
      if (Date.now() > giveUpAt) throw new Error(`Still due after ${patienceMs} ms: ${next.toISOString()}`);
      await pause(10);
    }
  }

  const shown = new Map<Platform, string[]>();
  const clients = new Map<string, BenchClient>();
  const desk = mailDesk(smtp, base);
  const token = await teams.token();
  const toTeams = teamsSender(`${base}${teamsPath}`);

  function draw({ name, account }: Member): BenchClient {
    switch (account.platform) {
      case 'slack': {
        const sender = slackSender(`${base}${slackPath}`, signingSecret);
        return slackClient(name, account, { stub: slack, sender, slashCommand: '/escalate' });
      }
      case 'teams':
        return teamsClient(name, account, {
          stub: teams,
          post: (activity) => toTeams.send(activity, token),
          check: () => undefined,
        });
      case 'email':
        return emailClient(name, account, `${base}${pages}`, desk);
    }
  }
  function memberOfName(name: string): Member {
    const member = members.get(name);
    if (member === undefined) throw new Error(`Nobody here is called ${name}`);
    return member;
  }
  function clientOf(name: string): BenchClient {
    const known = clients.get(name);
    if (known !== undefined) return known;
    const member = memberOfName(name);
    const client = draw(member);
    const { platform } = member.account;
    const then = <A extends readonly unknown[], R>(does: (...args: A) => Promise<R>) => {
      return async (...args: A): Promise<R> => {
        const result = await does(...args);
        shown.set(platform, [...(shown.get(platform) ?? []), textOf(client.answered().body)]);
        await settle();
        return result;
      };
    };
    const watched = watchedClient(client, then);
    clients.set(name, watched);
    return watched;
  }
  for (const { name, account } of on('teams', members)) {
    await teamsClient(name, account, {
      stub: teams,
      post: (activity) => toTeams.send(activity, token),
      check: () => undefined,
    }).add();
  }

  return {
    services: bot.services,
    clock,
    database: fresh,
    slack,
    teams,
    smtp,
    base,
    settle,
    /** Somebody's client, by the name before the at sign of their address: `amara.quill`. */
    client: clientOf,
    accountOf: (name: string) => memberOfName(name).account,
    clientOf: (id: string) => clientOf(nameOf(people.directory().people.get(id)?.email ?? '')),
    /** Time passes until a moment; everything that falls due on the way happens at its own. */
    goTo: (moment: Date) => stepTo(moment, { clock, settle, nextDue: outbox.nextDue, moved }),
    /** What people were shown in answer to what they did, as it came over the wire. */
    shown: (platform: Platform): readonly string[] => shown.get(platform) ?? [],
    logged: () => readFile(join(folder, 'log'), 'utf8'),
    metrics: async () =>
      (await fetch(`${base}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).text(),
    stop: async () => {
      await bot.stop();
      await Promise.all([slack.stop(), teams.stop(), smtp.stop()]);
      await database.stop();
      await fresh.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function placed({ agencies, people }: Directory): Directory {
  const moved = [...agencies].map(([id, agency]) => {
    const space = spaces[id] ?? { platform: 'slack', id: council };
    return [id, { ...agency, spaces: [space] }] as const;
  });
  return { people, agencies: new Map(moved) };
}

function membersOf({ agencies, people }: Directory): ReadonlyMap<string, Member> {
  const all = [...people.values()].flatMap(({ email, agency }, index): Member[] => {
    const [space] = agencies.get(agency)?.spaces ?? [];
    if (space === undefined) return [];
    const { platform, id } = space;
    const number = String(index + 1).padStart(3, '0');
    const users: Readonly<Record<Platform, string>> = {
      slack: `U0PERSON${number}`,
      teams: `33333333-3333-4333-8333-000000000${number}`,
      email,
    };
    return [{ name: nameOf(email), email, account: { platform, space: id, user: users[platform] } }];
  });
  return new Map(all.map((member) => [member.name, member]));
}

function on(platform: Platform, members: ReadonlyMap<string, Member>): readonly Member[] {
  return [...members.values()].filter(({ account }) => account.platform === platform);
}

function nameOf(email: string): string {
  return email.replace(/@.*/u, '');
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body ?? null);
}

/** What lies in the mailboxes, for whoever opens links with a browser. */
function mailDesk(smtp: StubSmtp, base: string): EmailDesk {
  const taken = new Set<unknown>();
  const take = (address: string, isIt: (subject: string) => boolean): string | undefined => {
    const found = smtp
      .arrived()
      .find(
        ({ to, mail }) =>
          to === address && !taken.has(mail) && linkIn(mail.text) !== undefined && isIt(mail.subject ?? ''),
      );
    taken.add(found?.mail);
    return linkIn(found?.mail.text);
  };
  const renewedSubject = 'Concordat: your new link';
  return {
    takeLink: (address) => take(address, (subject) => subject !== renewedSubject),
    takeRenewed: (address) => arrives(() => take(address, (subject) => subject === renewedSubject)),
    codeFor: (address) => {
      const codes = smtp.arrived().flatMap(({ to, mail }) => {
        const code = /^\d{6}$/mu.exec(mail.text ?? '')?.[0];
        return to === address && code !== undefined ? [code] : [];
      });
      return codes.at(-1) ?? '';
    },
    sendLink: async ({ user }) => {
      const before = smtp.arrived().length;
      const body = new URLSearchParams({ do: 'ask-link', address: user });
      await fetch(`${base}${pages}`, { method: 'POST', body });
      await arrives(() => smtp.arrived()[before]);
    },
  };
}

/** What was asked for comes by e-mail, after the page has said so. */
async function arrives<T>(find: () => T | undefined): Promise<T | undefined> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const found = find();
    if (found !== undefined || Date.now() > giveUpAt) return found;
    await pause(5);
  }
}

function linkIn(text: string | undefined): string | undefined {
  return /http:\/\/localhost\/o\/\S+/u.exec(text ?? '')?.[0];
}
