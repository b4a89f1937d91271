import { obligationById } from '../../case/case-state.ts';
import type { CaseEvent, Entry } from '../../case/events.ts';
import type { Text } from '../chat-message.ts';
import { kindOf, placeOf, sayOwed } from '../wording/duty-words.ts';
import { isOwedAtOnce } from '../wording/at-once.ts';
import { wordsOfEvent } from '../wording/event-words.ts';
import { originOf } from '../wording/origin-words.ts';
import { sayList, sayMoment, sayPerson, upperFirst } from '../wording/telling.ts';
import type { RaisedReading } from './read-page.ts';

/** What an entry of the record says, in plain sentences, also those that nobody gets a message about. */
export function entryLines(entry: Entry, reading: RaisedReading): readonly string[] {
  const { known, person, now } = reading;
  const telling = { reader: person, caseId: known.caseId, state: known.state, rules: known.rules, now };
  const words = wordsOfEvent(entry, telling);
  if (words === undefined) return [lineOf(entry.event, reading)];
  // What a reader is asked to do is for their message; the record says what happened.
  const says = words.says.slice(0, entry.event.type === 'CaseRaised' ? 1 : undefined);
  return [`${words.heading}.`, ...says.map(plain)];
}

function lineOf(event: CaseEvent, reading: RaisedReading): string {
  const { known, person } = reading;
  const name = (id: string) => upperFirst(sayPerson(id, { rules: known.rules, reader: person }));
  switch (event.type) {
    case 'ObligationSet': {
      const { owedBy, due } = event.obligation;
      const who = sayList(
        [...new Set(owedBy.flatMap(({ people }) => people))].map((id) =>
          sayPerson(id, { rules: known.rules, reader: person }),
        ),
      );
      const by = due === undefined ? 'without a date' : `by ${sayMoment(due)}`;
      const from = originOf(event.obligation);
      return `Owed${who === '' ? '' : ` by ${who}`}: ${sayOwed(kindOf(event.obligation), false, placeOf(event.obligation, known.rules))}, ${by} (${from}).`;
    }
    case 'ObligationMet':
      return `Done${event.late ? lateWords(event.obligation, reading) : ''}: ${owed(event.obligation, reading)}.`;
    case 'ObligationRevived':
      return `Owed again: ${owed(event.obligation, reading)}.`;
    case 'ObligationEnded':
      return `No longer owed: ${owed(event.obligation, reading)}.`;
    case 'ReminderFell':
      return `Reminder: ${owed(event.obligation, reading)}.`;
    case 'DeadlinePassed':
      return `Limit missed, ${sayMoment(event.due)}: ${owed(event.obligation, reading)}.`;
    case 'ImmediateRiskReported':
      return `${name(event.by)} reported an immediate risk. Told: ${sayList(event.told.map(({ person: id }) => sayPerson(id, { rules: known.rules, reader: person })))}.`;
    case 'AlertRepeated':
      return 'Nobody had answered the immediate risk. Everybody was told again.';
    case 'AlertAnswered':
      return `${name(event.by)} said what is in place for the adult.`;
    case 'RiskReferred':
      return `${name(event.by)} recorded that the adult was referred on ${sayMoment(event.on)}.`;
    default:
      return `${event.type.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')}.`;
  }
}

function lateWords(id: string, { known }: RaisedReading): string {
  const found = obligationById(known.state, id);
  return found !== undefined && isOwedAtOnce(found, known.rules) ? '' : ', after its limit';
}

function owed(id: string, { known }: RaisedReading): string {
  const found = obligationById(known.state, id);
  return found === undefined ? id : sayOwed(kindOf(found), false, placeOf(found, known.rules));
}

function plain(text: Text): string {
  if (typeof text === 'string') return text;
  if ('strong' in text) return text.strong;
  return text.map(plain).join('');
}
