import type { RowOutcome } from './ports.ts';
import type { Services } from './services.ts';

/** A directory is read again as soon as it was changed; of hundreds of thousands of people that takes some seconds. */
const againMs = 2_000;

/**
 * What becomes of a row where this process has an older directory than the database: it is tried again, here when it was read
 * or by somebody who has read it already. Nobody is given up for good because they came with the last import.
 */
export function isBehind({ clock }: Pick<Services, 'clock'>): Extract<RowOutcome, { kind: 'put-back' }> {
  const until = new Date(clock.now().getTime() + againMs);
  return { kind: 'put-back', until, why: 'the directory was changed and is not read yet' };
}
