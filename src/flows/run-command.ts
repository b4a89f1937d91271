import type { CaseCommand } from '../case/commands.ts';
import { decide } from '../case/decide.ts';
import type { Decision, Rules } from '../case/decision.ts';
import { planEffects } from '../case/effects.ts';
import { evolve, unopened } from '../case/evolve.ts';
import type { Entry } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { figuresOf } from '../report/figures.ts';
import { viewsOf } from './case-views.ts';
import type { LoadedCase, ReadAt, SealedRows, Worked } from './ports.ts';
import type { Services } from './services.ts';

/** What became of a command. `repeated`: it had been written before, and nothing changed. */
export type Outcome =
  | { readonly kind: 'done'; readonly state: CaseState }
  | { readonly kind: 'repeated' }
  | Exclude<Decision, { kind: 'accepted' }>;

export const nothingSealed: SealedRows = { texts: [] };

/**
 * The only write path: loads the case under its lock, folds its record, decides, plans what follows, and writes
 * facts, effects and sealed texts together. Tells the relay of what is due at once, outside the answer's path.
 *
 * @param known the case as it was read just before: while nobody else writes to it, it is not read a second time
 */
export async function runCommand(
  services: Pick<Services, 'cases' | 'wakeRelay'>,
  rules: Rules,
  command: CaseCommand,
  sealed: SealedRows = nothingSealed,
  known?: { readonly state: CaseState } & ReadAt,
): Promise<Outcome> {
  const work = (before: CaseState, version: number) => worked({ rules, command, sealed }, before, version);
  const first = known && work(known.state, known.version);
  const answer = await services.cases.change<Outcome>(
    command.caseId,
    command.id,
    (loaded) => work(fold(loaded), loaded.version),
    // What would be refused is looked at again: it may have been done before, or be right by now.
    known && first?.change && { ...readAt(known), change: first.change, result: first.result },
  );
  if (answer.kind === 'repeated') return { kind: 'repeated' };
  if (answer.effectIds.length > 0) services.wakeRelay(answer.effectIds);
  return answer.result;
}

type Wanted = { readonly rules: Rules; readonly command: CaseCommand; readonly sealed: SealedRows };

function worked({ rules, command, sealed }: Wanted, before: CaseState, version: number): Worked<Outcome> {
  const decision = decide(command, before, rules);
  if (decision.kind !== 'accepted') return { result: decision };
  if (decision.events.length === 0) return { result: { kind: 'done', state: before } };
  const at = command.at.toISOString();
  const entries = decision.events.map((event, index): Entry => ({ entry: version + 1 + index, at, event }));
  const state = entries.reduce(evolve, before);
  return {
    change: {
      at: command.at,
      events: decision.events,
      effects: planEffects(entries, state, rules),
      sealed,
      views: viewsOf(state, rules),
      figures: figuresOf(state, rules),
      ...(decision.events.some(({ type }) => type === 'WordsErased') ? { erases: true } : {}),
    },
    result: { kind: 'done', state },
  };
}

function readAt({ version, hash }: ReadAt): ReadAt {
  return { version, ...(hash === undefined ? {} : { hash }) };
}

/** A case as its record says it stands. */
export function fold(loaded: LoadedCase): CaseState {
  return loaded.entries.reduce(evolve, unopened);
}
