import type { Command } from 'commander';
import { openLog } from '../adapters/system/log.ts';
import { CommandProblem } from '../compose/command-problem.ts';
import { openDatabase } from '../compose/open-database.ts';
import { openStores } from '../compose/open-stores.ts';
import type { Bot } from '../compose/start-bot.ts';
import { takeUpFiles } from '../compose/take-up-files.ts';
import { undecidedBoards } from '../compose/undecided-boards.ts';
import { realClock } from '../adapters/postgres/clock.ts';
import { noAnchors } from './checks/anchors.ts';
import { configured } from './configured.ts';
import { platformsIn } from './platforms-in.ts';
import { nothingToServe, sayStart } from './say-taken-up.ts';
import { sayDatabaseError } from './say-database-error.ts';
import { say } from './say.ts';

/** `concordat start`: the bot. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('the bot: answers people, delivers notices and keeps time')
    .option('--only <part>', 'web (answers people) or worker (delivers and keeps time), to run them apart')
    .action(start);
}

async function start({ only }: { readonly only?: string }): Promise<void> {
  if (only !== undefined && only !== 'web' && only !== 'worker') {
    throw new CommandProblem(`--only takes "web" or "worker", and not "${only}".`, 2);
  }
  const config = configured(['chat', 'keys']);
  const log = openLog(config.logLevel);
  const database = await openDatabase(
    { url: config.databaseUrl, ownerUrl: config.databaseOwnerUrl, folder: config.folder },
    log,
    (line) => log.info({}, line),
  ).catch((error: unknown) => {
    throw sayDatabaseError(config, error);
  });
  try {
    const stores = await openStores(database, config.keys, realClock);
    const taken = await takeUpFiles(stores, config.boards);
    for (const { level, says } of sayStart(taken, stores.policies.boards(), stores.clock.now()))
      log[level]({}, says);
    if (stores.policies.boards().length === 0) throw new CommandProblem(nothingToServe);
    const undecided = await undecidedBoards(database, stores, config.boards);
    if (undecided.length > 0) throw new CommandProblem(`Nothing was started. ${undecided.join('\n')}`);
    if (only !== 'web' && config.anchors === undefined) log.warn({}, `${noAnchors}.`);
    const { startBot } = await import('../compose/start-bot.ts'); // the chat platforms take a second to load
    const bot = await startBot({
      database,
      stores,
      log,
      only,
      alarmPlace: config.redis ?? { postgresUrl: database.url },
      ...platformsIn(config),
      documents: config.documents,
      slashCommand: config.slashCommand,
      host: config.host,
      port: config.port,
      workerPort: config.workerPort,
      metricsToken: config.metricsToken,
      heartbeatUrl: config.heartbeatUrl,
      tracesUrl: config.tracesUrl,
      anchors: config.anchors,
    });
    say(
      only === 'worker'
        ? `Concordat delivers and keeps time${bot.port === undefined ? '' : `, and says how it is on port ${bot.port}`}.`
        : `Concordat listens on port ${bot.port}.`,
    );
    await untilTold(bot);
  } finally {
    await database.stop();
  }
}

/** Runs until the process is told to end, then drains. A second signal ends it at once. */
async function untilTold(bot: Bot): Promise<void> {
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    for (const each of ['SIGINT', 'SIGTERM'] as const) process.once(each, resolve);
  });
  say(`${signal}: letting what is under way finish.`);
  await bot.stop();
}
