import { CommandProblem } from '../compose/command-problem.ts';
import { readConfig, type Config, type Need } from '../config.ts';

/**
 * The environment, read once; every problem in one message.
 *
 * @throws CommandProblem (wrong use) that lists what is wrong, each with its remedy
 */
export function configured(needs: readonly Need[] = []): Config {
  const read = readConfig(process.env, needs);
  if (read.kind === 'config') return read.config;
  const { problems } = read;
  throw new CommandProblem(
    `The environment has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((problem) => `  ${problem}`).join('\n')}\n.env.example explains each variable.`,
    2,
  );
}
