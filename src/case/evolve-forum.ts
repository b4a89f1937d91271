import type { CaseEvent, Entry, EventOf, OwedBy } from './events.ts';
import type { RaisedCase } from './state.ts';
import { fileOf } from './statuses.ts';

/** The last forum: who was told, what was asked, what was recommended and what each agency says to it. */
export function evolveForum(state: RaisedCase, { entry, at }: Entry, event: CaseEvent): RaisedCase {
  switch (event.type) {
    case 'PolicyIssueMarked':
      return { ...state, policyIssue: { by: event.by, at, reason: event.reason } };
    case 'PassedOn':
      return told(state, at, event);
    case 'InformationAsked': {
      const { of, question, until } = event;
      return { ...state, requests: [...state.requests, { entry, of, question, until, given: [] }] };
    }
    case 'InformationGiven': {
      const given = { by: event.by, at, words: event.words };
      const requests = state.requests.map((request) => {
        return request.entry === event.request ? { ...request, given: [...request.given, given] } : request;
      });
      return { ...state, requests };
    }
    case 'StageEntered':
      // Another forum begins afresh; what an earlier one said stays in the record.
      return freshAt(state);
    case 'MediationOffered':
      return { ...state, mediation: { offered: at } };
    case 'MediationFailed':
      return withoutMediation(state);
    case 'ConflictSaid':
      return conflicted(state, event);
    case 'DecisionDrafted': {
      const { by, head, recommendations } = event;
      return { ...state, decision: { entry, by, recommendations, agreed: [head] } };
    }
    case 'DecisionAgreed': {
      const { decision } = state;
      if (decision?.entry !== event.decision) return state;
      return { ...state, decision: { ...decision, agreed: [...decision.agreed, event.head] } };
    }
    case 'DecisionDisputed':
      return state.decision?.entry === event.decision ? withoutDecision(state) : state;
    case 'RecommendationsMade':
      if (event.staysOpen === true) {
        const recommendations = [...state.recommendations, ...event.recommendations];
        return { ...withoutDecision(state), recommendations };
      }
      return {
        ...fileOf(state),
        recommendations: [...state.recommendations, ...event.recommendations],
        status: 'answering',
        recommendedAt: at,
      };
    case 'RecommendationAnswered': {
      const answer = { answer: event.answer, by: event.by, at, words: event.words };
      const recommendations = state.recommendations.map((one) => {
        return one.id === event.recommendation ? { ...one, answer } : one;
      });
      return { ...state, recommendations };
    }
    case 'PanelConvened':
      return { ...state, panel: { entry, members: event.members, meets: event.meets } };
    case 'MeetingCalled': {
      const { by, of, meets } = event;
      const called = { entry, by, of, meets, stage: state.stage, notHeld: false };
      return { ...state, meetings: [...(state.meetings ?? []), called] };
    }
    case 'MeetingNotHeld': {
      const meetings = (state.meetings ?? []).map((one) => {
        return one.entry === event.meeting ? { ...one, notHeld: true } : one;
      });
      return { ...state, meetings };
    }
    default:
      return state;
  }
}

/** The forum's days count from when it was first told; that another heads it since moves nothing. */
function told(state: RaisedCase, at: string, { head, heads }: EventOf<'PassedOn'>): RaisedCase {
  const before = state.forumStage === state.stage ? state.forumTold : undefined;
  const { conflict } = state;
  const takes = (owed: OwedBy): OwedBy =>
    conflict?.stage === state.stage && owed.side === 'board' && owed.role === conflict.head
      ? { ...owed, people: [head] }
      : owed;
  return {
    ...withoutHeads(state),
    forumTold: before ?? at,
    forumStage: state.stage,
    head,
    ...(heads === undefined ? {} : { heads }),
    obligations: state.obligations.map((one) => ({ ...one, owedBy: one.owedBy.map(takes) })),
  };
}

/** What the first head owed is the second's, who begins afresh; nobody has it until they are told. */
function conflicted(state: RaisedCase, event: EventOf<'ConflictSaid'>): RaisedCase {
  const { stage, from, people, head, gateway } = event;
  const { head: _first, ...rest } = withoutMediation(withoutDecision(withoutHeads(state)));
  const conflict = { stage, from, people, head, ...(gateway === undefined ? {} : { gateway }) };
  const obligations = state.obligations.map((one) => ({
    ...one,
    owedBy: one.owedBy.map((owed) =>
      owed.side === 'board' && owed.role === from && one.status === 'open'
        ? { ...owed, role: head, people: [] }
        : {
            ...owed,
            people: owed.side === 'board' ? owed.people.filter((id) => !people.includes(id)) : owed.people,
          },
    ),
  }));
  return { ...rest, conflict, obligations };
}

function freshAt(state: RaisedCase): RaisedCase {
  const { head: _head, ...rest } = withoutMediation(withoutDecision(withoutHeads(state)));
  return { ...rest, recommendations: [] };
}

function withoutHeads(state: RaisedCase): RaisedCase {
  const { heads: _gone, ...rest } = state;
  return rest;
}

function withoutDecision(state: RaisedCase): RaisedCase {
  const { decision: _gone, ...rest } = state;
  return rest;
}

function withoutMediation(state: RaisedCase): RaisedCase {
  const { mediation: _gone, ...rest } = state;
  return rest;
}
