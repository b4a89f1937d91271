import type { CaseEvent, Entry } from './events.ts';
import type { RaisedCase } from './state.ts';

/** What the record itself says: corrections stand beside what they correct, and nothing is taken back. */
export function evolveRecord(state: RaisedCase, { at }: Entry, event: CaseEvent): RaisedCase {
  switch (event.type) {
    case 'ConcernCorrected':
      return { ...state, concern: event.concern };
    case 'FilingConfirmed': {
      const { agency, place } = event;
      return { ...state, filings: [...state.filings, { agency, place }] };
    }
    case 'WordsErased':
      return { ...state, erased: { at, because: event.because } };
    case 'HoldPlaced':
      return { ...state, held: true };
    case 'HoldReleased': {
      const { held: _held, ...rest } = state;
      return rest;
    }
    default:
      return state;
  }
}
