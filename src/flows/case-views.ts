import { hasConflict } from '../case/access.ts';
import { dateKindOf } from '../case/date-kind.ts';
import type { Rules } from '../case/decision.ts';
import type { CaseState, RaisedCase } from '../case/state.ts';
import type { CaseViews } from './ports.ts';
import { kindOf } from './wording/duty-words.ts';

type Participants = CaseViews['participants'];
type Dues = CaseViews['dues'];
type Alerted = Extract<CaseState, { status: 'alerted' }>;

/**
 * The rows by which a case is found again: one for the case, one for each person who is part of it, one for each
 * person and each thing they still owe. Written with every change of the case, and the same when they are rebuilt
 * from its record, because nothing but the record goes into them.
 *
 * @throws Error for a case that has no record yet: nobody could be looking for it
 */
export function viewsOf(state: CaseState, rules: Rules): CaseViews {
  switch (state.status) {
    case 'unopened':
      throw new Error('A case without a record has no views');
    case 'alerted':
      return {
        case: {
          reference: state.reference,
          board: state.board,
          policyVersion: state.policyVersion,
          status: state.status,
          stage: '',
          officeSees: 'nothing',
          openedAt: openedAt(state),
        },
        participants: toldOf(state),
        dues: alertDues(state),
      };
    default:
      return {
        case: caseRow(state, rules),
        participants: once(withoutConflict(state, [...participantsOf(state), ...toldOf(state)])),
        dues: [...alertDues(state), ...obligationDues(state, rules)],
      };
  }
}

function caseRow(state: RaisedCase, { policy }: Rules): CaseViews['case'] {
  return {
    reference: state.reference,
    board: state.board,
    policyVersion: state.policyVersion,
    status: state.status,
    stage: state.stage,
    officeSees: officeSees(state, policy),
    openedAt: openedAt(state),
    ...(state.status === 'closed' ? { closedAt: new Date(state.closedAt) } : {}),
  };
}

/** Of some stages the office sees what agencies reported and nothing else: where none did, not even that there is a case. */
function officeSees(state: RaisedCase, policy: Rules['policy']): string {
  const sees = policy.stages.find(({ id }) => id === state.stage)?.office_sees ?? 'nothing';
  return sees === 'reported-outcomes' && state.reported.length === 0 ? 'nothing' : sees;
}

function openedAt(state: Alerted | RaisedCase): Date {
  const first = state.entries[0];
  if (first === undefined) throw new Error('A case that is open has a first entry');
  return new Date(first.at);
}

/** Without those of whom a conflict of interest was said: the matter is closed to them, and in no list of theirs. */
function withoutConflict(state: RaisedCase, rows: Participants): Participants {
  return rows.filter(({ person }) => !hasConflict(person, state));
}

function participantsOf({ participants }: RaisedCase): Participants {
  return participants.map(({ person, side, role, as }) => ({ person, side, role, as }));
}

/** Whoever reported an immediate risk and whoever was told of it, beside or before a case. */
function toldOf(state: CaseState): Participants {
  return once(
    state.alerts.flatMap(({ reporter, told }) => [
      { person: reporter, side: 'raising', role: 'reporter', as: 'alerted' },
      ...told.map(({ person, side, role }) => ({ person, side, role, as: 'alerted' })),
    ]),
  );
}

/** The first row wins: who acts in a case is listed as that, though they were told of a risk besides. */
function once(rows: Participants): Participants {
  const seen = new Map<string, Participants[number]>();
  for (const row of rows) {
    const key = `${row.person} ${row.side} ${row.role}`;
    if (!seen.has(key)) seen.set(key, row);
  }
  return [...seen.values()];
}

/** Until somebody says what is in place for the adult, everybody who was told owes that, at once. */
function alertDues(state: CaseState): Dues {
  return state.alerts
    .filter(({ answered }) => answered === undefined)
    .flatMap(({ id, told, reportedAt }) =>
      [...new Set(told.map(({ person }) => person))].map((person) => ({
        obligation: id,
        person,
        duty: 'answer-alert',
        due: new Date(reportedAt),
        passed: false,
      })),
    );
}

/** An aim or a review that has passed is not overdue: it stands in the lists as what it is (SO-X2, SO-X6). */
function obligationDues(state: RaisedCase, { policy }: Rules): Dues {
  return state.obligations
    .filter(({ status }) => status === 'open')
    .flatMap((one) => {
      const on = one.due ?? one.target;
      return [...new Set(one.owedBy.flatMap(({ people }) => people))].map((person) => ({
        obligation: one.id,
        person,
        duty: kindOf(one),
        ...(on === undefined ? {} : { due: new Date(on) }),
        passed: one.passed && dateKindOf(one, state, policy) === 'limit',
      }));
    });
}
