import { dateKindOf } from '../../case/date-kind.ts';
import type { OpenObligation } from '../../case/state.ts';
import { workingDaysLeft } from '../../policy/working-days.ts';
import type { Block } from '../chat-message.ts';
import { sayWorkingDays } from '../wording/drift-words.ts';
import { originOf } from '../wording/origin-words.ts';
import { sayDuty } from '../wording/duty-words.ts';
import { sayMoment, sayStage, upperFirst } from '../wording/telling.ts';
import { titled } from './read-page.ts';
import type { ReadBy } from './read-page.ts';

/** What was missed and by how much, and how long each stage took, before the record itself. */
export function driftBlocks(reading: ReadBy): readonly Block[] {
  const missed = missedDates(reading);
  return [
    ...titled(
      'Dates that were missed',
      missed.length === 0 ? [{ kind: 'text', text: 'None.' }] : [{ kind: 'list', items: missed }],
    ),
    ...titled('How long it took', [{ kind: 'list', items: stages(reading) }]),
  ];
}

/** Each limit that passed before what was owed was done, in the order of the limits. */
function missedDates(reading: ReadBy): readonly string[] {
  return reading.known.state.obligations
    .filter((one) => wasMissed(one, reading.now) && kindIn(one, reading) !== 'review')
    .sort((one, other) => (one.due ?? '').localeCompare(other.due ?? ''))
    .map((one) => sayMissed(one, reading));
}

function kindIn(one: OpenObligation, { known }: Pick<ReadBy, 'known'>) {
  return dateKindOf(one, known.state, known.rules.policy);
}

function wasMissed({ due, status, metLate, passed, endedAt }: OpenObligation, now: Date): boolean {
  if (due === undefined) return false;
  if (status === 'met') return metLate === true;
  if (status === 'ended') return passed && endedAt !== undefined;
  return passed || new Date(due) < now;
}

function sayMissed(one: OpenObligation, { known, now }: ReadBy): string {
  const { rules } = known;
  const due = new Date(one.due ?? now);
  const until = one.metAt ?? one.endedAt;
  const days = Math.max(
    -workingDaysLeft(until === undefined ? now : new Date(until), due, rules.calendar),
    0,
  );
  const what = upperFirst(sayDuty(one, false, rules.policy));
  const then =
    one.metAt !== undefined
      ? `done on ${sayMoment(one.metAt)}`
      : one.endedAt !== undefined
        ? `never done; no longer owed since ${sayMoment(one.endedAt)}`
        : 'still not done';
  return `${what} (${sayStage(one.stage, rules)}; ${originOf(one)}): ${kindIn(one, { known }) === 'aim' ? 'the aim was' : 'due'} ${sayMoment(one.due ?? now.toISOString())}, ${then}. ${sayLate(days, kindIn(one, { known }) === 'aim')}`;
}

/** An aim that has passed is not late: it is only said by how much. */
function sayLate(days: number, aim: boolean): string {
  const late = aim ? 'after the aim' : 'late';
  if (days === 0) return aim ? 'Less than a working day after the aim.' : 'Late by less than a working day.';
  return days === 1 ? `1 working day ${late}.` : `${days} working days ${late}.`;
}

/** From when it arose to now, or to when it was closed, stage by stage. */
function stages({ known, now }: ReadBy): readonly string[] {
  const { state, rules } = known;
  const end = state.status === 'closed' ? state.closedAt : now.toISOString();
  const entered = Object.entries(state.stagesEntered).sort(([, one], [, other]) => one.localeCompare(other));
  const arose = [state.concern.arose, state.concern.decisionReceived]
    .filter((one) => one !== undefined)
    .sort()[0];
  const before =
    arose === undefined
      ? []
      : [`Before it was raised: ${sayWorkingDays(arose, state.raised, rules)}, from ${sayMoment(arose)}`];
  return [
    ...before,
    ...entered.map(([stage, at], index) => {
      const to = entered[index + 1]?.[1] ?? end;
      return `${sayStage(stage, rules)}: ${sayWorkingDays(at, to, rules)}, from ${sayMoment(at)}`;
    }),
    `${state.status === 'closed' ? 'Altogether, until it was closed' : 'Altogether, until now'}: ${sayWorkingDays(arose ?? state.raised, end, rules)}`,
  ];
}
