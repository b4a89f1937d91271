import { figuresOf } from '../../report/figures.ts';
import { faultOf } from '../fault-of.ts';
import type { CaseStore, Log, RulesOf } from '../ports.ts';
import { fold } from '../run-command.ts';
import type { Figures } from './report-ports.ts';

/** So many cases are looked at together. */
const batch = 2_000;

/**
 * Works out the figures of cases from their records: of those that have none yet, or older ones, after an upgrade; or of every
 * case. Batch by batch, each case by itself, so that it may be broken off at any point and run in several processes at once. That
 * none are missing is noted, so that nobody looks again.
 *
 * @param goOn false once the process is to end
 * @returns how many were worked out, and how many could not be
 */
export async function rebuildFigures(
  { figures, cases, rulesOf, log }: Needs,
  which: 'missing' | 'all',
  goOn: () => boolean = () => true,
): Promise<{ readonly done: number; readonly failed: number }> {
  let [done, failed] = [0, 0];
  if (which === 'missing' && (await figures.areWhole())) return { done, failed };
  let last: string | undefined;
  do {
    const found = await figures.missing(last, batch, which === 'all');
    for (const { caseId, board, version } of found.cases) {
      if (!goOn()) return { done, failed };
      try {
        const loaded = await cases.load(caseId);
        if (loaded === undefined) continue;
        await figures.keep(caseId, loaded.version, figuresOf(fold(loaded), await rulesOf(board, version)));
        done += 1;
      } catch (error) {
        failed += 1;
        log.warn({ caseId, ...faultOf(error) }, 'the figures of a case could not be worked out');
      }
    }
    if (!goOn()) return { done, failed };
    last = found.upTo;
  } while (last !== undefined);
  if (failed === 0) await figures.noteWhole();
  return { done, failed };
}

type Needs = {
  readonly figures: Figures;
  readonly cases: Pick<CaseStore, 'load'>;
  readonly rulesOf: RulesOf;
  readonly log: Log;
};
