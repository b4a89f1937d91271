import { civilDateOf } from '../../policy/civil.ts';
import { nextEntry, openObligations, raisedAfter } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import type { CaseEvent, Obligation } from '../events.ts';
import { holdsBoardRole, notAtForum, unlessForumTold, unlessHead } from '../forum-people.ts';
import { dutiesToSet, end, meet, owedByActors, set } from '../obligations.ts';
import { boardActor } from '../people.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { close, endsWithCase } from '../resolution.ts';
import { stageNow } from '../stage-entry.ts';
import type { RaisedCase } from '../state.ts';
import { firstRefusal, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* The last forum: the office passes the matter on, the head asks, confers and says what should happen. */

export const mayPassOn: May = (turn) => {
  const { forum } = stageNow(turn.state, turn.rules);
  return firstRefusal(
    unlessStatus(turn, 'open'),
    forum === undefined ? notAtForum : undefined,
    forum?.gateway !== undefined && holdsBoardRole(forum.gateway.role, turn) ? undefined : onlyOffice,
    turn.state.forumTold === undefined
      ? undefined
      : refusal('already-done', 'It has been passed on already.'),
  );
};

/** From now the forum's own limit counts. */
export function passOn(_command: CommandOf<'pass-on'>, turn: Turn): Decision {
  const refused = mayPassOn(turn);
  const { state, rules, at, by } = turn;
  const stage = stageNow(state, rules);
  if (refused !== undefined || stage.forum === undefined) return refuse(refused ?? notAtForum);
  const head = boardActor(stage.forum.head, rules, at);
  if (head === undefined) {
    const says = 'Nobody in the directory heads this forum. Add them to the directory, then pass it on.';
    return refuse(refusal('nobody-holds-role', says));
  }
  const events: readonly CaseEvent[] = [
    { type: 'PassedOn', by, head: head.person },
    ...meet(['pass-on'], state, rules, at, { by }),
  ];
  return accept(...events, ...dutiesToSet(raisedAfter(state, events, at), stage, rules, at));
}

export const mayAdviseOtherBoard: May = (turn) => {
  const owed = turn.state.obligations.filter(({ duty }) => duty === 'advise-other-board');
  const open = owed.find(({ status }) => status === 'open');
  return firstRefusal(
    open?.owedBy.some(({ role }) => holdsBoardRole(role, turn)) === false ? onlyOffice : undefined,
    open === undefined && owed.some(({ status }) => status === 'met')
      ? refusal('already-done', 'The other board was advised already.')
      : undefined,
    open === undefined
      ? refusal('not-now', 'At this point there is no other board to be advised about this matter.')
      : undefined,
  );
};

export function adviseOtherBoard({ on, whom }: CommandOf<'advise-other-board'>, turn: Turn): Decision {
  const refused = mayAdviseOtherBoard(turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules, at, by } = turn;
  if (on > civilDateOf(at)) {
    return refuse(refusal('in-the-future', 'Give the day on which you advised them, today or before.', 'on'));
  }
  const advised: CaseEvent = { type: 'OtherBoardAdvised', by, on, whom };
  return accept(advised, ...meet(['advise-other-board'], state, rules, at, { by }));
}

export const mayRecommend: May = (turn) =>
  firstRefusal(unlessStatus(turn, 'open'), unlessForumTold(turn), unlessHead(turn));

/** One by one, each addressed to an agency of the case; every agency hears something, so that none is left out by oversight. */
export function recommend({ recommendations }: CommandOf<'recommend'>, turn: Turn): Decision {
  const refused = mayRecommend(turn) ?? addressProblem(recommendations, turn);
  if (refused !== undefined) return refuse(refused);
  const { state, rules, at, by } = turn;
  const entry = nextEntry(state);
  const made: CaseEvent = {
    type: 'RecommendationsMade',
    by,
    recommendations: recommendations.map(({ to, words }, index) => ({
      id: `${entry}.${index + 1}`,
      to,
      words,
    })),
  };
  const met = [made, ...meet(['recommend', 'decide', 'mediate'], state, rules, at, { by })];
  const spoken = raisedAfter(state, met, at);
  const events = [...met, ...end(openObligations(spoken).filter(endsWithCase))];
  const after = raisedAfter(state, events, at);
  const answers = answerDuties(after, turn);
  return accept(...events, ...(answers.length > 0 ? answers.map(set) : close(after, 'forum', rules)));
}

function addressProblem(
  recommendations: CommandOf<'recommend'>['recommendations'],
  { state, rules }: Turn,
): Refusal | undefined {
  const { output } = rules.policy.words;
  const stranger = recommendations.find(({ to }) => !state.sides.some(({ agency }) => agency === to));
  if (stranger !== undefined) {
    return refusal(
      'unknown',
      'Address each of them to an agency that is part of this matter.',
      'recommendations',
    );
  }
  const left = state.sides.find(({ agency }) => !recommendations.some(({ to }) => to === agency));
  if (left === undefined) return undefined;
  const name = rules.directory.agencies.get(left.agency)?.name ?? left.agency;
  const says = `${name} gets no ${output} yet. Add one for it, if only to say that nothing is asked of it.`;
  return refusal('missing', says, 'recommendations');
}

function answerDuties(state: RaisedCase, { rules }: Turn): readonly Obligation[] {
  const stage = stageNow(state, rules);
  if (stage.forum?.answers.each_agency !== true) return [];
  const { source, added } = stage.forum.answers;
  return state.sides.map(({ key, agency }) => ({
    id: `${stage.id}.answer:${agency}`,
    stage: stage.id,
    rule: 'answer',
    duty: 'answer',
    owedBy: owedByActors(state, [key]),
    source,
    lapses: false,
    added: added ?? false,
  }));
}

const onlyOffice: Refusal = refusal(
  'not-yours',
  'Only the board’s own office can do this. Ask them, or ring them.',
);
