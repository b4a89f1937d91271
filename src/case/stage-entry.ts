import { stageOf } from '../policy/policy-lookup.ts';
import type { StageRule } from '../policy/stage.ts';
import { openObligations, raisedAfter } from './case-state.ts';
import type { Words } from './commands.ts';
import type { Rules } from './decision.ts';
import { entryQuestionDuties } from './entry-questions.ts';
import { tellEscalation } from './escalation-duty.ts';
import type { CaseEvent } from './events.ts';
import { feedbackStays } from './feedback-duty.ts';
import { headsOf, toldBy } from './forum-heads.ts';
import { addedReview, dutiesToSet, end, meet, owedByBoard, set } from './obligations.ts';
import { actorsAt, boardActor } from './people.ts';
import type { PersonId } from '../directory/directory.ts';
import type { OpenObligation, RaisedCase } from './state.ts';
import type { Turn } from './turn.ts';

/** Everything that happens when a case comes to a stage: who acts there, and what each of them owes by when. */
export function enterStage(
  stage: StageRule,
  state: RaisedCase,
  rules: Rules,
  at: Date,
  { by, reason, skip }: { readonly by: PersonId; readonly reason?: Words; readonly skip?: string },
): readonly CaseEvent[] {
  const found = actorsAt(stage, state.sides, state.actors, rules, at);
  const entered: CaseEvent = {
    type: 'StageEntered',
    stage: stage.id,
    ...found,
    by,
    ...(reason === undefined ? {} : { reason }),
    ...(skip === undefined ? {} : { skip }),
  };
  let events: readonly CaseEvent[] = [entered];
  const now = (): RaisedCase => raisedAfter(state, events, at);
  events = [...events, ...tellForum(stage, now(), rules, at, by)];
  events = [...events, ...dutiesToSet(now(), stage, rules, at)];
  const owes = openObligations(now()).some(
    (one) => one.stage === stage.id && !['raise', 'feedback'].includes(one.duty),
  );
  if (!owes) events = [...events, set(addedReview(now(), stage, rules, at))];
  events = [...events, ...entryQuestionDuties(stage, now())];
  return [...events, ...tellEscalation(now(), rules, at, 'unresolved')];
}

/** A case leaves its stage for another: whoever had to take it on has done so, and what the old stage owed ends. */
export function moveTo(
  stage: StageRule,
  { state, rules, at, by }: Turn,
  why: { readonly reason?: Words; readonly skip?: string },
): readonly CaseEvent[] {
  const met = meet(['escalate'], state, rules, at, { by });
  const events = [...met, ...leaveStage(raisedAfter(state, met, at))];
  return [...events, ...enterStage(stage, raisedAfter(state, events, at), rules, at, { by, ...why })];
}

/**
 * What is no longer owed once a stage is left. What the board's office owes goes on, and so do a confirmation, an
 * agreed next step and word to whoever raised it: none of them is about the stage.
 */
export function leaveStage(state: RaisedCase): readonly CaseEvent[] {
  return end(openObligations(state).filter((one) => !staysOwed(one) && !feedbackStays(one, state)));
}

function staysOwed({ duty, rule, owedBy }: OpenObligation): boolean {
  return (
    duty === 'confirm' ||
    duty === 'step' ||
    duty === 'send-form' ||
    rule === 'accept' ||
    owedBy.every(({ side }) => side === 'board')
  );
}

/** Where the policy names an office on the way, that office owes the passing on; otherwise the head is told at once. */
function tellForum(
  stage: StageRule,
  state: RaisedCase,
  rules: Rules,
  at: Date,
  by: PersonId,
): readonly CaseEvent[] {
  const { forum } = stage;
  if (forum === undefined) return [];
  const { gateway } = forum;
  const office = gateway === undefined ? undefined : boardActor(gateway.role, rules, at);
  const told = toldBy(by, headsOf(stage, state, rules, at));
  // An office that nobody holds is passed by, where there is somebody to pass to (G-9).
  if (told !== undefined && office === undefined) return [told];
  if (gateway === undefined || stage.obligations.some(({ duty }) => duty === 'pass-on')) return [];
  const obligation = {
    id: `${stage.id}.pass-on`,
    stage: stage.id,
    rule: 'pass-on',
    duty: 'pass-on',
    owedBy: [owedByBoard(gateway.role, rules, at)],
    source: gateway.source,
    lapses: false,
    added: gateway.added ?? false,
  };
  return [set(obligation)];
}

/** The rule of the stage where the case stands. */
export function stageNow(state: RaisedCase, { policy }: Rules): StageRule {
  return stageOf(policy, state.stage);
}
