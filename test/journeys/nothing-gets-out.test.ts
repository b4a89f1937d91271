import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { reportPage } from '../../src/compose/report-page.ts';
import { eraseCase } from '../../src/flows/erase-case.ts';
import { csvOf } from '../../src/flows/reports/csv.ts';
import { makeReport } from '../../src/flows/reports/make-report.ts';
import type { Plot } from '../../demo/plan.ts';
import { keepEveryCommand, keepEveryRow, keptRowsOf, setInRedis } from '../support/everything.ts';
import { hiddenInJson, hiddenInPage } from '../support/hidden-parts.ts';
import { everythingStored } from '../support/journey-promises.ts';
import { makeMarks } from '../support/marks.ts';
import { caseOf, doAct, findAct, play, raise, type Saying } from '../support/platforms/play.ts';
import { programOnPath } from '../support/programs.ts';
import { readPdf } from '../support/read-document.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { verified } from '../support/verified.ts';
import { startWholeBot } from '../support/whole-bot.ts';

/*
 * A whole case in Hertfordshire, from Tuesday 22 December 2026 on, with the bot as it is started and everything about it real
 * but Slack and Teams themselves: the council is in Slack, the hospital in Teams, the board's office has e-mail. The adult's name,
 * and a mark in every sentence that anybody types, are then looked for wherever they must not be.
 *
 * They may be in what somebody is shown in answer to their own click (a window in Slack, a card in Teams that stands there for
 * them alone, a page), and in a file that they asked for. They may be nowhere else.
 */

/* Weeks pass in these stories: some seconds each, and more on a machine that is busy. */
vi.setConfig({ testTimeout: 180_000 });

const adult = { name: 'Zebedee Quaggathorn', born: '1941-11-23', nhs: '943 476 5919' };
const mark = 'Zebrafinch';
const marks = makeMarks([
  mark,
  ...adult.name.split(' '),
  adult.born,
  adult.nhs,
  adult.nhs.replaceAll(' ', ''),
]);

/** In every field that somebody types into. */
const says: Saying = ({ fields }) =>
  Object.fromEntries(
    fields
      .filter(({ id, label, kind }) => kind === 'text' && !/\b(?:time|hour)\b/iu.test(`${id} ${label}`))
      .map(({ id }) => [id, `${mark} about ${id}`]),
  );
const saysAtRaise: Saying = (form) => ({
  ...says(form),
  agency: 'st-aldhelms',
  professional: 'Tom Pennywort',
  'arose-date': '2026-12-22',
  'arose-time': '10:00',
  given: 'here',
  'adult-name': adult.name,
  'adult-born': adult.born,
  'adult-nhs': adult.nhs,
});

/** What the story would not do by itself. */
const besides = [
  ['tom.pennywort', 'report-immediate-risk'],
  ['beatrix.oakes', 'answer-alert'],
  ['amara.quill', 'set-protective-date'],
] as const;

async function playedOn(redisUrl: string | undefined, plot: Plot) {
  const bot = await startWholeBot({
    board: 'hertfordshire',
    begins: '2026-12-22T10:00',
    redisUrl,
    prepare: ({ pool }) => keepEveryRow(pool),
  });
  onTestFinished(bot.stop);
  const reference = await raise(bot, saysAtRaise);
  for (const [name, does] of besides)
    await doAct(bot.client(name), reference, { does }, bot.clock.now(), says);
  const { state } = await play(bot, reference, plot, { says });
  expect(state.status).toBe('closed');
  return { bot, reference, caseId: (await caseOf(bot, reference)).caseId };
}

type Bot = Awaited<ReturnType<typeof playedOn>>['bot'];

/** The record as a file, asked for in Slack and taken from its page. */
async function takeRecord(bot: Bot, reference: string): Promise<string> {
  const raiser = bot.client('amara.quill');
  const { where, button } = await findAct(raiser, reference, 'get-document');
  const page = await raiser.press(where, button);
  const code =
    /\b(\d{3}) (\d{3})\b/u
      .exec(page?.words ?? '')
      ?.slice(1)
      .join('') ?? '';
  await raiser.close();
  const link = /\/d\/[\w-]{43}/u.exec(JSON.stringify(bot.slack.callsOf('chat.postMessage')))?.[0] ?? '';
  const body = new URLSearchParams({ code, format: 'pdf' });
  const taken = await fetch(`${bot.base}${link}`, { method: 'POST', body });
  return (await readPdf(new Uint8Array(await taken.arrayBuffer()))).pages.join(' ');
}

/** Every report that is made of the year, as a spreadsheet and as a page. */
async function reports({ services }: Bot): Promise<string> {
  const policy = services.policies.current('hertfordshire')?.policy;
  if (policy === undefined) throw new Error('There is no policy any more');
  const spoken = { policy, directory: services.people.directory() };
  const period = { from: '2026-04-01', to: '2027-03-31' };
  const views = [
    { view: 'board' },
    { view: 'register' },
    { view: 'panel' },
    { view: 'published' },
    { view: 'agency', agency: 'st-aldhelms' },
  ] as const;
  const texts: string[] = [];
  const needs = { ...services, clock: { now: () => new Date('2027-04-02T09:00:00Z') }, draw: () => 0 };
  for (const wanted of views) {
    const report = await makeReport(needs, spoken, { ...wanted, period });
    if ('problem' in report) throw new Error(report.problem);
    texts.push(csvOf(report), await reportPage(report));
  }
  return texts.join('\n');
}

/** All that was sent to Slack, Teams and the mail server, but for what somebody was shown in answer to a click. */
function sent({ slack, teams, smtp }: Bot): Readonly<Record<string, string>> {
  const isShown = (method: string) => method === 'views.open' || method === 'views.update';
  const calls = slack.calls();
  return {
    'messages in Slack, and home views': JSON.stringify(
      calls.filter(({ method }) => !isShown(method)).map(({ args }) => args),
    ),
    'what Slack’s windows carry': hiddenInJson(
      calls.filter(({ method }) => isShown(method)).map(({ args }) => args),
    ),
    'messages in Teams, in every version': JSON.stringify(teams.messages()),
    'what Teams was asked': JSON.stringify(teams.calls().map(({ path, args }) => [path, args])),
    'e-mails': smtp
      .arrived()
      .map(({ raw, mail }) => `${raw}\n${JSON.stringify(mail)}`)
      .join('\n'),
  };
}

function carriedBy(bot: Bot): Readonly<Record<string, string>> {
  const json = (texts: readonly string[]) => texts.map((one) => hiddenInJson(JSON.parse(one))).join('\n');
  return {
    'what Slack is given to carry': json(bot.shown('slack')),
    'what cards in Teams carry': json(bot.shown('teams')),
    'what pages carry': bot.shown('email').map(hiddenInPage).join('\n'),
  };
}

type Redis = Awaited<ReturnType<typeof keepEveryCommand>>;

/** Everything that is searched, by what it is called. */
async function everywhere(bot: Bot, redis: Redis | undefined): Promise<Readonly<Record<string, string>>> {
  return {
    ...sent(bot),
    ...carriedBy(bot),
    'the log': await bot.logged(),
    metrics: await bot.metrics(),
    'the tables, with every row that ever stood in them': await everythingStored(bot.database.pool),
    ...(redis && {
      'what Redis was told': redis.told().join('\n'),
      'the keys of Redis': (await redis.keys()).join('\n'),
    }),
  };
}

/** Leaks as they might come about, one in each place where that can be had. */
async function leak({ services, database, accountOf }: Bot, redisUrl: string | undefined): Promise<void> {
  const message = { summary: `About ${mark}`, blocks: [], tidings: { title: 'Careless', says: [mark] } };
  for (const name of ['amara.quill', 'tom.pennywort', 'marguerite.sloane'])
    // Teams takes so many messages a second and no more.
    await vi.waitFor(
      async () => expect(await services.chat.send(accountOf(name), message)).toMatchObject({ kind: 'sent' }),
      { timeout: 30_000 },
    );
  services.log.info({ id: mark }, 'a careless line');
  const secret = Buffer.from(adult.name, 'utf16le');
  await database.pool.query('create table bullmq.careless (job bytea)');
  await database.pool.query('insert into bullmq.careless values ($1)', [secret]);
  if (redisUrl !== undefined) await setInRedis(redisUrl, 'careless', mark);
}

function storiesOnA(queueUrl: () => string | undefined, plot: Plot): void {
  test('nobody finds the adult, or a word that was typed, in a message, an e-mail, a job, a log, the metrics or a table', async () => {
    const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      vi.spyOn(console, name),
    );
    const redisUrl = queueUrl();
    const redis = redisUrl === undefined ? undefined : await keepEveryCommand(redisUrl);
    onTestFinished(() => redis?.stop());
    const { bot, reference, caseId } = await playedOn(redisUrl, plot);
    const { pool } = bot.database;

    // It was all typed, kept, and shown to those who asked for it.
    expect(marks.foundIn(await takeRecord(bot, reference))).toContain(mark);
    for (const platform of ['slack', 'teams'] as const)
      expect(marks.foundIn(bot.shown(platform).join('\n')), platform).toContain(mark);

    const places = await everywhere(bot, redis);
    const others = {
      reports: await reports(bot),
      'the console': JSON.stringify(consoles.flatMap(({ mock }) => mock.calls)),
    };
    for (const [place, text] of Object.entries({ ...places, ...others }))
      expect(marks.foundIn(text), place).toEqual([]);

    // Something was there to be searched.
    for (const place of [
      'messages in Slack, and home views',
      'messages in Teams, in every version',
      'e-mails',
    ])
      expect(places[place], place).toContain(reference);
    expect(places['metrics']).toContain('concordat_outbox_handled_total{kind="notice",result="sent"}');
    expect(places['the log']).toContain('a link was sent');
    const jobs = redis === undefined ? await keptRowsOf(pool, 'bullmq') : redis.told().length;
    expect(jobs).toBeGreaterThan(50);

    await erase(bot, reference);
    expect(marks.foundIn(await everythingStored(pool))).toEqual([]);
    const texts = await pool.query('select from concordat.sealed_texts where case_id = $1', [caseId]);
    expect(texts.rowCount).toBe(0);
    expect(await verified(pool, caseId), 'the record still holds').toMatchObject([{ faults: [] }]);

    // The search does find what gets out.
    await leak(bot, redisUrl);
    const leaking = Object.entries(await everywhere(bot, redis)).flatMap(([place, text]) =>
      marks.foundIn(text).length > 0 ? [place] : [],
    );
    expect(leaking).toEqual([
      'messages in Slack, and home views',
      'messages in Teams, in every version',
      'what Teams was asked',
      'e-mails',
      'the log',
      'the tables, with every row that ever stood in them',
      ...(redis === undefined ? [] : ['what Redis was told', 'the keys of Redis']),
    ]);
    vi.restoreAllMocks();
  });
}

async function erase(bot: Bot, reference: string): Promise<void> {
  const { caseId, state, rules } = await caseOf(bot, reference);
  if (state.status !== 'closed') throw new Error(state.status);
  const closed = new Date(state.closedAt);
  const erasing = { caseId, because: 'request', closed, at: bot.clock.now() } as const;
  expect(await eraseCase(bot.services, rules, erasing)).toMatchObject({ kind: 'done' });
  await bot.settle();
}

describe('with the queue on PostgreSQL, to the last forum', () => {
  storiesOnA(() => undefined, {});
});

describe.runIf(programOnPath('redis-server') !== undefined)(
  'with the queue on Redis, settled at Stage 1',
  () => {
    let redis: TestRedis | undefined;
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis?.stop());
    storiesOnA(() => redis?.url, { agreeAt: '1' });
  },
);
