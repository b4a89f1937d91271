import { obligationById } from '../../case/case-state.ts';
import { dateKindOf } from '../../case/date-kind.ts';
import type { CaseEvent, Entry, EventOf } from '../../case/events.ts';
import type { Text } from '../chat-message.ts';
import { isOwedAtOnce } from '../wording/at-once.ts';
import { dateNames } from '../wording/date-words.ts';
import { sayDuty } from '../wording/duty-words.ts';
import { wordsOfEvent } from '../wording/event-words.ts';
import { originOf } from '../wording/origin-words.ts';
import { sayList, sayMoment, sayPerson, upperFirst } from '../wording/telling.ts';
import type { ReadBy } from './read-page.ts';

/** What an entry of the record says, in plain sentences, also those that nobody gets a message about. */
export function entryLines(entry: Entry, reading: ReadBy): readonly string[] {
  const { known, person, now } = reading;
  const telling = { reader: person, caseId: known.caseId, state: known.state, rules: known.rules, now };
  const words = wordsOfEvent(entry, telling);
  if (words === undefined) return [lineOf(entry.event, reading)];
  // What a reader is asked to do is for their message; the record says what happened.
  const says = words.says.slice(0, entry.event.type === 'CaseRaised' ? 1 : undefined);
  return [`${words.heading}.`, ...says.map(plain)];
}

function lineOf(event: CaseEvent, reading: ReadBy): string {
  const { known, person } = reading;
  const name = (id: string) => upperFirst(sayPerson(id, { rules: known.rules, reader: person }));
  switch (event.type) {
    case 'ObligationSet': {
      const { owedBy, due, target } = event.obligation;
      const who = sayList(
        [...new Set(owedBy.flatMap(({ people }) => people))].map((id) =>
          sayPerson(id, { rules: known.rules, reader: person }),
        ),
      );
      const kind = dateKindOf(event.obligation, known.state, known.rules.policy);
      const on = due ?? target;
      const by =
        on === undefined ? 'without a date' : `${kind === 'limit' ? 'by' : dateNames[kind]} ${sayMoment(on)}`;
      const from = originOf(event.obligation);
      return `Owed${who === '' ? '' : ` by ${who}`}: ${sayDuty(event.obligation, false, known.rules.policy)}, ${by} (${from}).`;
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
      return passedLine(event, reading);
    case 'ImmediateRiskReported':
      return `${name(event.by)} reported an immediate risk. Told: ${sayList(event.told.map(({ person: id }) => sayPerson(id, { rules: known.rules, reader: person })))}.`;
    case 'AlertRepeated':
      return 'Nobody had answered the immediate risk. Everybody was told again.';
    case 'AlertAnswered':
      return `${name(event.by)} said what is in place for the adult.`;
    case 'RiskReferred':
      return `${name(event.by)} recorded that the adult was referred on ${sayMoment(event.on)}.`;
    case 'WordsErased':
      return `Everything that people wrote here was erased${event.because === 'retention' ? ', because the time for which it is kept was over' : ' on request'}. The record of what happened stays.`;
    case 'HoldPlaced':
      return 'Held: nothing of this may be erased until it is released.';
    case 'HoldReleased':
      return 'Released: it is no longer held.';
    default:
      return `${event.type.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')}.`;
  }
}

function lateWords(id: string, { known }: ReadBy): string {
  const found = obligationById(known.state, id);
  if (found !== undefined && isOwedAtOnce(found, known.rules)) return '';
  return `, after its ${found === undefined ? dateNames.limit : dateNames[dateKindOf(found, known.state, known.rules.policy)]}`;
}

function passedLine(event: EventOf<'DeadlinePassed'>, reading: ReadBy): string {
  const name = nameOf(event.obligation, reading);
  const what = owed(event.obligation, reading);
  return name === dateNames.limit
    ? `Limit missed, ${sayMoment(event.due)}: ${what}.`
    : `The ${name} of ${sayMoment(event.due)} has passed: ${what}.`;
}

/** What the date of a duty is called: a limit, an aim, a reminder. */
function nameOf(id: string, { known }: ReadBy): string {
  const found = obligationById(known.state, id);
  return found === undefined
    ? dateNames.limit
    : dateNames[dateKindOf(found, known.state, known.rules.policy)];
}

function owed(id: string, { known }: ReadBy): string {
  const found = obligationById(known.state, id);
  return found === undefined ? id : sayDuty(found, false, known.rules.policy);
}

function plain(text: Text): string {
  if (typeof text === 'string') return text;
  if ('strong' in text) return text.strong;
  return text.map(plain).join('');
}
