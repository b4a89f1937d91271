import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { CommandProblem } from '../compose/command-problem.ts';

type DemoModule = {
  readonly runDemo: (choices: { script: boolean; fresh: boolean; board: string }) => Promise<number>;
};

/** `concordat demo`: everything on this machine. Its parts stay out of the product, so it runs from a checkout only. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'the whole thing on this machine, with practice clients, practice people and a movable clock',
    )
    .option('--script', 'play one case by itself through all stages and print each message', false)
    .option('--fresh', 'start over: forget the cases of before', false)
    .option(
      '--board <board>',
      'the board whose procedure is played: its id, or a policy file of your own',
      'redbridge',
    )
    .action(
      async (choices: { readonly script: boolean; readonly fresh: boolean; readonly board: string }) => {
        const file = new URL('../../demo/main.ts', import.meta.url);
        if (!import.meta.url.endsWith('.ts') || !existsSync(fileURLToPath(file))) {
          throw new CommandProblem('The demo runs from a checkout of the source: npm ci && npm run demo.');
        }
        const { runDemo } = (await import(file.href)) as DemoModule;
        process.exitCode = await runDemo(choices);
      },
    );
}
