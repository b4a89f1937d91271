import type { CaseFigures } from '../../report/figures.ts';
import { isOverdue } from '../../report/tally.ts';
import { sayTheme } from '../../report/themes.ts';
import { sayEnding, upperFirst, type Spoken } from './words.ts';

/* How one case stands, in a line of a list. */

/** What came of a case: "Open", "Open, something is overdue", "Settled at Stage 2", "Withdrawn". */
export function sayState(figures: CaseFigures, spoken: Spoken, now: Date): string {
  const { closed, how, closing, settled } = figures;
  if (closed !== undefined)
    return how === 'resolved'
      ? `Settled at ${labelOf(settled, spoken)}`
      : upperFirst(sayEnding(closing ?? how ?? '', spoken));
  if (figures.duties.some((duty) => isOverdue(duty, now))) return 'Open, something is overdue';
  return settled === undefined ? 'Open' : `Agreed at ${labelOf(settled, spoken)}, still to be confirmed`;
}

/** What came of one stage of a case; empty where the case never came to it. */
export function sayAtStage(stage: string, figures: CaseFigures, spoken: Spoken): string {
  const at = figures.stages.find((one) => one.stage === stage);
  if (at === undefined) return '';
  if (figures.settled === stage) return 'settled';
  if (figures.stages.indexOf(at) < figures.stages.length - 1) return 'not settled, went on';
  if (figures.closed === undefined) return 'open';
  return sayEnding(figures.closing ?? figures.how ?? '', spoken);
}

export function labelOf(stage: string | undefined, { policy }: Pick<Spoken, 'policy'>): string {
  return policy.stages.find(({ id }) => id === stage)?.label ?? stage ?? '';
}

export function sayThemes({ themes }: CaseFigures): string {
  return themes.map(sayTheme).join('; ');
}
