import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { AlarmPlace } from '../../src/adapters/bullmq/backend.ts';
import { readPolicyFolder } from '../../src/adapters/files/policy-files.ts';
import { realClock } from '../../src/adapters/postgres/clock.ts';
import { slackPath } from '../../src/adapters/slack/app.ts';
import { policyOf, shippedPolicies } from '../../src/compose/known-boards.ts';
import type { Database } from '../../src/compose/open-database.ts';
import type { Stores } from '../../src/compose/open-stores.ts';
import type { DirectoryFile } from '../../src/directory/directory-file.ts';
import type { Person } from '../../src/directory/directory.ts';
import { mergeDirectory } from '../../src/directory/merge-directory.ts';

import type { Account } from '../../src/flows/chat-input.ts';
import { castFor } from '../../demo/cast.ts';
import { practiceWorkspaces } from '../../demo/practice-people.ts';
import { slackSender } from '../../test/support/slack-sender.ts';
import type { SlackSender } from '../../test/support/slack-sender.ts';
import { startChild } from './child.ts';
import type { Child } from './child.ts';
import type { Bench } from './figure.ts';
import { openSlack } from './slack.ts';
import type { Slack } from './slack.ts';
import type { Stops } from './stops.ts';
import { arrivedShape, openTeams } from './teams.ts';
import type { Arrived, Member, Teams } from './teams.ts';
import { openKept } from './open-kept.ts';

/** Everything that the figures of the running bot have in common. Each part is a process of its own. */
export type Scene = {
  readonly slack: Slack;
  readonly teams: Teams;
  /** Of those who have neither. */
  readonly mail: {
    readonly port: number;
    readonly arrivedFor: (address: string) => Promise<readonly Arrived[]>;
  };
  /** Where the bot listens, for what Teams sends; nowhere (0) where it was not started. */
  readonly port: number;
  /** The process of the bot that was started with the scene. */
  readonly botProcess: Child | undefined;
  /** Starts another bot on the same database, with its queue somewhere else. One at a time: two share the work. */
  readonly startBot: (stops: Stops, place: AlarmPlace) => Promise<Child>;
  readonly database: Database;
  readonly stores: Stores;
  readonly alarmPlace: AlarmPlace;
  /** Slack as the sender of what people do, to the bot. */
  readonly bot: SlackSender;
  /** Starts the bare Bolt app beside it, which opens this view. */
  readonly startBareBolt: (view: unknown) => Promise<SlackSender & { readonly process: Child }>;
  /** Somebody of the demo's directory by the name before the at sign, and the account they act by. */
  readonly person: (name: string) => { readonly person: Person; readonly account: Account };
  /** Everybody of the police, each of whom has added the bot in Teams. */
  readonly inTeams: readonly (Member & { readonly person: Person })[];
  /** Officers who were added to the police. */
  readonly officers: readonly (Member & { readonly person: Person })[];
  /** Starts the bare botbuilder app, which answers with this card; its port. */
  readonly startBareBotbuilder: (card: unknown) => Promise<number>;
  readonly tokenOf: (teamId: string) => string;
  /** Everything that is due now has been delivered, so that the next turn has the machine to itself. */
  readonly settled: () => Promise<void>;
};

type SceneOptions = {
  readonly redisUrl?: string;
  readonly officers?: number;
  readonly withoutBot?: boolean;
};

/**
 * Starts the whole bot on an embedded database that forces commits to the disk, with the demo's people, all linked.
 *
 * @param options.officers how many are added to the police, who are in Teams
 * @param options.withoutBot for a figure that starts the bot itself, by `startBot`
 */
export async function startScene(
  { stops }: Bench,
  { redisUrl, officers = 0, withoutBot = false }: SceneOptions = {},
): Promise<Scene> {
  const { database, key, stores } = await openKept(stops);
  const cast = withOfficers(await castFor((await policyOf('redbridge')).policy), officers);
  const workspaces = practiceWorkspaces(cast).map(installed);
  const people = workspaces.flatMap(({ teamId, users }) => users.map((user) => ({ ...user, teamId })));
  await fill(stores, cast, people);
  const members = membersOf(cast);
  const teams = await openTeams(stops, members);
  const everybody = [...stores.people.directory().people.values()];
  const inTeams = members.flatMap((member) => {
    const person = everybody.find(({ email }) => email === member.email);
    return person === undefined ? [] : [{ ...member, person }];
  });
  for (const member of inTeams) {
    const address = teams.addressOf(member);
    await stores.people.link(address.account, member.person.id, realClock.now());
    await stores.addresses.keep(address, realClock.now());
  }

  const slack = await openSlack(stops, workspaces, people);
  const signingSecret = randomBytes(16).toString('hex');
  const mail = startChild('mail.ts', stops);
  const { port: smtpPort } = await mail.ask('start', undefined, portShape);
  const alarmPlace = redisUrl === undefined ? { postgresUrl: database.url } : { redisUrl };
  const chat = { signingSecret, apiUrl: slack.apiUrl };
  const botTokens = workspaces.map(({ botToken }) => botToken);
  const startBot = async (until: Stops, place: AlarmPlace) => {
    const process = startChild('bot.ts', until);
    const settings = {
      databaseUrl: database.url,
      key,
      alarmPlace: place,
      slack: { ...chat, botTokens },
      teams: { identity: teams.identity, serviceUrl: teams.serviceUrl },
      smtpPort,
    };
    return { process, ...(await process.ask('start', settings, portShape)) };
  };
  const bot = withoutBot ? undefined : await startBot(stops, alarmPlace);
  const senderTo = (port: number) => slackSender(`http://127.0.0.1:${port}${slackPath}`, signingSecret);

  return {
    slack,
    teams,
    mail: { port: smtpPort, arrivedFor: (address) => mail.ask('arrived', address, arrivedShape) },
    port: bot?.port ?? 0,
    botProcess: bot?.process,
    startBot: async (until, place) => (await startBot(until, place)).process,
    database,
    stores,
    alarmPlace,
    bot: senderTo(bot?.port ?? 0),
    startBareBolt: async (view) => {
      const settings = { ...chat, ...workspaces[0], databaseUrl: database.url, view };
      const process = startChild('bare-bolt.ts', stops);
      const { port } = await process.ask('start', settings, portShape);
      return { ...senderTo(port), process };
    },
    person: (name) => {
      const user = people.find((one) => one.name === name);
      const person = [...stores.people.directory().people.values()].find(
        ({ email }) => email === user?.email,
      );
      if (user === undefined || person === undefined) throw new Error(`The directory has no ${name}`);
      return { person, account: { platform: 'slack', space: user.teamId, user: user.id } };
    },
    inTeams,
    officers: inTeams.filter(({ email }) => email.startsWith('officer.')),
    startBareBotbuilder: async (card) => {
      const { identity, serviceUrl } = teams;
      const settings = { identity, serviceUrl, databaseUrl: database.url, card };
      return (await startChild('bare-botbuilder.ts', stops).ask('start', settings, portShape)).port;
    },
    tokenOf: (teamId) => workspaces.find((one) => one.teamId === teamId)?.botToken ?? '',
    settled: async () => {
      for (;;) {
        const { rows } = await database.pool.query<{ open: boolean }>(isAnythingDue, [realClock.now()]);
        if (rows[0]?.open !== true) return;
        await pause(10);
      }
    },
  };
}

/** Also what was due and was put back for a moment, because its space had as many messages under way as it may. */
const isAnythingDue = `
  select exists (select from effects where state = 'waiting' and next_at <= $1)
    or exists (
      select from effects where state = 'waiting' and attempts > 0 and kind <> 'refresh' and due_at <= $1
    ) as open`;

const portShape = z.object({ port: z.number() });

/** What a workspace is once the bot is installed in it; in place of secrets, names. */
function installed<T extends { readonly teamId: string }>(workspace: T) {
  const { teamId } = workspace;
  return { ...workspace, botToken: `xoxb-bench-${teamId}`, botId: `B${teamId}`, botUserId: `U0BOT${teamId}` };
}

/** As many more of the police as are asked for, each a professional like the first of them. */
function withOfficers(cast: DirectoryFile, count: number): DirectoryFile {
  const like = cast.people.find(({ person }) => person.email === 'rowan.ashdown@example.org');
  if (like === undefined) throw new Error('The demo has no police any more');
  const officers = Array.from({ length: count }, (_, index) => ({
    ...like,
    person: { ...like.person, name: `Officer ${index + 1}`, email: `officer.${index + 1}@example.org` },
  }));
  return { ...cast, people: [...cast.people, ...officers] };
}

/** Everybody whose agency is in Teams, as if each had added the bot. */
function membersOf({ agencies, people }: DirectoryFile): readonly Member[] {
  return people.flatMap(({ person }) => {
    const agency = agencies.find((one) => one.agency.id === person.agency)?.agency;
    const tenant = agency?.spaces.find(({ platform }) => platform === 'teams')?.id;
    return tenant === undefined ? [] : [{ user: randomUUID(), tenant, email: person.email }];
  });
}

/** The demo's people, linked to their accounts as if each had used the bot before, and the shipped policies. */
async function fill(
  { people, policies }: Stores,
  cast: DirectoryFile,
  users: readonly { readonly id: string; readonly teamId: string; readonly email: string }[],
): Promise<void> {
  const { directory } = mergeDirectory(people.directory(), cast, randomUUID);
  const now = realClock.now();
  await people.importDirectory(directory, people.version(), now);
  for (const { policy, version } of (await readPolicyFolder(shippedPolicies)).policies) {
    await policies.store(policy.board, version, policy, now);
  }
  for (const person of directory.people.values()) {
    const user = users.find(({ email }) => email === person.email);
    if (user !== undefined)
      await people.link({ platform: 'slack', space: user.teamId, user: user.id }, person.id, now);
  }
}
