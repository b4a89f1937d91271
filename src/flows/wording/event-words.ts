import type { CaseEvent, Entry } from '../../case/events.ts';
import { comingIn } from './events/coming-in.ts';
import { deciding } from './events/deciding.ts';
import { discussing } from './events/discussing.ts';
import { endings } from './events/endings.ts';
import { forms } from './events/forms.ts';
import { forum } from './events/forum.ts';
import { goingUp } from './events/going-up.ts';
import { meeting } from './events/meeting.ts';
import { record } from './events/record.ts';
import type { EventWords, Wording } from './events/said.ts';
import { settling } from './events/settling.ts';
import type { TellingOfCase } from './telling.ts';

/** The words for every event that anybody is told of by itself. Alerts, reminders and limits have words of their own. */
const wording: Wording = {
  ...comingIn,
  ...discussing,
  ...settling,
  ...forum,
  ...meeting,
  ...deciding,
  ...goingUp,
  ...forms,
  ...record,
  ...endings,
};

/** What a notice about an event says; `undefined` for an event that nobody is told of by itself. */
export function wordsOfEvent(entry: Entry, telling: TellingOfCase): EventWords | undefined {
  // The table is keyed by the event's own type, which the compiler cannot follow through a union.
  const word = wording[entry.event.type] as
    ((event: CaseEvent, telling: TellingOfCase, entry: Entry) => EventWords) | undefined;
  return word?.(entry.event, telling, entry);
}
