import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stagesToReport } from '../reported-outcomes.ts';
import { actingSide, firstRefusal, unlessActing } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* An agency reports to the board's office what came of a stage (CE-18, CE-20). The office sees that and no more. */

export const mayReportOutcome: May = (turn) =>
  firstRefusal(
    unlessActing(turn),
    stagesToReport(turn).length > 0
      ? undefined
      : refusal(
          'not-now',
          'At this point there is no outcome for your agency to report to the board’s office.',
        ),
  );

export function reportOutcome({ stage, words }: CommandOf<'report-outcome'>, turn: Turn): Decision {
  const refused = mayReportOutcome(turn);
  const side = actingSide(turn);
  if (refused !== undefined || side === undefined) return refuse(refused ?? notNow);
  if (!stagesToReport(turn).includes(stage)) return refuse(notNow);
  return accept({ type: 'OutcomeReported', by: turn.by, side, stage, words });
}

const notNow = refusal(
  'unknown',
  'The outcome of this cannot be reported now, or your agency has reported it already.',
  'stage',
);
