import { parseArgs } from 'node:util';
import { answerCard } from './figures/answer-card.ts';
import { answerForm } from './figures/answer-form.ts';
import { atOnce } from './figures/at-once.ts';
import { changeCase } from './figures/change-case.ts';
import { documents } from './figures/documents.ts';
import { hear } from './figures/hear.ts';
import { home } from './figures/home.ts';
import { memory } from './figures/memory.ts';
import { openForm } from './figures/open-form.ts';
import { ready } from './figures/ready.ts';
import { reminders } from './figures/reminders.ts';
import { report } from './figures/report.ts';
import { start } from './figures/start.ts';
import { timelines } from './figures/timelines.ts';
import { verify } from './figures/verify.ts';
import type { Bench, Figure, Row } from './support/figure.ts';
import { openStops } from './support/stops.ts';
import { tableOf } from './support/table.ts';

const figures: readonly Figure[] = [
  openForm,
  answerForm,
  answerCard,
  hear,
  changeCase,
  reminders,
  atOnce,
  memory,
  ready,
  timelines,
  report,
  documents,
  verify,
  home,
  start,
];

/** `npm run bench`: each figure beside its baseline, measured in the same run. What fails is named; the others are measured. */
async function main(): Promise<void> {
  const { only, quick, json, help: wantsHelp } = options();
  if (wantsHelp) {
    process.stdout.write(help());
    return;
  }
  const rows: Row[] = [];
  for (const figure of chosenFigures(only)) {
    say(`${figure.name}: ${figure.title}`);
    try {
      const stopped = () => process.stdout.write(said(rows, json));
      rows.push(...(await measured(figure, { quick, say: (line) => say(`  ${line}`) }, stopped)));
    } catch (error) {
      process.exitCode = 1;
      say(`  ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  process.stdout.write(said(rows, json));
}

function said(rows: readonly Row[], json: boolean): string {
  return json ? `${JSON.stringify(rows, undefined, 2)}\n` : `\n${tableOf(rows)}\n`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function options() {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return wrongUse(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Measures one figure and stops all that it started, whatever happens.
 *
 * @param stopped called where somebody stops the bench: what was measured before is not lost
 */
async function measured(
  figure: Figure,
  bench: Omit<Bench, 'stops'>,
  stopped: () => unknown,
): Promise<readonly Row[]> {
  const stops = openStops();
  let stopping: Promise<void> | undefined;
  const interrupted = () => {
    bench.say('Stopping.');
    stopping ??= stops.all().then(() => {
      stopped();
      process.exit(130);
    });
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    return await figure.measure({ ...bench, stops });
  } finally {
    await stopping; // never comes back: what was under way fails because everything is being stopped
    await stops.all();
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  }
}

function chosenFigures(only: readonly string[]): readonly Figure[] {
  const names = only.flatMap((given) => given.split(','));
  const unknown = names.find((name) => !figures.some((figure) => figure.name === name));
  if (unknown !== undefined) wrongUse(`There is no figure "${unknown}".`);
  return names.length === 0 ? figures : figures.filter(({ name }) => names.includes(name));
}

function wrongUse(says: string): never {
  say(`${says}\n\n${help()}`);
  process.exit(2);
}

function help(): string {
  const list = figures.map(({ name, title }) => `  ${name.padEnd(14)}${title}\n`).join('');
  return (
    'npm run bench -- [--only FIGURE,...] [--quick] [--json]\n\n' +
    `Measures each figure beside its baseline in the same run.\n\n${list}\n` +
    '--quick  few rounds: to see that it works, not to quote\n' +
    '--json   the rows as JSON on standard output\n' +
    'Ctrl-C prints the figures that are complete by then.\n'
  );
}

await main();
