import type { PersonId, RoleId } from '../directory/directory.ts';
import { roleOf, stageOf } from '../policy/policy-lookup.ts';
import type { StageRule } from '../policy/stage.ts';
import type { Rules } from './decision.ts';
import type { Actor, CaseEvent } from './events.ts';
import { actorFor, boardActor } from './people.ts';
import type { RaisedCase } from './state.ts';

/* Who heads the forum of a stage, and how it is reached. */

/** The role that heads the forum where the case stands: another one since a conflict of interest was said. */
export function headRole({ conflict, stage }: RaisedCase, { policy }: Rules): RoleId | undefined {
  return conflict?.stage === stage ? conflict.head : stageOf(policy, stage).forum?.head;
}

/** The office through which the forum of this stage is reached; `undefined` where the policy names none. */
export function gatewayRole({ conflict, stage }: RaisedCase, { policy }: Rules): RoleId | undefined {
  const usual = stageOf(policy, stage).forum?.gateway?.role;
  return conflict?.stage === stage ? (conflict.gateway ?? usual) : usual;
}

/**
 * Everybody who has to be told to reach the forum of a stage: its head; those who decide together; or the holder of an
 * agency's role in each agency of the matter. Those whom the directory does not name are left out.
 */
export function headsOf(stage: StageRule, state: RaisedCase, rules: Rules, at: Date): readonly Actor[] {
  const { forum } = stage;
  if (forum === undefined) return [];
  const swapped = state.conflict?.stage === stage.id ? state.conflict.head : undefined;
  const roles = swapped === undefined ? (forum.heads ?? [forum.head]) : [swapped];
  return roles.flatMap((role) =>
    roleOf(rules.policy, role).of === 'board'
      ? (boardActor(role, rules, at) ?? [])
      : state.sides.flatMap((side) => actorFor(role, side, stage.id, rules, at) ?? []),
  );
}

/** How many have to be told, whether or not the directory names them. */
export function headsWanted(stage: StageRule, state: RaisedCase, rules: Rules): number {
  const { forum } = stage;
  if (forum === undefined || state.conflict?.stage === stage.id) return 1;
  if (forum.heads !== undefined) return forum.heads.length;
  return roleOf(rules.policy, forum.head).of === 'board' ? 1 : state.sides.length;
}

/** The forum is told; `undefined` where the directory names nobody to tell. */
export function toldBy(
  by: string,
  heads: readonly Actor[],
): Extract<CaseEvent, { type: 'PassedOn' }> | undefined {
  const [first] = heads;
  if (first === undefined) return undefined;
  const one = heads.length === 1 && first.side === 'board';
  return { type: 'PassedOn', by, head: first.person, ...(one ? {} : { heads }) };
}

/** Everybody who is told that a matter was passed on to them: the head alone, or all who decide together. */
export function headsTold({
  head,
  heads = [],
}: Extract<CaseEvent, { type: 'PassedOn' }>): readonly PersonId[] {
  return [...new Set([head, ...heads.map(({ person }) => person)])];
}

/** When the forum of a stage was told; `undefined` while it was not, whatever an earlier forum was. */
export function toldAt(
  stage: string,
  state: Pick<RaisedCase, 'forumTold' | 'forumStage'>,
): string | undefined {
  return state.forumStage === stage ? state.forumTold : undefined;
}
