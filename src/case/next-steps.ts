import type { PersonId } from '../directory/directory.ts';
import { personOf } from '../directory/lookup.ts';
import { closeOf } from '../policy/working-days.ts';
import { openObligations, sideOfAgency } from './case-state.ts';
import type { Outstanding } from './commands.ts';
import type { Rules } from './decision.ts';
import type { Obligation, OwedBy } from './events.ts';
import { momentOf } from './moment.ts';
import type { OpenObligation, RaisedCase } from './state.ts';

/*
 * The next steps of an agreed outcome: how outstanding issues will be pursued (Redbridge 4.3). Each is owed by its
 * owner by the close of its day, whatever becomes of the case, until somebody says that it is done.
 */

/** A duty for each next step of the outcome that stands proposed, to be set once every side has agreed it. */
export function agreedSteps(state: RaisedCase, rules: Rules): readonly Obligation[] {
  const { proposal } = state;
  if (proposal === undefined) return [];
  return proposal.outstanding.map(({ owner, by }: Outstanding, index): Obligation => ({
    id: `${state.stage}${markOf(proposal.entry)}${index + 1}`,
    stage: state.stage,
    rule: 'step',
    duty: 'step',
    owedBy: [owedByOwner(owner, state, rules)],
    due: momentOf(closeOf(by, rules.calendar)),
    source: sourceOfSteps(rules),
    lapses: false,
    added: true,
  }));
}

/** The next steps of one outcome that are still to be done. */
export function stepsOf(proposal: number, state: RaisedCase): readonly OpenObligation[] {
  return openObligations(state).filter(({ duty, id }) => {
    return duty === 'step' && id.includes(markOf(proposal));
  });
}

function markOf(proposal: number): string {
  return `.step:${proposal}.`;
}

function owedByOwner(owner: PersonId, state: RaisedCase, { directory }: Rules): OwedBy {
  const person = personOf(directory, owner);
  const known = state.participants.find((one) => one.person === owner);
  const side = known?.side ?? (person && sideOfAgency(state, person.agency)?.key) ?? 'board';
  return { side, role: known?.role ?? person?.roles[0] ?? 'professional', people: [owner] };
}

/** The paragraph under which next steps are written down. */
function sourceOfSteps({ policy }: Rules): string {
  const { next_steps: steps, fields } = policy.outcome;
  return steps?.source ?? fields[0]?.source ?? 'not stated';
}
