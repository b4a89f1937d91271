import type { CaseEvent, Entry } from './events.ts';
import type { RaisedCase } from './state.ts';
import { fileOf, openAgain } from './statuses.ts';

/** Proposing, agreeing, confirming: an outcome counts only from each side's own people. */
export function evolveOutcome(state: RaisedCase, entry: Entry, event: CaseEvent): RaisedCase {
  switch (event.type) {
    case 'OutcomeProposed': {
      const { by, words, outstanding } = event;
      return { ...state, proposal: { entry: entry.entry, by, words, outstanding, agreed: [] } };
    }
    case 'OutcomeAgreed': {
      const { proposal } = state;
      if (proposal?.entry !== event.proposal || proposal.agreed.includes(event.side)) return state;
      return { ...state, proposal: { ...proposal, agreed: [...proposal.agreed, event.side] } };
    }
    case 'OutcomeDisputed':
      return state.proposal?.entry === event.proposal ? withoutProposal(state) : state;
    case 'MatterResolved': {
      const { proposal, stage } = event;
      const resolution = { at: entry.at, stage, proposal };
      const file = { ...fileOf(state), resolution, confirmations: [] };
      return { ...file, status: 'agreed', resolvedAt: entry.at, resolvedStage: stage };
    }
    case 'OutcomeConfirmed': {
      const { side, by, words } = event;
      return { ...state, confirmations: [...state.confirmations, { side, by, at: entry.at, words }] };
    }
    case 'ConfirmationDisputed':
      // What the last forum has said stands, whatever comes of an outcome that was agreed before.
      return withoutOutcome(
        state.status === 'answering' || state.status === 'closed' ? state : openAgain(state, {}),
      );
    case 'Reopened':
      return withoutOutcome(openAgain(state, {}));
    default:
      return state;
  }
}

function withoutOutcome(state: RaisedCase): RaisedCase {
  const { resolution: _gone, ...rest } = withoutProposal({ ...state, confirmations: [] });
  return rest;
}

function withoutProposal(state: RaisedCase): RaisedCase {
  const { proposal: _gone, ...rest } = state;
  return rest;
}
