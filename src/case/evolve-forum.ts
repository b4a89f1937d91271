import type { CaseEvent, Entry } from './events.ts';
import type { RaisedCase } from './state.ts';
import { fileOf } from './statuses.ts';

/** The last forum: who was told, what was asked, what was recommended and what each agency says to it. */
export function evolveForum(state: RaisedCase, { entry, at }: Entry, event: CaseEvent): RaisedCase {
  switch (event.type) {
    case 'PolicyIssueMarked':
      return { ...state, policyIssue: { by: event.by, at, reason: event.reason } };
    case 'PassedOn':
      return { ...state, forumTold: at, head: event.head };
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
    case 'RecommendationsMade':
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
    default:
      return state;
  }
}
