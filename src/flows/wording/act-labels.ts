import { forumWordsAt, hears, type Place } from './forum-words.ts';
import type { Policy } from '../../policy/policy.ts';

/** What the button of each act says, and where it is the thing that is asked for, how it stands out. */
export type ActLabel = { readonly label: string; readonly style?: 'primary' | 'danger' };

/** Those that say a word of the board's own are made below. */
const sameEverywhere: Readonly<Record<string, ActLabel>> = {
  'report-immediate-risk': { label: 'Immediate risk now', style: 'danger' },
  'read-alert': { label: 'Read about the risk' },
  'answer-alert': { label: 'Say what is in place', style: 'primary' },
  'record-referral': { label: 'Record the referral' },
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
  'answer-entry-questions': { label: 'Answer the opening questions', style: 'primary' },
  'go-up-a-rung': { label: 'Take it one rung up', style: 'primary' },
  'skip-to': { label: 'Go straight to a later stage' },
  'bring-in': { label: 'Ask for advice' },
  'hand-over': { label: 'Hand over' },
  'mark-policy-issue': { label: 'Significant policy issue' },
  'pass-on': { label: 'I have passed it on', style: 'primary' },
  'advise-other-board': { label: 'I have told the other board', style: 'primary' },
  'convene-panel': { label: 'Say who sits on the panel', style: 'primary' },
  'call-meeting': { label: 'Arrange a meeting', style: 'primary' },
  'offer-mediation': { label: 'Offer mediation', style: 'primary' },
  'accept-mediation': { label: 'We take up the mediation', style: 'primary' },
  'decline-mediation': { label: 'We decline the mediation' },
  'say-mediation-failed': { label: 'The mediation failed' },
  'say-conflict': { label: 'There is a conflict of interest' },
  'tell-head': { label: 'Say that there is this matter', style: 'primary' },
  'agree-decision': { label: 'I agree to it', style: 'primary' },
  'dispute-decision': { label: 'I do not agree to it' },
  'meeting-not-held': { label: 'The meeting was not held' },
  'ask-information': { label: 'Ask for written information' },
  'give-information': { label: 'Give the information', style: 'primary' },
  'send-copy': { label: 'Send a copy' },
  'report-outcome': { label: 'Report the outcome to the board’s office' },
  'note-learning': { label: 'What others can learn', style: 'primary' },
  'want-debrief': { label: 'I would like a talk about it' },
  'read-summary': { label: 'Read the summary' },
  'read-reported': { label: 'Read what was reported' },
  'read-learning': { label: 'Read what others can learn' },
  'confirm-filing': { label: 'Confirm what is filed' },
  'correct-entry': { label: 'Correct an entry' },
  'correct-concern': { label: 'Correct the date' },
  withdraw: { label: 'Withdraw', style: 'danger' },
  'close-with': { label: 'Close it in another way' },
  reopen: { label: 'Open it again' },
  'fill-form': { label: 'Fill in the form', style: 'primary' },
  'sign-form': { label: 'Sign the form', style: 'primary' },
  'send-form': { label: 'I have sent the form', style: 'primary' },
  'read-form': { label: 'Read the form' },
  'read-case': { label: 'Read what was written' },
  'get-document': { label: 'Get as a document' },
  'who-is-the-adult': { label: 'Who is the adult?' },
  'why-date': { label: 'Why this date?' },
  chronology: { label: 'The whole record' },
  contacts: { label: 'Who to ring' },
  'who-was-told': { label: 'Who was told' },
  'who-looked': { label: 'Who looked' },
  'case-page': { label: 'Everything I can do' },
};

/** What the button of one thing says where an act can be about several that the policy names. */
export function labelAbout(
  does: string,
  on: string | undefined,
  { stages }: Policy,
  place?: Place,
): ActLabel {
  const known = labelOf(does, place);
  const stage = stages.find(({ id }) => id === on)?.label;
  if (does === 'skip-to' && stage !== undefined) return { ...known, label: `Go straight to ${stage}` };
  const closing = stages.flatMap(({ closings }) => closings).find(({ id }) => id === on)?.label;
  return does === 'close-with' && closing !== undefined ? { ...known, label: closing } : known;
}

/**
 * The label of an act; one without an entry shows its own name, so that no button is ever empty. `place`: the stage
 * where it is done, for the board's own words for its forum.
 */
export function labelOf(does: string, place?: Place): ActLabel {
  const known = sameEverywhere[does] ?? { label: does.replaceAll('-', ' ') };
  const own = place === undefined ? undefined : ownLabel(does, place);
  return own === undefined || own.length > longest ? known : { ...known, label: own };
}

/** The longest text of a button that every platform shows whole. */
const longest = 75;

function ownLabel(does: string, place: Place): string | undefined {
  if (does === 'escalate') return `Take it to the next ${place.policy.words.stage.toLowerCase()}`;
  const words = forumWordsAt(place);
  if (words === undefined) return undefined;
  const { forum, head, one, many } = words;
  if (does === 'tell-head') return `Tell the ${head} that there is one`;
  if (does === 'pass-on') return `I have told the ${head}`;
  if (hears(forum) && does === 'ask-information') return 'Ask a side to put its case';
  if (hears(forum) && does === 'give-information') return 'Put our case';
  if (does === 'answer-recommendation') return `Answer the ${one}`;
  if (does !== 'recommend') return undefined;
  const labels = {
    recommendations: `Make ${many}`,
    decision: `Give the ${one}`,
    mediation: 'Say what came of it',
  };
  return labels[forum.output];
}

const ofForms: Readonly<Record<string, string>> = {
  'fill-form': 'Fill in',
  'sign-form': 'Sign',
  'send-form': 'I have sent',
  'read-form': 'Read',
};
/** What every platform can show on a button. */
const longestLabel = 72;

/** The label of a document: of a form by its title, or the record, the pack or the report. */
export function labelOfDocument(on: string, { forms, reports }: Policy): string {
  if (on === 'record') return 'Get the record as a document';
  if (on === 'pack') return 'Get the pack for the last forum';
  const id = on.replace(/^form:/u, '').split('@')[0];
  const report = on === 'report' ? reports.find(({ by }) => by === 'forum')?.title : undefined;
  const title = report ?? forms.find((form) => form.id === id)?.title ?? 'this';
  const room = longestLabel - 6;
  return `Get “${title.length > room ? `${title.slice(0, room - 1).trimEnd()}…` : title}”`;
}

/** The label of an act about one of the board's forms, with its title: “Fill in “Monitoring Form””. */
export function labelOfForm(does: string, title: string): string | undefined {
  const verb = ofForms[does];
  if (verb === undefined) return undefined;
  const room = longestLabel - verb.length - 3;
  return `${verb} “${title.length > room ? `${title.slice(0, room - 1).trimEnd()}…` : title}”`;
}
