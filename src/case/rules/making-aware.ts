import { stageAfter } from '../../policy/policy-lookup.ts';
import type { StageRule } from '../../policy/stage.ts';
import { openObligations } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision } from '../decision.ts';
import { holdsBoardRole, onlyOffice } from '../forum-people.ts';
import { met } from '../obligations.ts';
import { boardActor } from '../people.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { stageNow } from '../stage-entry.ts';
import type { OpenObligation } from '../state.ts';
import { firstRefusal, unlessStatus } from '../turn.ts';
import type { May, Turn } from '../turn.ts';

/* Before a matter comes to a forum, its head can be made aware that there is one (RO-X11): its reference and no more. */

export const mayTellHead: May = (turn) => {
  const owed = tellings(turn);
  return firstRefusal(
    unlessStatus(turn, 'open'),
    stageNow(turn.state, turn.rules).forum === undefined && nextForum(turn) !== undefined
      ? undefined
      : refusal('not-now', 'The forum sits at this stage. Pass the matter on to it.'),
    owed.length > 0
      ? undefined
      : refusal('not-now', 'At this point nobody has to be made aware of it, or they are already.'),
    owed.some(({ owedBy }) => owedBy.some(({ role }) => holdsBoardRole(role, turn))) ? undefined : onlyOffice,
  );
};

function tellings({ state }: Turn): readonly OpenObligation[] {
  return openObligations(state).filter(({ duty, stage }) => duty === 'pass-on' && stage === state.stage);
}

export function tellHead(_command: CommandOf<'tell-head'>, turn: Turn): Decision {
  const refused = mayTellHead(turn);
  const forum = nextForum(turn);
  if (refused !== undefined || forum === undefined) return refuse(refused ?? onlyOffice);
  const { state, rules, at, by } = turn;
  const head = boardActor(forum.head, rules, at);
  if (head === undefined) {
    const says = 'Nobody in the directory heads that forum. Add them to the directory, then tell them.';
    return refuse(refusal('nobody-holds-role', says));
  }
  return accept(
    { type: 'HeadMadeAware', by, head: head.person, role: forum.head },
    ...tellings(turn).map((one) => met(one, state, rules, at, by)),
  );
}

/** The forum of the nearest stage to come that has one. */
function nextForum({ state, rules }: Turn): StageRule['forum'] {
  let stage = stageAfter(rules.policy, state.stage);
  while (stage !== undefined && stage.forum === undefined) stage = stageAfter(rules.policy, stage.id);
  return stage?.forum;
}
