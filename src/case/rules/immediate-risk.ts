import { personOf } from '../../directory/lookup.ts';
import { maySee } from '../access.ts';
import { canAnswerAlert } from '../alert-answerers.ts';
import { peopleToAlert } from '../alert-people.ts';
import { isRaised, nextEntry } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal, Rules } from '../decision.ts';
import type { PersonId } from '../../directory/directory.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import type { Alert, CaseState } from '../state.ts';
import { firstRefusal } from '../turn.ts';

/**
 * An adult is at immediate risk. Taken at any hour, in any status, before a case exists and after it is closed;
 * whatever else is missing, it is never turned away from somebody whom the directory knows and the case concerns. Whoever
 * has no part in a case reports it afresh: an alert opens a case to its reporter and to everybody who is told (decision 93).
 */
export function reportImmediateRisk(
  command: CommandOf<'report-immediate-risk'>,
  state: CaseState,
  rules: Rules,
): Decision {
  const reporter = personOf(rules.directory, command.by);
  const refused = mayReport(command.by, state, rules, command.at);
  if (reporter === undefined || refused !== undefined) return refuse(refused ?? ringInstead(rules));
  const opening = state.status === 'unopened' ? command : state;
  return accept({
    type: 'ImmediateRiskReported',
    by: command.by,
    reference: opening.reference,
    board: opening.board,
    policyVersion: opening.policyVersion,
    alertId: `alert-${nextEntry(state)}`,
    told: peopleToAlert(reporter, command.alsoTell, state, rules, command.at),
    ...(command.situation === undefined ? {} : { situation: command.situation }),
  });
}

/** Why somebody cannot report a risk in a case; `undefined` for whoever may read it, and for everybody where there is none yet. */
export function mayReport(by: PersonId, state: CaseState, rules: Rules, at: Date): Refusal | undefined {
  if (personOf(rules.directory, by) === undefined) return ringInstead(rules);
  if (isRaised(state) && state.erased !== undefined) return refusal('not-now', erasedHere);
  if (state.status === 'unopened' || maySee(by, state, rules, at) === 'content') return undefined;
  return ringInstead(rules);
}

const erasedHere =
  'What was written in this case was erased, so nothing can be added to it. Report the risk outside this case, from the start of the app.';

/** Somebody says what is in place for the adult: another person than the one who noticed, and one who answers for it. */
export function answerAlert(command: CommandOf<'answer-alert'>, state: CaseState, rules: Rules): Decision {
  const refused = mayAnswerAlert(command.by, command.alertId, state, rules, command.at);
  if (refused !== undefined) return refuse(refused);
  const { by, alertId, inPlace } = command;
  return accept({ type: 'AlertAnswered', by, alertId, inPlace });
}

export function mayAnswerAlert(
  by: PersonId,
  alertId: string,
  state: CaseState,
  rules: Rules,
  at: Date,
): Refusal | undefined {
  const alert = state.alerts.find(({ id }) => id === alertId);
  if (alert === undefined) return refusal('unknown', 'There is no such alert in this matter.');
  const known = maySee(by, state, rules, at) === 'content' || canAnswerAlert(by, alert, state, rules, at);
  return firstRefusal(
    known
      ? undefined
      : refusal(
          'not-yours',
          `Only somebody who was told of this risk can answer for it. If an adult is in danger now, ring ${emergency(rules)}.`,
        ),
    alert.answered === undefined
      ? undefined
      : refusal(
          'already-done',
          'Somebody has already said what is in place for the adult. Open it to read it.',
        ),
    alert.reporter === by
      ? refusal(
          'not-yours',
          `You reported this yourself, so another person has to answer. ${ring(alert, rules)}`,
        )
      : undefined,
    canAnswerAlert(by, alert, state, rules, at)
      ? undefined
      : refusal(
          'not-yours',
          `Only somebody who was told of this risk, a manager or a safeguarding lead can say what is in place. ${ring(alert, rules)}`,
        ),
  );
}

/** Whom to ring, by name: a number from the directory is worth more than another message. */
function ring({ told }: Alert, rules: Rules): string {
  const people = told.flatMap(({ person }) => {
    const found = personOf(rules.directory, person);
    if (found === undefined) return [];
    return [found.telephone === undefined ? found.name : `${found.name} (${found.telephone})`];
  });
  if (people.length === 0) return `Nobody could be told. Ring ${emergency(rules)}.`;
  return `These people were told; ring one of them: ${people.join(', ')}.`;
}

function ringInstead(rules: Rules): Refusal {
  return refusal(
    'not-yours',
    `You are not part of this matter, so nobody was told. If an adult is in danger now, ring ${emergency(rules)}, then report it afresh.`,
  );
}

function emergency({ policy }: Rules): string {
  const { telephone, label } = policy.triage.risk.emergency;
  return telephone ?? label;
}
