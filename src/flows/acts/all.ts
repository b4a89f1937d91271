import type { CaseConversation } from '../conversation.ts';
import { acceptConfirmation } from './accept-confirmation.ts';
import { acknowledge } from './acknowledge.ts';
import { adviseOtherBoard } from './advise-other-board.ts';
import { agreeOutcome } from './agree-outcome.ts';
import { answerEntryQuestions } from './answer-entry-questions.ts';
import { answerRecommendation } from './answer-recommendation.ts';
import { approveEntry } from './approve-entry.ts';
import { askInformation } from './ask-information.ts';
import { bringIn } from './bring-in.ts';
import { callMeeting } from './call-meeting.ts';
import { closeWith } from './close-with.ts';
import { confirmFileRead } from './confirm-file-read.ts';
import { confirmFiling } from './confirm-filing.ts';
import { confirmOutcome } from './confirm-outcome.ts';
import { convenePanel } from './convene-panel.ts';
import { correctConcern } from './correct-concern.ts';
import { correctEntry } from './correct-entry.ts';
import { agreeDecision, disputeDecision } from './decide-together.ts';
import { declareUnresolved } from './declare-unresolved.ts';
import { disputeConfirmation } from './dispute-confirmation.ts';
import { disputeOutcome } from './dispute-outcome.ts';
import { doneStep } from './done-step.ts';
import { escalate } from './escalate.ts';
import { giveFeedback } from './give-feedback.ts';
import { fillForm } from './fill-form.ts';
import { giveInformation } from './give-information.ts';
import { goUpARung } from './go-up-a-rung.ts';
import { handOver } from './hand-over.ts';
import { logDiscussion } from './log-discussion.ts';
import { markPolicyIssue } from './mark-policy-issue.ts';
import { acceptMediation, declineMediation, offerMediation, sayMediationFailed } from './mediation.ts';
import { meetingNotHeld } from './meeting-not-held.ts';
import { passOn } from './pass-on.ts';
import { proposeOutcome } from './propose-outcome.ts';
import { reassessRisk } from './reassess-risk.ts';
import { recommend } from './recommend.ts';
import { reopen } from './reopen.ts';
import { respond } from './respond.ts';
import { sayConflict } from './say-conflict.ts';
import { sayNotSpoken } from './say-not-spoken.ts';
import { noteLearning } from './note-learning.ts';
import { reportOutcome } from './report-outcome.ts';
import { sendCopy } from './send-copy.ts';
import { wantDebrief } from './want-debrief.ts';
import { sendForm } from './send-form.ts';
import { setProtectiveDate } from './set-protective-date.ts';
import { tellHead } from './tell-head.ts';
import { signForm } from './sign-form.ts';
import { skipToStage } from './skip-to.ts';
import { withdraw } from './withdraw.ts';

/** Everything that a person can do in a case that was raised, by the act's name. */
export const conversations: ReadonlyMap<string, CaseConversation> = new Map(
  [
    acknowledge,
    confirmFileRead,
    respond,
    logDiscussion,
    approveEntry,
    sayNotSpoken,
    setProtectiveDate,
    reassessRisk,
    proposeOutcome,
    agreeOutcome,
    disputeOutcome,
    confirmOutcome,
    giveFeedback,
    doneStep,
    acceptConfirmation,
    disputeConfirmation,
    declareUnresolved,
    escalate,
    answerEntryQuestions,
    goUpARung,
    skipToStage,
    bringIn,
    handOver,
    markPolicyIssue,
    passOn,
    adviseOtherBoard,
    convenePanel,
    callMeeting,
    meetingNotHeld,
    offerMediation,
    acceptMediation,
    declineMediation,
    sayMediationFailed,
    sayConflict,
    tellHead,
    agreeDecision,
    disputeDecision,
    askInformation,
    giveInformation,
    recommend,
    answerRecommendation,
    sendCopy,
    reportOutcome,
    noteLearning,
    wantDebrief,
    confirmFiling,
    fillForm,
    signForm,
    sendForm,
    correctEntry,
    correctConcern,
    withdraw,
    closeWith,
    reopen,
  ].map((one) => [one.does, one]),
);
