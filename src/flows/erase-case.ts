import type { Rules } from '../case/decision.ts';
import { runCommand, type Outcome } from './run-command.ts';
import type { Services } from './services.ts';

export type Erasing = {
  readonly caseId: string;
  readonly because: 'retention' | 'request';
  /** When it closed, as whoever erases it knows it: a case that was opened again meanwhile is left alone. */
  readonly closed: Date;
  readonly due?: Date;
  readonly at: Date;
};

/** Erases what was written in a closed case; done twice, the second time changes nothing. */
export function eraseCase(
  services: Pick<Services, 'cases' | 'wakeRelay'>,
  rules: Rules,
  erasing: Erasing,
): Promise<Outcome> {
  const id = `erase:${erasing.caseId}:${erasing.closed.toISOString()}`;
  return runCommand(services, rules, { type: 'erase-words', id, ...erasing });
}
