import { rm, writeFile } from 'node:fs/promises';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { openStops } from '../bench/support/stops.ts';
import { sayAccount } from './account/say.ts';
import type { BackendName } from './plan/fault.ts';
import { fight, type Wanted } from './run.ts';

const example = 'npm run campaign -- --minutes 2 --backend postgres --seed 7';

type Options = Wanted & { readonly json?: string };

/** `npm run campaign`: 0 where every row and message is accounted for, 1 where one is not, 2 for wrong use. */
async function main(args: readonly string[]): Promise<number> {
  const program = new Command('campaign')
    .description(
      'Plays cases under every board while processes are killed, the database and the queue go away and the platform fails; ' +
        'then accounts for every reminder: none is lost, and none is sent twice without a cause that is shown.',
    )
    .requiredOption('--backend <name>', 'where the queue is: redis or postgres', backendName)
    .option('--minutes <number>', 'how long people act and things go wrong', minutesOf, 2)
    .option(
      '--seed <number>',
      'the same seed gives the same acts and faults at the same steps',
      wholeNumber,
      1,
    )
    .option(
      '--disk <folder>',
      'of a small disk of its own (a few hundred MB): the database and the logs live there, and it is really filled',
    )
    .option('--json <file>', 'writes the account, and all that it was made from, to a file')
    .addHelpText('after', `\nExample: ${example}`)
    .showHelpAfterError(`For example: ${example}`)
    .exitOverride();
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return campaign(program.opts<Options>());
}

async function campaign(options: Options): Promise<number> {
  const stops = openStops();
  let won: string | undefined;
  const interrupted = () => void stops.all().then(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    const fought = await fight(options, stops, say);
    if ('absent' in fought) {
      say(fought.absent);
      return 0;
    }
    const { account, evidence, steps, acts, folder } = fought;
    if (options.json !== undefined)
      await writeFile(
        options.json,
        JSON.stringify({ ...options, steps, acts, account, evidence }, undefined, 1),
      );
    const again = `npm run campaign -- --minutes ${options.minutes} --backend ${options.backend} --seed ${options.seed}${options.disk === undefined ? '' : ` --disk ${options.disk}`}`;
    say(`\n${steps} steps, ${acts} acts. ${again}`);
    process.stdout.write(`${sayAccount(account).join('\n')}\n`);
    if (account.findings.length === 0) {
      won = folder;
      return 0;
    }
    say(`What the processes logged is in ${folder}. To fight it again: ${again}`);
    return 1;
  } finally {
    await stops.all();
    if (won !== undefined) await rm(won, { recursive: true, force: true });
  }
}

function backendName(text: string): BackendName {
  if (text !== 'redis' && text !== 'postgres') throw new InvalidArgumentError('It is redis or postgres.');
  return text;
}

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0 && minutes <= 24 * 60))
    throw new InvalidArgumentError('It is a number of minutes, such as 0.5 or 30.');
  return minutes;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number, such as 7.');
  return Number(text);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.exitCode = await main(process.argv.slice(2));
