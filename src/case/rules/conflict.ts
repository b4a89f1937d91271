import { boardRoleHolders } from '../../directory/lookup.ts';
import { openObligations, raisedAfter } from '../case-state.ts';
import type { CommandOf, Words } from '../commands.ts';
import type { Decision } from '../decision.ts';
import type { CaseEvent } from '../events.ts';
import { gatewayRole, headRole, headsOf, toldAt, toldBy } from '../forum-heads.ts';
import { holdsBoardRole, isHead, notAtForum } from '../forum-people.ts';
import { momentOf } from '../moment.ts';
import { end, owedByBoard, set, workingDaysOn } from '../obligations.ts';
import { boardActor } from '../people.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
import { actingSide, firstRefusal, notYours, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { mediateAfresh } from './mediation.ts';

/*
 * Whoever heads the forum may have a conflict of interest. They are asked, and so are both sides and the office
 * (SO-X11); then another heads it, by the policy's own way. No date moves.
 */

export const maySayConflict: May = (turn) => {
  const { state, rules } = turn;
  const { forum } = stageNow(state, rules);
  const gateway = gatewayRole(state, rules);
  const office = gateway !== undefined && holdsBoardRole(gateway, turn);
  return firstRefusal(
    unlessStatus(turn, 'open'),
    forum === undefined ? notAtForum : undefined,
    forum?.conflict_of_interest === undefined
      ? refusal('not-now', 'The policy names nobody else to head this forum. Tell the board’s office.')
      : undefined,
    isHead(turn) || actingSide(turn) !== undefined || office ? undefined : notYours(turn),
    state.conflict?.stage === state.stage
      ? refusal(
          'already-done',
          'It was said already, and another heads it now. Tell the board’s office if they have one too.',
        )
      : undefined,
  );
};

export function sayConflict({ reason }: CommandOf<'say-conflict'>, turn: Turn): Decision {
  const refused = maySayConflict(turn);
  return refused === undefined ? accept(...swapHead(reason, turn)) : refuse(refused);
}

/**
 * The first head has no part in it any longer. The office named for that passes it on to the second; where nobody
 * holds that office, or the policy names none, the second is told at once.
 */
export function swapHead(reason: Words, turn: Turn): readonly CaseEvent[] {
  const { state, rules, at, by } = turn;
  const stage = stageNow(state, rules);
  const rule = stage.forum?.conflict_of_interest;
  const from = headRole(state, rules);
  if (rule === undefined || from === undefined) return [];
  const holders = boardRoleHolders(rules.directory, rules.policy.board, from).map(({ id }) => id);
  const second = boardActor(rule.head, rules, at)?.person;
  const conflict: CaseEvent = {
    type: 'ConflictSaid',
    by,
    stage: stage.id,
    from,
    people: [...new Set([...(state.head === undefined ? [] : [state.head]), ...holders])].filter(
      (person) => person !== second,
    ),
    head: rule.head,
    ...(rule.gateway === undefined ? {} : { gateway: rule.gateway }),
    reason,
  };
  // What is to be done afresh is open again before it goes to the second, who then owes it with the rest.
  const said = [...mediateAfresh(state), conflict];
  const after = raisedAfter(state, said, at);
  const gateway = gatewayRole(after, rules);
  const office = gateway === undefined ? undefined : boardActor(gateway, rules, at);
  const passing = openObligations(after).filter(
    ({ duty, stage: of }) => duty === 'pass-on' && of === stage.id,
  );
  if (gateway === undefined || office === undefined) {
    const told = toldBy(by, headsOf(stage, after, rules, at));
    return [...said, ...(told === undefined ? [] : [told, ...end(passing)])];
  }
  if (passing.some(({ owedBy }) => owedBy.some(({ role }) => role === gateway))) return said;
  const again = set({
    id: `${stage.id}.pass-on-again`,
    stage: stage.id,
    rule: 'pass-on-again',
    duty: 'pass-on',
    owedBy: [owedByBoard(gateway, rules, at)],
    due: momentOf(workingDaysOn(1, rules, at)),
    source: rule.source,
    lapses: false,
    added: true,
  });
  return [...said, ...end(passing), again];
}

/** Whether the forum waits to be told: it never was, or another heads it since. */
export function waitsToBeTold({ state }: Turn): boolean {
  return toldAt(state.stage, state) === undefined || state.head === undefined;
}
