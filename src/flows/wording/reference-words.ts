import type { CaseEvent } from '../../case/events.ts';
import type { EventWords } from './events/said.ts';
import { sayMoment, sayPerson, upperFirst, type Telling } from './telling.ts';

/**
 * What somebody is told who is to know that there is a matter and no more: never what it is about, whom it is
 * between, or anything that was written.
 */
export function wordsOfReference(event: CaseEvent, telling: Telling): EventWords {
  const { matter } = telling.rules.policy.words;
  const nothingElse = `You hear this reference and nothing else of it, and nothing is asked of you here.`;
  switch (event.type) {
    case 'MeetingCalled':
      return {
        heading: 'You are asked to a meeting',
        says: [
          `${upperFirst(sayPerson(event.by, telling))} asks you to a meeting on ${sayMoment(event.meets)}, about this one ${matter}. Ask them where it is and what it is about.`,
        ],
      };
    case 'MeetingNotHeld':
      return {
        heading: 'A meeting was not held',
        says: [`The meeting about this ${matter} to which you were asked was not held.`],
      };
    case 'PanelConvened':
      return {
        heading: 'You are no longer on the panel',
        says: [
          `${upperFirst(sayPerson(event.by, telling))} said anew who sits on the panel about this ${matter}. You are not on it any longer, so you cannot read it any longer.`,
        ],
      };
    case 'HeadMadeAware':
      return {
        heading: `There is a ${matter}`,
        says: [`${upperFirst(sayPerson(event.by, telling))} makes you aware of it. ${nothingElse}`],
      };
    case 'ConflictSaid':
      return {
        heading: 'You do not head this',
        says: [
          `A conflict of interest was said about this ${matter}. Somebody else heads it, or is asked to. ${nothingElse}`,
        ],
      };
    case 'ReminderFell':
    case 'DeadlinePassed':
    case 'FilingReminded':
      return {
        heading: 'Nobody of your agency is left in this',
        says: [
          `Your agency still has something to do about this ${matter}, and everybody of it who had a part has left the directory.`,
        ],
        next: 'Ask the board’s office to hand it over to somebody of your agency. You hear this reference and nothing else of it.',
      };
    default:
      return { heading: `There is a ${matter}`, says: [nothingElse] };
  }
}
