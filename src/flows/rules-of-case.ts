import type { Rules } from '../case/decision.ts';
import type { CaseState } from '../case/state.ts';
import { fold } from './run-command.ts';
import type { ReadAt } from './ports.ts';
import type { Services } from './services.ts';

/** A case and the procedure that it began under. */
export type KnownCase = {
  readonly caseId: string;
  readonly state: Exclude<CaseState, { status: 'unopened' }>;
  readonly rules: Rules;
  /** Of the last entry, as it is stored. */
  readonly hash?: string;
};

/** A case as it was read just now, and how far its record went. */
export type ReadCase = KnownCase & ReadAt;

/** Loads a case with the rules it is frozen to; `undefined` when there is no such case. */
export async function knownCase(
  services: Pick<Services, 'cases' | 'rulesOf'>,
  caseId: string,
): Promise<ReadCase | undefined> {
  const loaded = await services.cases.load(caseId);
  if (loaded === undefined) return undefined;
  const state = fold(loaded);
  if (state.status === 'unopened') return undefined;
  const rules = await services.rulesOf(state.board, state.policyVersion);
  const { version } = loaded;
  return { caseId, state, rules, version, ...(loaded.hash === undefined ? {} : { hash: loaded.hash }) };
}
