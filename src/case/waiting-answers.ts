import type { AgencyId } from '../directory/directory.ts';
import type { Moment } from './events.ts';
import { hasLastWord } from './rules/answering.ts';
import type { RaisedCase, Recommendation } from './state.ts';

/** Something that a forum said to an agency and that waits for its last word, when it was said, and what was promised since. */
export type WaitingAnswer = {
  readonly to: AgencyId;
  readonly since: Moment;
  readonly promised?: NonNullable<Recommendation['answer']>['answer'];
};

/** What waits for an agency's answer in a case (G-10), the oldest first; nothing once it is closed, for nothing is asked then. */
export function waitingAnswers(state: RaisedCase): readonly WaitingAnswer[] {
  if (state.status === 'closed') return [];
  const saidAt = new Map(
    state.entries.flatMap(({ event, at }) =>
      event.type === 'RecommendationsMade' ? event.recommendations.map(({ id }) => [id, at] as const) : [],
    ),
  );
  return state.recommendations
    .filter((one) => !hasLastWord(one))
    .map(({ id, to, answer }) => ({
      to,
      since: saidAt.get(id) ?? state.raised,
      ...(answer === undefined ? {} : { promised: answer.answer }),
    }))
    .toSorted((one, other) => one.since.localeCompare(other.since));
}
