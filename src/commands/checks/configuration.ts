import { readConfig, type Config } from '../../config.ts';
import type { Finding } from './finding.ts';

const check = 'configuration';

/**
 * The environment, held against what `start` needs. The configuration itself comes back where it can be read at all,
 * so that the other checks still have something to look at.
 */
export function checkConfiguration(environment: Readonly<Record<string, string | undefined>>): {
  readonly config: Config | undefined;
  readonly findings: readonly Finding[];
} {
  const needed = readConfig(environment, ['chat', 'keys']);
  if (needed.kind === 'config') {
    return {
      config: needed.config,
      findings: [
        { check, state: 'ok', says: 'everything that is needed is set' },
        ...checkDocuments(needed.config),
      ],
    };
  }
  const bare = readConfig(environment);
  return {
    config: bare.kind === 'config' ? bare.config : undefined,
    findings: needed.problems.map((says) => ({ check, state: 'wrong', says })),
  };
}

/** Links to documents lead to the bot's own address, which has to be one that a case may be sent over. */
function checkDocuments({ documents }: Pick<Config, 'documents'>): readonly Finding[] {
  return documents === undefined
    ? [
        {
          check,
          state: 'note',
          says: 'nobody can get a document from chat: set BASE_URL to the bot’s address from outside, beginning with https://',
        },
      ]
    : [];
}
