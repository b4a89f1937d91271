import type { OpenObligation } from '../../case/state.ts';
import { originOf } from '../wording/origin-words.ts';
import { dateKindOf } from '../../case/date-kind.ts';
import { dateNames } from '../wording/date-words.ts';
import { sayDuty } from '../wording/duty-words.ts';
import { sayList, sayMoment, sayName, sayStage, upperFirst } from '../wording/telling.ts';
import type { ReadBy } from '../read/read-page.ts';
import type { Block } from './document.ts';

/** Duties with their dates: who owes each, by when, what became of it, and the part of the policy that it comes from. */
export function owedTable(
  caption: string,
  obligations: readonly OpenObligation[],
  read: ReadBy,
): readonly Block[] {
  if (obligations.length === 0) return [];
  const columns = ['What is owed', 'By whom', 'Date', 'What became of it', 'Where it comes from'];
  return [
    {
      kind: 'table',
      caption,
      columns: columns.map((label) => ({ label })),
      rows: obligations.map((one) => rowOf(one, read)),
    },
  ];
}

function rowOf(one: OpenObligation, { known, person, now }: ReadBy): readonly string[] {
  const { rules, state } = known;
  const people = [...new Set(one.owedBy.flatMap((owed) => owed.people))];
  const who = sayList(people.map((id) => sayName(id, { rules, reader: person })));
  const on = one.due ?? one.target;
  const kind = dateKindOf(one, state, rules.policy);
  return [
    `${upperFirst(sayDuty(one, false, rules.policy))} (${sayStage(one.stage, rules)})`,
    who === '' ? 'Nobody who is listed' : who,
    on === undefined ? 'No date' : `${upperFirst(dateNames[kind])}: ${sayMoment(on)}`,
    became(one, now),
    upperFirst(originOf(one)),
  ];
}

function became({ status, metAt, metLate, endedAt, passed, due }: OpenObligation, now: Date): string {
  if (status === 'met' && metAt !== undefined)
    return `Done on ${sayMoment(metAt)}${metLate === true ? ', after its date' : ''}`;
  if (status === 'ended')
    return `${passed ? 'Not done by its date. ' : ''}No longer owed${endedAt === undefined ? '' : ` since ${sayMoment(endedAt)}`}`;
  return passed || (due !== undefined && new Date(due) < now)
    ? 'Still owed, its date has passed'
    : 'Still owed';
}
