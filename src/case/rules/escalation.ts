import { boardWords } from '../../policy/board-words.ts';
import { stageAfter, stageOf } from '../../policy/policy-lookup.ts';
import { asCarrier, carryingAsked, wayOn } from '../carrying.ts';
import { raisedAfter } from '../case-state.ts';
import type { CommandOf } from '../commands.ts';
import type { Decision, Refusal } from '../decision.ts';
import { answersGiven, entryQuestionsLeft } from '../entry-questions.ts';
import { toConsider } from '../considering.ts';
import { escalationOwed, tellEscalation } from '../escalation-duty.ts';
import type { CaseEvent } from '../events.ts';
import { accept, refusal, refuse } from '../refuse.ts';
import { moveTo } from '../stage-entry.ts';
import { unlessLastRung } from './rungs.ts';
import type { StageRule } from '../../policy/stage.ts';
import {
  actingSide,
  capacity,
  firstRefusal,
  notYours,
  ownSide,
  unlessActing,
  unlessStatus,
} from '../turn.ts';
import type { May, Turn } from '../turn.ts';
import { missingField } from '../words-check.ts';
import { missingOf, refusalOf } from './forms.ts';
import type { MissingForm } from './forms.ts';

/* Going up the ladder. The button is there from the start of every stage; nobody has to wait for a limit. */

export const mayDeclareUnresolved: May = (turn) =>
  firstRefusal(
    unlessStatus(turn, 'open'),
    unlessActing(turn),
    nextStage(turn) === undefined ? noNext(turn) : undefined,
    turn.state.unresolved[turn.state.stage] === undefined
      ? undefined
      : refusal('already-done', 'It counts as unresolved already. Escalate it.'),
  );

/** From here the duty to escalate counts, if the limit has not passed before. */
export function declareUnresolved({ reason }: CommandOf<'declare-unresolved'>, turn: Turn): Decision {
  const refused = mayDeclareUnresolved(turn);
  const side = actingSide(turn);
  if (refused !== undefined || side === undefined) return refuse(refused ?? notYours(turn));
  const { state, rules, at, by } = turn;
  const declared: CaseEvent = { type: 'UnresolvedDeclared', by, side, reason };
  return accept(declared, ...tellEscalation(raisedAfter(state, [declared], at), rules, at, 'unresolved'));
}

export const mayEscalate: May = (turn) => {
  const next = nextStage(turn);
  if (next === undefined) return firstRefusal(unlessStatus(turn, 'open'), unlessMovesOn(turn), noNext(turn));
  return firstRefusal(
    unlessStatus(turn, 'open'),
    unlessMovesOn(turn),
    isCalledIn(turn) ? undefined : unlessLastRung(turn),
    goesHow(next, turn) === 'waiting' ? waiting : undefined,
  );
};

/** Whoever acts now; the people of the next stage and the office on the way there, once they were told; whoever carries it on or owes the escalation. */
function unlessMovesOn(turn: Turn): Refusal | undefined {
  return isCalledIn(turn) ? undefined : unlessActing(turn);
}

function isCalledIn(turn: Turn): boolean {
  const { by, state, rules, at } = turn;
  const found = capacity(turn);
  if (found === undefined) return false;
  const told = state.escalationTold.some(({ person }) => person === by);
  if (found.side === 'board') return told && !sidesConsiderFirst(turn);
  const owed = escalationOwed(state, rules)?.owedBy.some(({ people }) => people.includes(by)) === true;
  return told || asCarrier(by, state, rules, at) !== undefined || (owed && !found.acts);
}

/** Whether to go on at all is for a side to decide, never for the office on the way to a forum. */
function sidesConsiderFirst(turn: Turn): boolean {
  const next = nextStage(turn);
  return next !== undefined && toConsider(next, turn.state) !== undefined;
}

/** How this person takes the matter to a stage: themself, or by asking those who carry it on. */
export function goesHow(next: StageRule, turn: Turn): ReturnType<typeof wayOn> {
  return isCalledIn(turn) ? 'going' : wayOn(next, turn.by, turn.state, turn.rules, turn.at);
}

/**
 * To the next stage of the policy and no further: its people come in, on both sides, and its clock starts now. First
 * it is considered, where the policy wants that; and where the way leads through somebody, they are asked to take it on.
 */
export function escalate(command: CommandOf<'escalate'>, turn: Turn): Decision {
  const { to, reason } = command;
  const refused = mayEscalate(turn);
  const next = nextStage(turn);
  if (refused !== undefined || next === undefined) return refuse(refused ?? noNext(turn));
  if (to !== next.id) {
    const says = `From here it can only go to ${next.label}. If it has moved on meanwhile, open it to see where it stands.`;
    return refuse(refusal('not-now', says, 'to'));
  }
  const problem = unlessConsidered(next, command, turn);
  if (problem !== undefined) return refuse(problem);
  const considered = decided(next, command, turn);
  if (considered.some((event) => event.type === 'Considered' && !event.goOn)) return accept(...considered);
  const missing = command.answers && missingField(entryQuestions(next, turn), command.answers);
  if (missing !== undefined) return refuse(missing);
  const waitsFor = missingBefore(turn);
  if (waitsFor !== undefined) return refuse(refusalOf(waitsFor, next));
  const first = [...considered, ...entryAnswers(next, command, turn)];
  const after: Turn = { ...turn, state: raisedAfter(turn.state, first, turn.at) };
  const why = reason === undefined ? {} : { reason };
  if (goesHow(next, turn) === 'going') return accept(...first, ...moveTo(next, after, why));
  return accept(...first, ...carryingAsked(next, after.state, turn.rules, turn.at, { by: turn.by, ...why }));
}

function unlessConsidered(
  next: StageRule,
  { considered }: CommandOf<'escalate'>,
  { state }: Turn,
): Refusal | undefined {
  const question = toConsider(next, state);
  if (question === undefined || considered !== undefined) return undefined;
  return refusal('missing', `The policy asks for a decision first: ${question.asks}`, 'consider');
}

/** The decision, recorded either way. */
function decided(next: StageRule, { considered }: CommandOf<'escalate'>, turn: Turn): readonly CaseEvent[] {
  const side = ownSide(turn);
  if (considered === undefined || side === undefined || toConsider(next, turn.state) === undefined) return [];
  return [{ type: 'Considered', by: turn.by, side, stage: next.id, ...considered }];
}

/** The questions with which a stage begins, as far as they are for the side of whoever takes the matter there. */
export function entryQuestions(stage: StageRule, turn: Turn) {
  const side = ownSide(turn);
  return side === undefined ? [] : entryQuestionsLeft(stage, side, turn.state);
}

/** Whoever gives no answers is asked afterwards, like every other side: the questions hold nothing up. */
function entryAnswers(
  stage: StageRule,
  { answers: words }: CommandOf<'escalate'>,
  turn: Turn,
): readonly CaseEvent[] {
  const side = ownSide(turn);
  const { by, state } = turn;
  return words === undefined || side === undefined ? [] : answersGiven(stage, side, { by, words, state });
}

const waiting: Refusal = refusal(
  'already-done',
  'Those who take it on were asked already, and have until the end of the next working day. Ring them.',
);

/** What this person's side has not filled in of the form that the next stage waits for, as the case would stand there. */
export function missingBefore(turn: Turn): MissingForm | undefined {
  const next = nextStage(turn);
  if (next?.needs_form === undefined || turn.state.status !== 'open') return undefined;
  return missingOf(next.needs_form.form, raisedAfter(turn.state, moveTo(next, turn, {}), turn.at), turn);
}

function nextStage({ state, rules }: Turn): StageRule | undefined {
  return stageAfter(rules.policy, state.stage);
}

function noNext({ rules }: Turn): Refusal {
  const says = `This is the last ${boardWords(rules.policy).stage}; there is no further one. Ask the board’s office if it stands still.`;
  return refusal('not-now', says);
}

/** A significant question of policy: a way to the forum of its own, where the stage's rule allows it. */
export const mayMarkPolicyIssue: May = (turn) => {
  const { state, rules } = turn;
  const rule = policyIssueRule(turn);
  const found = capacity(turn);
  const resolved = state.status === 'agreed' || (state.status === 'closed' && state.how === 'resolved');
  return firstRefusal(
    resolved && rule?.even_if_resolved === true ? undefined : unlessStatus(turn, 'open'),
    found !== undefined && found.side !== 'board' && (found.acts || found.as === 'brought-in')
      ? undefined
      : notYours(turn),
    rule === undefined || state.stage === rule.stage
      ? refusal(
          'not-now',
          `At this ${boardWords(rules.policy).stage} the policy knows no such step. Escalate the matter instead.`,
        )
      : undefined,
  );
};

export function markPolicyIssue({ reason }: CommandOf<'mark-policy-issue'>, turn: Turn): Decision {
  const refused = mayMarkPolicyIssue(turn);
  const rule = policyIssueRule(turn);
  if (refused !== undefined || rule === undefined) return refuse(refused ?? noNext(turn));
  const { state, rules, at, by } = turn;
  const marked: CaseEvent = { type: 'PolicyIssueMarked', by, reason };
  const stage = stageOf(rules.policy, rule.stage);
  const after: Turn = { ...turn, state: raisedAfter(state, [marked], at) };
  return accept(marked, ...moveTo(stage, after, { reason }));
}

function policyIssueRule({ state, rules }: Turn): StageRule['policy_issue_goes_to'] {
  return stageOf(rules.policy, state.stage).policy_issue_goes_to;
}
