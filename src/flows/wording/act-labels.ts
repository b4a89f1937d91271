/** What the button of each act says, and where it is the thing that is asked for, how it stands out. */
export type ActLabel = { readonly label: string; readonly style?: 'primary' | 'danger' };

export const actLabels: Readonly<Record<string, ActLabel>> = {
  'report-immediate-risk': { label: 'Immediate risk now', style: 'danger' },
  'read-alert': { label: 'Read about the risk' },
  'answer-alert': { label: 'Say what is in place', style: 'primary' },
  acknowledge: { label: 'I have seen this', style: 'primary' },
  'confirm-file-read': { label: 'I have read the case file' },
  'log-discussion': { label: 'Record a conversation' },
  respond: { label: 'Say what we want' },
  'approve-entry': { label: 'Approve this record', style: 'primary' },
  'say-not-spoken': { label: 'We have not spoken' },
  'set-protective-date': { label: 'Set an earlier date' },
  'reassess-risk': { label: 'Look at the risk again' },
  'propose-outcome': { label: 'Propose an outcome' },
  'agree-outcome': { label: 'Agree the outcome', style: 'primary' },
  'dispute-outcome': { label: 'I do not agree' },
  'confirm-outcome': { label: 'Confirm in writing', style: 'primary' },
  'give-feedback': { label: 'Say what was done', style: 'primary' },
  'done-step': { label: 'A next step is done', style: 'primary' },
  'accept-confirmation': { label: 'This is what we agreed', style: 'primary' },
  'dispute-confirmation': { label: 'This is not what we agreed' },
  'declare-unresolved': { label: 'We cannot settle this' },
  escalate: { label: 'Take it to the next stage', style: 'primary' },
  'answer-entry-questions': { label: 'Answer the opening questions', style: 'primary' },
  'bring-in': { label: 'Ask for advice' },
  'hand-over': { label: 'Hand over' },
  'mark-policy-issue': { label: 'Significant policy issue' },
  'pass-on': { label: 'I have told the Chair', style: 'primary' },
  'advise-other-board': { label: 'I have told the other board', style: 'primary' },
  'ask-information': { label: 'Ask for written information' },
  'give-information': { label: 'Give the information', style: 'primary' },
  recommend: { label: 'Make recommendations', style: 'primary' },
  'answer-recommendation': { label: 'Answer the recommendation', style: 'primary' },
  'confirm-filing': { label: 'Confirm what is filed' },
  'correct-entry': { label: 'Correct an entry' },
  'correct-concern': { label: 'Correct the date' },
  withdraw: { label: 'Withdraw', style: 'danger' },
  reopen: { label: 'Open it again' },
  'read-case': { label: 'Read what was written' },
  'who-is-the-adult': { label: 'Who is the adult?' },
  'why-date': { label: 'Why this date?' },
  chronology: { label: 'The whole record' },
  contacts: { label: 'Who to ring' },
  'case-page': { label: 'Everything I can do' },
};

/** The label of an act; one without an entry shows its own name, so that no button is ever empty. */
export function labelOf(does: string): ActLabel {
  return actLabels[does] ?? { label: does.replaceAll('-', ' ') };
}
