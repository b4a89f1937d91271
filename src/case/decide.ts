import { personOf } from '../directory/lookup.ts';
import { assertNever } from './assert-never.ts';
import { isRaised, raisedAfter } from './case-state.ts';
import type { CaseCommand, ImpersonalCommand } from './commands.ts';
import type { Decision, Rules } from './decision.ts';
import { followForms } from './form-duties.ts';
import { meet } from './obligations.ts';
import { refusal, refuse } from './refuse.ts';
import { answerEntryQuestions } from './rules/entry-questions.ts';
import { answerRecommendation } from './rules/answering.ts';
import { atForum } from './rules/at-forum.ts';
import { bringIn, handOver } from './rules/colleagues.ts';
import { closeWith } from './rules/closing.ts';
import { correctConcern } from './rules/concern.ts';
import { acceptConfirmation, confirmOutcome, disputeConfirmation } from './rules/confirmation.ts';
import { sendCopy } from './rules/copying.ts';
import { noteLearning, wantDebrief } from './rules/learning.ts';
import { reportOutcome } from './rules/reporting.ts';
import { approveEntry, logDiscussion, sayNotSpoken } from './rules/discussion.ts';
import { reopen, withdraw } from './rules/ending.ts';
import { declareUnresolved, escalate, markPolicyIssue } from './rules/escalation.ts';
import { eraseWords, placeHold, releaseHold } from './rules/erasing.ts';
import { giveFeedback } from './rules/feedback.ts';
import { fillForm, sendForm, signForm } from './rules/forms.ts';
import { adviseOtherBoard, passOn, recommend } from './rules/forum.ts';
import { answerAlert, reportImmediateRisk } from './rules/immediate-risk.ts';
import { askInformation, giveInformation } from './rules/information.ts';
import { agreeOutcome, disputeOutcome, proposeOutcome } from './rules/outcome.ts';
import { reassessRisk, setProtectiveDate } from './rules/protection.ts';
import { goUpARung } from './rules/rungs.ts';
import { raise } from './rules/raise.ts';
import { acknowledge, confirmFileRead, respond } from './rules/receiving.ts';
import { confirmFiling, correctEntry } from './rules/record.ts';
import { recordReferral } from './rules/referral.ts';
import { recountLimits } from './rules/recount-limits.ts';
import { doneStep } from './rules/next-steps.ts';
import { noteUnreachable } from './rules/unreachable.ts';
import { wake } from './rules/wake.ts';
import { skipTo } from './rules/ways-in.ts';
import type { CaseState, RaisedCase } from './state.ts';
import { actingSide } from './turn.ts';
import type { Turn } from './turn.ts';

/**
 * What becomes of a command: the events that it causes, or why it cannot be done, or that it came too early. Pure
 * and total: the same question has the same answer, and a wrong move is an answer and never a throw.
 */
export function decide(command: CaseCommand, state: CaseState, rules: Rules): Decision {
  return followForms(decideAlone(command, state, rules), command, state, rules);
}

function decideAlone(command: CaseCommand, state: CaseState, rules: Rules): Decision {
  switch (command.type) {
    case 'report-immediate-risk':
      return reportImmediateRisk(command, state, rules);
    case 'answer-alert':
      return answerAlert(command, state, rules);
    case 'record-referral':
      return recordReferral(command, state, rules);
    case 'raise':
      return raise(command, state, rules);
    case 'wake':
      return wake(command, state, rules);
    case 'note-unreachable':
      return noteUnreachable(command, state, rules);
    case 'recount-limits':
      return recountLimits(command, state, rules);
    case 'erase-words':
      return eraseWords(command, state);
    case 'place-hold':
      return placeHold(command, state);
    case 'release-hold':
      return releaseHold(command, state);
    default:
      return inCase(command, state, rules);
  }
}

/** What somebody does in a case that was raised. */
type InCase = Exclude<
  CaseCommand,
  {
    type: 'report-immediate-risk' | 'answer-alert' | 'record-referral' | 'raise' | ImpersonalCommand;
  }
>;

function inCase(command: InCase, state: CaseState, rules: Rules): Decision {
  if (!isRaised(state)) {
    return refuse(refusal('unknown', 'Nothing was raised here yet. Raise it first, or check the reference.'));
  }
  if (state.erased !== undefined) {
    return refuse(
      refusal('not-now', 'What was written here was erased, so nothing can be added to it any more.'),
    );
  }
  if (personOf(rules.directory, command.by) === undefined) {
    return refuse(refusal('unknown', 'You are not in the directory. Ask the board’s office to add you.'));
  }
  const turn: Turn = { by: command.by, state, rules, at: command.at };
  const decision = ruleFor(command, turn);
  // Whoever takes over has not seen it yet: handing over says nothing for them.
  return command.type === 'hand-over' ? decision : acknowledged(decision, turn);
}

function ruleFor(command: InCase, turn: Turn): Decision {
  switch (command.type) {
    case 'acknowledge':
      return acknowledge(command, turn);
    case 'confirm-file-read':
      return confirmFileRead(command, turn);
    case 'respond':
      return respond(command, turn);
    case 'log-discussion':
      return logDiscussion(command, turn);
    case 'approve-entry':
      return approveEntry(command, turn);
    case 'say-not-spoken':
      return sayNotSpoken(command, turn);
    case 'set-protective-date':
      return setProtectiveDate(command, turn);
    case 'reassess-risk':
      return reassessRisk(command, turn);
    case 'propose-outcome':
      return proposeOutcome(command, turn);
    case 'agree-outcome':
      return agreeOutcome(command, turn);
    case 'dispute-outcome':
      return disputeOutcome(command, turn);
    case 'confirm-outcome':
      return confirmOutcome(command, turn);
    case 'give-feedback':
      return giveFeedback(command, turn);
    case 'done-step':
      return doneStep(command, turn);
    case 'accept-confirmation':
      return acceptConfirmation(command, turn);
    case 'dispute-confirmation':
      return disputeConfirmation(command, turn);
    case 'declare-unresolved':
      return declareUnresolved(command, turn);
    case 'escalate':
      return escalate(command, turn);
    case 'go-up-a-rung':
      return goUpARung(command, turn);
    case 'answer-entry-questions':
      return answerEntryQuestions(command, turn);
    case 'skip-to':
      return skipTo(command, turn);
    case 'bring-in':
      return bringIn(command, turn);
    case 'hand-over':
      return handOver(command, turn);
    case 'mark-policy-issue':
      return markPolicyIssue(command, turn);
    case 'pass-on':
      return passOn(command, turn);
    case 'advise-other-board':
      return adviseOtherBoard(command, turn);
    case 'ask-information':
      return askInformation(command, turn);
    case 'give-information':
      return giveInformation(command, turn);
    case 'recommend':
      return recommend(command, turn);
    case 'answer-recommendation':
      return answerRecommendation(command, turn);
    case 'send-copy':
      return sendCopy(command, turn);
    case 'report-outcome':
      return reportOutcome(command, turn);
    case 'note-learning':
      return noteLearning(command, turn);
    case 'want-debrief':
      return wantDebrief(command, turn);
    case 'convene-panel':
    case 'call-meeting':
    case 'meeting-not-held':
    case 'offer-mediation':
    case 'accept-mediation':
    case 'decline-mediation':
    case 'say-mediation-failed':
    case 'say-conflict':
    case 'tell-head':
    case 'agree-decision':
    case 'dispute-decision':
      return atForum(command, turn);
    case 'confirm-filing':
      return confirmFiling(command, turn);
    case 'fill-form':
      return fillForm(command, turn);
    case 'sign-form':
      return signForm(command, turn);
    case 'send-form':
      return sendForm(command, turn);
    case 'correct-entry':
      return correctEntry(command, turn);
    case 'correct-concern':
      return correctConcern(command, turn);
    case 'withdraw':
      return withdraw(command, turn);
    case 'close-with':
      return closeWith(command, turn);
    case 'reopen':
      return reopen(command, turn);
    default:
      return assertNever(command);
  }
}

/** Whoever does anything in a matter has plainly received it: a duty to acknowledge is met by their first act. */
function acknowledged(decision: Decision, turn: Turn): Decision {
  const side = actingSide(turn);
  if (decision.kind !== 'accepted' || decision.events.length === 0 || side === undefined) return decision;
  const after: RaisedCase = raisedAfter(turn.state, decision.events, turn.at);
  const { rules, at, by } = turn;
  return {
    ...decision,
    events: [...decision.events, ...meet(['acknowledge'], after, rules, at, { by, sides: [side] })],
  };
}
