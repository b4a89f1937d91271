import { maySee } from '../../case/access.ts';
import { approvalsOf } from '../../case/approvals.ts';
import type { Entry } from '../../case/events.ts';
import { saySource } from '../page.ts';
import { sayList, sayMoment, sayName, sayPerson, upperFirst, type TellingOfCase } from './telling.ts';

/**
 * Who approved the record of a discussion and who has not; `undefined` for an entry that is not about one.
 *
 * @example
 * // 'Approved by you on Tuesday 22 December 2026, 10:00. Not approved yet by Tom Example (St Aldhelm’s) (Policy, paragraph 4.3).'
 */
export function sayApprovals(
  entry: Entry,
  { state, rules, reader, now }: Pick<TellingOfCase, 'state' | 'rules' | 'reader' | 'now'>,
): string | undefined {
  const approvals = approvalsOf(entry, state);
  if (approvals === undefined) return undefined;
  const { given, missing } = approvals;
  const name = (id: string) => sayPerson(id, { rules, reader });
  const approved = given.map(({ by, at }) => `${name(by)} on ${sayMoment(at)}`);
  const says = [
    ...(approved.length === 0 ? [] : [`Approved by ${sayList(approved)}`]),
    ...(missing.length === 0 ? [] : [`Not approved yet by ${sayList(missing.map(name))}`]),
  ];
  const { approval } = rules.policy.discussion;
  const source = approval === undefined ? '' : ` (${saySource(approval)})`;
  if (says.length === 0) return undefined;
  // Whoever took part without a part in the case is asked for nothing here, until somebody brings them in.
  const outside = missing.filter((one) => maySee(one, state, rules, now) !== 'content');
  const bring =
    outside.length === 0
      ? ''
      : ` ${upperFirst(sayList(outside.map((id) => sayName(id, { rules, reader }))))} ${outside.length === 1 ? 'has' : 'have'} no part in this case, and can approve it only once they are brought into it.`;
  return `${says.join('. ')}${source}.${bring}`;
}
