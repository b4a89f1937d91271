import { isRaised } from '../case/case-state.ts';
import { dateKindOf } from '../case/date-kind.ts';
import type { Rules } from '../case/decision.ts';
import type { Actor, CaseEvent, Entry, EventOf } from '../case/events.ts';
import type { CaseState } from '../case/state.ts';
import type { Text } from '../flows/chat-message.ts';
import { dateNames } from '../flows/wording/date-words.ts';
import { sayDuty as sayWhat } from '../flows/wording/duty-words.ts';
import { wordsOfEvent } from '../flows/wording/event-words.ts';
import { nobody, sayList, sayMoment, sayPerson } from '../flows/wording/telling.ts';

const reader = nobody;

type Reading = { readonly caseId: string; readonly rules: Rules; readonly now: Date };

/**
 * What an entry of the record says, in the words in which people were told of it; those that nobody is told of by
 * themselves, such as a duty that begins, in words of their own. Nothing that anybody wrote.
 *
 * @param state the case as it stood after the entry
 */
export function sayEntry(entry: Entry, state: CaseState, { caseId, rules, now }: Reading): string {
  if (isRaised(state)) {
    const words = wordsOfEvent(entry, { reader, caseId, state, rules, now });
    if (words !== undefined) return words.says.map(plain).join(' ');
  }
  return sayEvent(entry.event, state, rules);
}

function plain(text: Text): string {
  if (typeof text === 'string') return text;
  return 'strong' in text ? text.strong : text.map(plain).join('');
}

function sayEvent(event: CaseEvent, state: CaseState, rules: Rules): string {
  switch (event.type) {
    case 'ImmediateRiskReported':
      return `An immediate risk was reported. Told at once: ${people(event.told, rules)}.`;
    case 'AlertRepeated':
      return `Nobody had answered the immediate risk, so everybody was told again (${event.times}).`;
    case 'AlertAnswered':
      return 'The immediate risk was answered: it was said what is in place for the adult.';
    case 'RiskReferred':
      return `It was recorded that the adult was referred on ${sayMoment(event.on)}.`;
    case 'ObligationSet':
      return sayDuty(event, state, rules);
    case 'ObligationMet':
      return `Met${event.late ? sayLate(nameOf(event.obligation, state, rules)) : ''}: ${dutyOf(event.obligation, state, rules)}.`;
    case 'ObligationRevived':
      return `Owed again, at its old date: ${dutyOf(event.obligation, state, rules)}.`;
    case 'ObligationEnded':
      return `No longer owed: ${dutyOf(event.obligation, state, rules)}.`;
    case 'ReminderFell':
      return `A reminder (${event.kind.replaceAll('-', ' ')}): ${dutyOf(event.obligation, state, rules)}.`;
    case 'DeadlinePassed':
      return `The ${nameOf(event.obligation, state, rules)} of ${sayMoment(event.due)} passed: ${dutyOf(event.obligation, state, rules)}.`;
    default:
      return `${event.type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}.`;
  }
}

function sayDuty({ obligation }: EventOf<'ObligationSet'>, state: CaseState, rules: Rules): string {
  const { owedBy, due, target, source } = obligation;
  const owing = owedBy.flatMap((owed) => owed.people.map((person) => sayPerson(person, { rules, reader })));
  const who = owing.length === 0 ? 'Nobody in the directory' : sayList([...new Set(owing)]);
  const kind = isRaised(state) ? dateKindOf(obligation, state, rules.policy) : 'limit';
  const by = due === undefined ? '' : ` ${kind === 'limit' ? 'by' : dateNames[kind]} ${sayMoment(due)}`;
  const aim = target === undefined ? '' : `, target ${sayMoment(target)}`;
  return `Owed by ${who}${by}${aim}: ${sayWhat(obligation, false, rules.policy)} (${source}).`;
}

function sayLate(name: string): string {
  return name === dateNames.limit ? ', late' : `, after its ${name}`;
}

function nameOf(id: string, state: CaseState, { policy }: Rules): string {
  const found = isRaised(state) ? state.obligations.find((one) => one.id === id) : undefined;
  return found === undefined || !isRaised(state)
    ? dateNames.limit
    : dateNames[dateKindOf(found, state, policy)];
}

function dutyOf(id: string, state: CaseState, rules: Rules): string {
  const found = isRaised(state) ? state.obligations.find((one) => one.id === id) : undefined;
  return found === undefined ? id : sayWhat(found, false, rules.policy);
}

function people(told: readonly Actor[], rules: Rules): string {
  const names = told.map(({ person }) => sayPerson(person, { rules, reader }));
  return names.length === 0 ? 'nobody in the directory' : sayList([...new Set(names)]);
}
