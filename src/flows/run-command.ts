import type { CaseCommand } from '../case/commands.ts';
import { decide } from '../case/decide.ts';
import type { Decision, Rules } from '../case/decision.ts';
import { planEffects } from '../case/effects.ts';
import { evolve, unopened } from '../case/evolve.ts';
import type { Entry } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import { figuresOf } from '../report/figures.ts';
import { viewsOf } from './case-views.ts';
import type { LoadedCase, SealedRows } from './ports.ts';
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
 */
export async function runCommand(
  services: Pick<Services, 'cases' | 'wakeRelay'>,
  rules: Rules,
  command: CaseCommand,
  sealed: SealedRows = nothingSealed,
): Promise<Outcome> {
  const answer = await services.cases.change<Outcome>(command.caseId, command.id, (loaded) => {
    const before = fold(loaded);
    const decision = decide(command, before, rules);
    if (decision.kind !== 'accepted') return { result: decision };
    if (decision.events.length === 0) return { result: { kind: 'done', state: before } as const };
    const entries = decision.events.map((event, index): Entry => {
      return { entry: loaded.version + 1 + index, at: command.at.toISOString(), event };
    });
    const state = entries.reduce(evolve, before);
    const effects = planEffects(entries, state, rules);
    return {
      change: {
        at: command.at,
        events: decision.events,
        effects,
        sealed,
        views: viewsOf(state, rules),
        figures: figuresOf(state, rules),
        ...(decision.events.some(({ type }) => type === 'WordsErased') ? { erases: true } : {}),
      },
      result: { kind: 'done', state } as const,
    };
  });
  if (answer.kind === 'repeated') return { kind: 'repeated' };
  if (answer.effectIds.length > 0) services.wakeRelay(answer.effectIds);
  return answer.result;
}

/** A case as its record says it stands. */
export function fold(loaded: LoadedCase): CaseState {
  return loaded.entries.reduce(evolve, unopened);
}
