import type { CaseEvent, Entry } from './events.ts';
import type { RaisedCase } from './state.ts';

/** What others hear beside the people of a case: copies that were sent, outcomes that were reported, learning. */
export function evolveEndings(state: RaisedCase, { at, entry }: Entry, event: CaseEvent): RaisedCase {
  switch (event.type) {
    case 'CopySent': {
      const { key, people, content } = event;
      return { ...state, copies: [...state.copies, { key, people, content, at }] };
    }
    case 'OutcomeReported': {
      const { side, stage } = event;
      return { ...state, reported: [...state.reported, { side, stage, entry, at }] };
    }
    case 'LearningNoted': {
      const { side, anything } = event;
      return { ...state, learning: [...state.learning, { side, anything, entry, at }] };
    }
    case 'DebriefWanted':
      return { ...state, debriefs: [...state.debriefs.filter((one) => one !== event.by), event.by] };
    default:
      return state;
  }
}
