import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/** Somebody with an account in a practice tenant. `id` is their Entra object id: a UUID, as in Teams. */
export type PracticeMember = { readonly id: string; readonly name: string; readonly email: string };

/** What is needed to start one person's practice Teams. */
export type PracticeTeamsOptions = {
  /** The program from `ensurePracticeClients`. */
  readonly program: string;
  /** A folder of this person's own; created for the owner only. */
  readonly folder: string;
  /** A fixed port for people to bookmark; a free one when left out. */
  readonly port?: number;
  readonly tenantId: string;
  /** The organisation whose Teams it is. */
  readonly tenantName: string;
  readonly person: PracticeMember;
  /** The bot's `/api/messages`. */
  readonly endpoint: string;
};

/** One person's running practice Teams: a process of its own, on this machine's loopback address only. */
export type PracticeTeams = {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly person: PracticeMember;
  /** Where to look with a browser, without a slash at the end: `http://127.0.0.1:3911`. */
  readonly url: string;
  /** Ends the process and resolves when it has ended. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

/** It reads five megabytes of program first, and on a busy machine that takes its time. */
const startDeadlineMs = 60_000;
const preload = new URL('./practice-teams-preload.mjs', import.meta.url).href;

/**
 * Starts the practice Teams of one person and waits until it answers. It plays one person only: whoever else is to be
 * acted as needs a process of their own. The process ends with `stop`, and by itself when ours ends, in whatever way.
 *
 * @throws an Error with the program's own words when it does not start within a minute
 */
export async function startPracticeTeams(options: PracticeTeamsOptions): Promise<PracticeTeams> {
  const { folder, person, tenantId, tenantName } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const configuration = join(folder, 'tenant.yml');
  // JSON is YAML.
  await writeFile(configuration, JSON.stringify(configOf(options), undefined, 2), { mode: 0o600 });
  const log = join(folder, 'practice-teams.log');
  const client = spawn(
    process.execPath,
    [
      ...['--import', preload, options.program, 'start', '--disable-telemetry'],
      ...['--channel-id', 'msteams', '--port', String(options.port ?? 0)],
    ],
    {
      cwd: folder,
      // Only what it needs: our own environment may hold real secrets, and its settings may not come from there.
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        BOT_ENDPOINT: options.endpoint,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: configuration,
        M365_AGENTS_PLAYGROUND_LOGFILE: log,
      },
    },
  );
  try {
    const url = await addressOf(client, person.name);
    await confirmPerson(url, options, log);
    return { tenantId, tenantName, person, url, stop: () => end(client) };
  } catch (problem) {
    await end(client);
    throw problem;
  }
}

/** The conversation between the bot and a person. */
export function personalChatId({ id }: PracticeMember): string {
  return `a:practice-${id}`;
}

/** Another conversation of that client, in which nobody else is and which the bot never hears of. */
export function groupChatId({ id }: PracticeMember): string {
  return `19:practice-${id}@thread.v2`;
}

/** The program knows the person it plays and exactly five others. Nobody meets those: the bot writes to people it knows. */
function configOf({ tenantId, person }: PracticeTeamsOptions): object {
  return {
    version: '0.1.1',
    tenantId,
    bot: { id: botId, name: 'Concordat' },
    currentUser: member(person),
    users: [1, 2, 3, 4, 5].map((number) =>
      member({
        id: `00000000-0000-4000-8000-00000000000${number}`,
        name: `Colleague ${number}`,
        email: `colleague.${number}@example.org`,
      }),
    ),
    personalChat: { id: personalChatId(person) },
    groupChat: { id: groupChatId(person), name: 'Group' },
    team: {
      id: `19:practice-team-${person.id}@thread.tacv2`,
      name: 'Team',
      aadGroupId: person.id,
      channels: [{ id: `19:practice-channel-${person.id}@thread.tacv2`, name: 'Channel' }],
    },
  };
}

const botId = '28:concordat';

function member({ id, name, email }: PracticeMember): object {
  const [givenName = name, ...others] = name.split(' ');
  return {
    id: `29:${id}`,
    name,
    // The program's own spelling.
    userPrincipleName: email,
    aadObjectId: id,
    givenName,
    surname: others.join(' '),
    email,
  };
}

/** Where it listens, as it prints it: another port than the one asked for where that is taken. */
async function addressOf(client: ChildProcess, person: string): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(deadline);
      reject(new Error(`The practice Teams of ${person} ${why}. It said:\n${output.trim() || '(nothing)'}`));
    };
    const deadline = setTimeout(
      () => fail(`was not ready after ${startDeadlineMs / 1000} seconds`),
      startDeadlineMs,
    );
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-4_000);
      const port = /Listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(deadline);
      resolve(`http://127.0.0.1:${port}`);
    };
    client.stdout?.on('data', read);
    client.stderr?.on('data', read);
    client.once('error', (cause) => fail(`could not be started (${cause.message})`));
    client.once('exit', (code) => fail(`ended at once (exit status ${String(code)})`));
  });
}

const configured = z.object({
  config: z.object({ tenantId: z.string(), currentUser: z.object({ aadObjectId: z.string() }) }),
});

/**
 * It listens before it has read its configuration, and goes on listening when it does not like it. A port that another
 * program holds could answer in its place; the tenant and the person settle it.
 */
async function confirmPerson(
  url: string,
  { tenantId, person }: PracticeTeamsOptions,
  log: string,
): Promise<void> {
  const until = Date.now() + startDeadlineMs;
  for (;;) {
    const found = await configurationAt(url);
    if (found !== undefined) {
      const { config } = found;
      if (config.tenantId === tenantId && config.currentUser.aadObjectId === person.id) return;
      throw new Error(
        `${url} is the practice Teams of somebody in ${config.tenantId}, not of ${person.name}.`,
      );
    }
    const said = await readFile(log, 'utf8').catch(() => '');
    const problem = said.split('\n').find((line) => line.startsWith('error '));
    if (problem !== undefined || Date.now() > until) {
      throw new Error(`The practice Teams of ${person.name} did not start. It said:\n${said.slice(-4_000)}`);
    }
    await pause(50);
  }
}

async function configurationAt(url: string): Promise<z.infer<typeof configured> | undefined> {
  try {
    const answer = await fetch(`${url}/_internal/v1/testConfig`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok ? configured.parse(await answer.json()) : undefined;
  } catch (error) {
    if (error instanceof z.ZodError) throw error;
    return undefined; // it listens and is not ready yet
  }
}

async function end(client: ChildProcess): Promise<void> {
  if (client.pid === undefined || client.exitCode !== null || client.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    client.once('exit', () => resolve());
    client.kill('SIGTERM');
  });
}
