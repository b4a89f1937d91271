import { readConfig, type Config } from '../../config.ts';
import type { Finding } from './finding.ts';

/**
 * The environment, held against what `start` needs. The configuration itself comes back where it can be read at all,
 * so that the other checks still have something to look at.
 */
export function checkConfiguration(environment: Readonly<Record<string, string | undefined>>): {
  readonly config: Config | undefined;
  readonly findings: readonly Finding[];
} {
  const check = 'configuration';
  const needed = readConfig(environment, ['chat', 'keys']);
  if (needed.kind === 'config') {
    return {
      config: needed.config,
      findings: [{ check, state: 'ok', says: 'everything that is needed is set' }],
    };
  }
  const bare = readConfig(environment);
  return {
    config: bare.kind === 'config' ? bare.config : undefined,
    findings: needed.problems.map((says) => ({ check, state: 'wrong', says })),
  };
}
