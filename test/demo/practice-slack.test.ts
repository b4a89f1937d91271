import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { practiceFetch } from '../../demo/fetch-router.ts';
import { installedPracticeClient } from '../../demo/install.ts';
import { openDriver, type PracticeDriver } from '../../demo/practice-driver.ts';
import { answersAt } from './answers-at.ts';
import { northbrookCouncil, staldhelmsHospital } from './two-workspaces.ts';
import { type PracticeSlack, startPracticeSlack } from '../../demo/practice-slack.ts';
import { buttonsOf, fieldsOf, wordsOf } from '../../demo/reading-views.ts';
import { startTinyBot, type TinyBot } from './tiny-bot.ts';

const binary = installedPracticeClient();
const signingSecret = 'a practice secret that signs nothing real';
const priya = 'U01PRIYA';
const grace = 'U02GRACE';

// Where the client is absent, the run's closing note says so; in continuous integration that is a failure (global-setup).
describe.skipIf(binary === undefined)('two practice workspaces and one bot', () => {
  let folder: string;
  let bot: TinyBot;
  let council: { slack: PracticeSlack; people: PracticeDriver };
  let hospital: { slack: PracticeSlack; people: PracticeDriver };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'practice slack '));
    bot = await startTinyBot(signingSecret, { teamId: staldhelmsHospital.teamId, userId: grace });
    [council, hospital] = await Promise.all([open(northbrookCouncil), open(staldhelmsHospital)]);
  });

  afterAll(async () => {
    for (const { slack, people } of [council, hospital]) {
      people.close();
      await slack.stop();
    }
    await bot.stop();
    await rm(folder, { recursive: true });
  });

  async function open({ teamId, name, users }: typeof northbrookCouncil): Promise<typeof council> {
    if (binary === undefined) throw new Error('The practice Slack is not installed: npm ci --prefix demo');
    const botToken = `practice-token-of-${teamId}`;
    const slack = await startPracticeSlack({
      binary,
      folder: join(folder, teamId),
      workspace: { teamId, name },
      requestUrl: bot.requestUrl,
      signingSecret,
      botToken,
      users,
    });
    bot.serve({ teamId, botToken, baseUrl: slack.url });
    return { slack, people: await openDriver(slack) };
  }

  test('a command opens a modal whose questions can be read by their labels', async () => {
    const { view } = await council.people.command(priya, '/escalate');

    expect(view?.title?.text).toBe('Raise a concern');
    expect(view === undefined ? [] : fieldsOf(view)).toMatchObject([
      { label: 'What happened?', type: 'plain_text_input', optional: false, initial: 'Nothing yet' },
      { label: 'Kind', type: 'radio_buttons', optional: true, initial: undefined },
      { label: 'Since when?', type: 'datepicker', optional: true, initial: '2026-12-21' },
    ]);
  });

  test('a submission comes back as errors, then as the next step, with what was typed', async () => {
    await council.people.command(priya, '/escalate');

    const tooShort = await council.people.submit(priya, { 'What happened?': 'Cold.' });
    const written = 'No heating\nsince <Monday> & no food';
    const next = await council.people.submit(priya, { 'What happened?': written, Kind: 'About a risk' });

    expect(tooShort).toEqual({ kind: 'errors', errors: { what_happened: 'Say a little more.' } });
    expect(next.kind === 'view' ? wordsOf(next.view) : next).toBe(written);
    expect(lastHeard()).toMatchObject({
      type: 'view_submission',
      team: { id: 'T01COUNCIL' },
      user: { id: priya },
      view: {
        private_metadata: 'draft-7f3a',
        state: {
          values: {
            what_happened: { text: { value: written } },
            kind: { choice: { selected_option: { value: 'risk' } } },
          },
        },
      },
    });
  });

  test('questions left alone go empty as the practice client sends them, or with their initial answer as Slack does', async () => {
    await council.people.command(priya, '/escalate');
    await council.people.submit(priya, {});
    const asPractice = lastHeard();
    await council.people.submit(priya, {}, { untouched: 'as slack' });

    expect(asPractice).toMatchObject({
      view: {
        state: {
          values: { what_happened: { text: { value: null } }, since: { date: { selected_date: null } } },
        },
      },
    });
    expect(lastHeard()).toMatchObject({
      view: {
        state: {
          values: {
            what_happened: { text: { value: 'Nothing yet' } },
            since: { date: { selected_date: '2026-12-21' } },
          },
        },
      },
    });
  });

  test('a person in the other organisation is told, presses the button, and the message becomes what was done', async () => {
    await council.people.command(priya, '/escalate');
    await council.people.submit(priya, { 'What happened?': 'The discharge went ahead' });
    const sent = await council.people.submit(priya, {});
    const message = await hospital.people.waitFor('the notice', () =>
      hospital.people
        .messages(grace)
        .findLast((each) => wordsOf(each).startsWith('The discharge went ahead')),
    );

    await hospital.people.press(grace, message, 'Agree');
    const [updated, thanks] = hospital.people.messages(grace).slice(-2);

    expect(sent).toEqual({ kind: 'closed' });
    expect(buttonsOf(message)).toMatchObject([{ label: 'Agree', actionId: 'agree', value: 'NB-1' }]);
    expect(updated).toMatchObject({ ts: message.ts, text: 'NB-1: agreed' });
    expect(updated === undefined ? '' : wordsOf(updated)).toBe('Agreed by <@U02GRACE>');
    expect(thanks).toMatchObject({ text: 'Thank you.', subtype: 'ephemeral', ephemeral_to: grace });
    expect(council.people.messages(priya)).toEqual([]);
  });

  test('a command that answers in words shows them where it was typed', async () => {
    const { reply } = await hospital.people.command(grace, '/escalate where', 'C02HOSPITALGENERAL');

    expect(reply).toMatchObject({ text: 'See your direct messages.', ephemeral_to: grace });
  });

  test('what a person writes to the bot reaches it from their own workspace', async () => {
    await hospital.people.openHome(grace);
    await hospital.people.say(grace, 'Who do I ring?');

    expect(lastHeard()).toMatchObject({
      team_id: 'T02HOSPITAL',
      event: { user: grace, channel: 'D02GRACE', channel_type: 'im', text: 'Who do I ring?' },
    });
  });

  test("opening Home publishes the person's own, and its buttons work", async () => {
    const home = await hospital.people.openHome(grace);
    const view = await hospital.people.press(grace, 'home', 'Raise');
    await hospital.people.dismiss(grace);

    expect(wordsOf(home)).toContain('Yours to do, U02GRACE');
    expect(view?.callback_id).toBe('question');
    expect(hospital.people.view()).toBeUndefined();
  });

  test('a bot that fails is a failure here, although the client shows success', async () => {
    await expect(council.people.command(priya, '/escalate break')).rejects.toThrow(
      /Northbrook Council.*HTTP 500/,
    );
  });

  test('a request that nobody signed is refused by the bot', async () => {
    const answer = await fetch(bot.requestUrl, { method: 'POST', body: 'payload={}' });

    expect(answer.status).toBe(401);
  });

  test('a token that no workspace owns is refused, and no other host is called', async () => {
    const practice = practiceFetch([{ botToken: council.slack.botToken, baseUrl: council.slack.url }]);
    const known = await new WebClient(council.slack.botToken, { fetch: practice }).auth.test();

    expect(known).toMatchObject({ ok: true, team_id: 'T01COUNCIL', user_id: council.slack.botUserId });
    await expect(new WebClient('another', { fetch: practice }).auth.test()).rejects.toThrow('invalid_auth');
    await expect(practice('https://example.org/')).rejects.toThrow('does not call https://example.org');
  });

  test('the client listens on this machine only, and its configuration is private', async () => {
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    const { mode } = await stat(join(folder, 'T01COUNCIL', 'workspace.json'));

    for (const { address } of outside) expect(await answersAt(address, council.slack.url)).toBe(false);
    expect(await answersAt('127.0.0.1', council.slack.url)).toBe(true);
    expect(mode & 0o777).toBe(0o600);
  });

  test('a second client on the same port says that it is taken', async () => {
    const { teamId, name, users } = northbrookCouncil;
    const port = Number(new URL(council.slack.url).port);
    const options = {
      folder: join(folder, 'second'),
      port,
      workspace: { teamId, name },
      requestUrl: bot.requestUrl,
    };

    await expect(
      startPracticeSlack({ ...options, binary: binary ?? '', signingSecret, botToken: 'second', users }),
    ).rejects.toThrow(/Northbrook Council ended at once.*port/is);
  });

  test('a client ends by itself when whoever started it is killed', async () => {
    const { teamId, name, users } = northbrookCouncil;
    const options = { binary, folder: join(folder, 'orphan'), workspace: { teamId, name }, users };
    const starter = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', startAndStay], {
      env: {
        ...process.env,
        MODULE: new URL('../../demo/practice-slack.ts', import.meta.url).href,
        OPTIONS: JSON.stringify({
          ...options,
          requestUrl: bot.requestUrl,
          signingSecret,
          botToken: 'orphan',
        }),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = (await once(starter.stdout, 'data')) as [Buffer];
    const url = printed.toString('utf8').trim();
    const before = await answersAt('127.0.0.1', url);
    starter.kill('SIGKILL');

    expect(before).toBe(true);
    await expect.poll(() => answersAt('127.0.0.1', url), { timeout: 45_000 }).toBe(false);
  });

  function lastHeard(): unknown {
    return bot.heard.at(-1);
  }

  afterEach(async () => {
    for (const { people } of [council, hospital])
      if (people.view() !== undefined) await people.dismiss(priya);
  });
});

/** A program that starts a client, prints its address and waits to be killed. */
const startAndStay = `
  const { startPracticeSlack } = await import(process.env.MODULE);
  console.log((await startPracticeSlack(JSON.parse(process.env.OPTIONS))).url);
`;
