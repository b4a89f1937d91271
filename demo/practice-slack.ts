import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A person of a practice workspace. `name` is the handle, `realName` what the client shows. Ids begin with `U`. */
export type PracticePerson = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly email: string;
};

/** What is needed to start one practice workspace. Ids of the app and its bot are derived; see {@link PracticeSlack}. */
export type PracticeSlackOptions = {
  /** The program from `ensurePracticeClients`. */
  readonly binary: string;
  /** A folder of this workspace's own; created for the owner only. Holds its configuration, which has the secrets. */
  readonly folder: string;
  /** A fixed port for people to bookmark; a free one when left out. */
  readonly port?: number;
  /** `teamId` begins with `T`, as Slack's do. */
  readonly workspace: { readonly teamId: string; readonly name: string };
  /** Where commands, presses, submissions and events are posted: the bot's `/slack/events`. */
  readonly requestUrl: string;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly users: readonly PracticePerson[];
};

/** A running practice workspace; one process of its own, on this machine's loopback address only. */
export type PracticeSlack = {
  readonly teamId: string;
  readonly teamName: string;
  readonly appId: string;
  readonly botUserId: string;
  readonly botToken: string;
  /** Where to look with a browser, without a slash at the end: `http://127.0.0.1:3901`. */
  readonly url: string;
  readonly users: readonly PracticePerson[];
  /** Ends the process and resolves when it has ended. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

const startDeadlineMs = 20_000;
const preload = fileURLToPath(new URL('./practice-preload.ts', import.meta.url));

/**
 * Starts the practice client for one workspace and waits until it answers. The process ends with `stop`, and by
 * itself when ours ends, in whatever way.
 *
 * @throws an Error with the client's own words when it does not start within 20 seconds, for example because
 * the port is taken.
 */
export async function startPracticeSlack(options: PracticeSlackOptions): Promise<PracticeSlack> {
  const { workspace, folder } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await copyFile(preload, join(folder, basename(preload)));
  await writeFile(join(folder, 'workspace.json'), JSON.stringify(configOf(options), undefined, 2), {
    mode: 0o600,
  });

  const client = spawn(
    options.binary,
    ['--config', 'workspace.json', '--port', String(options.port ?? 0), '--base-host', '127.0.0.1'],
    // Only what it needs: our own environment may hold real tokens. A relative preload, because BUN_OPTIONS is split at spaces.
    { cwd: folder, env: { PATH: process.env['PATH'], BUN_OPTIONS: `--preload ./${basename(preload)}` } },
  );
  try {
    const url = await addressOf(client, workspace.name);
    await confirmWorkspace(url, workspace.teamId);
    return {
      teamId: workspace.teamId,
      teamName: workspace.name,
      ...identityOf(workspace.teamId),
      botToken: options.botToken,
      url,
      users: options.users,
      stop: () => end(client),
    };
  } catch (problem) {
    await end(client);
    throw problem;
  }
}

/** One app in every workspace, with a bot user of its own in each, as Slack has it. */
function identityOf(teamId: string): { appId: string; botUserId: string } {
  return { appId: 'A01CONCORDAT', botUserId: `U${teamId.slice(1)}BOT` };
}

/** The channel between the bot and a person; there from the start, so that a person can type `/escalate` into it. */
export function directMessageId(userId: string): string {
  return `D${userId.slice(1)}`;
}

function configOf({ workspace, users, ...options }: PracticeSlackOptions): object {
  const { appId, botUserId } = identityOf(workspace.teamId);
  const everyone = [...users.map((user) => user.id), botUserId];
  return {
    workspace: {
      teamId: workspace.teamId,
      name: workspace.name,
      domain: workspace.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    },
    app: {
      appId,
      botUserId,
      botName: 'Concordat',
      botToken: options.botToken,
      signingSecret: options.signingSecret,
      mode: 'events',
      requestUrl: options.requestUrl,
    },
    users: users.map(({ id, name, realName, email }) => ({
      id,
      name,
      real_name: realName,
      email,
      tz: 'Europe/London',
    })),
    channels: [
      { id: `C${workspace.teamId.slice(1)}GENERAL`, name: 'general', members: everyone },
      ...users.map(({ id }) => ({
        id: directMessageId(id),
        name: `dm-${id}`,
        is_channel: false,
        is_private: true,
        is_im: true,
        members: [id, botUserId],
      })),
    ],
  };
}

/** The address it prints once it listens. It prints nothing else of use, so its words are kept for the error only. */
async function addressOf(client: ChildProcess, workspace: string): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(deadline);
      reject(
        new Error(`The practice Slack of ${workspace} ${why}. It said:\n${output.trim() || '(nothing)'}`),
      );
    };
    const deadline = setTimeout(
      () => fail(`was not ready after ${startDeadlineMs / 1000} seconds`),
      startDeadlineMs,
    );
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-4_000);
      const address = /Web UI:\s+(http:\/\/\S+:\d+)\s/.exec(output)?.[1];
      if (address === undefined) return;
      clearTimeout(deadline);
      resolve(address);
    };
    client.stdout?.on('data', read);
    client.stderr?.on('data', read);
    client.once('error', (cause) => fail(`could not be started (${cause.message})`));
    client.once('exit', (code) => fail(`ended at once (exit status ${String(code)})`));
  });
}

/** A port that another program holds could answer in its place; the workspace's own id settles it. */
async function confirmWorkspace(url: string, teamId: string): Promise<void> {
  const answer = await fetch(`${url}/_control/state`, { signal: AbortSignal.timeout(startDeadlineMs) });
  const { workspace } = z.object({ workspace: z.object({ teamId: z.string() }) }).parse(await answer.json());
  if (workspace.teamId !== teamId)
    throw new Error(`${url} is the practice Slack of ${workspace.teamId}, not ${teamId}.`);
}

async function end(client: ChildProcess): Promise<void> {
  if (client.pid === undefined || client.exitCode !== null || client.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    client.once('exit', () => resolve());
    client.kill('SIGTERM');
  });
}
