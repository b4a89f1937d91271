import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../demo/client.ts';
import { installedPracticeTeams } from '../../demo/install.ts';
import { type PracticeMember, type PracticeTeams, startPracticeTeams } from '../../demo/practice-teams.ts';
import { openTeamsClient } from '../../demo/practice-teams-driver.ts';
import { addBot } from '../../demo/practice-teams-traffic.ts';
import { answersAt } from './answers-at.ts';
import { startTinyTeamsBot, type TinyTeamsBot } from './tiny-teams-bot.ts';

const program = installedPracticeTeams();
const tenantId = '6f1c9a52-3d0e-4b7a-9c41-0e5a7d2b8f63';
const rowan = member('11111111-1111-4111-8111-111111111111', 'Rowan Ashdown');
const callum = member('22222222-2222-4222-8222-222222222222', 'Callum Thorne');

// Where the client is absent, the run's closing note says so; in continuous integration that is a failure (global-setup).
describe.skipIf(program === undefined)('two people in practice Teams and one bot', () => {
  let folder: string;
  let bot: TinyTeamsBot;
  let teams: readonly [PracticeTeams, PracticeTeams];
  let rowans: Client;
  let callums: Client;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'practice teams '));
    bot = await startTinyTeamsBot();
    teams = await Promise.all([
      startPracticeTeams(optionsFor(rowan)),
      startPracticeTeams(optionsFor(callum)),
    ]);
    for (const each of teams) await addBot(each);
    [rowans, callums] = await Promise.all([openTeamsClient(teams[0]), openTeamsClient(teams[1])]);
  }, 120_000);

  afterAll(async () => {
    rowans.end();
    callums.end();
    await Promise.all(teams.map(({ stop }) => stop()));
    await bot.stop();
    await rm(folder, { recursive: true });
  });

  function optionsFor(person: PracticeMember, named = person.name) {
    return {
      program: program ?? '',
      folder: join(folder, named),
      tenantId,
      tenantName: 'Eastmere Police',
      person,
      endpoint: bot.endpoint,
    };
  }

  test('the bot was added for each, in their own tenant and with their own address', () => {
    const added = bot.heard.filter(({ type }) => type === 'installationUpdate');
    expect(added).toMatchObject([
      { action: 'add', from: { aadObjectId: rowan.id }, conversation: { tenantId } },
      { action: 'add', from: { aadObjectId: callum.id }, conversation: { tenantId } },
    ]);
    expect(new Set(added.map(({ serviceUrl }) => serviceUrl)).size).toBe(2);
  });

  test('what is typed is answered with a form, whose questions can be read', async () => {
    const form = await rowans.type('/escalate');

    expect(form?.words).toContain('Raise a concern');
    expect(form?.submit).toBe('Send');
    expect(form?.fields).toEqual([
      {
        id: 'what',
        label: 'What happened?',
        hint: 'In your own words.',
        kind: 'text',
        choices: [],
        required: true,
        holds: undefined,
      },
      {
        id: 'kind',
        label: 'Kind',
        hint: undefined,
        kind: 'many',
        choices: [
          { id: 'a, b', label: 'About a risk' },
          { id: 'plan', label: 'About a plan' },
        ],
        required: false,
        holds: ['a, b'],
      },
      {
        id: 'since',
        label: 'Since when?',
        hint: undefined,
        kind: 'date',
        choices: [],
        required: false,
        holds: undefined,
      },
    ]);
    await rowans.close();
    expect(rowans.front()).toBeUndefined();
  });

  test('a form is asked again in its place: by the client where an answer is missing, by the bot where one is wrong', async () => {
    await rowans.type('/escalate');
    const before = bot.heard.length;
    const missing = await rowans.submit({});
    expect(bot.heard.length).toBe(before);
    const wrong = await rowans.submit({ what: 'Cold.' });

    expect(missing).toEqual({ kind: 'wrong', errors: { what: 'Write something here.' } });
    expect(wrong).toEqual({ kind: 'wrong', errors: { what: 'Say a little more.' } });
    expect(rowans.front()?.fields[0]?.holds).toBe('Cold.');
    await rowans.close();
  });

  test('somebody else is told, presses, is asked whether they are sure, and sees what they did in place of the message', async () => {
    await rowans.type('/escalate');
    const written = 'No heating\nsince <Monday> & no food';
    const sent = await rowans.submit({ 'What happened?': written, Kind: ['About a plan', 'a, b'] });
    const sentData = bot.heard.at(-1)?.value?.action.data;
    const message = await callums.waitFor('the notice', () =>
      callums.messages().find(({ words }) => words === 'NB-1: an answer is due'),
    );
    const [agree] = message.buttons;
    const page = agree === undefined ? undefined : await callums.press(message, agree);

    expect(sent).toMatchObject({
      kind: 'taken',
      front: { words: `You wrote: ${written}`, submit: undefined },
    });
    expect(sentData).toMatchObject({ 'field:what': written, 'field:kind': 'plan,a%2C%20b' });
    expect(agree).toEqual({ label: 'Agree', act: { do: 'agree', on: 'NB-1' } });
    expect(page).toMatchObject({ id: message.id, words: 'Agreed' });
    expect(callums.messages().map(({ id }) => id)).not.toContain(message.id);
    await callums.close();
    expect(callums.messages().find(({ id }) => id === message.id)?.words).toBe('Put away');
    await rowans.close();
  });

  test('a bot that fails is a failure here, for what is typed and for what is pressed', async () => {
    await expect(rowans.type('break')).rejects.toThrow(
      /Eastmere Police: Rowan Ashdown types break.*HTTP 500/,
    );
    const form = await rowans.type('/escalate');
    const [broken] = form?.buttons ?? [];
    if (form === undefined || broken === undefined) throw new Error('There is nothing to press');
    await expect(rowans.press(form, broken)).rejects.toThrow(/Rowan Ashdown.*on purpose/);
    expect(rowans.front()).toEqual(form);
    await rowans.close();
  });

  test('the client listens on this machine only, and its configuration is private', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    const { mode } = await stat(join(folder, rowan.name, 'tenant.yml'));

    for (const { address } of outside) expect(await answersAt(address, teams[0].url)).toBe(false);
    expect(await answersAt('127.0.0.1', teams[0].url)).toBe(true);
    expect(mode & 0o777).toBe(0o600);
  });

  test('a port that is taken is left alone: another is found', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const started = await startPracticeTeams({ ...optionsFor(rowan, 'second'), port });
    await started.stop();
    other.close();

    expect(started.url).not.toBe(`http://127.0.0.1:${port}`);
  });

  test('a client that does not like its settings says why', async () => {
    const nobody = { ...rowan, id: '00000000-0000-4000-8000-000000000001' };

    await expect(startPracticeTeams(optionsFor(nobody, 'nobody'))).rejects.toThrow(
      /did not start.*User ID must be unique/s,
    );
  });

  test('a client ends by itself when whoever started it is killed', async () => {
    const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', startAndStay], {
      env: {
        ...process.env,
        MODULE: new URL('../../demo/practice-teams.ts', import.meta.url).href,
        OPTIONS: JSON.stringify(optionsFor(rowan, 'orphan')),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = (await once(starter.stdout, 'data')) as [Buffer];
    const url = printed.toString('utf8').trim();
    const before = await answersAt('127.0.0.1', url);
    starter.kill('SIGKILL');

    expect(before).toBe(true);
    await expect.poll(() => answersAt('127.0.0.1', url), { timeout: 10_000 }).toBe(false);
  });
});

/** A program that starts a client, prints its address and waits to be killed. */
const startAndStay = `
  const { startPracticeTeams } = await import(process.env.MODULE);
  console.log((await startPracticeTeams(JSON.parse(process.env.OPTIONS))).url);
`;

function member(id: string, name: string): PracticeMember {
  return { id, name, email: `${name.toLowerCase().replace(' ', '.')}@example.org` };
}
